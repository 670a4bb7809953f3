"""The division of a slot as it follows from rows: plans, shifts, swaps, looks, and what a person fixes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from people import (
    DAWN,
    KARIN,
    LINDE,
    LINDE_PLAN,
    NADIA,
    NADIAS_SHIFT,
    NOON,
    OLM,
    RUBEN,
    RUBENS_SHIFT,
    TEAM,
    KeptRows,
    at,
    done,
    rows_of,
)

from field_app.rules.division.records import Division, Left, Reason, WhyLeft
from field_app.rules.division.slot import counts_until, division_of
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.plan_records import Plan, Returned
from field_app.rules.records import Officer, Shift, Stop
from field_app.rules.refusals import Code, Refused
from field_app.rules.roster_commands import PinStop
from field_app.rules.row_facts import RowFacts
from field_app.rules.shift_changes import row
from field_app.rules.vocabulary import CaseStatus, Kind, Role, ShiftStatus, Slot

ELS = Officer("els", "Els Maas", (Role.OFFICER,))
HERS = replace(NADIAS_SHIFT, stops=(), rostered_id=NADIA.id)
HIS = replace(RUBENS_SHIFT, stops=(), rostered_id=RUBEN.id)
IEP = replace(LINDE, id="iep", code_name="Iep", owner_id=NADIA.id, buddy_id=None, plan_id="iep-plan")
IEP_PLAN = replace(LINDE_PLAN, id="iep-plan", case_id="iep")
WORLD = (TEAM, NADIA, RUBEN, KARIN, ELS, LINDE, LINDE_PLAN, IEP, IEP_PLAN, OLM, HERS, HIS)


def division(*changed: Any, slot: Slot = DAWN, looked: dict[str, tuple[str, ...]] | None = None) -> Division:
    return of_rows(rows_of(*WORLD, *changed), slot, looked)


def of_rows(rows: KeptRows, slot: Slot = DAWN, looked: dict[str, tuple[str, ...]] | None = None) -> Division:
    return division_of(slot, RowFacts(rows), lambda case_id: (looked or {}).get(case_id, ()))


def cases(found: Division) -> dict[str, list[str]]:
    return {share.shift_id: [choice.case_id for choice in share.choices] for share in found.shares}


HIS_LINDE_HER_IEP = {"nadias-shift": ["iep"], "rubens-shift": ["linde"]}


def test_cases_whose_plan_names_the_slot_go_to_their_owners_on_duty() -> None:
    assert cases(division()) == cases(division(slot=NOON)) == HIS_LINDE_HER_IEP


@pytest.mark.parametrize(
    "changed",
    [
        replace(LINDE, status=CaseStatus.DECISION_DUE),
        replace(LINDE, status=CaseStatus.CLOSED),
        replace(LINDE, plan_id=None),
        replace(LINDE_PLAN, approved_at=None),
        replace(LINDE_PLAN, slots=(NOON,)),
        replace(LINDE_PLAN, ends_on=DAWN.on - timedelta(days=1)),
        replace(LINDE_PLAN, starts_on=DAWN.on + timedelta(days=1)),
    ],
)
def test_a_case_that_no_approved_plan_asks_for_now_is_with_nobody(changed: Case | Plan) -> None:
    found = division(changed)
    assert cases(found) == {"nadias-shift": ["iep"], "rubens-shift": []} and found.left == ()


@pytest.mark.parametrize("status", [ShiftStatus.CONCEPT, ShiftStatus.CANCELLED])
def test_a_shift_that_does_not_bind_has_no_cases(status: ShiftStatus) -> None:
    assert cases(division(replace(HIS, status=status))) == {"nadias-shift": ["iep", "linde"]}


@pytest.mark.parametrize("status", [ShiftStatus.STARTED, ShiftStatus.ENDED])
def test_starting_or_ending_a_shift_moves_nobodys_cases(status: ShiftStatus) -> None:
    assert cases(division(replace(HIS, status=status))) == HIS_LINDE_HER_IEP


def test_the_cases_of_an_open_shift_fall_to_the_others_unless_they_are_fixed_there() -> None:
    sick = replace(HIS, officer_id=None)
    assert cases(division(sick)) == {"nadias-shift": ["iep", "linde"], "rubens-shift": []}
    fixed = division(replace(sick, stops=(Stop("linde", DAWN),)))
    assert cases(fixed) == HIS_LINDE_HER_IEP
    assert fixed.share("rubens-shift")[0].reasons == (Reason.FIXED,)


def test_after_a_swap_the_slot_keeps_its_cases_and_whoever_takes_an_open_one_gets_them_back() -> None:
    assert cases(division(replace(HERS, officer_id=RUBEN.id), replace(HIS, officer_id=NADIA.id))) == HIS_LINDE_HER_IEP
    assert cases(division(replace(HIS, officer_id=ELS.id))) == HIS_LINDE_HER_IEP


def test_conflicts_go_by_who_really_drives() -> None:
    barred = replace(LINDE, conflicts=(ELS.id,))
    assert "linde" in cases(division(barred, replace(HIS, officer_id=ELS.id)))["nadias-shift"]
    assert division(replace(LINDE, conflicts=(NADIA.id, RUBEN.id))).left == (Left("linde", WhyLeft.ALL_IN_CONFLICT),)


def test_a_plan_that_needs_two_gets_both_cars() -> None:
    found = cases(division(replace(LINDE_PLAN, needs_two=True)))
    assert all("linde" in each for each in found.values())


def test_a_fixed_case_is_kept_also_without_a_plan_but_a_closed_one_is_not() -> None:
    hers = replace(HERS, stops=(Stop("olm", DAWN),))
    assert "olm" in cases(division(hers))["nadias-shift"]
    assert "olm" not in cases(division(hers, replace(OLM, status=CaseStatus.CLOSED)))["nadias-shift"]


def test_who_looked_last_gets_the_case_when_owner_and_buddy_are_not_there() -> None:
    strangers = replace(LINDE, owner_id=KARIN.id, buddy_id=None), replace(IEP, owner_id=KARIN.id)
    found = division(*strangers, looked={"linde": (NADIA.id, RUBEN.id), "iep": (RUBEN.id, NADIA.id)})
    assert cases(found) == {"nadias-shift": ["linde"], "rubens-shift": ["iep"]}


def test_looks_count_that_were_received_before_the_day_began_in_amsterdam() -> None:
    assert counts_until(DAWN) == counts_until(NOON) == at("00:00")


# ---- to fix a case to a shift


def stops(rows: KeptRows, shift_id: str) -> tuple[Stop, ...]:
    shift = RowFacts(rows).shift(shift_id)
    assert shift
    return shift.stops


def refusal(command: PinStop, by: Officer = KARIN, *changed: Any) -> Code:
    with pytest.raises(Refused) as no:
        done(rows_of(*WORLD, *changed), command, by)
    return no.value.code


def test_what_the_team_lead_fixes_stays_and_what_is_let_go_is_divided_again() -> None:
    rows = rows_of(*WORLD)
    done(rows, PinStop("linde", DAWN, "nadias-shift"), KARIN)
    assert stops(rows, "nadias-shift") == (Stop("linde", DAWN),)
    assert of_rows(rows).share("nadias-shift")[0].reasons == (Reason.FIXED,)
    done(rows, PinStop("linde", DAWN, "rubens-shift"), KARIN)
    assert (stops(rows, "nadias-shift"), stops(rows, "rubens-shift")) == ((), (Stop("linde", DAWN),))
    done(rows, PinStop("linde", DAWN, None), KARIN)
    assert stops(rows, "rubens-shift") == ()
    assert cases(of_rows(rows)) == HIS_LINDE_HER_IEP


def test_fixing_changes_the_stops_of_a_row_and_nothing_else() -> None:
    rows = rows_of(*WORLD)
    before = dict(rows.row(Kind.SHIFT, HERS.id) or {})
    outcome = done(rows, PinStop("linde", DAWN, HERS.id), KARIN)
    assert [(each.kind, each.id) for each in outcome.changes] == [(Kind.SHIFT, HERS.id)]
    assert {**before, "stops": [{"case_id": "linde", "slot": {"on": "2026-11-19", "moment": "EARLY_MORNING"}}]} == rows.row(
        Kind.SHIFT, HERS.id
    )
    done(rows, PinStop("linde", DAWN, None), KARIN)
    assert rows.row(Kind.SHIFT, HERS.id) == before
    assert done(rows, PinStop("linde", DAWN, None), KARIN).changes == ()


@pytest.mark.parametrize("by", [KARIN, RUBEN, NADIA])
def test_lead_owner_and_who_is_on_duty_may_fix_a_case(by: Officer) -> None:
    assert done(rows_of(*WORLD), PinStop("linde", DAWN, HERS.id), by).changes


def test_a_colleague_who_is_not_on_duty_may_not() -> None:
    assert refusal(PinStop("linde", DAWN, HERS.id), ELS) is Code.NOT_A_PLANNER


def test_a_case_is_not_fixed_to_what_cannot_have_it() -> None:
    assert refusal(PinStop("gone", DAWN, HERS.id)) is Code.CASE_UNKNOWN
    assert refusal(PinStop("linde", DAWN, "gone")) is Code.SHIFT_UNKNOWN
    assert refusal(PinStop("linde", DAWN, HERS.id), KARIN, replace(HERS, status=ShiftStatus.CANCELLED)) is Code.SHIFT_CANCELLED
    assert refusal(PinStop("linde", DAWN, HERS.id), KARIN, replace(HERS, status=ShiftStatus.ENDED)) is Code.SHIFT_ALREADY_ENDED
    assert refusal(PinStop("linde", DAWN, HERS.id), KARIN, replace(HERS, slots=(NOON,))) is Code.SHIFT_CHANGED
    assert refusal(PinStop("linde", DAWN, HERS.id), KARIN, replace(LINDE, conflicts=(NADIA.id,))) is Code.CASE_CONFLICT


def test_a_case_that_needs_two_can_be_fixed_to_two_shifts_and_a_third_takes_a_place() -> None:
    third: Shift = replace(HERS, id="els-shift", officer_id=ELS.id)
    rows = rows_of(*WORLD, third, replace(LINDE_PLAN, needs_two=True))
    for shift_id in ("nadias-shift", "rubens-shift", "els-shift"):
        done(rows, PinStop("linde", DAWN, shift_id), KARIN)
    having = [each for each in ("els-shift", "nadias-shift", "rubens-shift") if stops(rows, each)]
    assert having == ["els-shift", "rubens-shift"]
    done(rows, PinStop("linde", DAWN, None), KARIN)
    assert not any(stops(rows, each) for each in having)


def test_what_has_ended_keeps_the_stops_it_had() -> None:
    rows = rows_of(*WORLD, replace(HIS, stops=(Stop("linde", DAWN),), status=ShiftStatus.ENDED))
    done(rows, PinStop("linde", DAWN, HERS.id), KARIN)
    assert stops(rows, HIS.id) == stops(rows, HERS.id) == (Stop("linde", DAWN),)


@pytest.mark.parametrize(
    "world",
    [
        replace(LINDE_PLAN, approved_at=None, approved_by=None),
        replace(LINDE_PLAN, withdrawn=Returned(RUBEN.id, at("04:00"), "klaar")),
        replace(LINDE_PLAN, slots=(NOON,)),
        replace(LINDE, status=CaseStatus.LISTED),
        replace(LINDE, status=CaseStatus.DECIDED),
    ],
)
def test_no_look_is_planned_outside_an_approved_plan(world: Case | Plan) -> None:
    with pytest.raises(Refused) as no:
        done(rows_of(*WORLD, world), PinStop(LINDE.id, DAWN, HERS.id), KARIN)
    assert no.value.code is Code.PLAN_MISSING


def test_what_was_planned_may_always_be_taken_off() -> None:
    rows = rows_of(*WORLD)
    done(rows, PinStop(LINDE.id, DAWN, HERS.id), KARIN)
    rows.keep(row(Kind.CASE, replace(LINDE, status=CaseStatus.DECIDED)))
    assert cases(of_rows(rows))[HERS.id] == ["iep"]
    assert done(rows, PinStop(LINDE.id, DAWN, None), KARIN).changes
