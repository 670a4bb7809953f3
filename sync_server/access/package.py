"""Makes the package: the overview as tagged PDF/A and as JSON, with a note how to read it, in one zip."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import typst

from field_app.rules.dossier.work_records import AccessRequest
from field_app.rules.refusals import Code, Refused
from field_app.rules.vocabulary import Kind
from sync_server.access import text_nl
from sync_server.access.gathering import Held, held_about, plain_number
from sync_server.access.masking import Mask
from sync_server.store.server_store import ServerStore

_TEMPLATE = Path(__file__).with_name("overview.typ")
#: The page's letters: Latin as Europe writes it, and these signs.
_LAST_LETTER, _SIGNS = "\u024f", frozenset("\u20ac\u2018\u2019\u201c\u201d\u201e\u2013\u2014\u2026\u2022\u2264\u2265\u2587")
#: PDF/A for the archive, tagged so that a screen reader can read it.
_STANDARD: Literal["a-2a"] = "a-2a"


def overview(store: ServerStore, team_id: str, request: AccessRequest) -> dict[str, Any]:
    """Everything held, with others left out, as JSON-ready data. Raises `Refused` before a second person has checked it."""
    if not request.is_good:
        raise Refused(Code.NOT_ASKED, access_id=request.id)
    officers = store.rows(team_id).all_of(Kind.OFFICER)
    number = plain_number(request.dossier_number)
    cases = [_masked(each, Mask(number, each.file, officers, request.masks)) for each in held_about(store, team_id, number)]
    return {
        "title": text_nl.TITLE,
        "asked_on": request.asked_on.isoformat(),
        "dossier_number": request.dossier_number,
        "cases": cases,
    }


def _masked(held: Held, mask: Mask) -> dict[str, Any]:
    rows = {kind.value: [mask.value(each) for each in found] for kind, found in held.rows.items()}
    return {"case_id": held.case_id, "file": mask.value(held.file), "closing": mask.value(held.closing), "rows": rows}


def zipped(found: Mapping[str, Any]) -> bytes:
    """The package as it is handed over."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("LEESMIJ.txt", text_nl.README)
        package.writestr("overzicht.json", json.dumps(found, ensure_ascii=False, indent=1))
        package.writestr("overzicht.pdf", pdf(found))
    return out.getvalue()


def pdf(found: Mapping[str, Any]) -> bytes:
    """The overview to read. All that is in it goes in as data, so that no text of a dossier is ever read as markup."""
    intro = text_nl.INTRO if found["cases"] else text_nl.NOTHING
    page = {"title": found["title"], "intro": intro, "parts": [_part(each) for each in found["cases"]]}
    page = _shown(page)
    made: bytes = typst.compile(_TEMPLATE, sys_inputs={"data": json.dumps(page)}, pdf_standards=[_STANDARD])
    return made


def _part(case: Mapping[str, Any]) -> dict[str, Any]:
    sections = [{"title": text_nl.FILE, "entries": [list(_lines(case["file"]))]}]
    for kind, rows in case["rows"].items():
        sections.append({"title": text_nl.KINDS[Kind(kind)], "entries": [list(_lines(each)) for each in rows]})
    if case["closing"]:
        sections.append({"title": text_nl.CLOSING, "entries": [list(_lines(case["closing"]))]})
    return {"title": str(case["file"].get("code_name", case["case_id"])), "sections": sections}


def _lines(value: Any, name: str = "", depth: int = 0) -> Iterator[dict[str, Any]]:
    """A record as lines: each field with its name, deeper ones further in; empty ones are left out."""
    label = text_nl.FIELDS.get(name, name.replace("_", " "))
    if isinstance(value, Mapping):
        if label:
            yield {"name": label, "said": "", "depth": depth}
        for key, part in value.items():
            yield from _lines(part, key, depth + bool(label))
    elif isinstance(value, list) and value and isinstance(value[0], Mapping):
        for each in value:
            yield from _lines(each, name, depth)
    elif value not in (None, "", []):
        said = ", ".join(map(str, value)) if isinstance(value, list) else _plain(value)
        yield {"name": label, "said": said, "depth": depth}


def _plain(value: Any) -> str:
    return {True: "ja", False: "nee"}[value] if isinstance(value, bool) else str(value)


def _shown(value: Any) -> Any:
    """The same with every sign that the page's letters do not have written out by its number; the JSON holds the sign itself."""
    if isinstance(value, str):
        return "".join(each if each in _SIGNS or each <= _LAST_LETTER else f"[U+{ord(each):04X}]" for each in value)
    if isinstance(value, Mapping):
        return {name: _shown(part) for name, part in value.items()}
    return [_shown(each) for each in value] if isinstance(value, list) else value
