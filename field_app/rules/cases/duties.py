"""What now waits for whom: the next lawful step of a case, by its state and the calendar; people take it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from field_app.rules.cases import caseload, listing, permits, plans
from field_app.rules.cases.decisions import later_entries
from field_app.rules.cases.metering import metered
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.decision_records import Decision, Talk, Visit
from field_app.rules.dossier.duty_records import Duty, DutyKind
from field_app.rules.dossier.photo_records import Original
from field_app.rules.dossier.plan_records import Plan
from field_app.rules.dossier.words import DecisionKind
from field_app.rules.dossier.work_records import Callback, InformationRequest
from field_app.rules.facts import Facts
from field_app.rules.meter.records import Level
from field_app.rules.records import Officer
from field_app.rules.shift_changes import wall
from field_app.rules.vocabulary import CaseStatus, local

__all__ = ["Duty", "DutyKind", "Entries", "all_duties", "duties_of", "waiting_plan"]

#: Gives the ids of all entries of a case that a decision may rest on, in order of time.
Entries = Callable[[str], Collection[str]]


@dataclass(frozen=True, slots=True)
class _At:
    """A case at one moment, as one colleague meets it."""

    case: Case
    facts: Facts
    officer: Officer
    now: datetime
    entries: Entries

    @property
    def today(self) -> date:
        return local(self.now).date()

    @property
    def decision(self) -> Decision | None:
        return self.facts.record(Decision, self.case.decision_id) if self.case.decision_id else None

    @property
    def owns(self) -> bool:
        return self.officer.id == self.case.owner_id

    def step(self, kind: DutyKind, about: str | None = None, due_on: date | None = None) -> Duty:
        """A step of who leads the case."""
        is_late = due_on is not None and self.today > due_on
        return Duty(kind, self.case.id, self.officer.id, about, due_on, is_late, is_mine=self.owns)

    def task(self, kind: DutyKind, about: str | None = None) -> Duty:
        """A step of somebody else in the team, who is asked by name or by role."""
        return Duty(kind, self.case.id, self.officer.id, about)


def duties_of(case: Case, facts: Facts, officer: Officer, now: datetime, entries: Entries) -> tuple[Duty, ...]:
    """What this colleague must or may do for this case now."""
    if not officer.sees_content:
        return ()
    at = _At(case, facts, officer, now, entries)
    return (*_led(at), *_of_the_team(at), *_calls(facts, officer, now, case.id), *_papers(at))


def all_duties(facts: Facts, officer: Officer, now: datetime, entries: Entries) -> tuple[Duty, ...]:
    """What waits for this colleague over all cases: what is late first, then by day and hour, one's own first, then by step."""
    if not officer.sees_content:
        return ()
    found = [duty for case in facts.records(Case) for duty in duties_of(case, facts, officer, now, entries)]
    return tuple(sorted((*found, *_calls(facts, officer, now, None)), key=_order))


_KINDS, _DAY = tuple(DutyKind), timedelta(days=1)


def _order(duty: Duty) -> tuple[bool, date, timedelta, bool, int, str]:
    due_on = duty.due_on or date.max
    hour = local(duty.due_at) - wall(due_on, time()) if duty.due_at else _DAY
    return not duty.is_late, due_on, hour, not duty.is_mine, _KINDS.index(duty.kind), duty.case_id


def _led(at: _At) -> Iterator[Duty]:
    """The steps of who leads the case: the owner, or the buddy in the owner's place."""
    if at.officer.id not in (at.case.owner_id, at.case.buddy_id):
        return
    if at.case.status in _STEPS:
        yield from _STEPS[at.case.status](at)
    if at.case.status in permits.WATCHED and _is_unexplained(at):
        yield at.step(DutyKind.EXPLAIN_METER)


def _in_caseload(at: _At) -> Iterator[Duty]:
    yield at.step(DutyKind.DESCRIBE if caseload.missing_in(at.case) else DutyKind.NOMINATE)


def _nominated(at: _At) -> Iterator[Duty]:
    first = next(iter(listing.nominations(at.facts.records(Case))), None)
    if listing.free_places(at.facts) > 0 and first is not None and first.id == at.case.id:
        yield at.step(DutyKind.TAKE_PLACE)


def _listed(at: _At) -> Iterator[Duty]:
    if caseload.missing_in(at.case):
        yield at.step(DutyKind.DESCRIBE)
    elif waiting_plan(at.case, at.facts) is None:
        yield at.step(DutyKind.SUBMIT_PLAN)


def _observing(at: _At) -> Iterator[Duty]:
    """Half-way a check, and on the last day of the window a decision (the working method: ten to fifteen days)."""
    plan = at.facts.plan(at.case.plan_id) if at.case.plan_id else None
    if plan is None:
        return
    if at.today >= plan.ends_on:
        yield at.step(DutyKind.DECIDE, due_on=plan.ends_on)
    elif plan.mid_check_on and at.today >= plan.mid_check_on and not _was_checked(at.case, plan):
        yield at.step(DutyKind.MID_CHECK, due_on=plan.mid_check_on)


def _was_checked(case: Case, plan: Plan) -> bool:
    return any(local(each.at).date() >= plan.starts_on for each in case.mid_checks)


