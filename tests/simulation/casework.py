"""What people do with the cases: plans, decisions, closing and destroying, whatever comes next by what a phone shows."""

from __future__ import annotations

from datetime import timedelta

from field_app.rules.commands import Command
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.closing_commands import AskDestruction, CloseCase, ConfirmDestruction, InformResident, ReopenCase
from field_app.rules.dossier.decision_commands import ReadDecision
from field_app.rules.dossier.decision_records import Decision
from field_app.rules.dossier.plan_commands import ApprovePlan, ReturnPlan, WithdrawPlan
from field_app.rules.dossier.plan_records import Plan
from field_app.rules.dossier.words import Retention, Way
from field_app.rules.vocabulary import CaseStatus, local
from simulation.deeds import Deeds
from simulation.handset import Handset
from simulation.team import decision_about, plan_for


class Casework(Deeds):
    """The next act in a case, by anybody, also by who may not."""

    def case_act(self, phone: Handset) -> None:
        """Something with one of the cases that this phone holds."""
        case = self.one_of(self.cases(phone))
        if case is None:
            return
        says = {
            CaseStatus.LISTED: self._listed, CaseStatus.OBSERVING: self._watched, CaseStatus.DECISION_DUE: self._due,
            CaseStatus.DECIDED: self._decided, CaseStatus.CLOSED: self._closed,
        }.get(case.status)  # fmt: skip
        command = says(phone, case) if says else None
        if command is not None:
            self.said(phone, command)

    def finish_case(self, phone: Handset) -> None:
        """Whoever may destroy takes a case that is decided or closed one step on."""
        if case := self.one_of(self.cases(phone, CaseStatus.DECIDED, CaseStatus.CLOSED)):
            command = (self._decided if case.status is CaseStatus.DECIDED else self._closed)(phone, case)
            if command is not None:
                self.said(phone, command)

    def _listed(self, phone: Handset, case: Case) -> Command | None:
        """A plan is asked, and approved or sent back."""
        waiting = [each for each in self.records(phone, Plan) if each.case_id == case.id and each.is_waiting]
        if not waiting or self.dice.random() < 0.1:
            return plan_for(case.id, local(self.sky.now).date())
        return ReturnPlan(waiting[0].id, "Minder avonden.") if self.dice.random() < 0.1 else ApprovePlan(waiting[0].id)

    def _watched(self, phone: Handset, case: Case) -> Command | None:
        """Mostly looking goes on; now and then the plan is withdrawn, or it is time to decide."""
        chance = self.dice.random()
        if chance < 0.15 and case.plan_id:
            return WithdrawPlan(case.plan_id, "De vraag is beantwoord.")
        return self._proposal(phone, case) if chance < 0.3 else None

    def _proposal(self, phone: Handset, case: Case) -> Command:
        with phone.wire.spared():
            seen = [each.id for each in phone.workday._read().observations(case.id)]
        return decision_about(case.id, tuple(seen[:5]))

    def _due(self, phone: Handset, case: Case) -> Command | None:
        decision = next((each for each in self.records(phone, Decision) if each.id == case.decision_id), None)
        if decision is None:
            return self._proposal(phone, case)
        return ReadDecision(decision.id, agrees=True, text="De feiten dragen dit.")

    def _decided(self, phone: Handset, case: Case) -> Command | None:
        if case.informing and not case.informing.is_done:
            told_on = local(self.sky.now).date() - timedelta(days=self.dice.randrange(2))
            return InformResident(case.id, Way.LETTER, told_on, "Brief verstuurd.")
        return CloseCase(case.id, Retention.CHECKED)

    def _closed(self, phone: Handset, case: Case) -> Command | None:
        """Opened again now and then; else destroyed, by two."""
        if self.dice.random() < 0.1:
            return ReopenCase(case.id, "Er kwam later iets bij.")
        if case.closing and case.closing.is_asked:
            return ConfirmDestruction(case.id)
        return AskDestruction(case.id, "De termijn is om.")
