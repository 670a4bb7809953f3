"""What people do with plans, as plain frozen data: submit, approve, send back, and look half-way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from field_app.rules.vocabulary import Slot


@dataclass(frozen=True, slots=True)
class SubmitPlan:
    """Ask approval for the few moments that answer the question. The plan bears the id of this command.

    Looks and minutes are in all; `following_reason` and `photos_reason` stand where following or photos are asked for.
    `meter_reason` is asked when the meter is no longer green, or the plan itself goes beyond green.
    """

    case_id: str
    place_id: str
    slots: tuple[Slot, ...]
    starts_on: date
    mid_check_on: date
    ends_on: date
    looks: int
    minutes: int
    why: str
    looks_a_day: int = 2
    minutes_a_look: int = 15
    following_reason: str = ""
    photos: int = 0
    photos_reason: str = ""
    meter_reason: str = ""
    needs_two: bool = False


@dataclass(frozen=True, slots=True)
class ApprovePlan:
    """The approver, who is never the owner, agrees."""

    plan_id: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReturnPlan:
    """The approver does not agree, and says what should change."""

    plan_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class WithdrawPlan:
    """No more looking under this plan: a submitted one is taken back, an approved one ends at once."""

    plan_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ExplainMeter:
    """Say why so much was looked, once the meter is no longer green."""

    case_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class RecordMidCheck:
    """Half-way: is this still the right track? Stopping is as easy as going on."""

    case_id: str
    goes_on: bool
    note: str
