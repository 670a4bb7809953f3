"""The rules of keeping on: a closed dossier is held while somebody objects, appeals, complains or asks to see it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from field_app.rules.cases import permits
from field_app.rules.cases.closing import closed_case
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.closing_commands import LiftHold, PlaceHold, RecordRuling
from field_app.rules.dossier.closing_records import Closing, Hold, LaterRuling
from field_app.rules.facts import Facts
from field_app.rules.observations import Act, Outcome
from field_app.rules.refusals import Code, Refused
from field_app.rules.shift_changes import decided_at, row
from field_app.rules.vocabulary import Kind


def place(command: PlaceHold, facts: Facts, act: Act) -> Outcome:
    """Hold a dossier (Awb 7:4, 8:42: what belongs to the case must be there). Anybody who sees dossiers may."""
    permits.actor(facts, act)
    case, closing = kept(command.case_id, facts)
    hold = Hold(act.command_id, command.kind, permits.text(command.reason, "reason"), act.officer_id, decided_at(act))
    return _with(case, replace(closing, holds=(*closing.holds, hold)))


def lift(command: LiftHold, facts: Facts, act: Act) -> Outcome:
    """The team lead says that it has ended."""
    permits.lead(facts, act)
    case, closing = kept(command.case_id, facts)
    reason = permits.text(command.reason, "reason")
    if not any(each.id == command.hold_id and each.lifted_at is None for each in closing.holds):
        raise Refused(Code.HOLD_UNKNOWN, hold_id=command.hold_id)
    said: dict[str, Any] = {"lifted_by": act.officer_id, "lifted_at": decided_at(act), "lifted_reason": reason}
    lifted = tuple(replace(each, **said) if each.id == command.hold_id else each for each in closing.holds)
    return _with(case, replace(closing, holds=lifted))


def rule(command: RecordRuling, facts: Facts, act: Act) -> Outcome:
    """What came of an objection, appeal or complaint: the team learns from it."""
    permits.actor(facts, act)
    case = closed_case(command.case_id, facts)
    if command.ruled_on > permits.today(act):
        raise Refused(Code.DATE_INVALID, field="ruled_on")
    ruling = LaterRuling(command.on, command.ruling, command.ruled_on, command.lesson.strip())
    closing = case.closing
    return _with(case, replace(closing, rulings=(*closing.rulings, ruling))) if closing else Outcome(())


def kept(case_id: str, facts: Facts) -> tuple[Case, Closing]:
    """A closed case of which there is content. Raises `Refused`."""
    case = closed_case(case_id, facts)
    if case.closing is None or not case.closing.has_content:
        raise Refused(Code.DESTROYED, case_id=case_id)
    return case, case.closing


def _with(case: Case, closing: Closing) -> Outcome:
    return Outcome((row(Kind.CASE, replace(case, closing=closing)),))
