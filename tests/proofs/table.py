"""The table of promises: what the last run reached, read from what the tests wrote down."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from .promises import PROMISES

BEGINS, ENDS = "<!-- proofs: python -m tests.proofs --write -->", "<!-- end of proofs -->"
_NOT_YET = "no result on this machine"


@dataclass(slots=True)
class Reached:
    """One proof over all tests that gave a part of it: counts add up; of what must stay under something the highest stands."""

    what: str
    file: str
    setting: str
    commit: str
    at: str
    counts: dict[str, float] = field(default_factory=dict)

    def add(self, counts: dict[str, dict[str, Any]]) -> None:
        """One more part."""
        for name, count in counts.items():
            is_limit = count["floor"] is None and count["ceiling"] is not None
            before = self.counts.get(name, 0)
            self.counts[name] = max(before, count["value"]) if is_limit else before + count["value"]

    def told(self) -> str:
        """In words, with the counts."""
        counts = ", ".join(f"{value:,g} {name.replace('_', ' ')}".strip() for name, value in self.counts.items())
        return f"{self.what}: {counts} (`{self.file}`)"


def lines_of(path: Path) -> list[dict[str, Any]]:
    """What was written down, oldest first; nothing without the file."""
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def reached(lines: Iterable[dict[str, Any]]) -> dict[str, list[Reached]]:
    """By promise, the newest result of each proof; parts count together when they are of the same commit and setting."""
    newest = {(line["promise"], line["what"], line["test"]): line for line in lines}
    found: dict[str, list[Reached]] = {}
    for (promise, what), each in groupby(sorted(newest.values(), key=_proof), key=_proof):
        parts = sorted(each, key=lambda line: str(line["at"]))
        last = parts[-1]
        whole = Reached(what, last["test"].split("::")[0], last["setting"], last["commit"], last["at"])
        for part in parts:
            if (part["commit"], part["setting"]) == (whole.commit, whole.setting):
                whole.add(part["counts"])
        found.setdefault(promise, []).append(whole)
    return found


def _proof(line: dict[str, Any]) -> tuple[str, str]:
    return line["promise"], line["what"]


def faults_found(tried: Iterable[dict[str, Any]]) -> dict[str, str]:
    """By promise, how many of the planted faults that were tried were found: "3 of 3"."""
    newest = {line["name"]: line for line in tried}
    told: dict[str, str] = {}
    for promise in PROMISES:
        of_promise = [line["is_found"] for line in newest.values() if line["promise"] == promise]
        told[promise] = f"{sum(of_promise)} of {len(of_promise)}"
    return told


def table(proofs: Iterable[dict[str, Any]], tried: Iterable[dict[str, Any]]) -> str:
    """The table in Markdown, one row a promise."""
    found, faults = reached(proofs), faults_found(tried)
    rows = ["| | Promise | What the last run reached | Setting, date, commit | Planted faults found |", "|---|---|---|---|---|"]
    for number, promise in PROMISES.items():
        proven = found.get(number, [])
        told = "<br>".join(each.told() for each in proven) or _NOT_YET
        when = "<br>".join(sorted({f"{each.setting}, {each.at[:10]}, {each.commit}" for each in proven}))
        rows.append(f"| {number} | {promise} | {told} | {when} | {faults[number]} |")
    return "\n".join(rows)
