"""Puts the names in a folder on disk: without it a power cut may bring back those of before."""

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
