"""Rosters as CSV: the duties in what any spreadsheet saves, and the same written again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from field_app.rules.working_time import Duty
from sync_server.admin.tables.clock import iso
from sync_server.admin.tables.lines import Line, lines_of, moment_in
from sync_server.admin.tables.text import Unreadable

OFFICER, STARTS, ENDS = "officer", "starts_at", "ends_at"
COLUMNS = (OFFICER, STARTS, ENDS)


@dataclass(frozen=True, slots=True)
class RosterFile:
    """The duties in a file, and what its owner should know about them."""

    duties: tuple[Duty, ...]
    warnings: tuple[str, ...]


def read_roster(content: bytes) -> RosterFile:
    """The duties in a CSV file with the columns officer, starts_at and ends_at. Raises `Unreadable` with line and reason."""
    warnings: list[str] = []
    duties = tuple(_duty(each, warnings) for each in lines_of(content, COLUMNS))
    if not duties:
        raise Unreadable("er staan geen diensten in")
    return RosterFile(duties, tuple(warnings))


def written(duties: Iterable[Duty]) -> str:
    """The same as CSV, times with their offset, so that reading gives back exactly these duties."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((each.officer_id, iso(each.begins_at), iso(each.ends_at)) for each in duties)
    return out.getvalue()


def _duty(line: Line, warnings: list[str]) -> Duty:
    officer = " ".join(line.cells[OFFICER].split())
    if not officer:
        raise Unreadable("er staat geen naam in de kolom officer", line.number)
    begins, ends = (moment_in(line, column, warnings) for column in (STARTS, ENDS))
    if ends <= begins:
        same = "is gelijk aan het begin" if ends == begins else "ligt voor het begin"
        raise Unreadable(f"het einde ({line.cells[ENDS]}) {same} ({line.cells[STARTS]})", line.number)
    return Duty(officer, begins, ends)
