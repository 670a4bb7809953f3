"""Colleagues in a list: who can do something, chosen with one tap, and who cannot, with the reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import flet as ft

from field_app.ui.parts import surface, text
from field_app.ui.theme import TOUCH, Tokens, Tone

#: The mark before a line: not chosen and chosen, for one of all and for some of many.
_ICONS = (
    (ft.Icons.RADIO_BUTTON_UNCHECKED, ft.Icons.RADIO_BUTTON_CHECKED),
    (ft.Icons.CHECK_BOX_OUTLINE_BLANK, ft.Icons.CHECK_BOX),
)


@dataclass(frozen=True, slots=True)
class Person:
    """One line: the name, what can be done, whether it is chosen, and what a tap does. Of many, more than one may be chosen.

    With an `icon` of its own the tap does it at once.
    """

    name: str
    said: str
    is_chosen: bool
    act: Callable[[], object]
    identifier: str
    is_one_of_many: bool = False
    icon: ft.IconData | None = None


def choose(t: Tokens, person: Person) -> ft.Control:
    """A line that can be chosen: by its mark and its frame as well as by its colour."""
    ink = t.ink(Tone.ACCENT) if person.is_chosen else t.text
    icon = person.icon or _ICONS[person.is_one_of_many][person.is_chosen]
    name = ft.Text(person.name, size=t.sp(17), weight=text.BOLD, color=ink)
    lines = ft.Column([name, *([text.quiet(t, person.said)] if person.said else [])], spacing=0, expand=True)
    row = ft.Row([ft.Icon(icon, size=t.sp(22), color=ink if person.is_chosen else t.muted), lines], spacing=12)
    side = ft.BorderSide(2, t.ink(Tone.ACCENT)) if person.is_chosen else ft.BorderSide(1.5, t.line)
    shape = ft.Container(
        ft.Container(row, alignment=ft.Alignment.CENTER_LEFT),
        bgcolor=t.soft(Tone.ACCENT) if person.is_chosen else t.card,
        border=ft.Border(side, side, side, side),
        border_radius=14,
        padding=ft.Padding.symmetric(horizontal=14, vertical=12 if person.said else (TOUCH - 26) / 2),
    )
    chosen = ft.Container(ft.Semantics(selected=True, content=shape) if person.is_chosen else shape, border_radius=14)
    return surface.tappable(person.identifier, chosen, person.act, key=person.identifier)


def cannot(t: Tokens, name: str, reasons: list[str]) -> ft.Control:
    """A line that can only be read."""
    icon = ft.Icon(ft.Icons.BLOCK, size=t.sp(18), color=t.muted)
    lines = ft.Column([text.quiet(t, each) for each in reasons or [name]], spacing=2, expand=True)
    row = ft.Row([icon, lines], spacing=10, vertical_alignment=ft.CrossAxisAlignment.START)
    return ft.MergeSemantics(row)
