"""The rule of desk findings: that a system was consulted, when, on what ground and what it says; never a copy of a register."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from field_app.rules.arriving_late import flags_after, noted
from field_app.rules.cases import permits
from field_app.rules.dossier.work_commands import RecordFinding
from field_app.rules.dossier.work_records import Finding
from field_app.rules.facts import Facts
from field_app.rules.observations import Act, Outcome
from field_app.rules.refusals import Code, Refused
from field_app.rules.shift_changes import row
from field_app.rules.vocabulary import Kind


def record(command: RecordFinding, facts: Facts, act: Act) -> Outcome:
    """What a system says for the question (Wet SUWI: only for the own task, and every look-up is accounted for)."""
    permits.actor(facts, act)
    case = facts.case(command.case_id)
    if case is None:
        raise Refused(Code.CASE_UNKNOWN, case_id=command.case_id)
    for name in ("system", "ground", "finding"):
        permits.text(getattr(command, name), name)
    if command.consulted_at > act.at:
        raise Refused(Code.TIMES_WRONG, field="consulted_at")
    finding = Finding(id=act.command_id, officer_id=act.officer_id, recorded_at=act.at, **parts(command))
    return Outcome((row(Kind.FINDING, finding), *noted(case)), tuple(flags_after(case)))


def parts(command: Any) -> dict[str, Any]:
    """The arguments of a command by name, for the record that is made of it."""
    return {each.name: getattr(command, each.name) for each in fields(command)}
