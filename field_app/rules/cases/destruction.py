"""The rules of destroying a dossier: two people, after its term, and never while somebody may still need it."""

from __future__ import annotations

from dataclasses import replace

from field_app.rules.cases import earlier, permits
from field_app.rules.cases.holds import kept
from field_app.rules.dossier.archive_records import ArchivedCase, Footprint
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.closing_commands import AskDestruction, ConfirmDestruction
from field_app.rules.dossier.closing_records import Closing, Destruction
from field_app.rules.dossier.work_records import AccessRequest
from field_app.rules.facts import Facts
from field_app.rules.observations import Act, Outcome
from field_app.rules.records import Officer
from field_app.rules.refusals import Code, Refused
from field_app.rules.shift_changes import decided_at, row
from field_app.rules.vocabulary import Kind
from field_app.rules.wire import decode


def ask(command: AskDestruction, facts: Facts, act: Act) -> Outcome:
    """The first of two (BIO2 5.33; selectielijst); again for what a phone still sent after the dossier was gone."""
    officer = _may_destroy(facts, act)
    case, closing = _due(command.case_id, facts, act)
    asked = Destruction(officer.id, decided_at(act), permits.text(command.why, "why"))
    if (before := closing.destruction) is not None:
        asked = replace(asked, later=before.later, done_before=before.done_at or before.done_before)
    return Outcome((row(Kind.CASE, replace(case, closing=replace(closing, destruction=asked))),))


def confirm(command: ConfirmDestruction, facts: Facts, act: Act) -> Outcome:
    """The second, who judges all of it again: from here on the content is gone."""
    officer = _may_destroy(facts, act)
    case, closing = _due(command.case_id, facts, act)
    if closing.destruction is None or not closing.is_asked:
        raise Refused(Code.NOT_ASKED, case_id=case.id)
    if closing.destruction.asked_by == officer.id:
        raise Refused(Code.SAME_PERSON)
    done = replace(closing.destruction, confirmed_by=officer.id, done_at=decided_at(act), later=closing.later)
    return Outcome((row(Kind.CASE, replace(case, closing=replace(_wordless(closing), destruction=done))),))


def _wordless(closing: Closing) -> Closing:
    """What people wrote about the case goes with its content; why it was destroyed and what the team learned of it stay."""
    holds = tuple(replace(each, reason="", lifted_reason="") for each in closing.holds)
    return replace(closing, note="", holds=holds, reopenings=tuple("" for _ in closing.reopenings))


def _may_destroy(facts: Facts, act: Act) -> Officer:
    officer = permits.actor(facts, act)
    if not (officer.leads or officer.reads_along):
        raise Refused(Code.NOT_PERMITTED, officer_id=officer.id)
    return officer


def _due(case_id: str, facts: Facts, act: Act) -> tuple[Case, Closing]:
    case, closing = kept(case_id, facts)
    if closing.is_held or is_asked_for(case, facts):
        raise Refused(Code.DOSSIER_HELD, case_id=case_id)
    if permits.today(act) < closing.destroy_from:
        raise Refused(Code.KEPT_UNTIL, on=closing.destroy_from.isoformat())
    return case, closing


def is_asked_for(case: Case, facts: Facts) -> bool:
    """Whether somebody in this dossier has asked for everything held and has not got it yet; only the server can know."""
    waiting = {earlier.mark_of(each.dossier_number, facts) for each in facts.records(AccessRequest) if not each.is_good}
    return bool(waiting) and not waiting.isdisjoint(_marks_in(case, facts))


def _marks_in(case: Case, facts: Facts) -> tuple[str, ...]:
    """The persons of a closed case; of one that was destroyed only the mark is left."""
    archive, footprint = facts.record(ArchivedCase, case.id), facts.record(Footprint, case.id)
    subjects = decode(Case, {**archive.body, "id": case.id}).subjects if archive else ()
    return (*earlier.marks_of(subjects, facts), *(footprint.marks if footprint else ()))
