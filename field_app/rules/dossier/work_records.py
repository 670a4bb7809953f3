"""Signals and the work besides observing as they stand in the dossier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from field_app.rules.dossier.words import LetterKind, Reliability, SignalSource, Way
from field_app.rules.dossier.work_commands import AskedItem, HandDelivery
from field_app.rules.look import FactLine


@dataclass(frozen=True, slots=True)
class Signal:
    """A signal as it came in; `case_id` says which case it belongs to, `dismissed` why none was made of it."""

    id: str
    source: SignalSource
    received_on: date
    content: str
    reliability: Reliability
    recorded_by: str
    recorded_at: datetime
    is_anonymous: bool = False
    case_id: str | None = None
    dismissed: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a system said for the question."""

    id: str
    case_id: str
    officer_id: str
    recorded_at: datetime
    system: str
    consulted_at: datetime
    ground: str
    finding: str
    is_exculpatory: bool


@dataclass(frozen=True, slots=True)
class Following:
    """A following action: from where to where, why it stopped, and under which approved plan."""

    id: str
    case_id: str
    officer_id: str
    recorded_at: datetime
    began_at: datetime
    ended_at: datetime
    began_where: str
    stopped_where: str
    stopped_why: str
    plan_id: str | None = None
    facts: tuple[FactLine, ...] = ()
    is_exculpatory: bool = False
    late_reason: str | None = None
    received_at: datetime | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter, and when and how it went out. `delivered_by` stands on one that was delivered by hand."""

    id: str
    case_id: str
    kind: LetterKind
    written_by: str
    written_at: datetime
    reason: str
    purpose: str
    contact_id: str
    text: str
    meets_at: datetime | None = None
    way: Way | None = None
    sent_on: date | None = None
    sent_by: str | None = None
    by_hand: HandDelivery | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """A call as it went."""

    id: str
    case_id: str
    officer_id: str
    called_at: datetime
    with_whom: str
    was_reached: bool
    said: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to call back."""

    by: str
    called_at: datetime
    was_reached: bool
    note: str


@dataclass(frozen=True, slots=True)
class Callback:
    """A request to be called back, with its clock and each attempt."""

    id: str
    asked_at: datetime
    due_at: datetime
    who: str
    about: str
    officer_id: str
    case_id: str | None = None
    attempts: tuple[Attempt, ...] = ()
    passed_on: tuple[str, ...] = ()
    closed_at: datetime | None = None
    closed_why: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody must still call."""
        return self.closed_at is None

    @property
    def was_in_time(self) -> bool:
        """Whether the first attempt came before the clock ran out."""
        return bool(self.attempts) and min(each.called_at for each in self.attempts) <= self.due_at

    def left(self, now: datetime) -> timedelta:
        """How long until it is due; below zero when it is late."""
        return self.due_at - now


@dataclass(frozen=True, slots=True)
class Receipt:
    """What came in on a request for information."""

    by: str
    received_on: date
    what: str
    is_complete: bool


@dataclass(frozen=True, slots=True)
class InformationRequest:
    """What was asked of the resident, item by item, and what came in."""

    id: str
    case_id: str
    officer_id: str
    asked_at: datetime
    items: tuple[AskedItem, ...]
    due_on: date
    receipts: tuple[Receipt, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether something is still to come."""
        return not any(each.is_complete for each in self.receipts)


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson of the case meeting, and what became of it."""

    id: str
    by: str
    at: datetime
    text: str
    follow_up_on: date
    followed_up_at: datetime | None = None
    what: str = ""


@dataclass(frozen=True, slots=True)
class AccessRequest:
    """A resident's request for everything held (AVG 15), and the second person's check of the package."""

    id: str
    dossier_number: str
    asked_on: date
    due_on: date
    asked_by: str
    note: str = ""
    checked_by: str | None = None
    checked_at: datetime | None = None
    is_good: bool = False
    check_note: str = ""
    masks: tuple[str, ...] = ()
