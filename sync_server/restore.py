"""Backup and restore so that phones lose nothing: what a verified backup holds, and a new epoch after going back."""

from __future__ import annotations

import secrets
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from field_app.rules.log import Stood
from field_app.rules.wire import canonical, encode
from sync_server.destroying import replay
from sync_server.heads import stood
from sync_server.keys import LogKey
from sync_server.photos import copying
from sync_server.photos.writing import write_whole
from sync_server.register import Register
from sync_server.roster_log import RosterLog
from sync_server.settling import settle
from sync_server.store.log_audit import faults
from sync_server.store.server_store import ServerStore

#: Where the server keeps photos, and where they lie beside copies: another name, for a copy may lie beside the server's own file.
_PHOTOS, BESIDE = "photos", "backup-photos"


_NEWEST = "select team, size, root, at from heads where rowid in (select max(rowid) from heads group by team)"


@dataclass(frozen=True, slots=True)
class SignedAt:
    """Where a log stood, and when that was signed."""

    stood: Stood
    at: datetime


class BadBackup(Exception):
    """The copy does not hold what it should."""


def begin_epoch(store: ServerStore, now: datetime) -> None:
    """Give a new server its first epoch."""
    if store.meta("epoch") is None:
        store.set_meta("epoch", {"epoch": secrets.token_hex(8), "at": now.isoformat()})


