"""The end of a case: told, closed, kept, held and destroyed by two; and what comes later is kept and counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from casework_people import BEA, CASE_ID, INVITE, MARJAN, SAMIRA, Dossier, Judge, dossier
from people import KARIN, NADIA, RUBEN, TODAY

from field_app.rules.cases.retention import terms_of, years_later
from field_app.rules.dossier.archive_records import ArchivedCase, Footprint
from field_app.rules.dossier.closing_commands import (
    AskAccess,
    AskDestruction,
    CheckAccess,
    CloseCase,
    ConfirmDestruction,
    FollowUpLesson,
    InformResident,
    LiftHold,
    PlaceHold,
    PostponeInforming,
    RecordLesson,
    RecordRuling,
    ReopenCase,
)
from field_app.rules.dossier.closing_records import Closing
from field_app.rules.dossier.decision_commands import ReadDecision
from field_app.rules.dossier.terms import CaseTerms
from field_app.rules.dossier.words import DecisionKind, HoldKind, Retention, RuledOn, Ruling, Way
from field_app.rules.dossier.work_records import AccessRequest, Lesson
from field_app.rules.facts import Facts
from field_app.rules.observations import Act, Outcome
from field_app.rules.refusals import Code
from field_app.rules.rulebook import apply
from field_app.rules.vocabulary import CaseStatus, Kind
from rules.case_faults import notices

TOLD = InformResident(CASE_ID, Way.LETTER, TODAY, "Brief met uitleg verstuurd.")
CLOSE = CloseCase(CASE_ID, Retention.CHECKED)


def closing(of: Dossier) -> Closing:
    found = of.case.closing
    assert found is not None
    return found


def closed(judge: Judge = apply, *, days: int = 0) -> Dossier:
    """A closed case, so many days later."""
    found = dossier(CaseStatus.CLOSED, judge=judge)
    found.now += timedelta(days=days)
    return found


# ---- informing


def test_a_case_cannot_close_before_the_resident_was_told(judge: Judge = apply) -> None:
    of = dossier(CaseStatus.DECIDED, judge=judge)
    assert of.refused(CLOSE).code is Code.NOT_INFORMED
    of.does(PostponeInforming(CASE_ID, TODAY + timedelta(days=40), "Het gesprek is verzet."))
    assert of.refused(CLOSE).code is Code.NOT_INFORMED, "putting off is not telling"
    of.does(TOLD)
    of.does(CLOSE)
    assert of.case.status is CaseStatus.CLOSED


def test_the_duty_to_tell_has_a_day_and_moves_only_with_a_reason() -> None:
    of = dossier(CaseStatus.DECIDED)
    duty = of.case.informing
    assert duty is not None
    assert duty.due_on == TODAY + timedelta(days=28)
    assert of.refused(PostponeInforming(CASE_ID, TODAY + timedelta(days=40), " ")).code is Code.REASON_MISSING
    assert of.refused(PostponeInforming(CASE_ID, TODAY, "x")).code is Code.DATE_INVALID
    assert of.refused(PostponeInforming(CASE_ID, TODAY + timedelta(days=366), "x")).code is Code.DATE_INVALID
    assert of.refused(replace(TOLD, told_on=TODAY + timedelta(days=1))).code is Code.DATE_INVALID
    assert of.refused(replace(TOLD, note="")).code is Code.REASON_MISSING
    assert of.refused(TOLD, RUBEN).code is Code.NOT_YOUR_CASE
    of.does(PostponeInforming(CASE_ID, TODAY + timedelta(days=40), "Het gesprek is verzet."))
    of.does(TOLD)
    after = of.case.informing
    assert after is not None
    assert (after.is_done, after.way, [each.reason for each in after.postponements]) == (
        True,
        Way.LETTER,
        ["Het gesprek is verzet."],
    )
    assert of.refused(TOLD).code is Code.INFORMED_ALREADY
    assert of.refused(PostponeInforming(CASE_ID, TODAY + timedelta(days=50), "x")).code is Code.INFORMED_ALREADY


@pytest.mark.parametrize("status", [CaseStatus.OBSERVING, CaseStatus.DECISION_DUE])
def test_nothing_is_told_or_closed_before_it_was_decided(status: CaseStatus) -> None:
    of = dossier(status)
    assert of.refused(TOLD).code is Code.NOT_DECIDED
    assert of.refused(CLOSE).code is Code.NOT_DECIDED


# ---- closing


def test_what_stays_of_a_closed_case_says_nothing_about_anybody(judge: Judge = apply) -> None:
    of = closed(judge)
    body = str(of.rows.row(Kind.CASE, CASE_ID))
    for word in ("Voorbeeld", "Lindelaan", "WI-1", "Elders", "Verblijft", "Post komt", "signal'"):
        assert word not in body, word
    assert (of.case.code_name, of.case.owner_id, of.case.places, of.case.subjects) == ("Esdoorn", NADIA.id, (), ())
    found = closing(of)
    assert (found.looks, found.days, found.minutes, found.entries, found.late) == (1, 1, 2, 1, 0)
    assert (found.kind, found.informed_on, found.inform_due_on) == (DecisionKind.INVITE, TODAY, TODAY + timedelta(days=28))
    assert found.signal_on == date(2026, 11, 18)


def test_the_server_keeps_the_dossier_whole_and_the_looks_under_a_mark() -> None:
    of = closed()
    archive = of.record(ArchivedCase, CASE_ID)
    assert archive.body["places"][0]["address"] == "Lindelaan 14"
    footprint = of.record(Footprint, CASE_ID)
    assert [each.id for each in footprint.looks] == ["seen"]
    assert "WI-1" not in str(of.rows.row(Kind.FOOTPRINT, CASE_ID))
    assert [each.place for each in footprint.looks] == [""]


def test_a_look_that_comes_after_closing_is_kept_flagged_and_counted(judge: Judge = apply) -> None:
    of = closed(judge)
    outcome_id = of.looks(RUBEN)
    assert (of.rows.row(Kind.OBSERVATION, outcome_id) or {})["flags"].count("case-closed") == 1
    assert closing(of).later == 1


def test_the_team_lead_opens_a_closed_case_again_and_it_is_decided_anew() -> None:
    of = closed()
    assert of.refused(ReopenCase(CASE_ID, "Later bewijs."), NADIA).code is Code.NOT_PERMITTED
    assert of.refused(ReopenCase(CASE_ID, " "), KARIN).code is Code.REASON_MISSING
    of.does(ReopenCase(CASE_ID, "Later bewijs."), KARIN)
    assert of.case.status is CaseStatus.DECISION_DUE
    assert of.case.places[0].address == "Lindelaan 14"
    assert of.refused(CLOSE).code is Code.NOT_DECIDED


# ---- how long


@pytest.mark.parametrize(
    ("retention", "kind", "informed", "destroy_from", "keep_until"),
    [
        (Retention.CHECKED, DecisionKind.NO_IRREGULARITY, date(2026, 12, 1), date(2027, 3, 2), date(2036, 11, 20)),
        (Retention.STOPPED, DecisionKind.STOP_INSUFFICIENT, date(2026, 11, 1), date(2027, 2, 19), date(2027, 11, 20)),
        (Retention.CHECKED, DecisionKind.INVITE, date(2026, 11, 1), date(2036, 11, 20), date(2036, 11, 20)),
        (Retention.FINED, DecisionKind.HOME_VISIT, date(2026, 11, 1), date(2033, 11, 20), date(2033, 11, 20)),
    ],
)
def test_the_term_follows_from_the_class_and_from_what_came_of_it(
    retention: Retention, kind: DecisionKind, informed: date, destroy_from: date, keep_until: date
) -> None:
    assert terms_of(retention, kind, informed, date(2026, 11, 20), CaseTerms()) == (destroy_from, keep_until)


def test_the_record_never_goes_before_the_content() -> None:
    slow = CaseTerms(wait_weeks=60)
    on = date(2026, 11, 20)
    kept = terms_of(Retention.STOPPED, DecisionKind.STOP_INSUFFICIENT, on, on, slow)
    assert kept == (date(2028, 1, 14), date(2028, 1, 14))


def test_a_leap_day_ends_on_the_first_of_march() -> None:
    assert years_later(date(2028, 2, 29), 1) == date(2029, 3, 1)
    assert years_later(date(2028, 2, 29), 4) == date(2032, 2, 29)
    leap = date(2028, 2, 29)
    assert terms_of(Retention.CHECKED, DecisionKind.INVITE, leap, leap, CaseTerms()) == (date(2038, 3, 1), date(2038, 3, 1))
    assert terms_of(Retention.STOPPED, DecisionKind.NO_IRREGULARITY, leap, leap, CaseTerms()) == (
        date(2028, 5, 30),
        date(2029, 3, 1),
    )


# ---- holds and rulings


def test_a_hold_keeps_a_dossier_until_the_team_lead_lifts_it(judge: Judge = apply) -> None:
    of = closed(judge, days=4000)
    assert of.refused(PlaceHold(CASE_ID, HoldKind.OBJECTION, "")).code is Code.REASON_MISSING
    hold = of.does(PlaceHold(CASE_ID, HoldKind.OBJECTION, "Bezwaar."), RUBEN)
    assert of.refused(AskDestruction(CASE_ID, "oud"), KARIN).code is Code.DOSSIER_HELD
    assert of.refused(LiftHold(CASE_ID, hold, "klaar"), RUBEN).code is Code.NOT_PERMITTED
    assert of.refused(LiftHold(CASE_ID, "other", "klaar"), KARIN).code is Code.HOLD_UNKNOWN
    of.does(LiftHold(CASE_ID, hold, "Op het bezwaar is beslist."), KARIN)
    assert of.refused(LiftHold(CASE_ID, hold, "nogmaals"), KARIN).code is Code.HOLD_UNKNOWN
    of.does(AskDestruction(CASE_ID, "oud"), KARIN)


def test_what_came_of_an_objection_stays_with_the_neutral_record() -> None:
    of = closed(days=60)
    of.does(RecordRuling(CASE_ID, RuledOn.OBJECTION, Ruling.UPHELD, TODAY, "Eerder bellen."))
    assert [(each.on, each.ruling) for each in closing(of).rulings] == [(RuledOn.OBJECTION, Ruling.UPHELD)]
    late = RecordRuling(CASE_ID, RuledOn.APPEAL, Ruling.UPHELD, TODAY + timedelta(days=90))
    assert of.refused(late).code is Code.DATE_INVALID


def test_holds_and_rulings_are_for_closed_cases() -> None:
    of = dossier(CaseStatus.DECIDED)
    for command in (PlaceHold(CASE_ID, HoldKind.APPEAL, "x"), RecordRuling(CASE_ID, RuledOn.APPEAL, Ruling.UPHELD, TODAY)):
        assert of.refused(command).code is Code.CASE_NOT_CLOSED


# ---- destruction


def test_destroying_takes_two_people_after_the_term(judge: Judge = apply) -> None:
    of = closed(judge)
    assert of.refused(AskDestruction(CASE_ID, "oud"), KARIN).code is Code.KEPT_UNTIL
    of.now += timedelta(days=4000)
    assert of.refused(ConfirmDestruction(CASE_ID), KARIN).code is Code.NOT_ASKED
    for by in (NADIA, RUBEN, BEA):
        assert of.refused(AskDestruction(CASE_ID, "oud"), by).code is Code.NOT_PERMITTED
    of.does(AskDestruction(CASE_ID, "De termijn is voorbij."), KARIN)
    assert not closing(of).is_destroyed
    assert of.refused(ConfirmDestruction(CASE_ID), KARIN).code is Code.SAME_PERSON
    of.does(ConfirmDestruction(CASE_ID), SAMIRA)
    assert closing(of).is_destroyed
    for command in (AskDestruction(CASE_ID, "x"), PlaceHold(CASE_ID, HoldKind.APPEAL, "x"), ReopenCase(CASE_ID, "x")):
        assert of.refused(command, MARJAN).code is Code.DESTROYED


def test_a_hold_that_comes_in_between_wins(judge: Judge = apply) -> None:
    of = closed(judge, days=4000)
    of.does(AskDestruction(CASE_ID, "oud"), KARIN)
    of.does(PlaceHold(CASE_ID, HoldKind.COMPLAINT, "Klacht."), NADIA)
    assert of.refused(ConfirmDestruction(CASE_ID), SAMIRA).code is Code.DOSSIER_HELD


# ---- access and lessons


def test_while_somebody_waits_for_everything_held_nothing_of_it_is_destroyed() -> None:
    of = closed(days=4000)
    asked = of.does(AskAccess(" wi-1 ", TODAY), NADIA)
    assert of.refused(AskDestruction(CASE_ID, "oud"), KARIN).code is Code.DOSSIER_HELD
    assert of.refused(CheckAccess(asked, True, "goed"), NADIA).code is Code.SAME_PERSON
    of.does(CheckAccess(asked, False, "Er staat nog een buurman in."), RUBEN)
    of.does(CheckAccess(asked, True, "In orde.", (" J. Buurman ", "J. Buurman")), RUBEN)
    assert of.record(AccessRequest, asked).masks == ("J. Buurman",)
    assert of.refused(CheckAccess(asked, True, "x"), RUBEN).code is Code.ACCESS_CHECKED
    of.does(AskDestruction(CASE_ID, "oud"), KARIN)


def test_a_request_for_access_has_a_month() -> None:
    of = Dossier()
    asked = of.does(AskAccess("WI-1", TODAY))
    assert of.record(AccessRequest, asked).due_on == TODAY + timedelta(days=30)
    assert of.refused(AskAccess(" ", TODAY)).code is Code.REASON_MISSING
    assert of.refused(AskAccess("WI-1", TODAY + timedelta(days=1))).code is Code.DATE_INVALID


def test_a_lesson_has_a_day_to_look_back_and_is_followed_up_once() -> None:
    of = Dossier()
    lesson = of.does(RecordLesson("Eerst bellen.", TODAY + timedelta(days=30)))
    assert of.refused(FollowUpLesson(lesson, " ")).code is Code.REASON_MISSING
    of.does(FollowUpLesson(lesson, "Staat nu in elk plan."), RUBEN)
    assert of.record(Lesson, lesson).what == "Staat nu in elk plan."
    assert of.refused(FollowUpLesson(lesson, "x")).code is Code.LESSON_UNKNOWN
    assert of.refused(RecordLesson(" ", TODAY)).code is Code.REASON_MISSING


# ---- would these tests notice?


def _let(shape: type, change: object) -> Judge:
    """A rulebook that changes what one command is before it judges it."""

    def judge(command: object, facts: Facts, act: Act) -> Outcome:
        return change(command, facts, act) if isinstance(command, shape) else apply(command, facts, act)  # type: ignore[operator, arg-type]

    return judge


def _untold(command: CloseCase, facts: Facts, act: Act) -> Outcome:
    """Closing that takes a postponement for telling."""
    case = facts.case(command.case_id)
    if case and case.informing and case.informing.postponements and not case.informing.is_done:
        return Outcome(())
    return apply(command, facts, act)


def _alone(command: ConfirmDestruction, facts: Facts, act: Act) -> Outcome:
    """One person destroys."""
    return apply(command, facts, replace(act, officer_id=SAMIRA.id if act.officer_id == KARIN.id else act.officer_id))


def _unheld(command: ConfirmDestruction, facts: Facts, act: Act) -> Outcome:
    """A hold that came in between is not looked at."""
    return Outcome(())


def _chatty(command: CloseCase, facts: Facts, act: Act) -> Outcome:
    """The neutral record still says where somebody lives."""
    case = facts.case(command.case_id)
    outcome = apply(command, facts, act)
    first, *others = outcome.changes
    spoiled = replace(first, body={**first.body, "question": case.question if case else ""})
    return replace(outcome, changes=(spoiled, *others))


@pytest.mark.parametrize(
    ("test", "fault"),
    [
        (test_a_case_cannot_close_before_the_resident_was_told, _let(CloseCase, _untold)),
        (test_destroying_takes_two_people_after_the_term, _let(ConfirmDestruction, _alone)),
        (test_a_hold_that_comes_in_between_wins, _let(ConfirmDestruction, _unheld)),
        (test_what_stays_of_a_closed_case_says_nothing_about_anybody, _let(CloseCase, _chatty)),
    ],
)
def test_a_planted_fault_is_found_out(test: object, fault: Judge) -> None:
    assert notices(test, fault)  # type: ignore[arg-type]  # each is a test that takes a rulebook
    test()  # type: ignore[operator]  # and is quiet on the real one


def test_a_resident_who_was_told_is_told_again_when_it_is_decided_anew() -> None:
    of = closed()
    of.does(ReopenCase(CASE_ID, "Later bewijs."), KARIN)
    of.does(INVITE, command_id="again")
    of.does(ReadDecision("again", True, "Akkoord."), SAMIRA)
    assert of.refused(CLOSE).code is Code.NOT_INFORMED
    of.does(TOLD)
    of.does(CLOSE)
    assert closing(of).reopenings == ("Later bewijs.",)
