"""A team's log of received commands as a Merkle tree: its heads, and proofs for whoever asks."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from field_app.rules.log import LogEntry, SignedHead, leaf_hash, said_hash
from field_app.rules.merkle import consistency_spans, inclusion_spans
from field_app.rules.wire import decode, encode
from sync_server.store.tiles import Tiles

_ENTRY = "device, device_seq, inner_hash, received_at, status, said"


class TeamLog:
    """One team's log. The index of an entry is the order of receipt, from 0."""

    def __init__(self, database: Database, team_id: str) -> None:
        """One connection, one thread; see `Tiles` for what is remembered."""
        self._database, self._team = database, team_id
        self._tiles = Tiles(database, team_id)
        self._root: tuple[int, bytes] = (-1, b"")
        self._head: SignedHead | None = None

    @property
    def size(self) -> int:
        """How many commands were received."""
        return self._tiles.size

    def append(self, entries: Iterable[LogEntry]) -> None:
        """Commands were received, in this order; their rows must stand in the same transaction."""
        self._tiles.append([leaf_hash(each) for each in entries])

    def root(self, size: int | None = None) -> bytes:
        """The root of the first `size` entries, or of all. Raises `IndexError`."""
        wanted = self.size if size is None else size
        if not 0 <= wanted <= self.size:
            raise IndexError(wanted)
        if self._root[0] != wanted:
            self._root = wanted, self._tiles.node(0, wanted)
        return self._root[1]

    def head(self) -> SignedHead | None:
        """The newest head that was signed, None before the first exchange."""
        if self._head is None:
            asked = "select epoch, size, root, at, signature from heads where team = ? order by rowid desc limit 1"
            found = self._database.execute(asked, [self._team]).fetchone()
            self._head = None if found is None else _head(self._team, found)
        return self._head

    def heads(self) -> list[SignedHead]:
        """Every head that was signed, oldest first."""
        asked = "select epoch, size, root, at, signature from heads where team = ? order by rowid"
        return [_head(self._team, found) for found in self._database.execute(asked, [self._team]).fetchall()]

    def keep_head(self, head: SignedHead) -> None:
        """A head was signed."""
        said = encode(head)
        row = [head.team_id, head.epoch, head.size, bytes.fromhex(head.root), said["at"], bytes.fromhex(head.signature)]
        self._database.execute("insert into heads values (?, ?, ?, ?, ?, ?)", row)
        self._head = head

    def leaf(self, index: int) -> LogEntry:
        """One entry. Raises `IndexError`."""
        asked = f"select {_ENTRY} from commands where team = ? and leaf = ?"  # noqa: S608  # our own words
        found = self._database.execute(asked, [self._team, index]).fetchone()
        if found is None:
            raise IndexError(index)
        return entry_of(*found)

    def index_of(self, device_id: str, device_seq: int) -> int | None:
        """Where this command of a device stands, None when this team never received it."""
        asked = "select leaf from commands where team = ? and device = ? and device_seq = ?"
        found = self._database.execute(asked, [self._team, device_id, device_seq]).fetchone()
        return None if found is None else int(found[0])

    def said_hash(self, index: int) -> str:
        """The salted hash (hex) of what the verdict said beside its status, "" when it said no more. Raises `IndexError`."""
        return self.leaf(index).said

    def inclusion(self, index: int, size: int) -> list[bytes]:
        """The proof that an entry stands in the log of this size. Raises `IndexError`."""
        self.root(size)
        return [self._tiles.node(*span) for span in inclusion_spans(index, size)]

    def consistency(self, old_size: int, new_size: int) -> list[bytes]:
        """The proof that the log grew from one size to the other. Raises `IndexError`."""
        if new_size > self.size:
            raise IndexError(new_size)
        return [self._tiles.node(*span) for span in consistency_spans(old_size, new_size)]


def _head(team_id: str, found: tuple[Any, ...]) -> SignedHead:
    epoch, size, root, at, signature = found
    said = {"team_id": team_id, "epoch": epoch, "size": size, "root": root.hex(), "at": at, "signature": signature.hex()}
    return decode(SignedHead, said)


def entry_of(device_id: str, device_seq: int, inner: bytes, received_at: str, status: str, said: bytes | None) -> LogEntry:
    """A row of commands as an entry of the log."""
    return LogEntry(device_id, device_seq, inner.hex(), received_at, status, said.hex() if said else "")


def build(database: Database, team_id: str) -> None:
    """Make the tree of a team anew from its commands, in order of receipt: for a file from before there was one."""
    rows: list[tuple[int, bytes | None, int]] = []
    entries: list[LogEntry] = []
    asked = f"select rowid, salt, verdict, {_ENTRY} from commands where team = ? order by rowid"  # noqa: S608  # our own words
    for rowid, salt, verdict, device_id, device_seq, inner, received_at, status, said in database.execute(asked, [team_id]):
        bound = bytes.fromhex(said_hash(salt, json.loads(verdict))) if verdict else said
        rows.append((len(rows), bound, rowid))
        entries.append(entry_of(device_id, device_seq, inner, received_at, status, bound))
    database.conn.executemany("update commands set leaf = ?, said = ? where rowid = ?", rows)
    database.execute("delete from tiles where team = ?", [team_id])
    TeamLog(database, team_id).append(entries)
