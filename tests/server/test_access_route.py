"""A package goes to the phone of a team lead, a second reader or who recorded the request; for anybody else it is not there."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from casework_people import BEA, PIM, SAMIRA
from people import KARIN, NADIA, RUBEN, TEAM
from running import Office, ServerProcess, code_for, found_team, until
from whole.test_story import App

from field_app.rules.records import Officer
from field_app.rules.refusals import Code
from field_app.rules.shift_changes import row
from field_app.rules.vocabulary import Kind, Role
from server.by_hand import Device
from server.shown_dossier import RECORDS, REQUEST, keep, keep_dossier, leaks

#: Somebody who recorded the request, and has another role by now.
ONCE = Officer("once", "Ooit Handhaver", (Role.PLANNER,))


@pytest.fixture
def asked(office: Office) -> Office:
    """The dossier, and requests of Nadia and of who is no officer any more."""
    keep_dossier(office)
    more = (replace(REQUEST, id="unchecked", is_good=False), replace(REQUEST, id="onces", asked_by=ONCE.id))
    keep(office, row(Kind.OFFICER, ONCE), *(row(Kind.ACCESS, each) for each in (REQUEST, *more)))
    return office


def ask(office: Office, officer: Officer, access_id: str = REQUEST.id, team_id: str = TEAM.id) -> httpx.Response:
    device = Device.added(office.folder, office.address, officer, team_id).opened()
    return device.ask("GET", f"/v1/access/{access_id}")


@pytest.mark.parametrize("officer", [NADIA, KARIN, SAMIRA], ids=lambda each: each.id)
def test_who_recorded_the_request_leads_or_reads_along_gets_the_package(asked: Office, officer: Officer) -> None:
    response = ask(asked, officer)
    assert (response.status_code, response.headers["content-type"]) == (200, "application/zip"), response.text
    assert response.headers["cache-control"] == "no-store"
    with zipfile.ZipFile(io.BytesIO(response.content)) as package:
        data = json.loads(package.read("overzicht.json"))
    assert len(data["cases"]) == 1
    assert leaks(json.dumps(data, ensure_ascii=False)) == set()


@pytest.mark.parametrize("officer", [RUBEN, BEA, PIM], ids=lambda each: each.id)
def test_for_anybody_else_it_is_not_there(asked: Office, officer: Officer) -> None:
    response = ask(asked, officer)
    assert (response.status_code, response.json()["code"], response.json()["details"]) == (404, Code.ACCESS_UNKNOWN, {})
    unknown = ask(asked, officer, "nobodys")
    assert unknown.json() == response.json(), "the same word for what is not there"


def test_who_sees_no_dossiers_any_more_gets_none(asked: Office) -> None:
    assert ask(asked, ONCE, "onces").status_code == 404
    assert ask(asked, KARIN, "onces").status_code == 200


def test_another_teams_lead_gets_nothing(asked: Office) -> None:
    lead = replace(KARIN, id="zuid-lead")
    found_team(asked.folder, replace(TEAM, id="team-zuid", name="Team Zuid"), lead)
    assert ask(asked, lead, team_id="team-zuid").json()["code"] == Code.ACCESS_UNKNOWN


def test_an_unchecked_package_does_not_go_out(asked: Office) -> None:
    response = ask(asked, KARIN, "unchecked")
    assert (response.status_code, response.json()["code"]) == (422, Code.ACCESS_UNCHECKED)


@pytest.mark.parametrize("access_id", ["%00", "..%2f..%2fetc", "%22", "a%20b", "x" * 2_000, "%f0%9f%92%a5"])
def test_an_odd_id_is_no_fault_of_the_server(asked: Office, access_id: str) -> None:
    response = ask(asked, KARIN, access_id)
    assert response.status_code in (401, 404), response.text
    assert response.headers["content-type"] == "application/problem+json"


def test_it_is_the_role_that_keeps_it_from_a_colleague(asked: Office) -> None:
    """The same colleague gets it as a team lead: nothing else was in the way above."""
    assert ask(asked, RUBEN).status_code == 404
    keep(asked, replace(row(Kind.OFFICER, replace(RUBEN, roles=(Role.TEAM_LEAD,))), is_new=False))
    assert ask(asked, RUBEN).status_code == 200


def test_a_running_phone_saves_it_and_says_why_not(tmp_path: Path) -> None:
    folder = tmp_path / "server"
    found_team(folder, TEAM, NADIA, RUBEN, KARIN, SAMIRA, *(each for _, each in RECORDS), REQUEST)
    server = ServerProcess(folder)
    nadia, ruben = (App(tmp_path / each.id, server.address, code_for(folder, each)) for each in (NADIA, RUBEN))
    try:
        until(lambda: all(each.ask("status")["link"] == "UP_TO_DATE" for each in (nadia, ruben)), "both are up to date")
        file = tmp_path / "pakket.zip"
        assert ruben.ask("access_package", REQUEST.id, str(file)) == Code.ACCESS_UNKNOWN
        assert not file.exists()
        assert nadia.ask("access_package", REQUEST.id, str(file)) == "saved"
        assert zipfile.is_zipfile(file)
        nadia.ask("coverage", False)
        assert nadia.ask("access_package", REQUEST.id, str(file)) == Code.OUT_OF_REACH
    finally:
        for each in (nadia, ruben):
            each.close()
        server.stop()
