"""Plans: no looking without one, few moments, and never approved by who leads the case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from people import HOME, KARIN, LINDE, NADIA, RUBEN, TEAM, TODAY, KeptRows, at, done, judged, look, rows_of

from field_app.rules.cases import plans
from field_app.rules.commands import Command, RecordObservation
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.list_commands import DescribeCase, LighterMean, Subject
from field_app.rules.dossier.plan_commands import ApprovePlan, ExplainMeter, RecordMidCheck, ReturnPlan, SubmitPlan, WithdrawPlan
from field_app.rules.dossier.plan_records import Plan
from field_app.rules.dossier.words import Mean
from field_app.rules.facts import Facts
from field_app.rules.meter.records import Level, Looked
from field_app.rules.observations import Act
from field_app.rules.records import Officer
from field_app.rules.refusals import Code, Refused
from field_app.rules.row_facts import RowFacts
from field_app.rules.vocabulary import CaseStatus, Kind, Moment, Role, Slot
from field_app.rules.wire import decode

MARJAN = Officer("marjan", "Marjan Visser", (Role.TEAM_LEAD,))
SAMIRA = Officer("samira", "Samira Bakker", (Role.SECOND_READER,))
#: Ruben's case, listed and described, without a plan.
CASE = replace(
    LINDE, status=CaseStatus.LISTED, plan_id=None, question="Verblijft betrokkene hier?", hypothesis="Elders.",
    counter_hypothesis="Op bezoek.", legal_basis="Pw 53a lid 6", lighter_means=(LighterMean(Mean.CALL, True, "Geen gehoor."),),
    subjects=(Subject("A. Voorbeeld"),),
)  # fmt: skip
EVENINGS = tuple(Slot(TODAY + timedelta(days=each), Moment.EVENING) for each in (1, 3, 5, 8))
PLAN = SubmitPlan(
    CASE.id, HOME.id, EVENINGS, TODAY + timedelta(days=1), TODAY + timedelta(days=5), TODAY + timedelta(days=10), 6, 60,
    "Vier avonden beantwoorden de vraag.",
)  # fmt: skip


def world(*more: object) -> KeptRows:
    return rows_of(TEAM, NADIA, RUBEN, KARIN, MARJAN, SAMIRA, CASE, *more)


def refusal(rows: KeptRows, command: Command, by: Officer = RUBEN) -> Refused:
    with pytest.raises(Refused) as no:
        judged(command, rows, by, command_id="next")
    return no.value


def submitted(rows: KeptRows, command: SubmitPlan = PLAN, plan_id: str = "plan-1", by: Officer = RUBEN) -> Plan:
    done(rows, command, by, command_id=plan_id)
    return plan(rows, plan_id)


def plan(rows: KeptRows, plan_id: str = "plan-1") -> Plan:
    return decode(Plan, {**(rows.row(Kind.PLAN, plan_id) or {}), "id": plan_id})


def case(rows: KeptRows) -> Case:
    return decode(Case, {**(rows.row(Kind.CASE, CASE.id) or {}), "id": CASE.id})


def in_force(rows: KeptRows, command: SubmitPlan = PLAN, plan_id: str = "plan-1") -> Plan:
    submitted(rows, command, plan_id)
    done(rows, ApprovePlan(plan_id), KARIN, command_id=f"approve-{plan_id}")
    return plan(rows, plan_id)


def looks(*numbers: int, minutes: int = 4, on: date = TODAY) -> tuple[RecordObservation, ...]:
    """So many looks on this day and the days before it, one list entry a day."""
    found = []
    for before, number in enumerate(numbers):
        for each in range(number):
            began = at("06:00", on - timedelta(days=before)) + timedelta(minutes=20 * each)
            found.append(RecordObservation(look(began_at=began, ended_at=began + timedelta(minutes=minutes))))
    return tuple(found)


def watched(rows: KeptRows, *numbers: int, minutes: int = 4) -> KeptRows:
    for number, each in enumerate(looks(*numbers, minutes=minutes)):
        done(rows, each, command_id=f"seen-{number}")
    return rows


# ---- submitting


def test_a_plan_waits_for_a_team_lead_and_binds_nobody_until_then() -> None:
    rows = world()
    made = submitted(rows)
    assert made.is_waiting
    assert not made.is_approved
    assert (made.question, made.counter_hypothesis) == (CASE.question, CASE.counter_hypothesis)
    assert case(rows).plan_id is None
    flags = judged(RecordObservation(look()), rows, NADIA, command_id="seen").flags
    assert "no-approved-plan" in flags, "a look that was made is kept, and told"


@pytest.mark.parametrize(
    "missing", ["question", "hypothesis", "counter_hypothesis", "legal_basis", "lighter_means", "subjects", "places"]
)
def test_a_case_that_is_not_wholly_described_gets_no_plan(missing: str) -> None:
    bare = replace(CASE, **{missing: type(getattr(CASE, missing))()})
    no = refusal(world(bare), PLAN)
    assert (no.code, no.details["missing"]) == (Code.CASE_INCOMPLETE, [missing])


def test_a_means_that_was_named_without_what_came_of_it_was_not_tried() -> None:
    rows = world()
    empty = DescribeCase(CASE.id, "v", "h", "t", "w", (LighterMean(Mean.CALL, True, " "),))
    done(rows, empty, RUBEN, command_id="x")
    assert refusal(rows, PLAN).details["missing"] == ["lighter_means"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"ends_on": TODAY + timedelta(days=16)}, Code.PLAN_WINDOW),
        ({"mid_check_on": TODAY + timedelta(days=11)}, Code.PLAN_WINDOW),
        ({"mid_check_on": TODAY}, Code.PLAN_WINDOW),
        ({"slots": ()}, Code.PLAN_SLOTS),
        ({"slots": (EVENINGS[0], EVENINGS[0])}, Code.PLAN_SLOTS),
        ({"slots": (*EVENINGS, Slot(TODAY + timedelta(days=11), Moment.EVENING))}, Code.PLAN_SLOTS),
        ({"looks": 3}, Code.PLAN_SLOTS),
        ({"minutes": 5}, Code.PLAN_SLOTS),
        ({"looks_a_day": 3}, Code.PLAN_TOO_DENSE),
        ({"place_id": "elsewhere"}, Code.PLACE_UNKNOWN),
        ({"why": " "}, Code.REASON_MISSING),
        ({"photos": 2}, Code.REASON_MISSING),
        ({"following_reason": "Naar het werk."}, Code.METER_REASON_MISSING),
        ({"looks": 21, "minutes": 100}, Code.METER_REASON_MISSING),
        ({"minutes_a_look": 16}, Code.METER_REASON_MISSING),
    ],
)
def test_a_plan_that_is_wrong_by_itself_is_refused(change: dict[str, Any], code: Code) -> None:
    assert refusal(world(), replace(PLAN, **change)).code is code


def test_fifteen_days_is_the_longest_window() -> None:
    judged(replace(PLAN, ends_on=PLAN.starts_on + timedelta(days=14)), world(), RUBEN, command_id="next")


def test_filling_every_moment_of_a_day_is_not_accepted() -> None:
    """Heerhugowaard: several a day, out of all proportion. Two a day is the most, and only when asked for."""
    day = TODAY + timedelta(days=2)
    two, three = (tuple(Slot(day, each) for each in list(Moment)[:number]) for number in (2, 3))
    judged(replace(PLAN, slots=two), world(), RUBEN, command_id="next")
    assert refusal(world(), replace(PLAN, slots=two, looks_a_day=1)).code is Code.PLAN_TOO_DENSE
    assert refusal(world(), replace(PLAN, slots=three)).code is Code.PLAN_TOO_DENSE
    assert refusal(world(), replace(PLAN, slots=tuple(Slot(day, each) for each in Moment))).code is Code.PLAN_TOO_DENSE


def test_only_the_owner_the_buddy_and_the_team_lead_submit() -> None:
    for by in (RUBEN, NADIA, KARIN):
        judged(PLAN, world(), by, command_id="next")
    assert refusal(world(replace(CASE, buddy_id=None)), PLAN, NADIA).code is Code.NOT_YOUR_CASE


@pytest.mark.parametrize("status", [CaseStatus.CASELOAD, CaseStatus.NOMINATED, CaseStatus.DECIDED])
def test_observing_is_planned_for_cases_on_the_list_only(status: CaseStatus) -> None:
    assert refusal(world(replace(CASE, status=status)), PLAN).code is Code.CASE_NOT_HERE


def test_a_second_plan_takes_the_place_of_one_that_still_waits() -> None:
    rows = world()
    submitted(rows)
    submitted(rows, plan_id="plan-2")
    assert plan(rows).withdrawn is not None
    assert refusal(rows, ApprovePlan("plan-1"), KARIN).code is Code.PLAN_NOT_WAITING


# ---- approving


def test_with_the_yes_of_a_team_lead_observing_begins() -> None:
    rows = world()
    made = in_force(rows)
    assert (made.approved_by, made.is_approved, case(rows).status, case(rows).plan_id) == (
        KARIN.id,
        True,
        CaseStatus.OBSERVING,
        made.id,
    )
    assert refusal(rows, ApprovePlan(made.id), MARJAN).code is Code.PLAN_NOT_WAITING


def test_the_owner_never_approves_not_even_as_team_lead() -> None:
    leads = replace(RUBEN, roles=(Role.OFFICER, Role.TEAM_LEAD))
    rows = world(leads)
    submitted(rows)
    assert refusal(rows, ApprovePlan("plan-1"), leads).code is Code.APPROVER_IS_OWNER
    submitted(rows, plan_id="plan-2", by=KARIN)
    assert refusal(rows, ApprovePlan("plan-2"), KARIN).code is Code.APPROVER_IS_OWNER
    assert refusal(rows, ApprovePlan("plan-2"), leads).code is Code.APPROVER_IS_OWNER
    judged(ApprovePlan("plan-2"), rows, MARJAN, command_id="next")


@pytest.mark.parametrize("by", [NADIA, SAMIRA])
def test_a_colleague_or_a_jurist_alone_does_not_approve(by: Officer) -> None:
    rows = world()
    submitted(rows)
    assert refusal(rows, ApprovePlan("plan-1"), by).code is Code.NOT_PERMITTED
    assert refusal(rows, ReturnPlan("plan-1", "anders"), by).code is Code.NOT_PERMITTED


def test_a_plan_that_is_sent_back_says_what_should_change_and_is_over() -> None:
    rows = world()
    submitted(rows)
    assert refusal(rows, ReturnPlan("plan-1", " "), KARIN).code is Code.REASON_MISSING
    done(rows, ReturnPlan("plan-1", "Kies minder avonden."), KARIN, command_id="x")
    said = plan(rows).returned
    assert said is not None
    assert (said.by, said.reason) == (KARIN.id, "Kies minder avonden.")
    assert refusal(rows, ApprovePlan("plan-1"), MARJAN).code is Code.PLAN_NOT_WAITING


def test_the_plan_in_force_holds_until_the_next_one_is_approved() -> None:
    rows = world()
    in_force(rows)
    submitted(rows, replace(PLAN, following_reason="Naar de carpoolplaats.", meter_reason="Eén keer is nodig."), "plan-2")
    assert case(rows).plan_id == "plan-1"
    assert not plan(rows, "plan-2").allows_following
    done(rows, ApprovePlan("plan-2"), KARIN, command_id="x")
    assert case(rows).plan_id == "plan-2"
    assert plan(rows, "plan-2").allows_following


def test_a_plan_that_is_withdrawn_ends_looking_at_once() -> None:
    rows = world()
    in_force(rows)
    assert refusal(rows, WithdrawPlan("plan-1", "")).code is Code.REASON_MISSING
    done(rows, WithdrawPlan("plan-1", "De vraag is beantwoord."), RUBEN, command_id="x")
    assert not plan(rows).is_approved
    assert case(rows).status is CaseStatus.LISTED
    assert "no-approved-plan" in judged(RecordObservation(look()), rows, NADIA, command_id="seen").flags
    assert refusal(rows, WithdrawPlan("plan-1", "nogmaals")).code is Code.PLAN_NOT_WAITING
    assert refusal(rows, WithdrawPlan("other", "x")).code is Code.PLAN_UNKNOWN


# ---- the meter


def test_amber_asks_a_reason_and_red_a_jurist_beside_the_team_lead() -> None:
    rows = watched(world(), 3)
    assert refusal(rows, PLAN).code is Code.METER_REASON_MISSING
    reasoned = replace(PLAN, meter_reason="Een collega kwam voor niets.")
    assert not submitted(rows, reasoned).needs_jurist
    red = watched(world(), 3, 3, 3)
    made = submitted(red, reasoned)
    assert made.needs_jurist
    done(red, ApprovePlan(made.id), KARIN, command_id="x")
    assert plan(red).is_waiting, "one yes is not enough after red"
    assert refusal(red, ApprovePlan(made.id), KARIN).code is Code.APPROVED_ALREADY
    assert refusal(red, ApprovePlan(made.id), MARJAN).code is Code.NOT_PERMITTED, "a second team lead is no jurist"
    done(red, ApprovePlan(made.id), SAMIRA, command_id="y")
    assert plan(red).is_approved
    assert [each.as_jurist for each in plan(red).approvals] == [False, True]


def test_the_jurist_may_be_first() -> None:
    rows = watched(world(), 3, 3, 3)
    submitted(rows, replace(PLAN, meter_reason="nodig"))
    done(rows, ApprovePlan("plan-1"), SAMIRA, command_id="x")
    done(rows, ApprovePlan("plan-1"), KARIN, command_id="y")
    assert [each.as_jurist for each in plan(rows).approvals] == [True, False]
    assert plan(rows).is_approved


@pytest.mark.parametrize("change", [{"looks": 31, "minutes": 100}, {"minutes_a_look": 60}])
def test_a_plan_that_would_itself_lead_to_red_needs_a_jurist(change: dict[str, Any]) -> None:
    assert submitted(world(), replace(PLAN, meter_reason="nodig", **change)).needs_jurist


def test_looks_of_a_linked_person_and_of_an_earlier_case_count() -> None:
    same = (Subject("A. Voorbeeld", dossier_number="WI 7"),)
    other = replace(
        CASE, id="other", code_name="Beuk", subjects=(Subject("B. Voorbeeld", dossier_number="wi7"),), owner_id=NADIA.id
    )
    rows = world(replace(CASE, subjects=same), other)
    for number, each in enumerate(looks(3)):
        done(rows, replace(each, look=replace(each.look, case_id="other")), command_id=f"other-{number}")
    assert refusal(rows, PLAN).code is Code.METER_REASON_MISSING
    earlier = tuple(
        Looked(at("06:00") + timedelta(hours=each), at("06:05") + timedelta(hours=each), id=f"e{each}") for each in range(3)
    )
    assert refusal(world(replace(CASE, earlier=earlier)), PLAN).code is Code.METER_REASON_MISSING
    judged(PLAN, world(replace(CASE, subjects=same), replace(other, subjects=())), RUBEN, command_id="next")


def test_so_much_looking_is_explained_beside_what_the_meter_said() -> None:
    rows = world()
    assert refusal(rows, ExplainMeter(CASE.id, "Zomaar.")).code is Code.METER_GREEN
    watched(rows, 3)
    assert refusal(rows, ExplainMeter(CASE.id, "")).code is Code.REASON_MISSING
    done(rows, ExplainMeter(CASE.id, "Twee auto's op een moment."), RUBEN, command_id="x")
    (said,) = case(rows).meter_reasons
    assert (said.level, said.looks, said.by) == (Level.AMBER, 3, RUBEN.id)


# ---- half-way


def test_half_way_the_owner_goes_on_or_decides_now() -> None:
    rows = world()
    assert refusal(rows, RecordMidCheck(CASE.id, True, "goed")).code is Code.CASE_NOT_HERE
    in_force(rows)
    assert refusal(rows, RecordMidCheck(CASE.id, True, "")).code is Code.REASON_MISSING
    done(rows, RecordMidCheck(CASE.id, True, "Nog niet rond."), RUBEN, command_id="x")
    assert case(rows).status is CaseStatus.OBSERVING
    done(rows, RecordMidCheck(CASE.id, False, "Verkeerd spoor."), RUBEN, command_id="y")
    assert case(rows).status is CaseStatus.DECISION_DUE
    assert [each.goes_on for each in case(rows).mid_checks] == [True, False]


# ---- would these tests notice?


def wrong_rules() -> dict[str, Any]:
    """Rules of approving and submitting with something forgotten."""

    def anybody_approves(command: ApprovePlan, facts: Facts, act: Act) -> Any:
        other = facts.plan(command.plan_id)
        assert other
        return plans.approve(command, facts, replace(act, officer_id=KARIN.id if act.officer_id == RUBEN.id else MARJAN.id))

    def blind_to_the_meter(command: SubmitPlan, facts: Facts, act: Act) -> Any:
        return plans.submit(replace(command, meter_reason=command.meter_reason or "x"), facts, act)

    def every_moment(command: SubmitPlan, facts: Facts, act: Act) -> Any:
        kept = command.slots[:1]
        return plans.submit(replace(command, slots=kept), facts, act)

    return {"approve": anybody_approves, "meter": blind_to_the_meter, "dense": every_moment}


def test_planted_faults_in_the_rules_would_be_noticed() -> None:
    wrong, rows = wrong_rules(), world()
    submitted(rows)
    act = Act("x", RUBEN.id, at("06:14"), {})
    wrong["approve"](ApprovePlan("plan-1"), RowFacts(rows), act)
    with pytest.raises(Refused):
        plans.approve(ApprovePlan("plan-1"), RowFacts(rows), act)
    amber = watched(world(), 3)
    wrong["meter"](PLAN, RowFacts(amber), act)
    with pytest.raises(Refused):
        plans.submit(PLAN, RowFacts(amber), act)
    full = replace(PLAN, slots=tuple(Slot(TODAY + timedelta(days=2), each) for each in Moment))
    wrong["dense"](full, RowFacts(world()), act)
    with pytest.raises(Refused):
        plans.submit(full, RowFacts(world()), act)
