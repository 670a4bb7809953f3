"""Runs the solver: a first roster at once, then better ones, to be stopped at any time with the best so far kept."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

from ortools.sat.python import cp_model

from sync_server.planner import model
from sync_server.planner.cells import Cells
from sync_server.planner.problem import Assignment, Problem
from sync_server.planner.stopping import Stopper


@dataclass(frozen=True, slots=True)
class Effort:
    """How long and how hard to look: seconds on the clock, threads, and the seed of the search.

    With one worker and time enough the same seed gives the same roster; several workers race each other.
    """

    seconds: float = 20
    workers: int = 2
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """One roster on the way: who works what, its cost, the least that any roster can cost, and when it was found."""

    assignment: Assignment
    cost: int
    bound: int
    seconds: float

    @property
    def is_proven(self) -> bool:
        """Whether nothing can be better."""
        return self.bound >= self.cost


#: Hears of every better roster.
Listener = Callable[[Found], None]


def search(problem: Problem, effort: Effort, stop: Event, tell: Listener = lambda found: None) -> Found | None:
    """The best roster found in time; None when there is none, or none was found before the stop."""
    cells, began = model.build(problem), time.monotonic()
    solver = _solver(effort)
    callback = _Callback(cells, began, tell)
    with Stopper(solver, stop):
        status = solver.solve(cells.model, callback)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    assignment = model.assigned(cells, solver.boolean_value)
    return Found(assignment, round(solver.objective_value), _rounded(solver.best_objective_bound), time.monotonic() - began)


def _solver(effort: Effort) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = effort.seconds
    solver.parameters.num_workers = effort.workers
    solver.parameters.random_seed = effort.seed
    return solver


def _rounded(bound: float) -> int:
    """Costs are whole, so that a bound between two of them is the upper one."""
    return -int(-(bound - 1e-6) // 1)


class _Callback(cp_model.CpSolverSolutionCallback):
    """Hands each better roster on."""

    def __init__(self, cells: Cells, began: float, tell: Listener) -> None:
        super().__init__()
        self._cells, self._began, self._tell = cells, began, tell

    def on_solution_callback(self) -> None:
        """A better one."""
        assignment = model.assigned(self._cells, self.boolean_value)
        bound = _rounded(self.best_objective_bound)
        self._tell(Found(assignment, round(self.objective_value), bound, time.monotonic() - self._began))
