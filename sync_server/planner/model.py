"""The one model of a roster: variables for who works what, and the rules that do not need a clock."""

from __future__ import annotations

from typing import Any

from sync_server.planner import objective, rest
from sync_server.planner.cells import Cells
from sync_server.planner.problem import DAY, Piece, Problem, Staff


def build(problem: Problem, *, explains: bool = False) -> Cells:
    """The model with its objective; with `explains` every rule can be switched off, to find which of them collide."""
    cells = Cells(problem, explains)
    for each in problem.staff:
        _one_kind_a_day(cells, each)
        _away(cells, each)
        _amounts(cells, each)
        _rows_of_days(cells, each)
        _weekends(cells, each)
        rest.add(cells, each)
    _successions(cells)
    _pins(cells)
    _pieces(cells)
    _forbidden(cells)
    if not explains:
        objective.add(cells)
        _hint(cells)
    return cells


def _one_kind_a_day(cells: Cells, staff: Staff) -> None:
    for day in range(cells.problem.days):
        cells.model.add_at_most_one(cells.of_day(staff.id, day))


def _away(cells: Cells, staff: Staff) -> None:
    for day in sorted({begin // DAY for begin, _ in staff.given} & set(range(cells.problem.days))):
        cells.model.add(sum(cells.of_day(staff.id, day)) == 0)
    banned = {(day, kind.id) for day in staff.days_off for kind in cells.problem.kinds} | set(staff.cannot)
    for day, kind in sorted(banned):
        cells.must("leave", staff.id, cells.x[staff.id, day, kind] == 0, day)


def _amounts(cells: Cells, staff: Staff) -> None:
    minutes = cells.minutes(staff.id)
    if staff.min_minutes:
        cells.must("contract-hours", staff.id, minutes >= staff.min_minutes)
    if staff.max_minutes is not None:
        cells.must("contract-hours", staff.id, minutes <= staff.max_minutes)
    for chosen, most in staff.most_in:
        cells.must("free-sundays", staff.id, sum(cells.works(staff.id, day) for day in chosen) <= most)
    for kind, most in staff.most_of_kind:
        cells.must("shift-kind", staff.id, sum(cells.x[staff.id, day, kind] for day in range(cells.problem.days)) <= most)


def _rows_of_days(cells: Cells, staff: Staff) -> None:
    """Runs that touch the edge of the period may go on outside it."""
    days = cells.problem.days
    works = [cells.works(staff.id, day) for day in range(days)]
    if staff.most_in_row is not None:
        for first in range(days - staff.most_in_row):
            cells.must("days-in-row", staff.id, sum(works[first : first + staff.most_in_row + 1]) <= staff.most_in_row, first)
    _no_short_runs(cells, staff, works, staff.least_in_row, wanted=1)
    _no_short_runs(cells, staff, works, staff.least_free_in_row, wanted=0)


def _no_short_runs(cells: Cells, staff: Staff, works: list[Any], least: int, *, wanted: int) -> None:
    is_on = works if wanted else [1 - each for each in works]
    for length in range(1, least):
        for first in range(1, len(works) - length):
            inside, edges = is_on[first : first + length], (is_on[first - 1], is_on[first + length])
            cells.must("days-in-row", staff.id, sum(inside) - sum(edges) <= length - 1, first)


def _weekends(cells: Cells, staff: Staff) -> None:
    if staff.most_weekends is None:
        return
    worked = []
    for weekend in cells.problem.weekends:
        is_worked = cells.model.new_bool_var("")
        for day in weekend:
            cells.model.add(cells.works(staff.id, day) <= is_worked)
        worked.append(is_worked)
    cells.must("weekends", staff.id, sum(worked) <= staff.most_weekends)


def _successions(cells: Cells) -> None:
    for staff in cells.problem.staff:
        for kind in cells.problem.kinds:
            for day in range(cells.problem.days - 1):
                after = [cells.x[staff.id, day + 1, each] for each in kind.not_followed_by]
                if after:
                    cells.must("succession", staff.id, cells.x[staff.id, day, kind.id] + sum(after) <= 1, day + 1)


def _pins(cells: Cells) -> None:
    for pin in cells.problem.pins:
        if pin.kinds:
            cells.must("pin", pin.staff, sum(cells.x[pin.staff, pin.day, each] for each in pin.kinds) == 1, pin.day)
        else:
            cells.must("pin", pin.staff, sum(cells.of_day(pin.staff, pin.day)) == 0, pin.day)


def _pieces(cells: Cells) -> None:
    """Where shifts exist, all work is made of them, and each has one owner or none."""
    problem = cells.problem
    if not problem.pieces:
        return
    has = {(piece.id, staff.id): cells.model.new_bool_var("") for piece in problem.pieces for staff in problem.staff}
    cells.owners = has
    for piece in problem.pieces:
        cells.model.add_at_most_one([has[piece.id, staff.id] for staff in problem.staff])
        _keep(cells, piece)
        for staff_id in piece.not_for:
            cells.model.add(has[piece.id, staff_id] == 0)
    moments = sorted({what for kind in problem.kinds for what in kind.covers})
    for staff in problem.staff:
        for day in range(problem.days):
            for what in moments:
                mine = [has[each.id, staff.id] for each in problem.pieces if each.day == day and what in each.covers]
                cells.model.add(cells.fills(staff.id, day, what) == sum(mine))


def _keep(cells: Cells, piece: Piece) -> None:
    """Who still does the work of a shift keeps that shift."""
    for kind in cells.problem.kinds:
        if (piece.id, piece.owner or "") in cells.owners and set(piece.covers) <= set(kind.covers):
            cells.model.add(cells.x[piece.owner or "", piece.day, kind.id] <= cells.owners[piece.id, piece.owner or ""])


def _forbidden(cells: Cells) -> None:
    for each in cells.problem.forbidden:
        for staff in cells.problem.staff:
            if each.staff in (None, staff.id):
                worked = sum(_at_least(cells, staff.id, day, kind) for day, kind in each.cells)
                cells.must(each.rule, staff.id, worked <= len(each.cells) - 1, each.cells[0][0])


def _at_least(cells: Cells, staff: str, day: int, kind: str) -> Any:
    """1 when this person works this kind, or one that holds it."""
    covers = set(cells.problem.kind(kind).covers)
    return sum(cells.x[staff, day, each.id] for each in cells.problem.kinds if covers <= set(each.covers))


def _hint(cells: Cells) -> None:
    near = cells.problem.hint if cells.problem.hint is not None else cells.problem.previous
    if near is not None:
        for (staff, day, kind), variable in cells.x.items():
            cells.model.add_hint(variable, near.get((staff, day)) == kind)


def assigned(cells: Cells, value: Any) -> dict[tuple[str, int], str]:
    """Who works what in a solution; `value` answers for one variable."""
    return {(staff, day): kind for (staff, day, kind), variable in cells.x.items() if value(variable)}
