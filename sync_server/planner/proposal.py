"""What goes into a search for a roster and what comes out, known without the solver, which is slow to load."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from field_app.rules.roster_records import Collision
from sync_server.planner.problem import Assignment, Problem
from sync_server.planner.wanted import Cell


@dataclass(frozen=True, slots=True)
class Effort:
    """How long and how hard to look: seconds on the clock, threads, and the seed of the search.

    With one worker and time enough the same seed gives the same roster; several workers race each other. More workers than cores is
    no waste: each looks in another way.
    """

    seconds: float = 20
    workers: int = 4
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Proposal:
    """A legal roster: its shifts, what it costs, the least that any can cost, and when it was found (seconds).

    In a repair of whole shifts `owners` says who has which. `refused` counts the rosters that the rules did not let through.
    """

    problem: Problem
    assignment: Assignment
    cells: tuple[Cell, ...]
    cost: int
    bound: int
    seconds: float
    owners: Mapping[str, str]
    refused: int = 0

    @property
    def is_proven(self) -> bool:
        """Whether nothing can be better."""
        return self.bound >= self.cost


@dataclass(frozen=True, slots=True)
class Outcome:
    """The best legal roster; None with what collides when there is none, or with nothing when none was found in time."""

    proposal: Proposal | None
    collisions: tuple[Collision, ...] = ()
