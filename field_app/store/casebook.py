"""The team's rows as the server last confirmed them, sealed on disk and counted in memory."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from typing import Any

from sqlite_utils import Database

from field_app.rules.facts import Tally
from field_app.rules.glance import Glance
from field_app.rules.totals import HASH_SPACE, row_hash
from field_app.rules.vocabulary import CaseStatus, Kind
from field_app.store.glances import Glances
from field_app.store.record import FedRow, body_of, text_of
from field_app.store.vault import Damaged, Vault


class Casebook:
    """Confirmed rows. Everything is opened once at the start, so that a damaged row is noticed and never shown as true."""

    def __init__(self, database: Database, vault: Vault) -> None:
        """Reads and checks every row."""
        self._database = database
        self._vault = vault
        self.reload()

    def reload(self) -> None:
        """Count anew from the disk: at the start, and after a transaction that did not go through."""
        self._small: dict[tuple[str, str], dict[str, Any]] = {}
        #: Records of these rows as the rules read them, made when somebody asks; what changes is taken out.
        self.records: dict[tuple[str, str], Any] = {}
        self._seqs: dict[tuple[str, str], int] = {}
        self._glances = Glances(self._body_of)
        self._sums: dict[str, int] = {}
        self._counts: dict[str, int] = {}
        self.damaged = 0
        for kind, row_id, seq, case_id, sealed in self._database.execute(
            "select kind, id, seq, case_id, sealed from rows"
        ).fetchall():
            try:
                body = self._opened(kind, row_id, seq, case_id, sealed)
            except Damaged:
                self.damaged += 1
                continue
            self._count(kind, row_id, seq, body)
            self._glances.know((kind, row_id), body)

    def row(self, kind: Kind, row_id: str) -> Mapping[str, Any] | None:
        """One row's body, None when this phone has no such row. Raises `Damaged`."""
        if kind is not Kind.OBSERVATION:
            return self._small.get((kind, row_id))
        found = self._database.execute("select seq, case_id, sealed from rows where kind = ? and id = ?", [kind, row_id]).fetchone()
        return None if found is None else self._opened(kind, row_id, *found)

    def all_of(self, kind: Kind) -> dict[str, dict[str, Any]]:
        """All rows of a kind other than observations, by id."""
        return {row_id: body for (each, row_id), body in self._small.items() if each == kind}

    def observations_of(self, case_id: str) -> dict[str, dict[str, Any]]:
        """The observations of one case, by id. A damaged one was counted at the start and waits to be pulled anew."""
        rows = self._database.execute("select id, seq, case_id, sealed from rows where case_id = ?", [case_id]).fetchall()
        found = {}
        for row_id, seq, case, sealed in rows:
            with contextlib.suppress(Damaged):
                found[row_id] = self._opened(Kind.OBSERVATION, row_id, seq, case, sealed)
        return found

    def tally(self, case_id: str) -> Tally:
        """The confirmed looks at a case, as a tally of the caller's own."""
        return self._glances.tally(case_id)

    def looks_of(self, case_id: str) -> list[Glance]:
        """The confirmed rows that tell of looking at this case, oldest first; nothing is opened for it. Not to be changed."""
        return self._glances.of(case_id)

    def totals(self) -> dict[str, list[int]]:
        """Count and hash of each kind, to hold against the server's."""
        return {kind: [count, self._sums[kind]] for kind, count in self._counts.items() if count}

    def take(self, rows: Iterable[FedRow], generation: int) -> None:
        """Keep rows of the feed, within the transaction around it. With a case that is closed or no longer ours goes all of it."""
        kept, gone, left = [], [], set[str]()
        for row in rows:
            self._uncount(row.kind, row.id)
            if row.kind is Kind.CASE and has_left(row.body):
                left.add(row.id)
            if row.body is None:
                gone.append((row.kind, row.id))
                continue
            case_id = row.body["look"]["case_id"] if row.kind is Kind.OBSERVATION else None
            sealed = self._vault.seal(text_of(row), _place(row.kind, row.id, row.seq, case_id))
            kept.append((row.kind, row.id, row.seq, case_id, generation, sealed))
            self._count(row.kind, row.id, row.seq, row.body)
            if case_id:  # what is known of an observation here is its case: the rest is read when somebody asks
                self._glances.await_((row.kind, row.id), case_id)
            else:
                self._glances.know((row.kind, row.id), row.body)
        self._database.conn.executemany("insert or replace into rows values (?, ?, ?, ?, ?, ?)", kept)
        self._remove([*gone, *(each for case_id in left for each in self._within(case_id))])

    def _remove(self, rows: list[tuple[str, str]]) -> None:
        for kind, row_id in rows:
            self._uncount(kind, row_id)
        if rows:
            self._database.conn.executemany("delete from rows where kind = ? and id = ?", rows)

    def _within(self, case_id: str) -> list[tuple[str, str]]:
        """Kind and id of everything in a case, the case's own row apart."""
        found = self._database.execute("select kind, id from rows where case_id = ?", [case_id]).fetchall()
        return found + [key for key, body in self._small.items() if body.get("case_id") == case_id]

    def holds(self, case_id: str) -> bool:
        """Whether the content of this case belongs on this phone."""
        case = self._small.get((Kind.CASE, case_id))
        return case is not None and not has_left(case)

    def newest_generation(self) -> int:
        """The pull from zero that brought the newest rows here; -1 with none."""
        (found,) = self._database.execute("select coalesce(max(generation), -1) from rows").fetchone()
        return int(found)

    def drop_older(self, generation: int) -> None:
        """After a whole new pull: rows that the server no longer has are gone here too."""
        for kind, row_id in self._database.execute("select kind, id from rows where generation < ?", [generation]).fetchall():
            self._uncount(kind, row_id)
        self._database.execute("delete from rows where generation < ?", [generation])

    def _count(self, kind: str, row_id: str, seq: int, body: Mapping[str, Any]) -> None:
        self._seqs[kind, row_id] = seq
        self._counts[kind] = self._counts.get(kind, 0) + 1
        self._sums[kind] = (self._sums.get(kind, 0) + row_hash(kind, row_id, seq)) % HASH_SPACE
        if kind != Kind.OBSERVATION:
            self._small[kind, row_id] = dict(body)

    def _uncount(self, kind: str, row_id: str) -> None:
        seq = self._seqs.pop((kind, row_id), None)
        if seq is None:
            return
        self._counts[kind] -= 1
        self._sums[kind] = (self._sums[kind] - row_hash(kind, row_id, seq)) % HASH_SPACE
        self._small.pop((kind, row_id), None)
        self.records.pop((kind, row_id), None)
        self._glances.forget((kind, row_id))

    def _body_of(self, kind: Kind, row_id: str) -> Mapping[str, Any] | None:
        """A damaged one is counted, so that the next exchange pulls it anew."""
        try:
            return self.row(kind, row_id)
        except Damaged:
            self.damaged += 1
            return None

    def _opened(self, kind: str, row_id: str, seq: int, case_id: str | None, sealed: bytes) -> dict[str, Any]:
        """What came over the line is read here for the first time: what is no row then is as good as damaged."""
        place = _place(kind, row_id, seq, case_id)
        text = self._vault.open(sealed, place)
        try:
            return body_of(text)
        except (ValueError, KeyError, TypeError):
            raise Damaged(place) from None


def has_left(case: Mapping[str, Any] | None) -> bool:
    """Whether a case, as its row now stands, is no longer for this phone: closed, or for other eyes."""
    return case is None or case.get("status") == CaseStatus.CLOSED


def _place(kind: str, row_id: str, seq: int, case_id: str | None) -> str:
    return f"row|{kind}|{row_id}|{seq}|{case_id or ''}"
