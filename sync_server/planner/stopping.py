"""Ends a running search soon after somebody said so, also while it finds nothing."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event, Thread
from types import TracebackType
from typing import Self

from ortools.sat.python import cp_model

#: The longest that a stop waits to be heard, in seconds.
_HEARD_WITHIN = 0.05


class Stopper:
    """While the search runs, a thread beside it waits for a stop."""

    def __init__(self, solver: cp_model.CpSolver, stops: Sequence[Event]) -> None:
        """Watches all of `stops` for this solver."""
        self._solver, self._stops, self._over = solver, stops, Event()
        self._thread = Thread(target=self._watch, name="stop-proposal", daemon=True)

    def _watch(self) -> None:
        while not self._over.wait(_HEARD_WITHIN):
            if any(each.is_set() for each in self._stops):
                self._solver.stop_search()

    def __enter__(self) -> Self:
        """Begin to watch."""
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """The search is over."""
        self._over.set()
        self._thread.join()
