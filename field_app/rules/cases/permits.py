"""Who may do what with a case, and whether the case is where that can be done."""

from __future__ import annotations

from datetime import date

from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.decision_records import Decision
from field_app.rules.dossier.words import DecisionKind
from field_app.rules.facts import Facts
from field_app.rules.observations import Act
from field_app.rules.records import Officer
from field_app.rules.refusals import Code, Refused
from field_app.rules.shift_changes import decided_at
from field_app.rules.vocabulary import CaseStatus, local

#: On the list and not yet decided: here observing is planned and done.
WATCHED = frozenset({CaseStatus.LISTED, CaseStatus.OBSERVING, CaseStatus.DECISION_DUE})
#: Not on the list yet: the owner and who stands in work on it.
BEFORE_LIST = frozenset({CaseStatus.CASELOAD, CaseStatus.NOMINATED})


def actor(facts: Facts, act: Act) -> Officer:
    """Who does it, when dossiers are for these eyes. Raises `Refused`."""
    officer = facts.officer(act.officer_id)
    if officer is None or not officer.sees_content:
        raise Refused(Code.NOT_PERMITTED, officer_id=act.officer_id)
    return officer


def lead(facts: Facts, act: Act) -> Officer:
    """The same, when it is a team lead. Raises `Refused`."""
    officer = actor(facts, act)
    if not officer.leads:
        raise Refused(Code.NOT_PERMITTED, officer_id=act.officer_id)
    return officer


def open_case(case_id: str, facts: Facts) -> Case:
    """The case, while it is not closed. Raises `Refused`."""
    case = facts.case(case_id)
    if case is None:
        raise Refused(Code.CASE_UNKNOWN, case_id=case_id)
    if case.status is CaseStatus.CLOSED:
        raise Refused(Code.CASE_CLOSED, case_id=case_id)
    return case


def live_case(case_id: str, facts: Facts) -> Case:
    """The case, while work on it goes on: not closed, and not handed over to criminal law, which freezes it. Raises `Refused`."""
    case = open_case(case_id, facts)
    if is_frozen(case, facts):
        raise Refused(Code.CASE_FROZEN, case_id=case_id)
    return case


def is_frozen(case: Case, facts: Facts) -> bool:
    """Whether the case was handed over to criminal law: supervision and investigation stay apart."""
    decision = facts.record(Decision, case.decision_id) if case.decision_id else None
    return decision is not None and decision.stands and decision.kind is DecisionKind.HANDOVER_CRIMINAL


def led_case(case_id: str, facts: Facts, act: Act) -> Case:
    """The live case, when the owner does it, the buddy who stands in, or a team lead. Raises `Refused`."""
    officer, case = actor(facts, act), live_case(case_id, facts)
    require_led(case, officer)
    return case


def require_led(case: Case, officer: Officer) -> None:
    """Raises `Refused` when somebody else leads this case."""
    if officer.id not in (case.owner_id, case.buddy_id) and not officer.leads:
        raise Refused(Code.NOT_YOUR_CASE, case_id=case.id, officer_id=case.owner_id)


def at_status(case: Case, *statuses: CaseStatus) -> Case:
    """The case, when it stands where this can be done. Raises `Refused`."""
    if case.status not in statuses:
        raise Refused(Code.CASE_NOT_HERE, case_id=case.id, status=case.status.value)
    return case


def text(said: str, field: str) -> str:
    """What was written, without space around it. Raises `Refused` when it is nothing."""
    if not said.strip():
        raise Refused(Code.REASON_MISSING, field=field)
    return said.strip()


def today(act: Act) -> date:
    """The calendar day on which it counts (Amsterdam)."""
    return local(decided_at(act)).date()
