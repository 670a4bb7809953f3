"""The division of one slot, from the rows that phone and server hold in common."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from functools import lru_cache

from field_app.rules.division.dividing import divide
from field_app.rules.division.records import Car, Division, Item
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.plan_records import Plan
from field_app.rules.facts import Facts
from field_app.rules.records import Shift
from field_app.rules.vocabulary import AMSTERDAM, CaseStatus, Slot

#: How long a look takes at a case that somebody fixed to a shift without a plan, in minutes.
_WITHOUT_PLAN = 15

#: A division follows from its cars and cases alone: what was worked out before an exchange holds after it if they are the same.
_divided = lru_cache(maxsize=64)(divide)
#: Who looked at this case (by id), the last first. Must be the same on every phone: see `counts_until`.
Looked = Callable[[str], tuple[str, ...]]


def division_of(slot: Slot, facts: Facts, looked: Looked) -> Division:
    """The cases of this slot over its cars: published shifts in it, and each case whose approved plan names it."""
    shifts = [each for each in facts.records(Shift) if each.binds and _is_in(each, slot)]
    items = (_item(case, slot, shifts, facts, looked) for case in facts.records(Case))
    return _divided(tuple(_car(each, slot) for each in shifts), tuple(each for each in items if each))


def counts_until(slot: Slot) -> datetime:
    """Looks that the server received before the slot's day began (Amsterdam) count for its division.

    What comes in later changes nothing any more: nobody's cases move while the day runs, whichever phone has been in touch.
    """
    return datetime.combine(slot.on, time(), AMSTERDAM)


def is_planned(plan: Plan | None, slot: Slot) -> bool:
    """Whether this plan asks for a look in this slot."""
    return plan is not None and plan.is_approved and slot in plan.slots and plan.starts_on <= slot.on <= plan.ends_on


def _is_in(shift: Shift, slot: Slot) -> bool:
    return slot in shift.slots or any(stop.slot == slot for stop in shift.stops)


def _car(shift: Shift, slot: Slot) -> Car:
    """A shift as a car; an open one, or one that no longer holds the slot, keeps only what a person fixed to it."""
    return Car(shift.id, shift.officer_id, shift.rostered_id, shift.officer_id is not None and slot in shift.slots)


def _item(case: Case, slot: Slot, shifts: list[Shift], facts: Facts, looked: Looked) -> Item | None:
    plan = facts.plan(case.plan_id) if case.plan_id else None
    fixed = tuple(each.id for each in shifts if any((stop.case_id, stop.slot) == (case.id, slot) for stop in each.stops))
    is_asked = is_planned(plan, slot)
    if case.status is not CaseStatus.OBSERVING or not (is_asked or fixed):
        return None
    place = (case.place(plan.place_id) if plan else None) or next(iter(case.places), None)
    return Item(
        case_id=case.id,
        district=place.district if place else "",
        minutes=plan.budget.minutes_a_look if plan else _WITHOUT_PLAN,
        owner_id=case.owner_id,
        point=place.point if place else None,
        buddy_id=case.buddy_id,
        looked=looked(case.id),
        conflicts=case.conflicts,
        needs_two=plan is not None and plan.needs_two and is_asked,
        fixed=fixed,
    )
