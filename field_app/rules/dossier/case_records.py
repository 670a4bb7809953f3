"""A case as an officer reads it, from the caseload to its neutral record after closing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from field_app.rules.dossier.closing_records import Closing, Informing
from field_app.rules.dossier.list_commands import LighterMean, Subject
from field_app.rules.dossier.places import Place
from field_app.rules.meter.records import Level, Looked
from field_app.rules.vocabulary import CaseStatus, CaseTopic


@dataclass(frozen=True, slots=True)
class OwnerChange:
    """A hand-over: from whom to whom, by whom, when, why, and what the next owner should know."""

    at: datetime
    by: str
    was: str
    became: str
    reason: str
    note: str


@dataclass(frozen=True, slots=True)
class Nomination:
    """That a case was brought to the joint list. `rank` is the order that the team agreed on, None before that."""

    at: datetime
    by: str
    why: str
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class MidCheck:
    """What was said half-way."""

    at: datetime
    by: str
    goes_on: bool
    note: str


@dataclass(frozen=True, slots=True)
class MeterReason:
    """Why so much was looked, with what the meter said then."""

    at: datetime
    by: str
    level: Level
    looks: int
    reason: str


@dataclass(frozen=True, slots=True)
class Case:
    """A case, led by its owner, known by a code name. `conflicts` names officers who may not work on it.

    `earlier` are the looks of an earlier case on the same person within twelve months, which the meter counts too. `closing` stands
    on a closed case, of which only the neutral part is left here.
    """

    id: str
    code_name: str
    topic: CaseTopic
    status: CaseStatus
    owner_id: str
    places: tuple[Place, ...]
    plan_id: str | None = None
    buddy_id: str | None = None
    dossier_number: str | None = None
    conflicts: tuple[str, ...] = ()
    subjects: tuple[Subject, ...] = ()
    signal_ids: tuple[str, ...] = ()
    question: str = ""
    hypothesis: str = ""
    counter_hypothesis: str = ""
    legal_basis: str = ""
    lighter_means: tuple[LighterMean, ...] = ()
    circumstances: str = ""
    period_from: date | None = None
    period_until: date | None = None
    opened_at: datetime | None = None
    listed_at: datetime | None = None
    owners: tuple[OwnerChange, ...] = ()
    nomination: Nomination | None = None
    mid_checks: tuple[MidCheck, ...] = ()
    meter_reasons: tuple[MeterReason, ...] = ()
    earlier: tuple[Looked, ...] = ()
    decision_id: str | None = None
    informing: Informing | None = None
    closing: Closing | None = None

    def place(self, place_id: str) -> Place | None:
        """The place with this id, None when the case has no such place."""
        return next((each for each in self.places if each.id == place_id), None)

    @property
    def is_listed(self) -> bool:
        """Whether it takes a place on the shared list."""
        return self.status in ON_THE_LIST


#: A case takes its place from the moment it is listed until it is closed.
ON_THE_LIST = frozenset({CaseStatus.LISTED, CaseStatus.OBSERVING, CaseStatus.DECISION_DUE, CaseStatus.DECIDED})
