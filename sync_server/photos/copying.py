"""Takes photos along in a backup, and brings them back: sealed as they are, only what is new, and each checked by its hash."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256 as hash_of
from pathlib import Path

log = logging.getLogger(__name__)

#: Team, hash of the photo, and hash of its sealed file.
Entry = tuple[str, str, str]


def listed(database: sqlite3.Connection) -> list[Entry]:
    """The photos that a server's file says it has; none in a file from before there were photos."""
    if not database.execute("select 1 from sqlite_master where name = 'photo_files'").fetchone():
        return []
    return database.execute("select team, sha256, sealed_sha256 from photo_files order by team, sha256").fetchall()


def receipts(database: sqlite3.Connection) -> dict[str, int]:
    """Of each device in a server's file the last receipt up to which every photo is there."""
    return dict(
        database.execute("""
        with got as (select device, number, exists (
            select 1 from photo_files as here where here.team = each.team and here.sha256 = each.sha256
            ) or number <= coalesce((select number from photo_safe where device = each.device), 0) as is_here
            from photo_receipts as each)
        select device, max(number) from got where number < coalesce(
            (select min(lost.number) from got as lost where lost.device = got.device and not lost.is_here), number + 1)
        group by device""")
    )


def missing(entries: list[Entry], folder: Path) -> list[Entry]:
    """Those of which no file is here."""
    return [each for each in entries if not _path(folder, each).exists()]


def unsound(entries: list[Entry], folder: Path) -> list[Entry]:
    """Those whose file here is not there, or not what it was: all are read."""
    return [each for each in entries if not is_sound(_path(folder, each), each[2])]


def is_sound(path: Path, sealed_sha256: str) -> bool:
    """Whether this file is there and what it was."""
    return path.exists() and hash_of(path.read_bytes()).hexdigest() == sealed_sha256


def contents(entries: list[Entry], folder: Path) -> Iterator[tuple[Path, bytes]]:
    """The place in a folder of photos, from its top, and the content of each."""
    for each in entries:
        yield _path(Path(), each), _path(folder, each).read_bytes()


def leave_only_wanted(folder: Path, copies: Path) -> int:
    """Remove photos that no copy in this folder of backups names any more; answers how many went.

    None go while there is a copy that cannot be read: nobody knows which it names.
    """
    try:
        wanted = {_path(Path(), each) for copy in copies.iterdir() if copy.is_file() for each in _named_in(copy)}
    except sqlite3.DatabaseError as error:
        log.warning("no photos were removed beside the backups, for one of them cannot be read: %s", error)
        return 0
    gone = [path for path in folder.glob("*/*") if path.relative_to(folder) not in wanted]
    for path in gone:
        path.unlink()
    return len(gone)


def _named_in(copy: Path) -> list[Entry]:
    with copy.open("rb") as file:
        if not file.read(16).startswith(b"SQLite format 3"):
            return []
    with closing(sqlite3.connect(f"file:{copy}?mode=ro", uri=True)) as database:
        return listed(database)


def _path(folder: Path, entry: Entry) -> Path:
    return folder / entry[0] / entry[1]
