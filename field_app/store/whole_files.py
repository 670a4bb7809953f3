"""Writes files so that a power cut leaves the old one or the new one, whole, and nothing in between."""

from __future__ import annotations

import os
from pathlib import Path

#: What a file is called while it is written.
HALF = ".half"


def write_whole(path: Path, content: bytes) -> None:
    """A file that only its owner reads; content and name are on disk when this returns. Raises `OSError`; nothing half stays."""
    half = path.with_suffix(HALF)
    try:
        descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    except OSError:
        half.unlink(missing_ok=True)
        raise
    settle(path.parent)


def make_folder(folder: Path) -> None:
    """A folder, made when it is not there. It is on disk too: what is in a folder goes with its name."""
    folder.mkdir(parents=True, exist_ok=True)
    settle(folder.parent)


def settle(folder: Path) -> None:
    """Put the names in this folder on disk too: a power cut may bring back those of before."""
    if os.name != "posix":  # elsewhere a folder cannot be opened, and the rename waits for nothing
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
