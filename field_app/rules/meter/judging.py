"""Holds what was looked so far against the team's limits: one function for each cause, each answering why or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from field_app.rules.meter.records import Cause, Level, Limits, Looked, Reason

_MINUTE, _SECOND = timedelta(minutes=1), timedelta(seconds=1)
_LAST_SECOND = 59


@dataclass(slots=True)
class Count:
    """What was looked so far, look by look in order of time."""

    photos_approved: int = 0
    looks: int = 0
    by_day: dict[date, int] = field(default_factory=dict)
    span_days: int = 0
    busiest: int = 0
    longest: timedelta = timedelta()
    followings: int = 0
    photos: int = 0

    def add(self, look: Looked, on: date, lasted: timedelta) -> None:
        """Count one look more, on this calendar day."""
        self.looks += 1
        self.by_day[on] = today = self.by_day.get(on, 0) + 1
        self.span_days = (on - next(iter(self.by_day))).days + 1
        self.busiest = max(self.busiest, today)
        self.longest = max(self.longest, lasted)
        self.followings += look.followed
        self.photos += look.photos


def reasons(count: Count, limits: Limits) -> tuple[Reason, ...]:
    """Every limit that is passed now."""
    found = (judge(count, limits) for judge in _JUDGES)
    return tuple(each for each in found if each)


def hundredths(looks: int, days: int) -> int:
    """Looks a day in hundredths, rounded."""
    return (200 * looks + days) // (2 * days) if days else 0


def _looks(count: Count, limits: Limits) -> Reason | None:
    """Looks in all, also those that showed nothing."""
    return _passed(Cause.LOOKS, count.looks, limits.looks_green, limits.looks_red_above)


def _average(count: Count, limits: Limits) -> Reason | None:
    """Looks a day over all calendar days since the first; on the first days that says little (Heerhugowaard: 143 in 45 days)."""
    looks, days = count.looks, count.span_days
    green, red = limits.average_green_hundredths, limits.average_red_from_hundredths
    if not days or days < limits.average_from_day:
        return None
    if looks * 100 >= red * days:
        return Reason(Cause.AVERAGE, Level.RED, hundredths(looks, days), red, looks, days)
    if looks * 100 > green * days:
        return Reason(Cause.AVERAGE, Level.AMBER, hundredths(looks, days), green, looks, days)
    return None


def _day(count: Count, limits: Limits) -> Reason | None:
    """Looks on the busiest day."""
    return _passed(Cause.DAY, count.busiest, limits.day_looks_green)


def _length(count: Count, limits: Limits) -> Reason | None:
    """The longest look, as long as it really was: "hours on end" is what courts reject (CRVB:2017:2807)."""
    if count.longest >= limits.look_minutes_red_from * _MINUTE:
        return Reason(Cause.LENGTH, Level.RED, _seconds(count.longest), limits.look_minutes_red_from * 60)
    if count.longest > limits.look_minutes_green * _MINUTE:
        return Reason(Cause.LENGTH, Level.AMBER, _seconds(count.longest), limits.look_minutes_green * 60)
    return None


def _span(count: Count, limits: Limits) -> Reason | None:
    """Calendar days from the first look; there is no amber."""
    return _passed(Cause.SPAN, count.span_days, limits.span_days_green, limits.span_days_green)


def _following(count: Count, limits: Limits) -> Reason | None:
    """Following weighs heavily (RBZWB:2020:1047)."""
    if count.followings >= limits.followings_red_from:
        return Reason(Cause.FOLLOWING, Level.RED, count.followings, limits.followings_red_from)
    return _passed(Cause.FOLLOWING, count.followings, limits.followings_green)


def _photos(count: Count, limits: Limits) -> Reason | None:
    """Photos beyond the number in the plan; there is no amber."""
    return _passed(Cause.PHOTOS, count.photos, count.photos_approved, count.photos_approved)


_JUDGES: tuple[Callable[[Count, Limits], Reason | None], ...] = (_looks, _average, _day, _length, _span, _following, _photos)


def _passed(cause: Cause, found: int, green: int, red_above: int | None = None) -> Reason | None:
    if red_above is not None and found > red_above:
        return Reason(cause, Level.RED, found, red_above)
    return Reason(cause, Level.AMBER, found, green) if found > green else None


def _seconds(length: timedelta) -> int:
    """Whole seconds, a begun second counted, but never on the other side of a whole minute, where the limits are."""
    minutes, rest = divmod(length, _MINUTE)
    return minutes * 60 + min(-(-rest // _SECOND), _LAST_SECOND)
