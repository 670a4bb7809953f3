"""The tables of figures for the README, read from what the last runs wrote down."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from .lines import COURTS, TABLES, Beside, Told

HOUSE = Path(__file__).parents[2]
BEGINS, ENDS = "<!-- figures: python -m tests.bench --write -->", "<!-- end of figures -->"
#: One line for each figure of each run, newest last; kept out of the repository.
KEPT = HOUSE / ".local" / "figures.jsonl"
_NOT_YET = "not measured"

Figures = Mapping[str, Mapping[str, Any]]


def newest(lines: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Of each figure the last one; beside each field in seconds the same in milliseconds."""
    found = {line["figure"]: line for line in map(json.loads, lines)}
    return {name: {**line, **_milliseconds(line)} for name, line in found.items()}


def _milliseconds(line: Mapping[str, Any]) -> dict[str, float]:
    return {
        name.removesuffix("seconds") + "ms": value * 1_000
        for name, value in line.items()
        if name.endswith("seconds") and isinstance(value, (int, float))
    }


def tables(figures: Figures) -> str:
    """All tables in Markdown, each under its words."""
    return "\n\n".join([*(f"{says}:\n\n{_table(lines, figures)}" for says, lines in TABLES), _courts(figures)])


def _courts(figures: Figures) -> str:
    """What the meter says of each file that a court judged."""
    rows = [
        f"| {name.removeprefix('meter ')} | {each['looks']} / {each['days']} | {each['amber']} | {each['red']} | {each['court']} |"
        for name, each in figures.items()
        if "court" in each
    ]
    head = ["| | looks / days | amber at | red at | the court |", "|---|---|---|---|---|"]
    return "\n".join([f"{COURTS}:", "", *head, *(rows or [f"| {_NOT_YET} | | | | |"])])


def _table(lines: Iterable[Beside | Told], figures: Figures) -> str:
    rows = [_beside(each, figures) if isinstance(each, Beside) else _told(each, figures) for each in lines]
    if any(isinstance(each, Beside) for each in lines):
        return "\n".join(["| | Ronde | floor | ratio | goal | date, commit |", "|---|---|---|---|---|---|", *rows])
    return "\n".join(["| | Ronde | goal | date, commit |", "|---|---|---|---|", *rows])


def _beside(line: Beside, figures: Figures) -> str:
    found, goal = figures.get(line.figure), f"{line.goal:g}" if line.goal else ""
    if found is None:
        return f"| {line.says} | {_NOT_YET} | | | {goal} | |"
    times = f"{_time(found['seconds'])} | {_time(found['floor_seconds'])}"
    return f"| {line.says} | {times} | {found['ratio']:.2f} | {goal} | {_when([found])} |"


def _told(line: Told, figures: Figures) -> str:
    seen = _Seen(figures)
    try:
        return f"| {line.says} | {line.words.format_map(seen)} | {line.goal} | {_when(seen.asked)} |"
    except KeyError:
        return f"| {line.says} | {_NOT_YET} | {line.goal} | |"


class _Seen(dict[str, Any]):
    """The figures, and which of them a line asked for."""

    def __init__(self, figures: Figures) -> None:
        super().__init__(figures)
        self.asked: list[Mapping[str, Any]] = []

    def __getitem__(self, name: str) -> Any:
        found = super().__getitem__(name)
        self.asked.append(found)
        return found


def _when(found: Iterable[Mapping[str, Any]]) -> str:
    return "; ".join(sorted({f"{each['at'][:10]}, {each['commit']}" for each in found}))


def _time(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 0.1 else f"{seconds * 1_000:.1f} ms"
