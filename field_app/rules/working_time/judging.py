"""Judges duties: all breaches, those that a change brings, and the notice of a roster."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from field_app.rules.working_time.terms import Breach, Duty, WorkingTime

_LAW = WorkingTime()


def breaches(duties: Iterable[Duty], terms: WorkingTime = _LAW) -> tuple[Breach, ...]:
    """Every rule that these duties break, of any number of officers, by officer and time."""
    return ()


def new_breaches(before: Iterable[Duty], after: Iterable[Duty], terms: WorkingTime = _LAW) -> tuple[Breach, ...]:
    """The breaches that a change brings or makes worse; what was broken before and is no worse now, is left out."""
    return ()


def notice(published_at: datetime, begins_at: datetime, terms: WorkingTime = _LAW) -> Breach | None:
    """Whether a duty is made known too late (ATW 4:2)."""
    return None
