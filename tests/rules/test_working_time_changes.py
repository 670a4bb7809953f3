"""What a change of a roster brings: swaps and edits, notice, the team's own terms, and that every figure of them bites."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from field_app.rules.records import Team
from field_app.rules.wire import decode, encode
from field_app.rules.working_time import Breach, Duty, Rule, Unit, WorkingTime, breaches, new_breaches, notice
from field_app.rules.working_time_text_nl import RULES, sentence
from rules.duties import HOUR, LAW, Said, duties, each_day, moment

EARLY, LATE = ("05:00", "13:00"), ("13:00", "22:00")


def rules_of(found: tuple[Breach, ...]) -> set[Rule]:
    return {each.rule for each in found}


# ---- what a change brings


def test_a_swap_that_puts_an_early_morning_after_an_evening_is_new() -> None:
    kept = duties((0, *LATE), (3, *EARLY))
    found = new_breaches(kept, [*kept, *duties((1, *EARLY))])
    assert rules_of(found) == {Rule.DAILY_REST, Rule.LATE_THEN_EARLY}
    assert {each.officer_id for each in found} == {"nadia"}


def test_what_was_broken_before_does_not_stand_in_the_way_of_another_change() -> None:
    tired = duties((0, *LATE), (1, *EARLY))
    assert new_breaches(tired, [*tired, *duties((3, *LATE))]) == ()


def test_what_was_broken_before_and_gets_better_is_not_told_and_what_gets_worse_is() -> None:
    before = duties((0, *LATE), (1, "05:00", "13:00"))
    assert new_breaches(before, duties((0, *LATE), (1, "05:30", "13:00"))) == ()
    assert rules_of(new_breaches(before, duties((0, *LATE), (1, "04:59", "13:00")))) == {Rule.DAILY_REST, Rule.LATE_THEN_EARLY}


def test_one_more_day_in_a_week_without_rest_is_new() -> None:
    week = duties(*each_day(range(12), "09:00", "13:00"))
    assert rules_of(new_breaches(week[1:], week)) == {Rule.WEEKLY_REST}


def test_another_week_over_the_average_is_new_beside_one_that_was() -> None:
    over = duties(*each_day([day for day in range(28) if day % 7 < 6], "06:00", "15:30"))
    more = [*over, *duties(*each_day(range(28, 34), "06:00", "16:30"))]
    assert Rule.AVERAGE_HOURS in rules_of(new_breaches(over, more))


def test_who_only_gives_work_away_is_never_in_the_wrong() -> None:
    before = duties((0, "06:00", "09:00"), (0, "13:00", "17:00"), (0, "18:00", "22:00"), (1, "06:00", "14:00"))
    assert breaches(before, replace(LAW, late_from=0)) == ()
    after = [each for at, each in enumerate(before) if at != 1]
    assert breaches(after), "two rests are now shortened, for one piece of work became two"
    assert new_breaches(before, after) == ()


def test_a_second_duty_at_the_same_hours_is_new() -> None:
    one = duties((0, *EARLY))
    assert rules_of(new_breaches(one, [*one, *one])) == {Rule.OVERLAP}


def test_both_sides_of_a_swap_are_judged() -> None:
    nadia, ruben = duties((0, *LATE), (2, *EARLY)), duties((1, *EARLY), (2, *LATE), who="ruben")
    given_away = Duty("nadia", ruben[0].begins_at, ruben[0].ends_at)
    taken = Duty("ruben", nadia[1].begins_at, nadia[1].ends_at)
    found = new_breaches([*nadia, *ruben], [nadia[0], given_away, ruben[1], taken])
    assert {(each.officer_id, each.rule) for each in found} >= {("nadia", Rule.DAILY_REST)}
    assert "ruben" not in {each.officer_id for each in found if each.rule is Rule.OVERLAP}


SHIFTS = st.lists(
    st.tuples(st.integers(0, 20), st.sampled_from([EARLY, LATE, ("18:00", "23:00"), ("09:00", "17:00")])), max_size=14
)


@settings(max_examples=60, deadline=None)
@given(SHIFTS, SHIFTS)
def test_whatever_is_new_is_broken_and_nothing_is_new_when_nothing_changed(some: Any, others: Any) -> None:
    before = duties(*((day, *hours) for day, hours in some))
    after = duties(*((day, *hours) for day, hours in others))
    found = new_breaches(before, after)
    assert set(found) <= set(breaches(after))
    assert new_breaches(after, list(reversed(after))) == ()
    if not breaches(before) and not set(after) <= set(before):
        assert found == breaches(after)


# ---- notice, ATW 4:2


def test_a_roster_is_known_28_days_ahead() -> None:
    begins = moment(28, "05:00")
    assert notice(moment(0, "23:59"), begins) is None
    late = notice(moment(1, "00:00"), begins)
    assert late is not None
    assert (late.rule, late.article, late.found, late.needed, late.unit) == (Rule.NOTICE, "ATW 4:2", 27, 28, Unit.DAYS)
    assert late.at == begins


def test_where_the_work_prevents_that_the_hours_are_known_four_days_ahead() -> None:
    terms = WorkingTime(hours_follow_later=True)
    assert notice(moment(24, "12:00"), moment(28, "05:00"), terms) is None
    late = notice(moment(25, "12:00"), moment(28, "05:00"), terms)
    assert late is not None
    assert (late.found, late.needed, late.term) == (3, 4, "hours_notice_days")


# ---- the team's own terms


def test_terms_travel_in_the_row_of_the_team() -> None:
    team = Team("noord", "Noord", working_time=WorkingTime(daily_rest_minutes=12 * HOUR, weekly_rest_from_any_moment=True))
    assert decode(Team, encode(team)) == team
    assert all(type(getattr(LAW, each.name)) in (int, bool) for each in fields(WorkingTime))


_SPLIT_DAY: list[Said] = [(0, "05:00", "09:00"), (0, "12:00", "16:00")]
_CUTS: list[Said] = [(0, "18:00", "21:00"), (1, "06:00", "12:00"), (5, "18:00", "21:00"), (6, "06:00", "12:00")]
_NIGHT_WEEKS: list[Said] = [(6 + 7 * week, "20:00", "04:00") for week in range(16)]
_LONG: list[Said] = [(0, "20:00", "07:00"), (4, "20:00", "07:00")]
_LONG_TERMS = replace(LAW, allows_long_nights=True)

#: Each figure with another value under which these duties are judged otherwise; a planted fault for each.
FAULTS: dict[str, tuple[Any, list[Said], WorkingTime]] = {
    "night_gap_minutes": (30, [(0, "20:00", "23:30"), (1, "00:30", "04:00")], LAW),
    "parting_minutes": (3 * HOUR, [(0, "05:00", "12:00"), (0, "15:00", "21:00")], LAW),
    "daily_rest_minutes": (12 * HOUR, [*_CUTS[:2], (3, "18:00", "21:00"), (4, "08:00", "12:00")], LAW),
    "short_rest_minutes": (10 * HOUR, _CUTS[:2], LAW),
    "short_rest_days": (4, _CUTS, LAW),
    "weekly_rest_minutes": (
        46 * HOUR,
        [*each_day(range(6), "09:00", "18:00"), (7, "15:00", "17:00")],
        replace(LAW, split_rest_minutes=0),
    ),
    "weekly_rest_days": (5, each_day(range(5), "09:00", "17:00"), replace(LAW, split_rest_minutes=0)),
    "split_rest_minutes": (0, each_day([*range(7), 10], "09:00", "17:00"), LAW),
    "split_part_minutes": (88 * HOUR + 1, each_day([*range(7), 10], "09:00", "17:00"), LAW),
    "split_rest_days": (9, each_day([*range(7), 10], "09:00", "17:00"), LAW),
    "weekly_rest_from_any_moment": (True, each_day(range(5), "09:00", "17:00"), replace(LAW, split_rest_minutes=0)),
    "shift_minutes": (8 * HOUR, [(0, "09:00", "17:01")], LAW),
    "week_minutes": (40 * HOUR, each_day(range(5), "09:00", "17:01"), LAW),
    "average_4_weeks_minutes": (9 * HOUR, each_day(range(5), "09:00", "17:00"), LAW),
    "average_16_weeks_minutes": (2 * HOUR, each_day(range(5), "09:00", "17:00"), LAW),
    "night_shift_minutes": (8 * HOUR, [(0, "22:00", "06:01")], LAW),
    "allows_long_nights": (True, _LONG, LAW),
    "long_night_minutes": (10 * HOUR, _LONG, _LONG_TERMS),
    "long_night_rest_minutes": (16 * HOUR, [*_LONG, (5, "22:00", "23:00")], _LONG_TERMS),
    "long_nights_14_days": (1, _LONG, _LONG_TERMS),
    "long_nights_52_weeks": (1, [_LONG[0], (40, "20:00", "07:00")], _LONG_TERMS),
    "night_rest_minutes": (18 * HOUR, [*each_day(range(3), "22:00", "06:00")], LAW),
    "night_series_rest_minutes": (50 * HOUR, [*each_day(range(3), "23:00", "07:00"), (5, "06:00", "12:00")], LAW),
    "night_series": (2, each_day(range(3), "23:00", "07:00"), LAW),
    "nights_16_weeks": (15, _NIGHT_WEEKS, LAW),
    "nights_for_average": (17, _NIGHT_WEEKS, replace(LAW, night_average_minutes=7 * HOUR)),
    "night_average_minutes": (7 * HOUR, _NIGHT_WEEKS, LAW),
    "break_minutes": (181, _SPLIT_DAY, LAW),
    "long_break_minutes": (91, [(0, "06:00", "12:00"), (0, "13:30", "18:30")], LAW),
    "breaks_are_recorded": (True, [(0, "09:00", "17:00")], LAW),
    "free_sundays_52_weeks": (52, [(6, "09:00", "10:00")], LAW),
    "late_from": (21 * HOUR, [(0, "18:00", "21:00"), (1, "08:00", "12:00")], LAW),
    "early_until": (10 * HOUR, [(0, "18:00", "22:00"), (1, "09:00", "12:00")], LAW),
    "moments_a_day": (1, [(0, "05:00", "13:00")], LAW),
}
_OF_NOTICE = {"notice_days", "hours_notice_days", "hours_follow_later"}


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_in_any_figure_changes_the_judgment(name: str) -> None:
    wrong, said, terms = FAULTS[name]
    assert getattr(terms, name) != wrong
    assert breaches(duties(*said), terms) != breaches(duties(*said), replace(terms, **{name: wrong}))


def test_every_figure_has_its_planted_fault() -> None:
    assert set(FAULTS) | _OF_NOTICE == {each.name for each in fields(WorkingTime)}
    assert notice(moment(0, "12:00"), moment(28, "05:00"), WorkingTime(notice_days=29))
    assert notice(moment(24, "12:00"), moment(28, "05:00"), WorkingTime(hours_follow_later=True, hours_notice_days=5))


# ---- in Dutch


@pytest.mark.parametrize("name", FAULTS)
def test_every_breach_is_said_with_name_rule_article_and_advice(name: str) -> None:
    wrong, said, terms = FAULTS[name]
    for each in (*breaches(duties(*said), terms), *breaches(duties(*said), replace(terms, **{name: wrong}))):
        told = sentence(each, {"nadia": "Nadia de Wit"}.__getitem__)
        assert told.startswith(f"Nadia de Wit: {RULES[each.rule]}: ")
        assert ("regel van het team" if each.article == "team" else each.article) in told
        assert told.endswith(".")
        assert "{" not in told
        assert "None" not in told


def test_every_rule_has_its_dutch() -> None:
    assert set(RULES) == set(Rule)
    told = notice(moment(10, "12:00"), moment(28, "05:00"))
    assert told is not None
    assert "18 dagen van tevoren" in sentence(told)


def test_a_sentence_names_the_hours() -> None:
    rest = next(each for each in breaches(duties((0, "18:00", "22:30"), (1, "06:00", "13:00"))) if each.rule is Rule.DAILY_REST)
    assert "7 uur en 30 minuten rust van ma 5 jan 2026 22:30 tot di 6 jan 2026 06:00, nodig is 11 uur" in sentence(rest)
    early = breaches(duties((0, "18:00", "22:00"), (1, "08:59", "13:00")))[-1]
    assert "werkt tot ma 5 jan 2026 22:00 en begint om 08:59 weer; na zo'n avond niet voor 09:00" in sentence(early)
