"""The one screen for when the phone's file cannot be opened: what happened, that nothing is lost, and what to do."""

from __future__ import annotations

import flet as ft

from field_app.rules import text_nl
from field_app.rules.refusals import Code


def stopped(page: ft.Page, code: Code) -> None:
    """Say why the app does not go on."""
    page.theme_mode = ft.ThemeMode.DARK
    page.title = "Ronde"
    sentence = ft.Text(text_nl.refusal(code), size=20, selectable=True)
    page.add(ft.SafeArea(ft.Container(sentence, padding=24), expand=True))
