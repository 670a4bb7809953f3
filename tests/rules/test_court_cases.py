"""Files that courts judged, through the meter: the figures of the rulings, and where amber and red would have begun."""

from __future__ import annotations

import pytest

from field_app.rules.meter import Cause, Level, Limits, Measure, measure
from rules.court_cases import COURT_CASES, CourtCase

CASES = {each.name: each for each in COURT_CASES}
Reached = tuple[int, tuple[Cause, ...]]


def measured(case: CourtCase, photos_approved: int | None = None) -> Measure:
    """As if the plan had approved the photos that were made."""
    made = sum(each.photos for each in case.looks)
    return measure(case.looks, photos_approved=made if photos_approved is None else photos_approved)


def reached(found: Measure) -> list[Reached]:
    return [(each.look, each.causes) for each in (found.amber, found.red) if each]


@pytest.mark.parametrize(
    ("name", "looks", "days", "span_days", "longest", "photos", "followings"),
    [
        ("CRVB:2023:1909", 81, 43, 127, 88, 25, 2),
        ("CRVB:2017:2807", 97, 60, 148, 120, 0, 0),
        ("RBZWB:2023:813", 208, 151, 151, 3, 60, 1),
        ("Heerhugowaard", 143, 45, 45, 3, 0, 0),
        ("full rota", 60, 15, 15, 3, 0, 0),
    ],
)
def test_the_rebuilt_files_have_the_figures_of_the_rulings(
    name: str, looks: int, days: int, span_days: int, longest: int, photos: int, followings: int
) -> None:
    found = measured(CASES[name])
    assert (found.looks, found.days, found.span_days) == (looks, days, span_days)
    assert (found.minutes_longest, found.photos, found.followings) == (longest, photos, followings)


def test_of_the_81_looks_seven_are_longer_than_five_minutes_and_the_others_last_two_to_five() -> None:
    minutes = sorted((each.ended_at - each.began_at).seconds // 60 for each in CASES["CRVB:2023:1909"].looks)
    assert minutes[0] == 2
    assert minutes[73] == 5
    assert minutes[74:] == [20, 25, 30, 35, 45, 55, 88]


@pytest.mark.parametrize(
    ("name", "amber", "red"),
    [
        ("CRVB:2023:1909", (10, (Cause.SPAN,)), (10, (Cause.SPAN,))),
        ("CRVB:2017:2807", (5, (Cause.LENGTH,)), (5, (Cause.LENGTH,))),
        ("RBZWB:2023:813", (21, (Cause.LOOKS, Cause.SPAN)), (21, (Cause.SPAN,))),
        ("Heerhugowaard", (3, (Cause.DAY,)), (9, (Cause.AVERAGE,))),
        ("full rota", (3, (Cause.DAY,)), (9, (Cause.AVERAGE,))),
    ],
)
def test_the_meter_says_at_which_look_each_file_became_amber_and_red_and_why(name: str, amber: Reached, red: Reached) -> None:
    found = measured(CASES[name])
    assert found.level is Level.RED
    assert reached(found) == [amber, red]


def test_what_a_court_threw_out_is_red_for_more_than_one_reason() -> None:
    delft = dict(measured(CASES["CRVB:2017:2807"]).causes)
    assert delft == {Cause.LOOKS: Level.RED, Cause.LENGTH: Level.RED, Cause.SPAN: Level.RED}
    heerhugowaard = dict(measured(CASES["Heerhugowaard"]).causes)
    assert heerhugowaard == {
        Cause.LOOKS: Level.RED, Cause.AVERAGE: Level.RED, Cause.DAY: Level.AMBER, Cause.SPAN: Level.RED,
    }  # fmt: skip


def test_the_meter_stops_before_a_court_would_for_people_must_look_again() -> None:
    allowed = measured(CASES["RBZWB:2023:813"])
    assert dict(allowed.causes) == {Cause.LOOKS: Level.RED, Cause.SPAN: Level.RED, Cause.FOLLOWING: Level.AMBER}


def test_without_photos_in_the_plan_the_first_photo_is_red() -> None:
    for name in ("CRVB:2023:1909", "RBZWB:2023:813"):
        first = next(at for at, each in enumerate(CASES[name].looks, 1) if each.photos)
        assert reached(measured(CASES[name], photos_approved=0)) == [(first, (Cause.PHOTOS,)), (first, (Cause.PHOTOS,))]
        assert first == 4


def test_the_full_rota_would_pass_a_meter_that_did_not_judge_the_average() -> None:
    blind = Limits(average_from_day=1_000, looks_red_above=60)
    assert measured(CASES["full rota"]).level is Level.RED
    assert measure(CASES["full rota"].looks, blind).level is Level.AMBER
