"""What people do at the end, as plain frozen data: inform, close, keep, destroy, answer for it, and learn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from field_app.rules.dossier.words import HoldKind, Retention, RuledOn, Ruling, Way


@dataclass(frozen=True, slots=True)
class InformResident:
    """The resident was told that, why and with what result was looked (AVG 14)."""

    case_id: str
    way: Way
    told_on: date
    note: str
    letter_id: str | None = None


@dataclass(frozen=True, slots=True)
class PostponeInforming:
    """Telling now would seriously harm the purpose (AVG 14 lid 5 b): later, never never."""

    case_id: str
    until: date
    reason: str


@dataclass(frozen=True, slots=True)
class CloseCase:
    """The case is done: its place on the list is free, and it leaves the phones."""

    case_id: str
    retention: Retention
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReopenCase:
    """Look again at a closed case, for instance because evidence came later."""

    case_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class PlaceHold:
    """A closed dossier may not be destroyed for now. The hold bears the id of this command."""

    case_id: str
    kind: HoldKind
    reason: str


@dataclass(frozen=True, slots=True)
class LiftHold:
    """The hold has ended."""

    case_id: str
    hold_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class RecordRuling:
    """What came of an objection, appeal or complaint, for the learning loop."""

    case_id: str
    on: RuledOn
    ruling: Ruling
    ruled_on: date
    lesson: str = ""


@dataclass(frozen=True, slots=True)
class AskDestruction:
    """The first of two people who destroy a dossier."""

    case_id: str
    why: str


@dataclass(frozen=True, slots=True)
class ConfirmDestruction:
    """The second: from here on the content is gone, and a neutral record says so."""

    case_id: str


@dataclass(frozen=True, slots=True)
class RecordLesson:
    """A lesson of the case meeting with the day on which the team looks back at it. It bears the id of this command."""

    text: str
    follow_up_on: date


@dataclass(frozen=True, slots=True)
class FollowUpLesson:
    """What became of a lesson."""

    lesson_id: str
    what: str


@dataclass(frozen=True, slots=True)
class AskAccess:
    """A resident asks for everything held about him or her (AVG 15). The request bears the id of this command."""

    dossier_number: str
    asked_on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class CheckAccess:
    """A second person checked the package; `masks` are words about third parties that are made unreadable in it."""

    access_id: str
    is_good: bool
    note: str
    masks: tuple[str, ...] = ()
