"""The papers of a case go to its owner, a team lead and a second reader; for anybody else the case is not there."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from casework_people import BEA, CASE_ID, PIM, SAMIRA
from people import KARIN, NADIA, RUBEN, TEAM, WORLD
from running import Office, Server, ServerProcess, code_for, found_team, put, until
from whole.test_story import App

from field_app.rules.dossier.closing_commands import AskDestruction, ConfirmDestruction
from field_app.rules.records import Officer
from field_app.rules.refusals import Code
from field_app.rules.vocabulary import Role
from server.by_hand import Device
from server.played_case import PlayedCase
from sync_server.report.checking import faults

PAPERS = {"report": ("application/pdf", b"%PDF"), "export": ("application/zip", b"PK")}


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PlayedCase]:
    office = Office(tmp_path_factory.mktemp("office"))
    put(office.folder, BEA, PIM)
    yield PlayedCase(office).opened().looked().decided()
    office.close()


def ask(office: Office, officer: Officer, paper: str = "report", case_id: str = CASE_ID, team_id: str = TEAM.id) -> httpx.Response:
    device = Device.added(office.folder, office.address, officer, team_id).opened()
    return device.ask("GET", f"/v1/cases/{case_id}/{paper}")


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("officer", [NADIA, KARIN, SAMIRA], ids=lambda each: each.id)
def test_who_leads_the_case_answers_for_it_or_reads_along_gets_it(played: PlayedCase, officer: Officer, paper: str) -> None:
    response = ask(played.office, officer, paper)
    media_type, begins = PAPERS[paper]
    assert (response.status_code, response.headers["content-type"]) == (200, media_type), response.text
    assert response.content.startswith(begins)
    assert response.headers["cache-control"] == "no-store"
    assert paper == "report" or faults(response.content)[0] == []


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("officer", [RUBEN, BEA, PIM], ids=lambda each: each.id)
def test_for_anybody_else_the_case_is_not_there(played: PlayedCase, officer: Officer, paper: str) -> None:
    response = ask(played.office, officer, paper)
    assert (response.status_code, response.json()["code"], response.json()["details"]) == (404, Code.CASE_UNKNOWN, {})
    assert response.json() == ask(played.office, officer, paper, "nobodys").json(), "the same word for what is not there"


def test_another_teams_lead_gets_nothing(played: PlayedCase) -> None:
    lead = replace(KARIN, id="zuid-lead")
    found_team(played.office.folder, replace(TEAM, id="team-zuid", name="Team Zuid"), lead)
    assert ask(played.office, lead, team_id="team-zuid").json()["code"] == Code.CASE_UNKNOWN


def test_it_is_the_role_that_keeps_it_from_a_colleague(office: Office) -> None:
    """The same colleague gets it as a team lead: nothing else was in the way above."""
    PlayedCase(office).opened()
    assert ask(office, RUBEN).status_code == 404
    lead = replace(RUBEN, id="ruben-lead", roles=(Role.TEAM_LEAD,))
    put(office.folder, lead)
    assert ask(office, lead).status_code == 200


@pytest.mark.parametrize("case_id", ["%00", "..%2f..%2fetc", "%22", "a%20b", "x" * 2_000, "%f0%9f%92%a5"])
def test_an_odd_id_is_no_fault_of_the_server(played: PlayedCase, case_id: str) -> None:
    response = ask(played.office, KARIN, case_id=case_id)
    assert response.status_code in (401, 404), response.text
    assert response.headers["content-type"] == "application/problem+json"


def test_each_making_is_written_down_and_a_refusal_is_none(office: Office) -> None:
    PlayedCase(office).opened()
    for officer, paper in ((NADIA, "report"), (RUBEN, "report"), (KARIN, "export")):
        ask(office, officer, paper)
    made = office.at_desk(lambda store: store.papers.all(TEAM.id))
    assert [(each.officer_id, each.kind, each.case_id) for each in made] == [
        (NADIA.id, "report", CASE_ID),
        (KARIN.id, "export", CASE_ID),
    ]
    assert all(each.device_id and each.at for each in made)


def test_of_a_destroyed_case_it_says_so(office: Office) -> None:
    played = PlayedCase(office).opened().looked().decided().closed()
    assert ask(office, NADIA).status_code == 200, "a closed case has one"
    played.later(years=11)
    played.does(AskDestruction(CASE_ID, "Termijn voorbij."), KARIN)
    played.does(ConfirmDestruction(CASE_ID), SAMIRA)
    for paper in PAPERS:
        response = ask(office, NADIA, paper)
        assert (response.status_code, response.json()["code"]) == (422, Code.DESTROYED)


def test_the_desk_goes_on_while_a_paper_is_made(office: Office) -> None:
    """A paper that is not finished holds up nobody: its seal waits here until another request was answered."""
    goes_on, has_begun = threading.Event(), threading.Event()

    def slow(paper: bytes) -> bytes:
        has_begun.set()
        assert goes_on.wait(20)
        return paper

    office.server.stop()
    office.server = Server(office.folder, office.watch.now, seal=slow)
    PlayedCase(office).opened()
    asking = threading.Thread(target=ask, args=(office, NADIA))
    asking.start()
    assert has_begun.wait(20)
    device = Device.added(office.folder, office.address, RUBEN).opened()
    assert device.send()["cursor"] > 0
    assert asking.is_alive(), "all that was answered while the paper was still being made"
    goes_on.set()
    asking.join(20)
    assert not asking.is_alive()


def test_a_running_phone_saves_both_and_says_why_not(tmp_path: Path) -> None:
    folder = tmp_path / "server"
    found_team(folder, *WORLD, SAMIRA)
    server = ServerProcess(folder)
    ruben, nadia = (App(tmp_path / each.id, server.address, code_for(folder, each)) for each in (RUBEN, NADIA))
    try:
        until(lambda: all(each.ask("status")["link"] == "UP_TO_DATE" for each in (ruben, nadia)), "both are up to date")
        for verb, name in (("case_report", "rapport.pdf"), ("case_export", "zaak.zip")):
            file = tmp_path / name
            assert nadia.ask(verb, "linde", str(file)) == Code.CASE_UNKNOWN
            assert not file.exists()
            assert ruben.ask(verb, "linde", str(file)) == "saved"
            assert file.stat().st_size > 10_000
            ruben.ask("coverage", False)
            assert ruben.ask(verb, "linde", str(file)) == Code.OUT_OF_REACH
            ruben.ask("coverage", True)
    finally:
        for each in (ruben, nadia):
            each.close()
        server.stop()
