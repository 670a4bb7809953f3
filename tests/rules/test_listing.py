"""From a signal to a place on the list: made a case by its owner, nominated, put in order together, one place at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from people import KARIN, LINDE, NADIA, OLM, RUBEN, TEAM, KeptRows, act, at, done, judged, rows_of

from field_app.rules.cases import code_names
from field_app.rules.cases.earlier import mark_of
from field_app.rules.cases.listing import nominations
from field_app.rules.commands import Command
from field_app.rules.dossier.archive_records import Footprint
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.list_commands import (
    AddPlace,
    AddSubject,
    DismissSignal,
    HandOver,
    NewPlace,
    NominateCase,
    OpenCase,
    OrderNominations,
    RecordSignal,
    SetBuddy,
    Subject,
    TakePlace,
    WithdrawNomination,
)
from field_app.rules.dossier.terms import CaseTerms
from field_app.rules.dossier.words import Reliability, SignalSource
from field_app.rules.meter.records import Looked
from field_app.rules.records import Officer
from field_app.rules.refusals import Code, Refused
from field_app.rules.row_facts import RowFacts
from field_app.rules.rulebook import apply
from field_app.rules.shift_changes import row
from field_app.rules.vocabulary import CaseStatus, CaseTopic, Kind, Role
from field_app.rules.wire import decode

TIP = RecordSignal(SignalSource.CASEWORKER, date(2026, 11, 18), "Post komt terug.", Reliability.PLAUSIBLE)
PLACE = NewPlace("woning", "Lindelaan 14", "Noord", "openbare weg, overzijde")
PERSON = Subject("A. Voorbeeld", dossier_number="WI-1")
ADMIN = Officer("beheer", "Bea Heer", (Role.ADMIN,))
AUDITOR = Officer("auditor", "Ad Itor", (Role.AUDITOR,))
READER = Officer("samira", "Samira Bakker", (Role.SECOND_READER,))
PEOPLE = (TEAM, NADIA, RUBEN, KARIN, ADMIN, AUDITOR, READER)


def world(*more: object) -> KeptRows:
    return rows_of(*PEOPLE, *more)


def opened(rows: KeptRows, name: str = "Esdoorn", by: Officer = NADIA, number: str = "1", *, person: Subject = PERSON) -> Case:
    """A signal and the case made of it."""
    done(rows, TIP, by, command_id=f"signal-{number}")
    command = OpenCase(f"signal-{number}", name, CaseTopic.MAIN_RESIDENCE, (person,), (PLACE,))
    done(rows, command, by, command_id=f"case-{number}")
    return case(rows, f"case-{number}")


def case(rows: KeptRows, case_id: str) -> Case:
    return decode(Case, {**(rows.row(Kind.CASE, case_id) or {}), "id": case_id})


def refusal(rows: KeptRows, command: Command, by: Officer = NADIA) -> Code:
    with pytest.raises(Refused) as no:
        judged(command, rows, by, command_id="next")
    return no.value.code


# ---- signals


def test_a_signal_is_made_a_case_once_in_the_caseload_of_who_makes_it() -> None:
    rows = world()
    made = opened(rows)
    assert (made.status, made.owner_id, made.code_name) == (CaseStatus.CASELOAD, NADIA.id, "Esdoorn")
    assert made.signal_ids == ("signal-1",)
    assert (rows.row(Kind.SIGNAL, "signal-1") or {})["case_id"] == "case-1"
    again = OpenCase("signal-1", "Wilg", CaseTopic.MAIN_RESIDENCE, (PERSON,), (PLACE,))
    assert refusal(rows, again) is Code.SIGNAL_USED
    assert refusal(rows, DismissSignal("signal-1", "niets")) is Code.SIGNAL_USED
    assert refusal(rows, replace(again, signal_id="other")) is Code.SIGNAL_UNKNOWN


def test_a_signal_may_be_left_with_a_reason_and_says_when_it_came() -> None:
    rows = world()
    done(rows, TIP, command_id="signal-1")
    assert refusal(rows, DismissSignal("signal-1", "  ")) is Code.REASON_MISSING
    done(rows, DismissSignal("signal-1", "Betrokkene was op vakantie."), command_id="x")
    assert refusal(rows, OpenCase("signal-1", "Wilg", CaseTopic.MAIN_RESIDENCE, (PERSON,), (PLACE,))) is Code.SIGNAL_USED
    assert refusal(rows, replace(TIP, received_on=date(2026, 11, 20))) is Code.DATE_INVALID
    assert refusal(rows, replace(TIP, content=" ")) is Code.REASON_MISSING


def test_a_later_signal_joins_the_case_it_is_about() -> None:
    rows = world(LINDE)
    done(rows, replace(TIP, case_id=LINDE.id), command_id="signal-2")
    assert case(rows, LINDE.id).signal_ids == ("signal-2",)


@pytest.mark.parametrize("by", [ADMIN, AUDITOR])
def test_who_administers_or_audits_has_nothing_to_do_with_dossiers(by: Officer) -> None:
    rows = world(LINDE)
    for command in (TIP, NominateCase(LINDE.id, "nu"), HandOver(LINDE.id, NADIA.id, "a", "b"), OrderNominations((LINDE.id,))):
        assert refusal(rows, command, by) is Code.NOT_PERMITTED


@pytest.mark.parametrize("by", [KARIN, READER])
def test_who_does_not_drive_keeps_no_caseload(by: Officer) -> None:
    rows = world()
    done(rows, TIP, by, command_id="signal-1")
    assert refusal(rows, OpenCase("signal-1", "Wilg", CaseTopic.MAIN_RESIDENCE, (PERSON,), (PLACE,)), by) is Code.NOT_PERMITTED


def test_a_case_needs_a_person_and_an_address() -> None:
    rows = world()
    done(rows, TIP, command_id="signal-1")
    whole = OpenCase("signal-1", "Wilg", CaseTopic.MAIN_RESIDENCE, (PERSON,), (PLACE,))
    assert refusal(rows, replace(whole, subjects=())) is Code.SUBJECT_MISSING
    assert refusal(rows, replace(whole, subjects=(replace(PERSON, name=" "),))) is Code.SUBJECT_MISSING
    assert refusal(rows, replace(whole, places=())) is Code.PLACE_MISSING
    assert refusal(rows, replace(whole, places=(replace(PLACE, address=""),))) is Code.PLACE_MISSING
    assert refusal(rows, replace(whole, places=(replace(PLACE, viewpoint=""),))) is Code.PLACE_MISSING


# ---- code names


def test_a_code_name_comes_from_the_list_and_is_nobodys_twice() -> None:
    rows = world(LINDE)
    assert opened(rows, "Linde").code_name == "Esdoorn", "Linde was taken: the next one"
    done(rows, TIP, command_id="signal-9")
    own_words = OpenCase("signal-9", "Jansen", CaseTopic.MAIN_RESIDENCE, (PERSON,), (PLACE,))
    assert refusal(rows, own_words) is Code.NAME_NOT_PROPOSED


def test_proposed_names_are_free_differ_and_go_on_when_the_list_is_used_up() -> None:
    assert len(set(code_names.NAMES)) == len(code_names.NAMES) >= 100
    assert code_names.proposed({"Linde"}, 0) == ("Esdoorn", "Wilg", "Beuk")
    assert code_names.proposed((), len(code_names.NAMES) - 1, 2) == (code_names.NAMES[-1], "Linde")
    assert code_names.proposed(code_names.NAMES, 0, 1) == ("Linde 2",)
    assert code_names.free_name("Linde", {*code_names.NAMES, "Linde 2"}) == "Esdoorn 2"
    assert code_names.is_proposed("Linde 2")
    assert not code_names.is_proposed("Lindelaan")


# ---- the caseload


def test_a_hand_over_stands_in_the_dossier_at_once_with_reason_and_note() -> None:
    rows = world()
    made = opened(rows)
    assert refusal(rows, HandOver(made.id, RUBEN.id, "", "note")) is Code.REASON_MISSING
    assert refusal(rows, HandOver(made.id, RUBEN.id, "verlof", " ")) is Code.REASON_MISSING
    assert refusal(rows, HandOver(made.id, NADIA.id, "verlof", "note")) is Code.CASE_NOT_HERE
    assert refusal(rows, HandOver(made.id, KARIN.id, "verlof", "note")) is Code.OFFICER_UNKNOWN
    assert refusal(rows, HandOver(made.id, RUBEN.id, "verlof", "note"), RUBEN) is Code.NOT_YOUR_CASE
    done(rows, SetBuddy(made.id, RUBEN.id), command_id="x")
    done(rows, HandOver(made.id, RUBEN.id, "verlof", "De tussentoets is dinsdag."), command_id="y")
    found = case(rows, made.id)
    (change,) = found.owners
    assert (found.owner_id, found.buddy_id) == (RUBEN.id, None)
    assert (change.was, change.became, change.reason, change.note) == (NADIA.id, RUBEN.id, "verlof", "De tussentoets is dinsdag.")


def test_the_buddy_and_the_team_lead_stand_in_for_the_owner_and_nobody_else() -> None:
    rows = world()
    made = opened(rows)
    place = AddPlace(made.id, PLACE)
    assert refusal(rows, place, RUBEN) is Code.NOT_YOUR_CASE
    judged(place, rows, KARIN, command_id="next")
    done(rows, SetBuddy(made.id, RUBEN.id), command_id="x")
    judged(place, rows, RUBEN, command_id="next")
    assert refusal(rows, SetBuddy(made.id, NADIA.id)) is Code.CASE_NOT_HERE


# ---- an earlier case on the same person


def footprint(rows: KeptRows, number: str, on: date) -> Footprint:
    look = Looked(at("06:12", on), at("06:20", on), id=f"look-{on}")
    return Footprint("old", (mark_of(number, RowFacts(rows, TEAM.id)),), (look,), look.began_at)


@pytest.mark.parametrize(
    ("number", "on", "counts"),
    [
        ("WI-1", date(2026, 3, 1), True), (" wi-1 ", date(2026, 3, 1), True), ("WI-2", date(2026, 3, 1), False),
        ("WI-1", date(2025, 11, 1), False),
    ],
)  # fmt: skip
def test_looks_of_an_earlier_case_on_the_same_person_count_for_twelve_months(number: str, on: date, counts: bool) -> None:
    rows = world()
    done(rows, TIP, command_id="signal-1")
    rows.keep(row(Kind.FOOTPRINT, footprint(rows, number, on)))
    command = OpenCase("signal-1", "Wilg", CaseTopic.MAIN_RESIDENCE, (PERSON,), (PLACE,))
    facts = RowFacts(rows, TEAM.id)
    rows.keep(*apply(command, facts, act(command, command_id="case-1")).changes)
    assert bool(case(rows, "case-1").earlier) is counts


def test_another_person_of_the_case_brings_earlier_looks_too() -> None:
    rows = world()
    made = opened(rows)
    done(rows, AddSubject(made.id, Subject("B. Voorbeeld")), command_id="x")
    assert [each.name for each in case(rows, made.id).subjects] == ["A. Voorbeeld", "B. Voorbeeld"]
    assert refusal(rows, AddSubject(made.id, Subject(" "))) is Code.SUBJECT_MISSING


# ---- the list


def nominated(rows: KeptRows, *names: str, by: Officer = NADIA) -> list[str]:
    """Cases brought to the list, one after another."""
    found = []
    for name in names:
        made = opened(rows, name, by, name)
        done(rows, NominateCase(made.id, "lichtere middelen zijn op"), by, command_id=f"nominate-{name}")
        found.append(made.id)
    return found


def test_an_officer_brings_one_or_two_cases_at_a_time() -> None:
    rows = world()
    nominated(rows, "Wilg", "Beuk")
    third = opened(rows, "Iep", NADIA, "3")
    assert refusal(rows, NominateCase(third.id, "ook")) is Code.NOMINATIONS_FULL
    assert refusal(rows, NominateCase(third.id, "")) is Code.NOMINATIONS_FULL
    done(rows, WithdrawNomination("case-Beuk"), command_id="x")
    assert case(rows, "case-Beuk").status is CaseStatus.CASELOAD
    done(rows, NominateCase(third.id, "nu"), command_id="y")
    assert refusal(rows, NominateCase(third.id, "nu")) is Code.CASE_NOT_HERE


def test_the_team_orders_the_nominations_and_the_first_takes_the_place() -> None:
    rows = world()
    hers, his = nominated(rows, "Beuk", by=NADIA)[0], nominated(rows, "Wilg", by=RUBEN)[0]
    assert refusal(rows, TakePlace(his), RUBEN) is Code.NOT_FIRST
    done(rows, OrderNominations((his, "gone", his)), KARIN, command_id="x")
    assert [each.id for each in sorted_nominations(rows)] == [his, hers]
    assert refusal(rows, TakePlace(hers)) is Code.NOT_FIRST
    done(rows, TakePlace(his), RUBEN, command_id="y")
    assert case(rows, his).status is CaseStatus.LISTED
    assert case(rows, his).listed_at is not None
    done(rows, TakePlace(hers), command_id="z")


def sorted_nominations(rows: KeptRows) -> tuple[Case, ...]:
    return nominations(RowFacts(rows).records(Case))


@pytest.mark.parametrize(
    ("status", "takes"),
    [
        (CaseStatus.LISTED, True), (CaseStatus.OBSERVING, True), (CaseStatus.DECISION_DUE, True), (CaseStatus.DECIDED, True),
        (CaseStatus.CASELOAD, False), (CaseStatus.NOMINATED, False), (CaseStatus.CLOSED, False),
    ],
)  # fmt: skip
def test_a_case_takes_a_place_from_being_listed_until_it_is_closed(status: CaseStatus, takes: bool) -> None:
    team = replace(TEAM, casework=CaseTerms(list_places=1))
    rows = world(team, replace(OLM, status=status, owner_id=RUBEN.id))
    (mine,) = nominated(rows, "Wilg")
    if status is CaseStatus.NOMINATED:
        done(rows, OrderNominations((mine,)), command_id="x")
    facts = RowFacts(rows, TEAM.id)
    command = TakePlace(mine)
    if takes:
        with pytest.raises(Refused) as no:
            apply(command, facts, act(command, command_id="y"))
        assert no.value.code is Code.LIST_FULL
    else:
        apply(command, facts, act(command, command_id="y"))
