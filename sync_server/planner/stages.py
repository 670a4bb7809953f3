"""The same problem in a few steps, the gravest costs first, so that the search begins each step near a good roster."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sync_server.planner.problem import Problem, Weights


@dataclass(frozen=True, slots=True)
class Stage:
    """A problem with some of its costs left out, and until which part of the time it may be worked on (per cent)."""

    problem: Problem
    until_per_cent: int


def stages(problem: Problem) -> Iterator[Stage]:
    """First cars alone; then wishes and hours too; then all. What one step costs at least, the whole does too."""
    if problem.previous is None and (problem.tallies or problem.requests):
        yield Stage(replace(problem, requests=(), tallies=(), weights=Weights()), 15)
        yield Stage(replace(problem, tallies=(), weights=replace(problem.weights, lone_work=0, lone_free=0)), 40)
    yield Stage(problem, 100)
