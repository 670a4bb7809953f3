"""The meter: both sides of each limit, days and nights as they are in Amsterdam, and what it says first and why."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from field_app.rules.meter import Cause, Level, Limits, Looked, Measure, MomentCount, measure, text_nl
from field_app.rules.vocabulary import Moment
from field_app.rules.wire import decode, encode
from rules.duties import MONDAY, moment
from rules.looked import BACK, BOUNDARIES, FAULTS, FORWARD, Meter, each_day, look, on_the_wall, with_fault, wrongs

# ---- the limits


@pytest.mark.parametrize("name", BOUNDARIES)
def test_each_limit_is_held_on_both_sides(name: str) -> None:
    looks, photos, level, causes = BOUNDARIES[name]
    found = measure(looks, photos_approved=photos)
    assert (found.level, dict(found.causes)) == (level, causes)


def test_what_holds_at_the_boundaries_holds_in_any_order_of_the_looks() -> None:
    assert wrongs(measure) == []


def test_amber_and_red_name_the_first_look_that_reached_them_and_every_limit_of_that_level() -> None:
    days = [*each_day(range(2), "06:00", "10:00", "14:00"), look(2), look(2, "14:00", minutes=20), look(2, "19:00", minutes=61)]
    found = measure([replace(each, id=f"look-{at}") for at, each in enumerate(days, 1)])
    assert found.amber is not None
    assert found.red is not None
    assert (found.amber.look, found.amber.id, found.amber.causes) == (3, "look-3", (Cause.DAY,))
    assert (found.red.look, found.red.id, found.red.began_at) == (9, "look-9", days[8].began_at)
    assert found.red.causes == (Cause.AVERAGE, Cause.LENGTH), "the third look on one day is amber, and no reason for red"


def test_the_average_is_judged_at_each_look_from_the_third_day() -> None:
    four = each_day([0], "06:00", "10:00", "14:00", "19:00")
    assert measure(four).red is None
    third_day = measure([*four, *each_day([2], "06:00", "10:00", "14:00", "19:00", "21:00")])
    assert third_day.red is not None
    assert (third_day.red.look, third_day.red.causes) == (9, (Cause.AVERAGE,))
    assert third_day.amber is not None
    assert third_day.amber.look == 3


def test_what_brings_red_at_once_brings_amber_too() -> None:
    found = measure([look(0, minutes=88)])
    assert found.amber is not None
    assert found.red is not None
    assert (found.amber.look, found.amber.causes) == (found.red.look, found.red.causes) == (1, (Cause.LENGTH,))


def test_the_meter_does_not_go_back_by_itself() -> None:
    busy = each_day(range(3), "06:00", "10:00", "14:00")
    quiet = measure([*busy, look(8), look(14)])
    assert Cause.AVERAGE not in dict(quiet.causes)
    assert quiet.level is Level.RED
    assert quiet.red == measure(busy).red


def test_a_team_may_set_other_limits() -> None:
    strict = Limits(
        looks_green=1, looks_red_above=2, average_green_hundredths=50, average_red_from_hundredths=75, average_from_day=2
    )
    found = measure([look(0), look(2), look(4)], strict)
    assert dict(found.causes) == {Cause.LOOKS: Level.RED, Cause.AVERAGE: Level.AMBER}
    assert measure([look(0, followed=True), look(1, followed=True)], Limits(followings_green=1, followings_red_from=3)).level is (
        Level.AMBER
    )
    assert measure([look(0), look(14)], Limits(span_days_green=14)).level is Level.RED
    assert measure(each_day([0], "06:00", "10:00", "14:00"), Limits(day_looks_green=3)).level is Level.GREEN


@pytest.mark.parametrize(
    "wrong",
    [
        {"looks_green": 31}, {"looks_green": -1}, {"look_minutes_green": 60}, {"average_green_hundredths": 300},
        {"followings_green": 2}, {"span_days_green": -1}, {"average_from_day": -1}, {"day_looks_green": -1},
    ],
)  # fmt: skip
def test_limits_below_zero_or_with_red_before_the_end_of_green_are_not_sound(wrong: dict[str, int]) -> None:
    assert Limits().is_sound
    assert Limits(looks_green=30, look_minutes_green=59, average_green_hundredths=299, followings_green=1).is_sound
    assert not Limits(**wrong).is_sound


# ---- the figures


def test_the_figures_are_those_that_courts_list() -> None:
    looks = [
        look(0, "05:00", minutes=2, place="home"),
        look(0, "08:59", minutes=4, photos=1),
        look(2, "09:00", minutes=5, is_unable=True),
        look(2, "17:30", minutes=16, followed=True),
        look(4, "23:30", minutes=0, seconds=1, photos=2, place="work"),
    ]
    found = measure(looks, photos_approved=3)
    assert (found.looks, found.unable, found.days, found.span_days) == (5, 1, 3, 5)
    assert (found.looks_on_busiest_day, found.average_hundredths) == (2, 100)
    assert (found.minutes, found.minutes_median, found.minutes_longest) == (28, 4, 16), "a begun minute counts whole"
    assert (found.photos, found.followings) == (3, 1)
    assert (found.first_at, found.last_at) == (looks[0].began_at, looks[-1].began_at)
    assert found.by_moment == (
        MomentCount(Moment.EARLY_MORNING, 2), MomentCount(Moment.LATE_MORNING, 1), MomentCount(Moment.AFTERNOON, 0),
        MomentCount(Moment.EVENING, 0), MomentCount(None, 2),
    )  # fmt: skip
    assert measure([look(0, minutes=2), look(0, minutes=5)]).minutes_median == 4, "between two, rounded up"


def test_without_a_look_all_is_zero() -> None:
    found = measure([])
    assert (found.looks, found.days, found.span_days, found.minutes, found.minutes_median, found.first_at) == (0, 0, 0, 0, 0, None)
    assert (found.level, found.amber, found.red, found.reasons) == (Level.GREEN, None, None, ())
    assert measure([], Limits(average_from_day=0)).reasons == (), "no day, no average"


def test_where_was_looked_makes_no_difference() -> None:
    looks = each_day(range(4), "06:00", "10:00", "14:00")
    assert measure(replace(each, place=f"place {at % 3}") for at, each in enumerate(looks)) == measure(looks)


def test_looks_that_began_together_keep_their_order() -> None:
    two = [look(0, id="a"), look(0, id="b", minutes=61)]
    there, back = measure(two).red, measure(two[::-1]).red
    assert there is not None
    assert back is not None
    assert (there.look, back.look) == (2, 1)


def test_what_the_meter_says_goes_through_the_wire_and_back() -> None:
    found = measure([*each_day(range(3), "06:00", "10:00", "14:00"), look(20, followed=True, photos=1)])
    assert found.red is not None
    assert decode(Measure, json.loads(json.dumps(encode(found)))) == found
    assert decode(Measure, encode(measure([]))) == measure([])
    assert decode(Limits, {}) == Limits()


# ---- the nights in which the clock changes


def test_a_look_lasts_as_long_as_it_really_did_when_the_clock_changes() -> None:
    assert measure([on_the_wall(look(0, "01:50", 20, FORWARD))]).minutes == 20, "the wall clock says 80"
    assert measure([on_the_wall(look(0, "01:50", 75, BACK))]).minutes == 75, "the wall clock says 15"


def test_in_the_night_of_25_hours_the_order_is_that_of_real_time() -> None:
    early, late = (Looked(at, at) for at in (moment(0, "02:50", BACK), moment(0, "02:50", BACK) + timedelta(minutes=30)))
    early, late = replace(on_the_wall(early), id="early"), replace(on_the_wall(late), id="late", followed=True)
    assert late.began_at.hour == 2
    assert late.began_at.minute == 20
    found = measure([late, early])
    assert (found.first_at, found.last_at) == (early.began_at, late.began_at)
    assert found.amber is not None
    assert (found.amber.look, found.amber.id) == (2, "late")


def test_days_are_those_of_amsterdam_also_around_the_change() -> None:
    for first in (FORWARD, BACK):
        assert measure([look(0, "00:10", first=first), look(0, "23:50", first=first)]).days == 1
        assert measure([look(-1, "23:50", first=first), look(0, "00:10", first=first)]).days == 2
        assert measure([look(-1, first=first), look(13, first=first)]).span_days == 15


# ---- planted faults


#: Amber, then more of it, then red, then red for another reason: what is told first must stay.
_WORSE_AND_WORSE = [look(0, "06:00", minutes=20), *each_day(range(1, 4), "06:00", "10:00", "14:00", "19:00"), look(20)]


def first_reached(meter: Meter) -> list[tuple[int, tuple[Cause, ...]]]:
    said = meter(_WORSE_AND_WORSE)
    return [(each.look, each.causes) for each in (said.amber, said.red) if each]


def test_what_was_reached_first_is_told() -> None:
    assert first_reached(measure) == [(1, (Cause.LENGTH,)), (9, (Cause.AVERAGE,))]


@pytest.mark.parametrize(("right", "wrong"), FAULTS, ids=[wrong.strip()[:60] for _, wrong in FAULTS])
def test_a_slip_in_the_meter_would_be_noticed(right: str, wrong: str) -> None:
    spoilt = with_fault(right, wrong)
    assert wrongs(spoilt) or first_reached(spoilt) != first_reached(measure)


def test_without_a_slip_the_planted_meter_is_the_meter() -> None:
    same = with_fault("self.looks += 1", "self.looks += 1 + 0")
    assert wrongs(same) == []
    assert first_reached(same) == first_reached(measure)


# ---- in words


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("21 looks", ["21 keer gekeken, groen tot en met 20"]),
        ("31 looks", [
            "31 keer gekeken, rood boven 30", "gemiddeld 2,1 keer per dag (31 keer in 15 dagen), groen tot en met 2",
            "3 keer gekeken op één dag, groen tot en met 2",
        ]),
        ("3 a day on day 3", [
            "gemiddeld 3 keer per dag (9 keer in 3 dagen), rood vanaf 3", "3 keer gekeken op één dag, groen tot en met 2",
        ]),
        ("15 minutes and a second", ["één keer 15 minuten en 1 seconde gekeken, groen tot en met 15 minuten"]),
        ("a second short of an hour", ["één keer 59 minuten en 59 seconden gekeken, groen tot en met 15 minuten"]),
        ("an hour", ["één keer 60 minuten gekeken, rood vanaf 60 minuten"]),
        ("16 calendar days, in less than 15 x 24 hours", [
            "16 dagen van de eerste tot en met de laatste keer, groen tot en met 15",
        ]),
        ("followed once", ["1 keer gevolgd, groen is zonder volgen"]),
        ("followed twice", ["2 keer gevolgd, rood vanaf 2"]),
        ("a photo that no plan has", ["1 foto, goedgekeurd in het plan: geen"]),
        ("a photo more than the plan has", ["4 foto's, goedgekeurd in het plan: 3"]),
    ],
)  # fmt: skip
def test_each_reason_says_what_was_found_and_the_limit(name: str, said: list[str]) -> None:
    looks, photos, _, _ = BOUNDARIES[name]
    assert [text_nl.reason(each) for each in measure(looks, photos_approved=photos).reasons] == said


def test_a_length_is_never_told_on_the_other_side_of_its_limit() -> None:
    for length in (timedelta(minutes=15, milliseconds=1), timedelta(minutes=59, seconds=59, milliseconds=999)):
        at = moment(0, "06:00")
        (found,) = measure([Looked(at, at + length)]).reasons
        assert found.level is Level.AMBER
        assert 15 * 60 < found.found < 60 * 60


@pytest.mark.parametrize(
    ("looks", "days", "said"),
    [
        (8, 5, "1,6"), (60, 15, "4"), (2, 1, "2"), (201, 100, "ruim 2"), (299, 100, "bijna 3"), (41, 20, "2,1"), (143, 45, "3,2"),
        (1, 3, "0,3"), (1, 150, "minder dan 0,1"), (0, 0, "0"), (97, 100, "bijna 1"), (95, 100, "bijna 1"), (94, 100, "0,9"),
    ],
)  # fmt: skip
def test_an_average_is_a_whole_number_only_when_it_is_one(looks: int, days: int, said: str) -> None:
    assert text_nl.average(looks, days) == said


def test_the_summary_lists_what_courts_list_and_when_and_why_the_levels_were_reached() -> None:
    looks = [look(0, minutes=2, photos=1), look(0, "14:00", minutes=4, is_unable=True), look(3, "14:10", minutes=61, followed=True)]
    assert text_nl.summary(measure(looks, photos_approved=1)).splitlines() == [
        "Gekeken: 3 keer, op 2 dagen.",
        "Periode: ma 5 jan 2026 tot en met do 8 jan 2026, 4 dagen.",
        "Duur: samen 67 minuten. De helft duurde hoogstens 4 minuten, de langste keer 61 minuten.",
        "Deel van de dag: vroege ochtend 1, middag 2.",
        "Foto's: 1. Gevolgd: 1 keer.",
        "Niet kunnen waarnemen: 1 keer, en dat telt mee.",
        "De meter staat op rood.",
        "Oranje sinds keer 3, op do 8 jan 2026 om 14:10: één keer 61 minuten gekeken, rood vanaf 60 minuten; "
        "1 keer gevolgd, groen is zonder volgen.",
        "Rood sinds keer 3, op do 8 jan 2026 om 14:10: één keer 61 minuten gekeken, rood vanaf 60 minuten.",
    ]
    assert text_nl.summary(measure([])) == "Er is nog niet gekeken."
    assert text_nl.summary(measure([look(0)])).endswith("De meter staat op groen.")


def test_every_level_cause_and_moment_has_its_dutch() -> None:
    assert set(text_nl.LEVELS) == set(Level)
    assert set(text_nl.CAUSES) == set(Cause)
    assert set(text_nl.MOMENTS) == {*Moment, None}
    assert text_nl.day(moment(0, "00:10", MONDAY)) == "ma 5 jan 2026"
