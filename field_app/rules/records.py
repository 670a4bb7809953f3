"""The rows that phone and server hold in common, as an officer reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from field_app.rules.commands import NotDone
from field_app.rules.dossier.terms import CaseTerms
from field_app.rules.look import Look
from field_app.rules.meter.records import Limits
from field_app.rules.roster_records import ShiftChange
from field_app.rules.vocabulary import (
    DEFAULT_HOURS,
    MomentHours,
    Role,
    ShiftStatus,
    Slot,
)
from field_app.rules.working_time import WorkingTime

#: The law's own figures, where a team has set none.
_LAW = WorkingTime()
#: What the working method asks, where a team has set nothing else.
_USUAL, _DEFAULT_LIMITS = CaseTerms(), Limits()


@dataclass(frozen=True, slots=True)
class DutyContact:
    """Who picks up the phone when an officer needs help."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Team:
    """A team of one municipality, with the hours of its four moments and what it asks of a roster.

    `cars_minimum` and `cars_target` are cars per moment.
    """

    id: str
    name: str
    hours: tuple[MomentHours, ...] = DEFAULT_HOURS
    cars_minimum: int = 1
    cars_target: int = 2
    swaps_need_approval: bool = False
    working_time: WorkingTime = _LAW
    duty_contact: DutyContact | None = None
    casework: CaseTerms = _USUAL
    limits: Limits = _DEFAULT_LIMITS


@dataclass(frozen=True, slots=True)
class Officer:
    """A colleague; `designation` is the number of the designation decision (Pw 76a), `hours_a_week` stands in the contract."""

    id: str
    name: str
    roles: tuple[Role, ...]
    designation: str | None = None
    hours_a_week: int = 36

    @property
    def may_plan(self) -> bool:
        """Whether this is a planner or the team lead."""
        return Role.PLANNER in self.roles or Role.TEAM_LEAD in self.roles

    @property
    def may_drive(self) -> bool:
        """Whether shifts are for this colleague."""
        return Role.OFFICER in self.roles

    @property
    def leads(self) -> bool:
        """Whether this is a team lead."""
        return Role.TEAM_LEAD in self.roles

    @property
    def reads_along(self) -> bool:
        """Whether this is the quality officer or jurist who reads along."""
        return Role.SECOND_READER in self.roles

    @property
    def sees_content(self) -> bool:
        """Whether dossiers are for these eyes: not for who only plans, administers or audits."""
        return self.may_drive or self.leads or self.reads_along


@dataclass(frozen=True, slots=True)
class Stop:
    """A plan item that somebody fixed to a shift: this case, in this slot."""

    case_id: str
    slot: Slot


@dataclass(frozen=True, slots=True)
class Shift:
    """The adjoining slots of one officer on one day, with the cases that somebody fixed to them; `officer_id` None: it is open.

    `version` grows with each change of owner or hours. `rostered_id` is whom it was published for: the cases go with the slot, not
    with the person. `changes` holds what happened to it since it was published, oldest first.
    """

    id: str
    officer_id: str | None
    begins_at: datetime
    ends_at: datetime
    slots: tuple[Slot, ...]
    stops: tuple[Stop, ...] = ()
    status: ShiftStatus = ShiftStatus.PUBLISHED
    vehicle: str | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    handover_note: str | None = None
    not_done: tuple[NotDone, ...] = ()
    version: int = 1
    position: int = 0
    roster_id: str | None = None
    rostered_id: str | None = None
    is_pinned: bool = False
    phone_checked: bool = False
    battery_percent: int | None = None
    changes: tuple[ShiftChange, ...] = ()

    @property
    def binds(self) -> bool:
        """Whether it is on the published roster."""
        return self.status not in (ShiftStatus.CONCEPT, ShiftStatus.CANCELLED)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That an observation was withdrawn: when, and why."""

    at: datetime
    reason: str
    command_id: str


@dataclass(frozen=True, slots=True)
class Observation:
    """One sealed look with who recorded it and what happened to it since.

    `recorded_at` is the phone's clock, `received_at` the server's; the second is absent while the entry waits. `skew_ms` is phone
    clock minus server clock, where it was flagged.
    """

    id: str
    officer_id: str
    look: Look
    recorded_at: datetime
    received_at: datetime | None = None
    flags: tuple[str, ...] = ()
    corrects: str | None = None
    reason: str | None = None
    corrected_by: str | None = None
    withdrawn: Withdrawal | None = None
    skew_ms: int | None = None

    @property
    def counts_as_look(self) -> bool:
        """A correction is a new version of the same look; every other entry is a look, withdrawn or not."""
        return self.corrects is None
