"""Remarks: what stands in a dossier stays, and what is said about it later stands beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from casework_people import BEA, CASE_ID, INVITE, PIM, SAMIRA, TIP, Dossier, Judge, dossier
from people import HOME, KARIN, LINDE, LINDE_PLAN, NADIA, RUBEN

from field_app.rules.commands import Command
from field_app.rules.dossier.decision_commands import AddRemark, ReadDecision, RecordTalk, RecordVisit
from field_app.rules.dossier.decision_records import Remark
from field_app.rules.dossier.words import Consent, DecisionKind, Item, LetterKind
from field_app.rules.dossier.work_commands import (
    AskCallback,
    AskedItem,
    AskInformation,
    RecordCall,
    RecordFinding,
    RecordFollowing,
    WriteLetter,
)
from field_app.rules.refusals import Code
from field_app.rules.rulebook import apply
from field_app.rules.vocabulary import CaseStatus, Kind
from rules import case_faults as faults

SAID = AddRemark(CASE_ID, "seen", "Er stond een ander huisnummer op de gevel.")


def full() -> Dossier:
    """A case in which each kind of record stands once, under the name of its kind."""
    of = dossier(CaseStatus.DECISION_DUE)
    began, ended, day = of.now - timedelta(minutes=9), of.now, of.now.date()
    commands: dict[str, Command] = {
        "finding": RecordFinding(CASE_ID, "BRP", began, "Pw 53a", "Twee personen ingeschreven.", True),
        "following": RecordFollowing(CASE_ID, began, ended, "Lindelaan", "carpoolplaats", "bestemming bereikt"),
        "talk": RecordTalk(CASE_ID, "decision", began, ended, came=False),
        "visit": RecordVisit(CASE_ID, "decision", began, ended, "Geen licht.", Consent.NOBODY_HOME),
        "letter": WriteLetter(CASE_ID, LetterKind.INFORMATION_REQUEST, "Een vraag.", "De huur.", NADIA.id, "Beste mevrouw,"),
        "call": RecordCall(CASE_ID, began, "de consulent", True, "Geen ontheffing bekend."),
        "callback": AskCallback(began, "betrokkene", "de afspraak", CASE_ID),
        "request": AskInformation(CASE_ID, (AskedItem(Item.RENT, "Wie betaalt?", day, day),), day + timedelta(days=14)),
        "remark": SAID,
    }
    for name, command in commands.items():
        of.does(command, command_id=name)
    return of


def test_a_remark_stands_beside_the_entry_which_stays_as_it_was() -> None:
    of = dossier(CaseStatus.OBSERVING)
    before = of.rows.row(Kind.OBSERVATION, "seen")
    of.does(replace(SAID, text=f" {SAID.text} "), RUBEN, command_id="remark")
    assert of.record(Remark, "remark") == Remark("remark", CASE_ID, "seen", RUBEN.id, of.now, SAID.text)
    assert of.rows.row(Kind.OBSERVATION, "seen") == before


def test_a_resident_may_have_something_put_right() -> None:
    of = dossier(CaseStatus.OBSERVING)
    of.does(replace(SAID, from_resident=True), command_id="remark")
    assert of.record(Remark, "remark").from_resident


def test_everybody_who_sees_content_may_add_in_words_and_nobody_else() -> None:
    of = dossier(CaseStatus.OBSERVING)
    for by in (NADIA, RUBEN, KARIN, SAMIRA):
        of.judged(SAID, by)
    for by in (BEA, PIM):
        assert of.refused(SAID, by).code is Code.NOT_PERMITTED
    assert of.refused(replace(SAID, text=" \n")).code is Code.REASON_MISSING


def test_whatever_stands_in_the_dossier_may_be_remarked_on() -> None:
    of = full()
    names = (
        "seen", "finding", "following", "talk", "visit", "letter", "call", "callback", "request", "remark", "decision", "plan",
        "signal", CASE_ID,
    )  # fmt: skip
    for about in names:
        of.does(replace(SAID, about=about), command_id=f"on-{about}")
        assert of.record(Remark, f"on-{about}").about == about


def test_what_stands_in_no_dossier_or_in_another_is_not_remarked_on_here(judge: Judge = apply) -> None:
    of = dossier(CaseStatus.OBSERVING, LINDE, LINDE_PLAN, judge=judge)
    of.looks(case_id=LINDE.id, place_id=HOME.id, command_id="elsewhere")
    of.does(TIP, command_id="loose")
    for about in ("elsewhere", "loose", "none", LINDE.id, LINDE_PLAN.id, NADIA.id, ""):
        assert of.refused(replace(SAID, about=about)).code is Code.ENTRY_UNKNOWN
    assert of.refused(replace(SAID, case_id="none")).code is Code.CASE_UNKNOWN


@pytest.mark.parametrize("status", CaseStatus)
def test_a_remark_can_be_made_until_the_case_is_closed(status: CaseStatus) -> None:
    of = dossier(status)
    on_the_case = replace(SAID, about=CASE_ID)
    if status is CaseStatus.CLOSED:
        assert of.refused(on_the_case).code is Code.CASE_CLOSED
    else:
        of.judged(on_the_case)


def test_also_a_case_that_was_handed_over_can_be_put_right() -> None:
    of = dossier(CaseStatus.OBSERVING)
    handed = replace(INVITE, kind=DecisionKind.HANDOVER_CRIMINAL, proportionality="Boven de aangiftegrens.")
    of.does(handed, command_id="decision")
    of.does(ReadDecision("decision", True, "Dit hoort bij de recherche."), SAMIRA)
    of.judged(SAID)


def test_a_rule_that_takes_remarks_on_anything_would_be_noticed() -> None:
    assert faults.notices(test_what_stands_in_no_dossier_or_in_another_is_not_remarked_on_here, faults.ABOUT_ANYTHING)
