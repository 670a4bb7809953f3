"""The rule of a case that somebody fixes to a shift: people decide, and Ronde divides what is left."""

from __future__ import annotations

from dataclasses import replace

from field_app.rules.division.slot import is_planned
from field_app.rules.dossier.case_records import Case
from field_app.rules.facts import Change, Facts
from field_app.rules.observations import Act, Outcome
from field_app.rules.records import Shift, Stop
from field_app.rules.refusals import Code, Refused
from field_app.rules.roster_commands import PinStop
from field_app.rules.vocabulary import CaseStatus, Kind, ShiftStatus, Slot
from field_app.rules.wire import encode


def pin_stop(command: PinStop, facts: Facts, act: Act) -> Outcome:
    """Fix a case to a shift of the slot, or to none. Raises `Refused`.

    For the planner, the team lead, the case owner and those on duty in the slot. What has ended stays as it was. A case that needs
    two cars may be fixed to two; a third takes the place of the first of them by id.
    """
    case = facts.case(command.case_id)
    if case is None:
        raise Refused(Code.CASE_UNKNOWN, case_id=command.case_id)
    around = [each for each in facts.records(Shift) if each.binds and _touches(each, command.slot)]
    _require_say(case, around, command.slot, facts, act)
    if command.shift_id:
        _require_plan(case, command.slot, facts)
    target = _target(command, case, facts) if command.shift_id else None
    stop, keeps = Stop(case.id, command.slot), {target.id, *_second(target, case, around, command.slot, facts)} if target else set()
    wanted = ((each, _with(each, stop, is_pinned=each.id in keeps)) for each in around if each.status is not ShiftStatus.ENDED)
    return Outcome(tuple(_change(new, facts) for old, new in sorted(wanted, key=lambda pair: pair[0].id) if new != old))


def _touches(shift: Shift, slot: Slot) -> bool:
    return slot in shift.slots or any(stop.slot == slot for stop in shift.stops)


def _require_say(case: Case, around: list[Shift], slot: Slot, facts: Facts, act: Act) -> None:
    officer = facts.officer(act.officer_id)
    is_on_duty = any(each.officer_id == act.officer_id and slot in each.slots for each in around)
    if not (is_on_duty or case.owner_id == act.officer_id or (officer and officer.may_plan)):
        raise Refused(Code.NOT_A_PLANNER, officer_id=act.officer_id)


def _require_plan(case: Case, slot: Slot, facts: Facts) -> None:
    """No look is planned outside the moments that somebody approved (Awb 5:13): another moment is another plan."""
    plan = facts.plan(case.plan_id) if case.plan_id else None
    if case.status is not CaseStatus.OBSERVING or not is_planned(plan, slot):
        raise Refused(Code.PLAN_MISSING, case_id=case.id)


def _target(command: PinStop, case: Case, facts: Facts) -> Shift:
    shift = facts.shift(command.shift_id or "")
    if shift is None:
        raise Refused(Code.SHIFT_UNKNOWN, shift_id=command.shift_id)
    if shift.status is ShiftStatus.CANCELLED:
        raise Refused(Code.SHIFT_CANCELLED, shift_id=shift.id)
    if shift.status is ShiftStatus.ENDED:
        raise Refused(Code.SHIFT_ALREADY_ENDED, shift_id=shift.id)
    if not shift.binds or command.slot not in shift.slots:
        raise Refused(Code.SHIFT_CHANGED, shift_id=shift.id)
    if shift.officer_id in case.conflicts:
        raise Refused(Code.CASE_CONFLICT, officer_id=shift.officer_id, case_id=case.id)
    return shift


def _second(target: Shift, case: Case, around: list[Shift], slot: Slot, facts: Facts) -> list[str]:
    """The other shift that keeps the case, when its plan asks for two cars."""
    plan = facts.plan(case.plan_id) if case.plan_id else None
    if plan is None or not plan.needs_two:
        return []
    return sorted(each.id for each in around if each.id != target.id and Stop(case.id, slot) in each.stops)[-1:]


def _with(shift: Shift, stop: Stop, *, is_pinned: bool) -> Shift:
    """The shift with this stop or without; a stop that stays keeps its place."""
    if is_pinned == (stop in shift.stops):
        return shift
    kept = tuple(each for each in shift.stops if each != stop)
    return replace(shift, stops=(*kept, stop) if is_pinned else kept)


def _change(shift: Shift, facts: Facts) -> Change:
    """The row with its other stops; whatever else it holds stays."""
    kept = {name: part for name, part in (facts.body(Kind.SHIFT, shift.id) or {}).items() if name != "stops"}
    return Change(Kind.SHIFT, shift.id, {**kept, **({"stops": encode(shift.stops)} if shift.stops else {})})
