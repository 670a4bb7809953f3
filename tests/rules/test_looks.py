"""Every refusal and every flag of one look, each beside the neighbouring case that must not get it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import pytest
from people import (
    DAWN,
    LINDE,
    LINDE_PLAN,
    NADIA,
    NADIAS_SHIFT,
    NOON,
    OLM,
    RUBENS_SHIFT,
    TODAY,
    WORLD,
    act,
    at,
    judged,
    look,
    rows_of,
)

from field_app.rules import observations
from field_app.rules.commands import RecordObservation
from field_app.rules.dossier.plan_records import Budget
from field_app.rules.facts import Change, Facts, look_size
from field_app.rules.look import FactLine, Look
from field_app.rules.observations import Act, Outcome
from field_app.rules.refusals import Code, Refused
from field_app.rules.row_facts import RowFacts
from field_app.rules.vocabulary import (
    CaseStatus,
    FactKind,
    Flag,
    Kind,
    Light,
    Moment,
    Result,
    Sightline,
    Slot,
    UnableReason,
    Vantage,
)

Rule = Callable[[RecordObservation, Facts, Act], Outcome]
MS = timedelta(milliseconds=1)
SEEN = {"result": Result.SEEN, "facts": (FactLine(at("06:12"), FactKind.LIGHT, "licht aan op de verdieping"),)}


@dataclass(frozen=True)
class Situation:
    """A look in a world, and what the rules must say: flags, or one refusal with details."""

    name: str
    look: dict[str, Any] = field(default_factory=dict)
    flags: frozenset[Flag] = frozenset()
    no: Code | None = None
    details: dict[str, Any] = field(default_factory=dict)
    act: dict[str, Any] = field(default_factory=dict)
    world: tuple[Any, ...] = ()
    earlier: tuple[Look, ...] = ()


def refused(name: str, no: Code, look: dict[str, Any], details: dict[str, Any] | None = None, **more: Any) -> Situation:
    return Situation(name, look, no=no, details=details or {}, **more)


def flagged(name: str, *flags: Flag, **more: Any) -> Situation:
    return Situation(name, flags=frozenset(flags), **more)


def accepted(name: str, **more: Any) -> Situation:
    return Situation(name, **more)


def plan(**changes: Any) -> tuple[Any, ...]:
    return (replace(LINDE_PLAN, **changes),)


def budget(**changes: Any) -> tuple[Any, ...]:
    return plan(budget=replace(LINDE_PLAN.budget, **changes))


def looks_before(count: int, on: date = date(2026, 11, 18), minutes: float = 2) -> tuple[Look, ...]:
    return tuple(look(began_at=at("06:12", on), ended_at=at("06:12", on) + timedelta(minutes=minutes)) for _ in range(count))


REFUSALS = (
    accepted("an end at the same moment as the begin", look={"ended_at": at("06:12")}),
    refused("an end one millisecond before the begin", Code.END_BEFORE_BEGIN, {"ended_at": at("06:12") - MS}),
    accepted("one word for the own position", look={"own_position": "overzijde"}),
    refused("an empty own position", Code.POSITION_MISSING, {"own_position": ""}),
    refused("an own position of blanks", Code.POSITION_MISSING, {"own_position": " \t\n"}),
    accepted("seen, with a fact", look=SEEN),
    refused("seen, without a fact", Code.FACT_MISSING, {"result": Result.SEEN}),
    refused("seen, with only blank facts", Code.FACT_MISSING, {**SEEN, "facts": (FactLine(at("06:12"), FactKind.LIGHT, "  "),)}),
    accepted("nothing seen, without a fact", look={"result": Result.NOTHING_SEEN}),
    accepted("unable, with its reason", look={"result": Result.UNABLE, "unable_reason": UnableReason.ROAD_CLOSED}),
    refused("unable, without a reason", Code.REASON_MISSING, {"result": Result.UNABLE}, {"field": "unable_reason"}),
    accepted("the begin moved, with its reason", look={"first_tap_at": at("06:10"), "time_reason": "verkeerd getikt"}),
    refused("the begin moved, without a reason", Code.REASON_MISSING, {"first_tap_at": at("06:10")}, {"field": "time_reason"}),
    refused(
        "the begin moved, with a blank reason",
        Code.REASON_MISSING,
        {"first_tap_at": at("06:10"), "time_reason": " "},
        {"field": "time_reason"},
    ),
    accepted("written down thirty minutes after", act={"at": at("06:44")}),
    refused(
        "written down a millisecond past thirty minutes after",
        Code.REASON_MISSING,
        {},
        {"field": "late_reason"},
        act={"at": at("06:44") + MS},
    ),
    refused(
        "written down late with a blank reason",
        Code.REASON_MISSING,
        {"late_reason": " "},
        {"field": "late_reason"},
        act={"at": at("07:00")},
    ),
    accepted("a case of the team", look={"case_id": LINDE.id}),
    refused("a case that this team does not have", Code.CASE_UNKNOWN, {"case_id": "es"}, {"case_id": "es"}),
)

FLAGS = (
    accepted("the usual look"),
    # the plan
    flagged("no plan", Flag.NO_APPROVED_PLAN, world=(replace(LINDE, plan_id=None),)),
    flagged("a plan that is not there", Flag.NO_APPROVED_PLAN, world=(replace(LINDE, plan_id="gone"),)),
    flagged("a plan not approved yet", Flag.NO_APPROVED_PLAN, world=plan(approved_at=None, approved_by=None)),
    accepted("the first day of the window", world=plan(starts_on=date(2026, 11, 19))),
    flagged("the day before the window", Flag.OUTSIDE_WINDOW, world=plan(starts_on=date(2026, 11, 20))),
    accepted("the last day of the window", world=plan(ends_on=date(2026, 11, 19))),
    flagged("the day after the window", Flag.OUTSIDE_WINDOW, world=plan(ends_on=date(2026, 11, 18))),
    flagged("a planned moment in which it did not begin", Flag.UNPLANNED_MOMENT, look={"slot": NOON}),
    flagged("a moment on a day not planned", Flag.UNPLANNED_MOMENT, look={"slot": Slot(date(2026, 11, 18), Moment.EARLY_MORNING)}),
    flagged("a moment not planned on this day", Flag.UNPLANNED_MOMENT, look={"slot": Slot(date(2026, 11, 19), Moment.EVENING)}),
    flagged("between the moments", Flag.UNPLANNED_MOMENT, look={"slot": None}),
    # the budget
    accepted("the last look of the budget", world=budget(looks=4), earlier=looks_before(3)),
    flagged("one look over the budget", Flag.OVER_BUDGET, world=budget(looks=3), earlier=looks_before(3)),
    accepted("the last minute of the budget", world=budget(minutes=8), earlier=looks_before(3)),
    flagged("one minute over the budget", Flag.OVER_BUDGET, world=budget(minutes=7), earlier=looks_before(3)),
    flagged(
        "half a second over the budget's minutes",
        Flag.OVER_BUDGET,
        look={"ended_at": at("06:14:00.500")},
        world=budget(minutes=8),
        earlier=looks_before(3),
    ),
    accepted("the only look of a day that allows one", world=budget(looks_a_day=1), earlier=looks_before(1)),
    accepted("the second look of a day that allows two", earlier=looks_before(1, on=date(2026, 11, 19))),
    flagged("the third look of a day that allows two", Flag.OVER_DAY_BUDGET, earlier=looks_before(2, on=date(2026, 11, 19))),
    accepted("two looks the day before", earlier=looks_before(2)),
    accepted("as long as one look may last", look={"ended_at": at("06:27")}),
    flagged("one millisecond longer than a look may last", Flag.LONG_LOOK, look={"ended_at": at("06:27") + MS}),
    accepted("looks at another case do not count", world=budget(looks=1), earlier=(look(case_id=OLM.id), look(case_id=OLM.id))),
    # the case
    accepted("a case in which a decision is due", world=(replace(LINDE, status=CaseStatus.DECISION_DUE),)),
    flagged("a closed case", Flag.CASE_CLOSED, world=(replace(LINDE, status=CaseStatus.CLOSED),)),
    flagged("a case on which was decided", Flag.AFTER_DECISION, world=(replace(LINDE, status=CaseStatus.DECIDED),)),
    flagged("a place of another case", Flag.PLACE_NOT_IN_PLAN, look={"place_id": "olm-home"}),
    flagged("not from a public place", Flag.NOT_PUBLIC, look={"is_public_place": False}),
    # the shift
    flagged("no shift", Flag.NOT_ON_DUTY, look={"shift_id": None}),
    flagged("a shift that is not there", Flag.NOT_ON_DUTY, look={"shift_id": "gone"}),
    flagged("a colleague's shift", Flag.NOT_ON_DUTY, look={"shift_id": RUBENS_SHIFT.id}),
    accepted("an hour before the shift", world=(replace(NADIAS_SHIFT, begins_at=at("07:12")),)),
    flagged("over an hour before the shift", Flag.NOT_ON_DUTY, world=(replace(NADIAS_SHIFT, begins_at=at("07:12") + MS),)),
    accepted("an hour after the shift", world=(replace(NADIAS_SHIFT, begins_at=at("01:00"), ends_at=at("05:12")),)),
    flagged(
        "over an hour after the shift",
        Flag.NOT_ON_DUTY,
        world=(replace(NADIAS_SHIFT, begins_at=at("01:00"), ends_at=at("05:12") - MS),),
    ),
    # the clock
    accepted("written down half an hour after, with a needless reason", look={"late_reason": "druk"}, act={"at": at("06:44")}),
    flagged("written down later", Flag.LATE_ENTRY, look={"late_reason": "druk"}, act={"at": at("06:44") + MS}),
    accepted("a clock two minutes fast", act={"skew": timedelta(seconds=120)}),
    flagged("a clock over two minutes fast", Flag.CLOCK_SKEW, act={"skew": timedelta(seconds=120) + MS}),
    accepted("a clock two minutes slow", act={"skew": -timedelta(seconds=120)}),
    flagged("a clock over two minutes slow", Flag.CLOCK_SKEW, act={"skew": -timedelta(seconds=120) - MS}),
    accepted("a clock that nobody can judge", act={"skew": None}),
    # together
    flagged(
        "several at once, none hides another",
        Flag.NO_APPROVED_PLAN,
        Flag.CASE_CLOSED,
        Flag.NOT_PUBLIC,
        look={"is_public_place": False},
        world=(replace(LINDE, plan_id=None, status=CaseStatus.CLOSED),),
    ),
    flagged(
        "far over everything",
        Flag.OVER_BUDGET,
        Flag.OVER_DAY_BUDGET,
        Flag.LONG_LOOK,
        look={"ended_at": at("07:30")},
        world=plan(budget=Budget(looks=1, minutes=1, looks_a_day=0)),
    ),
)
TABLE = REFUSALS + FLAGS


def kept_looks(looks: tuple[Look, ...]) -> list[Change]:
    acts = [act(RecordObservation(each), command_id=f"earlier-{number}") for number, each in enumerate(looks)]
    return [observations.created(done, (), look_size(each)) for done, each in zip(acts, looks, strict=True)]


def what_is_said(each: Situation, rule: Rule) -> tuple[Any, ...]:
    """The refusal with its details, or the flags."""
    rows = rows_of(*WORLD, *each.world)
    rows.keep(*kept_looks(each.earlier))
    command = RecordObservation(look(**each.look))
    try:
        outcome = rule(command, RowFacts(rows), act(command, **each.act))
    except Refused as no:
        return no.code, no.details
    return None, frozenset(outcome.flags)


def disagreements(rule: Rule, table: tuple[Situation, ...] = TABLE) -> list[str]:
    """The names of the situations in which this rule says something else than it must."""
    return [each.name for each in table if what_is_said(each, rule) != (each.no, each.details if each.no else each.flags)]


@pytest.mark.parametrize("each", TABLE, ids=lambda each: each.name)
def test_a_look_gets_exactly_what_it_deserves(each: Situation) -> None:
    assert disagreements(observations.record, (each,)) == []


def test_the_table_knows_every_flag_of_a_look_and_no_name_twice() -> None:
    elsewhere = {Flag.CORRECTED_TWICE, Flag.RECORD_LOST, Flag.FOLLOWING_NOT_APPROVED, Flag.IDENTIFIED_LATE}
    elsewhere |= {Flag.ENTERED_WITHOUT_CONSENT, Flag.CONSENT_UNINFORMED, Flag.CAUTION_MISSING, Flag.GROUND_LATER_THAN_VISIT}
    elsewhere |= {Flag.NOTICE_SHORT, Flag.PHOTO_NOT_IN_PLAN, Flag.PHOTOS_OVER_PLAN}
    assert {flag for each in TABLE for flag in each.flags} == set(Flag) - elsewhere
    assert len({each.name for each in TABLE}) == len(TABLE)


@pytest.mark.parametrize("flag", sorted({flag for each in TABLE for flag in each.flags}))
def test_a_rule_that_forgets_or_always_gives_a_flag_is_found_out(flag: Flag) -> None:
    def forgetful(command: RecordObservation, facts: Facts, done: Act) -> Outcome:
        outcome = observations.record(command, facts, done)
        return replace(outcome, flags=tuple(each for each in outcome.flags if each is not flag))

    def fussy(command: RecordObservation, facts: Facts, done: Act) -> Outcome:
        outcome = observations.record(command, facts, done)
        return replace(outcome, flags=(*outcome.flags, flag))

    assert disagreements(forgetful)
    assert disagreements(fussy)


@pytest.mark.parametrize("code", sorted({each.no for each in TABLE if each.no}))
def test_a_rule_that_forgets_a_refusal_is_found_out(code: Code) -> None:
    def forgetful(command: RecordObservation, facts: Facts, done: Act) -> Outcome:
        try:
            return observations.record(command, facts, done)
        except Refused as no:
            if no.code is code:
                return Outcome(())
            raise

    assert disagreements(forgetful)


@pytest.mark.parametrize("off", [MS, -MS])
def test_a_limit_that_is_off_by_a_millisecond_is_found_out(off: timedelta) -> None:
    def off_in_lateness(command: RecordObservation, facts: Facts, done: Act) -> Outcome:
        return observations.record(command, facts, replace(done, at=done.at + off))

    def off_in_skew(command: RecordObservation, facts: Facts, done: Act) -> Outcome:
        return observations.record(command, facts, replace(done, skew=None if done.skew is None else done.skew + off))

    def off_in_length(command: RecordObservation, facts: Facts, done: Act) -> Outcome:
        longer = RecordObservation(replace(command.look, ended_at=command.look.ended_at + off))
        return observations.record(longer, facts, done)

    for rule in (off_in_lateness, off_in_skew, off_in_length):
        assert disagreements(rule), rule.__name__


@pytest.mark.parametrize("looks", [1, -1])
def test_a_budget_that_is_off_by_one_look_is_found_out(looks: int) -> None:
    def miscounting(command: RecordObservation, facts: Facts, done: Act) -> Outcome:
        facts.tally(command.look.case_id).add(TODAY, 0, looks)
        return observations.record(command, facts, done)

    assert disagreements(miscounting)


def test_every_kind_of_view_light_and_vantage_is_a_complete_look() -> None:
    for changes in ({"sightline": each} for each in Sightline):
        assert judged(RecordObservation(look(**changes))).flags == ()
    for light in Light:
        assert judged(RecordObservation(look(light=light))).flags == ()
    for vantage in Vantage:
        assert judged(RecordObservation(look(vantage=vantage))).flags == ()


def test_an_accepted_look_becomes_one_new_row_with_its_size() -> None:
    outcome = judged(RecordObservation(look()))
    (change,) = outcome.changes
    assert (change.kind, change.id, change.is_new) == (Kind.OBSERVATION, "look-1", True)
    assert change.looked is not None
    assert (change.looked.case_id, change.looked.on, change.looked.minutes) == (LINDE.id, date(2026, 11, 19), 2)
    assert change.body["officer_id"] == NADIA.id
    assert change.body["recorded_at"] == "2026-11-19T06:14:00.000+01:00"


def test_somebody_who_left_the_team_is_refused() -> None:
    with pytest.raises(Refused) as no:
        judged(RecordObservation(look()), rows_of(*(each for each in WORLD if each is not NADIA)))
    assert (no.value.code, no.value.details) == (Code.OFFICER_UNKNOWN, {"officer_id": NADIA.id})


def test_a_look_over_midnight_counts_on_the_day_it_began() -> None:
    changes = {"began_at": at("23:58"), "ended_at": at("00:03", date(2026, 11, 20)), "slot": None}
    (change,) = judged(RecordObservation(look(**changes))).changes
    assert change.looked is not None
    assert (change.looked.on, change.looked.minutes) == (date(2026, 11, 19), 5)


def test_a_look_outside_the_slot_it_claims_is_flagged() -> None:
    outcome = judged(RecordObservation(look(began_at=at("11:00"), ended_at=at("11:02"), slot=DAWN)))
    assert Flag.UNPLANNED_MOMENT in outcome.flags


def test_a_look_that_ends_after_it_was_sealed_is_refused() -> None:
    with pytest.raises(Refused) as no:
        judged(RecordObservation(look()), at=at("06:13"))
    assert no.value.code is Code.END_IN_FUTURE


def test_another_place_of_the_case_than_the_planned_one_is_flagged() -> None:
    work = replace(LINDE.places[0], id="linde-work")
    rows = rows_of(*WORLD, replace(LINDE, places=(*LINDE.places, work)))
    assert Flag.PLACE_NOT_IN_PLAN in judged(RecordObservation(look(place_id=work.id)), rows).flags
