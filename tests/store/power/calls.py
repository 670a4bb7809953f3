"""Writes down what Python itself does to files: made, written whole, renamed, removed, synced, with their folders."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from .disk import Log, Settle, Sync, Truncate, Write


class _Calls:
    """The calls of `os` that reach a disk; each does what it always did, and is written down when it went well."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._open_paths: dict[int, str] = {}
        self.real: dict[str, Callable[..., Any]] = {
            name: getattr(os, name) for name in ("open", "fsync", "replace", "unlink", "mkdir")
        }

    def open(self, path: Any, flags: int, mode: int = 0o777, **more: Any) -> int:
        is_new = not Path(path).exists()
        descriptor: int = self.real["open"](path, flags, mode, **more)
        self._open_paths[descriptor] = name = str(path)
        if self._log.watches(name) and flags & os.O_CREAT:
            file = self._log.file(name, is_new=is_new)
            if flags & os.O_TRUNC:
                self._log.add(Truncate(file, 0))
        return descriptor

    def fsync(self, descriptor: int) -> None:
        self.real["fsync"](descriptor)
        path = self._open_paths.get(descriptor, "")
        if Path(path).is_dir():
            self._log.add(Settle(path))
        elif path in self._log.names:
            self._written(path)
            self._log.add(Sync(self._log.names[path]))

    def _written(self, path: str) -> None:
        self._log.add(Write(self._log.names[path], 0, Path(path).read_bytes()))

    def replace(self, source: Any, target: Any, **more: Any) -> None:
        if str(source) in self._log.names:
            self._written(str(source))  # once more: of what was synced already nothing can be lost
        self.real["replace"](source, target, **more)
        if str(source) in self._log.names:
            self._log.name(str(target), self._log.names[str(source)])
            self._log.name(str(source), None)

    def unlink(self, path: Any, **more: Any) -> None:
        self.real["unlink"](path, **more)
        if str(path) in self._log.names:
            self._log.name(str(path), None)

    def mkdir(self, path: Any, mode: int = 0o777, **more: Any) -> None:
        self.real["mkdir"](path, mode, **more)
        if self._log.watches(str(path)):
            self._log.name(str(path), 0)


@contextmanager
def calls_written_down(log: Log) -> Iterator[None]:
    """Every call in here on a file in the log's folder is written down."""
    calls = _Calls(log)
    with pytest.MonkeyPatch.context() as patch:
        for name in calls.real:
            patch.setattr(os, name, getattr(calls, name))
        yield
