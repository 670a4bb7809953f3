"""The variables of the model: one for each person, day and kind, and sums of them that rules speak of."""

from __future__ import annotations

from functools import cache
from typing import Any

from ortools.sat.python import cp_model

from sync_server.planner.problem import DAY, Problem, Span

#: A duty as the model sees it: a variable (or 1 for a duty that was), its begin and its end.
Timed = tuple[Any, int, int]


class Cells:
    """A model under construction. Rules enter through `must`, so that they can be switched off one by one."""

    def __init__(self, problem: Problem, explains: bool = False) -> None:
        """A variable for each cell."""
        self.problem, self._explains = problem, explains
        self.model = cp_model.CpModel()
        self.x: dict[tuple[str, int, str], cp_model.IntVar] = {
            (staff.id, day, kind.id): self.model.new_bool_var(f"{staff.id} {day} {kind.id}")
            for staff in problem.staff for day in range(problem.days) for kind in problem.kinds
        }  # fmt: skip
        self.owners: dict[tuple[str, str], cp_model.IntVar] = {}
        self.switches: dict[tuple[str, str], cp_model.IntVar] = {}
        self.first_day: dict[tuple[str, str], int] = {}
        self._given = {staff.id: {span[0] // DAY: span for span in staff.given} for staff in problem.staff}
        self.of_day = cache(self._of_day)
        self.timed = cache(self._timed)

    def _of_day(self, staff: str, day: int) -> tuple[cp_model.IntVar, ...]:
        return tuple(self.x[staff, day, kind.id] for kind in self.problem.kinds)

    def works(self, staff: str, day: int) -> Any:
        """1 when this person works on this day of the period, else 0."""
        return sum(self.of_day(staff, day)) + (day in self._given[staff])

    def fills(self, staff: str, day: int, what: str) -> Any:
        """1 when this person fills this on this day."""
        return sum(self.x[staff, day, kind.id] for kind in self.problem.kinds if what in kind.covers)

    def minutes(self, staff: str, first: int = 0, last: int | None = None) -> Any:
        """Minutes worked from day `first` up to and without `last`."""
        days = range(max(first, 0), self.problem.days if last is None else min(last, self.problem.days))
        return sum(kind.minutes * self.x[staff, day, kind.id] for day in days for kind in self.problem.kinds)

    def _timed(self, staff: str, day: int) -> tuple[Timed, ...]:
        """What this person may do, or does anyhow, on this day, with its hours."""
        span: Span | None = self._given[staff].get(day)
        if span or not 0 <= day < self.problem.days:
            return ((1, *span),) if span else ()
        return tuple((self.x[staff, day, kind.id], *kind.hours[day]) for kind in self.problem.kinds)

    def must(self, rule: str, staff: str, constraint: Any, day: int = 0) -> None:
        """A rule that binds; `rule` and `staff` name it when it collides with others."""
        if isinstance(constraint, bool):  # about what was, not about what will be
            return
        added = self.model.add(constraint)
        if self._explains:
            self.first_day.setdefault((rule, staff), day)
            added.only_enforce_if(self._switch(rule, staff))

    def _switch(self, rule: str, staff: str) -> cp_model.IntVar:
        if (rule, staff) not in self.switches:
            self.switches[rule, staff] = self.model.new_bool_var(f"{rule} {staff}")
        return self.switches[rule, staff]
