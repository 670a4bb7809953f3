"""The rule of additions: whatever stands in a dossier stays, and what is said about it later stands beside it."""

from __future__ import annotations

from field_app.rules.cases import permits
from field_app.rules.cases.decisions import case_of_entry
from field_app.rules.dossier.decision_commands import AddRemark
from field_app.rules.dossier.decision_records import Decision, Remark
from field_app.rules.dossier.plan_records import Plan
from field_app.rules.dossier.work_records import Call, InformationRequest, Letter, Signal
from field_app.rules.facts import Facts
from field_app.rules.observations import Act, Outcome
from field_app.rules.refusals import Code, Refused
from field_app.rules.shift_changes import decided_at, row
from field_app.rules.vocabulary import Kind

_RECORDS = (Decision, Plan, Signal, Letter, Call, InformationRequest)


def add(command: AddRemark, facts: Facts, act: Act) -> Outcome:
    """Add to an entry or put it right beside it, also where the resident asks for that (AVG 16)."""
    permits.actor(facts, act)
    case = permits.open_case(command.case_id, facts)
    if command.about != case.id and _case_of(command.about, facts) != case.id:
        raise Refused(Code.ENTRY_UNKNOWN, entry_id=command.about)
    said = permits.text(command.text, "text")
    remark = Remark(act.command_id, case.id, command.about, act.officer_id, decided_at(act), said, command.from_resident)
    return Outcome((row(Kind.REMARK, remark),))


def _case_of(about: str, facts: Facts) -> str | None:
    if (found := case_of_entry(about, facts)) is not None:
        return found
    records = (facts.record(shape, about) for shape in _RECORDS)
    return next((each.case_id for each in records if each is not None), None)  # type: ignore[attr-defined]  # as above
