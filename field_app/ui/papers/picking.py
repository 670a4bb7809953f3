"""Fields in which one or several of what is there are chosen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import flet as ft

from field_app.ui import safe
from field_app.ui.forms.fields import Choice, Entries, Person, Pick, YesNo
from field_app.ui.papers.spot import Spot
from field_app.ui.parts import buttons, choice, people, surface, text
from field_app.ui.state import use_app
from field_app.ui.text_nl import forms as nl
from field_app.ui.theme import Tone
from field_app.workday.choices import EntryLine

#: Nothing draws more lines than this before somebody asks for all.
_FIRST_LINES = 6
#: So many letters fit on a chip in a card on the narrowest phone, at the usual text size.
_ON_A_CHIP = 30
#: The lines to which a decision is bound.
_TABLE = ("considered",)


def _chooses(spot: Spot, value: Any) -> Callable[[], Awaitable[None]]:
    """A tap chooses this; a second one opens the question again, where it may stay open."""

    async def act() -> None:
        await spot.write(None if spot.value == value and not spot.is_required else value)

    return act


def chosen(spot: Spot, field: Choice) -> ft.Control:
    """One of an enum: chips, or cards when each asks for an explanation; what cannot be chosen says why."""
    offered = [(value, said) for value, said in field.words.items() if value not in field.barred]
    barred = [people.cannot(spot.t, said, [field.barred[value]]) for value, said in field.words.items() if value in field.barred]
    if field.notes:
        return spot.named(*(_card(spot, value, said, field.notes.get(value, "")) for value, said in offered))
    options = [
        choice.Option(said, spot.value == value, _chooses(spot, str(value)), f"{spot.dashed}-{value}") for value, said in offered
    ]
    return spot.named(*_offered(spot, options), *barred)


def _offered(spot: Spot, options: list[choice.Option]) -> list[ft.Control]:
    """Chips, or lines below each other when one of them would be cut short."""
    if not options:
        return [text.quiet(spot.t, nl.NOTHING_TO_CHOOSE)]
    if max(len(each.words) for each in options) * spot.t.scale <= _ON_A_CHIP:
        return [choice.chips(spot.t, options)]
    return [
        people.choose(spot.t, people.Person(each.words, "", each.is_chosen, each.act, each.identifier or "")) for each in options
    ]


def _card(spot: Spot, value: Any, said: str, note: str = "") -> ft.Control:
    identifier = f"{spot.dashed}-{value}"
    return people.choose(spot.t, people.Person(said, note, spot.value == value, _chooses(spot, str(value)), identifier))


def yes_or_no(spot: Spot, field: YesNo) -> ft.Control:
    """Two chips, of which neither is chosen before somebody does."""
    yes, no = field.words or nl.YES_NO
    options = [
        choice.Option(said, spot.value is value, _chooses(spot, value), f"{spot.dashed}-{'yes' if value else 'no'}")
        for said, value in ((yes, True), (no, False))
    ]
    return spot.named(*_offered(spot, options))


def person(spot: Spot, field: Person) -> ft.Control:
    """A colleague who may be chosen here."""
    offered = [(each.id, each.name) for each in spot.choices.colleagues if field.whom.may_be(each, spot.choices)]
    options = [choice.Option(name, spot.value == who, _chooses(spot, who), f"{spot.dashed}-{who}") for who, name in offered]
    if field.none is not None:
        options.append(choice.Option(field.none, spot.value is None, _chooses(spot, None), f"{spot.dashed}-none"))
    return spot.named(*_offered(spot, options))


def picked(spot: Spot, field: Pick) -> ft.Control:
    """One of what the phone knows."""
    offered = field.source(spot.choices)
    if spot.value and all(each != spot.value for each, _ in offered):  # chosen before, and no longer among what is proposed
        offered = ((spot.value, spot.value), *offered)
    options = [choice.Option(said, spot.value == value, _chooses(spot, value), f"{spot.dashed}-{value}") for value, said in offered]
    return spot.named(*_offered(spot, options))


def entries(spot: Spot, field: Entries) -> ft.Control:
    """Lines of the dossier, newest first."""
    key = f"{spot.identifier}-lines"
    lines = ft.Container(OnTable(spot), key=key) if field.is_table else ft.Container(Lines(spot, field.is_against), key=key)
    return spot.named(lines)


@safe.component
def Lines(spot: Spot, is_against: bool) -> ft.Control:  # noqa: N802 - a component
    """Lines with a box before each; only the first ones until somebody asks for all."""
    t = use_app().t
    shows_all, set_all = ft.use_state(False)
    marked = set(spot.value or ())
    newest = spot.choices.entries[::-1]
    rows = sorted(newest, key=lambda each: (each.id not in marked, is_against and not each.is_exculpatory))
    if not rows:
        return text.quiet(t, nl.ENTRIES_NONE)
    shown = rows if shows_all else rows[:_FIRST_LINES]
    more = [] if len(shown) == len(rows) else [buttons.link(t, nl.ENTRIES_MORE, lambda: set_all(True), f"{spot.identifier}-all")]
    return ft.Column(
        [*(_line(spot, each, each.id in marked) for each in shown), *more],
        spacing=8,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _line(spot: Spot, line: EntryLine, is_marked: bool) -> ft.Control:
    async def mark() -> None:
        kept = [each for each in spot.value or () if each != line.id]
        await spot.write(kept if is_marked else [*kept, line.id])
        table = spot.desk.value(_TABLE)
        if table and line.id not in table:  # what somebody relies on lies on the table
            await spot.desk.write(_TABLE, [*table, line.id])

    said = people.Person(
        nl.entry(line, spot.choices.now), nl.entry_said(line), is_marked, mark, f"{spot.dashed}-{line.id}", is_one_of_many=True
    )
    return people.choose(spot.t, said)


@safe.component
def OnTable(spot: Spot) -> ft.Control:  # noqa: N802 - a component
    """All lines lie on the table when it is opened; those that come in meanwhile are taken in by hand."""
    t, on_table = use_app().t, spot.value
    ids = [each.id for each in spot.choices.entries]
    new = [each for each in ids if each not in (on_table or ())]

    async def take() -> None:
        await spot.write(ids)

    async def first() -> None:
        if not on_table and ids:
            await take()

    ft.use_effect(safe.effect(first), [])
    if not on_table or not new:
        return text.quiet(t, nl.on_table(len(on_table or ids)))
    return ft.Column(
        [
            text.quiet(t, nl.on_table(len(on_table))),
            surface.notice(t, nl.new_on_table(len(new)), Tone.ACCENT),
            buttons.outlined(t, nl.TABLE_TAKE, take, f"{spot.identifier}-take"),
        ],
        spacing=8,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
