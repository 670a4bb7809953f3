"""What a new paper already knows: its case, the row that it is about, and what stands in the dossier and is to be changed."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from field_app.rules.commands import NAMES
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.decision_records import Decision
from field_app.rules.dossier.list_commands import DescribeCase
from field_app.rules.dossier.photo_records import Original
from field_app.rules.dossier.plan_records import Plan
from field_app.rules.dossier.words import DecisionKind, LetterKind, Retention
from field_app.rules.dossier.work_records import AccessRequest, Callback, InformationRequest, Lesson, Letter, Signal
from field_app.rules.facts import Facts
from field_app.rules.wire import encode

#: The field by which a command names the row that it is about, and the kind of that row.
_ABOUT: dict[str, type[Any]] = {
    "signal_id": Signal,
    "plan_id": Plan,
    "decision_id": Decision,
    "letter_id": Letter,
    "callback_id": Callback,
    "request_id": InformationRequest,
    "lesson_id": Lesson,
    "access_id": AccessRequest,
    "original_id": Original,
}
#: Named in the same way, and no row of its own: a hold stands in its case, a photo in its entry, a remark is about any entry.
_NAMED_BY = (*_ABOUT, "hold_id", "sha256")


def about_field(name: str) -> str | None:
    """The field by which the command of this name says what it is about; None when it is about its case only."""
    if name == "add-remark":
        return "about"
    has = {each.name for each in fields(NAMES[name])}
    return next((each for each in _NAMED_BY if each in has), None)


def case_about(name: str, about: str | None, facts: Facts) -> str | None:
    """The case to which the row belongs that a paper is about; None when it belongs to none, or is not here."""
    shape = _ABOUT.get(about_field(name) or "")
    found = facts.record(shape, about) if shape and about else None
    case_id: str | None = getattr(found, "case_id", None)
    return case_id


def known(name: str, case: Case | None, about: str | None, facts: Facts) -> dict[str, Any]:
    """Arguments, JSON-ready, that need not be filled in by anybody."""
    field = about_field(name)
    named = {field: about} if field and about else {}
    if case is None:
        return named
    has = {each.name for each in fields(NAMES[name])}
    own = {"case_id": case.id} if "case_id" in has else {}
    return {**own, **_of_decision(name, case, facts), **_as_it_stands(name, case, facts), **named}


def _as_it_stands(name: str, case: Case, facts: Facts) -> dict[str, Any]:
    """What stands in the dossier already, to be read and changed instead of typed again."""
    match name:
        case "describe-case":
            kept = encode(case)
            return {each.name: kept[each.name] for each in fields(DescribeCase) if each.name in kept}
        case "set-buddy":
            return {"buddy_id": case.buddy_id} if case.buddy_id else {}
        case "submit-plan":
            return {"place_id": case.places[0].id} if len(case.places) == 1 else {}
        case "write-letter":
            return {"contact_id": case.owner_id}
        case "inform-resident":
            sent = [each for each in facts.records(Letter) if each.case_id == case.id and each.kind is LetterKind.INFORMING]
            return {"letter_id": sent[-1].id} if len(sent) == 1 else {}
    return {}


def _of_decision(name: str, case: Case, facts: Facts) -> dict[str, Any]:
    decision = facts.record(Decision, case.decision_id) if case.decision_id else None
    if decision is None:
        return {}
    match name:
        case "record-visit":
            return {"decision_id": decision.id, "ground": decision.ground} if decision.ground else {"decision_id": decision.id}
        case "record-talk":
            return {"decision_id": decision.id}
        case "close-case":
            stopped = decision.kind is DecisionKind.STOP_INSUFFICIENT
            return {"retention": (Retention.STOPPED if stopped else Retention.CHECKED).value}
    return {}
