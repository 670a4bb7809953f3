"""Rosters as CSV: reads what any spreadsheet saves, strictly and with line numbers, and writes what it reads."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from field_app.rules.working_time import Duty
from sync_server.admin.rosters.clock import NotATime, read_moment
from sync_server.admin.rosters.text import Unreadable, text_of

OFFICER, STARTS, ENDS = "officer", "starts_at", "ends_at"
COLUMNS = (OFFICER, STARTS, ENDS)
_DELIMITERS = ";,\t"
#: What some spreadsheets write above the header.
_SEPARATOR = re.compile(r'^"?sep=(.)"?\s*$', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One line with something on it: its number in the file, and its cells by column."""

    number: int
    cells: dict[str, str]


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


def lines_of(content: bytes, columns: Iterable[str]) -> Iterator[Line]:
    """The lines of a CSV file that has at least these columns, in any order; blank lines are left out. Raises `Unreadable`."""
    text, delimiter, skipped = _without_separator(text_of(content))
    wanted = tuple(columns)
    rows = _rows(text, delimiter or _delimiter(text, wanted), skipped)
    number, header = next(rows, (1, []))
    places = _places(number, header, wanted)
    for number, cells in rows:
        if any(each.strip() for each in cells[len(header) :]):
            raise Unreadable("er zijn meer velden dan kolommen; zet tekst met een scheidingsteken tussen aanhalingstekens", number)
        yield Line(number, {name: cells[at].strip() if at < len(cells) else "" for name, at in places.items()})


def written(duties: Iterable[Duty]) -> str:
    """The same as CSV, times with their offset, so that reading gives back exactly these duties."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((each.officer_id, _iso(each.begins_at), _iso(each.ends_at)) for each in duties)
    return out.getvalue()


def file_content(path: Path) -> bytes:
    """The bytes of a file. Raises `Unreadable` when there is none or it may not be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Unreadable("dit bestand is er niet") from None
    except IsADirectoryError:
        raise Unreadable("dit is een map, geen bestand") from None
    except OSError as trouble:
        raise Unreadable(f"dit bestand kan niet worden gelezen ({trouble.strerror})") from None


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="minutes" if not at.second and not at.microsecond else "auto")


def _without_separator(text: str) -> tuple[str, str, int]:
    first, _, rest = text.partition("\n")
    found = _SEPARATOR.match(first)
    return (rest, found[1], 1) if found else (text, "", 0)


def _delimiter(text: str, wanted: tuple[str, ...]) -> str:
    """The delimiter with which the header names most of the columns."""
    header = next((each for each in text.splitlines() if each.strip()), "")
    counted = {each: len(set(_names(next(csv.reader([header], delimiter=each), []))) & set(wanted)) for each in _DELIMITERS}
    return max(counted, key=lambda each: (counted[each], header.count(each)))


def _rows(text: str, delimiter: str, skipped: int) -> Iterator[tuple[int, list[str]]]:
    """Rows with something in them, with the number of the line on which each begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = skipped + 1
    try:
        for cells in reader:
            if any(each.strip() for each in cells):
                yield number, cells
            number = skipped + reader.line_num + 1
    except csv.Error:
        raise Unreadable("de aanhalingstekens kloppen niet of een veld is te lang", number) from None


def _places(number: int, header: list[str], wanted: tuple[str, ...]) -> dict[str, int]:
    names = _names(header)
    missing = [each for each in wanted if each not in names]
    if missing:
        there = ", ".join(each.strip() for each in header if each.strip()) or "niets"
        raise Unreadable(f"de kolom {' en '.join(missing)} ontbreekt; in de kop staat: {there[:200]}", number)
    twice = [each for each in wanted if names.count(each) > 1]
    if twice:
        raise Unreadable(f"de kolom {' en '.join(twice)} staat er twee keer in", number)
    return {name: at for at, name in enumerate(names) if name}


def _names(header: list[str]) -> list[str]:
    """Names of columns, whatever their capitals and spaces: `Starts at` is `starts_at`."""
    return [re.sub(r"[\s_-]+", "_", each.strip().casefold()) for each in header]


def _duty(line: Line, warnings: list[str]) -> Duty:
    officer = " ".join(line.cells[OFFICER].split())
    if not officer:
        raise Unreadable("er staat geen naam in de kolom officer", line.number)
    begins, ends = (_moment(line, column, warnings) for column in (STARTS, ENDS))
    if ends <= begins:
        same = "is gelijk aan het begin" if ends == begins else "ligt voor het begin"
        raise Unreadable(f"het einde ({line.cells[ENDS]}) {same} ({line.cells[STARTS]})", line.number)
    return Duty(officer, begins, ends)


def _moment(line: Line, column: str, warnings: list[str]) -> datetime:
    try:
        found = read_moment(line.cells[column])
    except NotATime as trouble:
        raise Unreadable(f"{column}: {trouble}", line.number) from None
    if found.is_twice:
        warnings.append(
            f"regel {line.number}: {line.cells[column]} komt twee keer voor omdat de klok teruggaat; gelezen als de eerste keer "
            f"(zomertijd). Schrijf {_iso(found.at)} om zeker te zijn."
        )
    return found.at
