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
from store.filled import enrolled, sealed_look, world_rows
from store.photographer import phone_that_may, small_photo, workday


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


def save_fast(path: Path, number: int) -> None:
    """The same saves without the rules and the screens' reading before them, so that many more of them can be interrupted."""
    store = enrolled(path)
    while True:
        with store.saving():
            store.drafts.put(f"draft-{number}", "linde", {"facts": [{"text": f"feit {number}"}]})
        tell("drafted", number)
        with store.saving():
            store.outbox.add(sealed_look(f"feit {number}", number))
            store.drafts.remove(f"draft-{number}")
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


def take_photos(path: Path, number: int) -> None:
    """Take, describe and seal photo after photo, counting on from `number`; told once what the officer sees is saved."""
    work = workday(phone_that_may(path))
    while True:
        draft = work.begin("linde", Result.NOTHING_SEEN).draft
        raw = small_photo(number)
        tell("taken", number)
        sha256 = work.add_photo(draft.id, raw).draft.photos[-1].sha256
        tell("kept", number)
        work.change_photo(draft.id, sha256, reason="stand", shows=f"auto {number}")
        tell("described", number)
        work.seal(draft.id)
        tell("sealed", number)
        number += 1


def name_first_keep_later(path: Path, number: int) -> None:
    """The planted fault: the draft that names a photo is saved before its file."""
    store = phone_that_may(path)
    while True:
        with store.saving():
            store.drafts.put(f"draft-{number}", "linde", {"case_id": "linde", "photos": [{"sha256": f"{number:064x}"}]})
        tell("kept", number)
        store.photos.keep(f"draft-{number}", {"sha256": f"{number:064x}", "size": 100_000}, bytes(100_000))
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
    "save-fast": save_fast,
    "fill-papers": fill_papers,
    "take-photos": take_photos,
    "name-first-keep-later": name_first_keep_later,
    "tell-too-early": tell_too_early,
}


def nursery() -> None:
    """For each line "writer number path": make that process, tell its id, and tell by which signal it died."""
    for line in sys.stdin:
        writer, number, path = line.rstrip("\n").split(" ", 2)
        child = os.fork()
        if child == 0:
            WRITERS[writer](Path(path), int(number))
        tell("made", child)
        _, status = os.waitpid(child, 0)
        tell("dead", os.WTERMSIG(status))


if __name__ == "__main__":
    nursery()
