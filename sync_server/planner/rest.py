"""The law's rules about the clock as the model can state them: rest between days, rest in a week, hours in weeks."""

from __future__ import annotations

from typing import Any

from sync_server.planner.cells import Cells, Timed
from sync_server.planner.problem import DAY, Staff

_WEEK = 7


def add(cells: Cells, staff: Staff) -> None:
    """The rules for one person, the duties before the period counted in."""
    limits = cells.problem.limits
    if limits.daily_rest is not None:
        _daily_rest(cells, staff)
    if limits.weekly_rest is not None and staff.id not in cells.problem.rests_by_judge:
        _weekly_rest(cells, staff)
    for days, most in limits.sums:
        _sum(cells, staff, days, most)


def _daily_rest(cells: Cells, staff: Staff) -> None:
    """From one day to the next at least the daily rest (ATW 5:3); the shortened rest once in so many days."""
    limits = cells.problem.limits
    normal = limits.daily_rest or 0
    least = limits.short_rest if limits.short_rest is not None else normal
    cuts: dict[int, Any] = {}
    for day in range(-limits.short_rest_days, cells.problem.days + limits.short_rest_days):
        before, after = cells.timed(staff.id, day - 1), cells.timed(staff.id, day)
        for ends in sorted({end for _, _, end in before}):
            _apart(cells, staff, before, after, ends, least, day)
        short = _short_pairs(before, after, normal)
        if short:
            cuts[day] = _is_cut(cells, short)
    for first in cuts:
        window = [cuts[day] for day in range(first, first + limits.short_rest_days) if day in cuts]
        cells.must("daily-rest", staff.id, sum(window) <= 1, first)


def _apart(cells: Cells, staff: Staff, before: tuple[Timed, ...], after: tuple[Timed, ...], ends: int, rest: int, day: int) -> None:
    """Who ends then or later does not begin within the rest."""
    late = sum(lit for lit, _, end in before if end >= ends)
    early = [lit for lit, begin, _ in after if begin < ends + rest]
    if early:
        cells.must("daily-rest", staff.id, late + sum(early) <= 1, day)


def _short_pairs(before: tuple[Timed, ...], after: tuple[Timed, ...], rest: int) -> list[tuple[Any, Any]]:
    return [(lit, other) for lit, _, end in before for other, begin, _ in after if begin - end < rest]


def _is_cut(cells: Cells, pairs: list[tuple[Any, Any]]) -> Any:
    """1 when one of these pairs of duties is worked."""
    if all(isinstance(lit, int) for pair in pairs for lit in pair):
        return 1
    cut = cells.model.new_bool_var("")
    for lit, other in pairs:
        cells.model.add(lit + other - 1 <= cut)
    return cut


def _weekly_rest(cells: Cells, staff: Staff) -> None:
    """In each 7 x 24 h from a duty there is a free day with the whole weekly rest around it (ATW 5:5).

    Whoever counts only from the first duty after a weekly rest finds the same rosters lawful: the last such duty at or before any
    duty has its rest after both. Counted from any moment at all, the next rest must follow sooner by the length of a rest.
    """
    limits, days = cells.problem.limits, cells.problem.days
    length, span = limits.weekly_rest or 0, limits.weekly_rest_days * DAY
    within = span - length * (2 if limits.weekly_rest_from_any_moment else 1)
    rests = {day: _is_rest(cells, staff, day) for day in range(-limits.weekly_rest_days, days + limits.weekly_rest_days)}
    for first in range(-limits.weekly_rest_days + 1, days):
        for begin in sorted({begin for _, begin, _ in cells.timed(staff.id, first)}):
            _rests_soon(cells, staff, rests, first, begin, begin + within)


def _rests_soon(cells: Cells, staff: Staff, rests: dict[int, Any], first: int, begin: int, latest: int) -> None:
    """Who begins then or earlier on this day has a rest that begins at `latest`; where days end later, those days must be free."""
    began = sum(lit for lit, at, _ in cells.timed(staff.id, first) if at <= begin)
    last = latest // DAY  # the last day whose work may come before the rest
    if last + 1 < 0:
        return
    sure = sum(rests[day] for day in range(first + 1, last + 1))
    late = sum(lit for lit, _, end in cells.timed(staff.id, last) if end > latest)
    cells.must("weekly-rest", staff.id, sure + rests[last + 1] >= began, first)
    cells.must("weekly-rest", staff.id, sure >= began + late - 1, first)


def _is_rest(cells: Cells, staff: Staff, day: int) -> Any:
    """1 only when this day is free and the duties on both sides lie far enough apart."""
    before, after = cells.timed(staff.id, day - 1), cells.timed(staff.id, day + 1)
    rest = cells.model.new_bool_var("")
    cells.model.add(rest + sum(lit for lit, _, _ in cells.timed(staff.id, day)) <= 1)
    for ends in sorted({end for _, _, end in before}):
        late = sum(lit for lit, _, end in before if end >= ends)
        early = [lit for lit, begin, _ in after if begin < ends + (cells.problem.limits.weekly_rest or 0)]
        if early:
            cells.model.add(rest + late + sum(early) <= 2)  # noqa: PLR2004  # of the three at most two
    return rest


def _sum(cells: Cells, staff: Staff, days: int, most: int) -> None:
    """At most so many minutes in any so many days in a row, the days before the period counted in (ATW 5:7)."""
    rule = "week-hours" if days <= _WEEK else "average-hours"
    for last in range(1, cells.problem.days + 1):
        first = last - days
        given = sum(end - begin for begin, end in staff.given if first * DAY <= begin < last * DAY)
        if last == cells.problem.days or first >= 0 or given:
            cells.must(rule, staff.id, cells.minutes(staff.id, first, last) <= most - given, last - 1)
