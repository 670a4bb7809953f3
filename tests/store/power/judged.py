"""Holds a phone after a power cut against what its officer was told."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from field_app.rules import chain
from field_app.rules.vocabulary import Kind
from field_app.store.phone_store import PhoneStore
from field_app.store.vault import Damaged
from store.filled import KEY

from .disk import Said
from .shift import photo


@dataclass(slots=True)
class Told:
    """What the officer was told so far. Numbers count looks from 1."""

    numbers: dict[str, int] = field(default_factory=dict)
    photos: dict[int, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    count: int = 0

    def hear(self, said: Said) -> None:
        """One word more."""
        self.count += 1
        self.numbers[said.what] = said.number
        if said.what == "photo kept":
            self.photos[said.number] = said.more
        elif said.what == "photo taken out":
            self.photos.pop(said.number)
        elif said.what == "photo gone":
            self.gone.add(said.more)

    def last(self, what: str) -> int:
        """The number of the last look of which this was told."""
        return self.numbers.get(what, 0)


def lost_and_corrupt(path: Path, told: Told) -> tuple[list[str], list[str]]:
    """What was told and is not there, and what is there and cannot be true."""
    if not told.count:
        return [], []
    store = PhoneStore(path, KEY)
    try:
        sealed = _sealed(store)
        return _lost(store, told, sealed), _corrupt(store, told, sealed)
    finally:
        store.close()


def _sealed(store: PhoneStore) -> list[int]:
    """The numbers of the sealed looks that this phone still has, in their order."""
    items = store.outbox.items("SAVED", "ACCEPTED")
    return [int(item.envelope.args["look"]["facts"][0]["text"].removeprefix("feit ")) for item in items if item.envelope]


def _lost(store: PhoneStore, told: Told, sealed: list[int]) -> list[str]:
    wanted = range(told.last("may go") + 1, told.last("sealed") + 1)
    lost = [f"look {number}" for number in wanted if number not in sealed]
    if told.last("drafted") > store.outbox.last_seq:
        drafted = [fact["text"] for _, body in store.drafts.open_ones() for fact in body.get("facts", [])]
        lost += [] if f"feit {told.last('drafted')}" in drafted else [f"draft {told.last('drafted')}"]
    lost += [f"photo {number}" for number, sha256 in told.photos.items() if _raw(store, sha256) != photo(number)]
    return lost + ([] if _cursor(store) >= told.last("fed") else [f"rows of {told.last('fed')}"])


def _raw(store: PhoneStore, sha256: str) -> bytes:
    try:
        return store.photos.files.raw(sha256)
    except Damaged:
        return b""


def _corrupt(store: PhoneStore, told: Told, sealed: list[int]) -> list[str]:
    database = store.database
    broken = database.execute("pragma integrity_check").fetchone()[0] != "ok"
    fed = database.execute("select max(seq) / 1000 from rows where kind = ?", [Kind.OBSERVATION]).fetchone()[0] or 0
    wrong = {
        "file": broken,
        "order": sealed != list(range(store.outbox.last_seq - len(sealed) + 1, store.outbox.last_seq + 1)),
        "chain": not links_hold(store),
        "record": bool(store.casebook.damaged or store.drafts.damaged()),
        "rows without their place in the feed": fed != _cursor(store),
        "a photo that was taken out": bool(told.gone & {each.sha256 for each in store.photos.all()}),
    }
    return [what for what, is_so in wrong.items() if is_so]


def _cursor(store: PhoneStore) -> int:
    place: dict[str, Any] = store.settings.get("place", {"cursor": 0})
    return int(place["cursor"])


def links_hold(store: PhoneStore) -> bool:
    """Whether every command follows from the one before it, and the waiting ones from their salts."""
    rows = store.database.execute("select head, inner_hash from outbox order by device_seq").fetchall()
    follows = all(chain.link(before, inner) == head for (before, _), (head, inner) in pairwise(rows))
    batch = store.outbox.batch(10**9)
    return follows and (batch is None or batch.head == rows[-1][0])
