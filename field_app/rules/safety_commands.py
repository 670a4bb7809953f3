"""What an officer alone in a car does to stay safe, as plain frozen data: timers, alarms and incidents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class IncidentKind(StrEnum):
    """What kind of incident happened (register of aggression and violence, Arbocatalogus sector gemeenten)."""

    THREAT = "THREAT"
    VIOLENCE = "VIOLENCE"
    VERBAL = "VERBAL"
    FOLLOWED = "FOLLOWED"
    TRAFFIC = "TRAFFIC"
    NEAR_MISS = "NEAR_MISS"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True)
class StartTimer:
    """Say until when one is out of the car or at a stop: "uiterlijk terug om". The timer bears the id of this command."""

    until: datetime
    shift_id: str | None = None


@dataclass(frozen=True, slots=True)
class ExtendTimer:
    """All is well, it takes longer."""

    timer_id: str
    until: datetime


@dataclass(frozen=True, slots=True)
class StopTimer:
    """Back safely."""

    timer_id: str


@dataclass(frozen=True, slots=True)
class RaiseAlarm:
    """One long press: I need help now. The alarm bears the id of this command.

    Where the officer is travels apart from it and is not kept.
    """

    shift_id: str | None = None


@dataclass(frozen=True, slots=True)
class AnswerAlarm:
    """A colleague says: I have seen it, I am acting."""

    alarm_id: str


@dataclass(frozen=True, slots=True)
class EndAlarm:
    """It is over; `what` says in a few words what it was."""

    alarm_id: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class RecordIncident:
    """Write down an incident: facts, no guilt. The incident bears the id of this command."""

    kind: IncidentKind
    happened_at: datetime
    what: str
    shift_id: str | None = None
