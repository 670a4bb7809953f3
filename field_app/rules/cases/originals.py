"""The rules of opening a photo as it was taken: the case owner asks with a reason, a second reader allows it, for a day."""

from __future__ import annotations

from dataclasses import replace

from field_app.rules.cases import permits
from field_app.rules.cases.blurring import photographed
from field_app.rules.dossier.photo_commands import AllowOriginal, AskOriginal
from field_app.rules.dossier.photo_records import Original
from field_app.rules.facts import Facts
from field_app.rules.observations import Act, Outcome
from field_app.rules.refusals import Code, Refused
from field_app.rules.shift_changes import decided_at, row
from field_app.rules.vocabulary import Kind


def ask(command: AskOriginal, facts: Facts, act: Act) -> Outcome:
    """Only who owns the case asks, and says what for."""
    officer, seen = permits.actor(facts, act), photographed(command.observation_id, command.sha256, facts)
    case = permits.open_case(seen.look.case_id, facts)
    if officer.id != case.owner_id:
        raise Refused(Code.NOT_YOUR_CASE, case_id=case.id, officer_id=case.owner_id)
    reason = permits.text(command.reason, "reason")
    asked = Original(act.command_id, case.id, seen.id, command.sha256, reason, officer.id, decided_at(act))
    return Outcome((row(Kind.ORIGINAL, asked),))


def allow(command: AllowOriginal, facts: Facts, act: Act) -> Outcome:
    """A second reader, never the asker, looked whether it is needed."""
    officer, asked = permits.actor(facts, act), facts.record(Original, command.original_id)
    if asked is None:
        raise Refused(Code.ORIGINAL_UNKNOWN, original_id=command.original_id)
    permits.open_case(asked.case_id, facts)
    if not officer.reads_along:
        raise Refused(Code.NOT_PERMITTED, officer_id=officer.id)
    if asked.asked_by == officer.id:
        raise Refused(Code.SAME_PERSON)
    if asked.allowed_at is not None:
        raise Refused(Code.ORIGINAL_ALLOWED, original_id=asked.id)
    note = permits.text(command.note, "note")
    return Outcome((row(Kind.ORIGINAL, replace(asked, allowed_by=officer.id, allowed_at=decided_at(act), note=note)),))
