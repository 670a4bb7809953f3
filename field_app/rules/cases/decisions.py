"""The rules of deciding: facts for and against, read along by somebody else, and bound to the entries on the table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from field_app.rules.cases import permits
from field_app.rules.cases.entries import case_of_entry, entry_at
from field_app.rules.cases.metering import metered
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.closing_records import Informing
from field_app.rules.dossier.decision_commands import ProposeDecision, ReadDecision, ReviewDecision, SettleDecision
from field_app.rules.dossier.decision_records import Decision, Opinion
from field_app.rules.dossier.plan_records import Returned
from field_app.rules.dossier.words import DecisionKind
from field_app.rules.facts import Change, Facts
from field_app.rules.observations import Act, Outcome
from field_app.rules.refusals import Code, Refused
from field_app.rules.shift_changes import decided_at, row
from field_app.rules.vocabulary import CaseStatus, Kind

#: The next step of these is a burden of its own, which must be weighed (Awb 3:4).
_WEIGHED = (DecisionKind.HOME_VISIT, DecisionKind.EXTEND, DecisionKind.HANDOVER_CRIMINAL)
_MAY_DECIDE = (CaseStatus.LISTED, CaseStatus.OBSERVING, CaseStatus.DECISION_DUE)


def propose(command: ProposeDecision, facts: Facts, act: Act) -> Outcome:
    """The owner's decision, for a second reader who does not lead the case. It takes the place of one that still waited."""
    case = permits.led_case(command.case_id, facts, act)
    if not _is_open(case, facts):
        raise Refused(Code.CASE_NOT_HERE, case_id=case.id, status=case.status.value)
    _check_reader(command, case, facts, act)
    _check_texts(command)
    _check_entries(command, facts)
    _check_ground(command, facts, act)
    measure = metered(case, facts)
    decision = Decision(
        act.command_id, case.id, command.kind, act.officer_id, decided_at(act), command.second_reader,
        _once(command.facts_for), _once(command.facts_against), _once(command.considered), command.gaps.strip(), command.answered,
        command.explanation.strip(), measure.looks, measure.level, command.ground.strip(), command.proportionality.strip(),
        command.fine_possible, command.circumstances.strip(), command.alternatives.strip(), command.tailored_reason.strip(),
    )  # fmt: skip
    due = replace(case, status=CaseStatus.DECISION_DUE, decision_id=decision.id)
    return Outcome((row(Kind.DECISION, decision), row(Kind.CASE, due), *taken_back(case, facts)))


def _is_open(case: Case, facts: Facts) -> bool:
    """On the list and not decided; a decision that was opened again no longer stands."""
    decision = facts.record(Decision, case.decision_id) if case.decision_id else None
    return case.status in _MAY_DECIDE or (case.status is CaseStatus.DECIDED and not (decision and decision.stands))


def _check_reader(command: ProposeDecision, case: Case, facts: Facts, act: Act) -> None:
    reader = facts.officer(command.second_reader)
    if reader is None or not reader.sees_content:
        raise Refused(Code.OFFICER_UNKNOWN, officer_id=command.second_reader)
    if reader.id in (case.owner_id, act.officer_id):
        raise Refused(Code.READER_IS_OWNER)


def _check_texts(command: ProposeDecision) -> None:
    """The reason in plain words and the gaps always; more where the next step weighs more (Awb 3:46, 3:47)."""
    permits.text(command.explanation, "explanation")
    permits.text(command.gaps, "gaps")
    if command.kind in _WEIGHED:
        permits.text(command.proportionality, "proportionality")


def _check_entries(command: ProposeDecision, facts: Facts) -> None:
    relied = {*command.facts_for, *command.facts_against}
    if not relied <= set(command.considered):
        raise Refused(Code.ENTRY_UNKNOWN, entry_id=min(relied - set(command.considered)))
    for each in command.considered:
        if case_of_entry(each, facts) != command.case_id:
            raise Refused(Code.ENTRY_UNKNOWN, entry_id=each)


def _check_ground(command: ProposeDecision, facts: Facts, act: Act) -> None:
    """A home visit asks for a reasonable ground, in words and with concrete facts from before it (CRVB:2020:2322)."""
    if command.kind is not DecisionKind.HOME_VISIT:
        return
    times = (entry_at(each, facts) for each in command.facts_for)
    if not command.ground.strip() or not any(began is not None and began < decided_at(act) for began in times):
        raise Refused(Code.GROUND_MISSING)


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def taken_back(case: Case, facts: Facts) -> tuple[Change, ...]:
    """One decision waits at a time; what stood once stays as it is."""
    mine = (each for each in facts.records(Decision) if each.case_id == case.id)
    return tuple(row(Kind.DECISION, replace(each, is_withdrawn=True)) for each in mine if not (each.is_withdrawn or each.stands))


