"""The questions that a rule may ask of the world, and what its answers change."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Protocol, TypeVar

from field_app.rules.dossier.archive_records import ArchivedCase, Footprint
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.decision_records import Decision, Remark, Talk, Visit
from field_app.rules.dossier.photo_records import Blur, Original
from field_app.rules.dossier.plan_records import Plan
from field_app.rules.dossier.work_records import (
    AccessRequest,
    Call,
    Callback,
    Finding,
    Following,
    InformationRequest,
    Lesson,
    Letter,
    Signal,
)
from field_app.rules.look import Look
from field_app.rules.meter.records import Looked
from field_app.rules.records import Observation, Officer, Shift, Team
from field_app.rules.roster_commands import Note
from field_app.rules.roster_records import Availability, DeviceKey, Offer, Roster
from field_app.rules.safety_records import Alarm, Incident, Timer
from field_app.rules.vocabulary import Kind, MomentHours, Result, local
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
    Kind.SIGNAL: Signal,
    Kind.DECISION: Decision,
    Kind.VISIT: Visit,
    Kind.TALK: Talk,
    Kind.REMARK: Remark,
    Kind.FINDING: Finding,
    Kind.FOLLOWING: Following,
    Kind.LETTER: Letter,
    Kind.CALL: Call,
    Kind.CALLBACK: Callback,
    Kind.REQUEST: InformationRequest,
    Kind.LESSON: Lesson,
    Kind.ACCESS: AccessRequest,
    Kind.ARCHIVE: ArchivedCase,
    Kind.FOOTPRINT: Footprint,
    Kind.BLUR: Blur,
    Kind.ORIGINAL: Original,
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


def looked_of(row_id: str, body: Mapping[str, Any]) -> Looked | None:
    """What a kept row adds to the meter: an observation, a following, a letter by hand; None for anything else."""
    counted = _counted(body)
    if counted is None:
        return None
    times = _times(counted)
    if "look" in body:
        photos, is_unable = len(counted.get("photos", ())), counted.get("result") == Result.UNABLE
        return Looked(*times, counted.get("place_id", ""), photos=photos, is_unable=is_unable, id=row_id)
    return Looked(*times, body.get("began_where", ""), followed="stopped_why" in body, id=row_id)


def _counted(body: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The part of a row that says when was looked.

    None for what is no look, and for a correction: a new version of a look, which keeps the times it was first counted with.
    """
    if "look" in body:
        look: Mapping[str, Any] | None = None if "corrects" in body else body["look"]
        return look
    return body.get("by_hand") or (body if "stopped_why" in body else None)


def _times(counted: Mapping[str, Any]) -> tuple[datetime, datetime]:
    return datetime.fromisoformat(counted["began_at"]), datetime.fromisoformat(counted["ended_at"])


def case_of(kind: Kind, row_id: str, body: Mapping[str, Any]) -> str | None:
    """To which case a row belongs; None for what is no part of a dossier."""
    if kind is Kind.CASE:
        return row_id
    found = body["look"].get("case_id") if "look" in body else body.get("case_id")
    return None if found is None else str(found)


def row_size(body: Mapping[str, Any]) -> LookSize | None:
    """What a kept row adds to the tally of its case; None for what is no look."""
    counted = _counted(body)
    if counted is None:
        return None
    began, ended = _times(counted)
    return LookSize(counted.get("case_id") or body["case_id"], local(began).date(), minutes_of(ended - began))


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

    def looks(self, case_id: str) -> Collection[Looked]:
        """Every look at this case so far, one by one, in no order."""

    def late_entries(self, case_id: str) -> int:
        """How many of these were written down so long afterwards that a reason was asked."""
