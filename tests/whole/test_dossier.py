"""The dossier as a phone shows it: one line of time with everything in it, what waits for whom, and no look without a plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from casework_people import CASE_ID, EVENINGS, INVITE, PLACE_ID, PLAN, SAMIRA, Dossier, dossier
from people import KARIN, NADIA, RUBEN, TODAY, look
from running import Watch
from store.filled import ENROLMENT, KEY

from field_app.device import new_id
from field_app.rules.cases.duties import DutyKind
from field_app.rules.cases.looking import NoLook
from field_app.rules.commands import CorrectObservation, WithdrawObservation
from field_app.rules.dossier.decision_commands import AddRemark, Caution, ReadDecision, RecordTalk, RecordVisit
from field_app.rules.dossier.duty_records import Duty
from field_app.rules.dossier.list_commands import HandOver
from field_app.rules.dossier.plan_commands import ExplainMeter
from field_app.rules.dossier.words import Consent, Item, LetterKind
from field_app.rules.dossier.work_commands import (
    AskCallback,
    AskedItem,
    AskInformation,
    RecordCall,
    RecordFinding,
    RecordFollowing,
    TryCallback,
    WriteLetter,
)
from field_app.rules.look import FactLine
from field_app.rules.meter.records import Level
from field_app.rules.records import Officer
from field_app.rules.vocabulary import CaseStatus, FactKind, Flag, Kind, Result
from field_app.store.phone_store import PhoneStore
from field_app.store.record import FedRow
from field_app.ui.forms import FORMS
from field_app.ui.screens.case_duties import FORM_OF
from field_app.ui.text_nl import case_file, case_story
from field_app.workday import Workday
from field_app.workday.case_views import CaseView, Event
from field_app.workday.views import Delivery, Entry

K = CaseStatus


class Rig:
    """Phones that hold what stands in a dossier."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._opened = folder, list[PhoneStore]()

    def phone(self, of: Dossier, who: Officer = NADIA, days: int = 0) -> Workday:
        """The phone of this officer, up to date, so many days later."""
        store = PhoneStore(self._folder / f"{who.id}-{len(self._opened)}.db", KEY)
        self._opened.append(store)
        store.enrol(replace(ENROLMENT, officer_id=who.id))
        rows = [(kind, row_id, body) for kind in Kind for row_id, body in of.rows.all_of(kind).items()]
        with store.saving():
            store.casebook.take([FedRow(seq, *each) for seq, each in enumerate(rows, start=1)], 0)
        return Workday(store, Watch(of.now + timedelta(days=days, minutes=1)).clocks(), new_id)

    def case(self, of: Dossier, who: Officer = NADIA, days: int = 0) -> CaseView:
        """The dossier as that phone shows it."""
        return self.phone(of, who, days).case(CASE_ID)

    def story(self, of: Dossier) -> tuple[Entry | Event, ...]:
        """All that is told of it."""
        return self.phone(of).story(CASE_ID, most=100).rows

    def close(self) -> None:
        for each in self._opened:
            each.close()


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    made = Rig(tmp_path)
    yield made
    made.close()


def busy() -> Dossier:
    """A decided case in which one of everything was done."""
    of = dossier(K.OBSERVING)
    of.looks(RUBEN, "left", result=Result.SEEN, facts=(FactLine(of.now, FactKind.VEHICLE, "Voertuig vertrekt"),))
    of.does(RecordFinding(CASE_ID, "BRP", of.now, "Pw 53a", "Een persoon ingeschreven.", True), RUBEN, "finding")
    of.does(RecordFollowing(CASE_ID, of.now, of.now, "woning", "afrit", "Snelweg op."), RUBEN, "following")
    of.does(WriteLetter(CASE_ID, LetterKind.NOTICE, "Reden", "Doel", RUBEN.id, "Beste mevrouw"), command_id="letter")
    of.does(RecordCall(CASE_ID, of.now, "de consulent", False, "Voicemail."), command_id="call")
    of.does(AskCallback(of.now, "betrokkene", "een afspraak", CASE_ID), command_id="callback")
    of.does(TryCallback("callback", of.now, False, "Geen gehoor."))
    rent = AskedItem(Item.RENT, "Wie betaalt de huur?", TODAY - timedelta(days=90), TODAY)
    of.does(AskInformation(CASE_ID, (rent,), TODAY + timedelta(days=7)), command_id="request")
    of.does(AddRemark(CASE_ID, "left", "Het was de buurman."), KARIN, "beside")
    of.does(AddRemark(CASE_ID, CASE_ID, "De inwoner belde hierover.", from_resident=True), command_id="loose")
    everything = ("seen", "left", "finding", "following")
    of.does(replace(INVITE, facts_for=("left",), considered=everything, fine_possible=True), command_id="decision")
    of.does(ReadDecision("decision", True, "De feiten dragen dit."), SAMIRA)
    caution = Caution(of.now, "U hoeft niet te antwoorden.")
    talk = RecordTalk(CASE_ID, "decision", of.now, of.now, True, caution=caution, account="Ik was op bezoek.")
    of.does(talk, command_id="talk")
    visit = RecordVisit(CASE_ID, "decision", of.now, of.now, "Signaal.", Consent.NOBODY_HOME)
    of.does(visit, command_id="visit")
    return of


