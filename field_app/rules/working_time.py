"""Under way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Rule(StrEnum):
    """Under way."""

    DAILY_REST = "daily-rest"


class Unit(StrEnum):
    """Under way."""

    MINUTES = "MINUTES"


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """Under way."""

    daily_rest_hours: int = 11


@dataclass(frozen=True, slots=True)
class Duty:
    """Under way."""

    officer_id: str
    begins_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Breach:
    """Under way."""

    rule: Rule
    article: str
    officer_id: str
    at: datetime
    found: int
    needed: int
    unit: Unit


def new_breaches(before: Iterable[Duty], after: Iterable[Duty], terms: WorkingTime) -> tuple[Breach, ...]:
    """Under way."""
    return ()


def notice(published_at: datetime, begins_at: datetime, terms: WorkingTime) -> Breach | None:
    """Under way."""
    return None
