"""What a colleague may do for a case at any time, besides the step that waits: each by the name of its command."""

from __future__ import annotations

from field_app.rules.cases import caseload, permits
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.decision_records import Decision
from field_app.rules.facts import Facts
from field_app.rules.records import Officer
from field_app.rules.vocabulary import CaseStatus

#: What was done is kept whoever did it and whenever: also after the decision, and after a hand-over to criminal law.
_EVERYBODY = ("record-finding", "record-following", "write-letter", "record-call", "ask-callback")
_WHILE_LIVE = ("ask-information", "record-signal")
_LED = ("describe-case", "add-place", "add-subject", "hand-over", "set-buddy")
_REMARK = "add-remark"


def openings(case: Case, facts: Facts, officer: Officer) -> tuple[str, ...]:
    """The names of what this colleague may do now; whether it was wise is judged by people, not here."""
    if not officer.sees_content or case.status is CaseStatus.CLOSED:
        return ()
    if permits.is_frozen(case, facts):
        return (*_EVERYBODY, _REMARK)
    leads = officer.leads or officer.id in (case.owner_id, case.buddy_id)
    return (*_EVERYBODY, *_WHILE_LIVE, *((*_plans(case), *_decisions(case, facts), *_LED) if leads else ()), _REMARK)


def _plans(case: Case) -> tuple[str, ...]:
    return ("submit-plan",) if case.status in permits.WATCHED and not caseload.missing_in(case) else ()


def _decisions(case: Case, facts: Facts) -> tuple[str, ...]:
    """On the list, until it was decided; deciding sooner costs nothing."""
    decision = facts.record(Decision, case.decision_id) if case.decision_id else None
    undecided = case.status is CaseStatus.DECIDED and not (decision and decision.stands)
    return ("propose-decision",) if case.status in permits.WATCHED or undecided else ()
