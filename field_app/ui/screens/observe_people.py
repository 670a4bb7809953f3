"""Vehicles and persons of a look, described neutrally; a plate only when the question is about that vehicle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import flet as ft

from field_app.rules.look import Person, Vehicle
from field_app.ui import actions, safe
from field_app.ui.desk import Desk
from field_app.ui.parts import buttons, choice, surface, text
from field_app.ui.parts.fields import Field, TextBox
from field_app.ui.text_nl import dossier, general, look
from field_app.workday.views import DraftView


@safe.component
def Vehicles(desk: Desk, view: DraftView) -> ft.Control:  # noqa: N802 - a component
    """The vehicles that were written down, and the way to add one."""
    is_open, set_open = ft.use_state(False)
    rows = [_row(desk, dossier.vehicle(each), "vehicles", view.draft.vehicles, at) for at, each in enumerate(view.draft.vehicles)]
    if is_open:
        rows.append(VehicleForm(desk, lambda: set_open(False)))
    else:
        rows.append(
            buttons.outlined(
                desk.app.t, look.VEHICLE_ADD, lambda: set_open(True), "add-vehicle", icon=ft.Icons.DIRECTIONS_CAR_OUTLINED
            )
        )
    return ft.Column(rows, spacing=8)


@safe.component
def VehicleForm(desk: Desk, close: safe.Handler) -> ft.Control:  # noqa: N802 - a component
    """What vehicle it was, where it stood, and its plate if that matters."""
    t = desk.app.t
    vehicle, set_vehicle = ft.use_state(Vehicle(""))

    async def add() -> None:
        plate = (vehicle.plate or "").strip().upper() or None
        before = desk.view.draft.vehicles if desk.view else ()
        written = Vehicle(vehicle.description.strip() or look.VEHICLE_UNKNOWN, plate)
        is_empty = not vehicle.description.strip() and not plate
        if is_empty or await desk.change(vehicles=(*before, written)):
            close()

    return surface.card(
        t,
        TextBox(
            Field(look.VEHICLE_TEXT, look.VEHICLE_HINT, identifier="vehicle-text"),
            vehicle.description,
            lambda typed: set_vehicle(lambda now: replace(now, description=typed)),
        ),
        TextBox(
            Field(look.PLATE, look.PLATE_HINT, identifier="plate"),
            vehicle.plate or "",
            lambda typed: set_vehicle(lambda now: replace(now, plate=typed)),
        ),
        text.quiet(t, look.PLATE_NOTE, 14),
        _add_or_cancel(desk, add, close, "save-vehicle"),
    )


@safe.component
def Persons(desk: Desk, view: DraftView) -> ft.Control:  # noqa: N802 - a component
    """The persons that were written down, and the way to add one."""
    is_open, set_open = ft.use_state(False)
    rows = [_row(desk, dossier.person(each), "persons", view.draft.persons, at) for at, each in enumerate(view.draft.persons)]
    if is_open:
        rows.append(PersonForm(desk, lambda: set_open(False)))
    else:
        rows.append(
            buttons.outlined(desk.app.t, look.PERSON_ADD, lambda: set_open(True), "add-person", icon=ft.Icons.PERSON_OUTLINE)
        )
    return ft.Column(rows, spacing=8)


@safe.component
def PersonForm(desk: Desk, close: safe.Handler) -> ft.Control:  # noqa: N802 - a component
    """A neutral label, how the person looked, and from what the person was recognised."""
    t = desk.app.t
    person, set_person = ft.use_state(Person(look.PERSON_LABELS[0]))

    async def add() -> None:
        before = desk.view.draft.persons if desk.view else ()
        written = Person(person.label, (person.description or "").strip() or None, (person.recognised_by or "").strip() or None)
        if await desk.change(persons=(*before, written)):
            close()

    def label(name: str) -> Callable[[], None]:
        return lambda: set_person(lambda now: replace(now, label=name))

    options = [choice.Option(name, person.label == name, label(name)) for name in look.PERSON_LABELS]
    return surface.card(
        t,
        choice.group(t, look.PERSON_LABEL, options),
        TextBox(
            Field(look.PERSON_TEXT, look.PERSON_HINT, is_checked=True, identifier="person-text"),
            "",
            lambda typed: set_person(lambda now: replace(now, description=typed)),
        ),
        TextBox(
            Field(look.PERSON_HOW, look.PERSON_HOW_HINT, identifier="person-how"),
            "",
            lambda typed: set_person(lambda now: replace(now, recognised_by=typed)),
        ),
        text.quiet(t, look.PERSON_NOTE, 14),
        _add_or_cancel(desk, add, close, "save-person"),
    )


def _add_or_cancel(desk: Desk, add: safe.Handler, close: safe.Handler, identifier: str) -> ft.Control:
    t = desk.app.t
    cancel = buttons.outlined(t, general.CANCEL, close)
    return buttons.pair(t, (buttons.secondary(t, look.ADD, add, identifier), 1), (cancel, 1))


def _row(desk: Desk, words: str, name: str, rows: tuple[Vehicle, ...] | tuple[Person, ...], at: int) -> ft.Control:
    async def remove() -> None:
        await desk.change(**{name: (*rows[:at], *rows[at + 1 :])})
        actions.say(desk.app, f"{look.REMOVE}: {words}", lambda: desk.change(**{name: rows}))

    t = desk.app.t
    line = [text.body(t, words, expand=True), buttons.icon_button(t, ft.Icons.DELETE_OUTLINE, f"{look.REMOVE}: {words}", remove)]
    return ft.Container(
        ft.Row(line),
        key=f"{name}-{at}",
        bgcolor=t.card,
        border=ft.Border.all(1, t.line),
        border_radius=14,
        padding=ft.Padding.only(left=14),
    )
