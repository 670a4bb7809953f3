"""The rules of plans: the few moments that answer one question, approved by somebody who does not lead the case.

Filling every moment is not offered and not accepted (CRVB:2017:2807, RBZWB:2020:1047): the plan names the moments, the rules count.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from field_app.rules.cases import caseload, permits
from field_app.rules.cases.decisions import taken_back
from field_app.rules.cases.metering import metered
from field_app.rules.dossier.case_records import Case, MeterReason, MidCheck
from field_app.rules.dossier.plan_commands import ApprovePlan, ExplainMeter, RecordMidCheck, ReturnPlan, SubmitPlan, WithdrawPlan
from field_app.rules.dossier.plan_records import Approval, Budget, Plan, Returned
from field_app.rules.facts import Change, Facts
from field_app.rules.meter.records import Level, Limits, Measure
from field_app.rules.observations import Act, Outcome
from field_app.rules.refusals import Code, Refused
from field_app.rules.shift_changes import decided_at, in_order, row
from field_app.rules.vocabulary import CaseStatus, Kind


def submit(command: SubmitPlan, facts: Facts, act: Act) -> Outcome:
    """Ask approval. An extension, following and another budget are each a new plan; until then the old one holds."""
    case = permits.at_status(permits.led_case(command.case_id, facts, act), *permits.WATCHED)
    if missing := caseload.missing_in(case):
        raise Refused(Code.CASE_INCOMPLETE, missing=list(missing))
    _check_window(command, facts)
    _check_slots(command, facts)
    if case.place(command.place_id) is None:
        raise Refused(Code.PLACE_UNKNOWN, place_id=command.place_id)
    permits.text(command.why, "why")
    if command.photos and not command.photos_reason.strip():
        raise Refused(Code.REASON_MISSING, field="photos_reason")
    measure = metered(case, facts)
    if not is_green(command, measure, facts.team().limits) and not command.meter_reason.strip():
        raise Refused(Code.METER_REASON_MISSING, field="meter_reason")
    plan = _plan(command, case, act, needs_jurist=measure.level is Level.RED or goes_red(command, facts.team().limits))
    return Outcome((row(Kind.PLAN, plan), *_replaced(plan, facts, act)))


def _check_window(command: SubmitPlan, facts: Facts) -> None:
    """Begin, half-way check and end in order; no longer than the team's window (ten to fifteen days in the working method)."""
    days = (command.ends_on - command.starts_on).days + 1
    if not command.starts_on <= command.mid_check_on <= command.ends_on or days > facts.team().casework.window_days:
        raise Refused(Code.PLAN_WINDOW, days=days, most=facts.team().casework.window_days)


def _check_slots(command: SubmitPlan, facts: Facts) -> None:
    most = min(command.looks_a_day, facts.team().casework.looks_a_day)
    by_day = Counter(each.on for each in command.slots)
    outside = any(not command.starts_on <= each.on <= command.ends_on for each in command.slots)
    if not command.slots or outside or len(set(command.slots)) < len(command.slots) or command.looks < len(command.slots):
        raise Refused(Code.PLAN_SLOTS)
    if max(by_day.values()) > most or command.looks_a_day > facts.team().casework.looks_a_day:
        raise Refused(Code.PLAN_TOO_DENSE, most=most)
    if command.minutes < command.looks or command.minutes_a_look < 1:
        raise Refused(Code.PLAN_SLOTS, field="minutes")


def is_green(command: SubmitPlan, measure: Measure, limits: Limits) -> bool:
    """Whether the meter is green, and stays so when all of this plan is done."""
    within = command.looks + measure.looks <= limits.looks_green and command.minutes_a_look <= limits.look_minutes_green
    return measure.level is Level.GREEN and within and not command.following_reason.strip()


def goes_red(command: SubmitPlan, limits: Limits) -> bool:
    """Whether the plan by itself would take the meter to red."""
    return command.looks > limits.looks_red_above or command.minutes_a_look >= limits.look_minutes_red_from


def _plan(command: SubmitPlan, case: Case, act: Act, *, needs_jurist: bool) -> Plan:
    return Plan(
        id=act.command_id,
        case_id=case.id,
        question=case.question,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
        slots=in_order(command.slots),
        budget=Budget(command.looks, command.minutes, command.looks_a_day, command.minutes_a_look),
        place_id=command.place_id,
        counter_hypothesis=case.counter_hypothesis,
        needs_two=command.needs_two,
        mid_check_on=command.mid_check_on,
        why=command.why.strip(),
        submitted_by=act.officer_id,
        submitted_at=decided_at(act),
        following_reason=command.following_reason.strip(),
        photos=command.photos,
        photos_reason=command.photos_reason.strip(),
        meter_reason=command.meter_reason.strip(),
        needs_jurist=needs_jurist,
    )


def _replaced(plan: Plan, facts: Facts, act: Act) -> tuple[Change, ...]:
    """One plan waits at a time: an older one that still waits is taken back."""
    said = Returned(act.officer_id, decided_at(act), "")
    older = [each for each in facts.records(Plan) if each.case_id == plan.case_id and each.is_waiting]
    return tuple(row(Kind.PLAN, replace(each, withdrawn=said)) for each in older)


