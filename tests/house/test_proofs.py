"""The table of promises is made from what tests reached, and each promise has a planted fault that a test must find."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from proofs import Proof, at_least, at_most, counts, exactly
from proofs.marks import written_between
from proofs.planted import faults
from proofs.promises import PROMISES
from proofs.table import BEGINS, ENDS, faults_found, reached, table

HOUSE = Path(__file__).parents[2]


def test_each_planted_fault_names_a_promise_and_a_test_that_is_there() -> None:
    for fault in faults().values():
        file, _, name = fault.test.partition("::")
        function = re.sub(r"\[.*", "", name.rpartition("::")[2])
        assert fault.promise in PROMISES, fault
        assert f"def {function}(" in (HOUSE / file).read_text(), fault


def test_the_readme_has_a_row_for_each_promise() -> None:
    between = (HOUSE / "README.md").read_text().partition(BEGINS)[2].partition(ENDS)[0]
    assert [line.split("|")[1].strip() for line in between.splitlines() if line.startswith("| P")] == [*PROMISES]


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv(counts.PLANTED, raising=False)
    monkeypatch.setattr(counts, "RESULTS", tmp_path / "new" / "proofs.jsonl")
    return tmp_path / "new" / "proofs.jsonl"


def test_a_count_below_its_floor_fails_and_is_written_down_all_the_same(kept: Path) -> None:
    with pytest.raises(AssertionError, match="kills"):
        Proof("tests/a.py::b")("P1", "killed", kills=at_least(300, 299), lost=exactly(0, 0))
    assert '"kills": {"value": 299' in kept.read_text()


def test_a_run_with_a_planted_fault_writes_nothing_down(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(counts.PLANTED, "any")
    Proof("tests/a.py::b")("P1", "killed", lost=exactly(0, 0))
    assert not kept.exists()


def line(test: str, at: str = "2026-01-02T03:04:05", commit: str = "abc1234", **values: Any) -> dict[str, Any]:
    return {"promise": "P6", "what": "years", "test": test, "setting": "commit", "commit": commit, "at": at, "counts": values}


SEEDS, MOST = {"value": 25, "floor": 25, "ceiling": None}, {"value": 7, "floor": None, "ceiling": 9}


def test_parts_of_one_proof_add_up_and_of_each_test_the_newest_counts() -> None:
    lines = [
        line("t.py::y[1]", seeds=SEEDS, most=MOST),
        line("t.py::y[1]", seeds=SEEDS),
        line("t.py::y[2]", seeds=SEEDS, most=MOST),
    ]
    assert reached(lines)["P6"][0].counts == {"seeds": 50, "most": 7}


def test_parts_of_another_commit_do_not_count_with_the_newest() -> None:
    lines = [line("t.py::y[1]", commit="0000000", seeds=SEEDS), line("t.py::y[2]", at="2026-01-03", seeds=SEEDS)]
    assert reached(lines)["P6"][0].counts == {"seeds": 25}


def test_of_each_fault_the_last_try_counts() -> None:
    tried = [{"name": each, "promise": "P6", "is_found": found} for each, found in (("a", False), ("b", True), ("a", True))]
    assert faults_found(tried)["P6"] == "2 of 2"


def test_the_table_stands_between_its_marks_and_the_rest_stays() -> None:
    made = table([line("t.py::y", seeds=SEEDS)], [])
    assert "| P6 | Eight phones end with the same truth | years: 25 seeds (`t.py`) | commit, 2026-01-02, abc1234 | 0 of 0 |" in made
    assert written_between(f"before {BEGINS} old {ENDS} after", BEGINS, ENDS, made) == f"before {BEGINS}\n{made}\n{ENDS} after"
    with pytest.raises(ValueError, match="no place"):
        written_between("without marks", BEGINS, ENDS, made)


def test_a_figure_that_must_stay_under_something_holds_at_its_ceiling() -> None:
    assert at_most(9, 9).holds
    assert not at_most(9, 9.1).holds
