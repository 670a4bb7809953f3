"""Processes that record looks as fast as they can and tell of each step once it is saved, until they are killed.

Run as a program it is a nursery: for each line on its input it makes one such process, without importing anything anew.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from running import Watch

from field_app.device import new_id
from field_app.rules.vocabulary import FactKind, Result
from field_app.workday import Workday
from store.filled import enrolled, world_rows


def tell(what: str, number: int) -> None:
    os.write(1, f"{what} {number}\n".encode())


def record_looks(path: Path, number: int) -> None:
    """Begin, describe and seal look after look, counting on from `number`."""
    store = enrolled(path)
    if not store.casebook.totals():
        with store.saving():
            store.casebook.take(world_rows(), 0)
    workday = Workday(store, Watch().clocks(), new_id)
    while True:
        draft = workday.begin("linde", Result.NOTHING_SEEN).draft
        workday.add_fact(draft.id, FactKind.ACTIVITY, f"feit {number}")
        tell("drafted", number)
        workday.seal(draft.id)
        tell("sealed", number)
        number += 1


SIGNAL = {"source": "CASEWORKER", "received_on": "2026-11-19", "reliability": "UNKNOWN"}


def fill_papers(path: Path, number: int) -> None:
    """Fill in and seal form after form, counting on from `number`; one that lies open is gone on with."""
    store = enrolled(path)
    if not store.casebook.totals():
        with store.saving():
            store.casebook.take(world_rows(), 0)
    workday = Workday(store, Watch().clocks(), new_id)
    while True:
        paper = workday.open_paper("record-signal", defaults=SIGNAL)
        workday.write_paper(paper.id, ("content",), f"signaal {number}")
        tell("written", number)
        workday.seal_paper(paper.id)
        tell("sealed", number)
        number += 1


def tell_too_early(path: Path, number: int) -> None:
    """The planted fault: tells first, and saves a while later, many at once."""
    store = enrolled(path)
    while True:
        with store.saving():
            for _ in range(50):
                store.drafts.put(f"draft-{number}", "linde", {"free_text": f"feit {number}"})
                tell("drafted", number)
                number += 1


WRITERS: dict[str, Callable[[Path, int], None]] = {
    "record-looks": record_looks,
    "fill-papers": fill_papers,
    "tell-too-early": tell_too_early,
}


def nursery() -> None:
    """For each line "writer number path": make that process, tell its id, and tell when it is dead."""
    for line in sys.stdin:
        writer, number, path = line.rstrip("\n").split(" ", 2)
        child = os.fork()
        if child == 0:
            WRITERS[writer](Path(path), int(number))
        tell("made", child)
        os.waitpid(child, 0)
        tell("dead", child)


if __name__ == "__main__":
    nursery()
