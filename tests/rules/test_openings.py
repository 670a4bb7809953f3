"""What may be done for a case, and whether looking is offered: exactly what the rules would accept, and no look without a plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from casework_people import (
    BEA,
    CASE_ID,
    DESCRIBE,
    EVENINGS,
    INVITE,
    PLACE,
    PLAN,
    SAMIRA,
    TIP,
    Dossier,
    dossier,
)
from people import KARIN, NADIA, RUBEN, TODAY

from field_app.rules.cases.looking import NoLook, why_not
from field_app.rules.cases.openings import openings
from field_app.rules.commands import RecordObservation
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.decision_commands import AddRemark, ReadDecision
from field_app.rules.dossier.list_commands import AddPlace, AddSubject, HandOver, SetBuddy, Subject
from field_app.rules.dossier.names import CASE_NAMES
from field_app.rules.dossier.plan_commands import ApprovePlan, ReturnPlan, WithdrawPlan
from field_app.rules.dossier.words import DecisionKind, Item, LetterKind
from field_app.rules.dossier.work_commands import (
    AskCallback,
    AskedItem,
    AskInformation,
    RecordCall,
    RecordFinding,
    RecordFollowing,
    WriteLetter,
)
from field_app.rules.facts import Facts
from field_app.rules.records import Officer
from field_app.rules.refusals import Code, Refused
from field_app.rules.vocabulary import CaseStatus, Flag

WhyNot = Callable[[Case, Facts, date], NoLook | None]
K = CaseStatus
#: What is said of who does it or of where the case stands, not of how it was filled in.
_NOT_NOW = {Code.NOT_PERMITTED, Code.NOT_YOUR_CASE, Code.CASE_CLOSED, Code.CASE_FROZEN, Code.CASE_NOT_HERE, Code.CASE_INCOMPLETE}


def _acts(of: Dossier, by: Officer) -> dict[str, Any]:
    """Each act of a dossier as somebody would fill it in."""
    rent = AskedItem(Item.RENT, "Wie betaalt?", TODAY - timedelta(days=90), TODAY)
    reader = next(each for each in (SAMIRA, KARIN) if each is not by)
    return {
        "record-finding": RecordFinding(CASE_ID, "BRP", of.now, "Pw 53a", "Niemand anders.", True),
        "record-following": RecordFollowing(CASE_ID, of.now, of.now, "woning", "afrit", "Snelweg op."),
        "write-letter": WriteLetter(CASE_ID, LetterKind.NOTICE, "Reden", "Doel", RUBEN.id, "Beste mevrouw"),
        "record-call": RecordCall(CASE_ID, of.now, "de consulent", True, "Niets bekend."),
        "ask-callback": AskCallback(of.now, "betrokkene", "afspraak", CASE_ID),
        "ask-information": AskInformation(CASE_ID, (rent,), TODAY + timedelta(days=60)),
        "record-signal": replace(TIP, case_id=CASE_ID),
        "submit-plan": replace(PLAN, meter_reason="Toegelicht."),
        "propose-decision": replace(INVITE, second_reader=reader.id, facts_for=(), considered=()),
        "describe-case": DESCRIBE,
        "add-place": AddPlace(CASE_ID, PLACE),
        "add-subject": AddSubject(CASE_ID, Subject("Tweede")),
        "hand-over": HandOver(CASE_ID, RUBEN.id, "Verlof", "Alles staat erin."),
        "set-buddy": SetBuddy(CASE_ID, None),
        "add-remark": AddRemark(CASE_ID, CASE_ID, "Zo is het."),
    }


def _accepted(of: Dossier, by: Officer) -> set[str]:
    found = set()
    for name, command in _acts(of, by).items():
        try:
            of.judged(command, by)
        except Refused as no:
            assert no.code in _NOT_NOW, f"{name}: {no.code}"
        else:
            found.add(name)
    return found


def _frozen() -> Dossier:
    of = dossier(K.OBSERVING)
    handover = replace(INVITE, kind=DecisionKind.HANDOVER_CRIMINAL, proportionality="Zwaar genoeg.")
    of.does(handover, command_id="decision")
    of.does(ReadDecision("decision", True, "Akkoord."), SAMIRA)
    return of


@pytest.mark.parametrize("who", [NADIA, RUBEN, KARIN, SAMIRA], ids=lambda each: each.id)
@pytest.mark.parametrize("status", [each for each in CaseStatus if each is not K.CLOSED])
def test_what_is_offered_is_what_the_rules_accept(status: CaseStatus, who: Officer) -> None:
    of = dossier(status)
    assert set(openings(of.case, of.facts, who)) == _accepted(of, who)


def test_a_buddy_may_do_what_the_owner_may() -> None:
    of = dossier(K.OBSERVING)
    assert openings(of.case, of.facts, RUBEN) != openings(of.case, of.facts, NADIA)
    of.does(SetBuddy(CASE_ID, RUBEN.id))
    assert openings(of.case, of.facts, RUBEN) == openings(of.case, of.facts, NADIA)


@pytest.mark.parametrize("who", [NADIA, RUBEN, KARIN], ids=lambda each: each.id)
def test_after_a_hand_over_to_criminal_law_only_what_happened_is_still_written_down(who: Officer) -> None:
    of = _frozen()
    assert set(openings(of.case, of.facts, who)) == _accepted(of, who)
    assert "ask-information" not in openings(of.case, of.facts, who)


def test_a_closed_case_and_who_sees_no_dossiers_are_offered_nothing() -> None:
    closed, live = dossier(K.CLOSED), dossier(K.OBSERVING)
    assert openings(closed.case, closed.facts, NADIA) == openings(live.case, live.facts, BEA) == ()


def test_every_act_that_is_offered_is_a_command() -> None:
    of = dossier(K.OBSERVING)
    offered = openings(of.case, of.facts, KARIN)
    assert set(offered) <= set(CASE_NAMES)
    assert len(set(offered)) == len(offered)


# ---- looking


def test_looking_is_offered_under_an_approved_plan_on_its_days_only(why: WhyNot = why_not) -> None:
    of = dossier(K.LISTED)
    day = PLAN.starts_on
    assert why(of.case, of.facts, day) is NoLook.NO_PLAN
    of.does(PLAN, command_id="plan")
    assert why(of.case, of.facts, day) is NoLook.PLAN_WAITS
    of.does(ApprovePlan("plan"), KARIN)
    assert why(of.case, of.facts, day - timedelta(days=1)) is NoLook.NOT_BEGUN
    assert [why(of.case, of.facts, each) for each in (day, EVENINGS[1].on, PLAN.ends_on)] == [None] * 3
    assert why(of.case, of.facts, PLAN.ends_on + timedelta(days=1)) is NoLook.PLAN_ENDED
    of.does(WithdrawPlan("plan", "De vraag is weg."))
    assert why(of.case, of.facts, day) is NoLook.NO_PLAN


def test_a_plan_that_was_sent_back_is_no_plan(why: WhyNot = why_not) -> None:
    of = dossier(K.LISTED)
    of.does(PLAN, command_id="plan")
    of.does(ReturnPlan("plan", "Minder."), KARIN)
    assert why(of.case, of.facts, PLAN.starts_on) is NoLook.NO_PLAN


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (K.CASELOAD, NoLook.NOT_LISTED),
        (K.NOMINATED, NoLook.NOT_LISTED),
        (K.DECISION_DUE, NoLook.DECIDING),
        (K.DECIDED, NoLook.DECIDED),
        (K.CLOSED, NoLook.CLOSED),
    ],
)
def test_before_the_list_and_from_the_decision_on_nobody_looks(status: CaseStatus, said: NoLook) -> None:
    of = dossier(status)
    assert why_not(of.case, of.facts, PLAN.starts_on) is said
    assert why_not(_frozen().case, _frozen().facts, PLAN.starts_on) is NoLook.FROZEN


def test_a_look_that_was_made_all_the_same_is_kept_and_flagged() -> None:
    of = dossier(K.LISTED)
    made = of.looks(RUBEN)
    assert of.facts.observation(made) is not None
    seen = of.facts.observation(made)
    assert seen is not None and Flag.NO_APPROVED_PLAN in of.judged(RecordObservation(seen.look), RUBEN).flags


def _whatever_the_day(case: Case, facts: Facts, today: date) -> NoLook | None:
    return why_not(case, facts, PLAN.starts_on)


def _whatever_the_plan(case: Case, facts: Facts, today: date) -> NoLook | None:
    return None


@pytest.mark.parametrize("fault", [_whatever_the_day, _whatever_the_plan])
def test_a_fault_is_noticed(fault: WhyNot) -> None:
    with pytest.raises(AssertionError):
        test_looking_is_offered_under_an_approved_plan_on_its_days_only(fault)
