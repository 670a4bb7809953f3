"""The questions that a rule may ask of the world, and what its answers change."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Protocol, TypeVar

from field_app.rules.dossier.case_records import Case, Plan
from field_app.rules.look import Look
from field_app.rules.records import Observation, Officer, Shift, Team
from field_app.rules.roster_commands import Note
from field_app.rules.roster_records import Availability, DeviceKey, Offer, Roster
from field_app.rules.safety_records import Alarm, Incident, Timer
from field_app.rules.vocabulary import Kind, MomentHours, local
from field_app.rules.wire import canonical, encode

T = TypeVar("T")
SHAPES: dict[Kind, type[Any]] = {
    Kind.TEAM: Team,
    Kind.OFFICER: Officer,
    Kind.CASE: Case,
    Kind.PLAN: Plan,
    Kind.SHIFT: Shift,
    Kind.OBSERVATION: Observation,
    Kind.ROSTER: Roster,
    Kind.AVAILABILITY: Availability,
    Kind.OFFER: Offer,
    Kind.DEVICE: DeviceKey,
    Kind.TIMER: Timer,
    Kind.ALARM: Alarm,
    Kind.INCIDENT: Incident,
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


def note_bytes(note: Note) -> bytes:
    """What the colleague's phone signed: the note without its signature, in canonical form."""
    return canonical({name: part for name, part in encode(note).items() if name != "signature"})


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

    def team(self) -> Team:
        """The team with its settings; those of the working method where the team has set none."""

    def hours(self) -> tuple[MomentHours, ...]:
        """The hours of the team's four moments."""

    def record(self, shape: type[T], row_id: str) -> T | None:
        """A row of any other kind, by the shape it has."""

    def records(self, shape: type[T]) -> Collection[T]:
        """All rows of a kind other than observations."""

    def is_signed(self, note: Note) -> bool:
        """Whether this note was made on a phone of the colleague whom it names."""

    def body(self, kind: Kind, row_id: str) -> Mapping[str, Any] | None:
        """The row itself, for a rule that writes it anew."""

    def tally(self, case_id: str) -> Tally:
        """How much was looked at this case so far."""
