"""What the server confirmed survives that its power is cut, whatever the disk made of what it had not yet written."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

from people import NADIA, TEAM
from proofs import Proof, at_least, exactly, setting
from running import Office
from store.filled import saved, seen
from store.power.cuts import cut, quick_folder
from store.power.disk import Log, Said
from store.power.vfs import written_down

from field_app.device import new_id
from sync_server.store.server_store import ServerStore

ROUNDS = 60


def served(folder: Path) -> Log:
    """A day of a real server in this folder, written down with each word that it sent to a phone."""
    log = Log(folder / "server")
    with written_down(log):
        office = Office(folder)
        log.say("founded", 0)
        nadia = office.phone(NADIA)
        for number in range(1, ROUNDS + 1):
            saved(nadia.store, seen(f"feit {number}"), new_id())
            nadia.round()
            log.say("confirmed", nadia.store.outbox.last_seq - nadia.store.outbox.count("SAVED"))
        office.close()
    return log


def judged(path: Path, confirmed: int, founded: bool) -> tuple[list[str], list[str]]:
    """What was confirmed and is not there; and what does not fit together."""
    if not founded:
        return [], []
    try:
        with closing(ServerStore(path)) as store:
            numbers = [number for (number,) in store.database.execute("select device_seq from commands order by device_seq")]
            looks = store.database.execute("select count(*) from rows where kind = 'observation'").fetchone()[0]
            whole = store.database.execute("pragma integrity_check").fetchone()[0] == "ok"
            is_one = numbers == [*range(1, len(numbers) + 1)] and looks == len(numbers) and bool(store.people.team(TEAM.id))
    except sqlite3.DatabaseError as trouble:
        return [], [repr(trouble)]
    lost = [f"command {number}" for number in range(len(numbers) + 1, confirmed + 1)]
    return lost, [] if whole and is_one else [f"{numbers[-1:]} {looks} {whole}"]


def test_nothing_that_was_confirmed_is_lost_or_corrupt_when_the_servers_power_is_cut(proof: Proof) -> None:
    cuts, chance, told = setting(commit=600, long=10_000), random.Random(3), dict[str, int]()  # noqa: S311  # repeatable cuts

    def hear(said: Said) -> None:
        told[said.what] = said.number

    with quick_folder() as folder:
        log = served(folder)
        path = folder / "server" / "ronde.db"
        reached = cut(log, cuts, chance, hear, lambda: judged(path, told.get("confirmed", 0), "founded" in told))
    assert (reached.lost[:5], reached.corrupt[:5]) == ([], [])
    proof(
        "P2",
        "a server whose power is cut",
        cuts=at_least(cuts, reached.cuts),
        with_something_unsynced=at_least(cuts // 4, reached.unsynced),
        confirmed=at_least(ROUNDS // 2, told["confirmed"]),
        lost=exactly(0, len(reached.lost)),
        corrupt=exactly(0, len(reached.corrupt)),
    )
