"""The rules of telling the resident afterwards: due on a day, done and how, or put off to a new day; never dropped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from field_app.rules.cases import permits
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.closing_commands import InformResident, PostponeInforming
from field_app.rules.dossier.closing_records import Informing, Postponement
from field_app.rules.dossier.decision_records import Decision
from field_app.rules.facts import Facts
from field_app.rules.observations import Act, Outcome
from field_app.rules.refusals import Code, Refused
from field_app.rules.shift_changes import decided_at, row
from field_app.rules.vocabulary import Kind, local

#: Putting off further than this is no postponement.
_LONGEST = timedelta(days=365)


def inform(command: InformResident, facts: Facts, act: Act) -> Outcome:
    """The resident was told that, why and with what result was looked (AVG 14; 17 of 20 services failed on this)."""
    case, duty = _due(command.case_id, facts, act)
    note = permits.text(command.note, "note")
    if command.told_on > permits.today(act) or command.told_on < _proposed_on(case, facts):
        raise Refused(Code.DATE_INVALID, field="told_on")
    done = replace(duty, told_on=command.told_on, way=command.way, by=act.officer_id, note=note, letter_id=command.letter_id)
    return Outcome((row(Kind.CASE, replace(case, informing=done)),))


def _proposed_on(case: Case, facts: Facts) -> date:
    """No result can have been told before this day. Not the day on which it was final: a yes may reach the server days later."""
    decision = facts.record(Decision, case.decision_id) if case.decision_id else None
    return local(decision.proposed_at).date() if decision else date.min


def postpone(command: PostponeInforming, facts: Facts, act: Act) -> Outcome:
    """Telling now would seriously harm the purpose (AVG 14 lid 5 b): a new day, and why."""
    case, duty = _due(command.case_id, facts, act)
    reason, today = permits.text(command.reason, "reason"), permits.today(act)
    if not today < command.until <= today + _LONGEST:
        raise Refused(Code.DATE_INVALID, field="until")
    put_off = Postponement(decided_at(act), act.officer_id, command.until, reason)
    later = replace(duty, due_on=command.until, postponements=(*duty.postponements, put_off))
    return Outcome((row(Kind.CASE, replace(case, informing=later)),))


def _due(case_id: str, facts: Facts, act: Act) -> tuple[Case, Informing]:
    """The case with its duty, also one that was handed over and stands still for the rest. Raises `Refused`."""
    officer, case = permits.actor(facts, act), permits.open_case(case_id, facts)
    permits.require_led(case, officer)
    if case.informing is None:
        raise Refused(Code.NOT_DECIDED, case_id=case_id)
    if case.informing.is_done:
        raise Refused(Code.INFORMED_ALREADY, case_id=case_id)
    return case, case.informing
