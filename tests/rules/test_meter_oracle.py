"""The meter against a slow second opinion that counts every beginning of the file anew, by other means."""

from __future__ import annotations

import statistics
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from field_app.rules.meter import Cause, Level, Limits, Looked, Measure, measure
from field_app.rules.vocabulary import AMSTERDAM
from rules.court_cases import COURT_CASES
from rules.duties import MONDAY
from rules.looked import BACK, FAULTS, FORWARD, Meter, with_fault

_ORDER = [Level.GREEN, Level.AMBER, Level.RED]
Causes = dict[Cause, Level]
#: What both opinions must agree on: the level, when and why amber and red came, what holds now, and the figures.
Opinion = tuple[Any, ...]

# ---- the second opinion


def day_of(look: Looked) -> date:
    return datetime.fromtimestamp(look.began_at.timestamp(), AMSTERDAM).date()


def seconds_of(look: Looked) -> Fraction:
    return Fraction(round((look.ended_at.timestamp() - look.began_at.timestamp()) * 1_000), 1_000)


def graded(found: Any, green: Any, red: bool) -> Level:
    return Level.RED if red else Level.GREEN if found <= green else Level.AMBER


def causes_of(beginning: list[Looked], limits: Limits, photos_approved: int) -> Causes:
    """Which limits are passed by these looks."""
    days = [day_of(each) for each in beginning]
    span = max(days).toordinal() - min(days).toordinal() + 1
    average = Fraction(len(days), span) if span >= limits.average_from_day else Fraction(0)
    longest = max(map(seconds_of, beginning))
    followings = len([each for each in beginning if each.followed])
    photos = sum(each.photos for each in beginning)
    red_average, red_seconds = Fraction(limits.average_red_from_hundredths, 100), limits.look_minutes_red_from * 60
    found = {
        Cause.LOOKS: graded(len(days), limits.looks_green, len(days) > limits.looks_red_above),
        Cause.AVERAGE: graded(average, Fraction(limits.average_green_hundredths, 100), average >= red_average),
        Cause.DAY: graded(max(days.count(each) for each in days), limits.day_looks_green, red=False),
        Cause.LENGTH: graded(longest, limits.look_minutes_green * 60, longest >= red_seconds),
        Cause.SPAN: graded(span, limits.span_days_green, span > limits.span_days_green),
        Cause.FOLLOWING: graded(followings, limits.followings_green, followings >= limits.followings_red_from),
        Cause.PHOTOS: graded(photos, photos_approved, photos > photos_approved),
    }
    return {cause: level for cause, level in found.items() if level is not Level.GREEN}


