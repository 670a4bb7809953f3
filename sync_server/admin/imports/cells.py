"""One line of a file while it is read: what is wrong with it is gathered, so that somebody can mend all of it at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sync_server.admin.tables.clock import NotATime, read_day
from sync_server.admin.tables.lines import TOO_LONG, Line

T = TypeVar("T")
_QUOTED = 40


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something that is wrong on a line: in which column, what, and what would be right."""

    line: int
    column: str
    what: str

    def __str__(self) -> str:
        return f"regel {self.line}{f', kolom {self.column}' if self.column else ''}: {self.what}."


class Cells:
    """The cells of one line. Every question adds to `wrong` what is not as it should be, and answers something all the same."""

    def __init__(self, line: Line, wrong: list[Wrong]) -> None:
        self.number, self._cells, self._wrong, self._before = line.number, line.cells, wrong, len(wrong)
        if line.is_too_long:
            self.complain("", TOO_LONG)

    @property
    def are_good(self) -> bool:
        """Whether nothing was wrong so far."""
        return len(self._wrong) == self._before

    def complain(self, column: str, what: str) -> None:
        """Say what is wrong in a column."""
        self._wrong.append(Wrong(self.number, column, what))

    def text(self, column: str, most: int, *, is_needed: bool = True) -> str:
        """A text of at most so many characters, kept as it is, also when a spreadsheet would take it for a formula."""
        found = self._cells.get(column, "")
        if is_needed and not found:
            self.complain(column, f"hier staat niets; vul 1 tot {most} tekens in")
        elif len(found) > most:
            self.complain(column, f"dit is {len(found)} tekens lang; {most} is het meeste")
        return found

    def name(self, column: str, most: int) -> str:
        """The same, with one space between words."""
        return " ".join(self.text(column, most).split())

    def day(self, column: str, last: date, *, is_needed: bool = True) -> date | None:
        """A calendar day that is not later than `last`; what stands there is not repeated, for it may be somebody's birth date."""
        found = self._cells.get(column, "")
        if not found:
            if is_needed:
                self.complain(column, "hier staat geen dag; schrijf 2026-11-02 of 02-11-2026")
            return None
        try:
            day = read_day(found)
        except NotATime as trouble:
            self.complain(column, str(trouble))
            return None
        if day > last:
            self.complain(column, f"deze dag is nog niet geweest; op zijn laatst {last.isoformat()}")
        return day

    def choice(self, column: str, words: Mapping[str, T], default: T | None = None) -> T | None:
        """One of some words, whatever its capitals; `default` for an empty cell."""
        found = " ".join(self._cells.get(column, "").split()).casefold()
        if not found and default is not None:
            return default
        if found not in words:
            said = f"'{found[:_QUOTED]}' is hier geen keuze" if found else "hier staat niets"
            self.complain(column, f"{said}; kies uit: {', '.join(words)}")
        return words.get(found)

    def number_from(self, column: str, first: int, last: int, default: int) -> int:
        """A whole number; `default` for an empty cell. Spreadsheets may write 36 as 36,0."""
        found = self._cells.get(column, "")
        plain = found.replace(",", ".").removesuffix(".0") or str(default)
        if not (plain.isascii() and plain.isdigit() and first <= int(plain[:9]) <= last):
            self.complain(column, f"'{found[:_QUOTED]}' is geen heel getal van {first} tot en met {last}")
            return default
        return int(plain)
