"""The separate judge: every proposal goes past the rules of working time, and what they refuse is forbidden to the model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from field_app.rules.fitness import duty
from field_app.rules.working_time import Breach, Duty, WorkingTime, new_breaches
from sync_server.planner.problem import Assignment, Forbidden
from sync_server.planner.team_problem import cell_of
from sync_server.planner.wanted import Cell, Wanted

#: What a roster breaks that the one before it did not.
Judge = Callable[[Iterable[Duty], Iterable[Duty], WorkingTime], Sequence[Breach]]


def cells_of(wanted: Wanted, roster: Assignment) -> tuple[Cell, ...]:
    """The shifts of a roster in order of time."""
    made = [cell_of(wanted, officer, day, kind) for (officer, day), kind in roster.items()]
    return tuple(sorted(made, key=lambda each: (each.begins_at, each.officer_id)))


def breaches_of(wanted: Wanted, cells: Iterable[Cell], judge: Judge = new_breaches) -> Sequence[Breach]:
    """What the rules have against these shifts beside those that stand."""
    before = [duty(each, each.officer_id) for each in wanted.bound if each.officer_id]
    stand = [duty(each, each.officer_id) for each in wanted.given if each.officer_id]
    return judge(before, [*stand, *(each.duty for each in cells)], wanted.team.working_time)


def forbidden_by(wanted: Wanted, roster: Assignment, breaches: Sequence[Breach], judge: Judge = new_breaches) -> list[Forbidden]:
    """The smallest parts of this roster that the rules refuse, one for each officer with a breach."""
    who = {each.officer_id: each.rule.value for each in breaches}
    return [Forbidden(rule, _core(wanted, roster, officer, judge)) for officer, rule in sorted(who.items())]


def _core(wanted: Wanted, roster: Assignment, officer: str, judge: Judge) -> tuple[tuple[int, str], ...]:
    """Leave days out as long as the rest still breaks a rule."""
    days = {day: kind for (who, day), kind in sorted(roster.items()) if who == officer}
    for day in list(days):
        fewer = {each: kind for each, kind in days.items() if each != day}
        cells = [cell_of(wanted, officer, each, kind) for each, kind in fewer.items()]
        if any(each.officer_id == officer for each in breaches_of(wanted, cells, judge)):
            days = fewer
    return tuple(days.items())
