"""Who can take a shift: the lawful partners first, the others with the reason, and repairs for a shift that fell open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from field_app.rules.facts import Facts
from field_app.rules.fitness import Obstacle, obstacles
from field_app.rules.records import Officer, Shift
from field_app.rules.roster_commands import AvailabilityKind
from field_app.rules.roster_records import Availability
from field_app.rules.swaps import LAST_CALL
from field_app.rules.vocabulary import ShiftStatus
from field_app.workday.known import Known
from field_app.workday.roster_views import Partner, RepairView, ReturnView

#: Shifts this far around are offered in return; so many proposals are made for a shift that fell open.
_RETURNS_WITHIN = timedelta(days=14)
_REPAIRS = 3
_FAIRNESS_OVER = timedelta(days=14)


def why_not(facts: Facts, officer_id: str, gains: Shift, *loses: Shift) -> tuple[Obstacle, ...]:
    """Every reason why this officer may not have a shift."""
    return tuple(obstacles(officer_id, facts, (gains,), loses))


def partners(known: Known, shift: Shift, now: datetime) -> tuple[Partner, ...]:
    """Every colleague who drives: those who may take it first, then those with whom a swap is lawful, then the others."""
    found = [_partner(known, each, shift, now) for each in _drivers(known) if each.id != shift.officer_id]
    return tuple(sorted(found, key=lambda each: (not each.may_take, not each.may_swap, each.officer.name)))


def takers(known: Known, shift: Shift) -> Iterator[Officer]:
    """The colleagues who may just take it, by name."""
    drivers = sorted(_drivers(known), key=lambda each: each.name)
    return (each for each in drivers if each.id != shift.officer_id and not why_not(known.facts, each.id, shift))


def _partner(known: Known, officer: Officer, shift: Shift, now: datetime) -> Partner:
    returns = tuple(_returns(known, officer, shift, now)) if shift.officer_id and shift.binds else ()
    return Partner(officer, why_not(known.facts, officer.id, shift), returns)


def _returns(known: Known, officer: Officer, shift: Shift, now: datetime) -> Iterator[ReturnView]:
    """What this colleague could give in return, lawful for both."""
    for each in known.shifts():
        if each.officer_id != officer.id or each.status is not ShiftStatus.PUBLISHED or each.begins_at - LAST_CALL <= now:
            continue
        if abs(each.begins_at - shift.begins_at) <= _RETURNS_WITHIN:
            yield ReturnView(each, officer, both_ways(known.facts, shift, officer.id, each))


def both_ways(facts: Facts, gives: Shift, taker: str, returns: Shift | None) -> tuple[Obstacle, ...]:
    """Why a swap may not be, for whoever it hurts."""
    back = (returns,) if returns else ()
    theirs = obstacles(taker, facts, (gives,), back)
    own = obstacles(gives.officer_id, facts, back, (gives,)) if gives.officer_id else ()
    return (*theirs, *own)


def repairs(known: Known, shift: Shift, now: datetime) -> tuple[RepairView, ...]:
    """Up to three lawful ways to fill an open shift: straight first, else by passing another shift on; least burdened first."""
    return tuple(islice(_ways(known, shift, now), _REPAIRS))


def _ways(known: Known, shift: Shift, now: datetime) -> Iterator[RepairView]:
    drivers = sorted(_drivers(known), key=lambda each: (_burden(known, each, shift), each.name))
    yield from (RepairView(each) for each in drivers if not why_not(known.facts, each.id, shift))
    for officer in drivers:
        for own in _shifts_near(known, officer, shift, now):
            if not why_not(known.facts, officer.id, shift, own):
                yield from _passing(known, drivers, officer, own)


def _passing(known: Known, drivers: list[Officer], officer: Officer, own: Shift) -> Iterator[RepairView]:
    fit = (each for each in drivers if each.id != officer.id and not why_not(known.facts, each.id, own))
    yield from (RepairView(officer, own, each) for each in islice(fit, 1))


def _shifts_near(known: Known, officer: Officer, shift: Shift, now: datetime) -> list[Shift]:
    """The shifts whose hours may stand in the way."""
    return [
        each for each in known.shifts()
        if each.officer_id == officer.id and each.status is ShiftStatus.PUBLISHED and each.begins_at > now
        and abs(each.begins_at - shift.begins_at) <= timedelta(days=2)
    ]  # fmt: skip


def _burden(known: Known, officer: Officer, shift: Shift) -> float:
    """Hours around this shift per contract hour, less for who asked for work and more for who would rather be free."""
    near = (each for each in known.shifts() if each.officer_id == officer.id)
    hours = sum(
        ((each.ends_at - each.begins_at) for each in near if abs(each.begins_at - shift.begins_at) <= _FAIRNESS_OVER), timedelta()
    )
    return hours / timedelta(hours=1) / max(officer.hours_a_week, 1) + _wish(known, officer, shift)


def _wish(known: Known, officer: Officer, shift: Shift) -> float:
    weights = {AvailabilityKind.WISH_FREE: 1.0, AvailabilityKind.WISH_WORK: -1.0}
    said = [
        each for each in known.facts.records(Availability)
        if each.officer_id == officer.id and not each.is_withdrawn
        and each.begins_at < shift.ends_at and shift.begins_at < each.ends_at
    ]  # fmt: skip
    return sum(weights.get(each.kind, 0.0) for each in said)


def _drivers(known: Known) -> list[Officer]:
    return [each for each in known.facts.records(Officer) if each.may_drive]
