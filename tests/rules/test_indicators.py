"""The fixed figures of the meeting: counted by hand, the same over the years, about cases and never about one officer."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, timedelta

from people import LINDE, at

from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.closing_records import Closing, LaterRuling
from field_app.rules.dossier.words import Answered, DecisionKind, Retention, RuledOn, Ruling
from field_app.rules.indicators import text_nl
from field_app.rules.indicators.counting import figures, quarters
from field_app.rules.indicators.records import Indicator, Quarter, Unit, quarter_of
from field_app.rules.meter.records import Level
from field_app.rules.vocabulary import CaseStatus

QUARTER = Quarter(2026, 4)
_USUAL = Closing(
    at("12:00"), "nadia", DecisionKind.INVITE, Answered.YES, at("11:00"), Retention.CHECKED, date(2036, 11, 19), date(2036, 11, 19),
    signal_on=date(2026, 11, 9), looks=6, minutes=24, entries=6, late=1, informed_on=date(2026, 11, 19),
    inform_due_on=date(2026, 12, 17), callbacks=2, callbacks_in_time=1,
)  # fmt: skip


def closed(number: int, **changes: object) -> Case:
    bare = Case(
        f"c{number}", LINDE.code_name, LINDE.topic, CaseStatus.CLOSED, "nadia", (), listed_at=at("08:00", date(2026, 11, 12))
    )
    return replace(bare, closing=replace(_USUAL, **changes))  # type: ignore[arg-type]  # named by the field


CASES = (
    closed(1),
    closed(2, kind=DecisionKind.NO_IRREGULARITY, looks=10, minutes=60, signal_on=date(2026, 10, 20), level=Level.RED),
    closed(3, kind=DecisionKind.STOP_INSUFFICIENT, looks=2, minutes=8, informed_on=date(2027, 1, 5), was_dissented=True),
    closed(4, kind=DecisionKind.NO_IRREGULARITY, rulings=(LaterRuling(RuledOn.OBJECTION, Ruling.UPHELD, date(2027, 1, 1)),)),
    closed(5, closed_at=at("12:00", date(2026, 8, 1))),
    LINDE,
)


def value(name: Indicator) -> tuple[int | None, int]:
    return next((each.value, each.of) for each in figures(CASES, QUARTER) if each.indicator is name)


def test_the_figures_of_a_quarter_are_what_a_hand_count_gives() -> None:
    assert value(Indicator.CASES) == (4, 4)
    assert value(Indicator.DAYS_TO_DECISION) == (10, 4)
    assert value(Indicator.LONGEST_TO_DECISION) == (30, 4)
    assert value(Indicator.DAYS_ON_LIST) == (7, 4)
    assert value(Indicator.LONGEST_ON_LIST) == (7, 4)
    assert value(Indicator.LOOKS_PER_CASE) == (6, 4)
    assert value(Indicator.MINUTES_PER_CASE) == (24, 4)
    assert value(Indicator.MOST_LOOKS) == (10, 4)
    assert value(Indicator.MOST_MINUTES) == (60, 4)
    assert value(Indicator.INVITED) == (1, 4)
    assert value(Indicator.VISITED) == (0, 4)
    assert value(Indicator.STOPPED) == (1, 4)
    assert value(Indicator.NO_IRREGULARITY) == (2, 4)
    assert value(Indicator.WITHOUT_FOLLOW_UP) == (3, 4)
    assert value(Indicator.METER_GREEN) == (3, 4)
    assert value(Indicator.METER_AMBER) == (0, 4)
    assert value(Indicator.METER_RED) == (1, 4)
    assert value(Indicator.INFORMED_IN_TIME) == (3, 4)
    assert value(Indicator.ENTERED_LATE) == (4, 24)
    assert value(Indicator.DISSENTS) == (1, 4)
    assert value(Indicator.OBJECTIONS_UPHELD) == (1, 1)
    assert value(Indicator.COMPLAINTS) == (0, 4)
    assert value(Indicator.CALLBACKS_IN_TIME) == (4, 8)


def test_a_quarter_without_cases_says_so_rather_than_nought_per_cent() -> None:
    empty = figures(CASES, Quarter(2025, 1))
    assert {each.value for each in empty if each.unit is Unit.SHARE} == {None}
    assert text_nl.value(empty[-1]) == "niets te tellen"


def test_quarters_follow_the_day_of_closing() -> None:
    assert quarters(CASES) == (QUARTER, Quarter(2026, 3))
    assert [str(quarter_of(date(2026, month, 1))) for month in (1, 3, 4, 12)] == ["2026-K1", "2026-K1", "2026-K2", "2026-K4"]
    assert Quarter(2026, 1).before == Quarter(2025, 4)
    eve = at("23:30", date(2026, 9, 30)) + timedelta(hours=1)
    assert quarter_of(eve.date()) == QUARTER


def test_nothing_is_counted_for_one_officer_and_stopped_benefits_are_no_measure() -> None:
    """Whoever led the cases, the figures are the same; and no name of a person or a benefit is in the set."""
    others = [replace(each, owner_id=f"officer-{number}") for number, each in enumerate(CASES)]
    assert figures(others, QUARTER) == figures(CASES, QUARTER)
    said = " ".join([*text_nl.NAMES.values(), *text_nl.DEFINITIONS.values()]).lower()
    assert not [word for word in ("medewerker", "handhaver", "uitkering") if word in said]


def test_each_figure_has_its_name_and_definition_and_the_table_holds_them() -> None:
    assert set(text_nl.NAMES) == set(text_nl.DEFINITIONS) == set(Indicator)
    rows = list(csv.DictReader(io.StringIO(text_nl.table(figures(CASES, QUARTER)))))
    assert [each["code"] for each in rows] == [each.value for each in Indicator]
    assert {each["version"] for each in rows} == {"1"}
    assert all(each["definition"] and each["quarter"] == "2026-K4" for each in rows)


def test_a_postponement_does_not_make_it_in_time() -> None:
    late = closed(9, informed_on=date(2026, 12, 18), postponed=1)
    found = {each.indicator: each.value for each in figures((late,), QUARTER)}
    assert found[Indicator.INFORMED_IN_TIME] == 0
