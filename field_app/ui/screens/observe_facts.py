"""The chips that write fact lines, and the lines themselves: each with its own time and how sure the officer is."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from field_app.rules.look import FactLine
from field_app.rules.vocabulary import Certainty
from field_app.ui import actions, safe
from field_app.ui.desk import Desk
from field_app.ui.parts import buttons, choice, surface, text
from field_app.ui.parts.fields import Field, TextBox
from field_app.ui.screens.observe_people import Persons, Vehicles
from field_app.ui.text_nl import general, look, words
from field_app.ui.text_nl.look import ChipText
from field_app.workday.views import DraftView


def fact_chips(desk: Desk, view: DraftView, groups: set[str]) -> list[ft.Control]:
    """The groups of chips that belong to this result."""
    rows = {
        "home": [_group(desk, view, look.HOME, look.HOME_CHIPS)],
        "vehicle": [_group(desk, view, look.VEHICLE, look.VEHICLE_CHIPS), Vehicles(desk, view)],
        "person": [_group(desk, view, look.PERSON, look.PERSON_CHIPS), Persons(desk, view)],
        "work": [_group(desk, view, look.WORK, look.WORK_CHIPS)],
    }
    return [ft.Container(row, key=f"{name}-{at}") for name in rows if name in groups for at, row in enumerate(rows[name])]


def _group(desk: Desk, view: DraftView, name: str, chips: tuple[ChipText, ...]) -> ft.Control:
    written = {(fact.kind, fact.text) for fact in view.draft.facts}

    def toggle(chip: ChipText) -> Callable[[], object]:
        return lambda: desk.tell(lambda day: day.toggle_fact(desk.draft_id, chip.kind, chip.phrase, chip.replaces))

    options = [choice.Option(chip.label, (chip.kind, chip.phrase) in written, toggle(chip), f"fact-{chip.label}") for chip in chips]
    return choice.group(desk.app.t, name, options)


@safe.component
def FactLines(desk: Desk, view: DraftView) -> ft.Control:  # noqa: N802 - a component
    """The lines as they will be sealed; a tap opens one to change it or to take it away."""
    t = desk.app.t
    closed: int | None = None
    opened, set_opened = ft.use_state(closed)
    if not view.draft.facts:
        return ft.Container()
    rows: list[ft.Control] = []
    for at, fact in enumerate(view.draft.facts):
        rows.append(_line(desk, at, fact, lambda at=at: set_opened(None if opened == at else at)))
        if opened == at:
            rows.append(ft.Container(EditLine(desk, at, fact, lambda: set_opened(None)), key=f"edit-{at}-{fact.at}"))
    return ft.Column(
        [text.section(t, look.LINES_TITLE), *rows],
        key="lines",
        spacing=8,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _line(desk: Desk, at: int, fact: FactLine, toggle: safe.Handler) -> ft.Control:
    t = desk.app.t
    said = ft.Column(
        [text.body(t, fact.text), text.quiet(t, f"{words.KINDS[fact.kind]} · {words.CERTAINTIES[fact.certainty].lower()}", 14)],
        spacing=0,
        expand=True,
    )
    row = ft.Row(
        [text.quiet(t, words.clock(fact.at)), said, ft.Icon(ft.Icons.EDIT_OUTLINED, color=t.muted, size=t.sp(20))], spacing=14
    )
    line = ft.Container(
        row,
        bgcolor=t.card,
        border=ft.Border.all(1, t.line),
        border_radius=14,
        padding=ft.Padding.symmetric(horizontal=14, vertical=10),
    )
    return surface.tappable(f"line-{at}", line, toggle, look.LINE_EDIT, key=f"line-{at}-{fact.at}")


@safe.component
def EditLine(desk: Desk, at: int, fact: FactLine, close: safe.Handler) -> ft.Control:  # noqa: N802 - a component
    """One line, open: its text, how sure, and the way to take it away (which can be undone)."""
    t = desk.app.t
    typed, set_typed = ft.use_state(fact.text)
    certainty, set_certainty = ft.use_state(fact.certainty)

    async def save() -> None:
        if await desk.tell(lambda day: day.change_fact(desk.draft_id, at, typed.strip() or fact.text, certainty)):
            close()

    async def remove() -> None:
        before = desk.view.draft.facts if desk.view else ()
        close()
        await desk.tell(lambda day: day.remove_fact(desk.draft_id, at))
        actions.say(desk.app, look.LINE_REMOVED, lambda: desk.change(facts=before))

    def choose(value: Certainty) -> Callable[[], None]:
        return lambda: set_certainty(value)

    options = [choice.Option(name, certainty is value, choose(value)) for value, name in words.CERTAINTIES.items()]
    return surface.card(
        t,
        TextBox(Field(look.LINE_TEXT, lines=2, is_checked=True, identifier="line-text"), fact.text, set_typed),
        choice.group(t, look.CERTAINTY, options),
        buttons.pair(
            t,
            (buttons.secondary(t, general.SAVE, save, "save-line"), 1),
            (buttons.outlined(t, look.LINE_REMOVE, remove, "remove-line"), 1),
        ),
    )
