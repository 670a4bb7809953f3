"""Stands between SQLite and its files: a VFS below the product's own `sqlite3` that writes down all that reaches the disk."""

from __future__ import annotations

import _sqlite3
import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from pathlib import Path
from typing import Any

from .disk import Log, Settle, Sync, Truncate, Write

#: SQLITE_OPEN_MAIN_JOURNAL, _SUPER_JOURNAL and _WAL: the first sync of such a new file also syncs its folder (os_unix.c, unixSync).
_JOURNALS = 0x0800 | 0x4000 | 0x80000
_OK = 0

_Open = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, POINTER(c_int))
_Delete = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)
_WriteAt = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_Resize = CFUNCTYPE(c_int, c_void_p, c_int64)
_Flush = CFUNCTYPE(c_int, c_void_p, c_int)


class _Methods(Structure):
    """sqlite3_io_methods, as sqlite3.h has it."""

    _fields_ = (
        ("version", c_int), ("close", c_void_p), ("read", c_void_p), ("write", _WriteAt), ("truncate", _Resize), ("sync", _Flush),
        ("others", c_void_p * 13),
    )  # fmt: skip


class _File(Structure):
    """sqlite3_file: its methods, and behind them what only the VFS below knows."""

    _fields_ = (("methods", POINTER(_Methods)),)


class _Vfs(Structure):
    """sqlite3_vfs, as sqlite3.h has it."""

    _fields_ = (
        ("version", c_int), ("file_size", c_int), ("longest_path", c_int), ("next", c_void_p), ("name", c_char_p),
        ("app_data", c_void_p), ("open", _Open), ("delete", _Delete), ("others", c_void_p * 14),
    )  # fmt: skip


class Recorder:
    """The machine's own VFS, with another word on opening, writing, syncing and deleting; everything else goes straight through."""

    def __init__(self, log: Log) -> None:
        self._log = log
        #: The very library that the product's connections run on.
        self._sqlite = ctypes.CDLL(_sqlite3.__file__)
        self._sqlite.sqlite3_vfs_find.restype = POINTER(_Vfs)
        self._below: Any = self._sqlite.sqlite3_vfs_find(None).contents
        self._vfs = _Vfs.from_buffer_copy(self._below)
        self._vfs.name, self._vfs.open, self._vfs.delete = b"written-down", _Open(self._open), _Delete(self._delete)
        #: Ours for each table of methods below: files with locks and files without have their own.
        self._methods: dict[int, _Methods] = {}
        self._paths: dict[int, str] = {}
        #: New journals whose first sync is still to come.
        self._fresh: set[str] = set()

    def start(self) -> None:
        """From now on every connection that is opened is written down."""
        assert self._sqlite.sqlite3_vfs_register(ctypes.byref(self._vfs), 1) == _OK

    def stop(self) -> None:
        """Connections opened from now on are not; those that were must be closed."""
        assert self._sqlite.sqlite3_vfs_unregister(ctypes.byref(self._vfs)) == _OK

    def _open(self, vfs: int, name: int | None, file: int, flags: int, out: Any) -> int:
        path = _text(name)  # SQLite keeps the name where it is: what goes on is the address
        is_new = bool(path) and not Path(path).exists()
        answer: int = self._below.open(vfs, name, file, flags, out)
        if answer == _OK and self._log.watches(path):
            self._stand_before(file)
            self._paths[file] = path
            self._log.file(path, is_new=is_new)
            if is_new and flags & _JOURNALS:
                self._fresh.add(path)
        return answer

    def _stand_before(self, file: int) -> None:
        """The file stays what the VFS below made of it; only some of its methods are ours."""
        opened = _File.from_address(file)
        below = ctypes.addressof(opened.methods.contents)
        if below not in self._methods:
            self._real = opened.methods.contents
            self._methods[below] = mine = _Methods.from_buffer_copy(self._real)
            mine.write, mine.truncate, mine.sync = _WriteAt(self._write), _Resize(self._truncate), _Flush(self._sync)
        opened.methods = ctypes.pointer(self._methods[below])

    def _write(self, file: int, content: int, size: int, at: int) -> int:
        self._log.add(Write(self._number(file), at, ctypes.string_at(content, size)))
        return int(self._real.write(file, content, size, at))

    def _truncate(self, file: int, size: int) -> int:
        self._log.add(Truncate(self._number(file), size))
        return int(self._real.truncate(file, size))

    def _sync(self, file: int, flags: int) -> int:
        answer = int(self._real.sync(file, flags))
        self._log.add(Sync(self._number(file)))
        if self._paths[file] in self._fresh:
            self._fresh.discard(self._paths[file])
            self._settle(self._paths[file])
        return answer

    def _delete(self, vfs: int, name: int, sync_folder: int) -> int:
        answer: int = self._below.delete(vfs, name, sync_folder)
        if answer == _OK and self._log.watches(path := _text(name)):
            self._log.name(path, None)
            if sync_folder:
                self._settle(path)
        return answer

    def _settle(self, path: str) -> None:
        self._log.add(Settle(path.rpartition("/")[0]))

    def _number(self, file: int) -> int:
        return self._log.names[self._paths[file]]


def _text(name: int | None) -> str:
    return ctypes.string_at(name).decode() if name else ""


@contextmanager
def written_down(log: Log) -> Iterator[None]:
    """Every SQLite connection opened and closed in here is written down, as far as its file is in the log's folder."""
    recorder = Recorder(log)
    recorder.start()
    try:
        yield
    finally:
        recorder.stop()
