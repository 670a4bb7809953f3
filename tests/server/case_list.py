"""A list of cases as another system gives it, and what came of it on the server."""

from __future__ import annotations

import csv
import io

from people import NADIA, TEAM
from running import Office

from field_app.rules.dossier.case_records import Case
from field_app.rules.vocabulary import Kind
from field_app.rules.wire import decode

COLUMNS = (
    "dossier_number", "owner", "topic", "subject", "address", "viewpoint", "signal", "received_on",
    "code_name", "subject_number", "born_on", "place", "district", "source", "reliability",
)  # fmt: skip
GOOD = (
    "WI-1", NADIA.name, "hoofdverblijf", "A. Voorbeeld", "Voorbeeldstraat 1", "parkeerplaats", "Post komt terug", "01-10-2024",
    "", "P-1", "1980-01-31", "woning", "Noord", "klantmanager", "aannemelijk",
)  # fmt: skip


def table(*rows: tuple[str, ...], columns: tuple[str, ...] = COLUMNS) -> str:
    """A CSV as a spreadsheet saves it."""
    made = io.StringIO()
    csv.writer(made, delimiter=";").writerows([columns, *rows])
    return made.getvalue()


def changed(**cells: str) -> tuple[str, ...]:
    """The good line with other cells."""
    return tuple(cells.get(name, value) for name, value in zip(COLUMNS, GOOD, strict=True))


def cases(office: Office) -> dict[str, Case]:
    found = office.at_desk(lambda store: store.rows(TEAM.id).all_of(Kind.CASE))
    return {
        body["dossier_number"]: decode(Case, {**body, "id": row_id}) for row_id, body in found.items() if body.get("dossier_number")
    }
