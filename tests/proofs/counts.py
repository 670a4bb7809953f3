"""Counts that a test reached, held against what it promises, and written down for the table."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from . import settings

HOUSE = Path(__file__).parents[2]
#: One line for each proof of each run, newest last; kept out of the repository.
RESULTS = HOUSE / ".local" / "proofs.jsonl"
#: Names the fault that this run has on purpose; what is reached with one is not written down.
PLANTED = "RONDE_PLANTED"


@dataclass(frozen=True, slots=True)
class Count:
    """A number that was reached, and what it must be: `floor` and `ceiling` count as reached, None asks nothing."""

    value: float
    floor: float | None = None
    ceiling: float | None = None

    @property
    def holds(self) -> bool:
        """Whether the number is what was promised."""
        return (self.floor is None or self.value >= self.floor) and (self.ceiling is None or self.value <= self.ceiling)


def at_least(floor: float, value: float) -> Count:
    """Activity: a test that reached nothing passes for nothing."""
    return Count(value, floor=floor)


def at_most(ceiling: float, value: float) -> Count:
    """A figure that must stay under something."""
    return Count(value, ceiling=ceiling)


def exactly(wanted: float, value: float) -> Count:
    """What must be this and nothing else, such as nothing lost."""
    return Count(value, wanted, wanted)


def counted(value: float) -> Count:
    """What is only told."""
    return Count(value)


@dataclass(frozen=True, slots=True)
class Proof:
    """One test's proof of one promise: tells what was reached, keeps it for the table, and fails when a count does not hold.

    `node` names the test as pytest does. Once a proof: `proof("P1", "an app killed while it writes", kills=at_least(300, n))`.
    """

    node: str
    setting: Callable[[], str] = settings.name

    def __call__(self, promise: str, what: str, **counts: Count) -> None:
        """Write down and judge. Raises `AssertionError` naming the counts that do not hold."""
        if PLANTED not in os.environ:
            self._keep(promise, what, counts)
        missed = {name: count for name, count in counts.items() if not count.holds}
        assert not missed, f"{promise}, {what}: {missed}"

    def _keep(self, promise: str, what: str, counts: dict[str, Count]) -> None:
        line = {
            "promise": promise, "what": what, "test": self.node, "setting": self.setting(), "commit": commit(),
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "counts": {name: asdict(count) for name, count in counts.items()},
        }  # fmt: skip
        RESULTS.parent.mkdir(exist_ok=True)
        with RESULTS.open("a") as kept:  # one short write: test processes beside each other do not mix their lines
            kept.write(json.dumps(line) + "\n")


@cache
def commit() -> str:
    """The commit under test; with a plus when files differ from it, and a dash outside a repository."""
    try:
        head = _git("rev-parse", "--short=7", "HEAD").strip()
        return head + ("+" if _git("status", "--porcelain", "--untracked-files=no") else "")
    except (OSError, subprocess.CalledProcessError):
        return "-"


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=HOUSE, check=True, capture_output=True, text=True).stdout
