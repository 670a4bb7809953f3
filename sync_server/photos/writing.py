"""Puts files where they belong, so that a power cut leaves the old state or the new one and nothing in between."""

from __future__ import annotations

import os
from pathlib import Path

from sync_server.settling import settle


def put_in_place(half: Path, path: Path) -> None:
    """A written file gets its name; content and name are on disk when this returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with half.open("rb") as file:
        os.fsync(file.fileno())
    half.replace(path)
    settle(path.parent)
    settle(path.parent.parent)


def write_whole(content: bytes, path: Path) -> None:
    """A new file with this content, readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    put_in_place(half, path)
