"""All that the server keeps, opened together and used by one thread."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from field_app.rules.row_facts import RowFacts
from sync_server.store.database import open_database
from sync_server.store.evidence import Evidence
from sync_server.store.log_alarms import LogAlarms
from sync_server.store.papers import Papers
from sync_server.store.people import People
from sync_server.store.photos import PhotoRecords
from sync_server.store.reading import Reader, Reading
from sync_server.store.rows import TeamRows
from sync_server.store.sendings import Sendings
from sync_server.store.signatures import is_signed
from sync_server.store.stamps import Stamps
from sync_server.store.team_log import TeamLog


class ServerStore:
    """The server's file. One thread uses it; other processes may change it beside us."""

    def __init__(self, path: Path) -> None:
        """Opens and migrates. Raises `NewerFile`."""
        self.folder = path.parent
        self.database = open_database(path)
        self.people = People(self.database)
        self.evidence = Evidence(self.database)
        self.log_alarms = LogAlarms(self.database)
        self.photos = PhotoRecords(self.database)
        self.papers = Papers(self.database)
        self.stamps = Stamps(self.database)
        self.sendings = Sendings(self.database)
        self._facts: dict[str, RowFacts] = {}
        self._logs: dict[str, TeamLog] = {}
        self._version = self._data_version()

    def rows(self, team_id: str) -> TeamRows:
        """The rows of one team."""
        return TeamRows(self.database, team_id)

    def reading(self, team_id: str, reader: Reader) -> Reading:
        """The rows of one team as this reader may see them."""
        return Reading(self.database, team_id, reader)

    def facts(self, team_id: str) -> RowFacts:
        """What the rules may ask about one team; remembered until somebody else changes the file."""
        self._catch_up()
        if team_id not in self._facts:
            self._facts[team_id] = RowFacts(self.rows(team_id), team_id, is_signed)
        return self._facts[team_id]

    def team_log(self, team_id: str) -> TeamLog:
        """A team's log of received commands; remembered as the facts are."""
        self._catch_up()
        if team_id not in self._logs:
            self._logs[team_id] = TeamLog(self.database, team_id)
        return self._logs[team_id]

    def _catch_up(self) -> None:
        version = self._data_version()
        if version != self._version:
            self.forget_facts()
            self._version = version

    def forget_facts(self) -> None:
        """What was remembered may no longer be true: another process wrote, or a transaction did not go through."""
        self._facts.clear()
        self._logs.clear()

    def meta(self, name: str) -> Any:
        """A named JSON value, None when it was never set."""
        found = self.database.execute("select value from meta where name = ?", [name]).fetchone()
        return None if found is None else json.loads(found[0])

    def set_meta(self, name: str, value: Any) -> None:
        """Keep a named JSON value."""
        self.database.execute("insert or replace into meta values (?, ?)", [name, json.dumps(value)])

    def _data_version(self) -> int:
        return int(self.database.execute("pragma data_version").fetchone()[0])

    def close(self) -> None:
        """Close the file."""
        self.database.close()
