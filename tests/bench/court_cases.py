"""What the meter says of the files that courts judged, and what measuring costs."""

from __future__ import annotations

import statistics
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from field_app.rules.meter import Looked, Reached, measure
from field_app.rules.meter.text_nl import reason

from .stage import say

sys.path.append(str(Path(__file__).parents[1]))

from rules.court_cases import COURT_CASES  # the tests' own files

_RUNS = 100
_FIRST = datetime(2026, 11, 2, 5, 10, tzinfo=UTC)


async def court_cases() -> None:
    """Each file as if its photos were approved: how much, the level, and at which look amber and red were reached and why."""
    for each in COURT_CASES:
        found = measure(each.looks, photos_approved=sum(look.photos for look in each.looks))
        say(
            f"meter {each.name}", looks=found.looks, days=found.days, span_days=found.span_days, minutes=found.minutes,
            longest=found.minutes_longest, level=found.level, amber=_said(found.amber), red=_said(found.red), court=each.outcome,
        )  # fmt: skip
    for many in (30, 200, 500):
        looks = [Looked(at, at + timedelta(minutes=4)) for at in (_FIRST + timedelta(hours=7 * number) for number in range(many))]
        say(f"meter-{many}-looks", milliseconds=statistics.median(_timed(looks) for _ in range(_RUNS)), goal_milliseconds=5)


def _said(reached: Reached | None) -> str:
    return f"look {reached.look}: {'; '.join(map(reason, reached.reasons))}" if reached else "not reached"


def _timed(looks: list[Looked]) -> float:
    began = time.perf_counter()
    measure(looks)
    return (time.perf_counter() - began) * 1_000
