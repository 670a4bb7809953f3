"""Small things the phone remembers, sealed: who it is, where it stands in the feed, how the screen should look."""

from __future__ import annotations

import json
from typing import Any

from sqlite_utils import Database

from field_app.rules.wire import compact
from field_app.store.vault import Damaged, Vault


class Settings:
    """Named JSON values; each write belongs to the transaction around it."""

    def __init__(self, database: Database, vault: Vault) -> None:
        """Reads as it goes; nothing is cached."""
        self._database = database
        self._vault = vault

    def get(self, name: str, otherwise: Any = None) -> Any:
        """The value, or `otherwise` when there is none or it no longer opens: the next exchange or tap sets it anew."""
        try:
            found = self.certain(name)
        except Damaged:
            return otherwise
        return otherwise if found is None else found

    def certain(self, name: str) -> Any:
        """A value that nothing can take the place of; None when there is none. Raises `Damaged`."""
        sealed = self.box(name)
        return None if sealed is None else json.loads(self._vault.open(sealed, f"settings|{name}"))

    def put(self, name: str, value: Any) -> None:
        """Remember a value."""
        self.put_box(name, self._vault.seal(compact(value).encode(), f"settings|{name}"))

    def box(self, name: str) -> bytes | None:
        """What is kept under this name as it stands in the file, sealed; None when there is nothing."""
        found = self._database.execute("select sealed from settings where name = ?", [name]).fetchone()
        return None if found is None else bytes(found[0])

    def put_box(self, name: str, sealed: bytes) -> None:
        """Keep what was sealed for somebody else: it must open when this phone's own key is lost."""
        self._database.execute("insert or replace into settings values (?, ?)", [name, sealed])

    def drop(self, name: str) -> None:
        """Forget a value."""
        self._database.execute("delete from settings where name = ?", [name])
