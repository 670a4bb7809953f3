"""Buttons for one cold thumb: at least 56 px high at any text size, each with a name."""

from __future__ import annotations

from typing import Any

import flet as ft

from field_app.ui import safe
from field_app.ui.parts.text import BOLD
from field_app.ui.theme import RADIUS, Tokens, Tone

Act = Any
#: The padding above and below a button's words, the size of these words, and how high a line of them is.
_PADDING, _LARGE, _LINE = 19, 18, 1.45
#: The room above and below the button that stays under the thumb.
FOOT_TOP, FOOT_BOTTOM = 8, 12
FOOT_ROOM = FOOT_TOP + FOOT_BOTTOM
#: From this text size two buttons stand below each other instead of side by side.
STACK_FROM = 1.3


def foot(t: Tokens) -> float:
    """How much room the button under the thumb takes."""
    return 2 * _PADDING + t.sp(_LARGE) * _LINE + FOOT_ROOM


def primary(
    t: Tokens, words: str, act: Act, identifier: str | None = None, *, busy: bool = False, expand: int | None = None
) -> ft.Control:
    """The one thing to do here."""
    style = _style(t, t.accent, t.on_accent)
    button = ft.FilledButton(
        content=_label(t, words, t.muted if busy else t.on_accent, _LARGE), style=style, disabled=busy, on_click=safe.handler(act)
    )
    return _named(identifier, button, expand)


def secondary(
    t: Tokens,
    words: str,
    act: Act,
    identifier: str | None = None,
    *,
    expand: int | None = None,
    action: ft.ClientAction | None = None,
) -> ft.Control:
    """Another thing to do here; `action` is what the phone does by itself within the tap."""
    style = _style(t, t.raised, t.text)
    content = _label(t, words, t.text, _LARGE)
    button = ft.FilledButton(content=content, style=style, on_click=safe.handler(act), action=action)
    return _named(identifier, button, expand)


def outlined(
    t: Tokens, words: str, act: Act, identifier: str | None = None, *, expand: int | None = None, icon: ft.IconData | None = None
) -> ft.Control:
    """Something that opens more."""
    style = _style(t, ft.Colors.TRANSPARENT, t.text, ft.BorderSide(1.5, t.line))
    label = _label(t, words, t.text, 16)
    content = _with_icon(t, icon, t.text, label)
    return _named(identifier, ft.OutlinedButton(content=content, style=style, on_click=safe.handler(act)), expand)


def link(
    t: Tokens, words: str, act: Act, identifier: str | None = None, *, tone: Tone = Tone.INFO, icon: ft.IconData | None = None
) -> ft.Control:
    """A quiet way to something else, as tall as every other button."""
    label = ft.Text(words, size=t.sp(16), color=t.ink(tone), weight=ft.FontWeight.W_600)
    content = _with_icon(t, icon, t.ink(tone), label)
    style = ft.ButtonStyle(padding=ft.Padding.symmetric(horizontal=8, vertical=18), shape=ft.RoundedRectangleBorder(radius=12))
    return _named(identifier, ft.TextButton(content=content, style=style, on_click=safe.handler(act)), None)


def outside(t: Tokens, words: str, url: str, identifier: str | None = None, *, tone: Tone | None = None) -> ft.Control:
    """Something that another app of the device does: its telephone, its map."""
    fill, ink = (t.soft(tone), t.ink(tone)) if tone else (t.raised, t.text)
    button = ft.FilledButton(content=_label(t, words, ink, _LARGE), url=url, style=_style(t, fill, ink))
    return _named(identifier, button, None)


def icon_button(t: Tokens, icon: ft.IconData, name: str, act: Act, identifier: str | None = None) -> ft.Control:
    """A picture with a name; merged, for else the name would not reach the button."""
    button = ft.IconButton(
        icon, tooltip=name, icon_color=t.text, icon_size=t.sp(24), width=56, height=56, on_click=safe.handler(act)
    )
    return _named(identifier, ft.MergeSemantics(button), None)


def pair(t: Tokens, first: tuple[ft.Control, int], second: tuple[ft.Control, int]) -> ft.Control:
    """Two buttons side by side with their shares of the width, or below each other when the text is large."""
    if t.scale > STACK_FROM:
        return ft.Column([first[0], second[0]], spacing=10, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return ft.Row([ft.Container(each, expand=share) for each, share in (first, second)], spacing=10)


def _with_icon(t: Tokens, icon: ft.IconData | None, color: str, label: ft.Control) -> ft.Control:
    """The icon goes when the text is large: the words need the room, and have to break over two lines."""
    if icon is None or t.scale > STACK_FROM:
        return label
    return ft.Row([ft.Icon(icon, size=t.sp(21), color=color), label], tight=True, spacing=7)


def _label(t: Tokens, words: str, color: str, size: float) -> ft.Text:
    return ft.Text(words, size=t.sp(size), weight=BOLD, color=color, text_align=ft.TextAlign.CENTER)


def _style(t: Tokens, fill: str, ink: str, side: ft.BorderSide | None = None) -> ft.ButtonStyle:
    return ft.ButtonStyle(
        bgcolor={ft.ControlState.DISABLED: t.raised, ft.ControlState.DEFAULT: fill},
        color=ink,
        overlay_color=ft.Colors.with_opacity(0.12, ink),
        elevation=0,
        padding=ft.Padding.symmetric(horizontal=10, vertical=_PADDING),
        shape=ft.RoundedRectangleBorder(radius=RADIUS),
        side=side,
    )


def _named(identifier: str | None, button: ft.Control, expand: int | None) -> ft.Control:
    if identifier is None and expand is None:
        return button
    return ft.Semantics(identifier=identifier, content=button, expand=expand)
