"""Counts and sums by which phone and server notice that they no longer hold the same rows."""

from __future__ import annotations

from hashlib import sha256

#: Sums are taken modulo this, so that rows can be added and taken away in any order.
HASH_SPACE = 2**64


def row_hash(kind: str, row_id: str, seq: int) -> int:
    """What one row adds to the sum of its kind (first 8 bytes of SHA-256 over kind, id and change number)."""
    return int.from_bytes(sha256(f"{kind}|{row_id}|{seq}".encode()).digest()[:8], "big")
