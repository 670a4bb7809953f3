"""The one way in which phone and server answer the rules' questions from the rows they keep."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, MutableMapping
from typing import Any, Protocol, TypeVar

from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.plan_records import Plan
from field_app.rules.facts import SHAPES, Change, Tally, case_of, note_bytes
from field_app.rules.glance import Glance, glance
from field_app.rules.meter.records import Looked
from field_app.rules.records import Observation, Officer, Shift, Team
from field_app.rules.roster_commands import Note
from field_app.rules.roster_records import DeviceKey
from field_app.rules.vocabulary import Kind, MomentHours
from field_app.rules.wire import decode

T = TypeVar("T")
_KINDS = {shape: kind for kind, shape in SHAPES.items()}


class Rows(Protocol):
    """Where rows are kept: the phone's casebook or the server's store."""

    def row(self, kind: Kind, row_id: str) -> Mapping[str, Any] | None:
        """One row's body."""

    def all_of(self, kind: Kind) -> Mapping[str, Mapping[str, Any]]:
        """The bodies of all rows of a kind other than observations, by id."""

    def tally(self, case_id: str) -> Tally:
        """The looks among the kept rows, as a tally of the caller's own."""

    def looks_of(self, case_id: str) -> Iterable[Glance]:
        """The kept rows that tell of looking at this case."""


#: Says whether a signature (hex) under these bytes was made with the key (hex).
Checks = Callable[[str, bytes, str], bool]


class RowFacts:
    """Facts from kept rows, with the changes of commands that were applied but not yet kept on top."""

    def __init__(
        self,
        rows: Rows,
        team_id: str = "",
        checks: Checks = lambda key, signed, signature: False,
        read_before: MutableMapping[tuple[str, str], Any] | None = None,
    ) -> None:
        """`rows` is asked once for each thing; without `checks` no note of a colleague is believed.

        `read_before` are records of the kept rows, for whoever reads them time and again: the keeper takes out what changes.
        """
        self._rows, self._team_id, self._checks = rows, team_id, checks
        self._read_before = {} if read_before is None else read_before
        self.changed: dict[tuple[Kind, str], Mapping[str, Any]] = {}
        self._records: dict[tuple[Kind, str], Any] = {}
        self._all: dict[Kind, dict[str, Any]] = {}
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

    def team(self) -> Team:
        """The team with its settings."""
        return self._record(Team, Kind.TEAM, self._team_id) or Team(self._team_id, "")

    def hours(self) -> tuple[MomentHours, ...]:
        """The hours of the team's four moments; the working method's own where the team has set none."""
        return self.team().hours

    def record(self, shape: type[T], row_id: str) -> T | None:
        """A row of any kind, by the shape it has."""
        return self._record(shape, _KINDS[shape], row_id)

    def records(self, shape: type[T]) -> Collection[T]:
        """All rows of a kind other than observations, as changed so far."""
        kind = _KINDS[shape]
        if kind not in self._all:
            changed = {row_id: body for (each, row_id), body in self.changed.items() if each is kind}
            bodies = {**self._rows.all_of(kind), **changed}
            self._all[kind] = {row_id: self._decoded(shape, kind, row_id, body) for row_id, body in bodies.items()}
        return self._all[kind].values()

    def is_signed(self, note: Note) -> bool:
        """Whether this note was made on a phone of the colleague whom it names."""
        device = self.record(DeviceKey, note.device_id)
        if device is None or device.is_revoked or device.officer_id != note.officer_id:
            return False
        return self._checks(device.public_key, note_bytes(note), note.signature)

    def body(self, kind: Kind, row_id: str) -> Mapping[str, Any] | None:
        """The row itself, as changed so far."""
        found = self.changed.get((kind, row_id))
        return found if found is not None else self._rows.row(kind, row_id)

    def tally(self, case_id: str) -> Tally:
        """How much was looked at this case so far."""
        if case_id not in self._tallies:
            self._tallies[case_id] = self._rows.tally(case_id)
        return self._tallies[case_id]

    def looks(self, case_id: str) -> Collection[Looked]:
        """Every look at this case so far."""
        return [each.looked for each in self._looks(case_id) if each.looked]

    def late_entries(self, case_id: str) -> int:
        """How many of these were written down so long afterwards that a reason was asked."""
        return sum(each.is_late for each in self._looks(case_id) if each.looked)

    def _looks(self, case_id: str) -> Collection[Glance]:
        found = {each.id: each for each in self._rows.looks_of(case_id)}
        for (kind, row_id), body in self.changed.items():
            if case_of(kind, row_id, body) == case_id and (changed := glance(row_id, body)):
                found[row_id] = changed
        return found.values()

    def put(self, change: Change) -> None:
        """Take a change into account from here on."""
        if change.looked:
            self.tally(change.looked.case_id).add(change.looked.on, change.looked.minutes)
        self.changed[change.kind, change.id] = change.body
        self._records.pop((change.kind, change.id), None)
        self._read_before.pop((change.kind, change.id), None)
        if change.kind in self._all:
            shape = SHAPES[change.kind]
            self._all[change.kind][change.id] = decode(shape, {**change.body, "id": change.id})

    def settle(self) -> None:
        """The changes are kept now: the rows answer for them from here on."""
        self.changed.clear()

    def _record(self, shape: type[T], kind: Kind, row_id: str) -> T | None:
        key = (kind, row_id)
        if key not in self._records:
            body = self.body(kind, row_id)
            self._records[key] = None if body is None else self._decoded(shape, kind, row_id, body)
        found: T | None = self._records[key]
        return found

    def _decoded(self, shape: type[T], kind: Kind, row_id: str, body: Mapping[str, Any]) -> T:
        """The record of a row; that of a kept row is made once, but for observations, of which there are many."""
        key = (kind, row_id)
        is_kept = kind is not Kind.OBSERVATION and key not in self.changed
        found: T | None = self._read_before.get(key) if is_kept else None
        if found is None:
            found = decode(shape, {**body, "id": row_id})
            if is_kept:
                self._read_before[key] = found
        return found
