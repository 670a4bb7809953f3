"""Reads the public shift-scheduling instances from their own text format into the planner's own problem."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sync_server.planner.problem import Cover, Problem, Request, ShiftKind, Staff

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "rostering"


def read(path: Path) -> Problem:
    """The instance in this file."""
    parts = _sections(path.read_text("utf-8"))
    days = int(parts["HORIZON"][0][0])
    wanted = [_request(row, is_on=True) for row in parts["SHIFT_ON_REQUESTS"]]
    unwanted = [_request(row, is_on=False) for row in parts["SHIFT_OFF_REQUESTS"]]
    return Problem(
        days=days,
        kinds=tuple(_kind(row) for row in parts["SHIFTS"]),
        staff=tuple(_staff(row, _days_off(parts["DAYS_OFF"], row[0])) for row in parts["STAFF"]),
        cover=tuple(Cover(int(day), kind, int(need), int(under), int(over)) for day, kind, need, under, over in parts["COVER"]),
        requests=(*wanted, *unwanted),
        weekends=tuple((day, day + 1) for day in range(5, days, 7)),
    )


def _sections(text: str) -> dict[str, list[list[str]]]:
    parts: dict[str, list[list[str]]] = {}
    for line in text.splitlines():
        if line.startswith("SECTION_"):
            rows = parts.setdefault(line.removeprefix("SECTION_").strip(), [])
        elif line.strip() and not line.startswith("#"):
            rows.append([each.strip() for each in line.split(",")])
    return parts


def _kind(row: list[str]) -> ShiftKind:
    return ShiftKind(row[0], int(row[1]), (row[0],), tuple(each for each in row[2].split("|") if each))


def _staff(row: list[str], days_off: tuple[int, ...]) -> Staff:
    name, kinds, most, least, most_in_row, least_in_row, least_free, weekends = row
    return Staff(
        name, int(least), int(most), most_of_kind=tuple(_limits(kinds)), most_in_row=int(most_in_row),
        least_in_row=int(least_in_row), least_free_in_row=int(least_free), most_weekends=int(weekends), days_off=days_off,
    )  # fmt: skip


def _limits(kinds: str) -> Iterator[tuple[str, int]]:
    for each in kinds.split("|"):
        kind, most = each.split("=")
        yield kind, int(most)


def _days_off(rows: list[list[str]], name: str) -> tuple[int, ...]:
    return tuple(int(day) for who, *days in rows if who == name for day in days)


def _request(row: list[str], *, is_on: bool) -> Request:
    name, day, kind, weight = row
    return Request(name, int(day), (kind,), is_on, int(weight))
