"""Sheets from the bottom: a few things to read or choose, with the button that stays under the thumb."""

from __future__ import annotations

from dataclasses import dataclass

import flet as ft

from field_app.ui import safe
from field_app.ui.parts import buttons, text
from field_app.ui.state import AppState
from field_app.ui.text_nl import general

#: So high must a screen be for each unit of text size to show all of a small sheet at once.
ROOM = 520


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
    """As high as what is in it; where that would not fit, it scrolls above the button, which stays."""
    stretch, fits = ft.CrossAxisAlignment.STRETCH, app.height >= room * app.t.scale
    rows = ft.Column(controls, tight=True, spacing=14, horizontal_alignment=stretch)
    if not fits:  # a column that scrolls takes all the height there is
        rows.scroll, rows.expand = ft.ScrollMode.AUTO, True
    column = ft.Column([rows, sticky], tight=fits, spacing=14, horizontal_alignment=stretch)
    return ft.BottomSheet(
        content=ft.Container(column, padding=ft.Padding.only(left=20, right=20, top=4, bottom=20)),
        bgcolor=app.t.card,
        show_drag_handle=True,
        scrollable=True,
        on_dismiss=safe.handler(dismissed),
    )


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
