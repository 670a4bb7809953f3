"""Photos as sealed files: on disk, whole and under their own name, before anything says that they exist."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from field_app.rules.photos import is_sha256
from field_app.rules.wire import canonical
from field_app.store.database import StorageFull
from field_app.store.vault import Damaged, Vault
from field_app.store.whole_files import HALF, make_folder, settle, write_whole

_LENGTH = 4
_OUTGOING = ".out"


class PhotoFiles:
    """One folder of sealed photos, each named by its hash; beside one, while it is sent, what is sealed for the server."""

    def __init__(self, folder: Path, vault: Vault) -> None:
        """`folder` is made when the first photo is kept. What was only half written is no photo and goes."""
        self.folder, self._vault = folder, vault
        for path in self._paths():
            if path.suffix == HALF:
                path.unlink()

    def keep(self, sha256: str, head: Mapping[str, Any], raw: bytes) -> None:
        """Keep a photo with the head that says whose it is. It is on disk when this returns. Raises `StorageFull`."""
        said = self._vault.seal(canonical(head), f"photo-head|{sha256}")
        sealed = self._vault.seal(raw, f"photo|{sha256}")
        self._write(self._path(sha256), len(said).to_bytes(_LENGTH, "big") + said + sealed)

    def head(self, sha256: str) -> dict[str, Any]:
        """What a photo says of itself. Raises `Damaged`."""
        found: dict[str, Any] = json.loads(self._vault.open(self._parts(sha256)[0], f"photo-head|{sha256}"))
        return found

    def raw(self, sha256: str) -> bytes:
        """A photo as it was taken. Raises `Damaged`, also when it is not here."""
        return self._vault.open(self._parts(sha256)[1], f"photo|{sha256}")

    def _parts(self, sha256: str) -> tuple[bytes, bytes]:
        try:
            whole = self._path(sha256).read_bytes()
        except OSError:
            raise Damaged(f"photo|{sha256}") from None
        end = _LENGTH + int.from_bytes(whole[:_LENGTH], "big")
        return whole[_LENGTH:end], whole[end:]

    def holds(self, sha256: str) -> bool:
        """Whether its file is here."""
        return self._path(sha256).exists()

    def names(self) -> list[str]:
        """The photos whose files are here."""
        return [path.name for path in self._paths() if is_sha256(path.name)]

    def changed_at(self, sha256: str) -> float:
        """When its file was written, in seconds since 1970."""
        return self._path(sha256).stat().st_mtime

    def keep_outgoing(self, sha256: str, sealed: bytes) -> None:
        """Keep what is sealed for the server, so that an upload that is taken up again sends the same bytes."""
        self._write(self._path(sha256).with_suffix(_OUTGOING), sealed)

    def outgoing(self, sha256: str, offset: int, most: int) -> bytes:
        """The next bytes to send; empty at the end, and when nothing was sealed."""
        path = self._path(sha256).with_suffix(_OUTGOING)
        if not path.exists():
            return b""
        with path.open("rb") as file:
            file.seek(offset)
            return file.read(most)

    def outgoing_size(self, sha256: str) -> int | None:
        """How many bytes go to the server, None while nothing was sealed."""
        path = self._path(sha256).with_suffix(_OUTGOING)
        return path.stat().st_size if path.exists() else None

    def drop_outgoing(self, sha256: str) -> None:
        """It arrived, or must be sealed anew."""
        self._path(sha256).with_suffix(_OUTGOING).unlink(missing_ok=True)

    def remove(self, sha256: str) -> None:
        """A photo is gone for good, with what was sealed for the server: no power cut brings it back once this returns."""
        self.drop_outgoing(sha256)
        self._path(sha256).unlink(missing_ok=True)
        if self.folder.exists():
            settle(self.folder)

    def _paths(self) -> Iterator[Path]:
        if self.folder.exists():
            yield from sorted(self.folder.iterdir())

    def _path(self, sha256: str) -> Path:
        if not is_sha256(sha256):  # a name from anywhere never becomes a path
            raise Damaged("photo")
        return self.folder / sha256

    def _write(self, path: Path, content: bytes) -> None:
        try:
            make_folder(self.folder)
            write_whole(path, content)
        except OSError as trouble:
            raise StorageFull from trouble