def waiting_plan(plan_id: str, facts: Facts) -> Plan:
    """A plan about which somebody must still say yes or no. Raises `Refused`."""
    plan = facts.plan(plan_id)
    if plan is None:
        raise Refused(Code.PLAN_UNKNOWN, plan_id=plan_id)
    if not plan.is_waiting:
        raise Refused(Code.PLAN_NOT_WAITING, plan_id=plan_id)
    return plan


def may_approve(plan: Plan, case: Case, officer_id: str, facts: Facts) -> bool:
    """Whether this colleague's yes is still asked: a team lead's, and after red also a jurist's; never the owner's."""
    officer = facts.officer(officer_id)
    if officer is None or officer.id in (case.owner_id, plan.submitted_by) or any(each.by == officer.id for each in plan.approvals):
        return False
    has_lead, has_jurist = (any(each.as_jurist is side for each in plan.approvals) for side in (False, True))
    return (officer.leads and not has_lead) or (officer.reads_along and plan.needs_jurist and not has_jurist)


def approve(command: ApprovePlan, facts: Facts, act: Act) -> Outcome:
    """Agree. With the last yes the plan is in force and observing may begin (Awb 5:13, 3:4)."""
    officer, plan = permits.actor(facts, act), waiting_plan(command.plan_id, facts)
    case = permits.at_status(permits.live_case(plan.case_id, facts), *permits.WATCHED)
    if officer.id in (case.owner_id, plan.submitted_by):
        raise Refused(Code.APPROVER_IS_OWNER)
    if any(each.by == officer.id for each in plan.approvals):
        raise Refused(Code.APPROVED_ALREADY)
    if not may_approve(plan, case, officer.id, facts):
        raise Refused(Code.NOT_PERMITTED, officer_id=officer.id)
    as_jurist = not officer.leads or any(not each.as_jurist for each in plan.approvals)
    approvals = (*plan.approvals, Approval(officer.id, decided_at(act), command.note.strip(), as_jurist))
    approved = replace(plan, approvals=approvals)
    if len(approvals) < 1 + plan.needs_jurist:
        return Outcome((row(Kind.PLAN, approved),))
    in_force = replace(approved, approved_by=approvals[0].by, approved_at=decided_at(act))
    observing = replace(case, status=CaseStatus.OBSERVING, plan_id=plan.id, decision_id=None)
    return Outcome((row(Kind.PLAN, in_force), row(Kind.CASE, observing), *taken_back(case, facts)))


def send_back(command: ReturnPlan, facts: Facts, act: Act) -> Outcome:
    """Not like this, and what should change."""
    officer, plan = permits.actor(facts, act), waiting_plan(command.plan_id, facts)
    case = permits.live_case(plan.case_id, facts)
    if not may_approve(plan, case, officer.id, facts):
        raise Refused(Code.NOT_PERMITTED, officer_id=officer.id)
    said = Returned(officer.id, decided_at(act), permits.text(command.reason, "reason"))
    return Outcome((row(Kind.PLAN, replace(plan, returned=said)),))


def withdraw(command: WithdrawPlan, facts: Facts, act: Act) -> Outcome:
    """Take a plan back; one that was in force ends at once, and no look is asked for any more."""
    plan = facts.plan(command.plan_id)
    if plan is None:
        raise Refused(Code.PLAN_UNKNOWN, plan_id=command.plan_id)
    case = permits.led_case(plan.case_id, facts, act)
    if plan.returned or plan.withdrawn:
        raise Refused(Code.PLAN_NOT_WAITING, plan_id=plan.id)
    ended = replace(plan, withdrawn=Returned(act.officer_id, decided_at(act), permits.text(command.reason, "reason")))
    if case.plan_id != plan.id:
        return Outcome((row(Kind.PLAN, ended),))
    return Outcome((row(Kind.PLAN, ended), row(Kind.CASE, replace(case, status=CaseStatus.LISTED))))


def explain_meter(command: ExplainMeter, facts: Facts, act: Act) -> Outcome:
    """Say why so much was looked; it stands beside what the meter said."""
    case = permits.led_case(command.case_id, facts, act)
    measure = metered(case, facts)
    if measure.level is Level.GREEN:
        raise Refused(Code.METER_GREEN, case_id=case.id)
    said = MeterReason(decided_at(act), act.officer_id, measure.level, measure.looks, permits.text(command.reason, "reason"))
    return Outcome((row(Kind.CASE, replace(case, meter_reasons=(*case.meter_reasons, said))),))


def mid_check(command: RecordMidCheck, facts: Facts, act: Act) -> Outcome:
    """Half-way: go on, or decide now. Stopping sooner costs nothing."""
    case = permits.at_status(permits.led_case(command.case_id, facts, act), CaseStatus.OBSERVING)
    said = MidCheck(decided_at(act), act.officer_id, command.goes_on, permits.text(command.note, "note"))
    status = case.status if command.goes_on else CaseStatus.DECISION_DUE
    return Outcome((row(Kind.CASE, replace(case, status=status, mid_checks=(*case.mid_checks, said))),))
