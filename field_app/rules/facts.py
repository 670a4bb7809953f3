"""The questions that a rule may ask of the world, and the one way both sides answer them from their rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Protocol, TypeVar

from field_app.rules.commands import Look
from field_app.rules.records import Case, Observation, Officer, Plan, Shift, Team
from field_app.rules.vocabulary import DEFAULT_HOURS, Kind, MomentHours, local
from field_app.rules.wire import decode

T = TypeVar("T")
SHAPES: dict[Kind, type[Any]] = {
    Kind.TEAM: Team,
    Kind.OFFICER: Officer,
    Kind.CASE: Case,
    Kind.PLAN: Plan,
    Kind.SHIFT: Shift,
    Kind.OBSERVATION: Observation,
}


@dataclass(frozen=True, slots=True)
class LookSize:
    """What one look adds to the tally of its case."""

    case_id: str
    on: date
    minutes: int


@dataclass(frozen=True, slots=True)
class Change:
    """A row as it stands after a command; `body` is JSON-ready and does not repeat the id.

    `looked` stands on a new look: its case, day (Amsterdam) and whole minutes, for the tally.
    """

    kind: Kind
    id: str
    body: Mapping[str, Any]
    is_new: bool = False
    looked: LookSize | None = None


@dataclass(slots=True)
class Tally:
    """How much was looked at one case, over all officers: looks, whole minutes, looks a day (Amsterdam)."""

    looks: int = 0
    minutes: int = 0
    by_day: dict[date, int] = field(default_factory=dict)

    def add(self, on: date, minutes: int, looks: int = 1) -> None:
        """Count `looks` more on this day."""
        self.looks += looks
        self.minutes += minutes
        self.by_day[on] = self.by_day.get(on, 0) + looks


def look_size(look: Look) -> LookSize:
    """What this look adds to the tally."""
    return LookSize(look.case_id, local(look.began_at).date(), minutes_of(look.ended_at - look.began_at))


def row_size(body: Mapping[str, Any]) -> LookSize | None:
    """What a kept observation row adds to the tally; None for a correction, which is no new look."""
    if "corrects" in body:
        return None
    began, ended = (datetime.fromisoformat(body["look"][name]) for name in ("began_at", "ended_at"))
    return LookSize(body["look"]["case_id"], local(began).date(), minutes_of(ended - began))


def minutes_of(length: timedelta) -> int:
    """Whole minutes, a begun minute counted: the strict reading, so that the meter never understates."""
    return -(-length // timedelta(minutes=1))


class Facts(Protocol):
    """What a rule may ask; None when there is no such thing for this team."""

    def officer(self, officer_id: str) -> Officer | None:
        """A colleague."""

    def case(self, case_id: str) -> Case | None:
        """A case on the shared list, or closed."""

    def plan(self, plan_id: str) -> Plan | None:
        """A plan, approved or not."""

    def shift(self, shift_id: str) -> Shift | None:
        """A shift of the roster."""

    def observation(self, observation_id: str) -> Observation | None:
        """A sealed observation."""

    def hours(self) -> tuple[MomentHours, ...]:
        """The hours of the team's four moments."""

    def body(self, kind: Kind, row_id: str) -> Mapping[str, Any] | None:
        """The row itself, for a rule that writes it anew."""

    def tally(self, case_id: str) -> Tally:
        """How much was looked at this case so far."""


class Rows(Protocol):
    """Where rows are kept: the phone's casebook or the server's store."""

    def row(self, kind: Kind, row_id: str) -> Mapping[str, Any] | None:
        """One row's body."""

    def tally(self, case_id: str) -> Tally:
        """The looks among the kept rows, as a tally of the caller's own."""


class RowFacts:
    """Facts from kept rows, with the changes of commands that were applied but not yet kept on top."""

    def __init__(self, rows: Rows, team_id: str = "") -> None:
        """`rows` is asked once for each thing."""
        self._rows, self._team_id = rows, team_id
        self.changed: dict[tuple[Kind, str], Mapping[str, Any]] = {}
        self._records: dict[tuple[Kind, str], Any] = {}
        self._tallies: dict[str, Tally] = {}

    def officer(self, officer_id: str) -> Officer | None:
        """A colleague."""
        return self._record(Officer, Kind.OFFICER, officer_id)

    def case(self, case_id: str) -> Case | None:
        """A case on the shared list, or closed."""
        return self._record(Case, Kind.CASE, case_id)

    def plan(self, plan_id: str) -> Plan | None:
        """A plan, approved or not."""
        return self._record(Plan, Kind.PLAN, plan_id)

    def shift(self, shift_id: str) -> Shift | None:
        """A shift of the roster."""
        return self._record(Shift, Kind.SHIFT, shift_id)

    def observation(self, observation_id: str) -> Observation | None:
        """A sealed observation."""
        return self._record(Observation, Kind.OBSERVATION, observation_id)

    def hours(self) -> tuple[MomentHours, ...]:
        """The hours of the team's four moments; the working method's own where the team has set none."""
        team = self._record(Team, Kind.TEAM, self._team_id)
        return team.hours if team else DEFAULT_HOURS

    def body(self, kind: Kind, row_id: str) -> Mapping[str, Any] | None:
        """The row itself, as changed so far."""
        found = self.changed.get((kind, row_id))
        return found if found is not None else self._rows.row(kind, row_id)

    def tally(self, case_id: str) -> Tally:
        """How much was looked at this case so far."""
        if case_id not in self._tallies:
            self._tallies[case_id] = self._rows.tally(case_id)
        return self._tallies[case_id]

    def put(self, change: Change) -> None:
        """Take a change into account from here on."""
        if change.looked:
            self.tally(change.looked.case_id).add(change.looked.on, change.looked.minutes)
        self.changed[change.kind, change.id] = change.body
        self._records.pop((change.kind, change.id), None)

    def settle(self) -> None:
        """The changes are kept now: the rows answer for them from here on."""
        self.changed.clear()

    def _record(self, shape: type[T], kind: Kind, row_id: str) -> T | None:
        key = (kind, row_id)
        if key not in self._records:
            body = self.body(kind, row_id)
            self._records[key] = None if body is None else decode(shape, {**body, "id": row_id})
        found: T | None = self._records[key]
        return found
