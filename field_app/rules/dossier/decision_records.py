"""The decision, the visit and the talk as they stand in the dossier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from field_app.rules.dossier.decision_commands import Caution
from field_app.rules.dossier.words import Answered, Consent, DecisionKind, Signed
from field_app.rules.look import FactLine
from field_app.rules.meter.records import Level


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a second reader, a team lead or a reviewer said of a decision."""

    by: str
    at: datetime
    agrees: bool
    text: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision, bound to the entries that lay on the table; entries that are not in `considered` came later.

    `looks` and `level` are what the meter said then. `reading` is the second reader's word, `settled` the team lead's after a
    dissent, `reviews` what was said when entries came later.
    """

    id: str
    case_id: str
    kind: DecisionKind
    proposed_by: str
    proposed_at: datetime
    second_reader: str
    facts_for: tuple[str, ...]
    facts_against: tuple[str, ...]
    considered: tuple[str, ...]
    gaps: str
    answered: Answered
    explanation: str
    looks: int
    level: Level
    ground: str = ""
    proportionality: str = ""
    fine_possible: bool = False
    circumstances: str = ""
    alternatives: str = ""
    tailored_reason: str = ""
    reading: Opinion | None = None
    settled: Opinion | None = None
    reviews: tuple[Opinion, ...] = ()
    is_withdrawn: bool = False

    @property
    def stands(self) -> bool:
        """Whether it was agreed to, by the second reader or, after a dissent, by the team lead; and not opened again since."""
        said = self.settled or self.reading
        return not self.is_withdrawn and said is not None and said.agrees

    @property
    def decided_at(self) -> datetime | None:
        """When it became final."""
        said = self.settled or self.reading
        return said.at if said and said.agrees else None


@dataclass(frozen=True, slots=True)
class Visit:
    """A home visit as it went, step by step."""

    id: str
    case_id: str
    decision_id: str
    officer_id: str
    recorded_at: datetime
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
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk as it went, the resident's own account first."""

    id: str
    case_id: str
    decision_id: str
    officer_id: str
    recorded_at: datetime
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
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """An addition beside an entry of the dossier."""

    id: str
    case_id: str
    about: str
    officer_id: str
    at: datetime
    text: str
    from_resident: bool = False
