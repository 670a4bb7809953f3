"""The hash chain of one device: each command sealed to all before it, so that nothing is changed or dropped unseen.

`h(n) = sha256(h(n-1) || inner(n))` with `inner(n) = sha256(salt(n) || canonical command n)` and `h(0) = sha256(device id)`, raw
bytes. Destroying a command and its salt leaves the inner hash: the chain still verifies and says nothing.
"""

from __future__ import annotations

import hmac
from hashlib import sha256

SALT_BYTES = 16
SEED_BYTES = 32


def genesis(device_id: str) -> bytes:
    """The head before the first command."""
    return sha256(device_id.encode()).digest()


def salt(seed: bytes, device_seq: int) -> bytes:
    """The salt of command `device_seq`, derived from the seed of its batch."""
    return hmac.digest(seed, device_seq.to_bytes(8, "big"), "sha256")[:SALT_BYTES]


def inner(salt_bytes: bytes, command: bytes) -> bytes:
    """The hash that stands for a command (in canonical bytes) once its content is gone."""
    return sha256(salt_bytes + command).digest()


def link(head: bytes, inner_hash: bytes) -> bytes:
    """The head after one more command."""
    return sha256(head + inner_hash).digest()
