"""A disk that loses its power: it surely holds what was synced, and of everything later an arbitrary part."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

#: A disk writes a sector whole or not at all.
SECTOR = 512


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes given to the operating system."""

    file: int
    at: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Truncate:
    """A file was given another length."""

    file: int
    size: int


@dataclass(frozen=True, slots=True)
class Sync:
    """What was written to this file is on the disk."""

    file: int


@dataclass(frozen=True, slots=True)
class Name:
    """A path stands for this file, for a folder (0), or for nothing any more (None)."""

    path: str
    file: int | None


@dataclass(frozen=True, slots=True)
class Settle:
    """The names in this folder are on the disk."""

    folder: str


@dataclass(frozen=True, slots=True)
class Said:
    """Something was told to the officer at this moment."""

    what: str
    number: int
    more: str = ""


Step = Write | Truncate | Sync | Name | Settle | Said


@dataclass(slots=True)
class Log:
    """All that was done to one folder's files, in order, with what was told in between."""

    root: Path
    steps: list[Step] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)
    _files: int = 0

    def watches(self, path: str) -> bool:
        """Whether this path is in the folder."""
        return path.startswith(f"{self.root}/")

    def add(self, step: Step) -> None:
        self.steps.append(step)

    def say(self, what: str, number: int, more: str = "") -> None:
        self.add(Said(what, number, more))

    def file(self, path: str, *, is_new: bool) -> int:
        """The file of this name; with `is_new` another one than before."""
        if is_new or path not in self.names:
            self._files += 1
            self.name(path, self._files)
        return self.names[path]

    def name(self, path: str, file: int | None) -> None:
        """From now on the path stands for another file."""
        if file is None:
            self.names.pop(path, None)
        else:
            self.names[path] = file
        self.add(Name(path, file))


@dataclass(slots=True)
class _File:
    durable: bytearray = field(default_factory=bytearray)
    pending: list[Write | Truncate] = field(default_factory=list)

    def sync(self) -> None:
        for step in self.pending:
            _apply(self.durable, step)
        self.pending.clear()


@dataclass(slots=True)
class Disk:
    """The disk as the steps so far leave it."""

    files: dict[int, _File] = field(default_factory=dict)
    now: dict[str, int | None] = field(default_factory=dict)
    durable: dict[str, int | None] = field(default_factory=dict)

    def take(self, step: Step) -> None:
        """One step further."""
        if isinstance(step, Write | Truncate):
            self._file(step.file).pending.append(step)
        elif isinstance(step, Sync):
            self._file(step.file).sync()
        elif isinstance(step, Name):
            self.now[step.path] = step.file
        elif isinstance(step, Settle):
            self.durable |= {path: file for path, file in self.now.items() if path.rpartition("/")[0] == step.folder}

    def _file(self, number: int) -> _File:
        return self.files.setdefault(number, _File())

    def unsynced(self) -> int:
        """How many writes the disk may still lose."""
        return sum(len(self._file(file).pending) for file in self.now.values() if file)

    def after_cut(self, chance: random.Random) -> Iterator[tuple[str, bytes]]:
        """The files that are there when the power is back: a path and its content."""
        keeps = chance.choice((0.0, 1.0, chance.random(), chance.random()))
        unit = chance.choice((SECTOR, 1 << 40))
        found = {path: self._either(path, chance) for path in self.now}
        for path, file in found.items():
            if file and not any(above in found and found[above] is None for above in _folders(path)):
                yield path, self._content(self._file(file), chance, keeps, unit)

    def _either(self, path: str, chance: random.Random) -> int | None:
        """A name that was not settled is the old one or the new one."""
        return chance.choice((self.now[path], self.durable.get(path)))

    @staticmethod
    def _content(file: _File, chance: random.Random, keeps: float, unit: int) -> bytes:
        content = bytearray(file.durable)
        for step in file.pending:
            for part in _parts(step, unit):
                if chance.random() < keeps:
                    _apply(content, part)
        return bytes(content)


def _folders(path: str) -> Iterator[str]:
    while path := path.rpartition("/")[0]:
        yield path


def _parts(step: Write | Truncate, unit: int) -> Iterator[Write | Truncate]:
    """A write in the sectors that it touches."""
    if isinstance(step, Truncate):
        yield step
        return
    at, end = step.at, step.at + len(step.content)
    while at < end:
        until = min(end, (at // unit + 1) * unit)
        yield Write(step.file, at, step.content[at - step.at : until - step.at])
        at = until


def _apply(content: bytearray, step: Write | Truncate) -> None:
    size = step.size if isinstance(step, Truncate) else step.at
    if len(content) < size:
        content.extend(bytes(size - len(content)))
    if isinstance(step, Truncate):
        del content[step.size :]
    else:
        content[step.at : step.at + len(step.content)] = step.content
