"""Small things the phone remembers, sealed: who it is, where it stands in the feed, how the screen should look."""

from __future__ import annotations

import json
from typing import Any

from sqlite_utils import Database

from field_app.rules.wire import compact
from field_app.store.vault import Vault


class Settings:
    """Named JSON values; each write belongs to the transaction around it."""

    def __init__(self, database: Database, vault: Vault) -> None:
        """Reads as it goes; nothing is cached."""
        self._database = database
        self._vault = vault

    def get(self, name: str, otherwise: Any = None) -> Any:
        """The value, or `otherwise`. Raises `Damaged`."""
        found = self._database.execute("select sealed from settings where name = ?", [name]).fetchone()
        return otherwise if found is None else json.loads(self._vault.open(found[0], f"settings|{name}"))

    def put(self, name: str, value: Any) -> None:
        """Remember a value."""
        sealed = self._vault.seal(compact(value).encode(), f"settings|{name}")
        self._database.execute("insert or replace into settings values (?, ?)", [name, sealed])

    def drop(self, name: str) -> None:
        """Forget a value."""
        self._database.execute("delete from settings where name = ?", [name])
