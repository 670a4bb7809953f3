"""What a power cut may undo or tear: the names in a folder, and the last line of a list that only grows."""

from __future__ import annotations

import os
from pathlib import Path


def settle(folder: Path) -> None:
    """What was made, renamed or removed in this folder stays so from here on."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def whole_lines(path: Path) -> bytes:
    """What to write first when lines are added to this file: a line break when its last line was torn off, else nothing."""
    with path.open("rb") as file:
        if file.seek(0, os.SEEK_END) == 0:
            return b""
        file.seek(-1, os.SEEK_END)
        return b"" if file.read(1) == b"\n" else b"\n"
