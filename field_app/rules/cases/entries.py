"""What stands in a dossier: to which case an entry or a record belongs, and of when an entry is."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from field_app.rules.dossier.decision_records import Decision, Remark, Talk, Visit
from field_app.rules.dossier.plan_records import Plan
from field_app.rules.dossier.work_records import Call, Callback, Finding, Following, InformationRequest, Letter, Signal
from field_app.rules.facts import Facts

#: Entries besides looks, and the field that says of when each is.
_ENTRIES: dict[type[Any], str] = {Finding: "consulted_at", Following: "began_at", Talk: "began_at", Visit: "came_at"}
#: What else belongs to a case and may be remarked on.
_RECORDS: tuple[type[Any], ...] = (Decision, Plan, Signal, Letter, Call, Callback, InformationRequest, Remark)


def case_of_entry(entry_id: str, facts: Facts) -> str | None:
    """The case to which an entry of the journal belongs, None when there is no such entry."""
    if (seen := facts.observation(entry_id)) is not None:
        return seen.look.case_id
    return _case_of(tuple(_ENTRIES), entry_id, facts)


def case_of_record(record_id: str, facts: Facts) -> str | None:
    """The case to which an entry or any other record belongs, None when there is no such record or it is in no case."""
    found = case_of_entry(record_id, facts)
    return found if found is not None else _case_of(_RECORDS, record_id, facts)


def _case_of(shapes: tuple[type[Any], ...], record_id: str, facts: Facts) -> str | None:
    found = (facts.record(shape, record_id) for shape in shapes)
    return next((each.case_id for each in found if each is not None), None)


def entry_at(entry_id: str, facts: Facts) -> datetime | None:
    """When what an entry tells began, None when there is no such entry."""
    if (seen := facts.observation(entry_id)) is not None:
        return seen.look.began_at
    found = ((facts.record(shape, entry_id), name) for shape, name in _ENTRIES.items())
    return next((getattr(each, name) for each, name in found if each is not None), None)
