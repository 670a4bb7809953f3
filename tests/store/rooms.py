"""Three ways in which a phone has no more room, each as the operating system or SQLite really says it."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from field_app.store.phone_store import PhoneStore

_TMPFS_BYTES = 3_000_000


@contextmanager
def pages(store: PhoneStore, folder: Path) -> Iterator[None]:
    """The file may have no more than a few pages more."""
    used = store.database.execute("pragma page_count").fetchone()[0]
    store.database.execute(f"pragma max_page_count = {used + 12}")
    try:
        yield
    finally:
        store.database.execute("pragma max_page_count = 1000000")


@contextmanager
def file_size(store: PhoneStore, folder: Path) -> Iterator[None]:
    """No file may grow much beyond the largest there is."""
    largest = max(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest + 120_000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def full_disk(store: PhoneStore, folder: Path) -> Iterator[None]:
    """Somebody else's film has taken the room."""
    film = folder / "film"
    free = os.statvfs(folder)
    film.write_bytes(bytes(max(0, free.f_bavail * free.f_frsize - 200_000)))
    try:
        yield
    finally:
        film.unlink()


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A file system of its own; skips the test where none may be mounted."""
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", f"size={_TMPFS_BYTES}", "tmpfs", str(folder)]
    if subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("no file system may be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
