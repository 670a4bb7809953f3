"""The lists on real phones: one order of nominations for all, a free place for the first, and a caseload that is one's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from casework_people import DESCRIBE, PERSON, PLACE, SAMIRA, TIP
from people import KARIN, LINDE, NADIA, OLM, RUBEN, TEAM, TODAY
from running import Office, Phone, put, rows_as_changes

from field_app.rules.cases.duties import DutyKind
from field_app.rules.dossier.closing_commands import AskAccess, CheckAccess, FollowUpLesson, RecordLesson
from field_app.rules.dossier.decision_commands import ProposeDecision
from field_app.rules.dossier.list_commands import (
    DismissSignal,
    NominateCase,
    OpenCase,
    OrderNominations,
    TakePlace,
    WithdrawNomination,
)
from field_app.rules.dossier.plan_commands import SubmitPlan
from field_app.rules.dossier.terms import CaseTerms
from field_app.rules.dossier.words import Answered, DecisionKind
from field_app.rules.dossier.work_records import AccessRequest
from field_app.rules.indicators.records import Figure, Indicator, Quarter, Unit
from field_app.rules.refusals import Code, Refused
from field_app.rules.vocabulary import CaseTopic, Moment, Slot
from field_app.ui.text_nl import caseload as nl
from field_app.ui.text_nl import closed as closed_nl
from field_app.ui.text_nl import meeting as meeting_nl
from field_app.workday.case_views import CaseloadView
from sync_server import intake
from sync_server.admin.told import changing

#: Two cases stand on the list, so one place is free.
PLACES = CaseTerms(list_places=3)
Order = Callable[[CaseloadView], list[str]]


@pytest.fixture
def team(office: Office) -> Office:
    """The small world with a short list and somebody who reads along."""
    put(office.folder, SAMIRA)
    (short,) = rows_as_changes((replace(TEAM, casework=PLACES),))
    with changing(office.folder) as store:
        intake.put_rows(store, TEAM.id, [replace(short, is_new=False)])
    return office


def says(phone: Phone, *commands: object) -> str:
    """Acts on one phone, a minute apart, and sent; answers the id of the last."""
    made = ""
    for each in commands:
        phone.watch.forward(minutes=1)
        made = phone.workday.say(each)  # type: ignore[arg-type]  # every command
    phone.round()
    return made


def opened(phone: Phone, name: str) -> str:
    """A case in the caseload of whose phone this is."""
    signal = says(phone, TIP)
    return says(phone, OpenCase(signal, name, CaseTopic.MAIN_RESIDENCE, (PERSON,), (PLACE,)))


def nominated(phone: Phone, name: str, why: str = "Nu.") -> str:
    case_id = opened(phone, name)
    says(phone, replace(DESCRIBE, case_id=case_id), NominateCase(case_id, why))
    return case_id


def in_order(view: CaseloadView) -> list[str]:
    return [each.case.code_name for each in view.nominations]


def line(phone: Phone, case_id: str) -> str:
    """What the list says that this case waits for."""
    view = phone.workday.caseload()
    return nl.waits(next(each for each in view.listed if each.case.id == case_id), view)


# ---- nominations


def both_see_the_same_order(office: Office, read: Order = in_order) -> None:
    """Each puts the nominations in another order without coverage; who is heard last decides, for everybody."""
    nadia, ruben = office.phone(NADIA), office.phone(RUBEN)
    mine, other, third = nominated(nadia, "Wilg"), nominated(ruben, "Beuk"), nominated(ruben, "Iep")
    nadia.round()
    assert read(nadia.workday.caseload()) == read(ruben.workday.caseload()) == ["Wilg", "Beuk", "Iep"], "by time at first"
    nadia.workday.say(OrderNominations((third, mine, other)))
    ruben.workday.say(OrderNominations((other, third, mine)))
    assert read(nadia.workday.caseload()) == ["Iep", "Wilg", "Beuk"], "seen at once, without coverage"
    for phone in (ruben, nadia, ruben):
        phone.round()
    assert read(nadia.workday.caseload()) == read(ruben.workday.caseload()) == ["Iep", "Wilg", "Beuk"]


def test_two_officers_see_the_same_order_of_nominations(team: Office) -> None:
    both_see_the_same_order(team)


def test_an_order_by_name_would_be_noticed(team: Office) -> None:
    with pytest.raises(AssertionError):
        both_see_the_same_order(team, lambda view: sorted(in_order(view)))


def test_a_free_place_is_offered_to_the_owner_of_the_first_nomination_and_to_nobody_else(team: Office) -> None:
    nadia, ruben = team.phone(NADIA), team.phone(RUBEN)
    first, second = nominated(nadia, "Wilg"), nominated(ruben, "Beuk")
    nadia.round()
    views = nadia.workday.caseload(), ruben.workday.caseload()
    assert [(each.free, each.may_take) for each in views] == [(1, first), (1, None)]
    assert nl.places(views[0]) == "1 plaats vrij · 2 voordrachten wachten"
    with pytest.raises(Refused) as no:
        ruben.workday.say(TakePlace(second))
    assert no.value.code is Code.NOT_FIRST
    says(nadia, OrderNominations((second,)))
    ruben.round()
    assert (nadia.workday.caseload().may_take, ruben.workday.caseload().may_take) == (None, second)
    says(ruben, TakePlace(second))
    nadia.round()
    view = nadia.workday.caseload()
    assert (view.free, view.may_take, in_order(view)) == (0, None, ["Wilg"])
    assert second in {each.case.id for each in view.listed}
    assert nl.places(view) == "De lijst is vol · 1 voordracht wacht"


def test_two_who_take_the_last_place_without_coverage_are_told_who_has_it(team: Office) -> None:
    nadia, ruben = team.phone(NADIA), team.phone(RUBEN)
    first, second = nominated(nadia, "Wilg"), nominated(ruben, "Beuk")
    nadia.round()
    nadia.workday.say(TakePlace(first))
    says(ruben, OrderNominations((second,)), TakePlace(second))
    nadia.round()
    view = nadia.workday.caseload()
    assert second in {each.case.id for each in view.listed}
    assert in_order(view) == ["Wilg"], "back where it was, and nothing is lost"
    assert [each.refusal_code for each in nadia.workday.waiting() if each.refusal_code] == [Code.LIST_FULL.value]


# ---- one's own


def holds_nothing_of(phone: Phone, case_id: str) -> None:
    assert case_id not in {row_id for _, row_id in phone.bodies()}
    assert case_id not in str(phone.bodies())
    view = phone.workday.caseload()
    assert case_id not in view.code_names
    assert case_id not in {each.case_id for each in view.duties}


def test_a_caseload_case_is_on_no_colleagues_phone_until_it_is_nominated(team: Office) -> None:
    nadia, ruben, karin, samira = (team.phone(each) for each in (NADIA, RUBEN, KARIN, SAMIRA))
    case_id = opened(nadia, "Wilg")
    for phone in (ruben, karin, samira):
        phone.round()
    assert [each.case.id for each in nadia.workday.caseload().caseload] == [case_id]
    holds_nothing_of(ruben, case_id)
    with pytest.raises(AssertionError):
        holds_nothing_of(nadia, case_id)
    for phone in (karin, samira):
        (own,) = phone.workday.caseload().caseload
        assert nl.own(own) == "Nadia de Wit · Noord"
        assert nl.caseload(phone.workday.caseload())[0] == "Caseloads van het team"
    says(nadia, replace(DESCRIBE, case_id=case_id), NominateCase(case_id, "Nu."))
    ruben.round()
    assert in_order(ruben.workday.caseload()) == ["Wilg"]
    says(nadia, WithdrawNomination(case_id))
    ruben.round()
    holds_nothing_of(ruben, case_id)
    assert [nl.own(each) for each in nadia.workday.caseload().caseload] == ["Noord"]


def test_signals_are_ones_own_until_something_is_made_of_them(team: Office) -> None:
    nadia, ruben, karin = team.phone(NADIA), team.phone(RUBEN), team.phone(KARIN)
    signal, left = says(nadia, TIP), says(nadia, TIP)
    says(nadia, DismissSignal(left, "Was op vakantie."))
    for phone in (ruben, karin):
        phone.round()
    assert [each.id for each in nadia.workday.caseload().signals] == [signal]
    assert ruben.workday.caseload().signals == ()
    view = karin.workday.caseload()
    assert nl.signal(view.signals[0], view) == "18 nov · klantmanager · aannemelijk · Nadia de Wit"
    assert nl.signal(view.signals[0], nadia.workday.caseload()) == "18 nov · klantmanager · aannemelijk"


# ---- what waits for whom


def test_a_line_says_for_whom_the_case_waits(team: Office) -> None:
    nadia, ruben, karin, samira = (team.phone(each) for each in (NADIA, RUBEN, KARIN, SAMIRA))
    case_id = nominated(nadia, "Wilg")
    says(nadia, TakePlace(case_id))
    assert line(nadia, case_id) == "U: dien een plan in"
    ruben.round()
    assert line(ruben, case_id) == "Nadia de Wit: dien een plan in"
    slots = (Slot(TODAY, Moment.EVENING),)
    says(nadia, SubmitPlan(case_id, f"{case_id}-p1", slots, TODAY, TODAY, TODAY, 2, 20, "Klein."))
    assert line(nadia, case_id) == "Karin Bos: beoordeel het plan"
    karin.round()
    assert line(karin, case_id) == "U: beoordeel het plan"
    decision = ProposeDecision(
        LINDE.id, DecisionKind.STOP_INSUFFICIENT, SAMIRA.id, (), (), (), "Niets.", Answered.NO, "Wij stoppen.",
        proportionality="Lichter kan niet.", fine_possible=False,
    )  # fmt: skip
    says(ruben, decision)
    samira.round()
    assert line(ruben, LINDE.id) == "Samira Bakker: lees het besluit mee"
    assert line(samira, LINDE.id) == "U: lees het besluit mee"
    deciding = next(each for each in samira.workday.caseload().listed if each.case.id == LINDE.id)
    assert nl.stands(deciding) == "besluit nodig", "no days are left to look"


def test_where_looking_goes_on_nothing_waits_and_the_days_are_told(team: Office) -> None:
    nadia = team.phone(NADIA)
    linde, _ = nadia.workday.caseload().listed[::-1]
    assert (linde.case.id, nl.stands(linde), linde.waits) == (LINDE.id, "dag 8 · nog 7 dagen", ())
    team.watch.forward(days=7)
    (late,) = (each for each in nadia.workday.caseload().listed if each.case.id == LINDE.id)
    assert nl.stands(late) == "dag 15 · laatste dag"
    assert [(each.kind, each.who) for each in late.waits] == [(DutyKind.DECIDE, RUBEN.id)]
    assert OLM.id in {each.case.id for each in nadia.workday.caseload().listed}


# ---- the meeting and what is closed


def test_lessons_to_look_back_at_come_first_and_requests_by_the_day_they_are_due(team: Office) -> None:
    nadia, karin = team.phone(NADIA), team.phone(KARIN)
    done = says(nadia, RecordLesson("Eerst bellen.", TODAY))
    says(nadia, FollowUpLesson(done, "Gedaan."), RecordLesson("Later.", TODAY + timedelta(days=9)))
    says(nadia, RecordLesson("Nu.", TODAY))
    view = nadia.workday.caseload()
    assert [each.text for each in view.lessons] == ["Nu.", "Later.", "Eerst bellen."]
    assert [meeting_nl.follow_up(each) for each in (view.lessons[0], view.lessons[2])] == [
        "terugkijken op donderdag 19 november",
        "teruggekeken op donderdag 19 november",
    ]
    first = says(nadia, AskAccess("WI-1", TODAY - timedelta(days=2)))
    says(nadia, AskAccess("WI-2", TODAY), AskAccess("WI-3", TODAY - timedelta(days=1)))
    karin.round()
    says(karin, CheckAccess(first, is_good=True, note="Gezien."))
    assert [each.dossier_number for each in karin.workday.caseload().access] == ["WI-3", "WI-2", "WI-1"]
    assert [closed_nl.access(each) for each in karin.workday.caseload().access][1:] == [
        "wacht op controle, uiterlijk zaterdag 19 december",
        "gecontroleerd; het pakket is klaar voor de inwoner",
    ]
    back = replace(karin.workday.caseload().access[0], checked_at=team.watch.now(), check_note="Naam van buurman.")
    assert isinstance(back, AccessRequest)
    assert closed_nl.access(back).startswith("nog niet goed: Naam van buurman.")


def test_every_figure_stands_in_one_group_and_says_over_how_many_cases() -> None:
    grouped = [each for _, group in meeting_nl.GROUPS for each in group]
    assert sorted(grouped) == sorted(Indicator)
    quarter = Quarter(TODAY.year, 4)
    days = Figure(Indicator.DAYS_TO_DECISION, 1, quarter, Unit.DAYS, 20, 1, 4)
    assert meeting_nl.figure(days) == "20 dagen (1 zaak)"
    assert meeting_nl.figure(replace(days, value=None, of=0)) == "niets te tellen"
    share = Figure(Indicator.INVITED, 1, quarter, Unit.SHARE, 2, 4, 4)
    assert meeting_nl.figure(share) == "2 van 4 (50%)"
