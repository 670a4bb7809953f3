"""A power cut at any statement: from there on the connection answers nobody, and what is on disk is all there is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database

COMPANIONS = ("", "-wal", "-journal")


class PowerCut(BaseException):
    """Not an error that anybody may catch and go on: the process is gone."""


class Tripwire:
    """A connection that counts what is asked of it; with `left` at a number it is cut after so many more statements."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.left: int | None = None

    def execute(self, *asked: Any) -> sqlite3.Cursor:
        self._count()
        return self.connection.execute(*asked)

    def executemany(self, *asked: Any) -> sqlite3.Cursor:
        self._count()
        return self.connection.executemany(*asked)

    @contextmanager
    def spared(self) -> Iterator[None]:
        """Whoever only looks on does not bring the power cut nearer."""
        left, self.left = self.left, None
        try:
            yield
        finally:
            self.left = left

    def _count(self) -> None:
        if self.left is not None:
            self.left -= 1
            if self.left < 0:
                raise PowerCut

    def __getattr__(self, name: str) -> Any:
        return getattr(self.connection, name)


def wired(database: Database) -> Tripwire:
    """Put a tripwire into an open store."""
    wire = Tripwire(database.conn)
    database.conn = wire  # type: ignore[assignment]  # it answers as one
    return wire


def taken_from_disk(path: Path, to: Path, wire: Tripwire) -> None:
    """The file as it lies on disk at this moment, with its journal; closing the old connection changes nothing in that."""
    found = {each: content for each in COMPANIONS if (content := _read(Path(f"{path}{each}"))) is not None}
    wire.connection.close()
    for each in COMPANIONS:
        Path(f"{path}{each}").unlink(missing_ok=True)
    for each, content in found.items():
        Path(f"{to}{each}").write_bytes(content)


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None