def back_up(store: ServerStore, path: Path) -> dict[str, int]:
    """Copy the file while it is in use, check the copy, and only then tell phones what it holds (`safe_seq`, `safe_photo`).

    Photos go into a folder `backup-photos` beside the copy, which all copies there share: only what is new is written.
    Answers the last number of each device in the copy. Raises `BadBackup`, `FileExistsError`.
    """
    if path.exists():
        raise FileExistsError(path.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(0o600)
    _lose_unsound(store, path.parent / BESIDE)
    with closing(sqlite3.connect(path)) as copy:
        store.database.conn.backup(copy)
        entries, received = copying.listed(copy), copying.receipts(copy)
    _copy_photos(copying.missing(entries, path.parent / BESIDE), store.folder / _PHOTOS, path.parent / BESIDE)
    held = _verified_file(path)
    with store.database.atomic():
        store.people.mark_safe(held)
        store.photos.mark_safe(received)
    copying.leave_only_wanted(path.parent / BESIDE, path.parent)
    return held


def _lose_unsound(store: ServerStore, beside: Path) -> None:
    """A photo that is new and no longer what it was cannot be copied: its phone is asked for it again. Raises `BadBackup`."""
    entries = copying.listed(store.database.conn)
    new = copying.missing(entries, beside)
    if len(entries) > 1 and len(copying.missing(entries, store.folder / _PHOTOS)) == len(entries):
        raise BadBackup("none of the photos is there: is their disk?")
    with store.database.atomic():
        for team_id, sha256, _ in copying.unsound(new, store.folder / _PHOTOS):
            store.photos.lose(team_id, sha256)
            (store.folder / _PHOTOS / team_id / sha256).unlink(missing_ok=True)


def _copy_photos(new: list[copying.Entry], source: Path, target: Path) -> None:
    """What is new there is copied, and read back. Raises `BadBackup`."""
    if lost := copying.missing(new, source):
        raise BadBackup(f"{len(lost)} photos are missing")
    for place, content in copying.contents(new, source):
        write_whole(content, target / place)
    if wrong := copying.unsound(new, target):
        raise BadBackup(f"{len(wrong)} photos are damaged")


def verify(path: Path) -> dict[str, int]:
    """Read a backup whole: sound, every device's chain without gaps, every team's log as its heads say, every photo as it was.

    Answers the last number of each device. Raises `BadBackup`.
    """
    held = _verified_file(path)
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as copy:
        wrong = copying.unsound(copying.listed(copy), path.parent / BESIDE)
    if wrong:
        raise BadBackup(f"{len(wrong)} photos are missing or damaged")
    return held


def _verified_file(path: Path) -> dict[str, int]:
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as copy:
        try:
            if copy.execute("pragma integrity_check").fetchone()[0] != "ok":
                raise BadBackup("integrity")
            found = dict(copy.execute("select id, last_seq from devices"))
            wrong = sum(1 for _ in faults(copy))
        except (sqlite3.DatabaseError, ValueError) as error:
            raise BadBackup(str(error)) from error
    copy.close()
    if wrong:
        raise BadBackup(f"{wrong} entries are missing, damaged or changed")
    return found


def put_back(backup: Path, database: Path, key: LogKey, who: str, now: datetime) -> dict[str, Any]:
    """Replace the server's file by a backup and begin a new epoch, with a statement that phones can check.

    The old file is kept beside it; devices that came or were shut out since the backup stay so. The server must not be running.
    Raises `BadBackup`.
    """
    verify(backup)
    old = _stood(database)
    with closing(sqlite3.connect(f"file:{backup}?mode=ro", uri=True)) as copy:
        wrong = copying.unsound(copying.listed(copy), database.parent / _PHOTOS)
    _copy_photos(wrong, backup.parent / BESIDE, database.parent / _PHOTOS)
    fresh = _move(database.with_name(f"{database.name}.new"), None)
    statement = _made_ready(fresh, backup, key, partial(_statement, old=old, key=key, who=who, now=now), now)
    _move(database, database.with_name(f"{database.name}.before-{now:%Y%m%dT%H%M%S}"))
    _move(fresh, database)
    settle(database.parent)
    return statement


def _made_ready(
    fresh: Path, backup: Path, key: LogKey, stated: Callable[[ServerStore], dict[str, Any]], now: datetime
) -> dict[str, Any]:
    """The copy with all that happened since, before it takes the server's place: a kill half-way leaves the old file there."""
    with closing(sqlite3.connect(backup)) as source, closing(sqlite3.connect(fresh)) as target:
        source.backup(target)
    store = ServerStore(fresh)
    with store.database.atomic():
        register = Register(fresh.parent)
        register.replay(store.people, now)
        replay(store, register.destructions(key.public_hex))
        RosterLog(store).replay(key.public_hex)
        statement = stated(store)
        store.set_meta("epoch", statement)
    store.close()
    return statement


def _move(database: Path, aside: Path | None) -> Path:
    """Put a file out of the way, or remove it, with what a killed server left next to it: that belongs to this file only."""
    for companion in ("", "-wal", "-shm", "-journal"):
        if (old := Path(f"{database}{companion}")).exists():
            old.rename(f"{aside}{companion}") if aside else old.unlink()
    return database


def _stood(database: Path) -> dict[str, SignedAt]:
    """Where the log of each team stood by the newest head in the file that is put aside; nothing of a file that cannot be read.

    A copy is read: opening the file itself could change what a killed server left.
    """
    with tempfile.TemporaryDirectory(dir=database.parent) as folder:
        for name in ("", "-wal", "-shm", "-journal"):
            if (part := Path(f"{database}{name}")).exists():
                shutil.copy(part, folder)
        with closing(sqlite3.connect(Path(folder) / database.name)) as copy:
            try:
                found = copy.execute(_NEWEST).fetchall()
            except sqlite3.DatabaseError:
                return {}
    return {team_id: SignedAt(Stood(size, root.hex()), datetime.fromisoformat(at)) for team_id, size, root, at in found}


def _statement(store: ServerStore, old: dict[str, SignedAt], key: LogKey, who: str, now: datetime) -> dict[str, Any]:
    """That the server was put back; signed for each team apart, since no team learns of another.

    It is later than every head before it, also where the clock was fast: phones take no older word.
    """
    now = max([now, *(each.at + timedelta(milliseconds=1) for each in old.values())])
    said = {"epoch": secrets.token_hex(8), "previous": store.meta("epoch")["epoch"], "at": now.isoformat(), "by": who}
    logs: dict[str, Any] = {}
    for team in store.people.teams():
        before = encode(old[team.id].stood) if team.id in old else None
        named = {"team_id": team.id, "old": before, "new": encode(stood(store, team.id))}
        logs[team.id] = {**named, "signature": key.sign(canonical({**said, **named})).hex()}
    return {**said, "logs": logs}
