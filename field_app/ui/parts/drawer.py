"""The bare sheet from the bottom, as high as what is in it."""

from __future__ import annotations

import flet as ft

from field_app.ui import safe
from field_app.ui.state import AppState

#: So high must a screen be for each unit of text size to show all of a small sheet at once.
ROOM = 520


def drawer(
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
