"""Keeps photos as the phones sealed them, each under its team and hash, and opens one only for who may see it."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from hashlib import sha256 as hash_of
from pathlib import Path

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox

from field_app.pictures import display_copy, inspected
from field_app.rules.ids import is_id
from field_app.rules.look import Area
from field_app.rules.photos import is_sha256
from field_app.rules.refusals import Code, Refused
from sync_server.keys import photo_key
from sync_server.photos.writing import put_in_place

#: So many bytes a sealed photo is longer than the photo (libsodium's sealed box).
SEAL_BYTES = 48


class PhotoBox:
    """The photos of one server, under `folder/photos`; the key lies beside the database and in no backup."""

    def __init__(self, folder: Path) -> None:
        """The key is made at the first start."""
        self.folder = folder / "photos"
        self._one_at_a_time = threading.Lock()
        self._key = PrivateKey(photo_key(folder))

    @property
    def public_hex(self) -> str:
        """The half of the key for which phones seal."""
        return bytes(self._key.public_key).hex()

    def holds(self, team_id: str, sha256: str) -> bool:
        """Whether this photo is here."""
        return self.path(team_id, sha256).exists()

    def original(self, team_id: str, sha256: str) -> bytes:
        """A photo as it was taken. Raises `Refused` when it is not here, or no longer what it was."""
        path = self.path(team_id, sha256)
        if not path.exists():
            raise Refused(Code.PHOTO_ON_ITS_WAY)
        raw = self._opened(path.read_bytes())
        if hash_of(raw).hexdigest() != sha256:
            raise Refused(Code.PHOTO_DAMAGED)
        return raw

    def display(self, team_id: str, sha256: str, blurs: Iterable[Area]) -> bytes:
        """The copy that people see, as JPEG, with these areas unseen. Raises `Refused` as `original`."""
        return display_copy(self.original(team_id, sha256), blurs)

    def check(self, sealed: Path, sha256: str) -> None:
        """Raise `Refused` when a sealed file does not hold what it should: these bytes, and a photo."""
        if inspected(self._opened(sealed.read_bytes())).sha256 != sha256:
            raise Refused(Code.PHOTO_MISMATCH)

    def sealed_sha256(self, team_id: str, sha256: str) -> str:
        """The hash of the sealed file, by which a copy of it is known to be whole."""
        return hash_of(self.path(team_id, sha256).read_bytes()).hexdigest()

    def take(self, team_id: str, sha256: str, half: Path) -> None:
        """Check the file of a finished upload and give it its name; on disk when this returns. Raises `Refused`: it is gone."""
        with self._one_at_a_time:
            if self.holds(team_id, sha256):  # somebody else asked at the same moment
                half.unlink(missing_ok=True)
                return
            checked = half.with_name(f"{half.name}.checked")
            half.replace(checked)  # nobody can give up or begin anew what is being looked at
            try:
                self.check(checked, sha256)
            except Refused:
                checked.unlink(missing_ok=True)
                raise
            put_in_place(checked, self.path(team_id, sha256))

    def remove(self, team_id: str, sha256: str) -> None:
        """A photo is gone for good."""
        self.path(team_id, sha256).unlink(missing_ok=True)

    def path(self, team_id: str, sha256: str) -> Path:
        """Where a photo lies. No name from outside becomes a path unless it is an id and a hash. Raises `Refused`."""
        if not is_id(team_id) or not is_sha256(sha256):
            raise Refused(Code.PHOTO_UNKNOWN)
        return self.folder / team_id / sha256

    def _opened(self, sealed: bytes) -> bytes:
        try:
            return SealedBox(self._key).decrypt(sealed)
        except (CryptoError, ValueError):
            raise Refused(Code.PHOTO_MISMATCH) from None
