"""The rules of a shift on the road: start it, and end it with a note for the next colleague."""

from __future__ import annotations

from typing import Any

from field_app.rules.commands import EndShift, StartShift
from field_app.rules.facts import Change, Facts
from field_app.rules.observations import Act, Outcome
from field_app.rules.records import Shift
from field_app.rules.refusals import Code, Refused
from field_app.rules.vocabulary import Kind, ShiftStatus
from field_app.rules.wire import encode


def start(command: StartShift, facts: Facts, act: Act) -> Outcome:
    """Begin one's own shift."""
    shift = _own(command.shift_id, facts, act)
    if shift.status is not ShiftStatus.PUBLISHED:
        code = Code.SHIFT_ALREADY_ENDED if shift.status is ShiftStatus.ENDED else Code.SHIFT_ALREADY_STARTED
        raise Refused(code, shift_id=shift.id)
    added = {"status": ShiftStatus.STARTED.value, "started_at": encode(act.at)}
    if command.vehicle:
        added["vehicle"] = command.vehicle
    return _changed(shift, facts, added)


def end(command: EndShift, facts: Facts, act: Act) -> Outcome:
    """End one's own shift: the hand-over note, and each planned case not looked at with its reason."""
    shift = _own(command.shift_id, facts, act)
    if shift.status is ShiftStatus.ENDED:
        raise Refused(Code.SHIFT_ALREADY_ENDED, shift_id=shift.id)
    if shift.status is not ShiftStatus.STARTED:
        raise Refused(Code.SHIFT_NOT_STARTED, shift_id=shift.id)
    if any(not each.reason.strip() for each in command.not_done):
        raise Refused(Code.REASON_MISSING, field="not_done")
    added = {"status": ShiftStatus.ENDED.value, "ended_at": encode(act.at), "handover_note": command.handover_note}
    if command.not_done:
        added["not_done"] = encode(command.not_done)
    return _changed(shift, facts, added)


def _own(shift_id: str, facts: Facts, act: Act) -> Shift:
    shift = facts.shift(shift_id)
    if shift is None:
        raise Refused(Code.SHIFT_UNKNOWN, shift_id=shift_id)
    if shift.officer_id != act.officer_id:
        raise Refused(Code.NOT_YOUR_SHIFT, shift_id=shift_id, officer_id=shift.officer_id)
    return shift


def _changed(shift: Shift, facts: Facts, added: dict[str, str]) -> Outcome:
    return Outcome((Change(Kind.SHIFT, shift.id, {**(facts.body(Kind.SHIFT, shift.id) or {}), **added}),))


def split(command: Any, facts: Facts, act: Act) -> Outcome:
    """Under way."""
    raise NotImplementedError


def mark_seen(command: Any, facts: Facts, act: Act) -> Outcome:
    """Under way."""
    raise NotImplementedError
