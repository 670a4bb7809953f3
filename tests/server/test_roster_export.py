"""The roster leaves as a table: what was planned, and what was really worked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from people import NADIAS_SHIFT, at
from running import Office, put

from field_app.rules.vocabulary import ShiftStatus
from sync_server.admin.cli import main
from sync_server.admin.rosters.table import read_roster

DAYS = ["--from", "2026-11-01", "--to", "2026-11-30"]


def exported(office: Office, path: Path, *words: str) -> list[tuple[str, str, str]]:
    """The duties in the table that the command writes."""
    path.unlink(missing_ok=True)
    assert main(["roster", "export", *DAYS, *words, "--out", str(path), "--folder", str(office.folder)]) == 0
    duties = read_roster(path.read_bytes()).duties
    return [(each.officer_id, f"{each.begins_at:%d %H:%M}", f"{each.ends_at:%d %H:%M}") for each in duties]


def test_the_planned_roster_and_the_hours_really_worked_are_told_apart(office: Office, tmp_path: Path) -> None:
    worked = replace(
        NADIAS_SHIFT, id="worked", begins_at=at("05:00"), status=ShiftStatus.ENDED, started_at=at("05:04"), ended_at=at("13:41")
    )
    put(
        office.folder,
        worked,
        replace(NADIAS_SHIFT, id="open", officer_id=None),
        replace(NADIAS_SHIFT, id="c", status=ShiftStatus.CONCEPT),
    )
    planned = exported(office, tmp_path / "roster.csv")
    assert planned.count(("Nadia de Wit", "19 05:00", "19 13:00")) == 2
    assert len(planned) == 3, "an open shift and a concept are nobody's hours"
    assert exported(office, tmp_path / "worked.csv", "--worked") == [("Nadia de Wit", "19 05:04", "19 13:41")]


def test_a_table_is_never_written_over(office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("mine")
    assert main(["roster", "export", "--out", str(path), "--folder", str(office.folder)]) == 1
    assert "bestaat al" in capsys.readouterr().err
    assert path.read_text() == "mine"
