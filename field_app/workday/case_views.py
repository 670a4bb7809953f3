"""What the screens show of casework, as plain frozen data: the lists, the dossier, the closed cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from field_app.rules.cases.duties import Duty, DutyKind
from field_app.rules.cases.looking import NoLook
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.decision_records import Decision, Remark, Talk, Visit
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
from field_app.rules.meter.records import Level, Measure
from field_app.rules.pattern.records import Grid, Pattern
from field_app.rules.records import Officer
from field_app.rules.vocabulary import Kind
from field_app.workday.views import Beside, Delivery, DraftLine, Entry


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in the list. `waits` is the step that it waits for, once for everybody who may take it; empty where none is asked."""

    case: Case
    owner: Officer
    is_mine: bool
    district: str
    day_number: int
    days: int
    looks: int
    budget: int
    has_plan: bool
    level: Level = Level.GREEN
    days_left: int | None = None
    waits: tuple[Duty, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """What was done in a case besides looking, each kind in order of time."""

    signals: tuple[Signal, ...] = ()
    plans: tuple[Plan, ...] = ()
    decisions: tuple[Decision, ...] = ()
    visits: tuple[Visit, ...] = ()
    talks: tuple[Talk, ...] = ()
    remarks: tuple[Remark, ...] = ()
    findings: tuple[Finding, ...] = ()
    followings: tuple[Following, ...] = ()
    letters: tuple[Letter, ...] = ()
    calls: tuple[Call, ...] = ()
    callbacks: tuple[Callback, ...] = ()
    requests: tuple[InformationRequest, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One act besides looking: what kind, when, by whom, the record itself, how far it has travelled, and the remarks on it."""

    id: str
    kind: Kind
    at: datetime
    officer: Officer
    record: Any
    delivery: Delivery
    remarks: tuple[Beside, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """A part of everything in a case, newest first: the rows from number `first` on (0 is the newest), and how many there are."""

    rows: tuple[Entry | Event, ...]
    first: int
    total: int


@dataclass(frozen=True, slots=True)
class CaseView:
    """The dossier of one case: what is next, the meter, the pattern and all other work; the story is asked for in parts.

    `duties` wait for this officer, `for_others` for colleagues. `entries` counts the looks in their newest version, of so many
    `colleagues`; `events` are all other acts, newest first. `no_look` says why looking is not offered, None when it is; `openings`
    are the names of what this officer may always do. `later` are the entries that came after the decision; `me` is who looks at it.
    """

    line: CaseLine
    plan: Plan | None
    approver: Officer | None
    grid: Grid | None
    looks: int
    minutes: int
    longest: int
    looks_on_busiest_day: int
    entries: int
    colleagues: int
    events: tuple[Event, ...]
    draft: DraftLine | None
    measure: Measure
    pattern: Pattern
    work: Work
    duties: tuple[Duty, ...]
    for_others: tuple[Duty, ...]
    names: dict[str, str]
    me: str
    no_look: NoLook | None
    openings: tuple[str, ...]
    later: tuple[str, ...] = ()

    @property
    def may_look(self) -> bool:
        """Whether an approved plan is in force today."""
        return self.no_look is None


@dataclass(frozen=True, slots=True)
class CaseloadView:
    """Everything around the shared list, for this officer. `names` are those of the colleagues by id."""

    now: datetime
    me: Officer
    duties: tuple[Duty, ...]
    listed: tuple[CaseLine, ...]
    places: int
    nominations: tuple[CaseLine, ...]
    caseload: tuple[CaseLine, ...]
    signals: tuple[Signal, ...]
    closed: tuple[Case, ...]
    lessons: tuple[Lesson, ...]
    access: tuple[AccessRequest, ...]
    callbacks: tuple[Callback, ...]
    code_names: dict[str, str]
    names: dict[str, str]

    @property
    def free(self) -> int:
        """How many places on the list are free."""
        return max(self.places - len(self.listed), 0)

    @property
    def may_take(self) -> str | None:
        """The case that this officer may bring to a free place now, None when there is none."""
        return next((each.case_id for each in self.duties if each.kind is DutyKind.TAKE_PLACE), None)
