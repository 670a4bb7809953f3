"""What the screens show, as plain frozen data: made by `Workday`, drawn by the screens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from field_app.rules.division.records import Choice
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.decision_records import Remark
from field_app.rules.dossier.plan_records import Plan
from field_app.rules.look import Contact, FactLine, Person, Photo, Vehicle
from field_app.rules.pattern.records import CellState
from field_app.rules.records import Officer, Shift
from field_app.rules.vocabulary import Light, Moment, Result, Sightline, Slot, UnableReason, Vantage


class Delivery(StrEnum):
    """How far something saved has travelled: the status that never lies."""

    SAVED = "SAVED"
    SENT = "SENT"
    CONFIRMED = "CONFIRMED"
    FLAGGED = "FLAGGED"
    REFUSED = "REFUSED"


@dataclass(frozen=True, slots=True)
class Beside:
    """What somebody said later beside an entry."""

    officer: Officer
    remark: Remark


@dataclass(frozen=True, slots=True)
class Entry:
    """One observation in the journal."""

    id: str
    case_id: str
    officer: Officer
    is_mine: bool
    began_at: datetime
    ended_at: datetime
    place_label: str
    result: Result
    unable_reason: UnableReason | None
    unable_note: str | None
    own_position: str
    is_public_place: bool
    vantage: Vantage
    sightline: Sightline
    sightline_note: str | None
    light: Light
    street_lighting: bool | None
    facts: tuple[FactLine, ...]
    vehicles: tuple[Vehicle, ...]
    persons: tuple[Person, ...]
    interpretation: str | None
    contact: Contact | None
    is_exculpatory: bool
    late_reason: str | None
    first_tap_at: datetime | None
    time_reason: str | None
    prefilled: tuple[str, ...]
    recorded_at: datetime
    received_at: datetime | None
    flags: tuple[str, ...]
    delivery: Delivery
    refusal_code: str | None = None
    corrects: str | None = None
    correction_reason: str | None = None
    corrected_by: str | None = None
    withdrawn_at: datetime | None = None
    withdrawn_reason: str | None = None
    remarks: tuple[Beside, ...] = ()
    photos: tuple[Photo, ...] = ()
    skew_ms: int | None = None


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft that waits to be finished."""

    id: str
    case_id: str
    code_name: str
    began_at: datetime


@dataclass(frozen=True, slots=True)
class StopView:
    """A case to look at now: what the officer needs before getting there.

    `why` says why it is with this officer, or with nobody; `choices` as data, one a slot. `is_fixed`: a person decided it.
    """

    case: Case
    plan: Plan | None
    is_mine: bool
    district: str
    day_number: int
    days: int
    days_left: int
    today: tuple[tuple[Moment, CellState], ...]
    is_done: bool
    looks: int
    budget: int
    last: Entry | None
    draft: DraftLine | None
    why: str = ""
    choices: tuple[Choice, ...] = ()
    is_fixed: bool = False


@dataclass(frozen=True, slots=True)
class TodayView:
    """What do I do now. `shift` is the running or next shift of today; `next_shift` the first one after it."""

    now: datetime
    moment: Moment | None
    me: Officer
    shift: Shift | None
    stops: tuple[StopView, ...]
    other_stops: tuple[StopView, ...]
    next_shift: Shift | None
    handover: Shift | None
    handover_officer: Officer | None
    drafts: tuple[DraftLine, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A look in the making, saved at every change. `None` in a mandatory field: not filled in yet.

    `prefilled` names the fields that plan, shift and hour filled in and nobody changed since; `corrects` stands on a new version of
    an earlier observation, with its `reason`. `more_text` keeps what was typed beyond the longest `free_text`: it must be shortened
    before the look can be sealed, but nothing of it is lost. `typed_at` is when the text was begun: the time of what it tells.
    """

    id: str
    case_id: str
    began_at: datetime
    first_tap_at: datetime
    place_id: str | None = None
    own_position: str = ""
    is_public_place: bool | None = None
    vantage: Vantage = Vantage.IN_VEHICLE
    sightline: Sightline | None = None
    sightline_note: str | None = None
    light: Light | None = None
    street_lighting: bool | None = None
    result: Result | None = None
    unable_reason: UnableReason | None = None
    unable_note: str | None = None
    facts: tuple[FactLine, ...] = ()
    vehicles: tuple[Vehicle, ...] = ()
    persons: tuple[Person, ...] = ()
    interpretation: str | None = None
    contact: Contact | None = None
    is_exculpatory: bool | None = None
    shift_id: str | None = None
    slot: Slot | None = None
    ended_at: datetime | None = None
    late_reason: str | None = None
    time_reason: str | None = None
    free_text: str = ""
    typed_at: datetime | None = None
    more_text: tuple[str, ...] = ()
    prefilled: tuple[str, ...] = ()
    corrects: str | None = None
    reason: str | None = None
    photos: tuple[Photo, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft with what the screen needs around it; `expected_flags` are what the team lead will see if it is sealed now."""

    draft: Draft
    case: Case
    day_number: int | None
    is_late: bool
    expected_flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WaitingItem:
    """Something saved on this phone and how far it has travelled, newest first."""

    command_id: str
    name: str
    at: datetime
    case_name: str | None
    delivery: Delivery
    refusal_code: str | None
    refusal_details: dict[str, str]


class Theme(StrEnum):
    """The looks of the app; NIGHT is black with dim red, because a lit face in a parked car is seen."""

    DAY = "DAY"
    DARK = "DARK"
    NIGHT = "NIGHT"


@dataclass(frozen=True, slots=True)
class Preferences:
    """How this officer likes the screen; `text_scale` between 1.0 and 2.0."""

    theme: Theme = Theme.DARK
    text_scale: float = 1.0
    parked_hint_seen: bool = False
