"""Looks and papers in the making: every change is on disk at once, and nothing is thrown away without a way back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from field_app.rules.wire import compact
from field_app.store.vault import Damaged, Vault

#: What stands under this name in a draft is a paper, an act of casework in the making; a draft without it is a look.
PAPER = "paper"


class Drafts:
    """Drafts as JSON-ready data; each write belongs to the transaction around it."""

    def __init__(self, database: Database, vault: Vault) -> None:
        """Reads as it goes; nothing is cached."""
        self._database = database
        self._vault = vault

    def put(self, draft_id: str, case_id: str, body: Mapping[str, Any]) -> None:
        """Keep this version of a draft."""
        sealed = self._vault.seal(compact(body).encode(), f"draft|{draft_id}")
        self._database.execute("insert or replace into drafts values (?, ?, null, ?)", [draft_id, case_id, sealed])

    def change(self, draft_id: str, body: Mapping[str, Any]) -> None:
        """Another version of a draft that is there, discarded or not."""
        sealed = self._vault.seal(compact(body).encode(), f"draft|{draft_id}")
        self._database.execute("update drafts set sealed = ? where id = ?", [sealed, draft_id])

    def get(self, draft_id: str) -> dict[str, Any] | None:
        """A draft, discarded or not; None when it is gone."""
        found = self._database.execute("select sealed from drafts where id = ?", [draft_id]).fetchone()
        return None if found is None else self._opened(draft_id, found[0])

    def open_ones(self) -> list[tuple[str, dict[str, Any]]]:
        """The looks that wait to be finished, oldest first. A damaged one is passed over; `damaged` counts those."""
        return [(draft_id, body) for draft_id, body in self._all_open() if PAPER not in body]

    def open_papers(self) -> list[tuple[str, dict[str, Any]]]:
        """The papers that wait to be sealed, in the same way."""
        return [(draft_id, body) for draft_id, body in self._all_open() if PAPER in body]

    def _all_open(self) -> list[tuple[str, dict[str, Any]]]:
        rows = self._database.execute("select id, sealed from drafts where discarded_at is null order by id")
        found = []
        for draft_id, sealed in rows.fetchall():
            try:
                found.append((draft_id, self._opened(draft_id, sealed)))
            except Damaged:
                continue
        return found

    def damaged(self) -> int:
        """How many drafts no longer open."""
        total = self._database.execute("select count(*) from drafts where discarded_at is null").fetchone()[0]
        return int(total) - len(self._all_open())

    def discard(self, draft_id: str, at: str) -> None:
        """Set a draft aside; `restore` brings it back."""
        self._database.execute("update drafts set discarded_at = ? where id = ?", [at, draft_id])

    def restore(self, draft_id: str) -> None:
        """Bring a discarded draft back."""
        self._database.execute("update drafts set discarded_at = null where id = ?", [draft_id])

    def remove(self, draft_id: str) -> None:
        """The draft has become an entry."""
        self._database.execute("delete from drafts where id = ?", [draft_id])

    def remove_of(self, case_id: str) -> None:
        """The case was destroyed, and what was in the making for it with it."""
        self._database.execute("delete from drafts where case_id = ?", [case_id])

    def forget_discarded(self, before: str) -> None:
        """Drafts set aside before this moment (ISO, UTC) are gone for good: what is not needed is not kept."""
        self._database.execute("delete from drafts where discarded_at < ?", [before])

    def _opened(self, draft_id: str, sealed: bytes) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self._vault.open(sealed, f"draft|{draft_id}"))
        return found
