"""The rules of a resident's request to see everything held: due on a day, and checked by a second person before it goes out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from field_app.rules.cases import permits
from field_app.rules.dossier.closing_commands import AskAccess, CheckAccess
from field_app.rules.dossier.work_records import AccessRequest
from field_app.rules.facts import Facts
from field_app.rules.observations import Act, Outcome
from field_app.rules.refusals import Code, Refused
from field_app.rules.shift_changes import decided_at, row
from field_app.rules.vocabulary import Kind


def ask(command: AskAccess, facts: Facts, act: Act) -> Outcome:
    """Somebody asks (AVG 15): within the team's days, a month by law."""
    permits.actor(facts, act)
    number = permits.text(command.dossier_number, "dossier_number")
    if command.asked_on > permits.today(act):
        raise Refused(Code.DATE_INVALID, field="asked_on")
    due_on = command.asked_on + timedelta(days=facts.team().casework.access_days)
    asked = AccessRequest(act.command_id, number, command.asked_on, due_on, act.officer_id, command.note.strip())
    return Outcome((row(Kind.ACCESS, asked),))


def check(command: CheckAccess, facts: Facts, act: Act) -> Outcome:
    """A second person looked whether others are left out, and named the words that must go."""
    permits.actor(facts, act)
    asked = facts.record(AccessRequest, command.access_id)
    if asked is None:
        raise Refused(Code.ACCESS_UNKNOWN, access_id=command.access_id)
    if asked.is_good:
        raise Refused(Code.ACCESS_CHECKED, access_id=asked.id)
    if asked.asked_by == act.officer_id:
        raise Refused(Code.SAME_PERSON)
    masks = tuple(dict.fromkeys(each.strip() for each in command.masks if each.strip()))
    checked = replace(
        asked, checked_by=act.officer_id, checked_at=decided_at(act), is_good=command.is_good,
        check_note=permits.text(command.note, "note"), masks=masks,
    )  # fmt: skip
    return Outcome((row(Kind.ACCESS, checked),))
