"""The team's terms of working time as limits of the model; what they cannot say exactly they say more strictly."""

from __future__ import annotations

from datetime import timedelta

from field_app.rules.records import Officer
from field_app.rules.vocabulary import local
from field_app.rules.working_time import WorkingTime
from sync_server.planner.problem import Limits
from sync_server.planner.wanted import Wanted

_SUNDAY = 6
_YEAR = timedelta(weeks=52)


def limits_of(terms: WorkingTime) -> Limits:
    """The limits that the model can state; the judge knows them all."""
    averages = ((4, terms.average_4_weeks_minutes), (16, terms.average_16_weeks_minutes))
    return Limits(
        daily_rest=terms.daily_rest_minutes,
        short_rest=terms.short_rest_minutes,
        short_rest_days=terms.short_rest_days + 1,  # days apart on the calendar, so that it is 7 x 24 h at any hour
        weekly_rest=terms.weekly_rest_minutes,
        weekly_rest_days=terms.weekly_rest_days,
        weekly_rest_from_any_moment=terms.weekly_rest_from_any_moment,
        sums=((7, terms.week_minutes), *((weeks * 7, weeks * most) for weeks, most in averages)),
    )


def sundays(wanted: Wanted, officer: Officer) -> tuple[tuple[tuple[int, ...], int], ...]:
    """The Sundays of the period with the most that may be worked of them, those worked in the year before counted in (ATW 5:6)."""
    period, since = wanted.period, wanted.period.ends_on - _YEAR
    mine = tuple(day for day in range(period.days) if period.on(day).weekday() == _SUNDAY)
    days = {local(each.begins_at).date() for each in wanted.given if each.officer_id == officer.id}
    worked = sum(each.weekday() == _SUNDAY and since < each < period.begins_on for each in days)
    most = 52 - wanted.team.working_time.free_sundays_52_weeks - worked
    return ((mine, most),) if most < len(mine) else ()
