"""Text in the sizes of the house, each in the officer's own text size."""

from __future__ import annotations

import flet as ft

from field_app.rules import text_nl as rules_nl
from field_app.rules.refusals import Refused
from field_app.ui.text_nl import general
from field_app.ui.theme import Tokens, Tone

BOLD = ft.FontWeight.W_700


def title(t: Tokens, text: str, size: float = 30) -> ft.Control:
    """The name of the screen; a heading for a screen reader."""
    return _heading(ft.Text(text, size=t.sp(size), weight=BOLD, color=t.text), 1)


def heading(t: Tokens, text: str, size: float = 20) -> ft.Control:
    """The name of a card."""
    return _heading(ft.Text(text, size=t.sp(size), weight=BOLD, color=t.text), 2)


def section(t: Tokens, text: str, note: str = "") -> ft.Control:
    """Small capitals above a group, with an optional note behind it."""
    spans = [ft.TextSpan(f"  {note}", ft.TextStyle(weight=ft.FontWeight.W_400, letter_spacing=0))] if note else []
    style = ft.TextStyle(size=t.sp(14), weight=BOLD, color=t.muted, letter_spacing=0.8)
    label = f"{text} {note}".strip()
    return _heading(ft.Text(text.upper(), spans=spans, style=style, semantics_label=label), 3)


def body(t: Tokens, text: str, tone: Tone | None = None, bold: bool = False, expand: bool = False) -> ft.Text:
    """Running text."""
    color = t.ink(tone) if tone else t.text
    return ft.Text(text, size=t.sp(16), color=color, weight=BOLD if bold else None, expand=expand or None)


def quiet(t: Tokens, text: str, size: float = 15, expand: bool = False) -> ft.Text:
    """Text that explains or adds, less loud."""
    return ft.Text(text, size=t.sp(size), color=t.muted, expand=expand or None)


def _heading(content: ft.Control, level: int) -> ft.Control:
    return ft.Semantics(heading_level=level, container=True, content=content)


def instead(t: Tokens, answer: Refused | None) -> ft.Text:
    """In the place of what was asked: that it is on its way, or why it does not come."""
    return quiet(t, general.LOADING if answer is None else rules_nl.refusal(answer.code))
