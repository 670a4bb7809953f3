"""The rule of additions: whatever stands in a dossier stays, and what is said about it later stands beside it."""

from __future__ import annotations

from field_app.rules.cases import permits
from field_app.rules.cases.entries import case_of_record
from field_app.rules.dossier.decision_commands import AddRemark
from field_app.rules.dossier.decision_records import Remark
from field_app.rules.facts import Facts
from field_app.rules.observations import Act, Outcome
from field_app.rules.refusals import Code, Refused
from field_app.rules.shift_changes import decided_at, row
from field_app.rules.vocabulary import Kind


def add(command: AddRemark, facts: Facts, act: Act) -> Outcome:
    """Add to an entry or put it right beside it, also where the resident asks for that (AVG 16)."""
    permits.actor(facts, act)
    case = permits.open_case(command.case_id, facts)
    if command.about != case.id and case_of_record(command.about, facts) != case.id:
        raise Refused(Code.ENTRY_UNKNOWN, entry_id=command.about)
    said = permits.text(command.text, "text")
    remark = Remark(act.command_id, case.id, command.about, act.officer_id, decided_at(act), said, command.from_resident)
    return Outcome((row(Kind.REMARK, remark),))
