"""Opens the phone's SQLite file so that "bewaard" is true: one connection, durable commits, known migrations."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from field_app.rules.refusals import Code
from field_app.store.migrations import migrations

#: What must hold before anything may be called saved. SQLite answers 2 for FULL.
_DURABLE = {"journal_mode": "wal", "synchronous": 2, "fullfsync": 1, "checkpoint_fullfsync": 1, "foreign_keys": 1}

#: What SQLite raises on a damaged file; where its complaint quotes damaged words, Python cannot read the complaint.
UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)


class StoreError(Exception):
    """The phone's file cannot be used as it should; `code` has a sentence for the officer."""

    code = Code.NOT_DURABLE


class NotDurable(StoreError):
    """A durability setting did not take; the message names it."""

    code = Code.NOT_DURABLE


class NewerFile(StoreError):
    """The file was written by a newer version of the app; nothing was changed in it."""

    code = Code.FILE_NEWER


class AlreadyOpen(StoreError):
    """Another running app has this file."""

    code = Code.FILE_IN_USE


class DamagedFile(StoreError):
    """SQLite itself can no longer read the file; nothing was changed in it."""

    code = Code.RECORD_DAMAGED


class StorageFull(StoreError):
    """There is no room to save; what was saved before is safe."""

    code = Code.STORAGE_FULL


def open_database(path: Path) -> Database:
    """The phone's file, migrated and durable. Raises `StoreError`.

    It is locked for this one connection: SQLite before 3.51.3 can lose commits in WAL mode when two are open.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=1)
    try:
        return _prepared(connection)
    except sqlite3.OperationalError as error:
        connection.close()
        if "locked" in str(error):
            raise AlreadyOpen(str(path.name)) from error
        raise _in_our_words(error) from error
    except UNREADABLE as error:
        connection.close()
        raise _in_our_words(error) from error
    except StoreError:
        connection.close()
        raise


def _prepared(connection: sqlite3.Connection) -> Database:
    connection.text_factory = _text_or_damage
    connection.execute("pragma locking_mode = exclusive")
    connection.execute("pragma journal_mode = wal")
    for setting in ("synchronous = full", "fullfsync = 1", "checkpoint_fullfsync = 1", "foreign_keys = 1"):
        connection.execute(f"pragma {setting}")
    assert_durable(connection)
    database = Database(connection)
    refuse_newer(database)
    migrations.apply(database)
    refuse_lost_numbers(database)
    return database


def _text_or_damage(found: bytes) -> str:
    """Text as it was written. Where a turned bit made it no text, the seal on the record says so and not the reading."""
    return found.decode("utf-8", "replace")


def assert_durable(connection: sqlite3.Connection) -> None:
    """Raise `NotDurable` when a setting that "bewaard" rests on is not in force."""
    for name, wanted in _DURABLE.items():
        found = connection.execute(f"pragma {name}").fetchone()[0]
        if found != wanted:
            raise NotDurable(f"{name} is {found}, not {wanted}")


def refuse_newer(database: Database) -> None:
    """Raise `NewerFile` when a migration was applied that this version does not know."""
    known = {each.name for each in migrations._migrations}  # sqlite-utils has no public list of them
    newer = {each.name for each in migrations.applied(database)} - known
    if newer:
        raise NewerFile(", ".join(sorted(newer)))


def refuse_lost_numbers(database: Database) -> None:
    """Raise `DamagedFile` when rows have lost their numbers: one turned bit in a table's own words can do that."""
    for table, number in (("outbox", "device_seq"), ("seeds", "first_seq")):
        if database.execute(f"select 1 from {table} not indexed where typeof({number}) <> 'integer' limit 1").fetchone():  # noqa: S608  # our own words
            raise DamagedFile(table)


@contextmanager
def saving(database: Database) -> Iterator[None]:
    """One transaction; on disk when it ends without error. Raises `StorageFull` when there is no room, `DamagedFile`."""
    try:
        with database.atomic():
            yield
    except sqlite3.DatabaseError as error:
        raise _in_our_words(error) from error


def _in_our_words(error: sqlite3.DatabaseError | UnicodeDecodeError) -> Exception:
    if isinstance(error, UnicodeDecodeError):
        return DamagedFile()
    text = str(error)
    if "full" in text or "disk I/O error" in text:
        return StorageFull()
    # a file that SQLite takes for read-only after it was opened for writing has a damaged header
    return DamagedFile(text) if "malformed" in text or "not a database" in text or "readonly" in text else error
