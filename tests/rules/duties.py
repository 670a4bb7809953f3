"""Duties in few words: days counted from a Monday, times on the clock in Amsterdam."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from field_app.rules.vocabulary import AMSTERDAM
from field_app.rules.working_time import Breach, Duty, Rule, WorkingTime, breaches

#: A Monday in winter time, 80 days before the clock goes forward.
MONDAY = date(2026, 1, 5)
LAW = WorkingTime()
HOUR = 60
#: A day number, begin and end.
Said = tuple[int, str, str]


def moment(day: int, clock: str, first: date = MONDAY) -> datetime:
    """The moment at which the clock in Amsterdam says this; in UTC, so that differences are true hours."""
    hour, minute = map(int, clock.split(":"))
    on = first + timedelta(days=day + hour // 24)
    return datetime.combine(on, time(hour % 24, minute), AMSTERDAM).astimezone(UTC)


def duties(*said: Said, who: str = "nadia", first: date = MONDAY) -> list[Duty]:
    """`(0, "18:00", "22:00")` is the first Monday's evening; an end that is not later is that of the next day."""
    found = []
    for day, begins, ends in said:
        at, until = moment(day, begins, first), moment(day, ends, first)
        found.append(Duty(who, at, until if until > at else moment(day + 1, ends, first)))
    return found


def each_day(days: range | list[int], begins: str, ends: str) -> list[Said]:
    """The same hours on many days."""
    return [(day, begins, ends) for day in days]


def broken(rule: Rule, *said: Said, terms: WorkingTime = LAW, first: date = MONDAY) -> list[Breach]:
    """The breaches of one rule."""
    return [each for each in breaches(duties(*said, first=first), terms) if each.rule is rule]


def figures(found: list[Breach]) -> list[tuple[str, int, int]]:
    """Which setting, how much, and how much is asked."""
    return [(each.term, each.found, each.needed) for each in found]
