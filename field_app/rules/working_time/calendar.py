"""True minutes beside the clock in Amsterdam: minutes since 1970 (UTC), and the days, weeks and nights they fall in."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache

from field_app.rules.vocabulary import AMSTERDAM

HOUR = 60
DAY = 24 * HOUR
WEEK = 7 * DAY
SUNDAY = 6
_FIRST = date(1970, 1, 1).toordinal()
#: 1 January 1970 was a Thursday; weeks are counted from the Monday before it.
_SINCE_MONDAY = 3
_YEARS = 4096


def minute_of(at: datetime) -> int:
    """The whole minute in which this (aware) moment falls, as a clock shows it."""
    return int(at.timestamp() // 60)


def moment_of(minute: int) -> datetime:
    """The moment on the clock in Amsterdam, with the offset written out, so that differences are true hours."""
    return datetime.fromtimestamp(minute * 60, timezone(timedelta(minutes=offset(minute))))


def offset(minute: int) -> int:
    """How many minutes Amsterdam is ahead of UTC at this minute."""
    first, last = _offsets(minute // DAY)
    return first if first == last else _offset(minute)


def day_of(minute: int) -> int:
    """The calendar day in Amsterdam, counted from 1 January 1970."""
    return (minute + offset(minute)) // DAY


def weekday_of(day: int) -> int:
    """0 for a Monday, 6 for a Sunday."""
    return (day + _SINCE_MONDAY) % 7


def week_of(day: int) -> int:
    """The week of a day, from Monday 00:00 to Sunday 24:00.

    The law does not say what a week is; the policy on its fines does, so since 4 September 2019 (Beleidsregel boeteoplegging ATW).
    """
    return (day + _SINCE_MONDAY) // 7


def monday(week: int) -> int:
    """The minute in which a week begins."""
    return wall(week * 7 - _SINCE_MONDAY, 0)


@lru_cache(_YEARS)
def wall(day: int, minutes: int) -> int:
    """When the clock in Amsterdam shows so many minutes after midnight of this day: the first time, if it does twice."""
    on = datetime.combine(date.fromordinal(_FIRST + day + minutes // DAY), time(*divmod(minutes % DAY, HOUR)), AMSTERDAM)
    return minute_of(on)


@lru_cache(_YEARS)
def _offsets(day: int) -> tuple[int, int]:
    """At the begin and the end of a day in UTC: only where they differ must be asked further."""
    return _offset(day * DAY), _offset(day * DAY + DAY)


def _offset(minute: int) -> int:
    ahead = datetime.fromtimestamp(minute * 60, UTC).astimezone(AMSTERDAM).utcoffset() or timedelta()
    return int(ahead.total_seconds() // 60)
