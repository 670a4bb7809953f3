"""Who may read which row: a dossier is for the team that works on it, a caseload for its owner, what is closed for nobody's phone.

What is not about a case or a person is for the whole team. A team lead and a second reader also read what is somebody's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from field_app.rules.records import Officer
from field_app.rules.vocabulary import CaseStatus, Kind

#: Everybody in the team; who sees dossiers; nobody, for it stays on the server.
TEAM, CONTENT, NOBODY = "", "content", "nobody"
_OWN = "own:"
#: Rows that somebody may stop seeing while they stay as they are for others: then that phone is told to let go of them.
MOVING = (Kind.CASE, Kind.SIGNAL, Kind.CALLBACK, Kind.ACCESS)
_ON_THE_SERVER = frozenset({Kind.ARCHIVE, Kind.FOOTPRINT})
_IN_A_CASE = frozenset({
    Kind.PLAN, Kind.OBSERVATION, Kind.DECISION, Kind.VISIT, Kind.TALK, Kind.REMARK, Kind.FINDING, Kind.FOLLOWING, Kind.LETTER,
    Kind.CALL, Kind.REQUEST, Kind.BLUR, Kind.ORIGINAL,
})  # fmt: skip
#: Whose it is while it belongs to no case.
_WHOSE = {Kind.SIGNAL: "recorded_by", Kind.CALLBACK: "officer_id", Kind.ACCESS: "asked_by"}


def audience_of(kind: Kind, body: Mapping[str, Any], case: Mapping[str, Any] | None) -> str:
    """For whom a row is; `case` is the body of the case that it belongs to, None when it belongs to none."""
    if kind in _ON_THE_SERVER:
        return NOBODY
    if kind is Kind.CASE:
        return _own(body["owner_id"]) if body.get("status") == CaseStatus.CASELOAD else CONTENT
    if case is not None and (kind in _IN_A_CASE or kind in _WHOSE):
        return within(case)
    if kind in _WHOSE:
        return _own(body[_WHOSE[kind]])
    return CONTENT if kind in _IN_A_CASE or kind is Kind.LESSON else TEAM


def within(case: Mapping[str, Any]) -> str:
    """For whom everything in this case is, the case's own row apart: a closed case leaves only its neutral record on the phones."""
    if case.get("status") == CaseStatus.CLOSED:
        return NOBODY
    return audience_of(Kind.CASE, case, None)


def may_read(audience: str, officer: Officer | None) -> bool:
    """Whether a row for this audience is for this colleague."""
    if audience in (TEAM, NOBODY) or officer is None:
        return audience == TEAM
    if audience == CONTENT:
        return officer.sees_content
    return audience == _own(officer.id) or reads_all(officer)


def reads_all(officer: Officer) -> bool:
    """Whether this colleague also reads what is somebody's own."""
    return officer.leads or officer.reads_along


def may_have_papers(owner_id: str, officer: Officer) -> bool:
    """Whether this colleague may have the report and the export of a case: who leads it, answers for it, or reads along."""
    return officer.sees_content and (reads_all(officer) or owner_id == officer.id)


def _own(officer_id: str) -> str:
    return f"{_OWN}{officer_id}"
