"""The public instances, read from their own format and solved by the planner's own model: their best known cost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise
from threading import Event

import pytest
from proofs import setting

from server.public_instances import FOLDER, read
from sync_server.planner.problem import Assignment, Problem, Staff
from sync_server.planner.proposal import Effort
from sync_server.planner.scoring import score
from sync_server.planner.solver import Found, search

pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason="no public instances in ../shared/data/rostering")
#: The second takes all cores for a minute, so that it is solved in the long setting and by the bench.
INSTANCES = [("Instance1", 607, 20), ("Instance2", 828, 90)][: setting(commit=1, long=2)]


def solved(problem: Problem, seconds: float, best_known: int) -> tuple[Found, list[Found]]:
    """The best roster, and those on the way; the search ends as soon as it has the best known cost."""
    stop, on_the_way = Event(), list[Found]()

    def hear(found: Found) -> None:
        on_the_way.append(found)
        if found.cost <= best_known and seconds > 20:
            stop.set()

    found = search(problem, Effort(seconds), (stop,), hear).best
    assert found is not None
    return found, on_the_way


def faults(problem: Problem, roster: Assignment) -> Iterator[str]:
    """What a roster does that the instance forbids, by its own words and without the model."""
    for staff in problem.staff:
        line = [roster.get((staff.id, day)) for day in range(problem.days)]
        yield from (f"{staff.id}: {fault}" for fault in faults_of(problem, staff, line))


def faults_of(problem: Problem, staff: Staff, line: list[str | None]) -> Iterator[str]:
    lengths, after = ({kind.id: kind.minutes for kind in problem.kinds}, {kind.id: kind.not_followed_by for kind in problem.kinds})
    worked = sum(lengths[each] for each in line if each)
    if not staff.min_minutes <= worked <= (staff.max_minutes or 0):
        yield f"{worked} minutes"
    yield from (f"too many {kind}" for kind, most in staff.most_of_kind if line.count(kind) > most)
    yield from (f"day off {day}" for day in staff.days_off if line[day])
    yield from (f"{one} then {two}" for one, two in pairwise(line) if one and two in after[one])
    if sum(any(line[day] for day in weekend) for weekend in problem.weekends) > (staff.most_weekends or 0):
        yield "weekends"
    runs = [(on, len(list(run))) for on, run in groupby(line, key=bool)]
    yield from (f"{length} in a row" for on, length in runs if on and length > (staff.most_in_row or 0))
    for on, length in runs[1:-1]:
        if length < (staff.least_in_row if on else staff.least_free_in_row):
            yield f"only {length} days {'on' if on else 'off'}"


@pytest.mark.parametrize(("name", "best_known", "seconds"), INSTANCES)
def test_a_public_instance_is_solved_at_its_best_known_cost(name: str, best_known: int, seconds: float) -> None:
    problem = read(FOLDER / f"{name}.txt")
    found, on_the_way = solved(problem, seconds, best_known)
    assert found.cost == best_known
    assert list(faults(problem, found.assignment)) == []
    assert score(problem, found.assignment).total == found.cost, "counted without the solver"
    costs = [each.cost for each in on_the_way]
    assert costs == sorted(costs, reverse=True), "each one heard of is better than the last"


def test_the_first_public_instance_is_proven_to_have_no_better_roster() -> None:
    found, _ = solved(read(FOLDER / "Instance1.txt"), 20, 607)
    assert found.is_proven


def test_a_model_that_forgets_a_rule_of_the_instance_is_found_out() -> None:
    problem = read(FOLDER / "Instance1.txt")
    lax = replace(problem, staff=tuple(replace(each, most_weekends=None) for each in problem.staff))
    found, _ = solved(lax, 20, 0)
    assert found.cost < 607
    assert any("weekends" in each for each in faults(problem, found.assignment))
