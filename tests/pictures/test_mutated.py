"""A photo cannot hurt: thousands of spoiled ones are shown or refused in so many words, and none is written anywhere."""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from proofs import Proof, exactly

from field_app.pictures import display_copy, inspected
from field_app.rules.look import Area
from field_app.rules.refusals import Code, Refused
from pictures.mutants import mutants

FILES = 3_000
EXPECTED = {Code.PHOTO_NOT_JPEG, Code.PHOTO_TOO_LARGE, Code.PHOTO_UNREADABLE}


@contextmanager
def files_written() -> Iterator[list[str]]:
    """Every file that Python opens to write, wherever it is, until this ends."""
    written, is_on = list[str](), [True]

    def hear(event: str, told: tuple[Any, ...]) -> None:
        if is_on and event == "open" and isinstance(told[1], str) and set(told[1]) & set("wax+"):
            written.append(str(told[0]))

    sys.addaudithook(hear)  # there is no way to take it away again, so that it is made to hear nothing
    try:
        yield written
    finally:
        is_on.clear()


def test_three_thousand_spoiled_photos_get_only_the_expected_refusals(proof: Proof) -> None:
    with files_written() as written:
        reached = shown_or_refused()
    assert all(reached[each] >= 20 for each in EXPECTED | {"shown"}), reached
    proof(
        "P18",
        "photos spoiled in nine ways",
        shown_or_refused=exactly(FILES, sum(reached[code] for code in [*EXPECTED, "shown"])),
        files_written=exactly(0, len(written)),
    )


def test_a_file_that_is_written_anywhere_is_heard_of(tmp_path: Path) -> None:
    with files_written() as written:
        (tmp_path / "x").write_bytes(b"")
        (tmp_path / "x").read_bytes()
    assert written == [str(tmp_path / "x")]


def shown_or_refused() -> Counter[str]:
    """How often each kind of mutant came, and each answer. Raises what nobody expects."""
    reached = Counter[str]()
    for kind, raw in mutants(FILES, seed=18):
        try:
            found = inspected(raw)
            copy = display_copy(raw, (Area(100, 100, 300, 300),))
        except Refused as no:
            assert no.code in EXPECTED, kind
            reached[no.code] += 1
        else:
            assert found.size == len(raw)
            assert copy.startswith(b"\xff\xd8\xff")
            reached["shown"] += 1
        reached[kind] += 1
    return reached


def test_a_refusal_that_nobody_expects_would_be_found_out() -> None:
    chance = random.Random(1)  # noqa: S311  # repeatable
    kinds = {kind for kind, _ in mutants(200, seed=chance.randrange(100))}
    assert len(kinds) >= 6, "the mutants are of many kinds"
    with pytest.raises(Refused) as no:
        inspected(b"\xff\xd8\xff" + b"x" * 20)
    assert no.value.code in EXPECTED
