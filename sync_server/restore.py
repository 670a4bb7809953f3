"""Backup and restore so that phones lose nothing: what a verified backup holds, and a new epoch after going back."""

from __future__ import annotations

import secrets
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any

from field_app.rules import chain
from field_app.rules.wire import canonical
from sync_server.destroying import replay
from sync_server.keys import LogKey
from sync_server.register import Register
from sync_server.store.server_store import ServerStore


class BadBackup(Exception):
    """The copy does not hold what it should."""


def begin_epoch(store: ServerStore, now: datetime) -> None:
    """Give a new server its first epoch."""
    if store.meta("epoch") is None:
        store.set_meta("epoch", {"epoch": secrets.token_hex(8), "at": now.isoformat()})


def back_up(store: ServerStore, path: Path) -> dict[str, int]:
    """Copy the file while it is in use, check the copy, and only then tell phones what it holds (`safe_seq`).

    Answers the last number of each device in the copy. Raises `BadBackup`, `FileExistsError`.
    """
    if path.exists():
        raise FileExistsError(path.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(0o600)
    with sqlite3.connect(path) as copy:
        store.database.conn.backup(copy)
    copy.close()
    held = verify(path)
    with store.database.atomic():
        store.people.mark_safe(held)
    return held


def verify(path: Path) -> dict[str, int]:
    """Read a backup whole: sound, and every device's log without gaps. Answers the last number of each device."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as copy:
        try:
            if copy.execute("pragma integrity_check").fetchone()[0] != "ok":
                raise BadBackup("integrity")
            found = dict(copy.execute("select id, last_seq from devices"))
            broken = [device_id for device_id, last in found.items() if _chained(copy, device_id) != last]
        except sqlite3.DatabaseError as error:
            raise BadBackup(str(error)) from error
    copy.close()
    if broken:
        raise BadBackup(f"commands of {len(broken)} devices are missing or damaged")
    return found


def _chained(copy: sqlite3.Connection, device_id: str) -> int:
    """So many commands of a device stand in one unbroken chain, each with the content that was chained, if it has any."""
    head, last = chain.genesis(device_id), 0
    for number, content, salt, inner, kept in copy.execute(
        "select device_seq, content, salt, inner_hash, head from commands where device = ? order by device_seq", [device_id]
    ):
        head = chain.link(head, inner)
        if number != last + 1 or head != kept or (content is not None and chain.inner(salt, content) != inner):
            break
        last = number
    return last


def put_back(backup: Path, database: Path, key: LogKey, who: str, now: datetime) -> dict[str, Any]:
    """Replace the server's file by a backup and begin a new epoch, with a statement that phones can check.

    The old file is kept beside it; devices that came or were shut out since the backup stay so. The server must not be running.
    Raises `BadBackup`.
    """
    verify(backup)
    _set_aside(database, f"before-{now:%Y%m%dT%H%M%S}")
    with sqlite3.connect(backup) as source, sqlite3.connect(database) as target:
        source.backup(target)
    source.close()
    target.close()
    store = ServerStore(database)
    with store.database.atomic():
        register = Register(database.parent)
        register.replay(store.people, now)
        replay(store, register.destructions(key.public_hex))
        statement = _statement(store.meta("epoch")["epoch"], key, who, now)
        store.set_meta("epoch", statement)
    store.close()
    return statement


def _set_aside(database: Path, name: str) -> None:
    """Keep the old file beside the new, with what a killed server left next to it: it belongs to the old file only."""
    aside = database.with_name(f"{database.name}.{name}")
    for companion in ("", "-wal", "-shm", "-journal"):
        old = Path(f"{database}{companion}")
        if old.exists():
            old.rename(f"{aside}{companion}")


def _statement(old: str, key: LogKey, who: str, now: datetime) -> dict[str, Any]:
    said = {"epoch": secrets.token_hex(8), "previous": old, "at": now.isoformat(), "by": who}
    return {**said, "signature": key.sign(canonical(said)).hex()}
