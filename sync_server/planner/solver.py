"""Runs the solver: a first roster at once, then better ones, to be stopped at any time with the best so far kept."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Event
from typing import Any

from ortools.sat.python import cp_model

from sync_server.planner import model
from sync_server.planner.cells import Cells
from sync_server.planner.problem import Assignment, Problem
from sync_server.planner.proposal import Effort
from sync_server.planner.stopping import Stopper


@dataclass(frozen=True, slots=True)
class Found:
    """One roster on the way: who works what, its cost, the least that any roster can cost, and after how many seconds.

    `owners` says who has which of the pieces, where the problem has pieces.
    """

    assignment: Assignment
    cost: int
    bound: int
    seconds: float
    owners: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_proven(self) -> bool:
        """Whether nothing can be better."""
        return self.bound >= self.cost


@dataclass(frozen=True, slots=True)
class Searched:
    """What came of a search; `is_impossible`: it is proven that there is no roster."""

    best: Found | None
    is_impossible: bool = False


#: Hears of every better roster.
Listener = Callable[[Found], None]


def search(problem: Problem, effort: Effort, stops: Sequence[Event] = (), tell: Listener = lambda found: None) -> Searched:
    """The best roster found in time, or until one of `stops` is set."""
    cells, began = model.build(problem), time.monotonic()
    solver = _solver(effort)
    with Stopper(solver, stops):
        status = solver.solve(cells.model, _Callback(cells, began, tell))
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Searched(None, status == cp_model.INFEASIBLE)
    return Searched(_found(cells, solver.boolean_value, solver.objective_value, solver.best_objective_bound, began))


def _found(cells: Cells, value: Any, cost: float, bound: float, began: float) -> Found:
    owners = {piece: staff for (piece, staff), variable in cells.owners.items() if value(variable)}
    return Found(model.assigned(cells, value), round(cost), _rounded(bound), time.monotonic() - began, owners)


def _solver(effort: Effort) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = effort.seconds
    solver.parameters.num_workers = effort.workers
    solver.parameters.random_seed = effort.seed
    solver.parameters.catch_sigint_signal = False  # who runs us hears Ctrl+C, and keeps the best
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
        self._tell(_found(self._cells, self.boolean_value, self.objective_value, self.best_objective_bound, self._began))
