"""Measures Ronde, the exchange beside its floor, one JSON line a figure: `python -m tests.bench [name ...]`."""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

from proofs.marks import written_between

from field_app.app import GC_THRESHOLDS, SWITCH_SECONDS

from . import floor
from .court_cases import court_cases
from .division import division
from .fan_in import fan_in
from .field_link import field
from .figures import delta, push_and_pull, save
from .growth import growth
from .memory import phone_memory, server_memory
from .pattern import pattern
from .phone import cold_start, journal, vandaag
from .photos import photos
from .planner import planner
from .profile import profile
from .report import report
from .roster import roster
from .stage import say
from .table import BEGINS, ENDS, HOUSE, KEPT, newest, tables
from .teams import teams

FIGURES: dict[str, Callable[[], Awaitable[None]]] = {
    "push-1000": lambda: push_and_pull(1_000),
    "push-10000": lambda: push_and_pull(10_000),
    "delta-10000": lambda: delta(10_000),
    "delta-100000": lambda: delta(100_000),
    "save": save,
    "fan-in": fan_in,
    "field": field,
    "division": division,
    "court-cases": court_cases,
    "pattern": pattern,
    "photos": photos,
    "report": report,
    "roster": roster,
    "planner": planner,
    "profile": profile,
    "cold-start": cold_start,
    "vandaag": vandaag,
    "journal": journal,
    "memory-phone": phone_memory,
    "memory-server-10000": lambda: server_memory(10_000),
    "memory-server-100000": lambda: server_memory(100_000),
    "growth": growth,
    "teams": teams,
    "fan-in-100": lambda: fan_in(runs=100),
}


def main() -> None:
    """Run all figures, or the named ones."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *FIGURES], default=[], help="which figures (default: all but fan-in-100)")
    parser.add_argument("--write", action="store_true", help="measure nothing: put the last figures into README.md")
    asked = parser.parse_args()
    if asked.write:
        return _write()
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.set_threshold(*GC_THRESHOLDS)
    names = asked.names or [each for each in FIGURES if each != "fan-in-100"]
    say("machine", cores=os.cpu_count(), gzip_level=floor.GZIP_LEVEL)
    for name in names:
        asyncio.run(FIGURES[name]())  # type: ignore[arg-type]  # every figure is a coroutine function


def _write() -> None:
    """The tables in the README, from what was measured last."""
    readme = HOUSE / "README.md"
    made = tables(newest(KEPT.read_text().splitlines()))
    readme.write_text(written_between(readme.read_text(), BEGINS, ENDS, made))


if __name__ == "__main__":
    main()
