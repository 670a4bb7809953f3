"""What judging working time costs: one swap on the phone, and a month of eight officers; cold as in a new process, and warm."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from typing import Any

from field_app.rules.vocabulary import AMSTERDAM
from field_app.rules.working_time import Duty, breaches, calendar, line, new_breaches

from .stage import say

_RUNS = 300
_FIRST = date(2026, 8, 31)
_SHIFTS = ((5, 13), (9, 17), (13, 22))
#: A phone gives the rules 17 weeks on either side of the change; the promise is about 16 in all.
_AROUND, _REACH, _MONTH = 16, 34, 4


async def roster() -> None:
    """A swap against 16 and 34 weeks of duties, and four weeks of eight officers."""
    say("roster-month-8", **_milliseconds(lambda: breaches(_month), goal=50))
    for weeks in (_AROUND, _REACH):
        before = _duties("nadia", weeks)
        given, taken = before[len(before) // 2], _duty("nadia", 7 * (weeks // 2) + 5, (9, 17))
        after = [each for each in before if each is not given] + [taken]
        assert new_breaches(before, after) == ()
        say(f"roster-swap-{weeks}-weeks", duties=len(before), **_milliseconds(lambda: new_breaches(before, after), goal=1))  # noqa: B023  # run at once


def _milliseconds(work: Callable[[], Any], goal: int) -> dict[str, float]:
    for cache in (calendar.wall, calendar._offsets, line._one, line._days):
        cache.cache_clear()
    times = []
    for _ in range(_RUNS):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1_000)
    found = {"cold_ms": times[0], "median_ms": statistics.median(times), "p99_ms": sorted(times)[-_RUNS // 100]}
    return {**{name: round(each, 3) for name, each in found.items()}, "goal_ms": goal}


def _duties(officer: str, weeks: int) -> list[Duty]:
    """Five shifts a week, each week a part of the day later, so that nothing is broken."""
    return [_duty(officer, 7 * week + day, _SHIFTS[week % 3]) for week in range(weeks) for day in range(5)]


def _duty(officer: str, day: int, hours: tuple[int, int]) -> Duty:
    begins, ends = (datetime.combine(_FIRST + timedelta(days=day), clock(hour), AMSTERDAM).astimezone(UTC) for hour in hours)
    return Duty(officer, begins, ends)


_month = [duty for number in range(8) for duty in _duties(f"officer-{number}", _MONTH)]
