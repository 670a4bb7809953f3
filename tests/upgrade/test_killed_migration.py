"""A migration that is killed at any of its statements leaves a file that opens again, with nothing lost."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from people import TEAM
from proofs import Proof, at_least, exactly, setting

from field_app.store.phone_store import PhoneStore
from sync_server.store.log_audit import faults
from sync_server.store.server_store import ServerStore

from .released_files import Files

#: Versions whose files still have steps before them.
BEHIND = ("0.1.0", "0.2.0", "0.3.0")


@pytest.mark.parametrize("version", BEHIND)
def test_a_phones_file_survives_a_kill_at_any_statement(version: str, tmp_path: Path, proof: Proof) -> None:
    lost, kills = list[str](), 0
    for statement in count(1, setting(commit=4, long=1)):
        files = Files(version, tmp_path / str(statement))
        if not _killed_at(statement, lambda files=files: PhoneStore(files.phone / "phone.db", files.key)):  # type: ignore[misc]  # bound now
            break
        kills += 1
        with closing(PhoneStore(files.phone / "phone.db", files.key)) as store:
            lost += files.lost(store)
    proof("P21", "an update killed while it changes a phone's file", kills=at_least(5, kills), lost=exactly(0, len(lost)))


@pytest.mark.parametrize("version", BEHIND)
def test_a_servers_file_survives_a_kill_at_any_statement(version: str, tmp_path: Path, proof: Proof) -> None:
    lost, kills = list[Any](), 0
    for statement in count(1, setting(commit=15, long=1)):
        files = Files(version, tmp_path / str(statement))
        if not _killed_at(statement, lambda files=files: ServerStore(files.server / "ronde.db")):  # type: ignore[misc]  # bound now
            break
        kills += 1
        lost += _lost(files)
    proof("P21", "an update killed while it changes the server's file", kills=at_least(5, kills), lost=exactly(0, len(lost)))


def _lost(files: Files) -> list[Any]:
    """What does not stand in the server's file after it was opened again, and what its log says is wrong."""
    with closing(ServerStore(files.server / "ronde.db")) as store:
        rows = {"/".join(each) for each in store.database.execute("select kind, id from rows where team = ?", [TEAM.id])}
        asked = "select device_seq, status, id from commands where device = ? order by device_seq"
        log = [list(each) for each in store.database.execute(asked, [files.told["device"]])]
        wrong = list(faults(store.database.conn))
    return [*(set(files.told["rows"]) - rows), *(each for each in files.told["confirmed"] if each not in log), *wrong]


def _killed_at(statement: int, work: Callable[[], Any]) -> bool:
    """Do this in a process that is killed just before its given statement; False when it came to its end."""
    child = os.fork()
    if child == 0:
        _count_down(statement)
        work()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def _count_down(statement: int) -> None:
    connect, left = sqlite3.connect, iter(range(statement - 1))

    def kill(_: str) -> None:
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    def counted(*args: Any, **more: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*args, **more)
        connection.set_trace_callback(kill)
        return connection

    sqlite3.connect = counted  # type: ignore[assignment]  # stands in for it in a process that is about to die
