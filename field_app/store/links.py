"""Reads the chain as the phone keeps it, and tells a sound head from a damaged one."""

from __future__ import annotations

from sqlite_utils import Database

from field_app.rules import chain


def sound_head(database: Database, genesis: bytes, seq: int, inner: bytes | None, kept: bytes) -> bytes:
    """The head after command `seq`; where the kept one does not follow from what is before it, the sound one of both.

    `inner` is the hash of the command as it reads now, None when it can no longer be read and the kept hash must do.
    """
    before, inner_before, head_before = _link_at(database, genesis, seq - 1)
    if inner is None:
        inner = _link_at(database, genesis, seq)[1]
    if before is None or chain.link(before, inner) == kept:
        return kept
    is_sound = head_before is None or chain.link(head_before, inner_before) == before
    return chain.link(before, inner) if is_sound else kept


def _link_at(database: Database, genesis: bytes, seq: int) -> tuple[bytes | None, bytes, bytes | None]:
    """Head and inner hash after command `seq`, and the head before it; None where that is not kept."""
    if seq == 0:
        return genesis, b"", None
    rows = database.execute("select device_seq, head, inner_hash from outbox where device_seq in (?, ?)", [seq - 1, seq])
    found = {number: (head, inner) for number, head, inner in rows.fetchall()}
    head_before = genesis if seq == 1 else found.get(seq - 1, (None, b""))[0]
    return *found.get(seq, (None, b"")), head_before
