"""What now waits for whom: the next lawful step of a case, by its state and the calendar; people take it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from field_app.rules.cases import caseload, listing, plans
from field_app.rules.cases.decisions import later_entries
from field_app.rules.cases.metering import metered
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.decision_records import Decision, Talk, Visit
from field_app.rules.dossier.plan_records import Plan
from field_app.rules.dossier.words import DecisionKind
from field_app.rules.dossier.work_records import Callback, InformationRequest
from field_app.rules.facts import Facts
from field_app.rules.meter.records import Level
from field_app.rules.records import Officer
from field_app.rules.vocabulary import CaseStatus, local


class DutyKind(StrEnum):
    """The steps that can wait for somebody, in the order of a case."""

    DESCRIBE = "DESCRIBE"
    NOMINATE = "NOMINATE"
    TAKE_PLACE = "TAKE_PLACE"
    SUBMIT_PLAN = "SUBMIT_PLAN"
    APPROVE_PLAN = "APPROVE_PLAN"
    MID_CHECK = "MID_CHECK"
    EXPLAIN_METER = "EXPLAIN_METER"
    DECIDE = "DECIDE"
    READ_DECISION = "READ_DECISION"
    SETTLE = "SETTLE"
    REVIEW = "REVIEW"
    VISIT = "VISIT"
    TALK = "TALK"
    INFORM = "INFORM"
    CLOSE = "CLOSE"
    CALL_BACK = "CALL_BACK"
    RECEIVE = "RECEIVE"
    CONFIRM_DESTRUCTION = "CONFIRM_DESTRUCTION"
    LOOK_AGAIN = "LOOK_AGAIN"


@dataclass(frozen=True, slots=True)
class Duty:
    """One step, for which case and about which row, until when, and whether that has passed. `who` is for whom it waits."""

    kind: DutyKind
    case_id: str
    who: str
    about: str | None = None
    due_on: date | None = None
    is_late: bool = False


#: Gives the ids of all entries of a case that a decision may rest on, in order of time.
Entries = Callable[[str], Collection[str]]


def duties_of(case: Case, facts: Facts, officer: Officer, now: datetime, entries: Entries) -> tuple[Duty, ...]:
    """What this colleague must or may do for this case now."""
    if not officer.sees_content:
        return ()
    today = local(now).date()
    found = (
        *_led(case, facts, officer, today, entries),
        *_for_others(case, facts, officer),
        *_open_ends(case, facts, officer, today),
    )
    return tuple(found)


def _led(case: Case, facts: Facts, officer: Officer, today: date, entries: Entries) -> Iterator[Duty]:
    """The steps of who leads the case: the owner, or the buddy in the owner's place."""
    if officer.id not in (case.owner_id, case.buddy_id):
        return
    steps = {
        CaseStatus.CASELOAD: _in_caseload,
        CaseStatus.NOMINATED: _nominated,
        CaseStatus.LISTED: _listed,
        CaseStatus.OBSERVING: _observing,
        CaseStatus.DECISION_DUE: _deciding,
        CaseStatus.DECIDED: _decided,
    }
    if case.status in steps:
        yield from steps[case.status](case, facts, officer, today, entries)
    if case.status in (CaseStatus.OBSERVING, CaseStatus.LISTED) and _unexplained(case, facts):
        yield Duty(DutyKind.EXPLAIN_METER, case.id, officer.id)


def _in_caseload(case: Case, facts: Facts, officer: Officer, today: date, entries: Entries) -> Iterator[Duty]:
    kind = DutyKind.DESCRIBE if caseload.missing_in(case) else DutyKind.NOMINATE
    yield Duty(kind, case.id, officer.id)


def _nominated(case: Case, facts: Facts, officer: Officer, today: date, entries: Entries) -> Iterator[Duty]:
    first = listing.nominations(facts.records(Case))[:1]
    if listing.free_places(facts) > 0 and [each.id for each in first] == [case.id]:
        yield Duty(DutyKind.TAKE_PLACE, case.id, officer.id)


def _listed(case: Case, facts: Facts, officer: Officer, today: date, entries: Entries) -> Iterator[Duty]:
    if caseload.missing_in(case):
        yield Duty(DutyKind.DESCRIBE, case.id, officer.id)
    elif waiting_plan(case, facts) is None:
        yield Duty(DutyKind.SUBMIT_PLAN, case.id, officer.id)


def _observing(case: Case, facts: Facts, officer: Officer, today: date, entries: Entries) -> Iterator[Duty]:
    plan = facts.plan(case.plan_id) if case.plan_id else None
    if plan is None:
        return
    if today > plan.ends_on or today == plan.ends_on:
        yield Duty(DutyKind.DECIDE, case.id, officer.id, due_on=plan.ends_on, is_late=today > plan.ends_on)
    elif plan.mid_check_on and today >= plan.mid_check_on and not _was_checked(case, plan):
        yield Duty(DutyKind.MID_CHECK, case.id, officer.id, due_on=plan.mid_check_on, is_late=today > plan.mid_check_on)


