"""What a device delivers, signed: the commands as they were sealed, with the head of their chain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from field_app.rules.wire import canonical, compact
from field_app.store.outbox import Batch


def signing_key(private_hex: str) -> Ed25519PrivateKey:
    """The device's key, ready to sign."""
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private_hex))


def signed(head: Mapping[str, Any], batch: Batch | None, key: Ed25519PrivateKey) -> bytes:
    """`head` with the batch in it, as JSON bytes; the commands pass through untouched."""
    if batch is None:
        return canonical(head)
    seeds = [[first, seed.hex()] for first, seed in batch.seeds]
    chain = {"head": batch.head.hex(), "signature": key.sign(batch.head).hex(), "seeds": seeds}
    return compact({**head, "chain": chain})[:-1].encode() + b',"commands":[' + b",".join(batch.commands) + b"]}"


def is_signed(public_hex: str, content: bytes, signature_hex: str) -> bool:
    """Whether this signature was made under this content with the private half of this key."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_hex)).verify(bytes.fromhex(signature_hex), content)
    except (InvalidSignature, ValueError):
        return False
    return True
