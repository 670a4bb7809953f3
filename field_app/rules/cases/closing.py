"""The rules of closing: decided by two, the resident told, and what stays is a neutral record; and of opening again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from field_app.rules.cases import earlier, permits
from field_app.rules.cases.metering import counted, metered
from field_app.rules.cases.retention import terms_of
from field_app.rules.dossier.archive_records import ArchivedCase, Footprint
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.closing_commands import CloseCase, ReopenCase
from field_app.rules.dossier.closing_records import Closing, Informing
from field_app.rules.dossier.decision_records import Decision
from field_app.rules.dossier.words import DecisionKind
from field_app.rules.dossier.work_records import Callback, Signal
from field_app.rules.facts import Change, Facts
from field_app.rules.observations import Act, Outcome
from field_app.rules.refusals import Code, Refused
from field_app.rules.shift_changes import decided_at, row
from field_app.rules.vocabulary import CaseStatus, Kind, local
from field_app.rules.wire import decode, encode


def close(command: CloseCase, facts: Facts, act: Act) -> Outcome:
    """Close a case: its place is free. The dossier stays with the server; the team keeps counts and dates."""
    officer, case = permits.actor(facts, act), permits.open_case(command.case_id, facts)
    permits.require_led(case, officer)
    decision = facts.record(Decision, case.decision_id) if case.decision_id else None
    if decision is None or not decision.stands or decision.kind is DecisionKind.EXTEND:
        raise Refused(Code.NOT_DECIDED, case_id=case.id)
    if case.informing is None or case.informing.told_on is None:
        raise Refused(Code.NOT_INFORMED, case_id=case.id)
    closing = _closing(command, case, decision, case.informing, facts, act)
    return Outcome((row(Kind.CASE, _neutral(case, closing)), _archived(case), *_footprint(case, facts)))


def _closing(command: CloseCase, case: Case, decision: Decision, informing: Informing, facts: Facts, act: Act) -> Closing:
    measure, closed_on, before = counted(case, facts), permits.today(act), _before(case, facts)
    told_on = informing.told_on or closed_on
    destroy_from, keep_until = terms_of(command.retention, decision.kind, told_on, closed_on, facts.team().casework)
    asked = [each for each in facts.records(Callback) if each.case_id == case.id]
    return Closing(
        closed_at=decided_at(act),
        closed_by=act.officer_id,
        kind=decision.kind,
        answered=decision.answered,
        decided_at=decision.decided_at or decided_at(act),
        retention=command.retention,
        destroy_from=destroy_from,
        keep_until=keep_until,
        signal_on=min((each.received_on for each in _signals(case, facts)), default=None),
        observed_from=local(measure.first_at).date() if measure.first_at else None,
        looks=measure.looks,
        days=measure.days,
        minutes=measure.minutes,
        longest=measure.minutes_longest,
        followings=measure.followings,
        photos=measure.photos,
        level=metered(case, facts).level,
        entries=measure.looks,
        late=facts.late_entries(case.id),
        was_dissented=_was_dissented(case, facts),
        informed_on=told_on,
        inform_due_on=_first_due(informing, decision, facts, act),
        postponed=len(informing.postponements),
        callbacks=len(asked),
        callbacks_in_time=sum(each.was_in_time for each in asked),
        note=command.note.strip(),
        reopenings=before.reopenings,
        holds=before.holds,
        rulings=before.rulings,
    )


def _signals(case: Case, facts: Facts) -> Iterator[Signal]:
    for each in case.signal_ids:
        if (found := facts.record(Signal, each)) is not None:
            yield found


def _before(case: Case, facts: Facts) -> ArchivedCase:
    """What an earlier closing left; empty for a case that was never closed."""
    return facts.record(ArchivedCase, case.id) or ArchivedCase(case.id, case.id, {})


def _was_dissented(case: Case, facts: Facts) -> bool:
    """Whether a second reader said no, also to a proposal that was then taken back."""
    mine = (each.reading for each in facts.records(Decision) if each.case_id == case.id)
    return any(said is not None and not said.agrees for said in mine)


def _first_due(informing: Informing, decision: Decision, facts: Facts, act: Act) -> date:
    """By when the resident was to be told before that was put off."""
    if not informing.postponements:
        return informing.due_on
    decided_on = local(decision.decided_at or decided_at(act)).date()
    return decided_on + timedelta(days=facts.team().casework.inform_within_days)


def _neutral(case: Case, closing: Closing) -> Case:
    """What says nothing about anybody: code name, topic, whose case it was, counts and dates."""
    return Case(
        case.id, case.code_name, case.topic, CaseStatus.CLOSED, case.owner_id, (),
        opened_at=case.opened_at, listed_at=case.listed_at, closing=closing,
    )  # fmt: skip


def _archived(case: Case) -> Change:
    body = {name: part for name, part in encode(case).items() if name != "id"}
    return row(Kind.ARCHIVE, ArchivedCase(case.id, case.id, body))


def _footprint(case: Case, facts: Facts) -> Iterator[Change]:
    """When was looked, under the marks of its persons: twelve months long a new case on one of them counts these looks."""
    looks, marks = sorted(facts.looks(case.id), key=lambda each: each.began_at), earlier.marks_of(case.subjects, facts)
    if looks and marks:
        kept = tuple(replace(each, place="") for each in looks)
        yield row(Kind.FOOTPRINT, Footprint(case.id, marks, kept[-earlier.MOST :], looks[-1].began_at))


def reopen(command: ReopenCase, facts: Facts, act: Act) -> Outcome:
    """The team lead opens a closed case again; the team then decides anew.

    A phone does not hold the dossier: there the record only says that it was asked, until the server has put it back.
    """
    permits.lead(facts, act)
    case, reason = closed_case(command.case_id, facts), permits.text(command.reason, "reason")
    closing = case.closing
    if closing is None or closing.is_destroyed:
        raise Refused(Code.DESTROYED, case_id=case.id)
    archive = facts.record(ArchivedCase, case.id)
    if archive is None:
        return Outcome((row(Kind.CASE, replace(case, closing=replace(closing, reopenings=(*closing.reopenings, reason)))),))
    back = decode(Case, {**archive.body, "id": case.id})
    again = replace(back, status=CaseStatus.DECISION_DUE, decision_id=None)
    kept = replace(archive, reopenings=(*closing.reopenings, reason), holds=closing.holds, rulings=closing.rulings)
    return Outcome((row(Kind.CASE, again), row(Kind.ARCHIVE, kept)))


def closed_case(case_id: str, facts: Facts) -> Case:
    """The neutral record of a closed case. Raises `Refused`."""
    case = facts.case(case_id)
    if case is None:
        raise Refused(Code.CASE_UNKNOWN, case_id=case_id)
    if case.closing is None:
        raise Refused(Code.CASE_NOT_CLOSED, case_id=case_id)
    return case
