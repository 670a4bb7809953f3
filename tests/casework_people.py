"""Named people and one case on which they work: brought to any status by the commands that real people would give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

import pytest
from people import KARIN, NADIA, RUBEN, TEAM, TODAY, KeptRows, at, look, rows_of

from field_app.rules.commands import Command, RecordObservation
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.closing_commands import CloseCase, InformResident
from field_app.rules.dossier.decision_commands import ProposeDecision, ReadDecision
from field_app.rules.dossier.decision_records import Decision
from field_app.rules.dossier.list_commands import (
    DescribeCase,
    LighterMean,
    NewPlace,
    NominateCase,
    OpenCase,
    RecordSignal,
    Subject,
    TakePlace,
)
from field_app.rules.dossier.plan_commands import ApprovePlan, SubmitPlan
from field_app.rules.dossier.words import Answered, DecisionKind, Mean, Reliability, Retention, SignalSource, Way
from field_app.rules.facts import Facts
from field_app.rules.observations import Act, Outcome
from field_app.rules.records import Officer
from field_app.rules.refusals import Refused
from field_app.rules.row_facts import RowFacts
from field_app.rules.rulebook import apply
from field_app.rules.vocabulary import CaseStatus, CaseTopic, Moment, Role, Slot
from field_app.rules.wire import encode

T = TypeVar("T")

#: A second team lead, who never had a case; and the jurist who reads along. NADIA owns the case, RUBEN is a colleague, KARIN leads.
MARJAN = Officer("marjan", "Marjan Visser", (Role.TEAM_LEAD,))
SAMIRA = Officer("samira", "Samira Bakker", (Role.SECOND_READER,))
#: They see no content.
BEA = Officer("beheer", "Bea Heer", (Role.ADMIN,))
PIM = Officer("planner", "Pim Rooster", (Role.PLANNER,))
PEOPLE = (TEAM, NADIA, RUBEN, KARIN, MARJAN, SAMIRA, BEA, PIM)

CASE_ID = "case"
PLACE_ID = "case-p1"
TIP = RecordSignal(SignalSource.CASEWORKER, date(2026, 11, 18), "Post komt terug.", Reliability.PLAUSIBLE)
PLACE = NewPlace("woning", "Lindelaan 14", "Noord", "openbare weg, overzijde")
PERSON = Subject("A. Voorbeeld", dossier_number="WI-1")
MEANS = (LighterMean(Mean.CALL, True, "Geen gehoor."),)
EVENINGS = tuple(Slot(TODAY + timedelta(days=each), Moment.EVENING) for each in (1, 3, 5, 8))
DESCRIBE = DescribeCase(CASE_ID, "Verblijft betrokkene hier?", "Elders.", "Op bezoek.", "Pw 53a lid 6", MEANS)
PLAN = SubmitPlan(
    CASE_ID, PLACE_ID, EVENINGS, TODAY + timedelta(days=1), TODAY + timedelta(days=5), TODAY + timedelta(days=10), 6, 60,
    "Vier avonden beantwoorden de vraag.",
)  # fmt: skip
#: An invitation that rests on the one look at the case, with a jurist to read along.
INVITE = ProposeDecision(
    CASE_ID, DecisionKind.INVITE, SAMIRA.id, ("seen",), (), ("seen",), "In het weekend is niet gekeken.", Answered.PARTLY,
    "U was een keer niet thuis. Wij willen van u horen hoe dat zit.",
)  # fmt: skip
Judge = Callable[[Command, Facts, Act], Outcome]


class Dossier:
    """One case with its people, in rows kept as a store keeps them. Each act comes a minute after the one before."""

    def __init__(self, *more: Any, judge: Judge = apply, now: datetime | None = None) -> None:
        """The people only; `more` are further records, such as the team with other terms. `judge` may be a wrong rulebook."""
        self.rows: KeptRows = rows_of(*PEOPLE, *more)
        self.now, self.judge, self._count = now or at("08:00"), judge, 0

    @property
    def facts(self) -> RowFacts:
        """What the rules may ask of it."""
        return RowFacts(self.rows, TEAM.id)

    @property
    def case(self) -> Case:
        """The case as it stands."""
        return self.record(Case, CASE_ID)

    @property
    def decision(self) -> Decision:
        """The decision that the case now names."""
        return self.record(Decision, self.case.decision_id or "")

    def record(self, shape: type[T], row_id: str) -> T:
        """A row by the shape it has; it must be there."""
        found = self.facts.record(shape, row_id)
        assert found is not None, f"no {shape.__name__} {row_id}"
        return found

    def judged(self, command: Command, by: Officer = NADIA, command_id: str = "next", **act: Any) -> Outcome:
        """What the rules say; nothing is kept. Raises `Refused`."""
        given = replace(Act(command_id, by.id, self.now, encode(command)), **act)
        return self.judge(command, self.facts, given)

    def does(self, command: Command, by: Officer = NADIA, command_id: str | None = None, **act: Any) -> str:
        """It happens and is kept: the id of what it made."""
        self.now += timedelta(minutes=1)
        self._count += 1
        made = command_id or f"act-{self._count}"
        self.rows.keep(*self.judged(command, by, made, **act).changes)
        return made

    def refused(self, command: Command, by: Officer = NADIA, **act: Any) -> Refused:
        """Why the rules say no."""
        with pytest.raises(Refused) as no:
            self.judged(command, by, **act)
        return no.value

    def looks(self, by: Officer = NADIA, command_id: str | None = None, **changes: Any) -> str:
        """A look at the case that ends now, two minutes long: the id of the entry."""
        self.now += timedelta(minutes=5)
        seen = look(case_id=CASE_ID, place_id=PLACE_ID, began_at=self.now - timedelta(minutes=2), ended_at=self.now, shift_id=None)
        return self.does(RecordObservation(replace(seen, **changes)), by, command_id)


def _open(of: Dossier) -> None:
    of.does(TIP, command_id="signal")
    of.does(OpenCase("signal", "Esdoorn", CaseTopic.MAIN_RESIDENCE, (PERSON,), (PLACE,)), command_id=CASE_ID)


def _nominate(of: Dossier) -> None:
    of.does(DESCRIBE)
    of.does(NominateCase(CASE_ID, "Lichtere middelen zijn op."))


def _list(of: Dossier) -> None:
    of.does(TakePlace(CASE_ID))


def _observe(of: Dossier) -> None:
    """The plan `plan` is approved, and the entry `seen` is made under it."""
    of.does(PLAN, command_id="plan")
    of.does(ApprovePlan("plan"), KARIN)
    of.looks(command_id="seen")


def _propose(of: Dossier) -> None:
    of.does(INVITE, command_id="decision")


def _decide(of: Dossier) -> None:
    of.does(ReadDecision("decision", True, "De feiten dragen dit."), SAMIRA)


def _close(of: Dossier) -> None:
    of.does(InformResident(CASE_ID, Way.LETTER, TODAY, "Brief met uitleg verstuurd."))
    of.does(CloseCase(CASE_ID, Retention.CHECKED))


_STEPS: dict[CaseStatus, Callable[[Dossier], None]] = {
    CaseStatus.CASELOAD: _open,
    CaseStatus.NOMINATED: _nominate,
    CaseStatus.LISTED: _list,
    CaseStatus.OBSERVING: _observe,
    CaseStatus.DECISION_DUE: _propose,
    CaseStatus.DECIDED: _decide,
    CaseStatus.CLOSED: _close,
}


def dossier(status: CaseStatus, *more: Any, judge: Judge = apply) -> Dossier:
    """Nadia's case, brought to this status by real commands: signal, case, list, plan, one look, decision, informed, closed."""
    found = Dossier(*more, judge=judge)
    for each, step in _STEPS.items():
        step(found)
        if each is status:
            break
    assert found.case.status is status
    return found
