"""Measures the exchange beside its floor, one JSON line a figure: `python -m tests.bench [name ...]`."""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import sys
from collections.abc import Awaitable, Callable

from field_app.app import GC_THRESHOLDS, SWITCH_SECONDS

from . import floor
from .court_cases import court_cases
from .division import division
from .fan_in import fan_in
from .figures import delta, push_and_pull, save
from .pattern import pattern
from .planner import planner
from .roster import roster
from .stage import say

FIGURES: dict[str, Callable[[], Awaitable[None]]] = {
    "push-1000": lambda: push_and_pull(1_000),
    "push-10000": lambda: push_and_pull(10_000),
    "delta-10000": lambda: delta(10_000),
    "delta-100000": lambda: delta(100_000),
    "save": save,
    "fan-in": fan_in,
    "division": division,
    "court-cases": court_cases,
    "pattern": pattern,
    "roster": roster,
    "planner": planner,
    "fan-in-100": lambda: fan_in(runs=100),
}


def main() -> None:
    """Run all figures, or the named ones."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *FIGURES], default=[], help="which figures (default: all but fan-in-100)")
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.set_threshold(*GC_THRESHOLDS)
    names = parser.parse_args().names or [each for each in FIGURES if each != "fan-in-100"]
    say("machine", cores=os.cpu_count(), gzip_level=floor.GZIP_LEVEL)
    for name in names:
        asyncio.run(FIGURES[name]())  # type: ignore[arg-type]  # every figure is a coroutine function


if __name__ == "__main__":
    main()
