"""Daily and weekly rest against a slow second opinion that looks at every half hour."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from field_app.rules.working_time import Duty, Rule, WorkingTime, breaches
from rules.duties import MONDAY, duties, moment

HALF = 30
HOURS = 2
DAY = 24 * HOURS
#: The horizon in half hours: three weeks, and then time to rest.
HORIZON = 36 * DAY
#: Ordinary weeks, and two weeks in which the clock is changed.
FIRSTS = st.sampled_from([MONDAY, date(2026, 3, 23), date(2026, 10, 19)])
#: One way of weekly rest, so that the second opinion stays simple; the other way has its own examples.
TERMS = WorkingTime(split_rest_minutes=0, late_from=0)

CLOCKS = [f"{hour:02}:{minute}" for hour in range(24) for minute in ("00", "30")]
Work = list[tuple[int, int, int]]
#: A day, the half hour on which it begins, and how many it lasts.
WORK = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 40), st.integers(2, 22)), min_size=1, max_size=16)


def spoken(work: Work, first: date) -> list[Duty]:
    """Duties within one day each: their ends stop at 24:00."""
    said = [(day, CLOCKS[begins], CLOCKS[begins + length] if begins + length < DAY else "24:00") for day, begins, length in work]
    return duties(*said, first=first)


def worked(given_duties: list[Duty], first: date) -> list[bool]:
    """For each half hour of the horizon whether there is work."""
    start = moment(0, "00:00", first)
    found = [False] * HORIZON
    for each in given_duties:
        begins, ends = (int((at - start).total_seconds()) // 60 // HALF for at in (each.begins_at, each.ends_at))
        found[begins:ends] = [True] * (ends - begins)
    return found


def rests_in(line: list[bool], begins: int, ends: int) -> list[tuple[int, int]]:
    """Every rest in this window, as begin and end."""
    found, at = [], begins
    for number in range(begins, ends + 1):
        if number == ends or line[number]:
            if number > at:
                found.append((at, number))
            at = number + 1
    return found


def starts(line: list[bool], is_parted: Callable[[int, int], bool]) -> list[int]:
    """Where work begins after a gap that parts two stints."""
    found: list[int] = []
    last = None
    for at, works in enumerate(line):
        if works:
            if last is None or (at > last + 1 and is_parted(last + 1, at)):
                found.append(at)
            last = at
    return found


def has_bad_daily_rest(given_duties: list[Duty], first: date) -> bool:
    """In the 24 h from each start 11 h, once in 7 x 24 h 8 h, and never a night shorter than 8 h."""
    line = worked(given_duties, first)
    midnights = {int((moment(day, "00:00", first) - moment(0, "00:00", first)).total_seconds()) // 60 // HALF for day in range(30)}

    def is_parted(ends: int, begins: int) -> bool:
        return begins - ends >= 8 * HOURS or (begins - ends >= 2 * HOURS and any(ends <= each <= begins for each in midnights))

    begun = starts(line, is_parted)
    shortened: list[tuple[int, int]] = []
    for begin in begun:
        following = next((each for each in begun if each > begin), HORIZON)
        last = max(at for at in range(begin, following) if line[at])
        if following - last - 1 < 8 * HOURS:
            return True
        rests = sorted(rests_in(line, begin, begin + DAY), key=lambda each: (each[0] - each[1], each[0]))
        length = rests[0][1] - rests[0][0] if rests else 0
        if length < 8 * HOURS:
            return True
        if length < 11 * HOURS:
            shortened.append(rests[0])
    return any(one[0] != two[0] and two[1] - one[1] < 7 * DAY for one, two in pairwise(shortened))


def has_bad_weekly_rest(given_duties: list[Duty], first: date) -> bool:
    """From each first duty after a weekly rest there are 36 h together in 7 x 24 h."""
    line = worked(given_duties, first)
    anchors = starts(line, lambda ends, begins: begins - ends >= 36 * HOURS)
    return any(
        all(ends - begins < 36 * HOURS for begins, ends in rests_in(line, anchor, min(anchor + 7 * DAY, HORIZON)))
        for anchor in anchors
    )


def judged(given_duties: list[Duty]) -> set[Rule]:
    return {each.rule for each in breaches(given_duties, TERMS)}


@settings(max_examples=150, deadline=None)
@given(WORK, FIRSTS)
@example([(0, 36, 8), (1, 12, 8), (3, 36, 8), (4, 12, 8)], MONDAY)
@example([(0, 12, 6), (0, 38, 6), (1, 12, 6)], MONDAY)
@example([(0, 12, 4), (0, 38, 4), (1, 12, 4), (1, 38, 4)], MONDAY)
def test_daily_rest_agrees_with_the_second_opinion(work: Work, first: date) -> None:
    said = spoken(work, first)
    assert (Rule.DAILY_REST in judged(said)) == has_bad_daily_rest(said, first)


@settings(max_examples=150, deadline=None)
@given(st.sets(st.integers(0, 20), min_size=1), st.data(), FIRSTS)
def test_weekly_rest_agrees_with_the_second_opinion(days: set[int], data: Any, first: date) -> None:
    work = [(day, data.draw(st.integers(10, 34)), data.draw(st.integers(2, 14))) for day in sorted(days)]
    said = spoken(work, first)
    assert (Rule.WEEKLY_REST in judged(said)) == has_bad_weekly_rest(said, first)


@settings(max_examples=80, deadline=None)
@given(WORK, WORK)
def test_the_order_of_duties_and_colleagues_beside_them_change_nothing(work: Work, others: Work) -> None:
    mine = spoken(work, MONDAY)
    theirs = [Duty("ruben", each.begins_at, each.ends_at) for each in spoken(others, MONDAY)]
    both = breaches([*reversed(theirs), *reversed(mine)])
    assert tuple(each for each in both if each.officer_id == "nadia") == breaches(mine)
    assert list(both) == sorted(both, key=lambda each: (each.officer_id, each.at, each.rule.value, each.term))


_CUT: Work = [(0, 36, 8), (1, 12, 8)]


@pytest.mark.parametrize(
    ("fault", "week"),
    [
        (WorkingTime(daily_rest_minutes=630), [*_CUT, (3, 36, 8), (4, 17, 8)]),
        (WorkingTime(short_rest_days=6), [*_CUT, (6, 36, 8), (7, 12, 8)]),
        (WorkingTime(short_rest_minutes=450), [(0, 36, 8), (1, 11, 8)]),
    ],
)
def test_the_second_opinion_notices_a_wrong_figure(fault: WorkingTime, week: Work) -> None:
    said = spoken(week, MONDAY)
    assert has_bad_daily_rest(said, MONDAY)
    assert Rule.DAILY_REST in judged(said)
    assert Rule.DAILY_REST not in {each.rule for each in breaches(said, fault)}


def test_the_second_opinion_of_weekly_rest_notices_a_wrong_figure() -> None:
    week = spoken([(day, 18, 16) for day in range(7)], MONDAY)
    assert has_bad_weekly_rest(week, MONDAY)
    fault = WorkingTime(split_rest_minutes=0, weekly_rest_minutes=16 * 60)
    assert Rule.WEEKLY_REST not in {each.rule for each in breaches(week, fault)}
