"""The rules of a shift on the road: start it, and end it with a note for the next colleague."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from field_app.rules.commands import EndShift, StartShift
from field_app.rules.facts import Change, Facts
from field_app.rules.observations import Act, Outcome
from field_app.rules.records import Shift
from field_app.rules.refusals import Code, Malformed, Refused
from field_app.rules.roster_commands import MarkSeen, SplitShift
from field_app.rules.roster_records import ChangeKind, Seen, ShiftChange
from field_app.rules.safety import AllWell, heard_of
from field_app.rules.shift_changes import handed, hours_of, not_begun, row, seen_shift
from field_app.rules.swaps import ended_offers
from field_app.rules.vocabulary import Kind, ShiftStatus, Slot
from field_app.rules.wire import encode

_TWO = 2
_FULL = 100


def start(command: StartShift, facts: Facts, act: Act) -> Outcome:
    """Begin one's own shift."""
    shift = not_begun(_own(command.shift_id, facts, act))
    battery = command.battery_percent
    if battery is not None and not 0 <= battery <= _FULL:
        raise Malformed("battery_percent", f"0 to {_FULL}")
    added = {"status": ShiftStatus.STARTED.value, "started_at": encode(act.at)}
    known = {"vehicle": command.vehicle, "phone_checked": command.phone_checked or None, "battery_percent": battery}
    return _changed(shift, facts, {**added, **{name: value for name, value in known.items() if value not in (None, "")}})


def end(command: EndShift, facts: Facts, act: Act) -> Outcome:
    """End one's own shift: the hand-over note, each planned case not looked at with its reason, and no timer that runs on."""
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
    return Outcome((*_changed(shift, facts, added).changes, *heard_of(facts, act, AllWell.SHIFT_ENDED)))


def _own(shift_id: str, facts: Facts, act: Act) -> Shift:
    shift = facts.shift(shift_id)
    if shift is None or shift.status is ShiftStatus.CONCEPT:
        raise Refused(Code.SHIFT_UNKNOWN, shift_id=shift_id)
    if shift.officer_id != act.officer_id:
        raise Refused(Code.NOT_YOUR_SHIFT, shift_id=shift_id, officer_id=shift.officer_id)
    if shift.status is ShiftStatus.CANCELLED:
        raise Refused(Code.SHIFT_CANCELLED, shift_id=shift_id)
    return shift


def _changed(shift: Shift, facts: Facts, added: dict[str, Any]) -> Outcome:
    return Outcome((Change(Kind.SHIFT, shift.id, {**(facts.body(Kind.SHIFT, shift.id) or {}), **added}),))


def split(command: SplitShift, facts: Facts, act: Act) -> Outcome:
    """Make two shifts of one's own shift of two moments; each keeps the cases that were fixed in its moment."""
    whole = not_begun(seen_shift(command.shift, facts))
    if whole.officer_id != act.officer_id:
        raise Refused(Code.NOT_YOUR_SHIFT, shift_id=whole.id, officer_id=whole.officer_id)
    if len(whole.slots) != _TWO or not whole.binds:
        raise Refused(Code.SHIFT_NOT_SPLITTABLE, shift_id=whole.id)
    first, second = (_half(whole, slot, facts) for slot in whole.slots)
    second = replace(second, id=act.command_id, version=0, changes=())
    halves = [handed(each, whole.officer_id, ChangeKind.SPLIT, act) for each in (first, second)]
    return Outcome((*(row(Kind.SHIFT, each) for each in halves), *ended_offers(halves, facts, act)))


def _half(whole: Shift, slot: Slot, facts: Facts) -> Shift:
    begins, ends = hours_of((slot,), facts.hours())
    stops = tuple(each for each in whole.stops if each.slot == slot)
    return replace(whole, begins_at=begins, ends_at=ends, slots=(slot,), stops=stops)


def mark_seen(command: MarkSeen, facts: Facts, act: Act) -> Outcome:
    """Say that one has read what changed in a shift, up to the version that was shown."""
    shift = facts.shift(command.shift.shift_id)
    if shift is None:
        raise Refused(Code.SHIFT_UNKNOWN, shift_id=command.shift.shift_id)
    changes = tuple(_seen(each, command.shift.version, act) for each in shift.changes)
    if changes == shift.changes:
        raise Refused(Code.NOTHING_TO_SEE, shift_id=shift.id)
    return Outcome((row(Kind.SHIFT, replace(shift, changes=changes)),))


def _seen(change: ShiftChange, version: int, act: Act) -> ShiftChange:
    if change.version > version or act.officer_id not in change.asks:
        return change
    asks = tuple(each for each in change.asks if each != act.officer_id)
    return replace(change, asks=asks, seen=(*change.seen, Seen(act.officer_id, act.at)))
