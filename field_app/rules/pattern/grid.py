"""Days x moments of a case: what was seen where it was planned to look, told apart cell by cell."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from field_app.rules.dossier.plan_records import Plan
from field_app.rules.glance import Glance
from field_app.rules.pattern.reading import slot_in
from field_app.rules.pattern.records import CellState, Grid
from field_app.rules.records import Observation
from field_app.rules.vocabulary import AMSTERDAM, Moment, MomentHours, Result, Slot, local

_STRONGEST_FIRST = (Result.SEEN, Result.NOTHING_SEEN, Result.UNABLE)


def results_by_slot(observations: Iterable[Observation], hours: tuple[MomentHours, ...]) -> dict[Slot, Result]:
    """The strongest result of each slot, among the entries that stand (not withdrawn, newest version)."""
    standing = (each for each in observations if not each.withdrawn and not each.corrected_by)
    return _strongest((slot_in(each.look, hours), each.look.result) for each in standing)


def results_at_a_glance(looks: Iterable[Glance], hours: tuple[MomentHours, ...]) -> dict[Slot, Result]:
    """The same, without opening the observations."""
    return _strongest((each.slot_in(hours), each.result) for each in looks if each.stands)


def _strongest(seen: Iterable[tuple[Slot | None, Result | None]]) -> dict[Slot, Result]:
    found: dict[Slot, Result] = {}
    for slot, result in seen:
        if slot is None or result is None:
            continue
        if slot not in found or _STRONGEST_FIRST.index(result) < _STRONGEST_FIRST.index(found[slot]):
            found[slot] = result
    return found


def cell(slot: Slot, results: dict[Slot, Result], plan: Plan | None, hours: tuple[MomentHours, ...], now: datetime) -> CellState:
    """One cell: what was seen, or whether it was planned and is past."""
    if slot in results:
        return CellState(results[slot].value)
    if plan is None or slot not in plan.slots:
        return CellState.NOT_PLANNED
    return CellState.MISSED if end_of(slot, hours) <= now else CellState.PLANNED


def end_of(slot: Slot, hours: tuple[MomentHours, ...]) -> datetime:
    """When a slot ends on the wall clock in Amsterdam."""
    ends = next(each.ends for each in hours if each.moment is slot.moment)
    return datetime.combine(slot.on, ends, AMSTERDAM)


def day_cells(
    on: date, results: dict[Slot, Result], plan: Plan | None, hours: tuple[MomentHours, ...], now: datetime
) -> tuple[tuple[Moment, CellState], ...]:
    """The four cells of one day."""
    return tuple((each.moment, cell(Slot(on, each.moment), results, plan, hours, now)) for each in hours)


def grid(plan: Plan, results: dict[Slot, Result], hours: tuple[MomentHours, ...], now: datetime) -> Grid:
    """The whole window of a plan."""
    days = tuple(plan.starts_on + timedelta(days=at) for at in range(plan.days))
    rows = tuple((each.moment, tuple(cell(Slot(on, each.moment), results, plan, hours, now) for on in days)) for each in hours)
    today = local(now).date()
    return Grid(days, rows, days.index(today) if today in days else None)
