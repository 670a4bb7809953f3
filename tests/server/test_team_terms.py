"""What a team asks of its roster is set by the office and reaches every phone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from people import NADIA
from running import Office

from sync_server.admin.cli import main


def told(capsys: pytest.CaptureFixture[str], office: Office, *words: str) -> str:
    """What the command line answers about this server."""
    assert main(["team", *words, "--folder", str(office.folder)]) == 0
    return capsys.readouterr().out


def test_a_team_keeps_to_the_law_until_it_says_otherwise(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    said = told(capsys, office, "show")
    assert "minstens 1, gewenst 2" in said
    assert "zoals de wet" in said


def test_what_the_office_sets_reaches_the_phones(office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    phone = office.phone(NADIA)
    terms = tmp_path / "terms.json"
    terms.write_text(json.dumps({"daily_rest_minutes": 720}))
    said = told(capsys, office, "set", "--cars-minimum", "2", "--cars-target", "3", "--approval", "on", "--terms", str(terms))
    assert "minstens 2, gewenst 3" in said
    assert "goed" in said
    phone.round()
    team = phone.bodies()["team", phone.enrolment.team_id]
    assert (team["cars_minimum"], team["cars_target"], team["swaps_need_approval"]) == (2, 3, True)
    assert team["working_time"]["daily_rest_minutes"] == 720
    assert team["name"] == "Team Noord"


@pytest.mark.parametrize("words", [["--cars-minimum", "3"], ["--cars-minimum", "-1"]])
def test_fewer_cars_wanted_than_needed_makes_no_sense(office: Office, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["team", "set", *words, "--folder", str(office.folder)]) == 1
    assert "auto's" in capsys.readouterr().err


def test_terms_that_cannot_be_read_change_nothing(office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    terms = tmp_path / "terms.json"
    terms.write_text('{"daily_rest": 12}')
    assert main(["team", "set", "--terms", str(terms), "--folder", str(office.folder)]) == 1
    assert capsys.readouterr().err
    assert "zoals de wet" in told(capsys, office, "show")
