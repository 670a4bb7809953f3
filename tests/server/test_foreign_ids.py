"""Another team's data does not exist: each id of theirs, on each route of the OpenAPI document, gets what nobody's id gets."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import httpx
import pytest
from casework_people import SAMIRA
from people import KARIN, NADIA, TEAM, at, look
from photo_office import allow
from proofs import Proof, at_least, exactly
from running import Office, found_team, put

from field_app.rules.commands import RecordObservation
from field_app.rules.dossier.photo_records import Original
from server.by_hand import Device, Json
from server.shown_dossier import REQUEST
from server.test_photo_routes import SHA, photo
from server.test_proof import ZUID

_READERS = (NADIA, KARIN, SAMIRA)
_NOT_FOUND = 404
_ASKED = Original("zuids-original", "eik", "seen", SHA, "reden", "omar", at("05:00"), allowed_by="omar", allowed_at=at("06:01"))
THEIRS = (*ZUID, replace(REQUEST, id="zuids-request", asked_by="omar"), _ASKED)


def ids_of(office: Office, team_id: str) -> list[str]:
    """Every id that a team has on the server: of rows, devices, commands and photos, and the team's own."""
    asked = (
        "select id from rows where team = ?", "select id from devices where team = ?",
        "select id from commands where team = ?", "select sha256 from photos where team = ?",
    )  # fmt: skip
    with closing(sqlite3.connect(office.folder / "ronde.db")) as file:
        found = {str(row[0]) for each in asked for row in file.execute(each, [team_id]) if row[0]}
    return sorted(found | {team_id})


def document(office: Office) -> Json:
    return dict(httpx.get(f"{office.address}/openapi.json").json())


def templates(told: Json) -> Iterator[tuple[str, str]]:
    """Every route with an id in its path."""
    for path, methods in told["paths"].items():
        yield from ((method.upper(), path) for method in methods if "{" in path)


def filled(path: str, row_id: str) -> str:
    return path[: path.index("{")] + row_id + path[path.index("}") + 1 :]


@pytest.fixture
def two_teams(office: Office) -> Office:
    """One's own team, and another with something of every kind that a route can ask for."""
    put(office.folder, SAMIRA)
    found_team(office.folder, *THEIRS)
    allow(office)
    theirs = Device.added(office.folder, office.address, ZUID[1], "team-zuid").opened()
    seen = RecordObservation(look(case_id="eik", shift_id="omars-shift", photos=(photo(),)))
    assert theirs.send(theirs.envelope(seen))["verdicts"][0]["status"] in ("accepted", "flagged")
    return office


def test_on_every_route_another_teams_ids_get_what_nobodys_get(two_teams: Office, proof: Proof) -> None:
    office, told = two_teams, document(two_teams)
    foreign, routes = ids_of(office, "team-zuid"), list(templates(told))
    headers = {"Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
    asked, holes = 0, list[str]()
    for officer in _READERS:
        device = Device.added(office.folder, office.address, officer, TEAM.id).opened()
        for method, path in routes:
            nobodys = device.ask(method, filled(path, "nobodys"), headers=headers)
            for each in foreign:
                answer = device.ask(method, filled(path, each), headers=headers)
                asked += 1
                if (answer.status_code, answer.content) != (_NOT_FOUND, nobodys.content):
                    holes.append(f"{officer.id} {method} {path} {each}: {answer.status_code}")
    print(holes)
    what = "another team's ids on every route with an id, as officer, team lead and second reader"
    proof(
        "P10",
        what,
        routes=at_least(8, len(routes)),
        ids=at_least(10, len(foreign)),
        asked=at_least(240, asked),
        holes=exactly(0, len(holes)),
    )
