"""Opens the server's SQLite file durably, also on a SQLite whose WAL mode cannot be trusted with two connections."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from sync_server.store.migrations import migrations

#: From here on, and in these older ones, WAL mode is safe with more than one connection.
_WAL_IS_SAFE_FROM = (3, 51, 3)
_WAL_IS_SAFE_IN = {(3, 50, 7), (3, 44, 6)}


class NewerFile(Exception):
    """The file was written by a newer version of the server; nothing was changed in it."""


def journal_mode(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> str:
    """The journal mode that is safe with this SQLite: other processes (`ronde officer add`) open the file too."""
    return "wal" if version >= _WAL_IS_SAFE_FROM or version in _WAL_IS_SAFE_IN else "delete"


def open_database(path: Path) -> Database:
    """The server's file, migrated and durable. Raises `NewerFile`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=30)
    # extra is full, and without WAL the end of the journal is on the disk as well: else a power cut may take a commit back
    durable = (f"journal_mode = {journal_mode()}", "synchronous = extra", "fullfsync = 1")
    for setting in (*durable, "foreign_keys = 1", "cache_size = -64000", "secure_delete = on"):
        connection.execute(f"pragma {setting}")
    database = Database(connection)
    known = {each.name for each in migrations._migrations}  # sqlite-utils has no public list of them
    newer = {each.name for each in migrations.applied(database)} - known
    if newer:
        connection.close()
        raise NewerFile(", ".join(sorted(newer)))
    migrations.apply(database)
    return database
