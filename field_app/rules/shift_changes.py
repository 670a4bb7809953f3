"""A shift that changes hands: its new row with old and new value, who did it, when and why."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from field_app.rules.facts import Change, Facts
from field_app.rules.observations import Act
from field_app.rules.records import Shift
from field_app.rules.refusals import Code, Refused
from field_app.rules.roster_commands import ShiftRef
from field_app.rules.roster_records import ChangeKind, ShiftChange
from field_app.rules.vocabulary import AMSTERDAM, Kind, Moment, MomentHours, ShiftStatus, Slot
from field_app.rules.wire import encode

#: The row keeps this many changes; the log of commands keeps all.
_KEPT = 50
_MOST_MOMENTS = 2
_IN_ORDER = tuple(Moment)


def row(kind: Kind, record: Any) -> Change:
    """A record as the row that is kept."""
    return Change(kind, record.id, {name: part for name, part in encode(record).items() if name != "id"})


def decided_at(act: Act) -> datetime:
    """When it counts: the server's time of receipt, and until then the phone's own."""
    return act.received_at or act.at


def seen_shift(ref: ShiftRef, facts: Facts) -> Shift:
    """The shift, when it still is what somebody saw. Raises `Refused` with who has it now."""
    shift = facts.shift(ref.shift_id)
    if shift is None:
        raise Refused(Code.SHIFT_UNKNOWN, shift_id=ref.shift_id)
    if shift.status is ShiftStatus.CANCELLED:
        raise Refused(Code.SHIFT_CANCELLED, shift_id=shift.id)
    if shift.version != ref.version:
        raise _moved_on(shift, ref)
    return shift


def _moved_on(shift: Shift, ref: ShiftRef) -> Refused:
    """Taken by a colleague, or changed by the planner: say which, and by whom."""
    later = [each for each in shift.changes if each.version > ref.version]
    taken = any(each.kind in (ChangeKind.SWAPPED, ChangeKind.TAKEN) for each in later)
    code = Code.SHIFT_ALREADY_TAKEN if taken and shift.officer_id else Code.SHIFT_CHANGED
    details = {"shift_id": shift.id, "officer_id": shift.officer_id, "by": later[-1].by if later else None}
    return Refused(code, **{name: value for name, value in details.items() if value is not None})


def not_begun(shift: Shift) -> Shift:
    """The shift, when nobody has begun it. Raises `Refused`."""
    if shift.status is ShiftStatus.ENDED:
        raise Refused(Code.SHIFT_ALREADY_ENDED, shift_id=shift.id)
    if shift.status is ShiftStatus.STARTED:
        raise Refused(Code.SHIFT_ALREADY_STARTED, shift_id=shift.id)
    return shift


def on_roster(ref: ShiftRef, facts: Facts) -> Shift:
    """The shift, when it still is what somebody saw, stands on the published roster and nobody has begun it. Raises `Refused`."""
    shift = not_begun(seen_shift(ref, facts))
    if not shift.binds:
        raise Refused(Code.SHIFT_UNKNOWN, shift_id=shift.id)
    return shift


def handed(
    shift: Shift, to: str | None, kind: ChangeKind, act: Act, *, asks: Collection[str | None] = (), why: str = "", **more: Any
) -> Shift:
    """The shift with another owner. A concept binds nobody, so that nobody need see its changes."""
    if not shift.binds:
        return replace(shift, officer_id=to, version=shift.version + 1, **more)
    waiting = tuple(sorted({each for each in asks if each and each != act.officer_id}))
    change = ShiftChange(shift.version + 1, kind, act.officer_id, decided_at(act), shift.officer_id, to, why, waiting)
    changes = (*shift.changes, change)[-_KEPT:]
    return replace(shift, officer_id=to, version=shift.version + 1, changes=changes, **more)


def hours_of(slots: tuple[Slot, ...], hours: tuple[MomentHours, ...]) -> tuple[datetime, datetime]:
    """When a shift of these adjoining slots begins and ends. Raises `Refused` when they are no shift."""
    ordered = in_order(slots)
    if not fits_together(ordered):
        raise Refused(Code.SHIFT_UNFIT, slots=encode(ordered))
    clock = {each.moment: each for each in hours}
    if any(each.moment not in clock for each in ordered):
        raise Refused(Code.SHIFT_UNFIT, slots=encode(ordered))
    return wall(ordered[0].on, clock[ordered[0].moment].begins), wall(ordered[-1].on, clock[ordered[-1].moment].ends)


def in_order(slots: Collection[Slot]) -> tuple[Slot, ...]:
    """Slots by time."""
    return tuple(sorted(slots, key=lambda each: (each.on, _IN_ORDER.index(each.moment))))


def fits_together(slots: tuple[Slot, ...]) -> bool:
    """Whether these slots, in order, make one shift: at most two adjoining moments of one day."""
    numbers = [_IN_ORDER.index(each.moment) for each in slots]
    adjoin = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    return adjoin and len(slots) <= _MOST_MOMENTS and len({each.on for each in slots}) == 1


def wall(on: date, at: time) -> datetime:
    """A day and time on the clock in Amsterdam, with the offset written out, so that differences are true hours."""
    offset = datetime.combine(on, at, AMSTERDAM).utcoffset() or timedelta()
    return datetime.combine(on, at, timezone(offset))
