"""Seals every record with AES-256-GCM; the key comes from a keeper, and a spare copy goes to the municipality."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from nacl.public import PublicKey, SealedBox

from field_app.store.whole_files import write_whole

KEY_BYTES = 32
_NONCE_BYTES = 12


class Damaged(Exception):
    """A sealed record no longer opens: bits were changed, or it was moved from its place."""


class KeyKeeper(Protocol):
    """Where the data key lives: the platform's key store on a phone, a file that only its owner reads on a desktop."""

    async def load(self) -> bytes | None:
        """The key, None when none was ever kept."""

    async def keep(self, key: bytes) -> None:
        """Keep the key; it is there after a restart when this returns."""


class FileKeyKeeper:
    """Keeps the key in a file with mode 0600: for the desktop, the demo and the tests."""

    def __init__(self, path: Path) -> None:
        """`path` is made when a key is kept."""
        self._path = path

    async def load(self) -> bytes | None:
        """The key, None when the file is not there."""
        return self._path.read_bytes() if self._path.exists() else None

    async def keep(self, key: bytes) -> None:
        """Write a new file next to the old and put it in place whole."""
        write_whole(self._path, key)


async def key_from(keeper: KeyKeeper) -> bytes:
    """The data key, made at the first start."""
    found = await keeper.load()
    if found is None:
        found = os.urandom(KEY_BYTES)
        await keeper.keep(found)
    return found


class Vault:
    """Seals and opens records. `place` says where a record belongs, so that it opens nowhere else."""

    def __init__(self, key: bytes) -> None:
        """`key` is 32 bytes."""
        self._cipher = AESGCM(key)
        self._key = key

    def seal(self, plain: bytes, place: str) -> bytes:
        """Nonce and ciphertext of one record."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plain, place.encode())

    def open(self, sealed: bytes, place: str) -> bytes:
        """The record. Raises `Damaged`."""
        try:
            return self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], place.encode())
        except (InvalidTag, ValueError):
            raise Damaged(place) from None

    def spare_key(self, recovery_key: bytes) -> bytes:
        """The data key, sealed so that only the municipality's recovery key opens it."""
        return seal_for_office(self._key, recovery_key)


def seal_for_office(plain: bytes, recovery_key: bytes) -> bytes:
    """A sealed box for the public half of the municipality's recovery key (X25519, libsodium)."""
    return SealedBox(PublicKey(recovery_key)).encrypt(plain)