# ---- one line of time


def test_everything_stands_in_one_line_of_time_newest_first(rig: Rig) -> None:
    story = rig.story(busy())
    times = [each.began_at if isinstance(each, Entry) else each.at for each in story]
    assert times == sorted(times, reverse=True)
    expected = {
        "seen",
        "left",
        "finding",
        "following",
        "letter",
        "call",
        "callback",
        "request",
        "loose",
        "decision",
        "talk",
        "visit",
    }
    assert {each.id for each in story} == expected
    assert len(story) == len(expected), "each once: a remark about a look stands beside it"


@pytest.mark.parametrize("most", [1, 2, 5])
def test_parts_of_a_story_with_acts_of_every_kind_are_the_whole_story(rig: Rig, most: int) -> None:
    day = rig.phone(busy())
    whole = day.story(CASE_ID, most=100)
    parts = [day.story(CASE_ID, first, most) for first in range(0, whole.total + most, most)]
    assert [row for part in parts for row in part.rows] == [*whole.rows]


def test_a_remark_stands_beside_what_it_is_about_with_who_said_it(rig: Rig) -> None:
    story = rig.story(busy())
    (left,) = (each for each in story if each.id == "left")
    assert [(each.officer, each.remark.text) for each in left.remarks] == [(KARIN, "Het was de buurman.")]
    assert case_story.remark(left.remarks[0]) == "Karin Bos op 19 nov: Het was de buurman."
    (loose,) = (each for each in story if each.id == "loose")
    assert isinstance(loose, Event) and loose.kind is Kind.REMARK
    assert [each.remarks for each in story if each.id != "left"] == [()] * (len(story) - 1)


def test_every_act_says_all_of_it_in_dutch(rig: Rig) -> None:
    view = rig.case(busy())
    events = view.events
    assert {each.kind for each in events} == set(case_story.NAMES)
    for each in events:
        rows = case_story.rows(each, view.names)
        assert case_story.line(each).startswith(f"{case_story.NAMES[each.kind]} · ")
        assert rows
        assert not any("None" in said or each.kind.value in said for _, said in rows)
    visit = next(each for each in events if each.kind is Kind.VISIT)
    assert ("Gelegitimeerd", "niet vastgelegd") in case_story.rows(visit, view.names)
    assert case_story.flags(visit) == "het besluit voor dit bezoek stond nog niet vast", "an invitation is no ground for a visit"
    following = next(each for each in events if each.kind is Kind.FOLLOWING)
    assert Flag.FOLLOWING_NOT_APPROVED.value in following.record.flags
    assert "volg" in case_story.flags(following)
    assert following.delivery is Delivery.FLAGGED


def test_what_was_just_said_without_coverage_stands_in_the_dossier_as_saved(rig: Rig) -> None:
    day = rig.phone(dossier(K.OBSERVING))
    said = day.say(RecordCall(CASE_ID, day._clocks.now(), "de consulent", True, "Niets bekend."))
    first = day.story(CASE_ID).rows[0]
    assert (first.id, first.delivery) == (said, Delivery.SAVED)


# ---- counts


def test_meter_and_pattern_count_the_same_looks_as_the_journal(rig: Rig) -> None:
    of = busy()
    view = rig.case(of)
    assert view.measure.looks == 3 == view.looks, "two looks and a following"
    assert view.measure.followings == 1
    assert set(view.pattern.entries()) == {each.id for each in rig.story(of) if isinstance(each, Entry)}
    assert (view.entries, view.colleagues) == (2, 2)
    assert view.measure.level is Level.AMBER
    of.does(ExplainMeter(CASE_ID, "De volgactie was nodig."))
    assert case_file.explained(rig.case(of).line.case.meter_reasons[0], {NADIA.id: "Nadia"}) == (
        "Nadia op 19 nov, bij 3 keer (oranje): De volgactie was nodig."
    )


def test_a_withdrawn_look_leaves_the_pattern_and_stays_in_the_story(rig: Rig) -> None:
    of = busy()
    of.does(WithdrawObservation("left", "Verkeerde zaak"), RUBEN)
    view = rig.case(of)
    assert "left" in {each.id for each in rig.story(of)}
    assert "left" not in set(view.pattern.entries())
    assert view.pattern.withdrawn == 1
    assert view.measure.looks == 3, "it was a look all the same"


# ---- no look without a plan


