"""Faults that would let somebody change what was seen without being noticed, or let a photo do harm."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .fault import Fault


def _manifest_unread() -> None:
    from sync_server.report import checking  # noqa: PLC0415  # only where it is planted

    others = tuple(each for each in checking.CHECKS if each is not checking.check_manifest)
    checking.faults.__defaults__ = (others,)


def _leaves_unread() -> None:
    from sync_server.store import log_audit  # noqa: PLC0415  # only where it is planted

    log_audit._wrong = lambda *_: iter(())


def _photo_left_behind() -> None:
    from field_app.pictures import inspecting  # noqa: PLC0415  # only where it is planted

    check = inspecting._check_work

    def leave(image: Any, raw: bytes) -> None:
        Path("last.jpg").write_bytes(raw)
        Path("last.jpg").unlink()
        check(image, raw)

    inspecting._check_work = leave


FAULTS: tuple[Fault, ...] = (
    Fault(
        "manifest-unread",
        "P17",
        "the verifier does not look whether files are those on the list",
        "tests/server/test_export.py::test_each_check_finds_what_no_other_finds[check_manifest]",
        _manifest_unread,
    ),
    Fault(
        "leaves-unread",
        "P17",
        "the check of the log does not compute entries anew",
        "tests/server/test_log_checks.py::test_whichever_entry_is_changed_deleted_moved_or_rolled_back_is_named",
        _leaves_unread,
    ),
    Fault(
        "photo-left-behind",
        "P18",
        "a photo that is looked at lies open on the disk for a moment",
        "tests/pictures/test_mutated.py::test_three_thousand_spoiled_photos_get_only_the_expected_refusals",
        _photo_left_behind,
    ),
)
