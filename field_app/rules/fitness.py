"""Who may have which shift: working time, leave, moments a day and conflicts, as reasons that can be shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from field_app.rules.facts import Facts
from field_app.rules.records import Shift
from field_app.rules.refusals import Code, Refused
from field_app.rules.roster_records import Availability
from field_app.rules.shift_changes import fits_together, in_order
from field_app.rules.vocabulary import ShiftStatus, local
from field_app.rules.wire import encode
from field_app.rules.working_time import Breach, Duty, new_breaches

#: The longest average that the law asks for: further away no duty matters to a change (ATW 5:7) ...
REACH = timedelta(weeks=17)
#: ... save for a Sunday, which counts over a year (ATW 5:6).
SUNDAY_REACH = timedelta(weeks=53)
_SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why somebody may not have a shift: a stable code with its details, ready to be refused or read out."""

    code: Code
    details: dict[str, Any]


def require_fit(officer_id: str, facts: Facts, gains: Iterable[Shift], loses: Iterable[Shift] = ()) -> None:
    """Raises `Refused` with the first reason why this officer may not gain these shifts while losing those."""
    for obstacle in obstacles(officer_id, facts, gains, loses):
        raise Refused(obstacle.code, **obstacle.details)


def obstacles(officer_id: str, facts: Facts, gains: Iterable[Shift], loses: Iterable[Shift] = ()) -> Iterator[Obstacle]:
    """Every reason why this officer may not gain these shifts while losing those; nothing when it is lawful."""
    gained = tuple(gains)
    without = {each.id for each in (*loses, *gained)}
    kept = [each for each in shifts_of(officer_id, facts, gained) if each.id not in without]
    yield from _drives(officer_id, facts, gained)
    yield from _away(officer_id, facts, gained)
    yield from _moments(officer_id, kept, gained)
    yield from _conflicts(officer_id, facts, gained)
    stay = [duty(each, officer_id) for each in kept]
    before, after = ([*stay, *(duty(each, officer_id) for each in others)] for others in (loses, gained))
    yield from (_broken(each) for each in new_breaches(before, after, facts.team().working_time))


def shifts_of(officer_id: str, facts: Facts, around: Collection[Shift]) -> list[Shift]:
    """The shifts of this officer near enough to matter; a concept counts only beside those of the same roster."""
    if not around:
        return []
    reach = SUNDAY_REACH if any(local(each.begins_at).weekday() == _SUNDAY for each in around) else REACH
    first, last = min(each.begins_at for each in around) - reach, max(each.ends_at for each in around) + reach
    drafted = {each.roster_id for each in around if not each.binds}
    return [
        each for each in facts.records(Shift)
        if each.officer_id == officer_id and each.ends_at > first and each.begins_at < last
        and (each.binds or (each.status is ShiftStatus.CONCEPT and each.roster_id in drafted))
    ]  # fmt: skip


def duty(shift: Shift, officer_id: str) -> Duty:
    """The hours of a shift as this officer's work: those really worked where they are known."""
    begins = shift.started_at if shift.status is ShiftStatus.ENDED and shift.started_at else shift.begins_at
    ends = shift.ended_at if shift.status is ShiftStatus.ENDED and shift.ended_at else shift.ends_at
    return Duty(officer_id, begins, max(ends, begins + timedelta(minutes=1)))


def is_away(officer_id: str, begins_at: datetime, ends_at: datetime, facts: Facts) -> Availability | None:
    """What says that this officer is away in this time, if anything does."""
    for each in facts.records(Availability):
        if each.officer_id == officer_id and each.is_away and each.begins_at < ends_at and begins_at < each.ends_at:
            return each
    return None


def _drives(officer_id: str, facts: Facts, gained: tuple[Shift, ...]) -> Iterator[Obstacle]:
    """Shifts are for colleagues who drive, whatever somebody's phone offers them."""
    officer = facts.officer(officer_id)
    if gained and (officer is None or not officer.may_drive):
        yield Obstacle(Code.OFFICER_UNKNOWN, {"officer_id": officer_id})


def _away(officer_id: str, facts: Facts, gained: tuple[Shift, ...]) -> Iterator[Obstacle]:
    for each in gained:
        if is_away(officer_id, each.begins_at, each.ends_at, facts):
            yield Obstacle(Code.ON_LEAVE, {"officer_id": officer_id, "at": encode(each.begins_at)})


def _moments(officer_id: str, kept: list[Shift], gained: tuple[Shift, ...]) -> Iterator[Obstacle]:
    """One car per officer per moment, and at most two adjoining moments a day."""
    days = {slot.on for each in gained for slot in each.slots}
    for on in sorted(days):
        slots = [slot for each in (*kept, *gained) for slot in each.slots if slot.on == on]
        if not fits_together(in_order(slots)):
            yield Obstacle(Code.SHIFT_UNFIT, {"officer_id": officer_id, "on": on.isoformat()})


def _conflicts(officer_id: str, facts: Facts, gained: tuple[Shift, ...]) -> Iterator[Obstacle]:
    """A case that was fixed to the shift and on which this officer may not work."""
    for case_id in sorted({stop.case_id for each in gained for stop in each.stops}):
        case = facts.case(case_id)
        if case and officer_id in case.conflicts:
            yield Obstacle(Code.CASE_CONFLICT, {"officer_id": officer_id, "case_id": case_id})


def _broken(breach: Breach) -> Obstacle:
    return Obstacle(
        Code.WORKING_TIME,
        {
            "officer_id": breach.officer_id, "rule": breach.rule.value, "article": breach.article, "at": encode(breach.at),
            "found": breach.found, "needed": breach.needed, "unit": breach.unit.value,
            **({"other": encode(breach.other)} if breach.other else {}),
        },
    )  # fmt: skip
