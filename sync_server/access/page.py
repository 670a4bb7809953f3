"""The overview on paper: every record in lines of plain Dutch, made into tagged PDF/A."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.closing_records import Closing
from field_app.rules.facts import SHAPES
from field_app.rules.vocabulary import Kind, Role
from sync_server.access import text_nl
from sync_server.access.lines import Paper, line, refs_of
from sync_server.access.typesetting import typeset
from sync_server.text_nl import ROLES

_TEMPLATE = Path(__file__).with_name("overview.typ")

Json = dict[str, Any]


def pdf(found: Mapping[str, Any]) -> bytes:
    """The overview to read. All that is in it goes in as data, so that no text of a dossier is ever read as markup."""
    return typeset(_TEMPLATE, page(found))


def page(found: Mapping[str, Any]) -> Json:
    """What stands on the paper: headings, and lines of a name and what was said."""
    asked = text_nl.day(date.fromisoformat(found["asked_on"]))
    return {
        "title": found["title"],
        "intro": text_nl.INTRO if found["cases"] else text_nl.NOTHING,
        "about": [line(text_nl.ASKED, asked), line(text_nl.NUMBER, found["dossier_number"])],
        "people": {"title": text_nl.PEOPLE, "note": text_nl.PEOPLE_NOTE, "lines": [_person(each) for each in found["people"]]},
        "parts": [_part(each) for each in found["cases"]],
    }


def _person(each: Mapping[str, Any]) -> Json:
    said = ", ".join(ROLES[Role(role)] for role in each["roles"])
    return line(each["who"], f"{said}, {text_nl.DESIGNATION} {each['designation']}" if each["designation"] else said)


def _part(case: Mapping[str, Any]) -> Json:
    paper = Paper(refs_of(case))
    sections = [{"title": text_nl.FILE, "entries": [list(paper.lines(case["file"], Case))]}]
    for kind, rows in case["rows"].items():
        entries = [[line(paper.refs[each["id"]], ""), *paper.lines(each, SHAPES[Kind(kind)])] for each in rows]
        sections.append({"title": text_nl.KINDS[Kind(kind)], "entries": entries})
    if case["closing"]:
        sections.append({"title": text_nl.CLOSING, "entries": [list(paper.lines(case["closing"], Closing))]})
    if case["reopenings"]:
        sections.append({"title": text_nl.REOPENED, "entries": [[line("", each)] for each in case["reopenings"]]})
    if case["log"]:
        sections.append({"title": text_nl.LOG, "entries": [[_logged(each) for each in case["log"]]]})
    return {"title": str(case["file"].get("code_name", case["case_id"])), "sections": sections}


def _logged(each: Mapping[str, Any]) -> Json:
    said = (each["officer_id"], text_nl.act(each["command"]), text_nl.VERDICTS.get(each["status"], each["status"]))
    return line(text_nl.moment(datetime.fromisoformat(each["received_at"])), ", ".join(filter(None, said)))
