"""What waits for whom: each step waits for the right person, on the right day, and the rules accept it when it is taken."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from casework_people import BEA, CASE_ID, DESCRIBE, INVITE, MARJAN, MEANS, PERSON, PIM, PLACE, PLAN, SAMIRA, TIP, Dossier, dossier
from people import KARIN, NADIA, RUBEN, TEAM, TODAY

from field_app.rules.cases import duties
from field_app.rules.cases.duties import Duty, DutyKind
from field_app.rules.dossier.closing_commands import AskDestruction, CloseCase, ConfirmDestruction, InformResident
from field_app.rules.dossier.closing_commands import PostponeInforming as Postpone
from field_app.rules.dossier.decision_commands import ReadDecision, RecordTalk, ReviewDecision, SettleDecision
from field_app.rules.dossier.list_commands import DescribeCase, HandOver, NominateCase, OpenCase, SetBuddy, TakePlace
from field_app.rules.dossier.plan_commands import ApprovePlan, ExplainMeter, RecordMidCheck, ReturnPlan
from field_app.rules.dossier.terms import CaseTerms
from field_app.rules.dossier.words import DecisionKind, Item, Retention, Way
from field_app.rules.dossier.work_commands import AskCallback, AskedItem, AskInformation, ReceiveInformation, TryCallback
from field_app.rules.facts import Facts
from field_app.rules.records import Officer
from field_app.rules.vocabulary import CaseStatus, CaseTopic

Give = Callable[[Facts, Officer, datetime, duties.Entries], tuple[Duty, ...]]
KIND = DutyKind
K = CaseStatus


def entries_of(of: Dossier) -> duties.Entries:
    def entries(case_id: str) -> Collection[str]:
        return [each.id or "" for each in of.facts.looks(case_id)]

    return entries


def waits(of: Dossier, who: Officer = NADIA, days: int = 0, give: Give = duties.all_duties) -> list[Duty]:
    return list(give(of.facts, who, of.now + timedelta(days=days), entries_of(of)))


def kinds(of: Dossier, who: Officer = NADIA, days: int = 0, give: Give = duties.all_duties) -> list[DutyKind]:
    return [each.kind for each in waits(of, who, days, give)]


# ---- from signal to plan


def test_a_new_case_is_described_then_nominated_then_takes_the_free_place(give: Give = duties.all_duties) -> None:
    of = dossier(K.CASELOAD)
    assert kinds(of, give=give) == [KIND.DESCRIBE]
    of.does(DESCRIBE)
    assert kinds(of, give=give) == [KIND.NOMINATE]
    of.does(NominateCase(CASE_ID, "Nu."))
    assert kinds(of, give=give) == [KIND.TAKE_PLACE]
    of.does(TakePlace(CASE_ID))
    assert kinds(of, give=give) == [KIND.SUBMIT_PLAN]


def test_no_place_is_offered_on_a_full_list_or_to_who_is_not_first(give: Give = duties.all_duties) -> None:
    full = dossier(K.NOMINATED, replace(TEAM, casework=CaseTerms(list_places=0)))
    assert kinds(full, give=give) == []
    of = dossier(K.NOMINATED)
    of.does(TIP, RUBEN, "signal-2")
    of.does(OpenCase("signal-2", "Wilg", CaseTopic.MAIN_RESIDENCE, (PERSON,), (PLACE,)), RUBEN, "case-2")
    of.does(DescribeCase("case-2", "Vraag?", "Elders.", "Op bezoek.", "Pw 53a", MEANS), RUBEN)
    of.does(NominateCase("case-2", "Ook nu."), RUBEN)
    assert kinds(of, give=give) == [KIND.TAKE_PLACE]
    assert kinds(of, RUBEN, give=give) == [], "Nadia was first"


def test_a_plan_waits_for_the_team_lead_and_never_for_the_owner(give: Give = duties.all_duties) -> None:
    of = dossier(K.LISTED)
    of.does(PLAN, command_id="plan")
    assert kinds(of, give=give) == [], "it waits for somebody else now"
    assert [(each.kind, each.about) for each in waits(of, KARIN, give=give)] == [(KIND.APPROVE_PLAN, "plan")]
    assert kinds(of, RUBEN, give=give) == kinds(of, SAMIRA, give=give) == []
    of.does(ReturnPlan("plan", "Minder avonden."), KARIN)
    assert kinds(of, give=give) == [KIND.SUBMIT_PLAN]
    assert kinds(of, KARIN, give=give) == []


def test_after_red_the_plan_waits_for_the_jurist_as_well() -> None:
    of = dossier(K.LISTED)
    of.does(replace(PLAN, looks=31, minutes=62, meter_reason="De vraag vraagt meer."), command_id="plan")
    of.does(ApprovePlan("plan"), KARIN)
    assert kinds(of, KARIN) == []
    assert kinds(of, SAMIRA) == [KIND.APPROVE_PLAN]


# ---- while looking


def test_the_check_half_way_is_due_on_its_day_and_late_the_next(give: Give = duties.all_duties) -> None:
    of = dossier(K.OBSERVING)
    assert kinds(of, days=4, give=give) == []
    (due,) = waits(of, days=5, give=give)
    assert (due.kind, due.due_on, due.is_late) == (KIND.MID_CHECK, PLAN.mid_check_on, False)
    assert waits(of, days=6, give=give)[0].is_late
    of.now += timedelta(days=5)
    of.does(RecordMidCheck(CASE_ID, True, "Nog niet rond."))
    assert kinds(of, give=give) == []


def test_on_the_last_day_of_the_window_the_owner_decides(give: Give = duties.all_duties) -> None:
    of = dossier(K.OBSERVING)
    (due,) = waits(of, days=10, give=give)
    assert (due.kind, due.due_on, due.is_late) == (KIND.DECIDE, PLAN.ends_on, False)
    assert waits(of, days=11, give=give)[0].is_late


def test_stopping_half_way_asks_for_the_decision(give: Give = duties.all_duties) -> None:
    of = dossier(K.OBSERVING)
    of.does(RecordMidCheck(CASE_ID, False, "De vraag is beantwoord."))
    assert kinds(of, give=give) == [KIND.DECIDE]


def test_a_meter_that_rose_is_explained_once(give: Give = duties.all_duties) -> None:
    of = dossier(K.OBSERVING)
    for _ in range(2):
        of.looks()
    assert kinds(of, give=give) == [KIND.EXPLAIN_METER], "three looks on one day"
    of.does(ExplainMeter(CASE_ID, "De bus kwam later."))
    assert kinds(of, give=give) == []


# ---- deciding


def test_a_decision_waits_for_its_reader_and_a_dissent_for_the_team_lead(give: Give = duties.all_duties) -> None:
    of = dossier(K.DECISION_DUE)
    assert kinds(of, give=give) == [], "the owner waits"
    assert [(each.kind, each.about) for each in waits(of, SAMIRA, give=give)] == [(KIND.READ_DECISION, "decision")]
    assert kinds(of, KARIN, give=give) == kinds(of, RUBEN, give=give) == []
    of.does(ReadDecision("decision", False, "De feiten dragen dit niet."), SAMIRA)
    assert kinds(of, SAMIRA, give=give) == []
    assert kinds(of, KARIN, give=give) == kinds(of, MARJAN, give=give) == [KIND.SETTLE]
    of.does(SettleDecision("decision", False, "Opnieuw."), KARIN)
    assert kinds(of, give=give) == [KIND.DECIDE]


def test_a_decision_whose_reader_became_the_owner_is_made_anew() -> None:
    of = dossier(K.OBSERVING)
    of.does(replace(INVITE, second_reader=RUBEN.id), command_id="decision")
    assert kinds(of, RUBEN) == [KIND.READ_DECISION]
    of.does(HandOver(CASE_ID, RUBEN.id, "Verlof", "Alles staat erin."))
    assert kinds(of, RUBEN) == [KIND.DECIDE]


def test_entries_that_came_later_ask_for_another_look_at_the_decision(give: Give = duties.all_duties) -> None:
    of = dossier(K.DECIDED)
    assert KIND.REVIEW not in kinds(of, give=give)
    late = of.looks(RUBEN)
    assert KIND.REVIEW in kinds(of, give=give)
    of.does(ReviewDecision("decision", (late,), True, "Verandert niets."))
    assert KIND.REVIEW not in kinds(of, give=give)


def test_a_talk_is_held_and_the_resident_is_told_in_time_before_the_case_closes(give: Give = duties.all_duties) -> None:
    of = dossier(K.DECIDED)
    informing = of.case.informing
    assert informing is not None
    assert [(each.kind, each.due_on) for each in waits(of, give=give)] == [(KIND.INFORM, informing.due_on), (KIND.TALK, None)]
    assert waits(of, days=29, give=give)[0].is_late
    of.now += timedelta(days=1)
    of.does(RecordTalk(CASE_ID, "decision", of.now - timedelta(hours=1), of.now, True, account="Ik was op bezoek."))
    assert kinds(of, give=give) == [KIND.INFORM]
    of.does(Postpone(CASE_ID, TODAY + timedelta(days=60), "Een getuige wordt nog gehoord."))
    assert waits(of, give=give)[0].due_on == TODAY + timedelta(days=60)
    of.does(InformResident(CASE_ID, Way.LETTER, TODAY, "Brief verstuurd."))
    assert kinds(of, give=give) == [KIND.CLOSE]
    of.does(CloseCase(CASE_ID, Retention.CHECKED))
    assert kinds(of, give=give) == []


def test_a_case_handed_over_to_criminal_law_only_asks_to_inform_and_close() -> None:
    of = dossier(K.OBSERVING)
    of.does(PLAN, command_id="next-plan")
    of.does(replace(INVITE, kind=DecisionKind.HANDOVER_CRIMINAL, proportionality="Zwaar genoeg."), command_id="decision")
    of.does(ReadDecision("decision", True, "Akkoord."), SAMIRA)
    of.looks(RUBEN)
    assert kinds(of) == [KIND.INFORM]
    assert kinds(of, KARIN) == [], "a plan that still waited is not approved any more"


# ---- around it


def test_a_call_back_is_due_to_the_hour_also_when_it_is_about_no_case(give: Give = duties.all_duties) -> None:
    of = dossier(K.LISTED)
    of.does(AskCallback(of.now, "betrokkene", "een afspraak", CASE_ID), command_id="call")
    of.does(AskCallback(of.now - timedelta(hours=3), "een buurman", "een vraag"), command_id="other-call")
    found = [each for each in waits(of, give=give) if each.kind is KIND.CALL_BACK]
    assert [(each.about, each.case_id) for each in found] == [("other-call", ""), ("call", CASE_ID)]
    assert all(each.due_at and not each.is_late for each in found)
    late = [each for each in waits(of, days=2, give=give) if each.is_late]
    assert [each.about for each in late] == ["other-call", "call"]
    of.does(TryCallback("call", of.now, True, "Gesproken."))
    assert [each.about for each in waits(of, give=give) if each.kind is KIND.CALL_BACK] == ["other-call"]


def test_papers_that_were_asked_for_are_looked_for_on_their_day(give: Give = duties.all_duties) -> None:
    of = dossier(K.LISTED)
    ask = AskedItem(Item.RENT, "Wie betaalt de huur?", TODAY - timedelta(days=90), TODAY)
    of.does(AskInformation(CASE_ID, (ask,), TODAY + timedelta(days=7)), command_id="asked")
    assert KIND.RECEIVE not in kinds(of, days=6, give=give)
    (due,) = (each for each in waits(of, days=7, give=give) if each.kind is KIND.RECEIVE)
    assert (due.about, due.is_late) == ("asked", False)
    of.does(ReceiveInformation("asked", TODAY, "Huurcontract.", True))
    assert KIND.RECEIVE not in kinds(of, days=7, give=give)


def test_the_buddy_sees_the_owners_steps_as_somebody_elses(give: Give = duties.all_duties) -> None:
    of = dossier(K.LISTED)
    of.does(SetBuddy(CASE_ID, RUBEN.id))
    assert [(each.kind, each.is_mine) for each in waits(of, give=give)] == [(KIND.SUBMIT_PLAN, True)]
    assert [(each.kind, each.is_mine) for each in waits(of, RUBEN, give=give)] == [(KIND.SUBMIT_PLAN, False)]
    assert kinds(of, KARIN, give=give) == []


def test_destruction_waits_for_the_second_person_and_not_for_the_first() -> None:
    of = dossier(K.CLOSED)
    of.now += timedelta(days=366 * 11)
    of.does(AskDestruction(CASE_ID, "De termijn is voorbij."), KARIN)
    assert kinds(of, KARIN) == kinds(of, NADIA) == []
    assert kinds(of, SAMIRA) == kinds(of, MARJAN) == [KIND.CONFIRM_DESTRUCTION]
    of.does(ConfirmDestruction(CASE_ID), SAMIRA)
    assert kinds(of, MARJAN) == []


def test_a_look_after_closing_asks_the_team_lead_to_look_again() -> None:
    of = dossier(K.CLOSED)
    of.looks(RUBEN)
    assert kinds(of, KARIN) == [KIND.LOOK_AGAIN]
    assert kinds(of) == kinds(of, RUBEN) == []


def test_who_sees_no_dossiers_has_no_steps_in_them() -> None:
    for status in CaseStatus:
        of = dossier(status)
        assert [kinds(of, who, days) for who in (BEA, PIM) for days in (0, 30)] == [[]] * 4


def test_what_is_late_comes_first_then_what_is_due_then_ones_own() -> None:
    of = dossier(K.DECIDED)
    of.does(AskCallback(of.now, "betrokkene", "een afspraak", CASE_ID), command_id="call")
    assert kinds(of, days=1) == [KIND.CALL_BACK, KIND.INFORM, KIND.TALK]
    assert kinds(of, days=40) == [KIND.CALL_BACK, KIND.INFORM, KIND.TALK]
    assert [each.is_late for each in waits(of, days=40)] == [True, True, False]


# ---- every step that waits is accepted when it is taken


def _taken(duty: Duty, of: Dossier) -> Any:
    """The command that takes a step, filled in as somebody would."""
    about = duty.about or ""
    plan = replace(PLAN, meter_reason="Toegelicht.")
    return {
        KIND.DESCRIBE: DESCRIBE,
        KIND.NOMINATE: NominateCase(CASE_ID, "Nu."),
        KIND.TAKE_PLACE: TakePlace(CASE_ID),
        KIND.SUBMIT_PLAN: plan,
        KIND.APPROVE_PLAN: ApprovePlan(about),
        KIND.MID_CHECK: RecordMidCheck(CASE_ID, True, "Gaat goed."),
        KIND.EXPLAIN_METER: ExplainMeter(CASE_ID, "De bus kwam later."),
        KIND.DECIDE: INVITE,
        KIND.READ_DECISION: ReadDecision(about, True, "Akkoord."),
        KIND.SETTLE: SettleDecision(about, True, "Staat."),
        KIND.REVIEW: ReviewDecision(about, (), True, "Staat."),
        KIND.TALK: RecordTalk(CASE_ID, about, of.now, of.now, False),
        KIND.INFORM: InformResident(CASE_ID, Way.LETTER, TODAY, "Brief verstuurd."),
        KIND.CLOSE: CloseCase(CASE_ID, Retention.CHECKED),
        KIND.CALL_BACK: TryCallback(about, of.now, True, "Gesproken."),
        KIND.RECEIVE: ReceiveInformation(about, TODAY, "Huurcontract.", True),
    }[duty.kind]


def _dossiers() -> Iterator[Dossier]:
    for status in CaseStatus:
        yield dossier(status)
        busy = dossier(status)
        if status in (K.OBSERVING, K.DECISION_DUE, K.DECIDED):
            for _ in range(3):
                busy.looks(RUBEN)
        if status is not K.CLOSED:
            busy.does(AskCallback(busy.now, "betrokkene", "een afspraak", CASE_ID))
            yield busy


@pytest.mark.parametrize("days", [0, 6, 12, 40])
def test_every_step_that_waits_is_accepted_from_whom_it_waits(days: int) -> None:
    taken = set()
    for of in _dossiers():
        of.now += timedelta(days=days)
        for who in (NADIA, RUBEN, KARIN, SAMIRA):
            for duty in waits(of, who):
                assert duty.who == who.id
                of.judged(_taken(duty, of), who)
                taken.add(duty.kind)
    assert len(taken) >= 8


# ---- and faults are noticed


def _without(*left_out: DutyKind) -> Give:
    return lambda *asked: tuple(each for each in duties.all_duties(*asked) if each.kind not in left_out)


def _changed(**fields: Any) -> Give:
    return lambda *asked: tuple(replace(each, **fields) for each in duties.all_duties(*asked))


def _a_day_early(facts: Facts, who: Officer, now: datetime, entries: duties.Entries) -> tuple[Duty, ...]:
    return duties.all_duties(facts, who, now + timedelta(days=1), entries)


def _everybodys(facts: Facts, who: Officer, now: datetime, entries: duties.Entries) -> tuple[Duty, ...]:
    return tuple(duty for each in (NADIA, RUBEN, KARIN, SAMIRA) for duty in duties.all_duties(facts, each, now, entries))


@pytest.mark.parametrize(
    ("test", "fault"),
    [
        (test_a_new_case_is_described_then_nominated_then_takes_the_free_place, _without(KIND.DESCRIBE)),
        (test_a_new_case_is_described_then_nominated_then_takes_the_free_place, _without(KIND.TAKE_PLACE)),
        (test_a_plan_waits_for_the_team_lead_and_never_for_the_owner, _everybodys),
        (test_a_plan_waits_for_the_team_lead_and_never_for_the_owner, _without(KIND.APPROVE_PLAN)),
        (test_the_check_half_way_is_due_on_its_day_and_late_the_next, _a_day_early),
        (test_the_check_half_way_is_due_on_its_day_and_late_the_next, _changed(is_late=False)),
        (test_on_the_last_day_of_the_window_the_owner_decides, _a_day_early),
        (test_stopping_half_way_asks_for_the_decision, _without(KIND.DECIDE)),
        (test_a_meter_that_rose_is_explained_once, _without(KIND.EXPLAIN_METER)),
        (test_a_decision_waits_for_its_reader_and_a_dissent_for_the_team_lead, _everybodys),
        (test_a_decision_waits_for_its_reader_and_a_dissent_for_the_team_lead, _without(KIND.SETTLE)),
        (test_entries_that_came_later_ask_for_another_look_at_the_decision, _without(KIND.REVIEW)),
        (test_a_talk_is_held_and_the_resident_is_told_in_time_before_the_case_closes, _without(KIND.INFORM)),
        (test_a_talk_is_held_and_the_resident_is_told_in_time_before_the_case_closes, _changed(due_on=None)),
        (test_a_call_back_is_due_to_the_hour_also_when_it_is_about_no_case, _changed(due_at=None)),
        (test_papers_that_were_asked_for_are_looked_for_on_their_day, _a_day_early),
        (test_the_buddy_sees_the_owners_steps_as_somebody_elses, _changed(is_mine=True)),
    ],
)
def test_a_fault_is_noticed(test: Callable[[Give], None], fault: Give) -> None:
    test(duties.all_duties)
    with pytest.raises((AssertionError, IndexError, ValueError)):
        test(fault)
