"""From what is wanted to a roster that the rules accept: search, judge, forbid what was refused, and search on."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from threading import Event

from field_app.rules.roster_records import Collision
from field_app.rules.working_time import Rule, new_breaches
from sync_server.planner.collisions import culprits
from sync_server.planner.judge import Judge, breaches_of, cells_of, forbidden_by
from sync_server.planner.problem import Assignment, Problem
from sync_server.planner.proposal import Effort, Outcome, Proposal
from sync_server.planner.scoring import score
from sync_server.planner.solver import Found, Searched, search
from sync_server.planner.stages import Stage, stages
from sync_server.planner.team_problem import problem_of
from sync_server.planner.wanted import Wanted

#: A search is given so much time even when none is left, so that there is a first roster.
_LEAST_SECONDS = 1.0
#: When time is up and there is no roster at all, the first is waited for so much longer (seconds): any is better than none.
_PATIENCE = 120.0


def propose(
    wanted: Wanted, effort: Effort, stop: Event, tell: Callable[[Proposal], None] = lambda found: None, judge: Judge = new_breaches,
    problem: Problem | None = None,
) -> Outcome:  # fmt: skip
    """Propose a roster, at every better one telling so; `stop` ends it with the best so far.

    `problem` takes the place of the team's own problem, for tests that leave a rule out.
    """
    return _Proposer(wanted, effort, stop, tell, judge, problem or problem_of(wanted)).run()


class _Proposer:
    """One proposal under way."""

    def __init__(
        self, wanted: Wanted, effort: Effort, stop: Event, tell: Callable[[Proposal], None], judge: Judge, problem: Problem
    ) -> None:
        self._wanted, self._effort, self._stop, self._tell, self._judge = wanted, effort, stop, tell, judge
        self._problem, self._began = problem, time.monotonic()
        self._best: Proposal | None = None
        self._is_late = False
        self._bound, self._refused = 0, 0
        self._wrong: Assignment | None = None

    def run(self) -> Outcome:
        """Search stage by stage until it is proven, stopped, or time is up."""
        for at in range(len(list(stages(self._problem)))):
            if self._works_out(at) and self._best is None:
                return Outcome(None, self._collisions())
            if self._is_over():
                break
        if self._best is None and not self._stop.is_set() and self._looks_on():
            return Outcome(None, self._collisions())
        return Outcome(replace(self._best, bound=self._bound, refused=self._refused) if self._best else None)

    def _looks_on(self) -> bool:
        """On a slow or busy machine: until the first roster, and no better one; answers whether there proves to be none."""
        self._effort, self._is_late = replace(self._effort, seconds=self._passed() + _PATIENCE), True
        return self._works_out(0)

    def _works_out(self, at: int) -> bool:
        """One stage, begun anew as often as the rules refuse what it finds; answers whether there proves to be no roster."""
        while True:
            stage = list(stages(self._problem))[at]
            searched = self._search(stage)
            if self._wrong is not None:
                self._forbid(self._wrong)
            elif searched.is_impossible and self._relaxes():
                pass
            else:
                return searched.is_impossible
            if self._is_over():
                return False

    def _search(self, stage: Stage) -> Searched:
        """One search, ended by the first roster that the rules refuse, or when it is late by any."""
        self._wrong, enough = None, Event()

        def hear(found: Found) -> None:
            self._bound = max(self._bound, found.bound)
            if self._wrong is None and not self._accepts(found):
                self._wrong = found.assignment
                enough.set()
            elif self._is_late:
                enough.set()

        near = self._best.assignment if self._best else self._problem.hint
        until = self._effort.seconds * (100 if self._is_late else stage.until_per_cent) / 100
        left = max(until - self._passed(), _LEAST_SECONDS)
        searched = search(replace(stage.problem, hint=near), replace(self._effort, seconds=left), (self._stop, enough), hear)
        if searched.best:
            self._bound = max(self._bound, searched.best.bound)
        return searched

    def _accepts(self, found: Found) -> bool:
        cells = cells_of(self._wanted, found.assignment)
        if breaches_of(self._wanted, cells, self._judge):
            return False
        cost = score(self._problem, found.assignment).total
        if self._best is None or cost < self._best.cost:
            self._best = Proposal(
                self._problem, found.assignment, cells, cost, self._bound, self._passed(), found.owners, self._refused
            )
            self._tell(self._best)
        return True

    def _forbid(self, roster: Assignment) -> None:
        self._refused += 1
        breaches = breaches_of(self._wanted, cells_of(self._wanted, roster), self._judge)
        more = forbidden_by(self._wanted, roster, breaches, self._judge)
        self._problem = replace(self._problem, forbidden=(*self._problem.forbidden, *more), hint=roster)

    def _relaxes(self) -> bool:
        """The weekly rest may also be had in parts over two weeks, which the model cannot say: leave that to the judge then."""
        if self._best or not self._wanted.team.working_time.split_rest_minutes:
            return False
        asked = {officer for rule, officer, _ in culprits(self._problem) if rule == Rule.WEEKLY_REST}
        more = asked - set(self._problem.rests_by_judge)
        self._problem = replace(self._problem, rests_by_judge=(*self._problem.rests_by_judge, *sorted(more)))
        return bool(more)

    def _passed(self) -> float:
        return time.monotonic() - self._began

    def _is_over(self) -> bool:
        return self._stop.is_set() or self._passed() >= self._effort.seconds

    def _collisions(self) -> tuple[Collision, ...]:
        found: dict[str, list[tuple[str, int]]] = {}
        for rule, officer, day in culprits(self._problem):
            found.setdefault(rule, []).append((officer, day))
        return tuple(
            Collision(rule, tuple(officer for officer, _ in who), self._wanted.period.on(min(day for _, day in who)))
            for rule, who in found.items()
        )  # fmt: skip
