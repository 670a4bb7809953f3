"""Ends a running search soon after somebody said so, also while it finds nothing."""

from __future__ import annotations

from threading import Event, Thread
from types import TracebackType
from typing import Self

from ortools.sat.python import cp_model

#: The longest that a stop waits to be heard, in seconds.
_HEARD_WITHIN = 0.1


class Stopper:
    """While the search runs, a thread beside it waits for the stop."""

    def __init__(self, solver: cp_model.CpSolver, stop: Event) -> None:
        """Watches `stop` for this solver."""
        self._solver, self._stop, self._over = solver, stop, Event()
        self._thread = Thread(target=self._watch, name="stop-proposal", daemon=True)

    def _watch(self) -> None:
        while not self._over.is_set():
            if self._stop.wait(_HEARD_WITHIN):
                self._solver.stop_search()
                self._over.wait(_HEARD_WITHIN)

    def __enter__(self) -> Self:
        """Begin to watch."""
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """The search is over."""
        self._over.set()
        self._thread.join()
