"""Counts what a roster costs without any solver: a second opinion on the model, and the words for the account."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sync_server.planner.problem import DAY, Assignment, Problem, Request, Staff, differing

HOUR = 60


@dataclass(frozen=True, slots=True)
class Score:
    """The parts of the cost of one roster, in points."""

    cover: int
    wishes: int
    hours: int
    fairness: int
    lone_days: int
    changes: int

    @property
    def total(self) -> int:
        """All together."""
        return self.cover + self.wishes + self.hours + self.fairness + self.lone_days + self.changes


def score(problem: Problem, roster: Assignment) -> Score:
    """What this roster costs."""
    return Score(
        _cover(problem, roster), _wishes(problem, roster), _hours(problem, roster),
        _fairness(problem, roster), _lone_days(problem, roster), _changes(problem, roster),
    )  # fmt: skip


def filled(problem: Problem, roster: Assignment) -> Counter[tuple[int, str]]:
    """How many fill each thing on each day."""
    covers = {kind.id: kind.covers for kind in problem.kinds}
    return Counter((day, what) for (_, day), kind in roster.items() for what in covers[kind])


def broken(problem: Problem, roster: Assignment) -> list[Request]:
    """The wishes that this roster does not meet."""
    return [each for each in problem.requests if (roster.get((each.staff, each.day)) in each.kinds) != each.is_on]


def minutes(problem: Problem, roster: Assignment) -> Counter[str]:
    """Minutes of work of each person."""
    lengths = {kind.id: kind.minutes for kind in problem.kinds}
    found: Counter[str] = Counter()
    for (staff, _), kind in roster.items():
        found[staff] += lengths[kind]
    return found


def changed(problem: Problem, roster: Assignment) -> int:
    """How many cells differ from the roster before."""
    return sum(changed_of(problem, roster, staff.id) for staff in problem.staff)


def changed_of(problem: Problem, roster: Assignment, staff: str) -> int:
    """How many cells of this person differ from the roster before."""
    kinds = {kind.id: kind for kind in problem.kinds}
    before = problem.previous or {}
    cells = [each for each in {*before, *roster} if each[0] == staff]
    return sum(differing(kinds.get(before.get(cell, "")), kinds.get(roster.get(cell, ""))) for cell in cells)


def _cover(problem: Problem, roster: Assignment) -> int:
    found = filled(problem, roster)
    gaps = [(each, each.required - found[each.day, each.what]) for each in problem.cover]
    return sum(each.under * gap if gap > 0 else -each.over * gap for each, gap in gaps)


def _wishes(problem: Problem, roster: Assignment) -> int:
    found = broken(problem, roster)
    worst = max(Counter(each.staff for each in found).values(), default=0)
    return sum(each.weight for each in found) + problem.weights.worst_off * worst


def _hours(problem: Problem, roster: Assignment) -> int:
    worked, weights, cost = minutes(problem, roster), problem.weights, 0
    for staff in problem.staff:
        if staff.wanted_minutes is not None:
            off = worked[staff.id] - staff.wanted_minutes
            cost += weights.hours_over * max(-(-off // HOUR), 0) + weights.hours_under * max(-(off // HOUR), 0)
        if staff.beyond_minutes is not None:
            cost += weights.hours_beyond * max(-(-(worked[staff.id] - staff.beyond_minutes) // HOUR), 0)
    return cost


def _fairness(problem: Problem, roster: Assignment) -> int:
    everyone, cost = sum(staff.share for staff in problem.staff), 0
    for tally in problem.tallies:
        counts = {
            staff.id: sum((day, kind) in tally.cells for (who, day), kind in roster.items() if who == staff.id)
            + dict(staff.carried).get(tally.name, 0)
            for staff in problem.staff
        }
        total = sum(counts.values())
        cost += sum(tally.weight * -(-abs(everyone * counts[each.id] - each.share * total) // everyone) for each in problem.staff)
    return cost


def _lone_days(problem: Problem, roster: Assignment) -> int:
    return sum(_lone_of(problem, roster, staff) for staff in problem.staff)


def _lone_of(problem: Problem, roster: Assignment, staff: Staff) -> int:
    given = {begin // DAY for begin, _ in staff.given}
    works = [(staff.id, day) in roster or day in given for day in range(problem.days)]
    runs, weights = list(zip(works, works[1:], works[2:], strict=False)), problem.weights
    return weights.lone_work * runs.count((False, True, False)) + weights.lone_free * runs.count((True, False, True))


def _changes(problem: Problem, roster: Assignment) -> int:
    return 0 if problem.previous is None else problem.weights.changed * changed(problem, roster)
