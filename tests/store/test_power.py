"""What the screen calls "bewaard" survives that the battery dies, whatever the disk made of what it had not yet written."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest
from proofs import Proof, at_least, exactly, setting

from field_app.store.database import StoreError
from field_app.store.vault import Damaged
from store.power.cuts import cut, quick_folder
from store.power.disk import SECTOR, Disk, Log, Name, Said, Settle, Sync, Truncate, Write
from store.power.judged import Told, lost_and_corrupt
from store.power.shift import worked

SHIFTS, LOOKS = 5, 100


def after_the_cut(path: Path, told: Told) -> tuple[list[str], list[str]]:
    """What is wrong on this phone; a file that no longer opens is corrupt."""
    try:
        return lost_and_corrupt(path, told)
    except (StoreError, Damaged, sqlite3.DatabaseError) as trouble:
        return [], [repr(trouble)]


@pytest.mark.parametrize("seed", range(SHIFTS))
def test_nothing_that_was_acknowledged_is_lost_or_corrupt_when_the_battery_dies(proof: Proof, seed: int) -> None:
    cuts, chance, told = setting(commit=1_000, long=10_000), random.Random(seed), Told()  # noqa: S311  # repeatable cuts
    with quick_folder() as folder:
        log = worked(folder, LOOKS, seed)
        reached = cut(log, cuts, chance, told.hear, lambda: after_the_cut(folder / "phone.db", told))
    assert (reached.lost[:5], reached.corrupt[:5]) == ([], [])
    proof(
        "P2",
        "a phone whose battery dies",
        cuts=at_least(cuts, reached.cuts),
        with_something_unsynced=at_least(cuts // 2, reached.unsynced),
        acknowledged=at_least(LOOKS * 2, reached.told),
        checkpoints=at_least(2, checkpoints(log)),
        lost=exactly(0, len(reached.lost)),
        corrupt=exactly(0, len(reached.corrupt)),
    )


def checkpoints(log: Log) -> int:
    """How often what was saved was brought from the journal into the file itself."""
    file = log.names[str(log.root / "phone.db")]
    return log.steps.count(Sync(file))


# ---- the disk of these tests


def disk_with(*steps: Write | Truncate | Sync | Name | Settle) -> Disk:
    disk = Disk()
    for step in (Name("/d/f", 1), *steps):
        disk.take(step)
    return disk


def left_by(disk: Disk) -> set[bytes | None]:
    """What one file can be after many cuts."""
    return {dict(disk.after_cut(random.Random(seed))).get("/d/f") for seed in range(200)}  # noqa: S311  # repeatable


def test_the_disk_keeps_what_was_synced_and_keeps_drops_or_tears_the_rest() -> None:
    settled, old, new = Settle("/d"), b"a" * SECTOR * 2, b"b" * SECTOR * 2
    assert left_by(disk_with(settled)) == {b""}
    assert left_by(disk_with(settled, Write(1, 0, old), Sync(1))) == {old}
    torn = {old[:SECTOR] + new[SECTOR:], new[:SECTOR] + old[SECTOR:]}
    assert left_by(disk_with(settled, Write(1, 0, old), Sync(1), Write(1, 0, new))) == {old, new, *torn}
    assert left_by(disk_with(settled, Write(1, 0, old), Sync(1), Truncate(1, 3))) == {old, b"aaa"}


def test_the_disk_may_forget_a_name_that_was_not_settled() -> None:
    written = (Write(1, 0, b"x"), Sync(1))
    assert left_by(disk_with(*written)) == {None, b"x"}
    assert left_by(disk_with(*written, Settle("/d"), Name("/d/f", None))) == {None, b"x"}
    assert left_by(disk_with(Name("/d", 0), *written, Settle("/d"))) == {None, b"x"}, "the folder's own name was not settled"
    assert left_by(disk_with(Name("/d", 0), *written, Settle("/d"), Settle(""))) == {b"x"}


def test_all_that_the_real_store_writes_is_written_down() -> None:
    """What the log says was written is what stands in the files."""
    with quick_folder() as folder:
        log, disk = worked(folder, 30, 1), Disk()
        real = {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for step in log.steps:
            if not isinstance(step, Said):
                disk.take(step)
        everything = [Sync(file) for file in disk.files] + [Settle(str(folder)), Settle(str(folder / "phone.photos"))]
        for step in everything:
            disk.take(step)
        assert dict(disk.after_cut(random.Random(1))) == real  # noqa: S311  # nothing is left to chance
        assert len(real) >= 3
