"""Reads a server's file whole, with all its logs, and names every entry and head that does not fit, also in a copy."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import zip_longest

from sqlite_utils import Database

from field_app.rules import chain, merkle
from field_app.rules.log import SignedHead, leaf_hash, said_hash
from sync_server.store.team_log import entry_of
from sync_server.store.tiles import Tiles

IsSigned = Callable[[bytes, str], bool]
_LEAVES = "select rowid, leaf, device, device_seq, inner_hash, received_at, status, said, salt, content, verdict from commands"


class Wrong(StrEnum):
    """What can be wrong with a log."""

    ORDER = "ORDER"
    CONTENT = "CONTENT"
    VERDICT = "VERDICT"
    LEAF = "LEAF"
    GONE = "GONE"
    TREE = "TREE"
    HEAD = "HEAD"
    SIGNATURE = "SIGNATURE"
    CHAIN = "CHAIN"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not fit: which command of which device, or the head of which size; `team_id` "" for a device's chain."""

    team_id: str
    what: Wrong
    device_id: str = ""
    number: int = 0


class Growing:
    """A tree that grows leaf by leaf and can say its root at every size; it keeps one hash for each bit of its size."""

    def __init__(self) -> None:
        """Empty."""
        self.size, self._nodes = 0, list[bytes]()

    def add(self, leaf: bytes) -> None:
        """One leaf more."""
        node, size = leaf, self.size
        while size & 1:
            node, size = merkle.node_hash(self._nodes.pop(), node), size >> 1
        self._nodes.append(node)
        self.size += 1

    @property
    def root(self) -> bytes:
        """The root of all leaves so far."""
        return merkle.folded(self._nodes) if self._nodes else merkle.EMPTY_ROOT


def faults(file: sqlite3.Connection, is_signed: IsSigned | None = None) -> Iterator[Fault]:
    """Everything in this file that does not fit. `is_signed` tells of a head's bytes and signature (hex) whether they are genuine.

    A file from before there was a tree is read for its chains only. Raises `sqlite3.DatabaseError`.
    """
    for device_id, last in file.execute("select id, last_seq from devices").fetchall():
        if (held := chained(file, device_id)) != last:
            yield Fault("", Wrong.CHAIN, device_id, held + 1)
    if file.execute("select 1 from sqlite_master where name = 'tiles'").fetchone():
        for (team_id,) in file.execute("select id from teams order by id").fetchall():
            yield from _of_team(file, team_id, is_signed)


def chained(file: sqlite3.Connection, device_id: str) -> int:
    """So many commands of a device stand in one unbroken chain, each with the content that was chained, if it has any."""
    head, last = chain.genesis(device_id), 0
    for number, content, salt, inner, kept in file.execute(
        "select device_seq, content, salt, inner_hash, head from commands where device = ? order by device_seq", [device_id]
    ):
        head = chain.link(head, inner)
        if number != last + 1 or head != kept or (content is not None and chain.inner(salt, content) != inner):
            break
        last = number
    return last


def _of_team(file: sqlite3.Connection, team_id: str, is_signed: IsSigned | None) -> Iterator[Fault]:
    tree, roots = Growing(), {0: merkle.EMPTY_ROOT}
    heads = file.execute("select size, epoch, root, at, signature from heads where team = ? order by rowid", [team_id]).fetchall()
    sizes = {each[0] for each in heads}
    rows = file.execute(f"{_LEAVES} where team = ? order by rowid", [team_id])
    for at, (row, kept) in enumerate(zip_longest(rows, _kept_leaves(file, team_id))):
        if row is None:
            yield Fault(team_id, Wrong.GONE, "", at + 1)
            tree.add(kept)
        else:
            yield from (Fault(team_id, what, row[2], row[3]) for what in _wrong(row, kept, at))
            tree.add(leaf_hash(entry_of(*row[2:8])))
        if tree.size in sizes:
            roots[tree.size] = tree.root
    if Tiles(Database(file), team_id).node(0, tree.size) != tree.root:
        yield Fault(team_id, Wrong.TREE, "", tree.size)
    for size, epoch, root, moment, signature in heads:
        if roots.get(size) != root:
            yield Fault(team_id, Wrong.HEAD, "", size)
        head = SignedHead(team_id, epoch, size, root.hex(), datetime.fromisoformat(moment))
        if is_signed and not is_signed(head.signed_part, signature.hex()):
            yield Fault(team_id, Wrong.SIGNATURE, "", size)


def _wrong(row: tuple, kept: bytes | None, at: int) -> Iterator[Wrong]:  # type: ignore[type-arg]  # as SQLite gives it
    _, leaf, *bound, salt, content, verdict = row
    *_, inner, _, _, said = bound
    if leaf != at:
        yield Wrong.ORDER
    if content is not None and chain.inner(salt, content) != inner:
        yield Wrong.CONTENT
    if verdict is not None and said_hash(salt, json.loads(verdict)) != (said or b"").hex():
        yield Wrong.VERDICT
    if leaf_hash(entry_of(*bound)) != kept:
        yield Wrong.LEAF


def _kept_leaves(file: sqlite3.Connection, team_id: str) -> Iterator[bytes]:
    asked = "select hashes from tiles where team = ? and level = 0 order by number"
    for (tile,) in file.execute(asked, [team_id]):
        yield from (tile[at : at + merkle.HASH_BYTES] for at in range(0, len(tile), merkle.HASH_BYTES))
