"""What outlives a closing: holds and rulings when a case opens again, whose looks count, and what comes after destruction."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from casework_people import CASE_ID, INVITE, MARJAN, PERSON, PLACE_ID, SAMIRA, Dossier, Judge, dossier
from people import KARIN, NADIA, RUBEN, TODAY, look

from field_app.rules.cases import duties
from field_app.rules.cases.duties import DutyKind
from field_app.rules.cases.metering import looks_of, metered
from field_app.rules.commands import RecordObservation
from field_app.rules.dossier.archive_records import ArchivedCase
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.closing_commands import (
    AskAccess,
    AskDestruction,
    CloseCase,
    ConfirmDestruction,
    InformResident,
    LiftHold,
    PlaceHold,
    PostponeInforming,
    RecordRuling,
    ReopenCase,
)
from field_app.rules.dossier.closing_records import Closing
from field_app.rules.dossier.decision_commands import ReadDecision, SettleDecision
from field_app.rules.dossier.words import HoldKind, Retention, RuledOn, Ruling, Way
from field_app.rules.facts import Facts
from field_app.rules.meter.records import Level
from field_app.rules.observations import Act, Outcome
from field_app.rules.records import Officer
from field_app.rules.refusals import Code
from field_app.rules.rulebook import apply
from field_app.rules.shift_changes import row
from field_app.rules.vocabulary import CaseStatus, Kind
from rules.case_faults import notices

TOLD = InformResident(CASE_ID, Way.LETTER, TODAY, "Brief met uitleg verstuurd.")
CLOSE = CloseCase(CASE_ID, Retention.CHECKED)


def closing(of: Dossier) -> Closing:
    found = of.case.closing
    assert found is not None
    return found


def decided_anew(of: Dossier) -> None:
    """Opened again, and decided once more a day later."""
    of.does(ReopenCase(CASE_ID, "Later bewijs."), KARIN)
    of.now += timedelta(days=1)
    of.does(INVITE, command_id="again")
    of.does(ReadDecision("again", True, "Akkoord."), SAMIRA)


def destroyed(judge: Judge = apply) -> Dossier:
    """A case of long ago of which the content is gone."""
    of = dossier(CaseStatus.CLOSED, judge=judge)
    of.does(PlaceHold(CASE_ID, HoldKind.OBJECTION, "Mevrouw Voorbeeld belde."), command_id="hold")
    of.does(LiftHold(CASE_ID, "hold", "De brief aan mevrouw Voorbeeld is weg."), KARIN)
    of.now += timedelta(days=4000)
    of.does(AskDestruction(CASE_ID, "De termijn is voorbij."), KARIN)
    of.does(ConfirmDestruction(CASE_ID), SAMIRA)
    return of


def waits(of: Dossier, who: Officer) -> list[DutyKind]:
    """What waits for somebody in this case."""
    return [each.kind for each in duties.all_duties(of.facts, who, of.now, lambda _: ()) if each.case_id == CASE_ID]


# ---- opened again


def test_opening_a_case_again_lifts_no_hold_and_forgets_no_ruling(judge: Judge = apply) -> None:
    of = dossier(CaseStatus.CLOSED, judge=judge)
    of.does(PlaceHold(CASE_ID, HoldKind.OBJECTION, "Bezwaar."), command_id="hold")
    of.does(RecordRuling(CASE_ID, RuledOn.COMPLAINT, Ruling.UPHELD, TODAY, "Eerder bellen."))
    decided_anew(of)
    of.does(replace(TOLD, told_on=TODAY + timedelta(days=1)))
    of.does(CLOSE)
    assert [(each.id, each.lifted_at) for each in closing(of).holds] == [("hold", None)]
    assert [each.lesson for each in closing(of).rulings] == ["Eerder bellen."]
    of.now += timedelta(days=4000)
    assert of.refused(AskDestruction(CASE_ID, "oud"), KARIN).code is Code.DOSSIER_HELD


def test_what_was_told_before_the_new_decision_is_not_its_result(judge: Judge = apply) -> None:
    of = dossier(CaseStatus.CLOSED, judge=judge)
    decided_anew(of)
    assert of.refused(TOLD).code is Code.DATE_INVALID
    of.does(replace(TOLD, told_on=TODAY + timedelta(days=1)))


# ---- whose looks were counted


def test_a_look_stands_in_the_neutral_record_of_one_case_only(judge: Judge = apply) -> None:
    """The meter counts persons, the record of a case its own looks; the level is what the meter really said."""
    of = dossier(CaseStatus.DECIDED, judge=judge)
    of.rows.keep(row(Kind.CASE, replace(of.case, id="other", status=CaseStatus.OBSERVING, decision_id=None)))
    of.now += timedelta(hours=1)
    long = look(case_id="other", place_id=PLACE_ID, began_at=of.now - timedelta(minutes=20), ended_at=of.now, shift_id=None)
    of.does(RecordObservation(long), RUBEN)
    said = metered(of.case, of.facts)
    assert (said.looks, said.level) == (2, Level.AMBER)
    of.does(TOLD)
    of.does(CLOSE)
    found = closing(of)
    assert (found.looks, found.entries, found.minutes, found.longest, found.level) == (1, 1, 2, 2, Level.AMBER)


def test_the_record_says_red_where_an_earlier_case_made_it_red(judge: Judge = apply) -> None:
    of = dossier(CaseStatus.DECIDED, judge=judge)
    (one,) = looks_of(of.case, of.facts)
    many = tuple(replace(one, id=f"old-{n}", began_at=one.began_at - timedelta(days=40 + n)) for n in range(31))
    of.rows.keep(row(Kind.CASE, replace(of.case, earlier=tuple(replace(each, ended_at=each.began_at) for each in many))))
    of.does(TOLD)
    of.does(CLOSE)
    assert (closing(of).looks, closing(of).level) == (1, Level.RED)


def test_a_dissent_counts_also_when_the_owner_then_decided_something_else(judge: Judge = apply) -> None:
    of = dossier(CaseStatus.DECISION_DUE, judge=judge)
    of.does(ReadDecision("decision", False, "De feiten dragen dit niet."), SAMIRA)
    of.does(SettleDecision("decision", False, "Eens met de lezer."), MARJAN)
    of.does(INVITE, command_id="second")
    of.does(ReadDecision("second", True, "Akkoord."), SAMIRA)
    of.does(TOLD)
    of.does(CLOSE)
    assert closing(of).was_dissented


def test_in_time_is_held_against_the_first_day_and_not_against_a_later_one(judge: Judge = apply) -> None:
    of = dossier(CaseStatus.DECIDED, judge=judge)
    of.does(PostponeInforming(CASE_ID, TODAY + timedelta(days=60), "Het gesprek is verzet."))
    of.does(TOLD)
    of.does(CLOSE)
    assert (closing(of).inform_due_on, closing(of).postponed) == (TODAY + timedelta(days=28), 1)


# ---- destroyed


def test_destruction_takes_along_what_people_wrote_in_the_record(judge: Judge = apply) -> None:
    of = destroyed(judge)
    assert "Voorbeeld" not in str(of.rows.row(Kind.CASE, CASE_ID))
    found = closing(of)
    assert [(each.kind, each.lifted_by) for each in found.holds] == [(HoldKind.OBJECTION, KARIN.id)]
    assert found.destruction is not None
    assert found.destruction.why == "De termijn is voorbij."


def test_a_look_that_comes_after_destruction_is_kept_until_two_people_destroy_it_too(judge: Judge = apply) -> None:
    of = destroyed(judge)
    assert not closing(of).has_content
    of.looks(RUBEN)
    first = closing(of).destruction
    assert (closing(of).later, closing(of).has_content, closing(of).is_destroyed) == (1, True, True)
    assert of.refused(ReopenCase(CASE_ID, "x"), KARIN).code is Code.DESTROYED
    assert of.refused(ConfirmDestruction(CASE_ID), MARJAN).code is Code.NOT_ASKED
    assert waits(of, MARJAN) == []
    of.does(AskDestruction(CASE_ID, "Kwam later binnen."), KARIN)
    assert of.refused(ReopenCase(CASE_ID, "x"), KARIN).code is Code.DESTROYED
    assert of.refused(ConfirmDestruction(CASE_ID), KARIN).code is Code.SAME_PERSON
    assert waits(of, MARJAN) == [DutyKind.CONFIRM_DESTRUCTION]
    of.does(ConfirmDestruction(CASE_ID), MARJAN)
    second = closing(of).destruction
    assert first
    assert second
    assert (second.done_before, second.later) == (first.done_at, 1)
    assert not closing(of).has_content
    assert of.refused(AskDestruction(CASE_ID, "x"), KARIN).code is Code.DESTROYED


def test_who_waits_for_everything_held_also_gets_what_came_after_destruction() -> None:
    of = destroyed()
    of.looks(RUBEN)
    # The server has destroyed who it was about by now.
    of.rows.keep(row(Kind.ARCHIVE, replace(of.record(ArchivedCase, CASE_ID), body=of.rows.row(Kind.CASE, CASE_ID) or {})))
    of.does(AskAccess(PERSON.dossier_number or "", TODAY), NADIA)
    assert of.refused(AskDestruction(CASE_ID, "x"), KARIN).code is Code.DOSSIER_HELD


def test_nobody_is_asked_to_confirm_what_a_hold_forbids() -> None:
    of = dossier(CaseStatus.CLOSED)
    of.now += timedelta(days=4000)
    of.does(AskDestruction(CASE_ID, "oud"), KARIN)
    assert waits(of, SAMIRA) == [DutyKind.CONFIRM_DESTRUCTION]
    of.does(PlaceHold(CASE_ID, HoldKind.COMPLAINT, "Klacht."))
    assert waits(of, SAMIRA) == []


# ---- would these tests notice?


def _spoiled(shape: type, kind: Kind, **fields: object) -> Judge:
    """A rulebook in which one command writes other things into the rows of one kind."""

    def judge(command: object, facts: Facts, act: Act) -> Outcome:
        outcome = apply(command, facts, act)  # type: ignore[arg-type]  # every command comes by here
        if not isinstance(command, shape):
            return outcome
        changes = (replace(each, body={**each.body, **fields}) if each.kind is kind else each for each in outcome.changes)
        return replace(outcome, changes=tuple(changes))

    return judge


def _misrecorded(**fields: object) -> Judge:
    """A rulebook in which the neutral record of a closing says something else."""

    def judge(command: object, facts: Facts, act: Act) -> Outcome:
        outcome = apply(command, facts, act)  # type: ignore[arg-type]  # every command comes by here
        if not isinstance(command, CloseCase):
            return outcome
        first, *others = outcome.changes
        record = {**first.body["closing"], **fields}
        return replace(outcome, changes=(replace(first, body={**first.body, "closing": record}), *others))

    return judge


def _any_day(command: object, facts: Facts, act: Act) -> Outcome:
    """Telling counts whenever it was."""
    told = replace(command, told_on=act.at.date()) if isinstance(command, InformResident) else command
    return apply(told, facts, act)  # type: ignore[arg-type]  # every command comes by here


def _unfinished(command: object, facts: Facts, act: Act) -> Outcome:
    """Destruction does not remember what had come in by then."""
    outcome = apply(command, facts, act)  # type: ignore[arg-type]  # every command comes by here
    case = facts.case(command.case_id) if isinstance(command, ConfirmDestruction) else None
    return outcome if case is None else replace(outcome, changes=(row(Kind.CASE, _as_if_nothing_came(case, act)),))


def _as_if_nothing_came(case: Case, act: Act) -> Case:
    assert case.closing
    assert case.closing.destruction
    done = replace(case.closing.destruction, confirmed_by=act.officer_id, done_at=act.at)
    return replace(case, closing=replace(case.closing, destruction=done))


@pytest.mark.parametrize(
    ("test", "fault"),
    [
        (test_opening_a_case_again_lifts_no_hold_and_forgets_no_ruling, _spoiled(ReopenCase, Kind.ARCHIVE, holds=[])),
        (test_opening_a_case_again_lifts_no_hold_and_forgets_no_ruling, _spoiled(ReopenCase, Kind.ARCHIVE, rulings=[])),
        (test_what_was_told_before_the_new_decision_is_not_its_result, _any_day),
        (test_a_look_stands_in_the_neutral_record_of_one_case_only, _misrecorded(looks=2, entries=2)),
        (test_a_look_stands_in_the_neutral_record_of_one_case_only, _misrecorded(level="green")),
        (test_the_record_says_red_where_an_earlier_case_made_it_red, _misrecorded(level="green")),
        (test_a_dissent_counts_also_when_the_owner_then_decided_something_else, _misrecorded(was_dissented=False)),
        (test_in_time_is_held_against_the_first_day_and_not_against_a_later_one, _misrecorded(inform_due_on="2027-01-18")),
        (test_destruction_takes_along_what_people_wrote_in_the_record, _unfinished),
        (test_a_look_that_comes_after_destruction_is_kept_until_two_people_destroy_it_too, _unfinished),
    ],
)
def test_a_planted_fault_is_found_out(test: object, fault: Judge) -> None:
    assert notices(test, fault)  # type: ignore[arg-type]  # each is a test that takes a rulebook
    test()  # type: ignore[operator]  # and is quiet on the real one
