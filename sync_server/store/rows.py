"""The rows of a team: read by id, written with their change number, counted as they change."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlite_utils import Database

from field_app.rules.facts import Change, Tally
from field_app.rules.totals import HASH_SPACE, row_hash
from field_app.rules.vocabulary import Kind
from sync_server.quick_json import compact

NewRow = tuple[str, str, str, int, int, str | None, str | None, str | None, int | None, str]


#: Rows that are not for everyone: an incident is for its author and the team lead, a wish for its author and the planners.
_CONFIDENTIAL = ("incident", "availability")
_MAY_READ = """(kind not in ('incident', 'availability') or json_extract(body, '$.officer_id') = :officer
    or (kind = 'incident' and :leads)
    or (kind = 'availability' and (:plans or json_extract(body, '$.kind') = 'AWAY')))"""


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom rows are read: an officer, and whether this is a team lead or a planner."""

    officer_id: str
    leads: bool = False
    plans: bool = False

    def asks(self, **more: Any) -> dict[str, Any]:
        """The parameters of a statement that reads for this officer."""
        return {"officer": self.officer_id, "leads": self.leads, "plans": self.plans, **more}


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

    def looks_of(self, case_id: str) -> dict[str, dict[str, Any]]:
        """The bodies of the rows that count as a look at this case, by id."""
        asked = "select id, body from rows where team = ? and case_id = ? and minutes is not null"
        return {row_id: json.loads(body) for row_id, body in self._database.execute(asked, [self._team, case_id]).fetchall()}

    def write(self, changes: Iterable[tuple[int, Change]], device_id: str | None) -> None:
        """Keep changes with their change numbers; a later change of the same row in one go wins."""
        made: list[NewRow] = []
        sums: dict[str, list[int]] = {}
        for seq, change in changes:
            count, total = sums.setdefault(change.kind.value, [0, 0])
            if change.is_new:
                made.append(self._new_row(seq, change, device_id))
                sums[change.kind.value] = [count + 1, total + row_hash(change.kind, change.id, seq)]
                continue
            self._insert(made)
            made = []
            old = self._replace(seq, change)
            gone = 0 if old is None else row_hash(change.kind, change.id, old)
            sums[change.kind.value] = [count + (old is None), total + row_hash(change.kind, change.id, seq) - gone]
        self._insert(made)
        for kind, (count, total) in sums.items():
            self._add_total(kind, count, total)

    def _new_row(self, seq: int, change: Change, device_id: str | None) -> NewRow:
        looked = change.looked
        case, on, minutes = (looked.case_id, looked.on.isoformat(), looked.minutes) if looked else (None, None, None)
        return (self._team, change.kind, change.id, seq, seq, device_id, case, on, minutes, compact(change.body))

    def _insert(self, rows: list[NewRow]) -> None:
        self._database.conn.executemany("insert into rows values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def _replace(self, seq: int, change: Change) -> int | None:
        key = [self._team, change.kind, change.id]
        found = self._database.execute("select seq from rows where team = ? and kind = ? and id = ?", key).fetchone()
        if found is None:
            self._insert([self._new_row(seq, change, None)])
            return None
        self._database.execute(
            "update rows set seq = ?, body = ? where team = ? and kind = ? and id = ?", [seq, compact(change.body), *key]
        )
        return int(found[0])

    def _add_total(self, kind: str, count: int, total: int) -> None:
        found = self._database.execute("select count, sum from totals where team = ? and kind = ?", [self._team, kind]).fetchone()
        old_count, old_sum = (found[0], int(found[1])) if found else (0, 0)
        self._database.execute(
            "insert or replace into totals values (?, ?, ?, ?)",
            [self._team, kind, old_count + count, str((old_sum + total) % HASH_SPACE)],
        )

    def totals(self, reader: Reader) -> dict[str, list[int]]:
        """Count and sum of each kind, as far as this reader may see it."""
        rows = self._database.execute("select kind, count, sum from totals where team = ? and count > 0", [self._team])
        found = {kind: [count, int(total)] for kind, count, total in rows}
        for kind in found.keys() & set(_CONFIDENTIAL):
            found[kind] = self._counted(kind, reader)
        return {kind: total for kind, total in found.items() if total[0]}

    def _counted(self, kind: str, reader: Reader) -> list[int]:
        """Few rows are confidential, so that they are counted anew for each reader."""
        asked = f"select id, seq from rows where team = :team and kind = :kind and {_MAY_READ}"  # noqa: S608  # our own words
        rows = self._database.execute(asked, reader.asks(team=self._team, kind=kind)).fetchall()
        return [len(rows), sum(row_hash(kind, row_id, seq) for row_id, seq in rows) % HASH_SPACE]

    def page(self, reader: Reader, cursor: int, without: str | None, limit: int) -> list[tuple[int, str]]:
        """Change number and JSON text of the rows above the cursor, oldest change first; the JSON passes through as it was kept.

        Only what this reader may see. Rows that the device `without` brought into being and nobody changed since are left out.
        """
        asked = f"""select seq, '{{"seq":' || seq || ',"kind":"' || kind || '","id":"' || id || '","body":' || body || '}}'
            from rows where team = :team and seq > :cursor and (:without is null or made_by is not :without or seq <> made_seq)
            and {_MAY_READ} order by seq limit :limit"""  # noqa: S608  # our own words
        more = {"team": self._team, "cursor": cursor, "without": without, "limit": limit}
        return self._database.execute(asked, reader.asks(**more)).fetchall()
