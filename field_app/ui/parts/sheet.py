"""Sheets from the bottom: a few things to read or choose, with the button that stays under the thumb."""

from __future__ import annotations

from dataclasses import dataclass

import flet as ft

from field_app.ui import safe
from field_app.ui.parts import buttons, panic, text
from field_app.ui.parts.drawer import ROOM, drawer
from field_app.ui.state import AppState
from field_app.ui.text_nl import general


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked before something is done that cannot be undone with one tap."""

    title: str
    note: str
    yes: str
    act: safe.Handler
    identifier: str = "confirm"


def bottom(
    app: AppState, controls: list[ft.Control], sticky: ft.Control, dismissed: safe.Handler, *, room: float = ROOM
) -> ft.BottomSheet:
    """A sheet with the button for help beside its first line: it covers the one on the screen below."""
    first, *others = controls
    help_ = ft.Container(panic.PanicButton(app, dismissed), key="panic")
    head = ft.Row([ft.Container(first, expand=True), help_], spacing=12, vertical_alignment=ft.CrossAxisAlignment.START)
    return drawer(app, [head, *others], sticky, dismissed, room=room)


def confirm(app: AppState, question: Question, close: safe.Handler) -> ft.BottomSheet:
    """The question with its consequences, a yes and a way back."""
    t = app.t

    async def yes() -> None:
        close()
        await question.act()

    pair = buttons.pair(
        t,
        (buttons.primary(t, question.yes, yes, question.identifier), 6),
        (buttons.secondary(t, general.CANCEL, close, f"{question.identifier}-cancel"), 5),
    )
    said = [text.body(t, each) for each in question.note.splitlines() if each]
    return bottom(app, [text.heading(t, question.title), *said], pair, close)
