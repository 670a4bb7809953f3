"""`ronde log` is for the auditor: who did what to what, when and with which verdict; never what was said."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from people import KARIN, NADIA, RUBEN, TEAM, look
from running import Office

from field_app.rules.commands import RecordObservation
from field_app.rules.dossier.list_commands import OrderNominations
from field_app.rules.refusals import Code
from server.by_hand import Device
from sync_server.admin.cli import main

WORDS = "Oranje bakfiets tegen de gevel."


@pytest.fixture
def written(office: Office) -> tuple[Office, str]:
    """A team with a look, a refusal and an order of two cases; the id of the look."""
    nadia = office.phone(NADIA)
    seen = nadia.look(text=WORDS)
    nadia.round()
    lead = Device.added(office.folder, office.address, KARIN).opened()
    lead.send(lead.envelope(OrderNominations(("linde", "olm"))))
    ruben = Device.added(office.folder, office.address, RUBEN).opened()
    ruben.send(ruben.envelope(RecordObservation(look(case_id="nergens", own_position=WORDS))))
    return office, seen.id


def table(office: Office, capsys: pytest.CaptureFixture[str], *more: str) -> list[dict[str, str]]:
    assert main(["log", "--csv", "-", "--folder", str(office.folder), "--team", TEAM.name, *more]) == 0
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def test_each_command_stands_there_with_who_in_which_role_about_what_and_the_verdict(
    written: tuple[Office, str], capsys: pytest.CaptureFixture[str]
) -> None:
    look_line, order, refused = table(written[0], capsys)
    assert (look_line["officer"], look_line["roles"], look_line["command"]) == (NADIA.name, "handhaver", "record-observation")
    assert look_line["about"].split()[0] == "linde"
    assert look_line["status"] in ("accepted", "flagged")
    assert (order["officer"], order["roles"], order["about"]) == (KARIN.name, "teamleider", "linde olm")
    assert (refused["status"], refused["verdict"]) == ("refused", Code.CASE_UNKNOWN)
    assert [each["received_at"] for each in (look_line, order, refused)] == sorted(
        each["received_at"] for each in (look_line, order, refused)
    )


def test_nothing_that_was_said_stands_in_it_in_any_form(
    written: tuple[Office, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office, _ = written
    where = ["--folder", str(office.folder)]
    assert main(["log", *where]) == 0
    file = tmp_path / "log.csv"
    assert main(["log", "--csv", str(file), *where]) == 0
    for text in (capsys.readouterr().out, file.read_text("utf-8-sig"), json.dumps(table(office, capsys))):
        assert NADIA.name in text
        assert [each for each in (WORDS, "bakfiets", "openbare weg", "gevel") if each in text] == []
    kept = office.at_desk(lambda store: [each.content for each in store.evidence.log(TEAM.id)])
    assert any(b"bakfiets" in (each or b"") for each in kept), "it is there to be left out"


def test_a_day_to_begin_with_leaves_out_what_came_before(written: tuple[Office, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert len(table(written[0], capsys, "--since", "2026-11-19")) == 3
    assert table(written[0], capsys, "--since", "2026-11-20") == []


def test_a_destroyed_command_still_says_that_it_was_there(written: tuple[Office, str], capsys: pytest.CaptureFixture[str]) -> None:
    office, seen = written
    (place,) = office.at_desk(lambda store: [each.place for each in store.evidence.said(TEAM.id) if each.id == seen])
    office.at_desk(lambda store: store.evidence.blank([place]))
    first = table(office, capsys)[0]
    assert (first["officer"], first["device_seq"], first["command"], first["about"]) == (NADIA.name, "1", "-", "")


def test_a_file_is_not_overwritten(written: tuple[Office, str], tmp_path: Path) -> None:
    words = ["log", "--csv", str(tmp_path / "log.csv"), "--folder", str(written[0].folder)]
    assert main(words) == 0
    assert main(words) == 1
