"""Who asks must prove it at every request: a token alone is worth nothing, and a revoked phone is out at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from people import LINDE, LINDE_PLAN, NADIA, NADIAS_SHIFT, RUBEN, TEAM, WORLD, look
from proofs import Proof, at_least, exactly
from running import Office, found_team

from field_app.rules.commands import CorrectObservation, EndShift, RecordObservation, StartShift, WithdrawObservation
from field_app.rules.refusals import Code
from field_app.rules.wire import canonical
from server.by_hand import Device

PHOTO = f"/v1/photos/{'ab' * 32}"
ROUTES = [
    ("POST", "/v1/sync"),
    ("GET", "/v1/events"),
    ("GET", "/v1/access/somebodys"),
    ("POST", "/v1/photos"),
    *((method, PHOTO) for method in ("GET", "HEAD", "PATCH", "DELETE")),
    ("GET", "/v1/originals/somebodys"),
    ("GET", "/v1/cases/somebodys/report"),
    ("GET", "/v1/cases/somebodys/export"),
]
OPEN_ROUTES = {
    ("POST", "/v1/enrol"),
    ("POST", "/v1/session"),
    ("OPTIONS", "/v1/photos"),
    ("GET", "/health"),
    ("GET", "/ready"),
    ("GET", "/metrics"),
}
SOMEBODYS = {"access_id": "somebodys", "case_id": "somebodys", "original_id": "somebodys", "sha256": "ab" * 32}
Ask = Callable[..., httpx.Response]


def body(device: Device, path: str) -> bytes:
    return canonical(device.request()) if path == "/v1/sync" else b""


def refused(response: httpx.Response) -> tuple[int, str]:
    assert response.headers["content-type"] == "application/problem+json"
    said = response.headers["ronde-code"] if response.request.method == "HEAD" else response.json()["code"]
    return response.status_code, said


def test_these_are_all_the_routes_there_are(office: Office) -> None:
    paths = httpx.get(f"{office.address}/openapi.json").json()["paths"]
    found = {(method.upper(), path.format(**SOMEBODYS)) for path, methods in paths.items() for method in methods}
    assert found == {*ROUTES, *OPEN_ROUTES}, "a new route belongs in these tests"


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_without_the_right_proof_nobody_gets_in(office: Office, method: str, path: str, proof: Proof) -> None:
    device, other = (Device.added(office.folder, office.address, officer).opened() for officer in (NADIA, RUBEN))
    sent = body(device, path)
    used = device.fresh_nonce()
    with device.http.stream(method, path, content=sent):
        pass
    stolen: list[tuple[Device, dict[str, Any], Code]] = [
        (device, {"token": ""}, Code.SESSION_EXPIRED),
        (device, {"token": other.token[::-1]}, Code.SESSION_EXPIRED),
        (device, {"key": Ed25519PrivateKey.generate()}, Code.PROOF_INVALID),
        (other, {"token": device.token}, Code.PROOF_INVALID),
        (device, {"nonce": "never-given"}, Code.NONCE_NEEDED),
        (device, {"nonce": ""}, Code.NONCE_NEEDED),
        *((device, {"signed": {"path": each}}, Code.PROOF_INVALID) for _, each in ROUTES if each != path),
        (device, {"signed": {"path": f"{path}?x=1"}}, Code.PROOF_INVALID),
        (device, {"signed": {"method": "PUT"}}, Code.PROOF_INVALID),
        (device, {"signed": {"body": b"{}"}}, Code.PROOF_INVALID),
        (device, {"signed": {"token": other.token}}, Code.PROOF_INVALID),
    ]
    answers = [refused(by.ask(method, path, sent, **how)) for by, how, _ in stolen]
    assert answers == [(401, code) for _, _, code in stolen]
    let_in = sum(status != 401 for status, _ in answers)
    proof(
        "P14",
        "what was stolen from one phone or route, on each route",
        refused=at_least(16, len(answers)),
        let_in=exactly(0, let_in),
    )
    if path == "/v1/sync":
        assert device.ask(method, path, sent, nonce=used).status_code == 200, "an unused nonce stays good"
        assert refused(device.ask(method, path, sent, nonce=used)) == (401, Code.NONCE_NEEDED), "and works once"
        assert device.ask(method, path, sent).status_code == 200


@pytest.mark.parametrize("header", ["Ronde-Proof", "Authorization", "Ronde-Nonce"])
def test_rubbish_in_a_proof_is_refused(office: Office, header: str) -> None:
    device = Device.added(office.folder, office.address).opened()
    for rubbish in ("", "zz", "00", "é", "Bearer x", "Ronde", "x" * 5_000):
        response = device.ask("POST", "/v1/sync", body(device, "/v1/sync"), headers={header: rubbish.encode()})
        assert response.status_code in (401, 400), (rubbish, response.text)


def test_a_token_ends_after_twelve_hours_and_a_restart(office: Office) -> None:
    device = Device.added(office.folder, office.address).opened()
    office.watch.forward(hours=11, minutes=59)
    assert device.post(device.request()).status_code == 200
    office.watch.forward(minutes=1)
    assert refused(device.post(device.request())) == (401, Code.SESSION_EXPIRED)
    assert device.opened().post(device.request()).status_code == 200


def test_a_session_is_given_to_the_owner_of_the_key_only(office: Office) -> None:
    device = Device.added(office.folder, office.address)
    asked = canonical({"device_id": device.id})
    wrongs: list[dict[str, Any]] = [{"key": Ed25519PrivateKey.generate()}, {"nonce": "x"}, {"signed": {"body": b"{}"}}]
    for how in wrongs:
        assert device.ask("POST", "/v1/session", asked, token="", **how).status_code == 401
    assert refused(device.ask("POST", "/v1/session", canonical({"device_id": "nobody"}), token="")) == (401, Code.DEVICE_UNKNOWN)
    for nonsense in (b"", b"[]", b"{}", b'{"device_id": 7}', b'{"device_id": "\\ud800"}', b'{"device_id": "a\\u0000"}', b"\xff"):
        assert device.ask("POST", "/v1/session", nonsense, token="").status_code == 400, nonsense


def test_a_revoked_phone_is_out_from_the_next_request_on_every_route(office: Office, proof: Proof) -> None:
    device = Device.added(office.folder, office.address).opened()
    assert device.post(device.request()).status_code == 200
    office.at_desk(lambda store: store.people.revoke(device.id, "2026"))
    closed = 0
    for method, path in ROUTES:
        assert refused(device.ask(method, path, body(device, path))) == (403, Code.DEVICE_REVOKED)
        closed += 1
    proof("P12", "a device that was shut out tries every route", routes_closed_to_it=exactly(len(ROUTES), closed))
    assert refused(device.ask("POST", "/v1/session", canonical({"device_id": device.id}), token="")) == (403, Code.DEVICE_REVOKED)
    device.number = 0
    assert refused(device.post(device.request([device.envelope(StartShift("nadias-shift"))]))) == (403, Code.DEVICE_REVOKED)
    assert office.rows()["shift", "nadias-shift"]["status"] == "PUBLISHED"


ZUID = (
    replace(TEAM, id="team-zuid", name="Team Zuid"),
    replace(NADIA, id="omar"),
    replace(LINDE, id="eik", plan_id="eik-plan", owner_id="omar"),
    replace(LINDE_PLAN, id="eik-plan", case_id="eik"),
    replace(NADIAS_SHIFT, id="omars-shift", officer_id="omar"),
)


def test_another_teams_ids_do_not_exist(office: Office) -> None:
    found_team(office.folder, *ZUID)
    theirs = Device.added(office.folder, office.address, ZUID[1], "team-zuid").opened()
    seen = theirs.send(theirs.envelope(RecordObservation(look(case_id="eik", shift_id="omars-shift"))))["verdicts"][0]["id"]
    device = Device.added(office.folder, office.address).opened()
    tries = [
        device.envelope(RecordObservation(look(case_id="eik"))),
        device.envelope(StartShift("omars-shift")),
        device.envelope(EndShift("omars-shift")),
        device.envelope(CorrectObservation(seen, "waarom", look())),
        device.envelope(WithdrawObservation(seen, "waarom")),
    ]
    verdicts = device.send(*tries)["verdicts"]
    unknown = [Code.CASE_UNKNOWN, Code.SHIFT_UNKNOWN, Code.SHIFT_UNKNOWN, Code.OBSERVATION_UNKNOWN, Code.OBSERVATION_UNKNOWN]
    assert [(each["status"], each["code"]) for each in verdicts] == [("refused", code) for code in unknown]
    mine, his = device.send()["changes"], theirs.send()["changes"]
    assert {row["id"] for row in mine} == {each.id for each in WORLD}
    assert {row["id"] for row in his} == {each.id for each in ZUID} | {seen}
    assert device.send(device.envelope(RecordObservation(look(shift_id="omars-shift"))))["verdicts"][0]["status"] == "flagged"


def test_the_planted_hole_would_be_found(office: Office) -> None:
    """A row of another team under one's own would show in the feed."""
    device = Device.added(office.folder, office.address).opened()
    found_team(office.folder, *ZUID)
    office.at_desk(lambda store: store.database.execute("update rows set team = 'team-noord' where id = 'eik'"))
    assert "eik" in {row["id"] for row in device.send()["changes"]}
