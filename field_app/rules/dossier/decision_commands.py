"""What people do at the decision and after it, as plain frozen data: decide, read along, visit, talk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from field_app.rules.dossier.words import Answered, Consent, DecisionKind, Signed
from field_app.rules.look import FactLine


@dataclass(frozen=True, slots=True)
class ProposeDecision:
    """The owner's decision, for a second reader. The decision bears the id of this command.

    `facts_for` and `facts_against` are ids of entries; `considered` are the ids of all entries that lay on the table.
    `ground` is the reasonable ground for the next step; `explanation` is the reason in plain words for the resident.
    """

    case_id: str
    kind: DecisionKind
    second_reader: str
    facts_for: tuple[str, ...]
    facts_against: tuple[str, ...]
    considered: tuple[str, ...]
    gaps: str
    answered: Answered
    explanation: str
    ground: str = ""
    proportionality: str = ""
    fine_possible: bool = False
    circumstances: str = ""
    alternatives: str = ""
    tailored_reason: str = ""


@dataclass(frozen=True, slots=True)
class ReadDecision:
    """The second reader agrees or dissents, in words."""

    decision_id: str
    agrees: bool
    text: str


@dataclass(frozen=True, slots=True)
class SettleDecision:
    """The team lead's word after a dissent."""

    decision_id: str
    stands: bool
    why: str


@dataclass(frozen=True, slots=True)
class ReviewDecision:
    """Somebody looked again because entries came later: the decision stands, or it is open again."""

    decision_id: str
    considered: tuple[str, ...]
    stands: bool
    why: str


@dataclass(frozen=True, slots=True)
class Caution:
    """That the right to silence was told (Awb 5:10a): when, and in which words."""

    given_at: datetime
    wording: str


@dataclass(frozen=True, slots=True)
class RecordVisit:
    """A home visit step by step (Awbi 1, Awb 5:15). The visit bears the id of this command.

    `consented_by` says who decided at the door, `is_resident` whether that person lives there; `account` is what the resident
    told, in the resident's own words.
    """

    case_id: str
    decision_id: str
    came_at: datetime
    left_at: datetime
    ground: str
    consent: Consent
    companion_id: str | None = None
    identified_at: datetime | None = None
    told_purpose: bool = False
    told_consequences: bool = False
    consent_at: datetime | None = None
    consented_by: str = ""
    is_resident: bool = False
    entered_at: datetime | None = None
    circumstances_heeded: str = ""
    refusal: str = ""
    caution: Caution | None = None
    facts: tuple[FactLine, ...] = ()
    account: str = ""
    report: str = ""


@dataclass(frozen=True, slots=True)
class RecordTalk:
    """A talk with the resident: the resident's own account first. The talk bears the id of this command."""

    case_id: str
    decision_id: str
    began_at: datetime
    ended_at: datetime
    came: bool
    present: str = ""
    caution: Caution | None = None
    account: str = ""
    statement: str = ""
    was_read_back: bool = False
    signed: Signed = Signed.NOT_ASKED
    circumstances: str = ""


@dataclass(frozen=True, slots=True)
class AddRemark:
    """Add to what stands in the dossier, or put it right beside it; nothing is ever overwritten.

    `about` is the id of the entry; `from_resident` where the resident asks for it (AVG 16).
    """

    case_id: str
    about: str
    text: str
    from_resident: bool = False