@pytest.mark.parametrize(
    ("status", "said"), [(K.LISTED, NoLook.NO_PLAN), (K.DECISION_DUE, NoLook.DECIDING), (K.DECIDED, NoLook.DECIDED)]
)
def test_a_look_is_not_offered_and_not_lost_either(rig: Rig, status: CaseStatus, said: NoLook) -> None:
    day = rig.phone(dossier(status))
    view = day.case(CASE_ID)
    assert (view.no_look, view.may_look) == (said, False)
    assert CASE_ID not in {each.case.id for each in (*day.today().stops, *day.today().other_stops)}
    draft = day.begin(CASE_ID, Result.NOTHING_SEEN).draft
    sealed = day.seal(draft.id)
    assert sealed.id in {each.id for each in day.story(CASE_ID).rows}


def test_under_an_approved_plan_a_look_is_offered_on_its_days_only(rig: Rig) -> None:
    of = dossier(K.OBSERVING)
    assert rig.case(of).no_look is NoLook.NOT_BEGUN
    assert rig.case(of, days=1).may_look
    assert rig.case(of, RUBEN, days=10).may_look
    assert rig.case(of, days=11).no_look is NoLook.PLAN_ENDED
    assert CASE_ID in {each.case.id for each in rig.phone(of, days=1).today().other_stops}


# ---- what waits


def test_the_owner_reads_what_waits_for_others_and_others_what_waits_for_the_owner(rig: Rig) -> None:
    of = dossier(K.LISTED)
    assert [(each.kind, each.who) for each in rig.case(of, RUBEN).for_others] == [(DutyKind.SUBMIT_PLAN, NADIA.id)]
    of.does(PLAN, command_id="plan")
    view = rig.case(of)
    assert view.duties == ()
    assert case_file.for_others(view.for_others, view.names) == [("Karin Bos of Marjan Visser", "Beoordeel het plan")]
    assert [each.kind for each in rig.case(of, KARIN).duties] == [DutyKind.APPROVE_PLAN]
    assert view.work.plans[-1].is_waiting


def test_a_corrected_look_asks_for_another_look_only_when_the_decision_is_older(rig: Rig) -> None:
    seen = replace(look(case_id=CASE_ID, place_id=PLACE_ID, shift_id=None), result=Result.NOTHING_SEEN)

    def corrected(of: Dossier) -> str:
        return of.does(CorrectObservation("seen", "Plek verbeterd", seen))

    before = dossier(K.OBSERVING)
    newest = corrected(before)
    before.does(replace(INVITE, facts_for=(newest,), considered=(newest,)), command_id="decision")
    before.does(ReadDecision("decision", True, "Akkoord."), SAMIRA)
    assert DutyKind.REVIEW not in {each.kind for each in rig.case(before).duties}
    assert rig.case(before).later == ()
    after = dossier(K.DECIDED)
    newest = corrected(after)
    assert DutyKind.REVIEW in {each.kind for each in rig.case(after).duties}
    assert rig.case(after).later == (newest,)


def test_a_hand_over_stands_in_the_file_and_the_case_is_the_colleagues(rig: Rig) -> None:
    of = dossier(K.OBSERVING)
    of.does(HandOver(CASE_ID, RUBEN.id, "Verlof", "Kijk naar de post."))
    view = rig.case(of)
    assert case_file.handed(view.line.case.owners[0], view.names) == "19 nov: Nadia de Wit aan Ruben Aalders"
    assert not view.line.is_mine
    assert "hand-over" not in view.openings


# ---- every step has its words and its form


def test_every_step_and_every_opening_has_its_words_and_its_form() -> None:
    assert set(case_file.DUTIES) == set(DutyKind)
    assert set(case_file.NO_LOOK) == set(NoLook)
    assert set(case_file.OPENINGS) <= set(FORMS)
    without_form = {DutyKind.TAKE_PLACE, DutyKind.CONFIRM_DESTRUCTION, DutyKind.ALLOW_ORIGINAL}
    assert set(FORM_OF) | without_form == set(DutyKind)
    assert set(FORM_OF.values()) <= set(FORMS)
    late = Duty(DutyKind.INFORM, CASE_ID, NADIA.id, due_on=EVENINGS[0].on, is_late=True, is_mine=False)
    assert case_file.duty(late) == "Informeer de inwoner · uiterlijk 20 nov · te laat · als buddy"


def test_a_story_with_something_missing_would_be_noticed(rig: Rig) -> None:
    class Forgetful(Rig):
        def story(self, of: Dossier) -> tuple[Entry | Event, ...]:
            return tuple(each for each in super().story(of) if each.id != "call")

    forgetful = Forgetful(rig._folder)
    with pytest.raises(AssertionError):
        test_everything_stands_in_one_line_of_time_newest_first(forgetful)
    forgetful.close()
