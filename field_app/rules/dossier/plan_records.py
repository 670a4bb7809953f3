"""A plan as an officer reads it: the few moments that answer the question, and who approved them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from field_app.rules.vocabulary import Slot


@dataclass(frozen=True, slots=True)
class Approval:
    """One yes to a plan; `as_jurist` where the meter asked for a second approver."""

    by: str
    at: datetime
    note: str = ""
    as_jurist: bool = False


@dataclass(frozen=True, slots=True)
class Returned:
    """That a plan was sent back or ended: by whom, when and why."""

    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Budget:
    """How much looking the approved plan allows: looks in all, minutes in all, looks a day, minutes a look."""

    looks: int
    minutes: int
    looks_a_day: int = 2
    minutes_a_look: int = 15


@dataclass(frozen=True, slots=True)
class Plan:
    """The approved answer to: which few looks, when, for which question (Awb 5:13, proportionality)."""

    id: str
    case_id: str
    question: str
    starts_on: date
    ends_on: date
    slots: tuple[Slot, ...]
    budget: Budget
    place_id: str
    approved_by: str | None = None
    approved_at: datetime | None = None
    counter_hypothesis: str | None = None
    needs_two: bool = False
    mid_check_on: date | None = None
    why: str = ""
    submitted_by: str | None = None
    submitted_at: datetime | None = None
    following_reason: str = ""
    photos: int = 0
    photos_reason: str = ""
    meter_reason: str = ""
    needs_jurist: bool = False
    approvals: tuple[Approval, ...] = ()
    returned: Returned | None = None
    withdrawn: Returned | None = None

    @property
    def is_approved(self) -> bool:
        """Whether it was approved and still holds; that this was not by the owner is checked when it is approved."""
        return self.approved_at is not None and self.withdrawn is None

    @property
    def is_waiting(self) -> bool:
        """Whether somebody must still say yes or no."""
        return self.approved_at is None and self.returned is None and self.withdrawn is None

    @property
    def allows_following(self) -> bool:
        """Whether following was asked for and approved with it."""
        return self.is_approved and bool(self.following_reason)

    @property
    def days(self) -> int:
        """Calendar days in the window, both ends counted."""
        return (self.ends_on - self.starts_on).days + 1

    def day_number(self, on: date) -> int:
        """1 on the first day of the window."""
        return (on - self.starts_on).days + 1