def _was_checked(case: Case, plan: Plan) -> bool:
    return any(local(each.at).date() >= plan.starts_on for each in case.mid_checks)


def _deciding(case: Case, facts: Facts, officer: Officer, today: date, entries: Entries) -> Iterator[Duty]:
    decision = facts.record(Decision, case.decision_id) if case.decision_id else None
    if decision is None:
        yield Duty(DutyKind.DECIDE, case.id, officer.id)


def _decided(case: Case, facts: Facts, officer: Officer, today: date, entries: Entries) -> Iterator[Duty]:
    decision = facts.record(Decision, case.decision_id) if case.decision_id else None
    if decision is None or not decision.stands:
        yield Duty(DutyKind.DECIDE, case.id, officer.id)
        return
    if later_entries(decision, entries(case.id)) and decision.kind is not DecisionKind.HANDOVER_CRIMINAL:
        yield Duty(DutyKind.REVIEW, case.id, officer.id, decision.id)
    if decision.kind is DecisionKind.HOME_VISIT and not _held(Visit, decision, facts):
        yield Duty(DutyKind.VISIT, case.id, officer.id, decision.id)
    if decision.kind is DecisionKind.INVITE and not _held(Talk, decision, facts):
        yield Duty(DutyKind.TALK, case.id, officer.id, decision.id)
    duty = case.informing
    if duty is not None and not duty.is_done:
        yield Duty(DutyKind.INFORM, case.id, officer.id, due_on=duty.due_on, is_late=today > duty.due_on)
    elif duty is not None:
        yield Duty(DutyKind.CLOSE, case.id, officer.id)


def _held(shape: type[Visit] | type[Talk], decision: Decision, facts: Facts) -> bool:
    return any(each.decision_id == decision.id for each in facts.records(shape))


def _unexplained(case: Case, facts: Facts) -> bool:
    """Whether the meter rose and nobody has said why since."""
    level = metered(case, facts).level
    said = {each.level for each in case.meter_reasons}
    return level is not Level.GREEN and level not in said


def _for_others(case: Case, facts: Facts, officer: Officer) -> Iterator[Duty]:
    """The steps of who does not lead the case: the approver, the second reader, the team lead."""
    plan = waiting_plan(case, facts)
    if plan is not None and plans.may_approve(plan, case, officer.id, facts):
        yield Duty(DutyKind.APPROVE_PLAN, case.id, officer.id, plan.id)
    decision = facts.record(Decision, case.decision_id) if case.decision_id else None
    if decision is not None and not decision.is_withdrawn:
        if decision.reading is None and decision.second_reader == officer.id:
            yield Duty(DutyKind.READ_DECISION, case.id, officer.id, decision.id)
        dissent = decision.reading is not None and not decision.reading.agrees and decision.settled is None
        if dissent and officer.leads and officer.id not in (case.owner_id, decision.proposed_by):
            yield Duty(DutyKind.SETTLE, case.id, officer.id, decision.id)
    closing = case.closing
    if closing is not None and not closing.is_destroyed:
        if closing.later and officer.leads:
            yield Duty(DutyKind.LOOK_AGAIN, case.id, officer.id)
        asked = closing.destruction
        if asked and asked.asked_by != officer.id and (officer.leads or officer.reads_along):
            yield Duty(DutyKind.CONFIRM_DESTRUCTION, case.id, officer.id)


def waiting_plan(case: Case, facts: Facts) -> Plan | None:
    """The plan of this case that waits for approval."""
    return next((each for each in facts.records(Plan) if each.case_id == case.id and each.is_waiting), None)


def _open_ends(case: Case, facts: Facts, officer: Officer, today: date) -> Iterator[Duty]:
    """Calls to make and papers to receive."""
    for each in facts.records(Callback):
        if each.case_id == case.id and each.is_open and each.officer_id == officer.id:
            due_on = local(each.due_at).date()
            yield Duty(DutyKind.CALL_BACK, case.id, officer.id, each.id, due_on, is_late=today > due_on)
    for asked in facts.records(InformationRequest):
        if asked.case_id == case.id and asked.is_open and asked.officer_id == officer.id and today >= asked.due_on:
            yield Duty(DutyKind.RECEIVE, case.id, officer.id, asked.id, asked.due_on, is_late=today > asked.due_on)


def all_duties(facts: Facts, officer: Officer, now: datetime, entries: Entries) -> tuple[Duty, ...]:
    """What waits for this colleague over all cases: what is late first, then by day, then by step."""
    order = list(DutyKind)
    found = [duty for case in facts.records(Case) for duty in duties_of(case, facts, officer, now, entries)]
    return tuple(sorted(found, key=lambda each: (not each.is_late, each.due_on or date.max, order.index(each.kind), each.case_id)))
