"""Uploads under way (the core of tus 1.0.0, with creation and termination): bytes are added at the end, never elsewhere.

A library for this protocol was looked at and left: it writes what comes in before the sender has proved anything, lets a header
replace the method that the proof was made for, has no owner of an upload, does not sync what it wrote, and logs file names.
"""

from __future__ import annotations

import os
import threading
import time
from hashlib import sha256 as hash_of
from pathlib import Path

from field_app.rules.refusals import Code, Refused

#: So many unfinished uploads a device, and so many seconds one that nobody goes on with stays.
MOST_OPEN = 20
STAYS_SECONDS = 7 * 24 * 3600


class Uploads:
    """Half photos under `folder/photos/halves`, each of one device; a name is made of hashes and of nothing else."""

    def __init__(self, folder: Path) -> None:
        """Nothing is made before the first upload."""
        self._folder = folder / "photos" / "halves"
        self._one_at_a_time = threading.Lock()

    def path(self, device_id: str, sha256: str) -> Path:
        """Where the half of a photo lies."""
        return self._folder / f"{_short(device_id)}-{hash_of(sha256.encode()).hexdigest()}"

    def offset(self, device_id: str, sha256: str) -> int | None:
        """How many bytes are here, None when no upload was begun."""
        path = self.path(device_id, sha256)
        return path.stat().st_size if path.exists() else None

    def begin(self, device_id: str, sha256: str) -> None:
        """Begin an upload, or leave one as it is. Raises `Refused(TOO_BUSY)` when this device has too many."""
        self._forget_old()
        path = self.path(device_id, sha256)
        if path.exists():
            return
        if len(list(self._folder.glob(f"{_short(device_id)}-*"))) >= MOST_OPEN:
            raise Refused(Code.TOO_BUSY)
        self._folder.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))

    def add(self, device_id: str, sha256: str, at: int, content: bytes, whole: int) -> int:
        """Add bytes at the end; answers how many are here then, on disk. Raises `Refused` when `at` is not the end."""
        path = self.path(device_id, sha256)
        with self._one_at_a_time:
            here = self.offset(device_id, sha256)
            if here is None:
                raise Refused(Code.PHOTO_UNKNOWN)
            if at != here:
                raise Refused(Code.PHOTO_OFFSET, offset=here)
            if here + len(content) > whole:
                raise Refused(Code.PHOTO_TOO_LARGE, most_bytes=whole)
            with path.open("ab") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            return here + len(content)

    def end(self, device_id: str, sha256: str) -> bool:
        """Give up an upload; False when there was none."""
        path = self.path(device_id, sha256)
        found = path.exists()
        path.unlink(missing_ok=True)
        return found

    def _forget_old(self) -> None:
        before = time.time() - STAYS_SECONDS
        for path in self._folder.glob("*-*"):
            if path.stat().st_mtime < before:
                path.unlink(missing_ok=True)


def _short(device_id: str) -> str:
    return hash_of(device_id.encode()).hexdigest()[:16]
