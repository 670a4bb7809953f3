"""Chips and switches: what is chosen shows by its border and weight as well as by colour."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import flet as ft

from field_app.ui import safe
from field_app.ui.parts.text import BOLD, section
from field_app.ui.theme import Tokens, Tone


@dataclass(frozen=True, slots=True)
class Option:
    """One chip: its words, whether it is chosen, and what a tap does."""

    words: str
    is_chosen: bool
    act: Any
    identifier: str | None = None


def chip(t: Tokens, option: Option) -> ft.Control:
    """One chip, 56 px high."""
    ink = t.ink(Tone.ACCENT) if option.is_chosen else t.text
    side = ft.BorderSide(2, t.ink(Tone.ACCENT)) if option.is_chosen else ft.BorderSide(1.5, t.line)
    control = ft.Chip(
        label=ft.Text(option.words, size=t.sp(17), color=ink, weight=BOLD if option.is_chosen else None),
        selected=option.is_chosen,
        show_checkmark=False,
        selected_color=t.soft(Tone.ACCENT),
        bgcolor=t.card,
        border_side=side,
        shape=ft.RoundedRectangleBorder(radius=14),
        padding=ft.Padding.symmetric(horizontal=10, vertical=15),
        elevation=0,
        on_select=safe.handler(option.act),
    )
    return ft.Semantics(identifier=option.identifier, content=control) if option.identifier else control


def chips(t: Tokens, options: Iterable[Option]) -> ft.Control:
    """Chips that flow over as many lines as they need."""
    return ft.Row([chip(t, option) for option in options], wrap=True, spacing=10, run_spacing=10)


def group(t: Tokens, name: str, options: Iterable[Option], note: str = "") -> ft.Control:
    """Chips under their name."""
    return ft.Column([section(t, name, note), chips(t, options)], spacing=8)


def switch(t: Tokens, words: str, value: bool, act: Any, identifier: str | None = None) -> ft.Control:
    """On or off, with its words; the whole row is one control for a screen reader."""
    control = ft.Switch(
        value=value,
        on_change=safe.handler(act),
        active_color=t.on_accent,
        active_track_color=t.accent,
        inactive_thumb_color=t.muted,
        inactive_track_color=t.raised,
        track_outline_color=t.muted,
    )
    label = ft.Text(words, size=t.sp(16), color=t.text, expand=True)
    row = ft.Row([label, ft.Container(control, height=56, alignment=ft.Alignment.CENTER)], spacing=12)
    return ft.Semantics(identifier=identifier, content=ft.MergeSemantics(row))
