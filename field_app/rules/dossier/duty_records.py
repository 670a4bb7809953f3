"""A step of casework that waits for somebody; worked out anew each time and never kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class DutyKind(StrEnum):
    """The steps that can wait for somebody, in the order of a case."""

    DESCRIBE = "DESCRIBE"
    NOMINATE = "NOMINATE"
    TAKE_PLACE = "TAKE_PLACE"
    SUBMIT_PLAN = "SUBMIT_PLAN"
    APPROVE_PLAN = "APPROVE_PLAN"
    MID_CHECK = "MID_CHECK"
    EXPLAIN_METER = "EXPLAIN_METER"
    DECIDE = "DECIDE"
    READ_DECISION = "READ_DECISION"
    SETTLE = "SETTLE"
    REVIEW = "REVIEW"
    VISIT = "VISIT"
    TALK = "TALK"
    INFORM = "INFORM"
    CLOSE = "CLOSE"
    CALL_BACK = "CALL_BACK"
    RECEIVE = "RECEIVE"
    CONFIRM_DESTRUCTION = "CONFIRM_DESTRUCTION"
    LOOK_AGAIN = "LOOK_AGAIN"
    ALLOW_ORIGINAL = "ALLOW_ORIGINAL"


@dataclass(frozen=True, slots=True)
class Duty:
    """One step: for which case (empty for a call about no case), about which row, until when, and whether that has passed.

    `who` is for whom it waits. `is_mine` is false for who may do it instead of the owner: the buddy, who stands in.
    `due_at` stands where hours count.
    """

    kind: DutyKind
    case_id: str
    who: str
    about: str | None = None
    due_on: date | None = None
    is_late: bool = False
    is_mine: bool = True
    due_at: datetime | None = None
