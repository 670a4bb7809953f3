"""The rules of working time, each on both sides of its edge: a minute less, a minute more."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from field_app.rules.working_time import Rule, WorkingTime, breaches
from rules.duties import HOUR, MONDAY, broken, duties, each_day, figures, moment

OFFICE_YEAR = each_day([day for day in range(7 * 53) if day % 7 < 5], "09:00", "17:00")
#: The clock goes back in the night to this Sunday, and forward in the night to the other.
BACK, FORWARD = date(2026, 10, 25), date(2026, 3, 29)


def test_an_ordinary_year_from_monday_to_friday_breaks_nothing() -> None:
    assert breaches(duties(*OFFICE_YEAR)) == ()


def test_no_duties_break_nothing() -> None:
    assert breaches([]) == ()


# ---- daily rest, ATW 5:3


def test_after_an_evening_until_ten_nine_o_clock_is_fine() -> None:
    assert breaches(duties((0, "18:00", "22:00"), (1, "09:00", "13:00"))) == ()


def test_after_an_evening_until_ten_six_o_clock_is_the_shortened_rest_of_that_week() -> None:
    assert broken(Rule.DAILY_REST, (0, "18:00", "22:00"), (1, "06:00", "13:00")) == []


def test_the_second_shortened_rest_within_seven_times_24_hours_breaks_the_rule() -> None:
    first = [(0, "18:00", "22:00"), (1, "06:00", "13:00")]
    found = broken(Rule.DAILY_REST, *first, (3, "18:00", "22:00"), (4, "06:00", "13:00"))
    assert figures(found) == [("daily_rest_minutes", 8 * HOUR, 11 * HOUR)]
    assert found[0].at == moment(4, "06:00")
    assert found[0].other == moment(3, "22:00")
    assert found[0].article == "ATW 5:3"
    assert broken(Rule.DAILY_REST, *first, (7, "18:00", "22:00"), (8, "05:59", "13:00"))
    assert broken(Rule.DAILY_REST, *first, (7, "18:00", "22:00"), (8, "06:00", "13:00")) == []


@pytest.mark.parametrize(("begins", "is_broken"), [("05:59", True), ("06:00", False)])
def test_rest_is_never_shorter_than_eight_hours(begins: str, is_broken: bool) -> None:
    found = broken(Rule.DAILY_REST, (0, "18:00", "22:00"), (1, begins, "12:00"))
    assert figures(found) == ([("daily_rest_minutes", 8 * HOUR - 1, 11 * HOUR)] if is_broken else [])


@pytest.mark.parametrize(("begins", "is_broken"), [("08:59", True), ("09:00", False)])
def test_eleven_hours_are_no_shortened_rest_and_a_minute_less_is(begins: str, is_broken: bool) -> None:
    week = [(0, "18:00", "22:00"), (1, "06:00", "13:00"), (3, "18:00", "22:00"), (4, begins, "13:00")]
    assert bool(broken(Rule.DAILY_REST, *week)) is is_broken


def test_an_early_and_a_late_piece_with_ten_hours_between_and_an_early_one_next_day_break_the_rule() -> None:
    found = broken(Rule.DAILY_REST, (0, "06:00", "09:00"), (0, "19:00", "22:00"), (1, "06:00", "09:00"))
    assert figures(found) == [("daily_rest_minutes", 8 * HOUR, 11 * HOUR)]


def test_an_early_and_a_late_piece_with_eleven_hours_between_may_follow_each_other_all_week() -> None:
    days = [each for day in range(5) for each in ((day, "06:00", "08:00"), (day, "19:00", "21:00"))]
    assert broken(Rule.DAILY_REST, *days) == []
    assert broken(Rule.DAILY_REST, *((day, begins, ends.replace("08:00", "08:01")) for day, begins, ends in days))


def test_two_pieces_on_one_day_are_one_stint_when_no_rest_lies_between() -> None:
    assert breaches(duties((0, "05:00", "09:00"), (0, "13:00", "17:00"), (1, "05:00", "09:00"))) == ()


def test_a_night_between_two_pieces_is_a_rest_that_is_too_short_and_no_break() -> None:
    assert figures(broken(Rule.DAILY_REST, (0, "18:00", "23:00"), (1, "05:00", "09:00")))[0][1] == 6 * HOUR
    assert broken(Rule.DAILY_REST, (0, "20:00", "23:30"), (1, "00:30", "04:00")) == []


def test_a_stint_so_long_that_eleven_hours_do_not_fit_in_its_24_takes_the_shortened_rest() -> None:
    long_days = [each for day in (0, 3) for each in ((day, "06:00", "11:00"), (day, "15:00", "20:00"))]
    assert broken(Rule.DAILY_REST, *long_days[:2]) == []
    assert figures(broken(Rule.DAILY_REST, *long_days)) == [("daily_rest_minutes", 10 * HOUR, 11 * HOUR)]


# ---- weekly rest, ATW 5:5

ONE_WAY = WorkingTime(split_rest_minutes=0)


@pytest.mark.parametrize(("ends", "is_broken"), [("17:00", False), ("17:01", True)])
def test_in_seven_times_24_hours_there_are_36_hours_of_rest(ends: str, is_broken: bool) -> None:
    week = [*each_day(range(5), "05:00", "13:00"), (5, "09:00", ends), *each_day([*range(7, 12), 14], "05:00", "13:00")]
    found = broken(Rule.WEEKLY_REST, *week, terms=ONE_WAY)
    assert figures(found) == ([("weekly_rest_minutes", 36 * HOUR - 1, 36 * HOUR)] if is_broken else [])
    assert broken(Rule.WEEKLY_REST, *week) == [], "the weekend after it makes up 72 hours in 14 times 24"


def test_a_week_without_a_day_off_is_told_once_from_its_first_duty() -> None:
    found = broken(Rule.WEEKLY_REST, *each_day(range(13), "09:00", "17:00"))
    assert figures(found) == [("weekly_rest_minutes", 16 * HOUR, 36 * HOUR)]
    assert (found[0].at, found[0].other) == (moment(0, "09:00"), moment(7, "09:00"))


@pytest.mark.parametrize(("back_on", "is_broken"), [(None, True), (9, True), (10, False)])
def test_seven_days_in_a_row_are_lawful_when_the_roster_shows_72_hours_of_rest_after_them(
    back_on: int | None, is_broken: bool
) -> None:
    later = [(back_on, "16:59" if back_on == 9 else "09:00", "20:00")] if back_on else []
    assert bool(broken(Rule.WEEKLY_REST, *each_day(range(7), "09:00", "17:00"), *later)) is is_broken
    if back_on == 9:
        assert broken(Rule.WEEKLY_REST, *each_day(range(7), "09:00", "17:00"), (9, "17:00", "20:00")) == []


def test_counting_starts_anew_after_a_weekly_rest() -> None:
    days = [0, 1, *range(3, 9), *range(10, 17)]
    found = broken(Rule.WEEKLY_REST, *each_day(days, "09:00", "17:00"), terms=ONE_WAY)
    assert [each.at for each in found] == [moment(10, "09:00")]


@pytest.mark.parametrize(("begins", "is_broken"), [("20:00", False), ("19:59", True)])
def test_72_hours_in_14_days_may_be_taken_in_parts_of_at_least_32_hours(begins: str, is_broken: bool) -> None:
    part = [*each_day(range(6), "05:00", "12:00"), (6, begins, "23:30")]  # 32 h, and not 36
    days = [*part, *each_day([8, 9, 10], "09:00", "17:00"), (13, "09:00", "17:00")]
    assert bool(broken(Rule.WEEKLY_REST, *days)) is False, "24 and 64 hours later on"
    few = [*part, *each_day(range(7, 12), "12:00", "17:00"), (13, "09:00", "17:00"), (14, "09:00", "17:00")]
    assert bool(broken(Rule.WEEKLY_REST, *few)) is is_broken


def test_counted_from_any_moment_an_ordinary_week_has_too_short_a_rest_and_is_lawful_by_its_two_weekends() -> None:
    strict = WorkingTime(weekly_rest_from_any_moment=True)
    until_october = OFFICE_YEAR[: 5 * 40]  # there one fortnight is an hour short: 14 x 24 h are true hours
    found = [each.at for each in broken(Rule.WEEKLY_REST, *until_october, terms=strict)]
    assert found == [moment(7 * 38, "09:00"), moment(7 * 39, "09:00")], "only of these does the roster not show what follows"
    one_way = WorkingTime(weekly_rest_from_any_moment=True, split_rest_minutes=0)
    assert len(broken(Rule.WEEKLY_REST, *until_october, terms=one_way)) == 40


# ---- hours, ATW 5:7


@pytest.mark.parametrize(("ends", "is_broken"), [("19:00", False), ("19:01", True)])
def test_a_shift_has_at_most_twelve_hours(ends: str, is_broken: bool) -> None:
    found = broken(Rule.SHIFT_LENGTH, (0, "07:00", ends))
    assert figures(found) == ([("shift_minutes", 12 * HOUR + 1, 12 * HOUR)] if is_broken else [])


def test_pieces_without_a_rest_between_are_one_shift_and_gaps_are_no_work() -> None:
    assert broken(Rule.SHIFT_LENGTH, (0, "05:00", "12:00"), (0, "15:00", "20:00")) == []
    assert figures(broken(Rule.SHIFT_LENGTH, (0, "05:00", "12:00"), (0, "15:00", "20:01")))[0][1] == 12 * HOUR + 1


@pytest.mark.parametrize(("ends", "is_broken"), [("17:00", False), ("17:01", True)])
def test_a_week_has_at_most_sixty_hours(ends: str, is_broken: bool) -> None:
    found = broken(Rule.WEEK_HOURS, *each_day(range(5), "06:00", "17:00"), (5, "12:00", ends))
    assert figures(found) == ([("week_minutes", 60 * HOUR + 1, 60 * HOUR)] if is_broken else [])


def test_a_week_is_from_monday_to_sunday_and_a_night_over_its_end_is_split() -> None:
    days = [*each_day(range(2, 7), "12:00", "23:00"), (7, "00:00", "08:00"), *each_day(range(9, 13), "06:00", "17:00")]
    assert broken(Rule.WEEK_HOURS, *days) == []
    night = [*each_day(range(1, 6), "10:00", "21:00"), (6, "18:00", "02:00")]
    assert figures(broken(Rule.WEEK_HOURS, *night)) == [("week_minutes", 61 * HOUR, 60 * HOUR)]


def weeks(number: int, hours: str, *extra: tuple[int, str, str]) -> list[tuple[int, str, str]]:
    """So many weeks of five equal days from nine, and a duty more."""
    return [*each_day([day for day in range(7 * number) if day % 7 < 5], "06:00", hours), *extra]


@pytest.mark.parametrize(("extra", "is_broken"), [([], False), ([(5, "06:00", "06:04")], False), ([(5, "06:00", "06:05")], True)])
def test_four_weeks_have_at_most_55_hours_on_average(extra: list[tuple[int, str, str]], is_broken: bool) -> None:
    less = [each if each[0] != 0 else (0, "06:00", "16:56") for each in weeks(4, "17:00")]
    found = [each for each in broken(Rule.AVERAGE_HOURS, *less, *extra) if each.term == "average_4_weeks_minutes"]
    assert bool(found) is is_broken
    if found:
        assert (found[0].found, found[0].needed) == (55 * HOUR + 1, 55 * HOUR), "rounded up, so that it is never the limit"
        assert (found[0].at, found[0].other) == (moment(0, "00:00"), moment(28, "00:00"))


@pytest.mark.parametrize(("extra", "is_broken"), [([], False), ([(5, "06:00", "06:01")], True)])
def test_sixteen_weeks_have_at_most_48_hours_on_average(extra: list[tuple[int, str, str]], is_broken: bool) -> None:
    days = [each_day([day + 7 * week for day in range(6)], "06:00", "14:00") for week in range(16)]
    found = broken(Rule.AVERAGE_HOURS, *(each for week in days for each in week), *((6, *rest[1:]) for rest in extra))
    assert bool(found) is is_broken
    assert [each.term for each in found] == (["average_16_weeks_minutes"] if is_broken else [])


# ---- night shifts, ATW 5:8


def nights(rule_terms: WorkingTime, *said: tuple[int, str, str]) -> list[str]:
    return [each.term for each in broken(Rule.NIGHT_SHIFT, *said, terms=rule_terms)]


@pytest.mark.parametrize(("begins", "is_night"), [("05:00", False), ("04:59", True)])
def test_more_than_an_hour_before_six_makes_a_night_shift(begins: str, is_night: bool) -> None:
    found = nights(WorkingTime(night_shift_minutes=4 * HOUR), (0, begins, "11:00"))
    assert bool(found) is is_night


@pytest.mark.parametrize(("begins", "is_broken"), [("21:00", False), ("20:59", True)])
def test_a_night_shift_has_at_most_ten_hours(begins: str, is_broken: bool) -> None:
    found = broken(Rule.NIGHT_SHIFT, (0, begins, "07:00"))
    assert figures(found) == ([("night_shift_minutes", 10 * HOUR + 1, 10 * HOUR)] if is_broken else [])


def test_a_team_may_use_long_night_shifts_up_to_twelve_hours_with_rest_and_not_often() -> None:
    terms = WorkingTime(allows_long_nights=True)
    assert nights(terms, (0, "20:00", "08:00")) == []
    assert nights(terms, (0, "19:59", "08:00")) == ["long_night_minutes"]
    assert "long_night_rest_minutes" in nights(terms, (0, "20:00", "07:00"), (1, "18:59", "22:00"))
    assert "long_night_rest_minutes" not in nights(terms, (0, "20:00", "07:00"), (1, "19:00", "22:00"))
    five = each_day([0, 3, 6, 9, 12], "20:00", "07:00")
    assert nights(terms, *five) == []
    assert nights(terms, *five, (13, "20:00", "07:00")) == ["long_nights_14_days"]
    assert nights(terms, *five, (14, "20:00", "07:00")) == []
    many = each_day(range(0, 7 * 23, 7), "20:00", "07:00")
    assert nights(terms, *many[:22]) == []
    assert nights(terms, *many) == ["long_nights_52_weeks"]


@pytest.mark.parametrize(("begins", "is_broken"), [("20:00", True), ("21:00", False)])
def test_fourteen_hours_of_rest_follow_a_night_shift_past_two_and_once_a_week_eight(begins: str, is_broken: bool) -> None:
    first = [(0, "23:00", "07:00"), (1, "15:00", "18:00")]
    assert nights(WorkingTime(), *first) == []
    second = [(3, "23:00", "07:00"), (4, begins, "22:00")]
    assert bool(nights(WorkingTime(), *first, *second)) is is_broken


def test_a_night_shift_until_two_needs_no_fourteen_hours() -> None:
    twice = [(0, "18:00", "02:00"), (1, "14:00", "18:00"), (3, "18:00", "02:00"), (4, "14:00", "18:00")]
    assert nights(WorkingTime(), *twice) == []
    assert nights(WorkingTime(), *((day, begins, ends.replace("02:00", "02:01")) for day, begins, ends in twice)) == [
        "night_rest_minutes"
    ]


@pytest.mark.parametrize(("begins", "is_broken"), [("04:59", True), ("05:00", False)])
def test_46_hours_of_rest_follow_three_night_shifts_in_a_row(begins: str, is_broken: bool) -> None:
    found = broken(Rule.NIGHT_SHIFT, *each_day(range(3), "23:00", "07:00"), (5, begins, "05:30"))
    assert [each.term for each in found] == (["night_series_rest_minutes"] if is_broken else [])
    assert nights(WorkingTime(), *each_day(range(2), "23:00", "07:00"), (4, begins, "05:30")) == [], "two are no series"


def test_a_series_with_a_night_shift_has_at_most_seven_shifts() -> None:
    assert nights(WorkingTime(), *each_day(range(6), "15:00", "22:00"), (6, "22:00", "05:00")) == []
    assert nights(WorkingTime(), *each_day(range(7), "15:00", "22:00"), (7, "22:00", "05:00")) == ["night_series"]
    assert nights(WorkingTime(), *each_day(range(8), "15:00", "22:00")) == []


def test_from_sixteen_night_shifts_in_sixteen_weeks_the_average_is_forty_hours() -> None:
    days = [(day + 7 * week, "09:00", "17:00") for week in range(16) for day in range(1, 5)]
    night = each_day(range(5, 7 * 16, 7), "01:00", "09:00")
    assert nights(WorkingTime(), *days, *night) == []
    assert nights(WorkingTime(), *days, *night, (0, "12:00", "12:01")) == ["night_average_minutes"]
    assert nights(WorkingTime(), *days, *night[1:], (0, "09:00", "17:00"), (6, "09:00", "09:01")) == []


@pytest.mark.parametrize(("count", "is_broken"), [(36, False), (37, True)])
def test_at_most_36_night_shifts_past_two_in_sixteen_weeks(count: int, is_broken: bool) -> None:
    some = each_day([day + 7 * week for week in range(16) for day in (0, 1, 4)][:count], "20:00", "02:01")
    assert nights(WorkingTime(), *some) == (["nights_16_weeks"] if is_broken else [])
    assert nights(WorkingTime(), *((day, begins, "02:00") for day, begins, _ in some)) == []


# ---- breaks, Sundays, overlap and the house


def test_a_duty_without_gaps_says_nothing_about_breaks_unless_the_team_records_them() -> None:
    assert broken(Rule.BREAK, (0, "09:00", "17:00")) == []
    recorded = WorkingTime(breaks_are_recorded=True)
    assert figures(broken(Rule.BREAK, (0, "09:00", "17:00"), terms=recorded)) == [("break_minutes", 0, 30)]
    assert broken(Rule.BREAK, (0, "09:00", "14:30"), terms=recorded) == []
    assert broken(Rule.BREAK, (0, "09:00", "14:31"), terms=recorded) != []


@pytest.mark.parametrize(("begins", "is_broken"), [("12:30", False), ("12:29", True)])
def test_above_five_and_a_half_hours_half_an_hour(begins: str, is_broken: bool) -> None:
    assert bool(broken(Rule.BREAK, (0, "09:00", "12:00"), (0, begins, "15:15"))) is is_broken


def test_above_ten_hours_three_quarters_and_parts_under_a_quarter_do_not_count() -> None:
    assert broken(Rule.BREAK, (0, "06:00", "10:00"), (0, "10:30", "16:30")) == []
    assert figures(broken(Rule.BREAK, (0, "06:00", "10:00"), (0, "10:30", "16:31"))) == [("long_break_minutes", 30, 45)]
    assert broken(Rule.BREAK, (0, "06:00", "10:00"), (0, "10:30", "13:00"), (0, "13:15", "16:50")) == []
    assert figures(broken(Rule.BREAK, (0, "09:00", "12:00"), (0, "12:16", "14:00"), (0, "14:14", "16:00")))[0][1] == 16


@pytest.mark.parametrize(("worked", "is_broken"), [(39, False), (40, True)])
def test_thirteen_sundays_in_52_weeks_are_free(worked: int, is_broken: bool) -> None:
    found = broken(Rule.FREE_SUNDAYS, *each_day(range(6, 7 * worked, 7), "09:00", "13:00"))
    assert figures(found) == ([("free_sundays_52_weeks", 12, 13)] if is_broken else [])
    spread = each_day([6 + 7 * week for week in range(53) if week % 4], "09:00", "13:00")
    assert broken(Rule.FREE_SUNDAYS, *spread) == [], "39 in any 52 weeks"


def test_an_hour_after_midnight_makes_a_sunday_worked() -> None:
    evenings = each_day(range(5, 7 * 40, 7), "18:00", "00:01")
    assert broken(Rule.FREE_SUNDAYS, *evenings)
    assert broken(Rule.FREE_SUNDAYS, *((day, begins, "24:00") for day, begins, _ in evenings)) == []


def test_nobody_works_twice_at_once() -> None:
    found = broken(Rule.OVERLAP, (0, "09:00", "13:00"), (0, "12:30", "17:00"))
    assert [(each.at, each.other, each.found) for each in found] == [(moment(0, "12:30"), moment(0, "13:00"), 30)]
    assert broken(Rule.OVERLAP, (0, "09:00", "13:00"), (0, "13:00", "17:00")) == []
    assert len(broken(Rule.OVERLAP, (0, "09:00", "17:00"), (0, "10:00", "11:00"), (0, "12:00", "13:00"))) == 2
    assert len(broken(Rule.OVERLAP, (0, "09:00", "17:00"), (0, "09:00", "17:00"))) == 1
    apart = [*duties((0, "09:00", "13:00")), *duties((0, "09:00", "13:00"), who="ruben")]
    assert breaches(apart) == ()


@pytest.mark.parametrize(
    ("ends", "begins", "is_broken"), [("22:00", "08:59", True), ("22:00", "09:00", False), ("21:59", "06:00", False)]
)
def test_a_late_evening_leaves_no_early_morning(ends: str, begins: str, is_broken: bool) -> None:
    assert bool(broken(Rule.LATE_THEN_EARLY, (0, "18:00", ends), (1, begins, "12:00"))) is is_broken
    assert broken(Rule.LATE_THEN_EARLY, (0, "18:00", ends), (1, begins, "12:00"), terms=WorkingTime(late_from=0)) == []
    assert broken(Rule.LATE_THEN_EARLY, (0, "18:00", ends), (2, begins, "12:00")) == []


def test_moments_of_a_day_are_counted_when_a_team_asks_for_it() -> None:
    terms = WorkingTime(moments_a_day=2)
    assert broken(Rule.MOMENTS_A_DAY, (0, "05:00", "13:00"), terms=terms) == []
    assert [each.found for each in broken(Rule.MOMENTS_A_DAY, (0, "05:00", "13:01"), terms=terms)] == [3]
    assert broken(Rule.MOMENTS_A_DAY, (0, "05:00", "23:00")) == []


# ---- both nights in which the clock is changed


def test_eight_hours_on_the_clock_are_nine_in_october_and_seven_in_march() -> None:
    night = (-1, "22:00", "06:00")
    terms = WorkingTime(shift_minutes=1)
    assert [each.found for each in broken(Rule.SHIFT_LENGTH, night, terms=terms, first=BACK)] == [9 * HOUR]
    assert [each.found for each in broken(Rule.SHIFT_LENGTH, night, terms=terms, first=FORWARD)] == [7 * HOUR]
    assert broken(Rule.NIGHT_SHIFT, (-1, "20:00", "06:01"), first=FORWARD) == []
    assert broken(Rule.NIGHT_SHIFT, (-1, "20:59", "06:00"), first=BACK) != []


def test_rest_over_a_clock_change_is_counted_in_true_hours() -> None:
    evening = (-1, "18:00", "21:00")
    assert broken(Rule.DAILY_REST, evening, (0, "05:00", "09:00"), first=BACK) == []
    assert figures(broken(Rule.DAILY_REST, evening, (0, "05:00", "09:00"), first=FORWARD)) == [
        ("daily_rest_minutes", 7 * HOUR, 11 * HOUR)
    ]
    assert broken(Rule.DAILY_REST, evening, (0, "04:00", "05:00"), first=BACK) == [], "8 hours, of which the clock shows 7"


def test_the_hours_before_six_are_those_of_the_clock_in_amsterdam() -> None:
    short = WorkingTime(night_shift_minutes=1)
    assert broken(Rule.NIGHT_SHIFT, (0, "00:59", "03:00"), terms=short, first=FORWARD) != [], (
        "61 minutes, for the clock skips an hour"
    )
    assert broken(Rule.NIGHT_SHIFT, (0, "01:00", "03:00"), terms=short, first=FORWARD) == []
    assert broken(Rule.NIGHT_SHIFT, (0, "02:00", "03:00"), terms=short, first=BACK) != [], "that hour comes twice"
    assert broken(Rule.NIGHT_SHIFT, (0, "05:00", "12:00"), terms=short, first=BACK) == []


def test_a_week_with_a_clock_change_has_the_hours_that_were_worked() -> None:
    days = each_day(range(-6, -1), "06:00", "17:00")
    assert figures(broken(Rule.WEEK_HOURS, *days, (0, "00:00", "04:00"), first=BACK)) == []
    assert figures(broken(Rule.WEEK_HOURS, *days, (0, "00:00", "04:01"), first=BACK)) == [
        ("week_minutes", 60 * HOUR + 1, 60 * HOUR)
    ]
    assert broken(Rule.WEEK_HOURS, *days, (0, "00:00", "06:00"), first=FORWARD) == []


def test_a_moment_of_a_breach_bears_the_offset_of_amsterdam() -> None:
    summer, winter = (broken(Rule.SHIFT_LENGTH, (day, "06:00", "19:00"))[0].at for day in (0, 180))
    assert summer.utcoffset() == timedelta(hours=1)
    assert winter.utcoffset() == timedelta(hours=2)
    assert summer.date() == MONDAY
