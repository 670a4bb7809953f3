"""Calendar days, moments and minutes on the wall clock in Amsterdam, also in both nights in which the clock changes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from people import LINDE_PLAN, SUMMER, TODAY, WINTER, at

from field_app.rules.facts import minutes_of
from field_app.rules.vocabulary import DEFAULT_HOURS, Moment, MomentHours, Slot, local, slot_of

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
DAWN, MORNING, AFTERNOON, EVENING = Moment


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


#: A moment in UTC, the day and time on the wall, and the moment of the day (None: between).
TABLE = (
    # an ordinary winter day: each border, and the last millisecond before it
    ("2026-11-19T03:59:59.999", TODAY, "04:59:59.999", None),
    ("2026-11-19T04:00", TODAY, "05:00", DAWN),
    ("2026-11-19T07:59:59.999", TODAY, "08:59:59.999", DAWN),
    ("2026-11-19T08:00", TODAY, "09:00", MORNING),
    ("2026-11-19T11:59:59.999", TODAY, "12:59:59.999", MORNING),
    ("2026-11-19T12:00", TODAY, "13:00", AFTERNOON),
    ("2026-11-19T15:59:59.999", TODAY, "16:59:59.999", AFTERNOON),
    ("2026-11-19T16:00", TODAY, "17:00", None),
    ("2026-11-19T16:59:59.999", TODAY, "17:59:59.999", None),
    ("2026-11-19T17:00", TODAY, "18:00", EVENING),
    ("2026-11-19T21:59:59.999", TODAY, "22:59:59.999", EVENING),
    ("2026-11-19T22:00", TODAY, "23:00", None),
    ("2026-11-19T23:00", date(2026, 11, 20), "00:00", None),
    # the night to summer time: 02:00 becomes 03:00 at 01:00 UTC
    ("2026-03-28T04:00", date(2026, 3, 28), "05:00", DAWN),
    ("2026-03-28T23:30", SPRING, "00:30", None),
    ("2026-03-29T00:59:59.999", SPRING, "01:59:59.999", None),
    ("2026-03-29T01:00", SPRING, "03:00", None),
    ("2026-03-29T02:59:59.999", SPRING, "04:59:59.999", None),
    ("2026-03-29T03:00", SPRING, "05:00", DAWN),
    ("2026-03-29T07:00", SPRING, "09:00", MORNING),
    ("2026-03-29T22:30", date(2026, 3, 30), "00:30", None),
    # the night to winter time: 03:00 becomes 02:00 at 01:00 UTC, and 02:30 comes twice
    ("2026-10-24T03:00", date(2026, 10, 24), "05:00", DAWN),
    ("2026-10-24T22:30", AUTUMN, "00:30", None),
    ("2026-10-25T00:30", AUTUMN, "02:30", None),
    ("2026-10-25T01:30", AUTUMN, "02:30", None),
    ("2026-10-25T03:00", AUTUMN, "04:00", None),
    ("2026-10-25T04:00", AUTUMN, "05:00", DAWN),
    ("2026-10-25T08:00", AUTUMN, "09:00", MORNING),
    ("2026-10-25T23:00", date(2026, 10, 26), "00:00", None),
)


def disagreements(wall: Callable[[datetime], datetime], slot: Callable[[datetime], Slot | None]) -> list[str]:
    """The lines of the table that this wall clock or this calendar gets wrong."""
    wrong = []
    for text, day, clock, moment in TABLE:
        seen = wall(utc(text))
        if (seen.date(), seen.time()) != (day, time.fromisoformat(clock)):
            wrong.append(text)
        if slot(utc(text)) != (None if moment is None else Slot(day, moment)):
            wrong.append(text)
    return wrong


def test_the_wall_clock_and_the_moments_are_right_on_every_border_and_in_both_clock_nights() -> None:
    assert disagreements(local, slot_of) == []


def test_a_clock_that_never_changes_or_a_border_on_the_wrong_side_is_found_out() -> None:
    def always_winter(moment: datetime) -> datetime:
        return moment.astimezone(WINTER)

    def always_summer(moment: datetime) -> datetime:
        return moment.astimezone(SUMMER)

    def border_after(moment: datetime) -> Slot | None:
        return slot_of(moment - timedelta(milliseconds=1))

    for fault in (always_winter, always_summer):
        assert disagreements(fault, slot_of), fault.__name__
    assert disagreements(local, border_after)


def test_a_zone_of_the_phone_changes_nothing() -> None:
    for text, *_ in TABLE:
        for zone in (WINTER, SUMMER):
            assert local(utc(text).astimezone(zone)) == local(utc(text))
            assert slot_of(utc(text).astimezone(zone)) == slot_of(utc(text))


def test_a_team_may_keep_its_own_hours() -> None:
    early = (MomentHours(Moment.EARLY_MORNING, time(4, 30), time(7)),)
    assert slot_of(at("04:30"), early) == Slot(TODAY, Moment.EARLY_MORNING)
    assert slot_of(at("08:00"), early) is None
    assert slot_of(at("04:30"), DEFAULT_HOURS) is None


@pytest.mark.parametrize(
    ("began", "ended", "minutes"),
    [
        (at("06:12"), at("06:12"), 0),
        (at("06:12"), at("06:12:00.001"), 1),
        (at("06:12"), at("06:13"), 1),
        (at("06:12"), at("06:13:00.001"), 2),
        (at("06:12"), at("06:13:00.500"), 2),
        (at("06:12"), at("06:27"), 15),
        (at("06:12"), at("06:27:00.999"), 16),
        (at("01:50", SPRING, WINTER), at("03:10", SPRING, SUMMER), 20),
        (at("02:50", AUTUMN, SUMMER), at("02:10", AUTUMN, WINTER), 20),
        (at("23:50"), at("00:10", date(2026, 11, 20)), 20),
    ],
)
def test_a_begun_minute_counts_also_through_a_clock_night(began: datetime, ended: datetime, minutes: int) -> None:
    assert minutes_of(ended - began) == minutes


def test_the_days_of_a_window_are_calendar_days_with_both_ends() -> None:
    assert LINDE_PLAN.days == 15
    assert LINDE_PLAN.day_number(LINDE_PLAN.starts_on) == 1
    assert LINDE_PLAN.day_number(LINDE_PLAN.ends_on) == 15


def test_the_zone_is_there_on_a_phone_without_time_zones_of_its_own() -> None:
    pytest.importorskip("tzdata", reason="tzdata is not installed, though the phone needs it")
    ask = (
        "from datetime import datetime; from field_app.rules.vocabulary import slot_of, local;"
        "at = datetime.fromisoformat('2026-10-25T04:00+00:00'); print(slot_of(at).moment, local(at).isoformat())"
    )
    house = Path(__file__).parents[2]
    env = {**os.environ, "PYTHONTZPATH": "", "PYTHONPATH": str(house)}
    told = subprocess.run([sys.executable, "-c", ask], env=env, capture_output=True, text=True, check=True, timeout=60)
    assert told.stdout.split() == ["EARLY_MORNING", "2026-10-25T05:00:00+01:00"]
