"""The one screen for when the phone's file cannot be opened: what happened, that nothing is lost, and what to do."""

from __future__ import annotations

import flet as ft

from field_app.rules import text_nl
from field_app.rules.refusals import Code
from field_app.ui.parts import surface, text
from field_app.ui.parts.frame import READABLE
from field_app.ui.text_nl import general
from field_app.ui.theme import DARK, Tone


def stopped(page: ft.Page, code: Code) -> None:
    """Say why the app does not go on."""
    page.theme_mode = ft.ThemeMode.DARK
    page.title = general.APP
    page.bgcolor = DARK.page
    sentence = surface.notice(DARK, text_nl.refusal(code), Tone.ACCENT)
    rows = ft.Column([text.title(DARK, general.APP), sentence], spacing=14, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    page.add(ft.SafeArea(ft.Container(rows, padding=24, width=READABLE), expand=True))
