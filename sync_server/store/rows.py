"""The rows of a team: read by id, written with their change number and for whom they are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlite_utils import Database

from field_app.rules.cases.audience import audience_of, within
from field_app.rules.facts import Change, Tally, case_of
from field_app.rules.glance import Glance, glance
from field_app.rules.vocabulary import Kind
from sync_server.quick_json import compact
from sync_server.store.totals import Totals

NewRow = tuple[str, str, str, int, int, str | None, str | None, str | None, int | None, str, str]


class TeamRows:
    """One team's rows: another team's are not there, by construction."""

    def __init__(self, database: Database, team_id: str) -> None:
        """Every statement names the team."""
        self._database = database
        self._team = team_id

    def row(self, kind: Kind, row_id: str) -> Mapping[str, Any] | None:
        """One row's body."""
        found = self._database.execute(
            "select body from rows where team = ? and kind = ? and id = ?", [self._team, kind, row_id]
        ).fetchone()
        body: Mapping[str, Any] | None = None if found is None else json.loads(found[0])
        return body

    def audience(self, kind: Kind, row_id: str) -> str | None:
        """For whom a row is, None when it is not there."""
        asked = "select audience from rows where team = ? and kind = ? and id = ?"
        found = self._database.execute(asked, [self._team, kind, row_id]).fetchone()
        return None if found is None else str(found[0])

    def all_of(self, kind: Kind) -> dict[str, dict[str, Any]]:
        """All rows of a kind, by id."""
        rows = self._database.execute("select id, body from rows where team = ? and kind = ?", [self._team, kind])
        return {row_id: json.loads(body) for row_id, body in rows.fetchall()}

    def tally(self, case_id: str) -> Tally:
        """The looks at a case so far."""
        tally = Tally()
        for day, looks, minutes in self._database.execute(
            """select looked_on, count(*), sum(minutes) from rows
            where team = ? and case_id = ? and minutes is not null group by looked_on""",
            [self._team, case_id],
        ):
            tally.add(date.fromisoformat(day), minutes, looks)
        return tally

    def looks_of(self, case_id: str) -> list[Glance]:
        """The rows that count as a look at this case."""
        asked = "select id, body from rows where team = ? and case_id = ? and minutes is not null"
        rows = self._database.execute(asked, [self._team, case_id]).fetchall()
        return [found for row_id, body in rows if (found := glance(row_id, json.loads(body)))]

    def of_case(self, case_id: str) -> list[tuple[Kind, str]]:
        """Kind and id of every row about this case, its own row included."""
        asked = "select kind, id from rows where team = ? and case_id = ?"
        return [(Kind(kind), row_id) for kind, row_id in self._database.execute(asked, [self._team, case_id]).fetchall()]

    def write(self, changes: Iterable[tuple[int, Change]], device_id: str | None) -> None:
        """Keep changes with their change numbers; a later change of the same row in one go wins."""
        made: list[NewRow] = []
        totals = Totals(self._database, self._team)
        cases: dict[str, Mapping[str, Any] | None] = {}
        for seq, change in changes:
            audience = self._audience(change, cases)
            if change.is_new:
                made.append(self._new_row(seq, change, device_id, audience))
                totals.count(change.kind, change.id, seq, audience)
                continue
            self._insert(made)
            made = []
            self._replace(seq, change, audience, totals)
            if change.kind is Kind.CASE:
                self._move(change, seq, totals)
        self._insert(made)
        totals.keep()

    def _audience(self, change: Change, cases: dict[str, Mapping[str, Any] | None]) -> str:
        """For whom a change is. `cases` remembers the cases of this write as they stand by now."""
        case_id = change.looked.case_id if change.looked else case_of(change.kind, change.id, change.body)
        if case_id is None:
            return audience_of(change.kind, change.body, None)
        if change.kind is Kind.CASE:
            cases[case_id] = change.body
        elif case_id not in cases:
            cases[case_id] = self.row(Kind.CASE, case_id)
        return audience_of(change.kind, change.body, cases[case_id])

    def _new_row(self, seq: int, change: Change, device_id: str | None, audience: str) -> NewRow:
        looked = change.looked
        on, minutes = (looked.on.isoformat(), looked.minutes) if looked else (None, None)
        case_id = looked.case_id if looked else case_of(change.kind, change.id, change.body)
        return (self._team, change.kind, change.id, seq, seq, device_id, case_id, on, minutes, compact(change.body), audience)

    def _insert(self, rows: list[NewRow]) -> None:
        self._database.conn.executemany("insert into rows values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def _replace(self, seq: int, change: Change, audience: str, totals: Totals) -> None:
        key = [self._team, change.kind, change.id]
        found = self._database.execute("select seq, audience from rows where team = ? and kind = ? and id = ?", key).fetchone()
        totals.count(change.kind, change.id, seq, audience)
        row = self._new_row(seq, change, None, audience)
        if found is None:
            self._insert([row])
            return
        totals.uncount(change.kind, change.id, *found)
        _, _, _, _, _, _, case_id, on, minutes, body, _ = row
        self._database.execute(
            """update rows set seq = ?, body = ?, audience = ?, case_id = ?, looked_on = coalesce(?, looked_on),
            minutes = coalesce(?, minutes) where team = ? and kind = ? and id = ?""",
            [seq, body, audience, case_id, on, minutes, *key],
        )

    def _move(self, change: Change, seq: int, totals: Totals) -> None:
        """Everything in a case is for whom the case is: who may read it from now on gets it as changed just now."""
        audience = within(change.body)
        moved = self._database.execute(
            """select kind, id, seq, audience from rows where team = ? and case_id = ? and audience <> ?
            and kind not in ('case', 'archive', 'footprint')""",
            [self._team, change.id, audience],
        ).fetchall()
        for kind, row_id, old_seq, old_audience in moved:
            totals.uncount(Kind(kind), row_id, old_seq, old_audience)
            totals.count(Kind(kind), row_id, seq, audience)
        self._database.conn.executemany(
            "update rows set seq = ?, audience = ? where team = ? and kind = ? and id = ?",
            [[seq, audience, self._team, kind, row_id] for kind, row_id, _, _ in moved],
        )

    def remove(self, rows: Iterable[tuple[Kind, str]]) -> None:
        """Take rows away for good, without a trace: for what is destroyed."""
        totals = Totals(self._database, self._team)
        for kind, row_id in rows:
            key = [self._team, kind, row_id]
            found = self._database.execute("select seq, audience from rows where team = ? and kind = ? and id = ?", key).fetchone()
            if found:
                totals.uncount(kind, row_id, *found)
                self._database.execute("delete from rows where team = ? and kind = ? and id = ?", key)
        totals.keep()
