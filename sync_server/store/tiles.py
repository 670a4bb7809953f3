"""The hashes of a team's log in tiles of 256 a level, so that it grows and proves itself without reading all of it.

A tile of level 0 holds leaf hashes; one of level 1 the roots of 256 full tiles below it, and so on (the shape of tlog-tiles).
Nodes in between are made anew from the tile they stand in.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database

from field_app.rules.merkle import EMPTY_ROOT, HASH_BYTES, folded, perfect_root, perfect_spans

#: A tile spans so many bits of a leaf's index.
_BITS = 8
_FULL = 1 << _BITS


class Tiles:
    """One team's tree. What was read is remembered: whoever holds this must let go of it when the file changed otherwise."""

    def __init__(self, database: Database, team_id: str) -> None:
        """Reads how far the log goes."""
        self._database, self._team = database, team_id
        self._known: dict[tuple[int, int], bytes] = {}
        asked = "select number, length(hashes) from tiles where team = ? and level = 0 order by number desc limit 1"
        found = database.execute(asked, [team_id]).fetchone()
        self.size: int = found[0] * _FULL + found[1] // HASH_BYTES if found else 0

    def append(self, leaf_hashes: Sequence[bytes]) -> None:
        """More leaves at the end, in one write for each level."""
        level, added = 0, leaf_hashes
        while added:
            added = self._append_at(level, self.size >> (_BITS * level), added)
            level += 1
        self.size += len(leaf_hashes)

    def _append_at(self, level: int, count: int, added: Sequence[bytes]) -> list[bytes]:
        """Add to one level that held `count`; answers the roots of the tiles that became full."""
        first = count >> _BITS
        content = (self._tile(level, first) if count % _FULL else b"") + b"".join(added)
        parts = [content[at : at + _FULL * HASH_BYTES] for at in range(0, len(content), _FULL * HASH_BYTES)]
        rows = [(self._team, level, number, part) for number, part in enumerate(parts, start=first)]
        self._database.conn.executemany("insert or replace into tiles values (?, ?, ?, ?)", rows)
        self._known.update({(level, number): part for _, _, number, part in rows})
        return [perfect_root(_hashes(part)) for part in parts if len(part) == _FULL * HASH_BYTES]

    def node(self, first: int, end: int) -> bytes:
        """The node above the leaves from `first` up to `end`, a span of the tree; from 0, the root of the first `end`."""
        nodes = [self._perfect(*span) for span in perfect_spans(first, end)]
        return folded(nodes) if nodes else EMPTY_ROOT

    def _perfect(self, first: int, end: int) -> bytes:
        level, deep = divmod((end - first).bit_length() - 1, _BITS)
        number, at = divmod(first >> (_BITS * level), _FULL)
        return perfect_root(_hashes(self._tile(level, number), at, at + (1 << deep)))

    def _tile(self, level: int, number: int) -> bytes:
        if (level, number) not in self._known:
            asked = "select hashes from tiles where team = ? and level = ? and number = ?"
            found = self._database.execute(asked, [self._team, level, number]).fetchone()
            self._known[level, number] = bytes(found[0]) if found else b""
        return self._known[level, number]


def _hashes(tile: bytes, first: int = 0, end: int = _FULL) -> list[bytes]:
    return [tile[at : at + HASH_BYTES] for at in range(first * HASH_BYTES, min(end * HASH_BYTES, len(tile)), HASH_BYTES)]
