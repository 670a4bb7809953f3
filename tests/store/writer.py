"""A process that records looks as fast as it can and tells of each step once it is saved, until it is killed."""

from __future__ import annotations

from multiprocessing.connection import Connection
from pathlib import Path

from running import Watch
from store.filled import enrolled, world_rows

from field_app.device import new_id
from field_app.rules.vocabulary import FactKind, Result
from field_app.workday import Workday


def record_until_killed(path: Path, number: int, told: Connection) -> None:
    """Begin, describe and seal look after look, counting on from `number`; tell (what, number) after each step."""
    store = enrolled(path)
    if not store.casebook.totals():
        with store.saving():
            store.casebook.take(world_rows(), 0)
    workday = Workday(store, Watch().clocks(), new_id)
    while True:
        draft = workday.begin("linde", Result.NOTHING_SEEN).draft
        workday.add_fact(draft.id, FactKind.ACTIVITY, f"feit {number}")
        told.send_bytes(b"drafted %d" % number)
        workday.seal(draft.id)
        told.send_bytes(b"sealed %d" % number)
        number += 1


def record_without_waiting_for_the_disk(path: Path, number: int, told: Connection) -> None:
    """The planted fault: tells first, and saves a while later, many at once."""
    store = enrolled(path)
    while True:
        with store.saving():
            for _ in range(50):
                store.drafts.put(f"draft-{number}", "linde", {"free_text": f"feit {number}"})
                told.send_bytes(b"drafted %d" % number)
                number += 1
