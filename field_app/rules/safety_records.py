"""The rows that look after an officer alone: timers, alarms and incidents. Where somebody is stands in none of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from field_app.rules.safety_commands import IncidentKind


@dataclass(frozen=True, slots=True)
class Timer:
    """Until when an officer expected to be out of reach; `stopped_at` says that all was well."""

    id: str
    officer_id: str
    until: datetime
    started_at: datetime
    shift_id: str | None = None
    stopped_at: datetime | None = None


class AlarmKind(StrEnum):
    """Why there is an alarm."""

    PANIC = "PANIC"
    OVERDUE = "OVERDUE"


@dataclass(frozen=True, slots=True)
class Answer:
    """A colleague who is acting on an alarm."""

    officer_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Alarm:
    """An officer needs help, or did not come back in time."""

    id: str
    officer_id: str
    kind: AlarmKind
    raised_at: datetime
    shift_id: str | None = None
    timer_id: str | None = None
    answers: tuple[Answer, ...] = ()
    ended_at: datetime | None = None
    ended_by: str | None = None
    what: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody still needs help."""
        return self.ended_at is None


@dataclass(frozen=True, slots=True)
class Incident:
    """An incident as it was written down."""

    id: str
    officer_id: str
    kind: IncidentKind
    happened_at: datetime
    recorded_at: datetime
    what: str
    shift_id: str | None = None
