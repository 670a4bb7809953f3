"""Cards, notices and pills: the surfaces on which everything stands."""

from __future__ import annotations

import flet as ft

from field_app.ui import safe
from field_app.ui.parts import text
from field_app.ui.theme import RADIUS, Tokens, Tone

_NOTICE_ICONS = {
    Tone.BAD: ft.Icons.ERROR_OUTLINE,
    Tone.ACCENT: ft.Icons.INFO_OUTLINE,
    Tone.INFO: ft.Icons.INFO_OUTLINE,
    Tone.GOOD: ft.Icons.CHECK_CIRCLE_OUTLINE,
    Tone.PLAIN: ft.Icons.INFO_OUTLINE,
}


def tappable(
    identifier: str, shape: ft.Container, act: safe.Handler, name: str | None = None, *, key: str | None = None
) -> ft.Control:
    """A surface that opens something: one button for a screen reader, that reads out what stands on it after its `name`."""
    shape.on_click = safe.handler(act)
    shape.ink = True
    button = ft.MergeSemantics(ft.Semantics(label=name, button=True, content=shape))
    return ft.Semantics(key=key, identifier=identifier, content=button)


def card(t: Tokens, *controls: ft.Control, spacing: float = 12, key: str | None = None) -> ft.Control:
    """A card with its parts below each other."""
    return ft.Container(
        key=key,
        bgcolor=t.card,
        border=ft.Border.all(1, t.line),
        border_radius=RADIUS,
        padding=16,
        content=ft.Column(list(controls), spacing=spacing, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
    )


def notice(t: Tokens, sentence: str, tone: Tone = Tone.ACCENT, identifier: str | None = None) -> ft.Control:
    """One sentence that should be read, said aloud by a screen reader when it appears."""
    said = ft.Semantics(live_region=True, container=True, identifier=identifier, expand=True, content=text.body(t, sentence, tone))
    return ft.Container(
        bgcolor=t.soft(tone),
        border_radius=12,
        padding=ft.Padding.symmetric(horizontal=14, vertical=12),
        content=ft.Row(
            [ft.Icon(_NOTICE_ICONS[tone], color=t.ink(tone), size=t.sp(22)), said],
            spacing=12,
            vertical_alignment=ft.CrossAxisAlignment.START,
        ),
    )


def pill(t: Tokens, words: str, tone: Tone = Tone.PLAIN, icon: ft.IconData | None = None) -> ft.Control:
    """A short state in a rounded shape."""
    parts: list[ft.Control] = [ft.Icon(icon, size=t.sp(16), color=t.ink(tone))] if icon else []
    if words:
        parts.append(ft.Text(words, size=t.sp(14), weight=text.BOLD, color=t.ink(tone)))
    return ft.Container(
        bgcolor=t.soft(tone),
        border_radius=99,
        padding=ft.Padding.symmetric(horizontal=12, vertical=6),
        content=ft.Row(parts, spacing=6, tight=True),
    )


def divider(t: Tokens) -> ft.Control:
    """A thin line between rows."""
    return ft.Container(height=1, bgcolor=t.line)


def facts(t: Tokens, rows: list[tuple[str, str]]) -> ft.Control:
    """Names with their values below each other, readable at any text size."""
    lines = [ft.MergeSemantics(ft.Column([text.quiet(t, name, 14), text.body(t, value)], spacing=0)) for name, value in rows]
    return ft.Column(list(lines), spacing=8)
