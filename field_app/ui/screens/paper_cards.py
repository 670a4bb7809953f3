"""The forms that are not finished yet, on the first screen: a killed app comes back to what was being filled in."""

from __future__ import annotations

import flet as ft

from field_app.ui.forms import FORMS as BY_COMMAND
from field_app.ui.parts import buttons, surface, text
from field_app.ui.state import FORMS, AppState
from field_app.ui.text_nl import forms as nl
from field_app.ui.text_nl import today
from field_app.ui.theme import Tone
from field_app.workday.papers import PaperLine


def paper_cards(app: AppState, lines: tuple[PaperLine, ...]) -> list[ft.Control]:
    """A card for each, the newest last; none for a form of a newer app."""
    return [_card(app, each) for each in lines if each.name in BY_COMMAND]


def _card(app: AppState, line: PaperLine) -> ft.Control:
    t = app.t
    row = ft.Row(
        [
            ft.Icon(ft.Icons.EDIT_NOTE, color=t.ink(Tone.ACCENT), size=t.sp(26)),
            text.body(t, nl.open_one(BY_COMMAND[line.name].words.title, line.code_name), Tone.ACCENT, bold=True, expand=True),
            *([] if t.scale > buttons.STACK_FROM else [text.body(t, today.CONTINUE, Tone.ACCENT)]),
            ft.Icon(ft.Icons.CHEVRON_RIGHT, color=t.ink(Tone.ACCENT), size=t.sp(24)),
        ],
        spacing=10,
    )
    shape = ft.Container(
        row, bgcolor=t.soft(Tone.ACCENT), border_radius=16, padding=ft.Padding.symmetric(horizontal=16, vertical=17)
    )
    return surface.tappable(f"paper-{line.id}", shape, lambda: app.go(FORMS + line.id), key=f"paper-{line.id}")
