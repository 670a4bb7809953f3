"""The work besides looking: what was really done is kept, what the law asks is asked, and following and doors count as looks."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from casework_people import BEA, CASE_ID, SAMIRA, Dossier, Judge, dossier
from people import KARIN, NADIA, RUBEN, TODAY, at

from field_app.rules.cases.letters import is_short
from field_app.rules.cases.metering import metered
from field_app.rules.dossier.plan_records import Plan
from field_app.rules.dossier.terms import CaseTerms
from field_app.rules.dossier.words import IN_REGISTERS, Item, LetterKind, Way
from field_app.rules.dossier.work_commands import (
    AskCallback,
    AskedItem,
    AskInformation,
    CloseCallback,
    HandDelivery,
    PassCallback,
    ReceiveInformation,
    RecordCall,
    RecordFinding,
    RecordFollowing,
    SendLetter,
    TryCallback,
    WriteLetter,
)
from field_app.rules.dossier.work_records import Callback, Following, InformationRequest, Letter
from field_app.rules.facts import Facts
from field_app.rules.meter.records import Level
from field_app.rules.observations import Act, Outcome
from field_app.rules.refusals import Code
from field_app.rules.rulebook import apply
from field_app.rules.shift_changes import row
from field_app.rules.vocabulary import CaseStatus, Flag, Kind
from rules.case_faults import notices


def watched(judge: Judge = apply) -> Dossier:
    return dossier(CaseStatus.OBSERVING, judge=judge)


def finding(of: Dossier, **changes: Any) -> RecordFinding:
    usual = RecordFinding(CASE_ID, "Suwinet", of.now, "Pw 53a lid 6", "Geen dienstverband bekend.", is_exculpatory=True)
    return replace(usual, **changes)


def following(of: Dossier, minutes: int = 10, **changes: Any) -> RecordFollowing:
    of.now += timedelta(minutes=minutes + 1)
    began = of.now - timedelta(minutes=minutes)
    return replace(RecordFollowing(CASE_ID, began, of.now, "de woning", "carpoolplaats", "Bestemming bereikt."), **changes)


# ---- desk findings


def test_a_desk_finding_says_which_system_when_on_what_ground_and_what_for_the_question() -> None:
    of = watched()
    of.does(finding(of), RUBEN)
    for name in ("system", "ground", "finding"):
        assert of.refused(finding(of, **{name: " "})).details["field"] == name
    assert of.refused(finding(of, consulted_at=of.now + timedelta(hours=1))).code is Code.TIMES_WRONG
    assert of.refused(finding(of), BEA).code is Code.NOT_PERMITTED


@pytest.mark.parametrize(("status", "flag"), [(CaseStatus.DECIDED, Flag.AFTER_DECISION), (CaseStatus.CLOSED, Flag.CASE_CLOSED)])
def test_what_comes_after_the_decision_is_kept_and_flagged(status: CaseStatus, flag: Flag) -> None:
    of = dossier(status)
    assert of.judged(finding(of)).flags == (flag,)
    of.does(finding(of))
    assert (of.case.closing.later if of.case.closing else 0) == (status is CaseStatus.CLOSED)


# ---- following


def test_following_without_the_plans_approval_is_kept_and_flagged(judge: Judge = apply) -> None:
    of = watched(judge)
    made = of.does(following(of), RUBEN)
    kept = of.record(Following, made)
    assert (kept.flags, kept.plan_id) == (("following-not-approved", "outside-window"), None)
    plan = replace(of.record(Plan, "plan"), following_reason="Naar het werk.", starts_on=TODAY)
    of.rows.keep(row(Kind.PLAN, plan))
    made = of.does(following(of), RUBEN)
    assert (of.record(Following, made).flags, of.record(Following, made).plan_id) == ((), "plan")


def test_following_counts_as_a_look_and_apart_and_a_second_time_is_red(judge: Judge = apply) -> None:
    of = watched(judge)
    of.does(following(of))
    measure = metered(of.case, of.facts)
    assert (measure.looks, measure.followings, measure.level) == (2, 1, Level.AMBER)
    of.does(following(of))
    assert metered(of.case, of.facts).level is Level.RED
    assert of.facts.tally(CASE_ID).looks == 3


def test_a_following_says_where_it_began_and_where_and_why_it_stopped() -> None:
    of = watched()
    whole = following(of)
    for name in ("began_where", "stopped_where", "stopped_why"):
        empty: dict[str, Any] = {name: ""}
        assert of.refused(replace(whole, **empty)).details["field"] == name
    assert of.refused(replace(whole, ended_at=whole.began_at - timedelta(minutes=1))).code is Code.END_BEFORE_BEGIN
    assert of.refused(replace(whole, ended_at=of.now + timedelta(minutes=1))).code is Code.END_IN_FUTURE
    of.now += timedelta(hours=2)
    assert of.refused(whole).details["field"] == "late_reason"
    assert Flag.LATE_ENTRY in of.judged(replace(whole, late_reason="Eerst naar huis gereden.")).flags


# ---- letters

MONDAY = at("10:00", TODAY + timedelta(days=11))


def letter(**changes: Any) -> WriteLetter:
    usual = WriteLetter(CASE_ID, LetterKind.INVITATION, "Wij hebben vragen.", "Uw uitleg.", NADIA.id, "Beste mevrouw", MONDAY)
    return replace(usual, **changes)


@pytest.mark.parametrize(
    ("sent", "meets", "short"),
    [
        ("2026-11-19", "2026-11-24T10:00+01:00", False),
        ("2026-11-19", "2026-11-23T10:00+01:00", True),
        ("2026-11-20", "2026-11-23T10:00+01:00", True),
        ("2026-11-22", "2026-11-23T10:00+01:00", True),
        ("2026-11-20", "2026-11-30T10:00+01:00", False),
    ],
)
def test_a_resident_gets_enough_days_and_never_friday_for_monday(sent: str, meets: str, short: bool) -> None:
    on, at_ = datetime.fromisoformat(sent).date(), datetime.fromisoformat(meets)
    assert is_short(at_, on, CaseTerms()) is short
    if on.weekday() >= 4 and (at_.date() - on).days <= 3:
        assert is_short(at_, on, CaseTerms(letter_days=1)), "also where a team asks for less notice"


def test_a_letter_has_a_reason_a_purpose_and_somebody_to_reach() -> None:
    of = watched()
    of.does(letter())
    for name in ("reason", "purpose", "text"):
        assert of.refused(letter(**{name: " "})).details["field"] == name
    assert of.refused(letter(contact_id=BEA.id)).code is Code.OFFICER_UNKNOWN
    assert of.refused(letter(meets_at=None)).details["field"] == "meets_at"
    assert of.refused(letter(meets_at=at("10:00", TODAY + timedelta(days=1)))).code is Code.NOTICE_TOO_SHORT
    assert of.refused(letter(meets_at=at("10:00", TODAY + timedelta(days=9)))).code is Code.TIMES_WRONG, "a Saturday"
    assert of.refused(letter(meets_at=at("19:00", TODAY + timedelta(days=11)))).code is Code.TIMES_WRONG


def test_a_letter_by_hand_is_a_look_at_the_door_and_goes_out_once(judge: Judge = apply) -> None:
    of = watched(judge)
    made = of.does(letter())
    assert of.refused(SendLetter(made, Way.BY_HAND, TODAY)).details["field"] == "by_hand"
    door = HandDelivery(of.now - timedelta(minutes=3), of.now)
    of.does(SendLetter(made, Way.BY_HAND, TODAY, door), RUBEN)
    assert of.record(Letter, made).sent_by == RUBEN.id
    assert (metered(of.case, of.facts).looks, of.facts.tally(CASE_ID).looks) == (2, 2)
    assert of.refused(SendLetter(made, Way.LETTER, TODAY)).code is Code.LETTER_SENT
    assert of.refused(SendLetter("other", Way.LETTER, TODAY)).code is Code.LETTER_UNKNOWN


def test_a_letter_that_went_out_late_all_the_same_is_kept_and_flagged() -> None:
    of = watched()
    made = of.does(letter())
    of.now += timedelta(days=9)
    sent = SendLetter(made, Way.LETTER, of.now.date())
    assert of.judged(sent).flags == (Flag.NOTICE_SHORT,)
    assert of.refused(replace(sent, sent_on=of.now.date() + timedelta(days=1))).code is Code.DATE_INVALID


# ---- calls


def test_a_call_back_is_due_in_two_days_and_each_attempt_stands(judge: Judge = apply) -> None:
    of = watched(judge)
    asked = of.does(AskCallback(of.now, "betrokkene", "de uitnodiging", CASE_ID))
    assert of.record(Callback, asked).due_at - of.record(Callback, asked).asked_at == timedelta(hours=48)
    of.now += timedelta(hours=1)
    of.does(TryCallback(asked, of.now, False, "Geen gehoor."))
    assert of.refused(CloseCallback(asked, "genoeg")).code is Code.CALLBACK_TOO_SOON
    of.does(PassCallback(asked, RUBEN.id, "Verlof"), KARIN)
    assert of.record(Callback, asked).officer_id == RUBEN.id
    of.does(TryCallback(asked, of.now, False, "Voicemail."), RUBEN)
    of.does(CloseCallback(asked, "Brief gestuurd."), RUBEN)
    found = of.record(Callback, asked)
    assert (found.is_open, found.was_in_time, [each.by for each in found.attempts]) == (False, True, [NADIA.id, RUBEN.id])
    assert of.refused(TryCallback(asked, of.now, True, "x")).code is Code.CALLBACK_CLOSED


def test_who_was_reached_need_not_be_called_again_and_a_late_call_is_late() -> None:
    of = watched()
    asked = of.does(AskCallback(of.now, "consulent", "iets anders"))
    of.now += timedelta(hours=60)
    of.does(TryCallback(asked, of.now, True, "Gesproken."))
    assert not of.record(Callback, asked).is_open
    assert not of.record(Callback, asked).was_in_time
    assert of.refused(AskCallback(of.now, "", "x")).code is Code.REASON_MISSING
    assert of.refused(AskCallback(of.now, "x", "x", by=BEA.id)).code is Code.OFFICER_UNKNOWN


def test_a_call_is_written_down_as_it_went() -> None:
    of = watched()
    call = RecordCall(CASE_ID, of.now, "betrokkene", True, "Wil komen.")
    of.does(call)
    assert of.refused(replace(call, said="")).code is Code.REASON_MISSING
    assert of.refused(replace(call, called_at=of.now + timedelta(hours=1))).code is Code.TIMES_WRONG


# ---- asking for information

RENT = AskedItem(Item.RENT, "Om te zien wie de huur betaalt.", TODAY - timedelta(days=90), TODAY)


def request(*items: AskedItem) -> AskInformation:
    return AskInformation(CASE_ID, items, TODAY + timedelta(days=14))


@pytest.mark.parametrize("item", sorted(IN_REGISTERS))
def test_what_a_register_tells_is_not_asked_of_the_resident(item: Item) -> None:
    of = watched()
    assert of.refused(request(RENT, replace(RENT, item=item))).code is Code.KNOWN_FROM_REGISTER


def test_each_item_has_its_reason_and_its_period_and_nothing_less_is_asked() -> None:
    of = watched()
    assert of.refused(request()).code is Code.ITEMS_MISSING
    assert of.refused(request(replace(RENT, why=" "))).details["field"] == "why"
    assert of.refused(request(replace(RENT, period_until=TODAY + timedelta(days=1)))).code is Code.PERIOD_INVALID
    backwards = replace(RENT, period_from=TODAY, period_until=TODAY - timedelta(days=1))
    assert of.refused(request(backwards)).code is Code.PERIOD_INVALID
    assert of.refused(replace(request(RENT), due_on=TODAY)).code is Code.DATE_INVALID
    asked = of.does(request(RENT))
    of.does(ReceiveInformation(asked, TODAY, "Huurcontract", is_complete=False), SAMIRA)
    assert of.record(InformationRequest, asked).is_open
    of.does(ReceiveInformation(asked, TODAY, "Betaalbewijs", is_complete=True))
    assert not of.record(InformationRequest, asked).is_open
    assert of.refused(ReceiveInformation("other", TODAY, "x", is_complete=True)).code is Code.REQUEST_UNKNOWN


# ---- would these tests notice?


def _uncounted(shape: type) -> Judge:
    """A rulebook in which one kind of work adds nothing to what was looked."""

    def judge(command: object, facts: Facts, act: Act) -> Outcome:
        outcome = apply(command, facts, act)  # type: ignore[arg-type]  # whatever it is given
        if not isinstance(command, shape):
            return outcome
        blind = [replace(each, body=_blind(each.body), looked=None) for each in outcome.changes]
        return replace(outcome, changes=tuple(blind))

    return judge


def _blind(body: Any) -> dict[str, Any]:
    return {name: part for name, part in body.items() if name not in ("by_hand", "stopped_why")} | (
        {"stopped_where": "x"} if "stopped_why" in body else {}
    )


def _patient(command: object, facts: Facts, act: Act) -> Outcome:
    """A rulebook that lets somebody stop calling after one attempt."""
    return Outcome(()) if isinstance(command, CloseCallback) else apply(command, facts, act)  # type: ignore[arg-type]  # a function that takes all commands


@pytest.mark.parametrize(
    ("test", "fault"),
    [
        (test_a_letter_by_hand_is_a_look_at_the_door_and_goes_out_once, _uncounted(SendLetter)),
        (test_a_call_back_is_due_in_two_days_and_each_attempt_stands, _patient),
    ],
)
def test_a_planted_fault_is_found_out(test: Any, fault: Judge) -> None:
    assert notices(test, fault)
    test()
