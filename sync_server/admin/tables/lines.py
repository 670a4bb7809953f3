"""CSV as any spreadsheet saves it, read strictly: lines with their number in the file, and the moments in their cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sync_server.admin.tables.clock import NotATime, iso, read_moment
from sync_server.admin.tables.text import Unreadable, text_of

_DELIMITERS = ";,\t"
TOO_LONG = "er zijn meer velden dan kolommen; zet tekst met een scheidingsteken tussen aanhalingstekens"
#: What some spreadsheets write above the header.
_SEPARATOR = re.compile(r'^"?sep=(.)"?\s*$', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One line with something on it: its number in the file, its cells by column, and whether there are more cells than columns."""

    number: int
    cells: dict[str, str]
    is_too_long: bool = False


def lines_of(content: bytes, columns: Iterable[str], optional: Iterable[str] = ()) -> Iterator[Line]:
    """The lines of a CSV file that has at least these columns, in any order; blank lines are left out. Raises `Unreadable`.

    Other columns do not count, and may stand there twice; those that are optional may not.
    """
    for line in every_line_of(content, columns, optional):
        if line.is_too_long:
            raise Unreadable(TOO_LONG, line.number)
        yield line


def every_line_of(content: bytes, columns: Iterable[str], optional: Iterable[str] = ()) -> Iterator[Line]:
    """The same, also those with more fields than columns, so that all trouble can be told at once. Raises `Unreadable`."""
    text, delimiter, skipped = _without_separator(text_of(content))
    wanted, known = tuple(columns), (*columns, *optional)
    rows = _rows(text, delimiter or _delimiter(text, known), skipped)
    number, header = next(rows, (1, []))
    places = _places(number, header, wanted, known)
    for number, cells in rows:
        is_too_long = any(each.strip() for each in cells[len(header) :])
        yield Line(number, {name: cells[at].strip() if at < len(cells) else "" for name, at in places.items()}, is_too_long)


def moment_in(line: Line, column: str, warnings: list[str]) -> datetime:
    """The moment in a cell; a warning when the clock shows it twice. Raises `Unreadable`."""
    try:
        found = read_moment(line.cells[column])
    except NotATime as trouble:
        raise Unreadable(f"{column}: {trouble}", line.number) from None
    if found.is_twice:
        warnings.append(
            f"regel {line.number}: {line.cells[column]} komt twee keer voor omdat de klok teruggaat; gelezen als de eerste keer "
            f"(zomertijd). Schrijf {iso(found.at)} om zeker te zijn."
        )
    return found.at


def _without_separator(text: str) -> tuple[str, str, int]:
    first, _, rest = text.partition("\n")
    found = _SEPARATOR.match(first)
    return (rest, found[1], 1) if found else (text, "", 0)


def _delimiter(text: str, known: tuple[str, ...]) -> str:
    """The delimiter with which the header names most of the columns."""
    header = next((each for each in text.splitlines() if each.strip()), "")
    counted = {each: len(set(_names(next(csv.reader([header], delimiter=each), []))) & set(known)) for each in _DELIMITERS}
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


def _places(number: int, header: list[str], wanted: tuple[str, ...], known: tuple[str, ...]) -> dict[str, int]:
    names = _names(header)
    missing = [each for each in wanted if each not in names]
    if missing:
        there = ", ".join(each.strip() for each in header if each.strip()) or "niets"
        raise Unreadable(f"de kolom {' en '.join(missing)} ontbreekt; in de kop staat: {there[:200]}", number)
    twice = [each for each in known if names.count(each) > 1]
    if twice:
        raise Unreadable(f"de kolom {' en '.join(twice)} staat er twee keer in", number)
    return {name: at for at, name in enumerate(names) if name}


def _names(header: list[str]) -> list[str]:
    """Names of columns, whatever their capitals and spaces: `Starts at` is `starts_at`."""
    return [re.sub(r"[\s_-]+", "_", each.strip().casefold()) for each in header]
