"""Files that are named on the command line: their bytes, a table in them, a team's own figures; each trouble names the file."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from field_app.rules.refusals import Malformed
from field_app.rules.wire import decode
from sync_server.admin.tables.text import Unreadable

T = TypeVar("T")
_STDIN = Path("-")


def file_content(path: Path) -> bytes:
    """The bytes of a file. Raises `Unreadable` when there is none or it may not be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Unreadable("dit bestand is er niet") from None
    except IsADirectoryError:
        raise Unreadable("dit is een map, geen bestand") from None
    except OSError as trouble:
        raise Unreadable(f"dit bestand kan niet worden gelezen ({trouble.strerror})") from None


def read_from(path: Path, read: Callable[[bytes], T]) -> T:
    """What `read` makes of a file, or of the standard input for `-`. Raises `Unreadable` with the name of the file."""
    return _about(path, lambda: read(sys.stdin.buffer.read() if path == _STDIN else file_content(path)))


def settings_from(path: Path, shape: type[T]) -> T:
    """A team's own figures from a JSON file; what is not in it is as usual. Raises `Unreadable` with the name of the file."""
    content = _about(path, lambda: file_content(path))
    try:
        return decode(shape, json.loads(content))
    except (ValueError, RecursionError):
        raise Unreadable(f"{path}: dit is geen JSON") from None
    except Malformed as trouble:
        raise Unreadable(f"{path}: {trouble.details['path'] or 'het geheel'} klopt niet") from None


def _about(path: Path, work: Callable[[], T]) -> T:
    try:
        return work()
    except Unreadable as trouble:
        raise Unreadable(f"{path}: {trouble}".removesuffix(".")) from None
