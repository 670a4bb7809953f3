"""The planner on one shift: give it to who may have it, open it, let it lapse, or fill it with one of the repairs."""

from __future__ import annotations

from datetime import datetime, timedelta

import flet as ft

from field_app.rules.vocabulary import ShiftStatus, local
from field_app.ui import actions, safe
from field_app.ui.parts import buttons, people, sheet, surface, text
from field_app.ui.parts.fields import Field, TextBox
from field_app.ui.state import PLANNING, AppState, use_app
from field_app.ui.text_nl import general, planning, reasons
from field_app.ui.theme import Tone
from field_app.workday import Workday
from field_app.workday.roster_views import Partner, RepairView, ShiftView

#: A repair looks this far ahead.
_REPAIR_DAYS = 6
_MAY_CHANGE = (ShiftStatus.CONCEPT, ShiftStatus.PUBLISHED)


def may_edit(view: ShiftView, now: datetime) -> bool:
    """Whether this officer plans, and the shift has not begun."""
    return view.is_planner and view.shift.status in _MAY_CHANGE and view.shift.begins_at > now


@safe.component
def EditShift(view: ShiftView) -> ft.Control:  # noqa: N802 - a component
    """Everything that a planner can do with this shift while it has not begun."""
    app = use_app()
    t, shift = app.t, view.shift
    nothing: str | None = None
    why, set_why = ft.use_state("")
    asks, set_asks = ft.use_state(False)
    problem, set_problem = ft.use_state(nothing)

    async def back() -> None:
        before = shift.officer_id
        await actions.tell(app, lambda day: day.assign_shift(shift.id, before, planning.TAKEN_BACK), set_problem)

    def assign(officer_id: str | None) -> safe.Handler:
        async def act() -> None:
            if await actions.tell(app, lambda day: day.assign_shift(shift.id, officer_id, why.strip()), set_problem):
                actions.say(app, planning.ASSIGNED_SAID if shift.binds else planning.ASSIGNED_CONCEPT, back)

        return act

    async def cancel() -> None:
        if await actions.tell(app, lambda day: day.cancel_shift(shift.id, why.strip()), set_problem):
            actions.say(app, planning.CANCEL_SAID)

    def ask_cancel() -> None:
        if shift.binds and not why.strip():
            set_problem(general.REASON_NEEDED)
        else:
            set_asks(True)

    question = sheet.Question(planning.CANCEL_ASK, planning.CANCEL_NOTE, planning.CANCEL, cancel, "cancel-sure")
    ft.use_dialog(sheet.confirm(app, question, lambda: set_asks(False)) if asks else None)
    able, others = _sorted(view)
    lapse = buttons.outlined(t, planning.CANCEL, ask_cancel, "cancel-shift")
    free = buttons.outlined(t, planning.OPEN_UP, assign(None), "open-shift")
    return ft.Column(
        [
            *([ft.Container(Repairs(view), key="repairs")] if view.officer is None else []),
            surface.card(
                t,
                text.heading(t, planning.EDIT),
                TextBox(Field(planning.WHY, planning.WHY_HINT, identifier="planning-why"), why, set_why),
                text.section(t, planning.ASSIGN),
                *(_able(app, each, assign(each.officer.id)) for each in able),
                *([] if able else [text.quiet(t, planning.ASSIGN_NONE)]),
                *([surface.notice(t, problem, Tone.BAD, "problem")] if problem else []),
                buttons.pair(t, (free, 1), (lapse, 1)) if view.officer else lapse,
                *(_other(app, each) for each in others),
            ),
        ],
        spacing=14,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _sorted(view: ShiftView) -> tuple[list[Partner], list[Partner]]:
    return [each for each in view.partners if each.may_take], [each for each in view.partners if not each.may_take]


def _able(app: AppState, each: Partner, act: safe.Handler) -> ft.Control:
    name = each.officer.name
    return people.choose(app.t, people.Person(name, "", False, act, f"assign-{name}", icon=ft.Icons.PERSON_ADD_ALT))


def _other(app: AppState, each: Partner) -> ft.Control:
    name = each.officer.name
    return people.cannot(app.t, name, reasons.reasons(each.obstacles, {each.officer.id: name}, 1))


@safe.component
def Repairs(view: ShiftView) -> ft.Control:  # noqa: N802 - a component
    """Up to three lawful ways to fill an open shift, and the way to a repair of the whole week."""
    app = use_app()
    t, shift = app.t, view.shift
    nothing: str | None = None
    problem, set_problem = ft.use_state(nothing)

    def repair(way: RepairView) -> safe.Handler:
        async def act() -> None:
            if await actions.tell(app, lambda day: _repaired(day, view, way), set_problem):
                actions.say(app, planning.ASSIGNED_SAID if shift.binds else planning.ASSIGNED_CONCEPT)

        return act

    async def ask() -> None:
        on = local(shift.begins_at).date()
        until = on + timedelta(days=_REPAIR_DAYS)
        if await actions.tell(app, lambda day: day.ask_proposal(on, until, repairs=shift.roster_id), set_problem):
            actions.say(app, planning.ASKED_SAID)
            app.go(PLANNING)

    ways = [_way(app, each, number, repair(each)) for number, each in enumerate(view.repairs)]
    whole = (
        [buttons.outlined(t, planning.REPAIR_ALL, ask, "repair-all"), text.quiet(t, planning.REPAIR_ALL_NOTE, 14)]
        if shift.roster_id and shift.binds
        else []
    )
    return surface.card(
        t,
        text.heading(t, planning.REPAIRS),
        *(ways or [text.quiet(t, planning.REPAIR_NONE)]),
        *([surface.notice(t, problem, Tone.BAD, "problem")] if problem else []),
        *whole,
    )


def _way(app: AppState, way: RepairView, number: int, act: safe.Handler) -> ft.Control:
    said = text.body(app.t, planning.repair(way), expand=True)
    button = buttons.secondary(app.t, planning.REPAIR, act, f"repair-{number}")
    if app.t.scale > buttons.STACK_FROM:
        return ft.Column([said, button], spacing=8)
    return ft.Row([said, button], spacing=10)


def _repaired(day: Workday, view: ShiftView, way: RepairView) -> None:
    """First what stands in the way goes to another colleague, then the open shift."""
    if way.passes_on and way.passes_to:
        day.assign_shift(way.passes_on.id, way.passes_to.id, planning.repair(way))
    day.assign_shift(view.shift.id, way.officer.id, planning.repair(way))
