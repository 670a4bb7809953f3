"""A case of each outcome on real phones and a real server: owner, colleague, team lead and second reader, one without coverage."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from casework_people import DESCRIBE, MEANS, PERSON, PLACE, SAMIRA, TIP
from people import KARIN, NADIA, RUBEN, TODAY
from running import Office, Phone, put

from field_app.rules.cases.duties import DutyKind
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.closing_commands import CloseCase, InformResident, RecordLesson
from field_app.rules.dossier.decision_commands import ProposeDecision, ReadDecision, RecordTalk, RecordVisit, SettleDecision
from field_app.rules.dossier.decision_records import Decision
from field_app.rules.dossier.list_commands import DescribeCase, NominateCase, OpenCase, RecordSignal, TakePlace
from field_app.rules.dossier.plan_commands import ApprovePlan, SubmitPlan
from field_app.rules.dossier.words import Answered, Consent, DecisionKind, Retention, Way
from field_app.rules.refusals import Code, Refused
from field_app.rules.vocabulary import CaseStatus, CaseTopic, Kind, Moment, Slot

CLOSING = [kind for kind in DecisionKind if kind is not DecisionKind.EXTEND]


class Team:
    """Nadia leads the case, Ruben looks too, Karin leads the team, Samira reads along; each with a phone."""

    def __init__(self, office: Office) -> None:
        put(office.folder, SAMIRA)
        self.office = office
        self.owner, self.colleague, self.lead, self.reader = (office.phone(each) for each in (NADIA, RUBEN, KARIN, SAMIRA))

    def says(self, phone: Phone, command: Any, *, sends: bool = True) -> str:
        """One act on one phone; with coverage everybody then has it."""
        self.office.watch.forward(minutes=1)
        made: str = phone.workday.say(command)
        if sends:
            self.meet()
        return made

    def meet(self) -> None:
        """Everybody exchanges twice, so that what one sent is with the others."""
        for _ in range(2):
            for phone in (self.owner, self.colleague, self.lead, self.reader):
                phone.round()

    def duties(self, phone: Phone, case_id: str) -> set[DutyKind]:
        return {each.kind for each in phone.workday.case(case_id).duties}

    def case(self, case_id: str) -> Case:
        found = self.colleague.workday._read().facts.case(case_id)
        assert found is not None
        return found


def watched(team: Team) -> tuple[str, tuple[str, ...]]:
    """From signal to two looks, by the people whose step it is, each step asked for by the app before it is taken."""
    signal = team.says(team.owner, TIP)
    case_id = team.says(team.owner, OpenCase(signal, "Esdoorn", CaseTopic.MAIN_RESIDENCE, (PERSON,), (PLACE,)))
    assert not team.colleague.store.casebook.holds(case_id), "a caseload is its owner's"
    assert team.duties(team.owner, case_id) == {DutyKind.DESCRIBE}
    team.says(
        team.owner, DescribeCase(case_id, DESCRIBE.question, DESCRIBE.hypothesis, DESCRIBE.counter_hypothesis, "Pw 53a", MEANS)
    )
    team.says(team.owner, NominateCase(case_id, "Nu."))
    assert team.duties(team.owner, case_id) == {DutyKind.TAKE_PLACE}
    team.says(team.owner, TakePlace(case_id))
    slots = (Slot(TODAY, Moment.EARLY_MORNING), Slot(TODAY, Moment.EVENING))
    plan = team.says(team.owner, SubmitPlan(case_id, f"{case_id}-p1", slots, TODAY, TODAY, TODAY, 4, 40, "Klein."))
    assert team.duties(team.lead, case_id) == {DutyKind.APPROVE_PLAN}
    with pytest.raises(Refused) as no:
        team.owner.workday.say(ApprovePlan(plan))
    assert no.value.code is Code.APPROVER_IS_OWNER
    team.says(team.lead, ApprovePlan(plan))
    seen = tuple(phone.look(case_id, "Licht aan.").id for phone in (team.owner, team.colleague))
    team.meet()
    return case_id, seen


def proposal(case_id: str, kind: DecisionKind, seen: tuple[str, ...]) -> ProposeDecision:
    return ProposeDecision(
        case_id, kind, SAMIRA.id, seen[:1], seen[1:], seen, "Weinig gekeken.", Answered.PARTLY, "In gewone woorden.",
        ground="Feiten van vandaag.", proportionality="De lichtste stap.", fine_possible=False,
    )  # fmt: skip


def after(team: Team, case_id: str, decision: str, kind: DecisionKind) -> None:
    """What follows from a decision before the resident is told."""
    now: datetime = team.office.watch.now()
    if kind is DecisionKind.INVITE:
        assert DutyKind.TALK in team.duties(team.owner, case_id)
        team.says(team.owner, RecordTalk(case_id, decision, now, now, came=True, account="Ik was op reis."))
        assert DutyKind.TALK not in team.duties(team.owner, case_id)
    if kind is DecisionKind.HOME_VISIT:
        assert DutyKind.VISIT in team.duties(team.owner, case_id)
        visit = RecordVisit(case_id, decision, now, now + timedelta(seconds=30), "Feiten.", Consent.REFUSED, refusal="Liever niet.")
        team.says(team.owner, visit)


@pytest.mark.parametrize("kind", CLOSING)
def test_a_case_of_each_outcome_is_read_along_offline_told_closed_and_gone(office: Office, kind: DecisionKind) -> None:
    team = Team(office)
    case_id, seen = watched(team)
    decision = team.says(team.owner, proposal(case_id, kind, seen))
    assert team.duties(team.reader, case_id) == {DutyKind.READ_DECISION}

    # the second reader is without coverage at the deciding moment, and the app is killed right after
    team.says(team.reader, ReadDecision(decision, True, "De feiten dragen dit."), sends=False)
    assert team.case(case_id).status is CaseStatus.DECISION_DUE, "nobody else knows yet"
    team.reader = office.killed(team.reader)
    team.meet()
    assert team.case(case_id).status is CaseStatus.DECIDED
    with pytest.raises(Refused) as no:
        team.owner.workday.say(CloseCase(case_id, Retention.CHECKED))
    assert no.value.code is Code.NOT_INFORMED
    after(team, case_id, decision, kind)

    assert DutyKind.INFORM in team.duties(team.owner, case_id)
    team.says(team.owner, InformResident(case_id, Way.TALK, TODAY, "In het gesprek verteld."))
    assert DutyKind.CLOSE in team.duties(team.owner, case_id)
    team.says(team.owner, CloseCase(case_id, Retention.CHECKED))
    for phone in (team.owner, team.colleague, team.lead, team.reader):
        assert not phone.store.casebook.holds(case_id)
        assert "Lindelaan 14" not in str([body for (kind_, row_id), body in phone.bodies().items() if row_id == case_id])
        assert phone.store.settings.get("pulled_anew_at") is None
    closing = team.case(case_id).closing
    assert closing is not None
    assert (closing.kind, closing.looks, closing.informed_on) == (kind, 2, TODAY)


def test_an_extension_is_a_new_approval_and_nobody_looks_until_then(office: Office) -> None:
    team = Team(office)
    case_id, seen = watched(team)
    decision = team.says(team.owner, proposal(case_id, DecisionKind.EXTEND, seen))
    team.says(team.reader, ReadDecision(decision, True, "Nog drie dagen."))
    assert team.case(case_id).status is CaseStatus.LISTED
    assert team.duties(team.owner, case_id) == {DutyKind.SUBMIT_PLAN}
    assert not team.colleague.workday.case(case_id).may_look


def test_a_dissent_goes_to_the_team_lead_and_late_evidence_asks_for_another_look(office: Office) -> None:
    team = Team(office)
    case_id, seen = watched(team)
    late = team.colleague.look(case_id, "Fiets voor de deur.")  # saved before the decision, and not sent
    decision = team.owner.workday.say(proposal(case_id, DecisionKind.INVITE, seen))
    for phone in (team.owner, team.reader, team.lead):
        phone.round()
    team.reader.workday.say(ReadDecision(decision, False, "Ik mis het weekend."))
    team.reader.round()
    team.lead.round()
    assert DutyKind.SETTLE in team.duties(team.lead, case_id)
    team.lead.workday.say(SettleDecision(decision, True, "Een gesprek is licht genoeg."))
    team.lead.round()
    team.meet()
    view = team.owner.workday.case(case_id)
    assert view.later == (late.id,)
    assert DutyKind.REVIEW in {each.kind for each in view.duties}
    kept = team.owner.workday._read().facts.record(Decision, decision)
    assert kept is not None
    assert kept.stands


def test_two_who_say_things_offline_are_both_heard(office: Office) -> None:
    team = Team(office)
    for phone, words in ((team.owner, "Eerst bellen."), (team.lead, "Brief binnen twee weken.")):
        phone.workday.say(RecordLesson(words, TODAY))
        phone.workday.say(RecordSignal(TIP.source, TIP.received_on, words, TIP.reliability))
    team.meet()
    assert {body["text"] for (kind, _), body in team.colleague.bodies().items() if kind == Kind.LESSON} == {
        "Eerst bellen.",
        "Brief binnen twee weken.",
    }
