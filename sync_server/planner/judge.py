"""The separate judge: every proposal goes past the rules of working time, and what they refuse is forbidden to the model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import time, timedelta

from field_app.rules.fitness import duty
from field_app.rules.shift_changes import wall
from field_app.rules.working_time import Breach, Duty, WorkingTime, new_breaches
from sync_server.planner.problem import Assignment, Forbidden
from sync_server.planner.team_problem import TOGETHER, cell_of
from sync_server.planner.wanted import Cell, Wanted

_LONG_AFTER, _NOON = timedelta(days=60), time(12)
#: What one officer works, by day.
Days = dict[int, str]
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
    """The smallest parts of a roster that the rules refuse, one for each officer with a breach, wherever they would be wrong."""
    who = {each.officer_id: each.rule.value for each in breaches}
    found = []
    for officer, rule in sorted(who.items()):
        core = _core(wanted, roster, officer, judge)
        alone = [each for each in _moved(core, wanted.period.days) if _is_wrong(replace(wanted, bound=()), officer, each, judge)]
        found += [Forbidden(rule, _sorted(each)) for each in alone]
        found += [] if core in alone else [Forbidden(rule, _sorted(core), officer)]
    return found


def _core(wanted: Wanted, roster: Assignment, officer: str, judge: Judge) -> Days:
    """Leave out days, and moments of days, as long as the rest still breaks a rule."""
    days = {day: kind for (who, day), kind in sorted(roster.items()) if who == officer}
    for day in list(days):
        fewer = {each: kind for each, kind in days.items() if each != day}
        days = fewer if _is_wrong(wanted, officer, fewer, judge) else days
    for day, kind in list(days.items()):
        for part in kind.split(TOGETHER):
            less = {**days, day: part}
            if _is_wrong(wanted, officer, less, judge):
                days = less
                break
    return days


def _is_wrong(wanted: Wanted, officer: str, days: Days, judge: Judge) -> bool:
    """Whether these days are wrong whatever follows: a duty long after them shows the rules that rest does."""
    cells = [cell_of(wanted, officer, day, kind) for day, kind in days.items()]
    later = wall(wanted.period.ends_on + _LONG_AFTER, _NOON)
    after = Cell(officer, (), later, later + timedelta(hours=1))
    return any(each.officer_id == officer for each in breaches_of(wanted, [*cells, after], judge))


def _moved(core: Days, days: int) -> Iterator[Days]:
    """The same pattern at every place in the period."""
    first, last = min(core, default=0), max(core, default=0)
    for by in range(-first, days - last):
        yield {day + by: kind for day, kind in core.items()}


def _sorted(days: Days) -> tuple[tuple[int, str], ...]:
    return tuple(sorted(days.items()))
