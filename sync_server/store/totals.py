"""Counts and sums of a team's rows by kind and by audience, so that each phone can notice what it misses."""

from __future__ import annotations

from sqlite_utils import Database

from field_app.rules.totals import HASH_SPACE, row_hash
from field_app.rules.vocabulary import Kind


class Totals:
    """What one write adds and takes away; `keep` writes it down."""

    def __init__(self, database: Database, team_id: str) -> None:
        """Nothing counted yet."""
        self._database, self._team = database, team_id
        self._sums: dict[tuple[str, str], list[int]] = {}

    def count(self, kind: Kind, row_id: str, seq: int, audience: str) -> None:
        """A row stands with this change number."""
        self._add(kind, audience, 1, row_hash(kind, row_id, seq))

    def uncount(self, kind: Kind, row_id: str, seq: int, audience: str) -> None:
        """It no longer stands with this one."""
        self._add(kind, audience, -1, -row_hash(kind, row_id, seq))

    def _add(self, kind: Kind, audience: str, number: int, total: int) -> None:
        sums = self._sums.setdefault((kind.value, audience), [0, 0])
        sums[0] += number
        sums[1] += total

    def keep(self) -> None:
        """Write the sums down."""
        for (kind, audience), (number, total) in self._sums.items():
            key = [self._team, kind, audience]
            asked = "select count, sum from totals where team = ? and kind = ? and audience = ?"
            found = self._database.execute(asked, key).fetchone()
            count, before = (found[0], int(found[1])) if found else (0, 0)
            self._database.execute(
                "insert or replace into totals values (?, ?, ?, ?, ?)", [*key, count + number, str((before + total) % HASH_SPACE)]
            )
        self._sums.clear()