def _deciding(at: _At) -> Iterator[Duty]:
    """Also where nobody can read along any more, because the case was handed over to the reader."""
    decision = at.decision
    if decision is None or (decision.reading is None and decision.second_reader == at.case.owner_id):
        yield at.step(DutyKind.DECIDE)


def _decided(at: _At) -> Iterator[Duty]:
    decision, informing = at.decision, at.case.informing
    if decision is None or not decision.stands:
        yield at.step(DutyKind.DECIDE)
        return
    if decision.kind is not DecisionKind.HANDOVER_CRIMINAL and later_entries(decision, at.entries(at.case.id)):
        yield at.step(DutyKind.REVIEW, decision.id)
    if decision.kind is DecisionKind.HOME_VISIT and not _was_held(Visit, decision, at.facts):
        yield at.step(DutyKind.VISIT, decision.id)
    if decision.kind is DecisionKind.INVITE and not _was_held(Talk, decision, at.facts):
        yield at.step(DutyKind.TALK, decision.id)
    if informing is not None:
        yield at.step(DutyKind.CLOSE) if informing.is_done else at.step(DutyKind.INFORM, due_on=informing.due_on)


_STEPS: dict[CaseStatus, Callable[[_At], Iterator[Duty]]] = {
    CaseStatus.CASELOAD: _in_caseload,
    CaseStatus.NOMINATED: _nominated,
    CaseStatus.LISTED: _listed,
    CaseStatus.OBSERVING: _observing,
    CaseStatus.DECISION_DUE: _deciding,
    CaseStatus.DECIDED: _decided,
}


def _was_held(shape: type[Visit] | type[Talk], decision: Decision, facts: Facts) -> bool:
    return any(each.decision_id == decision.id for each in facts.records(shape))


def _is_unexplained(at: _At) -> bool:
    """Whether the meter rose and nobody has said why since."""
    level = metered(at.case, at.facts).level
    return level is not Level.GREEN and all(each.level is not level for each in at.case.meter_reasons)


def _of_the_team(at: _At) -> Iterator[Duty]:
    """The steps of who does not lead the case: the approver, the second reader, the team lead."""
    plan = waiting_plan(at.case, at.facts)
    may_start = at.case.status in permits.WATCHED and not permits.is_frozen(at.case, at.facts)
    if plan is not None and may_start and plans.may_approve(plan, at.case, at.officer.id, at.facts):
        yield at.task(DutyKind.APPROVE_PLAN, plan.id)
    yield from _reading(at)
    yield from _originals(at)
    yield from _after_closing(at)


def _reading(at: _At) -> Iterator[Duty]:
    decision = at.decision
    if decision is None or decision.is_withdrawn or at.owns:
        return
    if decision.reading is None and decision.second_reader == at.officer.id:
        yield at.task(DutyKind.READ_DECISION, decision.id)
    dissents = decision.reading is not None and not decision.reading.agrees and decision.settled is None
    if dissents and at.officer.leads and at.officer.id != decision.proposed_by:
        yield at.task(DutyKind.SETTLE, decision.id)


def _originals(at: _At) -> Iterator[Duty]:
    """A photo as it was taken is shown only after somebody else looked whether that is needed: one step for each entry."""
    if not at.officer.reads_along or at.case.status is CaseStatus.CLOSED:
        return
    asked = (each for each in at.facts.records(Original) if each.case_id == at.case.id and each.allowed_at is None)
    for entry in dict.fromkeys(each.observation_id for each in asked if each.asked_by != at.officer.id):
        yield at.task(DutyKind.ALLOW_ORIGINAL, entry)


def _after_closing(at: _At) -> Iterator[Duty]:
    closing = at.case.closing
    if closing is None or not closing.has_content:
        return
    if closing.later and not closing.is_destroyed and at.officer.leads:
        yield at.task(DutyKind.LOOK_AGAIN)
    asked = closing.destruction
    waits = closing.is_asked and not closing.is_held
    if asked and waits and asked.asked_by != at.officer.id and (at.officer.leads or at.officer.reads_along):
        yield at.task(DutyKind.CONFIRM_DESTRUCTION)


def waiting_plan(case: Case, facts: Facts) -> Plan | None:
    """The plan of this case that waits for approval."""
    return next((each for each in facts.records(Plan) if each.case_id == case.id and each.is_waiting), None)


def _calls(facts: Facts, officer: Officer, now: datetime, case_id: str | None) -> Iterator[Duty]:
    """Who asked to be called back hears something within two days (working method)."""
    for each in facts.records(Callback):
        if each.case_id == case_id and each.is_open and each.officer_id == officer.id:
            due_on, is_late = local(each.due_at).date(), each.left(now).total_seconds() < 0
            yield Duty(DutyKind.CALL_BACK, case_id or "", officer.id, each.id, due_on, is_late, due_at=each.due_at)


def _papers(at: _At) -> Iterator[Duty]:
    for asked in at.facts.records(InformationRequest):
        is_here = asked.case_id == at.case.id and asked.is_open and asked.officer_id == at.officer.id
        if is_here and at.today >= asked.due_on:
            is_late = at.today > asked.due_on
            yield Duty(DutyKind.RECEIVE, at.case.id, at.officer.id, asked.id, asked.due_on, is_late)
