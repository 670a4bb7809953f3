"""`ronde indicators`: the fixed figures of one team, per quarter, as text and as a table with their definitions."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from people import LINDE, NADIA, TEAM, at
from running import Office

from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.closing_records import Closing
from field_app.rules.dossier.words import Answered, DecisionKind, Retention
from field_app.rules.indicators.records import Indicator
from field_app.rules.shift_changes import row
from field_app.rules.vocabulary import CaseStatus, Kind
from sync_server import intake
from sync_server.admin.cli import main

RECORD = Closing(
    at("12:00"), NADIA.id, DecisionKind.NO_IRREGULARITY, Answered.YES, at("11:00"), Retention.CHECKED,
    date(2027, 2, 18), date(2036, 11, 19), signal_on=date(2026, 11, 9), looks=6, minutes=24, entries=6, late=1,
)  # fmt: skip


def closed(office: Office, number: int, **changes: Any) -> None:
    """A closed case on the server."""
    bare = Case(f"c{number}", LINDE.code_name, LINDE.topic, CaseStatus.CLOSED, NADIA.id, (), closing=replace(RECORD, **changes))
    office.at_desk(lambda store: intake.put_rows(store, TEAM.id, [row(Kind.CASE, bare)]))


def told(capsys: pytest.CaptureFixture[str], office: Office, *words: str) -> str:
    """What the command line answers about this server."""
    assert main(["indicators", *words, "--folder", str(office.folder)]) == 0
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str], office: Office, *words: str) -> str:
    """What it says when it cannot."""
    assert main(["indicators", *words, "--folder", str(office.folder)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    return said.err


def test_without_closed_cases_there_is_nothing_to_count(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, office) == "Er zijn nog geen zaken afgesloten.\n"


def test_each_quarter_has_all_figures_the_newest_first(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    closed(office, 1)
    closed(office, 2, looks=9, closed_at=at("12:00", date(2026, 8, 3)))
    lines = told(capsys, office).splitlines()
    assert [each[:7] for each in lines] == ["2026-K4"] * len(Indicator) + ["2026-K3"] * len(Indicator)
    assert [each.split()[-1] for each in lines if "meeste in één zaak" in each and "Keren" in each] == ["6", "9"]
    one = told(capsys, office, "--quarter", "2026-k3").splitlines()
    assert one == lines[len(Indicator) :]


def test_the_table_holds_for_each_figure_what_was_counted_and_how(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    closed(office, 1)
    said = told(capsys, office, "--quarter", "2026-K4", "--csv", "-")
    rows = {each["code"]: each for each in csv.DictReader(io.StringIO(said))}
    assert list(rows) == [each.value for each in Indicator]
    late = rows["entered-late"]
    assert (late["quarter"], late["value"], late["of"], late["unit"], late["cases"]) == ("2026-K4", "1", "6", "SHARE", "1")
    assert all(each["name"] and each["definition"] and each["version"] for each in rows.values())
    file = tmp_path / "cijfers.csv"
    assert told(capsys, office, "--quarter", "2026-K4", "--csv", str(file)) == ""
    assert file.read_bytes().startswith(b"\xef\xbb\xbf"), "a spreadsheet then reads the accents right"
    assert file.read_text(encoding="utf-8-sig") == said


def test_a_table_overwrites_nothing(office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "cijfers.csv"
    file.write_text("van een ander")
    assert "bestaat al" in refused(capsys, office, "--csv", str(file))
    assert file.read_text() == "van een ander"


@pytest.mark.parametrize("wrong", ["2026-4", "2026-K5", "K4", "2026-K4 en K3"])
def test_a_quarter_that_is_none_is_told(office: Office, wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "2026-K4" in refused(capsys, office, "--quarter", wrong)


def test_figures_are_of_one_team(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    closed(office, 1)
    key = office.folder / "zuid.key"
    assert main(["team", "add", "Team Zuid", "--recovery-key", str(key), "--folder", str(office.folder)]) == 0
    capsys.readouterr()
    assert "--team" in refused(capsys, office)
    assert told(capsys, office, "--team", "Team Zuid") == "Er zijn nog geen zaken afgesloten.\n"
    assert told(capsys, office, "--team", "Team Noord").count("2026-K4") == len(Indicator)


def test_nobody_of_the_team_stands_in_the_figures(office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    closed(office, 1)
    said = told(capsys, office) + told(capsys, office, "--csv", "-")
    for word in (NADIA.id, NADIA.name, LINDE.code_name, "c1,"):
        assert word not in said, word


def test_help_shows_an_example_that_works(office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["indicators", "--help"])
    said = capsys.readouterr().out
    assert "aantal gestopte uitkeringen is geen maat" in said
    examples = [each.split()[2:] for each in said.splitlines() if each.strip().startswith("ronde indicators")]
    assert len(examples) == 2
    closed(office, 1)
    for words in examples:
        told(capsys, office, *(str(tmp_path / each) if each.endswith(".csv") else each for each in words))
    assert (tmp_path / "cijfers.csv").exists()
