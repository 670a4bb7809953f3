"""What a roster costs: demand not met, wishes broken, hours off contract, unfair shares, lone days, changed cells."""

from __future__ import annotations

from typing import Any

from sync_server.planner.cells import Cells
from sync_server.planner.problem import Problem, Request, Tally, differing

HOUR = 60


def add(cells: Cells) -> None:
    """Minimise all costs together."""
    parts = (_cover, _requests, _hours, _fairness, _lone_days, _changes)
    cells.model.minimize(sum(cost for part in parts for cost in part(cells)))


def _cover(cells: Cells) -> list[Any]:
    costs, most = [], len(cells.problem.staff)
    for cover in cells.problem.cover:
        filled = sum(cells.fills(staff.id, cover.day, cover.what) for staff in cells.problem.staff)
        under, over = cells.model.new_int_var(0, cover.required, ""), cells.model.new_int_var(0, most, "")
        cells.model.add(filled + under - over == cover.required)
        costs += [cover.under * under, cover.over * over]
    return costs


def is_broken(cells: Cells, request: Request) -> Any:
    """1 when this wish is not met, else 0."""
    met = sum(cells.x[request.staff, request.day, kind] for kind in request.kinds)
    return 1 - met if request.is_on else met


def _requests(cells: Cells) -> list[Any]:
    broken = [(each, is_broken(cells, each)) for each in cells.problem.requests]
    costs = [each.weight * is_off for each, is_off in broken]
    if cells.problem.weights.worst_off and broken:
        worst = cells.model.new_int_var(0, len(broken), "")
        for staff in cells.problem.staff:
            cells.model.add(sum(is_off for each, is_off in broken if each.staff == staff.id) <= worst)
        costs.append(cells.problem.weights.worst_off * worst)
    return costs


def _hours(cells: Cells) -> list[Any]:
    costs, weights = [], cells.problem.weights
    for staff in cells.problem.staff:
        if staff.wanted_minutes is None:
            continue
        most = cells.problem.days * 24
        under, over = cells.model.new_int_var(0, most, ""), cells.model.new_int_var(0, most, "")
        cells.model.add(HOUR * under >= staff.wanted_minutes - cells.minutes(staff.id))
        cells.model.add(HOUR * over >= cells.minutes(staff.id) - staff.wanted_minutes)
        costs += [weights.hours_under * under, weights.hours_over * over]
        if staff.beyond_minutes is not None and weights.hours_beyond:
            beyond = cells.model.new_int_var(0, most, "")
            cells.model.add(HOUR * beyond >= cells.minutes(staff.id) - staff.beyond_minutes)
            costs.append(weights.hours_beyond * beyond)
    return costs


def _fairness(cells: Cells) -> list[Any]:
    return [cost for tally in cells.problem.tallies for cost in _shares(cells, tally)]


def _shares(cells: Cells, tally: Tally) -> list[Any]:
    """What each officer's count, carried over, differs from the part of all that fits the officer's share of full time."""
    problem = cells.problem
    counts = {staff.id: _count(cells, tally, staff.id) + dict(staff.carried).get(tally.name, 0) for staff in problem.staff}
    everyone, total = sum(staff.share for staff in problem.staff), sum(counts.values())
    costs = []
    for staff in problem.staff:
        off = cells.model.new_int_var(0, 1000, "")
        cells.model.add(everyone * off >= everyone * counts[staff.id] - staff.share * total)
        cells.model.add(everyone * off >= staff.share * total - everyone * counts[staff.id])
        costs.append(tally.weight * off)
    return costs


def _count(cells: Cells, tally: Tally, staff: str) -> Any:
    return sum(cells.x[staff, day, kind] for day, kind in sorted(tally.cells))


def _lone_days(cells: Cells) -> list[Any]:
    costs, weights = [], cells.problem.weights
    if not weights.lone_work and not weights.lone_free:
        return []
    for staff in cells.problem.staff:
        works = [cells.works(staff.id, day) for day in range(cells.problem.days)]
        for before, on, after in zip(works, works[1:], works[2:], strict=False):
            work, free = cells.model.new_bool_var(""), cells.model.new_bool_var("")
            cells.model.add(work >= on - before - after)
            cells.model.add(free >= before + after - on - 1)
            costs += [weights.lone_work * work, weights.lone_free * free]
    return costs


def _changes(cells: Cells) -> list[Any]:
    problem = cells.problem
    if problem.previous is None or not problem.weights.changed:
        return []
    return [
        problem.weights.changed * _change_cost(problem, staff.id, day, cells)
        for staff in problem.staff for day in range(problem.days)
    ]  # fmt: skip


def _change_cost(problem: Problem, staff: str, day: int, cells: Cells) -> Any:
    """Cells of this day that differ: what was there, less or more for each kind that may take its place."""
    assert problem.previous is not None  # noqa: S101  # asked by whoever calls
    was = problem.previous.get((staff, day))
    before = problem.kind(was) if was else None
    free = differing(before, None)
    return free + sum((differing(before, kind) - free) * cells.x[staff, day, kind.id] for kind in problem.kinds)
