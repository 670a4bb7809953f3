"""What one reader may see of a team's rows: pages of the feed and the totals to hold against it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from field_app.rules.cases.audience import MOVING
from field_app.rules.totals import HASH_SPACE, row_hash

#: Rows that are not for everyone: an incident is for its author and the team lead, a wish for its author and the planners.
_CONFIDENTIAL = ("incident", "availability")
_FOR_THIS_READER = "(audience = '' or (:content and audience = 'content') or audience = :own or (:all and audience like 'own:%'))"
_MAY_READ = f"""{_FOR_THIS_READER} and (kind not in ('incident', 'availability') or json_extract(body, '$.officer_id') = :officer
    or (kind = 'incident' and :leads)
    or (kind = 'availability' and (:plans or json_extract(body, '$.kind') = 'AWAY')))"""
#: Above every change number, and no limit at all, as SQLite knows them.
_NEWEST, ALL = 2**63 - 1, -1
_MOVING = ", ".join(f"'{each.value}'" for each in MOVING)


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom rows are read: an officer, and what this officer's roles open.

    `content`: dossiers; `all`: also what is somebody's own; `leads` and `plans`: a team lead, a planner.
    """

    officer_id: str
    leads: bool = False
    plans: bool = False
    content: bool = False
    all: bool = False

    def asks(self, **more: Any) -> dict[str, Any]:
        """The parameters of a statement that reads for this officer."""
        who = {"officer": self.officer_id, "own": f"own:{self.officer_id}"}
        return {**who, "leads": self.leads, "plans": self.plans, "content": self.content, "all": self.all, **more}


class Reading:
    """One team's rows as one reader may see them."""

    def __init__(self, database: Database, team_id: str, reader: Reader) -> None:
        """Every statement names the team and the reader."""
        self._database, self._team, self._reader = database, team_id, reader

    def page(self, cursor: int, without: str | None, limit: int, through: int = _NEWEST) -> list[tuple[int, str]]:
        """Change number and JSON text of the rows above the cursor, up to `through`, oldest change first; it passes as it was kept.

        Rows that the device `without` brought into being and nobody changed since are left out. A row that this reader could read
        before and no longer may comes without its body, so that the phone lets go of it. Before the body of a look stands its case.
        """
        asked = f"""select seq, '{{"seq":' || seq || ',"kind":"' || kind || '","id":"' || id
                || coalesce(case kind when 'observation' then '","case":"' || case_id end, '')
                || '","body":' || iif({_MAY_READ}, body, 'null') || '}}'
            from rows where team = :team and seq > :cursor and seq <= :through
            and (:without is null or made_by is not :without or seq <> made_seq)
            and ({_MAY_READ} or (kind in ({_MOVING}) and made_seq <= :cursor)) order by seq limit :limit"""  # noqa: S608  # our own words
        more = {"team": self._team, "cursor": cursor, "without": without, "limit": limit, "through": through}
        return self._database.execute(asked, self._reader.asks(**more)).fetchall()

    def totals(self) -> dict[str, list[int]]:
        """Count and sum of each kind, as far as this reader may see it."""
        asked = f"select kind, count, sum from totals where team = :team and count > 0 and {_FOR_THIS_READER}"  # noqa: S608  # our own words
        found: dict[str, list[int]] = {}
        for kind, count, total in self._database.execute(asked, self._reader.asks(team=self._team)).fetchall():
            before = found.get(kind, [0, 0])
            found[kind] = [before[0] + count, (before[1] + int(total)) % HASH_SPACE]
        for kind in found.keys() & set(_CONFIDENTIAL):
            found[kind] = self._counted(kind)
        return {kind: total for kind, total in found.items() if total[0]}

    def _counted(self, kind: str) -> list[int]:
        """Few rows are confidential in this way, so that they are counted anew for each reader."""
        asked = f"select id, seq from rows where team = :team and kind = :kind and {_MAY_READ}"  # noqa: S608  # our own words
        rows = self._database.execute(asked, self._reader.asks(team=self._team, kind=kind)).fetchall()
        return [len(rows), sum(row_hash(kind, row_id, seq) for row_id, seq in rows) % HASH_SPACE]