def opinion(looks: list[Looked], limits: Limits, photos_approved: int) -> Opinion:
    """Judges each beginning of the file, in order of real time."""
    line = sorted(looks, key=lambda each: each.began_at.timestamp())
    each_time = [causes_of(line[: at + 1], limits, photos_approved) for at in range(len(line))]
    first = {}
    for level, names in ((Level.AMBER, _ORDER[1:]), (Level.RED, _ORDER[2:])):
        hits = [(at + 1, {each for each in said if said[each] in names}) for at, said in enumerate(each_time)]
        first[level] = next(((at, causes) for at, causes in hits if causes), None)
    level = max((each for said in each_time for each in said.values()), key=_ORDER.index, default=Level.GREEN)
    minutes = [-(-seconds_of(each) // 60) for each in line]
    median = -(-Fraction(statistics.median(minutes)) // 1) if minutes else 0
    figures = (len(line), len({day_of(each) for each in line}), sum(minutes), median, max(minutes, default=0))
    return level, first[Level.AMBER], first[Level.RED], each_time[-1] if line else {}, figures


def said_by(meter: Meter, looks: list[Looked], limits: Limits, photos_approved: int) -> Opinion:
    """The same, of the meter."""
    found: Measure = meter(looks, limits, photos_approved)
    amber, red = ((each.look, set(each.causes)) if each else None for each in (found.amber, found.red))
    figures = (found.looks, found.days, found.minutes, found.minutes_median, found.minutes_longest)
    return found.level, amber, red, dict(found.causes), figures


# ---- what is looked at random

_FIRSTS = st.sampled_from([MONDAY, FORWARD - timedelta(days=4), BACK - timedelta(days=4)])
_SECONDS = st.sampled_from([0, 1, 180, 240, 899, 900, 901, 3_599, 3_600, 4_000]) | st.integers(0, 300)
_DAYS = st.integers(0, 6) | st.integers(0, 18)
_MINUTES = st.integers(0, 1_439) | st.sampled_from([0, 1, 119, 120, 150, 179, 180, 1_439])
_ZONES = st.sampled_from([UTC, AMSTERDAM])
_ANY = st.tuples(_DAYS, _MINUTES, _SECONDS, _ZONES, st.integers(0, 9), st.integers(0, 9), st.booleans())
#: Short looks without following and photos, so that how often is what counts.
_SHORT = st.tuples(_DAYS, _MINUTES, st.integers(0, 900), _ZONES, st.just(1), st.just(1), st.booleans())
_SMALL = st.builds(
    Limits, st.integers(0, 4), st.integers(4, 8), st.integers(50, 150), st.integers(151, 250), st.integers(0, 4), st.integers(0, 3),
    st.integers(0, 4), st.integers(5, 20), st.integers(1, 10), st.integers(0, 1), st.integers(2, 3),
)  # fmt: skip
_LIMITS = st.just(Limits()) | _SMALL
_FILE = st.one_of(*(st.lists(each, min_size=least, max_size=34) for each in (_ANY, _SHORT) for least in (0, 8, 20)))


#: A look in which the clock goes back: of four minutes, whatever a wall clock says.
_NIGHT, _ITS_FIRST = [(4, 59, 240, AMSTERDAM, 1, 1, False)], BACK - timedelta(days=4)

#: Three looks a day make red; a week and a half later the average is low again, and red it stays.
_WENT_BACK = [(day, minute, 60, UTC, 1, 1, False) for day in (0, 1, 2) for minute in (600, 700, 800)]
_WENT_BACK.append((12, 600, 60, UTC, 1, 1, False))


def looked(drawn: list[Any], first: date) -> list[Looked]:
    """Looks as they were drawn; one in ten is a following, one in ten has photos."""
    found = []
    for day, minute, seconds, zone, following, photos, is_unable in drawn:
        midnight = datetime(first.year, first.month, first.day, tzinfo=UTC) + timedelta(days=day)
        begins, ends = (midnight + timedelta(minutes=minute, seconds=each) for each in (0, seconds))
        taken = 1 if not photos else 0
        found.append(Looked(begins.astimezone(zone), ends.astimezone(zone), "", not following, taken, is_unable))
    return found


def test_the_meter_agrees_with_the_second_opinion_whatever_is_looked() -> None:
    reached = Counter[str]()

    @settings(max_examples=2_500, deadline=None, derandomize=True)
    @given(_FILE, _FIRSTS, _LIMITS, st.integers(0, 2))
    @example([], MONDAY, Limits(), 0)
    @example(_NIGHT, _ITS_FIRST, Limits(), 0)
    @example(_WENT_BACK, MONDAY, Limits(), 0)
    def check(drawn: list[Any], first: date, limits: Limits, photos: int) -> None:
        looks = looked(drawn, first)
        second = opinion(looks, limits, photos)
        assert said_by(measure, looks, limits, photos) == second
        level, amber, red, now, _ = second
        reached.update(["files", level, *(f"{cause} {grade}" for cause, grade in now.items())])
        reached["looks"] += len(looks)
        reached["amber first, red later"] += bool(amber and red and amber[0] < red[0])
        reached["an average that went back"] += bool(red and Cause.AVERAGE in red[1] and now.get(Cause.AVERAGE) is not Level.RED)

    check()
    print(dict(reached))
    graded_twice = (Cause.LOOKS, Cause.AVERAGE, Cause.LENGTH, Cause.FOLLOWING)
    wanted = [f"{each} {level}" for each in graded_twice for level in _ORDER[1:]]
    wanted += ["day amber", "span red", "photos red", *_ORDER, "amber first, red later", "an average that went back"]
    assert {each: reached[each] for each in wanted if reached[each] < 5} == {}, "so rare that it proves nothing"


def test_the_meter_agrees_with_the_second_opinion_about_the_files_of_courts() -> None:
    for each in COURT_CASES:
        for photos in (0, 60):
            looks = list(each.looks)
            assert said_by(measure, looks, Limits(), photos) == opinion(looks, Limits(), photos)


# ---- the second opinion bites


@pytest.mark.parametrize(("right", "wrong"), FAULTS, ids=[wrong.strip()[:60] for _, wrong in FAULTS])
def test_a_slip_in_the_meter_shows_beside_the_second_opinion(right: str, wrong: str) -> None:
    spoilt = with_fault(right, wrong)

    @settings(max_examples=6_000, deadline=None, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate])
    @given(_FILE, _FIRSTS, _LIMITS, st.integers(0, 2))
    @example(_NIGHT, _ITS_FIRST, Limits(), 0)
    @example(_WENT_BACK, MONDAY, Limits(), 0)
    def check(drawn: list[Any], first: date, limits: Limits, photos: int) -> None:
        looks = looked(drawn, first)
        assert said_by(spoilt, looks, limits, photos) == opinion(looks, limits, photos)

    with pytest.raises(AssertionError):
        check()
