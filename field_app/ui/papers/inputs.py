"""Fields that are typed, switched or counted."""

from __future__ import annotations

from typing import Any

import flet as ft

from field_app.ui.forms.fields import LetterText, Number, Text
from field_app.ui.papers.spot import Spot
from field_app.ui.parts import buttons, choice, text
from field_app.ui.parts.fields import Field, TextBox
from field_app.ui.text_nl import forms as nl
from field_app.ui.text_nl.letters import suggested
from field_app.ui.theme import TOUCH

#: A name longer than this does not fit into the field itself at the usual text size.
_FITS = 36


def typed(spot: Spot, field: Text) -> ft.Control:
    """Words, saved while they are typed; blank is as good as nothing."""

    def keep(words: str) -> None:
        spot.desk.type(spot.path, words if words.strip() else field.default)

    hint = spot.hint if field.is_required else f"{nl.MAY_STAY_EMPTY} {spot.hint}".strip()
    asked = Field(spot.label, hint, field.lines, field.is_checked, spot.identifier)
    box = ft.Container(TextBox(asked, spot.value or "", keep), key=f"{spot.identifier}-{spot.desk.turn(spot.path)}")
    return spot.column(*_above(spot, field), box)


def _above(spot: Spot, field: Text) -> list[ft.Control]:
    """The name once more, whole, where one line would cut it short; a screen reader has it already."""
    if field.lines > 1 or len(spot.label) * spot.t.scale <= _FITS:
        return []
    return [ft.Semantics(exclude_semantics=True, content=text.quiet(spot.t, spot.label))]


def letter(spot: Spot, field: LetterText) -> ft.Control:
    """The words of a letter, with a proposal made of what was filled in above."""

    async def suggest() -> None:
        paper = spot.desk.paper
        await spot.desk.flush()
        proposal = suggested(paper.args, spot.choices) if paper else None
        if proposal is None:
            spot.desk.problem = nl.COMPOSE_FIRST
        else:
            await spot.desk.fill(spot.path, proposal)

    return spot.column(buttons.outlined(spot.t, nl.LETTER_SUGGEST, suggest, f"{spot.identifier}-suggest"), typed(spot, field))


def several(spot: Spot) -> ft.Control:
    """Short texts, one a line."""

    def keep(words: str) -> None:
        spot.desk.type(spot.path, [each.strip() for each in words.splitlines() if each.strip()])

    asked = Field(spot.label, f"{spot.hint}. {nl.ONE_A_LINE}", 3, identifier=spot.identifier)
    return spot.column(ft.Container(TextBox(asked, "\n".join(spot.value or ()), keep), key=spot.identifier))


def switched(spot: Spot) -> ft.Control:
    """On or off."""

    async def flip() -> None:
        await spot.write(not spot.value)

    return spot.column(choice.switch(spot.t, spot.label, bool(spot.value), flip, spot.identifier))


def counted(spot: Spot, field: Number) -> ft.Control:
    """A number between a button for less and one for more."""
    t, number = spot.t, spot.value

    def step(by: int) -> Any:
        async def change() -> None:
            now = number if isinstance(number, int) else field.least - by
            await spot.write(min(max(now + by, field.least), field.most))

        return change

    shown = ft.Text(nl.NO_NUMBER if number is None else str(number), size=t.sp(20), weight=text.BOLD, color=t.text)
    around = ft.Container(shown, width=max(TOUCH, t.sp(44)), alignment=ft.Alignment.CENTER)
    row = [
        ft.Container(text.body(t, spot.label), expand=True),
        buttons.icon_button(t, ft.Icons.REMOVE, f"{nl.LESS}: {spot.label}", step(-field.step), f"{spot.identifier}-less"),
        ft.Semantics(identifier=spot.identifier, content=around),
        buttons.icon_button(t, ft.Icons.ADD, f"{nl.MORE}: {spot.label}", step(field.step), f"{spot.identifier}-more"),
    ]
    return spot.column(ft.Row(row, spacing=4), *([text.quiet(t, spot.hint)] if spot.hint else []))
