"""The server's own keys, kept beside the database and outside every backup."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from nacl.public import PrivateKey, SealedBox

from sync_server.settling import settle


@dataclass(frozen=True, slots=True)
class LogKey:
    """Signs what phones must be able to trust about the server's past, such as a restore."""

    private: Ed25519PrivateKey

    @property
    def public_hex(self) -> str:
        """The half that phones are given at enrolment."""
        return self.private.public_key().public_bytes_raw().hex()

    def sign(self, message: bytes) -> bytes:
        """An Ed25519 signature."""
        return self.private.sign(message)


def log_key(folder: Path) -> LogKey:
    """The server's log key, made at the first start, in a file that only its owner reads."""
    path = folder / "log.key"
    if not path.exists():
        write_secret(path, Ed25519PrivateKey.generate().private_bytes_raw())
    return LogKey(Ed25519PrivateKey.from_private_bytes(path.read_bytes()))


def photo_key(folder: Path) -> bytes:
    """The private half of the key for which phones seal their photos (X25519), made at the first start."""
    path = folder / "photo.key"
    if not path.exists():
        write_secret(path, bytes(PrivateKey.generate()))
    return path.read_bytes()


def write_secret(path: Path, content: bytes) -> None:
    """A new file with mode 0600, content and name on disk. Raises `FileExistsError` rather than overwrite a key."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    settle(path.parent)


def new_recovery_key(path: Path) -> str:
    """Make the municipality's recovery key: the private half to `path`, to be kept in a safe; answers the public half (hex)."""
    key = PrivateKey.generate()
    write_secret(path, bytes(key).hex().encode() + b"\n")
    return bytes(key.public_key).hex()


def open_sealed(sealed: bytes, recovery_key: bytes) -> bytes:
    """Open what a phone sealed to the recovery key. Raises `nacl.exceptions.CryptoError`."""
    return SealedBox(PrivateKey(recovery_key)).decrypt(sealed)
