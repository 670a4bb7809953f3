"""Whether looking is offered for a case: under an approved plan, within its days, and not otherwise (Awb 5:13)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from field_app.rules.cases import permits
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.plan_records import Plan
from field_app.rules.facts import Facts
from field_app.rules.vocabulary import CaseStatus


class NoLook(StrEnum):
    """Why nobody should look now. What was seen all the same is kept, and flagged."""

    NOT_LISTED = "NOT_LISTED"
    NO_PLAN = "NO_PLAN"
    PLAN_WAITS = "PLAN_WAITS"
    NOT_BEGUN = "NOT_BEGUN"
    PLAN_ENDED = "PLAN_ENDED"
    DECIDING = "DECIDING"
    DECIDED = "DECIDED"
    FROZEN = "FROZEN"
    CLOSED = "CLOSED"


_BY_STATUS = {
    CaseStatus.CASELOAD: NoLook.NOT_LISTED,
    CaseStatus.NOMINATED: NoLook.NOT_LISTED,
    CaseStatus.DECISION_DUE: NoLook.DECIDING,
    CaseStatus.DECIDED: NoLook.DECIDED,
    CaseStatus.CLOSED: NoLook.CLOSED,
}


def why_not(case: Case, facts: Facts, today: date) -> NoLook | None:
    """Why looking at this case is not offered on this day (Amsterdam); None when it is."""
    if permits.is_frozen(case, facts):
        return NoLook.FROZEN
    if case.status in _BY_STATUS:
        return _BY_STATUS[case.status]
    plan = facts.plan(case.plan_id) if case.plan_id else None
    if case.status is not CaseStatus.OBSERVING or plan is None or not plan.is_approved:
        waits = any(each.case_id == case.id and each.is_waiting for each in facts.records(Plan))
        return NoLook.PLAN_WAITS if waits else NoLook.NO_PLAN
    if today < plan.starts_on:
        return NoLook.NOT_BEGUN
    return NoLook.PLAN_ENDED if today > plan.ends_on else None
