"""The work besides observing, as plain frozen data: desk findings, following, letters, calls, requests for information."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from field_app.rules.dossier.words import Item, LetterKind, Way
from field_app.rules.look import FactLine


@dataclass(frozen=True, slots=True)
class RecordFinding:
    """What a system says for the question: which, when, on what ground; never a copy of a register."""

    case_id: str
    system: str
    consulted_at: datetime
    ground: str
    finding: str
    is_exculpatory: bool


@dataclass(frozen=True, slots=True)
class RecordFollowing:
    """A following action, of which the plan must approve (RBZWB:2020:1047): from where, and where it was stopped and why.

    The following bears the id of this command, and counts as a look.
    """

    case_id: str
    began_at: datetime
    ended_at: datetime
    began_where: str
    stopped_where: str
    stopped_why: str
    facts: tuple[FactLine, ...] = ()
    is_exculpatory: bool = False
    late_reason: str | None = None


@dataclass(frozen=True, slots=True)
class WriteLetter:
    """A letter from a template: reason, purpose, whom to reach. The letter bears the id of this command.

    `meets_at` is the appointment it names, which the resident may always change.
    """

    case_id: str
    kind: LetterKind
    reason: str
    purpose: str
    contact_id: str
    text: str
    meets_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class HandDelivery:
    """Delivering by hand: a call at the door and no more, without entry. It counts as a look."""

    began_at: datetime
    ended_at: datetime
    seen: str = ""


@dataclass(frozen=True, slots=True)
class SendLetter:
    """The letter went out: how, and on which day; by hand with the times."""

    letter_id: str
    way: Way
    sent_on: date
    by_hand: HandDelivery | None = None


@dataclass(frozen=True, slots=True)
class RecordCall:
    """A call that was made or came in."""

    case_id: str
    called_at: datetime
    with_whom: str
    was_reached: bool
    said: str


@dataclass(frozen=True, slots=True)
class AskCallback:
    """Somebody asks to be called back: within 48 hours. The request bears the id of this command."""

    asked_at: datetime
    who: str
    about: str
    case_id: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class TryCallback:
    """An attempt to call back, with what came of it."""

    callback_id: str
    called_at: datetime
    was_reached: bool
    note: str


@dataclass(frozen=True, slots=True)
class PassCallback:
    """A colleague calls back instead, for instance during leave."""

    callback_id: str
    to: str
    reason: str


@dataclass(frozen=True, slots=True)
class CloseCallback:
    """No further attempt: after several attempts, or because it was settled otherwise."""

    callback_id: str
    why: str


@dataclass(frozen=True, slots=True)
class AskedItem:
    """One thing that is asked of the resident, why, and over which period."""

    item: Item
    why: str
    period_from: date
    period_until: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class AskInformation:
    """Ask the resident for what the registers do not tell. The request bears the id of this command."""

    case_id: str
    items: tuple[AskedItem, ...]
    due_on: date


@dataclass(frozen=True, slots=True)
class ReceiveInformation:
    """What came in on a request, in words; the papers themselves stay in the municipality's own file."""

    request_id: str
    received_on: date
    what: str
    is_complete: bool
