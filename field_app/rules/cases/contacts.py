"""The rules of calls and of requests to be called back: within 48 hours, with each attempt on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from field_app.rules.cases import permits
from field_app.rules.cases.deskwork import parts
from field_app.rules.dossier.work_commands import AskCallback, CloseCallback, PassCallback, RecordCall, TryCallback
from field_app.rules.dossier.work_records import Attempt, Call, Callback
from field_app.rules.facts import Facts
from field_app.rules.observations import Act, Outcome
from field_app.rules.refusals import Code, Refused
from field_app.rules.shift_changes import decided_at, row
from field_app.rules.vocabulary import Kind


def record_call(command: RecordCall, facts: Facts, act: Act) -> Outcome:
    """A call as it went."""
    permits.actor(facts, act)
    permits.open_case(command.case_id, facts)
    permits.text(command.with_whom, "with_whom")
    permits.text(command.said, "said")
    if command.called_at > act.at:
        raise Refused(Code.TIMES_WRONG, field="called_at")
    return Outcome((row(Kind.CALL, Call(id=act.command_id, officer_id=act.officer_id, **parts(command))),))


def ask_callback(command: AskCallback, facts: Facts, act: Act) -> Outcome:
    """Somebody asks to be called back; the clock runs from when that was asked."""
    permits.actor(facts, act)
    if command.case_id is not None:
        permits.open_case(command.case_id, facts)
    caller = _caller(command.by or act.officer_id, facts)
    who, about = permits.text(command.who, "who"), permits.text(command.about, "about")
    if command.asked_at > act.at:
        raise Refused(Code.TIMES_WRONG, field="asked_at")
    due = command.asked_at + timedelta(hours=facts.team().casework.callback_hours)
    return Outcome((row(Kind.CALLBACK, Callback(act.command_id, command.asked_at, due, who, about, caller, command.case_id)),))


def try_callback(command: TryCallback, facts: Facts, act: Act) -> Outcome:
    """An attempt; when somebody was reached, the request is done."""
    permits.actor(facts, act)
    asked = _open(command.callback_id, facts)
    if not asked.asked_at <= command.called_at <= act.at:
        raise Refused(Code.TIMES_WRONG, field="called_at")
    attempt = Attempt(act.officer_id, command.called_at, command.was_reached, permits.text(command.note, "note"))
    tried = replace(asked, attempts=(*asked.attempts, attempt))
    return Outcome((row(Kind.CALLBACK, replace(tried, closed_at=decided_at(act)) if command.was_reached else tried),))


def pass_on(command: PassCallback, facts: Facts, act: Act) -> Outcome:
    """A colleague calls instead; the clock runs on."""
    permits.actor(facts, act)
    asked, caller = _open(command.callback_id, facts), _caller(command.to, facts)
    reason = permits.text(command.reason, "reason")
    return Outcome((row(Kind.CALLBACK, replace(asked, officer_id=caller, passed_on=(*asked.passed_on, reason))),))


def close(command: CloseCallback, facts: Facts, act: Act) -> Outcome:
    """No further attempt: only after as many as the team agreed on."""
    permits.actor(facts, act)
    asked = _open(command.callback_id, facts)
    if len(asked.attempts) < facts.team().casework.callback_attempts:
        raise Refused(Code.CALLBACK_TOO_SOON, attempts=len(asked.attempts), needed=facts.team().casework.callback_attempts)
    done = replace(asked, closed_at=decided_at(act), closed_why=permits.text(command.why, "why"))
    return Outcome((row(Kind.CALLBACK, done),))


def _open(callback_id: str, facts: Facts) -> Callback:
    found = facts.record(Callback, callback_id)
    if found is None:
        raise Refused(Code.CALLBACK_UNKNOWN, callback_id=callback_id)
    if not found.is_open:
        raise Refused(Code.CALLBACK_CLOSED, callback_id=callback_id)
    return found


def _caller(officer_id: str, facts: Facts) -> str:
    officer = facts.officer(officer_id)
    if officer is None or not officer.sees_content:
        raise Refused(Code.OFFICER_UNKNOWN, officer_id=officer_id)
    return officer.id
