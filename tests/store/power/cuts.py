"""Cuts the power at many random moments of what was written down, and brings the files back as the disk may have left them."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from .disk import Disk, Log, Said

#: A folder in memory where there is one: what is rebuilt for each cut need not wait for a disk.
_MEMORY = Path("/dev/shm")  # noqa: S108  # only where a folder of our own is made


@contextmanager
def quick_folder() -> Iterator[Path]:
    """A folder for this test alone."""
    with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None, ignore_cleanup_errors=True) as made:
        yield Path(made).resolve()


@dataclass(slots=True)
class Reached:
    """What the cuts met: how many had something to lose, how much had been told by then, and what was wrong after them."""

    cuts: int = 0
    unsynced: int = 0
    told: int = 0
    lost: list[str] = field(default_factory=list)
    corrupt: list[str] = field(default_factory=list)


def cut(
    log: Log,
    cuts: int,
    chance: random.Random,
    hear: Callable[[Said], None],
    judge: Callable[[], tuple[list[str], list[str]]],
) -> Reached:
    """At each cut the log's folder is as the disk left it: `hear` gets what was told before, and `judge` says what is wrong."""
    disk, reached, at = Disk(), Reached(), 0
    for moment in sorted(chance.randrange(len(log.steps)) for _ in range(cuts)):
        for step in log.steps[at:moment]:
            if isinstance(step, Said):
                hear(step)
                reached.told += 1
            else:
                disk.take(step)
        at = moment
        reached.cuts += 1
        reached.unsynced += disk.unsynced() > 0
        _bring_back(log.root, disk, chance)
        lost, corrupt = judge()
        reached.lost += [f"cut at step {moment}: {each}" for each in lost]
        reached.corrupt += [f"cut at step {moment}: {each}" for each in corrupt]
    return reached


def _bring_back(root: Path, disk: Disk, chance: random.Random) -> None:
    shutil.rmtree(root)
    root.mkdir()
    for path, content in disk.after_cut(chance):
        Path(path).parent.mkdir(exist_ok=True)
        Path(path).write_bytes(content)
