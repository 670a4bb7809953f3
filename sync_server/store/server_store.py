"""All that the server keeps, opened together and used by one thread."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from field_app.rules.row_facts import RowFacts
from sync_server.store.database import open_database
from sync_server.store.evidence import Evidence
from sync_server.store.people import People
from sync_server.store.reading import Reader, Reading
from sync_server.store.rows import TeamRows
from sync_server.store.signatures import is_signed


class ServerStore:
    """The server's file. One thread uses it; other processes may change it beside us."""

    def __init__(self, path: Path) -> None:
        """Opens and migrates. Raises `NewerFile`."""
        self.folder = path.parent
        self.database = open_database(path)
        self.people = People(self.database)
        self.evidence = Evidence(self.database)
        self._facts: dict[str, RowFacts] = {}
        self._version = self._data_version()

    def rows(self, team_id: str) -> TeamRows:
        """The rows of one team."""
        return TeamRows(self.database, team_id)

    def reading(self, team_id: str, reader: Reader) -> Reading:
        """The rows of one team as this reader may see them."""
        return Reading(self.database, team_id, reader)

    def facts(self, team_id: str) -> RowFacts:
        """What the rules may ask about one team; remembered until somebody else changes the file."""
        version = self._data_version()
        if version != self._version:
            self.forget_facts()
            self._version = version
        if team_id not in self._facts:
            self._facts[team_id] = RowFacts(self.rows(team_id), team_id, is_signed)
        return self._facts[team_id]

    def forget_facts(self) -> None:
        """What was remembered may no longer be true: another process wrote, or a transaction did not go through."""
        self._facts.clear()

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
