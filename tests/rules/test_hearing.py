"""Visits and talks: kept as they went, and flagged where the law asks more than was done."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from casework_people import BEA, CASE_ID, INVITE, PIM, SAMIRA, Dossier, Judge, dossier
from people import KARIN, LINDE, LINDE_PLAN, NADIA, RUBEN, at

from field_app.rules.commands import Command
from field_app.rules.dossier.decision_commands import Caution, ReadDecision, RecordTalk, RecordVisit, ReviewDecision
from field_app.rules.dossier.decision_records import Decision, Talk, Visit
from field_app.rules.dossier.words import Consent, DecisionKind, Signed
from field_app.rules.look import FactLine
from field_app.rules.refusals import Code
from field_app.rules.rulebook import apply
from field_app.rules.vocabulary import CaseStatus, FactKind, Flag
from rules import case_faults as faults

HOME_VISIT = replace(
    INVITE, kind=DecisionKind.HOME_VISIT, ground="Een keer geen licht, met tijd genoteerd.", fine_possible=True,
    proportionality="Een bezoek kost de inwoner minder dan langer kijken.",
)  # fmt: skip
TOLD = Caution(at("10:03"), "U hoeft geen antwoord te geven op vragen die over een boete kunnen gaan.")
#: Everything as the law asks.
VISIT = RecordVisit(
    CASE_ID, "decision", at("10:00"), at("10:40"), "Een keer geen licht.", Consent.GIVEN,
    companion_id=RUBEN.id, identified_at=at("10:01"), told_purpose=True, told_consequences=True, consent_at=at("10:02"),
    consented_by="betrokkene", is_resident=True, entered_at=at("10:04"), caution=TOLD, account="Ik werk 's nachts.",
    facts=(FactLine(at("10:10"), FactKind.LIGHT, "Eén lamp aan in de kamer."),), report="Rustig verlopen.",
)  # fmt: skip
TALK = RecordTalk(
    CASE_ID, "decision", at("10:00"), at("10:40"), came=True, present="betrokkene en dochter", caution=TOLD,
    account="Ik werk 's nachts.", statement="Ik slaap overdag.", was_read_back=True, signed=Signed.YES,
)  # fmt: skip
#: When Nadia writes it down.
WRITTEN = at("11:00")


def decided(command: Command = HOME_VISIT, judge: Judge = apply) -> Dossier:
    """The decision `decision` stands; it is 11:00."""
    of = dossier(CaseStatus.OBSERVING, LINDE, LINDE_PLAN, judge=judge)
    of.does(command, command_id="decision")
    of.does(ReadDecision("decision", True, "De feiten dragen dit."), SAMIRA)
    of.now = WRITTEN
    return of


def flags(of: Dossier, command: Command) -> tuple[Flag, ...]:
    return of.judged(command).flags


# ---- a visit


def test_a_visit_as_the_law_asks_it_is_kept_step_by_step_without_flags() -> None:
    of = decided()
    assert flags(of, VISIT) == ()
    of.does(VISIT, command_id="visit")
    kept = of.record(Visit, "visit")
    assert (kept.officer_id, kept.recorded_at, kept.flags) == (NADIA.id, of.now, ())
    for name in ("came_at", "identified_at", "consent_at", "entered_at", "left_at", "caution", "account", "facts", "companion_id"):
        assert getattr(kept, name) == getattr(VISIT, name)
    assert of.case.status is CaseStatus.DECIDED


def test_everybody_who_sees_content_may_have_visited_and_nobody_else() -> None:
    of = decided()
    for command in (VISIT, TALK):
        for by in (NADIA, RUBEN, KARIN, SAMIRA):
            of.judged(command, by)
        for by in (BEA, PIM):
            assert of.refused(command, by).code is Code.NOT_PERMITTED
        assert of.refused(replace(command, case_id="none")).code is Code.CASE_UNKNOWN


@pytest.mark.parametrize("identified_at", [None, at("10:05")])
def test_who_enters_shows_the_card_before_that(identified_at: datetime | None, judge: Judge = apply) -> None:
    of = decided(judge=judge)
    assert flags(of, replace(VISIT, identified_at=identified_at)) == (Flag.IDENTIFIED_LATE,)
    assert flags(of, replace(VISIT, identified_at=VISIT.entered_at)) == ()
    at_the_door = replace(VISIT, identified_at=identified_at, entered_at=None)
    assert flags(of, at_the_door) == (), "who did not enter did not enter too early"


@pytest.mark.parametrize(
    "change",
    [
        {"is_resident": False, "consented_by": "zoon, woont elders"},
        {"consent": Consent.REFUSED, "refusal": "Nee, nu niet."},
        {"consent": Consent.NOBODY_HOME},
        {"consent_at": None},
        {"consent_at": at("10:05")},
    ],
    ids=["the son", "refused", "nobody", "no time", "afterwards"],
)
def test_who_enters_has_the_yes_of_a_resident_before_that(change: dict[str, Any], judge: Judge = apply) -> None:
    of = decided(judge=judge)
    assert flags(of, replace(VISIT, **change)) == (Flag.ENTERED_WITHOUT_CONSENT,)
    assert Flag.ENTERED_WITHOUT_CONSENT not in flags(of, replace(VISIT, **change, entered_at=None))


@pytest.mark.parametrize("untold", ["told_purpose", "told_consequences"])
def test_a_yes_counts_when_purpose_and_consequences_were_told(untold: str, judge: Judge = apply) -> None:
    of = decided(judge=judge)
    changes: dict[str, Any] = {untold: False}
    assert flags(of, replace(VISIT, **changes)) == (Flag.CONSENT_UNINFORMED,)
    assert flags(of, replace(VISIT, **changes, entered_at=None)) == (Flag.CONSENT_UNINFORMED,)
    refused = replace(VISIT, **changes, entered_at=None, consent=Consent.REFUSED, refusal="Nee.", account="")
    assert flags(of, refused) == (), "a no needs no explanation"


def test_the_ground_and_the_decision_come_before_the_visit(judge: Judge = apply) -> None:
    late = (Flag.GROUND_LATER_THAN_VISIT,)
    of = decided(judge=judge)
    assert flags(of, replace(VISIT, decision_id="none")) == late
    read = of.decision.decided_at
    assert read is not None
    assert flags(of, replace(VISIT, came_at=read)) == ()
    assert flags(of, replace(VISIT, came_at=read - timedelta(minutes=1))) == late
    assert flags(decided(replace(INVITE, fine_possible=True), judge), VISIT) == late, "an invitation is no visit"
    of.does(ReviewDecision("decision", (), False, "Er brandde toch licht."))
    assert flags(of, VISIT) == late, "it no longer stands"
    waiting = dossier(CaseStatus.OBSERVING, judge=judge)
    waiting.does(HOME_VISIT, command_id="decision")
    waiting.now = WRITTEN
    assert flags(waiting, VISIT) == late, "nobody has read it"


def test_a_decision_of_another_case_is_no_ground(judge: Judge = apply) -> None:
    of = decided(judge=judge)
    assert Flag.GROUND_LATER_THAN_VISIT in flags(of, replace(VISIT, case_id=LINDE.id))


def test_what_went_wrong_is_kept_and_flagged_in_the_record_too(judge: Judge = apply) -> None:
    """A refused record of a visit would only be missing from the file."""
    of = decided(judge=judge)
    wrong = replace(
        VISIT, decision_id="none", identified_at=None, is_resident=False, told_purpose=False, consent_at=None, caution=None
    )  # fmt: skip
    raised = flags(of, wrong)
    assert raised == (
        Flag.GROUND_LATER_THAN_VISIT, Flag.IDENTIFIED_LATE, Flag.ENTERED_WITHOUT_CONSENT, Flag.CONSENT_UNINFORMED,
    )  # fmt: skip
    of.does(wrong, command_id="visit")
    assert of.record(Visit, "visit").flags == tuple(each.value for each in raised)


@pytest.mark.parametrize(
    "change",
    [
        {"left_at": at("09:59")}, {"left_at": at("11:01")}, {"identified_at": at("09:59")}, {"identified_at": at("10:41")},
        {"consent_at": at("09:59")}, {"consent_at": at("10:41")}, {"entered_at": at("09:59")}, {"entered_at": at("10:41")},
        {"caution": replace(TOLD, given_at=at("11:01"))},
    ],
)  # fmt: skip
def test_the_steps_of_a_visit_follow_one_another_and_are_past(change: dict[str, Any]) -> None:
    assert decided().refused(replace(VISIT, **change)).code is Code.TIMES_WRONG


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"ground": " "}, "ground"),
        ({"consented_by": " "}, "consented_by"),
        ({"consent": Consent.REFUSED, "entered_at": None, "refusal": " "}, "refusal"),
    ],
)
def test_a_visit_says_the_ground_who_said_yes_and_how_it_was_refused(change: dict[str, Any], field: str) -> None:
    no = decided().refused(replace(VISIT, **change))
    assert (no.code, no.details["field"]) == (Code.REASON_MISSING, field)


def test_a_closed_door_is_a_whole_record() -> None:
    of = decided()
    assert flags(of, RecordVisit(CASE_ID, "decision", at("10:00"), at("10:02"), "Geen licht.", Consent.NOBODY_HOME)) == ()


# ---- a talk


def test_a_talk_is_kept_with_the_residents_own_account() -> None:
    of = decided(replace(INVITE, fine_possible=True))
    assert flags(of, TALK) == ()
    of.does(TALK, command_id="talk")
    kept = of.record(Talk, "talk")
    for name in ("account", "statement", "was_read_back", "signed", "present", "caution"):
        assert getattr(kept, name) == getattr(TALK, name)
    assert (kept.officer_id, kept.recorded_at, kept.flags) == (NADIA.id, of.now, ())


def test_who_did_not_come_is_a_whole_record_and_who_came_was_heard() -> None:
    of = decided(replace(INVITE, fine_possible=True))
    assert flags(of, RecordTalk(CASE_ID, "decision", at("10:00"), at("10:15"), came=False)) == ()
    no = of.refused(replace(TALK, account=" ", statement=""))
    assert (no.code, no.details["field"]) == (Code.REASON_MISSING, "account")
    for heard in (replace(TALK, account=""), replace(TALK, statement="")):
        of.judged(heard)


@pytest.mark.parametrize(
    "change", [{"ended_at": at("09:59")}, {"ended_at": at("11:01")}, {"caution": replace(TOLD, given_at=at("11:01"))}]
)
def test_the_times_of_a_talk_follow_one_another_and_are_past(change: dict[str, Any]) -> None:
    assert decided().refused(replace(TALK, **change)).code is Code.TIMES_WRONG


# ---- the caution


@pytest.mark.parametrize(
    "caution", [None, replace(TOLD, wording=" "), replace(TOLD, given_at=at("10:50"))], ids=["none", "no words", "afterwards"]
)
def test_who_may_be_fined_is_told_of_the_right_to_silence(caution: Caution | None, judge: Judge = apply) -> None:
    of = decided(judge=judge)
    for command in (replace(VISIT, caution=caution), replace(TALK, caution=caution)):
        assert flags(of, command) == (Flag.CAUTION_MISSING,)


def test_a_caution_is_asked_where_a_fine_may_follow_and_somebody_was_heard() -> None:
    of = decided(replace(HOME_VISIT, fine_possible=False))
    for command in (replace(VISIT, caution=None), replace(TALK, caution=None)):
        assert flags(of, command) == ()
    fined = decided()
    assert flags(fined, replace(VISIT, caution=None, account="")) == ()
    assert flags(fined, replace(TALK, caution=None, came=False)) == ()
    assert flags(fined, replace(TALK, caution=replace(TOLD, given_at=at("09:58")))) == (), "told in the hall, before it began"


def test_a_fine_in_another_case_asks_no_caution_in_this_one() -> None:
    of = decided()
    assert flags(of, replace(TALK, case_id=LINDE.id, caution=None)) == ()


# ---- early and late in the life of a case


@pytest.mark.parametrize("status", [each for each in CaseStatus if each is not CaseStatus.CLOSED])
def test_visits_and_talks_are_kept_wherever_the_case_stands(status: CaseStatus) -> None:
    of = dossier(status)
    of.now = WRITTEN
    assert flags(of, TALK) == ()
    assert flags(of, VISIT) == (Flag.GROUND_LATER_THAN_VISIT,)


def test_what_comes_after_closing_is_kept_flagged_and_counted() -> None:
    of = dossier(CaseStatus.CLOSED)
    of.now = WRITTEN
    of.does(VISIT, command_id="visit")
    of.does(TALK, command_id="talk")
    assert Flag.CASE_CLOSED.value in of.record(Visit, "visit").flags
    assert of.record(Talk, "talk").flags == (Flag.CASE_CLOSED.value,)
    assert of.case.closing is not None
    assert of.case.closing.later == 2
    assert of.record(Decision, "decision").stands


# ---- would these tests notice?

FAULTS: dict[str, tuple[Judge, faults.Test]] = {
    "anybody consents": (
        faults.ANYBODY_CONSENTS, lambda judge: test_who_enters_has_the_yes_of_a_resident_before_that({"is_resident": False}, judge),
    ),
    "consent afterwards": (
        faults.CONSENT_WHENEVER,
        lambda judge: test_who_enters_has_the_yes_of_a_resident_before_that({"consent_at": at("10:05")}, judge),
    ),
    "no card": (faults.NO_CARD_ASKED, lambda judge: test_who_enters_shows_the_card_before_that(None, judge)),
    "no ground": (faults.NO_GROUND_ASKED, test_the_ground_and_the_decision_come_before_the_visit),
    "any ground": (faults.NO_GROUND_ASKED, test_a_decision_of_another_case_is_no_ground),
    "nothing told": (
        faults.NOTHING_TOLD, lambda judge: test_a_yes_counts_when_purpose_and_consequences_were_told("told_purpose", judge),
    ),
    "flags not kept": (faults.FLAGS_NOT_KEPT, test_what_went_wrong_is_kept_and_flagged_in_the_record_too),
    "no caution": (faults.NO_CAUTION_ASKED, lambda judge: test_who_may_be_fined_is_told_of_the_right_to_silence(None, judge)),
    "caution afterwards": (
        faults.CAUTION_WHENEVER,
        lambda judge: test_who_may_be_fined_is_told_of_the_right_to_silence(replace(TOLD, given_at=at("10:50")), judge),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_rule_with_a_planted_fault_would_be_noticed(name: str) -> None:
    fault, test = FAULTS[name]
    test(apply)
    assert faults.notices(test, fault)
