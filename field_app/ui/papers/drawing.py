"""Draws the fields of a form below each other: sections, parts that are there or not, and groups of the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from field_app.ui import actions
from field_app.ui.forms import fields as f
from field_app.ui.forms.form import Path, defaults, value_at
from field_app.ui.papers import inputs, picking, times
from field_app.ui.papers.blurring import Blurring
from field_app.ui.papers.desk import PaperDesk
from field_app.ui.papers.grid import Grid
from field_app.ui.papers.spot import Spot
from field_app.ui.parts import buttons, choice, surface, text
from field_app.ui.text_nl import forms as nl
from field_app.ui.theme import Tone
from field_app.workday.choices import Choices

_DRAW: dict[type[Any], Callable[[Spot, Any], ft.Control]] = {
    f.Text: inputs.typed,
    f.LetterText: inputs.letter,
    f.Words: lambda spot, _: inputs.several(spot),
    f.Switch: lambda spot, _: inputs.switched(spot),
    f.Number: inputs.counted,
    f.Choice: picking.chosen,
    f.YesNo: picking.yes_or_no,
    f.Person: picking.person,
    f.Pick: picking.picked,
    f.Entries: picking.entries,
    f.Day: times.day,
    f.Moment: times.moment,
    f.Slots: lambda spot, _: Grid(spot),
    f.Areas: lambda spot, _: spot.column(ft.Container(Blurring(spot), key=spot.identifier)),
}


def drawn(desk: PaperDesk, choices: Choices) -> list[ft.Control]:
    """All fields of the paper's form."""
    return _fields(desk, choices, desk.form.fields, ())


def _fields(desk: PaperDesk, choices: Choices, fields: tuple[f.Item, ...], above: Path) -> list[ft.Control]:
    rows: list[ft.Control] = []
    for each in fields:
        if isinstance(each, f.Section):
            rows += _section(desk, choices, each, above)
        elif isinstance(each, f.Shown):
            if each.when(value_at(desk.paper.args if desk.paper else {}, above)):
                rows += _fields(desk, choices, each.fields, above)
        else:
            spot = Spot(desk, choices, (*above, *each.path), each)
            rows.append(ft.Container(_field(spot, each), key=spot.identifier))
    return rows


def _field(spot: Spot, field: f.Asked | f.Part | f.Group) -> ft.Control:
    if isinstance(field, f.Part):
        return _part(spot, field)
    return _group(spot, field) if isinstance(field, f.Group) else _DRAW[type(field)](spot, field)


def _section(desk: PaperDesk, choices: Choices, section: f.Section, above: Path) -> list[ft.Control]:
    rows = _fields(desk, choices, section.fields, above)
    title = desk.form.words.label(section.name)
    named = nl.step(section.step, title) if section.step else title
    return [ft.Container(text.heading(desk.app.t, named), key=f"section-{section.name}", padding=ft.Padding.only(top=10)), *rows]


def _part(spot: Spot, part: f.Part) -> ft.Control:
    async def flip() -> None:
        await spot.write(None if spot.value is not None else defaults(part.fields, spot.desk.app.now))

    is_there = spot.value is not None
    switch = choice.switch(spot.t, spot.label, is_there, flip, spot.identifier)
    inside = _fields(spot.desk, spot.choices, part.fields, spot.path) if is_there else []
    return spot.column(switch, *inside)


def _group(spot: Spot, group: f.Group) -> ft.Control:
    items = list(spot.value or ())

    async def add() -> None:
        await spot.desk.write((*spot.path, len(items)), defaults(group.fields, spot.desk.app.now))

    cards = [_item(spot, group, items, at) for at in range(len(items))]
    more = buttons.outlined(spot.t, nl.add(spot.label), add, f"{spot.identifier}-add", icon=ft.Icons.ADD)
    return spot.column(*cards, more)


def _item(spot: Spot, group: f.Group, items: list[Any], at: int) -> ft.Control:
    t, desk = spot.t, spot.desk

    async def remove() -> None:
        await desk.flush()
        before = list(spot.value or ())
        if await desk.fill(spot.path, [*before[:at], *before[at + 1 :]]):
            actions.say(desk.app, nl.REMOVED, lambda: desk.fill(spot.path, before))

    may_go = len(items) > group.least
    words = nl.remove(at + 1, spot.label)
    link = [buttons.link(t, words, remove, f"{spot.identifier}-{at}-remove", tone=Tone.BAD, icon=ft.Icons.DELETE_OUTLINE)]
    title = text.heading(t, nl.item(at + 1, spot.label), 18)
    rows = _fields(desk, spot.choices, group.fields, (*spot.path, at))
    return surface.card(t, title, *rows, *(link if may_go else []), key=f"{spot.identifier}-{at}-{desk.turn(spot.path)}")
