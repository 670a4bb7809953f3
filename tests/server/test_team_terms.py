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


def test_the_teams_own_figures_for_casework_and_the_meter_reach_the_phones(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    phone = office.phone(NADIA)
    casework, limits = tmp_path / "casework.json", tmp_path / "limits.json"
    casework.write_text(json.dumps({"list_places": 12}))
    limits.write_text(json.dumps({"looks_green": 15}))
    said = told(capsys, office, "show")
    assert "zoals de werkwijze" in said
    assert "de gewone grenzen" in said
    said = told(capsys, office, "set", "--casework", str(casework), "--limits", str(limits))
    assert '{"list_places": 12}' in said
    assert '{"looks_green": 15}' in said
    phone.round()
    team = phone.bodies()["team", phone.enrolment.team_id]
    assert (team["casework"]["list_places"], team["limits"]["looks_green"]) == (12, 15)


@pytest.mark.parametrize(
    ("option", "text"),
    [
        ("--casework", '{"list_places": 0}'),
        ("--casework", '{"list_placess": 12}'),
        ("--casework", "12"),
        ("--limits", '{"looks_green": 40}'),
        ("--limits", '{"looks_green": "veel"}'),
        ("--limits", "geen JSON"),
    ],
)
def test_figures_that_cannot_be_change_nothing(
    office: Office, option: str, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "own.json"
    file.write_text(text)
    assert main(["team", "set", option, str(file), "--folder", str(office.folder)]) == 1
    assert capsys.readouterr().err
    assert "de gewone grenzen" in told(capsys, office, "show")
    assert "zoals de werkwijze" in told(capsys, office, "show")
