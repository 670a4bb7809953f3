"""Decisions: facts for and against, read along by somebody else, bound to what lay on the table, and open again when more comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from casework_people import BEA, CASE_ID, INVITE, MARJAN, PIM, PLAN, SAMIRA, Dossier, Judge, dossier
from people import HOME, KARIN, LINDE, LINDE_PLAN, NADIA, RUBEN, TEAM, TODAY, at

from field_app.rules.cases.decisions import is_stale, later_entries
from field_app.rules.commands import Command
from field_app.rules.dossier.closing_commands import CloseCase, InformResident
from field_app.rules.dossier.decision_commands import (
    ProposeDecision,
    ReadDecision,
    RecordTalk,
    RecordVisit,
    ReviewDecision,
    SettleDecision,
)
from field_app.rules.dossier.decision_records import Decision
from field_app.rules.dossier.list_commands import HandOver, SetBuddy
from field_app.rules.dossier.plan_commands import ApprovePlan
from field_app.rules.dossier.plan_records import Plan
from field_app.rules.dossier.terms import CaseTerms
from field_app.rules.dossier.words import Answered, Consent, DecisionKind, Retention, Way
from field_app.rules.dossier.work_commands import RecordFinding, RecordFollowing
from field_app.rules.meter.records import Level
from field_app.rules.refusals import Code
from field_app.rules.rulebook import apply
from field_app.rules.shift_changes import row
from field_app.rules.vocabulary import CaseStatus, Flag, Kind, Role
from rules import case_faults as faults

VISIT = replace(
    INVITE, kind=DecisionKind.HOME_VISIT, ground="Een keer geen licht, met tijd genoteerd.",
    proportionality="Een bezoek kost de inwoner minder dan langer kijken.",
)  # fmt: skip
EXTEND = replace(INVITE, kind=DecisionKind.EXTEND, proportionality="Drie avonden meer, en niet meer.")
HANDOVER = replace(INVITE, kind=DecisionKind.HANDOVER_CRIMINAL, proportionality="Boven de aangiftegrens.")
#: Each kind once, as a whole.
KINDS = {
    each.kind: each
    for each in (
        INVITE, VISIT, EXTEND, HANDOVER,
        replace(INVITE, kind=DecisionKind.STOP_INSUFFICIENT, answered=Answered.NO),
        replace(INVITE, kind=DecisionKind.NO_IRREGULARITY, facts_for=(), facts_against=("seen",), answered=Answered.YES),
    )
}  # fmt: skip
YES = ReadDecision("decision", True, "De feiten dragen dit.")
NO = ReadDecision("decision", False, "Ik mis het weekend.")
STANDS = SettleDecision("decision", True, "Een gesprek is de lichtste stap.")


def observing(*more: Any, judge: Judge = apply) -> Dossier:
    return dossier(CaseStatus.OBSERVING, *more, judge=judge)


def waiting(command: ProposeDecision = INVITE, *more: Any, judge: Judge = apply) -> Dossier:
    """The decision `decision` waits for Samira."""
    of = observing(*more, judge=judge)
    of.does(command, command_id="decision")
    return of


def decided(command: ProposeDecision = INVITE, *more: Any, judge: Judge = apply) -> Dossier:
    """And she agreed."""
    of = waiting(command, *more, judge=judge)
    of.does(YES, SAMIRA)
    return of


def dissented(*more: Any, judge: Judge = apply) -> Dossier:
    """Or she did not."""
    of = waiting(INVITE, *more, judge=judge)
    of.does(NO, SAMIRA)
    return of


# ---- proposing


def test_a_decision_waits_for_its_reader_with_what_the_meter_said_then() -> None:
    of = observing()
    of.does(replace(INVITE, considered=("seen", "seen"), gaps=" geen "), command_id="decision")
    made = of.decision
    assert (made.id, made.case_id, made.proposed_by, made.proposed_at) == ("decision", CASE_ID, NADIA.id, of.now)
    assert (made.looks, made.level, made.considered, made.gaps) == (1, Level.GREEN, ("seen",), "geen")
    assert not made.stands
    assert made.decided_at is None
    assert (of.case.status, of.case.informing) == (CaseStatus.DECISION_DUE, None)


def test_the_owner_the_buddy_and_the_team_lead_propose_and_nobody_else() -> None:
    of = observing()
    assert of.refused(INVITE, RUBEN).code is Code.NOT_YOUR_CASE
    assert of.refused(INVITE, SAMIRA).code is Code.NOT_YOUR_CASE
    for outsider in (BEA, PIM):
        assert of.refused(INVITE, outsider).code is Code.NOT_PERMITTED
    of.does(SetBuddy(CASE_ID, RUBEN.id))
    for by in (NADIA, RUBEN, KARIN):
        of.judged(INVITE, by)


@pytest.mark.parametrize(
    ("status", "no"),
    [
        (CaseStatus.CASELOAD, Code.CASE_NOT_HERE), (CaseStatus.NOMINATED, Code.CASE_NOT_HERE), (CaseStatus.LISTED, None),
        (CaseStatus.OBSERVING, None), (CaseStatus.DECISION_DUE, None), (CaseStatus.DECIDED, Code.CASE_NOT_HERE),
        (CaseStatus.CLOSED, Code.CASE_CLOSED),
    ],
)  # fmt: skip
def test_a_case_is_decided_while_it_is_on_the_list(status: CaseStatus, no: Code | None) -> None:
    of = dossier(status)
    bare = replace(INVITE, facts_for=(), considered=())
    if no is None:
        of.judged(bare)
    else:
        assert of.refused(bare).code is no


def test_who_proposes_or_leads_the_case_never_reads_along(judge: Judge = apply) -> None:
    of = observing(judge=judge)
    of.does(SetBuddy(CASE_ID, RUBEN.id))
    for by in (NADIA, RUBEN, KARIN):
        assert of.refused(replace(INVITE, second_reader=NADIA.id), by).code is Code.READER_IS_OWNER
        assert of.refused(replace(INVITE, second_reader=by.id), by).code is Code.READER_IS_OWNER


def test_the_reader_is_a_colleague_who_sees_content(judge: Judge = apply) -> None:
    of = observing(judge=judge)
    for nobody in (BEA.id, PIM.id, "nobody"):
        assert of.refused(replace(INVITE, second_reader=nobody)).code is Code.OFFICER_UNKNOWN
    for reader in (RUBEN, KARIN, SAMIRA):
        of.judged(replace(INVITE, second_reader=reader.id))


@pytest.mark.parametrize("kind", DecisionKind)
def test_the_reason_in_plain_words_and_the_gaps_are_never_missing(kind: DecisionKind) -> None:
    of = observing()
    of.judged(KINDS[kind])
    for field, bare in (("explanation", replace(KINDS[kind], explanation=" \n")), ("gaps", replace(KINDS[kind], gaps=""))):
        no = of.refused(bare)
        assert (no.code, no.details["field"]) == (Code.REASON_MISSING, field)


def test_a_next_step_that_weighs_on_the_resident_is_weighed(judge: Judge = apply) -> None:
    of = observing(judge=judge)
    for heavy in (VISIT, EXTEND, HANDOVER):
        no = of.refused(replace(heavy, proportionality=" "))
        assert (no.code, no.details["field"]) == (Code.REASON_MISSING, "proportionality")


def test_a_home_visit_asks_a_ground_and_facts_from_before_it(judge: Judge = apply) -> None:
    of = observing(judge=judge)
    of.judged(VISIT)
    for bare in (replace(VISIT, ground=" "), replace(VISIT, facts_for=()), replace(VISIT, facts_for=(), facts_against=("seen",))):
        assert of.refused(bare).code is Code.GROUND_MISSING
    assert of.refused(VISIT, at=of.now - timedelta(hours=1)).code is Code.GROUND_MISSING, "the only fact came after it"
    of.does(
        RecordFinding(CASE_ID, "BRP", of.now - timedelta(days=1), "Pw 53a", "Twee personen ingeschreven.", False), command_id="f"
    )
    both = replace(VISIT, facts_for=("seen", "f"), considered=("seen", "f"))
    of.judged(both, at=of.now - timedelta(minutes=30))


def entry_of_each_kind(of: Dossier) -> tuple[str, ...]:
    """A look, a finding, a following, a talk and a visit."""
    began, ended = of.now - timedelta(minutes=9), of.now
    commands: dict[str, Command] = {
        "finding": RecordFinding(CASE_ID, "BRP", began, "Pw 53a", "Twee personen ingeschreven.", True),
        "following": RecordFollowing(CASE_ID, began, ended, "Lindelaan", "carpoolplaats", "bestemming bereikt"),
        "talk": RecordTalk(CASE_ID, "none", began, ended, came=False),
        "visit": RecordVisit(CASE_ID, "none", began, ended, "Signaal.", Consent.NOBODY_HOME),
    }
    return ("seen", *(of.does(command, command_id=name) for name, command in commands.items()))


def test_a_decision_rests_on_every_kind_of_entry() -> None:
    of = observing()
    entries = entry_of_each_kind(of)
    of.does(replace(INVITE, facts_for=entries[:2], facts_against=entries[2:], considered=entries), command_id="decision")
    assert (of.decision.facts_for, of.decision.facts_against) == (entries[:2], entries[2:])
    assert of.decision.looks == 2, "a following is a look as well"


def test_facts_are_entries_of_this_case(judge: Judge = apply) -> None:
    of = observing(LINDE, LINDE_PLAN, judge=judge)
    of.looks(case_id=LINDE.id, place_id=HOME.id, command_id="elsewhere")
    for foreign in ("elsewhere", "none", "plan", "signal", CASE_ID):
        no = of.refused(replace(INVITE, considered=("seen", foreign)))
        assert (no.code, no.details["entry_id"]) == (Code.ENTRY_UNKNOWN, foreign)
        assert of.refused(replace(INVITE, facts_against=(foreign,), considered=("seen", foreign))).code is Code.ENTRY_UNKNOWN


def test_nothing_is_relied_on_that_did_not_lie_on_the_table(judge: Judge = apply) -> None:
    of = observing(judge=judge)
    later = of.looks()
    for relied in ({"facts_for": ("seen", later)}, {"facts_against": (later,)}):
        no = of.refused(replace(INVITE, **relied))
        assert (no.code, no.details["entry_id"]) == (Code.ENTRY_UNKNOWN, later)


def test_a_newer_decision_takes_the_place_of_one_that_still_waits(judge: Judge = apply) -> None:
    of = waiting(judge=judge)
    of.does(VISIT, command_id="second")
    assert of.record(Decision, "decision").is_withdrawn
    assert (of.case.decision_id, of.case.status) == ("second", CaseStatus.DECISION_DUE)
    assert of.refused(YES, SAMIRA).code is Code.DECISION_NOT_OPEN
    of.does(replace(YES, decision_id="second"), SAMIRA)
    assert of.decision.stands


def test_a_decision_takes_the_place_of_none_in_another_case() -> None:
    of = waiting()
    theirs = replace(of.decision, id="theirs", case_id=LINDE.id)
    of.rows.keep(row(Kind.DECISION, theirs))
    of.does(VISIT, command_id="second")
    assert of.record(Decision, "theirs") == theirs


def test_a_decided_case_is_decided_anew_only_when_its_decision_no_longer_stands() -> None:
    of = decided()
    of.rows.keep(row(Kind.DECISION, replace(of.decision, is_withdrawn=True)))
    assert of.case.status is CaseStatus.DECIDED
    of.judged(INVITE)


# ---- reading along


@pytest.mark.parametrize("kind", [each for each in DecisionKind if each is not DecisionKind.EXTEND])
def test_with_the_readers_yes_a_decision_stands_and_the_resident_must_be_told(kind: DecisionKind, judge: Judge = apply) -> None:
    of = decided(KINDS[kind], judge=judge)
    assert of.decision.stands
    assert of.decision.decided_at == of.now
    assert of.case.status is CaseStatus.DECIDED
    assert of.case.informing is not None
    assert of.case.informing.due_on == TODAY + timedelta(days=28)


def test_the_team_sets_in_how_many_days_the_resident_is_told_and_days_are_those_of_amsterdam() -> None:
    of = waiting(INVITE, replace(TEAM, casework=CaseTerms(inform_within_days=10)))
    of.does(YES, SAMIRA, received_at=at("00:10", date(2026, 11, 21)))
    assert of.case.informing is not None
    assert of.case.informing.due_on == date(2026, 12, 1)
    assert of.decision.decided_at == at("00:10", date(2026, 11, 21)), "what counts is when it reached the server"


def test_an_earlier_day_to_tell_the_resident_stays_when_it_is_decided_anew() -> None:
    of = decided()
    first = of.case.informing
    of.does(ReviewDecision("decision", (), False, "Ander beeld."))
    of.now += timedelta(days=5)
    of.does(VISIT, command_id="second")
    of.does(replace(YES, decision_id="second"), SAMIRA)
    assert of.case.informing == first


def test_only_the_named_reader_says_yes_or_no_once_and_in_words(judge: Judge = apply) -> None:
    of = waiting(judge=judge)
    for other in (NADIA, RUBEN, KARIN):
        assert of.refused(YES, other).code is Code.DECISION_NOT_OPEN
    assert of.refused(YES, BEA).code is Code.NOT_PERMITTED
    for said in (YES, NO):
        assert of.refused(replace(said, text=" "), SAMIRA).code is Code.REASON_MISSING
    assert of.refused(replace(YES, decision_id="none"), SAMIRA).code is Code.DECISION_UNKNOWN
    of.does(YES, SAMIRA)
    for again in (YES, NO):
        assert of.refused(again, SAMIRA).code is Code.DECISION_NOT_OPEN
        assert dissented(judge=judge).refused(again, SAMIRA).code is Code.DECISION_NOT_OPEN, "now it is the team lead's"


def test_a_reader_who_became_the_owner_reads_no_more_and_another_is_asked() -> None:
    of = waiting(replace(INVITE, second_reader=RUBEN.id))
    of.does(HandOver(CASE_ID, RUBEN.id, "Verlof.", "Het besluit ligt klaar."))
    assert of.refused(YES, RUBEN).code is Code.READER_IS_OWNER
    of.does(INVITE, RUBEN, command_id="second")
    of.does(replace(YES, decision_id="second"), SAMIRA)
    assert of.decision.stands


# ---- dissent


def test_a_dissent_goes_to_the_team_lead_whose_word_lets_it_stand(judge: Judge = apply) -> None:
    of = dissented(judge=judge)
    assert (of.case.status, of.decision.stands, of.case.informing) == (CaseStatus.DECISION_DUE, False, None)
    of.does(STANDS, KARIN)
    made = of.decision
    assert made.stands
    assert made.decided_at == of.now
    assert made.reading is not None
    assert (made.reading.agrees, made.reading.text) == (False, NO.text), "the dissent stays readable"
    assert made.settled is not None
    assert (made.settled.by, made.settled.text) == (KARIN.id, STANDS.why)
    assert of.case.status is CaseStatus.DECIDED
    assert of.case.informing is not None


def test_a_dissent_that_is_followed_opens_the_decision_again() -> None:
    of = dissented()
    of.does(replace(STANDS, stands=False), KARIN)
    assert of.record(Decision, "decision").is_withdrawn
    assert (of.case.status, of.case.decision_id, of.case.informing) == (CaseStatus.DECISION_DUE, None, None)
    of.does(replace(INVITE, gaps="geen"), command_id="second")
    of.does(replace(YES, decision_id="second"), SAMIRA)
    assert of.decision.stands


def test_a_dissent_is_settled_by_a_team_lead_who_had_no_part_in_it(judge: Judge = apply) -> None:
    leads = replace(NADIA, roles=(Role.OFFICER, Role.TEAM_LEAD))
    of = dissented(leads, judge=judge)
    for by in (RUBEN, SAMIRA):
        assert of.refused(STANDS, by).code is Code.NOT_PERMITTED
    assert of.refused(STANDS, leads).code is Code.READER_IS_OWNER
    by_buddy = observing(leads, judge=judge)
    by_buddy.does(SetBuddy(CASE_ID, RUBEN.id))
    by_buddy.does(INVITE, RUBEN, command_id="decision")
    by_buddy.does(NO, SAMIRA)
    assert by_buddy.refused(STANDS, leads).code is Code.READER_IS_OWNER, "the case is hers, whoever proposed it"
    by_lead = observing(judge=judge)
    by_lead.does(INVITE, KARIN, command_id="decision")
    by_lead.does(NO, SAMIRA)
    assert by_lead.refused(STANDS, KARIN).code is Code.READER_IS_OWNER
    by_lead.judged(STANDS, MARJAN)


def test_nothing_is_settled_before_a_dissent_after_a_yes_twice_or_without_words() -> None:
    assert waiting().refused(STANDS, KARIN).code is Code.DECISION_NOT_OPEN
    assert decided().refused(STANDS, KARIN).code is Code.DECISION_NOT_OPEN
    of = dissented()
    assert of.refused(replace(STANDS, why=""), KARIN).code is Code.REASON_MISSING
    assert of.refused(replace(STANDS, decision_id="none"), KARIN).code is Code.DECISION_UNKNOWN
    of.does(STANDS, KARIN)
    assert of.refused(STANDS, MARJAN).code is Code.DECISION_NOT_OPEN


# ---- what comes later


def test_entries_that_come_later_ask_for_another_look_and_may_open_the_decision_again(judge: Judge = apply) -> None:
    of = decided(judge=judge)
    assert not is_stale(of.decision, ("seen",))
    later = of.looks(RUBEN)
    assert later_entries(of.decision, (later, "seen")) == (later,)
    assert is_stale(of.decision, ("seen", later))
    of.does(ReviewDecision("decision", (later,), False, "Er brandde toch licht."))
    old = of.record(Decision, "decision")
    assert (old.stands, old.considered, [each.agrees for each in old.reviews]) == (False, ("seen", later), [False])
    assert not is_stale(old, ("another",)), "it no longer stands"
    assert (of.case.status, of.case.decision_id) == (CaseStatus.DECISION_DUE, None)
    anew = replace(INVITE, facts_against=(later,), considered=("seen", later))
    of.does(anew, command_id="second")
    of.does(replace(YES, decision_id="second"), SAMIRA)
    assert (of.case.status, of.decision.id, of.decision.stands) == (CaseStatus.DECIDED, "second", True)


def test_a_decision_that_was_looked_at_again_may_stand(judge: Judge = apply) -> None:
    of = decided(judge=judge)
    later = of.looks(RUBEN)
    of.does(ReviewDecision("decision", (later, "seen"), True, "Verandert niets."), KARIN)
    made = of.decision
    assert made.stands
    assert made.decided_at is not None
    assert made.decided_at < of.now, "it was decided then, not now"
    assert made.considered == ("seen", later)
    assert not is_stale(made, ("seen", later))
    assert of.case.status is CaseStatus.DECIDED


def test_who_leads_the_case_looks_again_in_words_at_entries_of_this_case_and_at_what_stands() -> None:
    of = decided()
    again = ReviewDecision("decision", ("seen",), True, "Verandert niets.")
    assert of.refused(again, RUBEN).code is Code.NOT_YOUR_CASE
    assert of.refused(replace(again, why=" ")).code is Code.REASON_MISSING
    assert of.refused(replace(again, considered=("none",))).code is Code.ENTRY_UNKNOWN
    assert of.refused(replace(again, decision_id="none")).code is Code.DECISION_UNKNOWN
    of.does(replace(again, stands=False))
    assert of.refused(again).code is Code.DECISION_NOT_OPEN
    assert waiting().refused(again).code is Code.DECISION_NOT_OPEN


# ---- going on, and handing over


def test_an_extension_ends_the_plan_so_that_a_new_one_must_be_approved(judge: Judge = apply) -> None:
    of = decided(EXTEND, judge=judge)
    assert (of.case.status, of.case.plan_id, of.case.informing) == (CaseStatus.LISTED, "plan", None)
    assert not of.record(Plan, "plan").is_approved
    seen = of.looks()
    assert Flag.NO_APPROVED_PLAN in of.facts.observation(seen).flags  # type: ignore[union-attr]  # it was just made
    of.does(replace(PLAN, meter_reason="Nog drie avonden."), command_id="plan-2")
    of.does(ApprovePlan("plan-2"), KARIN)
    assert (of.case.status, of.case.plan_id) == (CaseStatus.OBSERVING, "plan-2")


def test_an_extension_of_what_was_never_planned_just_waits_for_a_plan() -> None:
    of = dossier(CaseStatus.LISTED)
    of.does(replace(EXTEND, facts_for=(), considered=()), command_id="decision")
    of.does(YES, SAMIRA)
    assert (of.case.status, of.decision.stands) == (CaseStatus.LISTED, True)
    of.does(replace(INVITE, facts_for=(), considered=()), command_id="second")
    assert of.record(Decision, "decision").stands, "what was decided stays as it was"


def test_a_hand_over_to_criminal_law_freezes_the_case_but_for_telling_and_closing() -> None:
    of = decided(HANDOVER)
    for command in (INVITE, PLAN, ReviewDecision("decision", (), False, "Toch niet."), SetBuddy(CASE_ID, RUBEN.id)):
        assert of.refused(command).code is Code.CASE_FROZEN
    of.does(InformResident(CASE_ID, Way.LETTER, TODAY, "Brief verstuurd."))
    of.does(CloseCase(CASE_ID, Retention.CHECKED))
    assert of.case.status is CaseStatus.CLOSED


# ---- would these tests notice?

FAULTS: dict[str, tuple[Judge, faults.Test]] = {
    "the owner may read": (faults.ANY_READER, test_who_proposes_or_leads_the_case_never_reads_along),
    "anybody may read": (faults.ANY_READER, test_the_reader_is_a_colleague_who_sees_content),
    "relied on unseen": (faults.RELIED_UNSEEN, test_nothing_is_relied_on_that_did_not_lie_on_the_table),
    "entries of other cases": (faults.ANY_ENTRY, test_facts_are_entries_of_this_case),
    "no ground": (faults.ANY_GROUND, test_a_home_visit_asks_a_ground_and_facts_from_before_it),
    "not weighed": (faults.UNWEIGHED, test_a_next_step_that_weighs_on_the_resident_is_weighed),
    "two decisions wait": (faults.FORGETS_OLDER, test_a_newer_decision_takes_the_place_of_one_that_still_waits),
    "others say yes": (faults.ANYBODY_READS, test_only_the_named_reader_says_yes_or_no_once_and_in_words),
    "a dissent is a yes": (faults.EVERY_READING_AGREES, test_a_dissent_goes_to_the_team_lead_whose_word_lets_it_stand),
    "nobody need be told": (
        faults.FORGETS_INFORMING,
        lambda judge: test_with_the_readers_yes_a_decision_stands_and_the_resident_must_be_told(DecisionKind.INVITE, judge),
    ),
    "the old plan goes on": (faults.PLAN_GOES_ON, test_an_extension_ends_the_plan_so_that_a_new_one_must_be_approved),
    "anybody settles": (faults.ANYBODY_SETTLES, test_a_dissent_is_settled_by_a_team_lead_who_had_no_part_in_it),
    "a review forgets what it saw": (faults.REVIEW_FORGETS, test_a_decision_that_was_looked_at_again_may_stand),
    "nothing opens again": (
        faults.EVERY_REVIEW_STANDS,
        test_entries_that_come_later_ask_for_another_look_and_may_open_the_decision_again,
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_rule_with_a_planted_fault_would_be_noticed(name: str) -> None:
    fault, test = FAULTS[name]
    test(apply)
    assert faults.notices(test, fault)