def read(command: ReadDecision, facts: Facts, act: Act) -> Outcome:
    """The second reader's word. With a yes the decision is final; a dissent goes to the team lead, in words."""
    decision, case = _waiting(command.decision_id, facts, act)
    if decision.reading is not None or act.officer_id != decision.second_reader:
        raise Refused(Code.DECISION_NOT_OPEN, decision_id=decision.id)
    if act.officer_id == case.owner_id:
        # The case was handed over to the reader meanwhile.
        raise Refused(Code.READER_IS_OWNER)
    said = Opinion(act.officer_id, decided_at(act), command.agrees, permits.text(command.text, "text"))
    changed = row(Kind.DECISION, replace(decision, reading=said))
    return Outcome((changed, *(_final(decision, case, facts, act) if command.agrees else ())))


def settle(command: SettleDecision, facts: Facts, act: Act) -> Outcome:
    """The team lead's word after a dissent: it stands, or the owner decides anew."""
    officer = permits.lead(facts, act)
    decision, case = _waiting(command.decision_id, facts, act)
    if decision.reading is None:
        raise Refused(Code.DECISION_NOT_OPEN, decision_id=decision.id)
    if officer.id in (case.owner_id, decision.proposed_by):
        raise Refused(Code.READER_IS_OWNER)
    said = Opinion(officer.id, decided_at(act), command.stands, permits.text(command.why, "why"))
    settled = replace(decision, settled=said, is_withdrawn=not command.stands)
    after = _final(decision, case, facts, act) if command.stands else (_opened_again(case),)
    return Outcome((row(Kind.DECISION, settled), *after))


def review(command: ReviewDecision, facts: Facts, act: Act) -> Outcome:
    """Somebody looked again because entries came later: the decision stands, or is open again."""
    decision = _decision(command.decision_id, facts)
    case = permits.led_case(decision.case_id, facts, act)
    if case.decision_id != decision.id or not decision.stands:
        raise Refused(Code.DECISION_NOT_OPEN, decision_id=decision.id)
    for each in command.considered:
        if case_of_entry(each, facts) != case.id:
            raise Refused(Code.ENTRY_UNKNOWN, entry_id=each)
    said = Opinion(act.officer_id, decided_at(act), command.stands, permits.text(command.why, "why"))
    seen = _once((*decision.considered, *command.considered))
    reviewed = replace(decision, reviews=(*decision.reviews, said), considered=seen, is_withdrawn=not command.stands)
    return Outcome((row(Kind.DECISION, reviewed), *(() if command.stands else (row(Kind.CASE, _open_case(case)),))))


def later_entries(decision: Decision, entry_ids: Iterable[str]) -> tuple[str, ...]:
    """The entries of the case that did not lie on the table when it was decided, in the given order."""
    considered = set(decision.considered)
    return tuple(each for each in entry_ids if each not in considered)


def is_stale(decision: Decision, entry_ids: Iterable[str]) -> bool:
    """Whether a decision that stands asks for another look, because entries came later."""
    return decision.stands and bool(later_entries(decision, entry_ids))


def _decision(decision_id: str, facts: Facts) -> Decision:
    decision = facts.record(Decision, decision_id)
    if decision is None:
        raise Refused(Code.DECISION_UNKNOWN, decision_id=decision_id)
    return decision


def _waiting(decision_id: str, facts: Facts, act: Act) -> tuple[Decision, Case]:
    permits.actor(facts, act)
    decision = _decision(decision_id, facts)
    case = permits.live_case(decision.case_id, facts)
    if decision.is_withdrawn or decision.stands or case.decision_id != decision.id:
        raise Refused(Code.DECISION_NOT_OPEN, decision_id=decision.id)
    return decision, case


def _final(decision: Decision, case: Case, facts: Facts, act: Act) -> tuple[Change, ...]:
    """The case after a decision that two people stand behind; from now on the resident must be told (AVG 14).

    An extension is a new approval: the case is on the list again, and the plan that was in force has ended.
    """
    if decision.kind is DecisionKind.EXTEND:
        return (row(Kind.CASE, replace(case, status=CaseStatus.LISTED)), *_ended_plan(decision, case, facts, act))
    due = permits.today(act) + timedelta(days=facts.team().casework.inform_within_days)
    duty = case.informing if case.informing and not case.informing.is_done else Informing(due)  # a new result is told anew
    return (row(Kind.CASE, replace(case, status=CaseStatus.DECIDED, informing=duty)),)


def _ended_plan(decision: Decision, case: Case, facts: Facts, act: Act) -> tuple[Change, ...]:
    plan = facts.plan(case.plan_id) if case.plan_id else None
    if plan is None or not plan.is_approved:
        return ()
    return (row(Kind.PLAN, replace(plan, withdrawn=Returned(act.officer_id, decided_at(act), decision.explanation))),)


def _open_case(case: Case) -> Case:
    return replace(case, status=CaseStatus.DECISION_DUE, decision_id=None)


def _opened_again(case: Case) -> Change:
    return row(Kind.CASE, _open_case(case))
