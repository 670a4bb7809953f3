"""Makes the package: the overview as tagged PDF/A and as JSON, with a note how to read it, in one zip."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping
from typing import Any

from field_app.rules.dossier.work_records import AccessRequest
from field_app.rules.refusals import Code, Refused
from field_app.rules.vocabulary import Kind
from sync_server.access import text_nl
from sync_server.access.gathering import Held, held_about, plain_number
from sync_server.access.masking import ALL, Fields, Mask, labels_of, plates_in
from sync_server.access.page import pdf
from sync_server.store.server_store import ServerStore

_LABEL = re.compile(r"\b" + re.sub(r"\d+", r"\\d+", labels_of(["one"])["one"]) + r"\b")
Officers = Mapping[str, Mapping[str, Any]]


def overview(store: ServerStore, team_id: str, request: AccessRequest, fields: Fields = ALL) -> dict[str, Any]:
    """Everything held, with others left out, as JSON-ready data. Raises `Refused` before a second person has checked it."""
    if not request.is_good:
        raise Refused(Code.ACCESS_UNCHECKED, access_id=request.id)
    held = held_about(store, team_id, request.dossier_number)
    return told(held, request, store.rows(team_id).all_of(Kind.OFFICER), fields)


def told(held: tuple[Held, ...], request: AccessRequest, officers: Officers, fields: Fields = ALL) -> dict[str, Any]:
    """The same from what was gathered. `fields` are those about others."""
    number = plain_number(request.dossier_number)
    cases = [_masked(each, number, officers, request.masks, fields) for each in held]
    return {
        "title": text_nl.TITLE,
        "asked_on": request.asked_on.isoformat(),
        "dossier_number": request.dossier_number.strip(),
        "people": _people(officers, cases),
        "cases": cases,
    }


def _masked(held: Held, number: str, officers: Officers, words: tuple[str, ...], fields: Fields) -> dict[str, Any]:
    mask = Mask(number, held.file, officers, words, tuple(plates_in([*held.rows.values()])), fields)
    rows = {kind.value: [mask.value(each) for each in found] for kind, found in held.rows.items()}
    return {
        "case_id": held.case_id,
        "file": mask.value(held.file),
        "closing": mask.value(held.closing),
        "reopenings": mask.value(held.reopenings),
        "rows": rows,
        "log": mask.value(held.log),
    }


def _people(officers: Officers, cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The officers who stand in these cases: by role and the number of their designation (Pw 76a), not by name."""
    named = set(_LABEL.findall(json.dumps(cases, ensure_ascii=False)))
    return [
        {"who": label, "roles": list(officers[each]["roles"]), "designation": officers[each].get("designation")}
        for each, label in labels_of(officers).items()
        if label in named
    ]


def zipped(found: Mapping[str, Any]) -> bytes:
    """The package as it is handed over."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("LEESMIJ.txt", text_nl.README)
        package.writestr("overzicht.json", json.dumps(found, ensure_ascii=False, indent=1))
        package.writestr("overzicht.pdf", pdf(found))
    return out.getvalue()
