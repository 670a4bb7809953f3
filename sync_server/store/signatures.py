"""Whether a signature is good: asked by the rules about notes, and at the door about requests."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def is_signed(public_hex: str, content: bytes, signature_hex: str) -> bool:
    """Whether this Ed25519 signature (hex) was made under this content with the private half of this key (hex)."""
    try:
        return is_signed_raw(bytes.fromhex(public_hex), bytes.fromhex(signature_hex), content)
    except ValueError:
        return False


def is_signed_raw(public_key: bytes, signature: bytes, content: bytes) -> bool:
    """The same from raw bytes."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True
