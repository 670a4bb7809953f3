"""A one-time code makes a phone the phone of an officer, once, within a day, and guessing is pointless."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from people import NADIA, RUBEN
from running import Office, code_for, until

from field_app.device import new_id
from field_app.rules.proof import enrolment_proof
from field_app.rules.refusals import Code
from field_app.sync.client import NotWelcome


def enrol(office: Office, right_code: str, /, new_device: str = "", **changes: Any) -> httpx.Response:
    key, code, device_id = Ed25519PrivateKey.generate(), right_code, new_device or new_id()
    body = {
        "code": code,
        "device_id": device_id,
        "public_key": key.public_key().public_bytes_raw().hex(),
        "proof": key.sign(enrolment_proof(code, device_id)).hex(),
        **changes,
    }
    return httpx.post(f"{office.address}/v1/enrol", content=json.dumps(body))


def code_of(response: httpx.Response) -> str:
    return str(response.json().get("code"))


def fresh(office: Office) -> str:
    return code_for(office.folder, NADIA, now=office.watch.now())


def wrong(code: str) -> str:
    return code[:-1] + ("2" if code[-1] != "2" else "3")


def test_a_code_makes_a_device_of_one_officer_in_one_team(office: Office) -> None:
    said = enrol(office, fresh(office))
    assert said.status_code == 200
    assert (said.json()["officer_id"], said.json()["team_id"]) == ("nadia", "team-noord")
    assert {len(said.json()[name]) for name in ("recovery_key", "log_key")} == {64}


@pytest.mark.parametrize(
    "typed",
    [
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: f"  {code.replace('-', ' ')} ",
        lambda code: f"{code[:3]} {code[3:]}.",
    ],
)
def test_a_code_may_be_typed_sloppily(office: Office, typed: Any) -> None:
    assert enrol(office, typed(fresh(office))).status_code == 200


def test_a_code_works_once(office: Office) -> None:
    code = fresh(office)
    assert enrol(office, code).status_code == 200
    again = enrol(office, code)
    assert (again.status_code, code_of(again)) == (403, Code.ENROLMENT_INVALID)


def test_a_code_works_for_a_day(office: Office) -> None:
    early, late = fresh(office), fresh(office)
    office.watch.forward(hours=23, minutes=59)
    assert enrol(office, early).status_code == 200
    office.watch.forward(minutes=1)
    assert code_of(enrol(office, late)) == Code.ENROLMENT_INVALID


def test_five_wrong_guesses_and_the_code_is_worth_nothing(office: Office) -> None:
    code, other = fresh(office), fresh(office)
    for _ in range(4):
        assert code_of(enrol(office, wrong(code))) == Code.ENROLMENT_INVALID
    assert enrol(office, other).status_code == 200, "one code's guesses do not count for another"
    code_2 = fresh(office)
    for _ in range(4):
        enrol(office, wrong(code_2))
    assert enrol(office, code_2).status_code == 200, "four wrong guesses leave it good"
    enrol(office, wrong(code))
    assert code_of(enrol(office, code)) == Code.ENROLMENT_INVALID


def test_the_count_of_guesses_survives_a_restart_and_a_clock_set_back(office: Office) -> None:
    code = fresh(office)
    for guess in range(5):
        enrol(office, wrong(code))
        if guess % 2:
            office.restart()
        else:
            office.watch.set_wall(hours=-3)
    assert code_of(enrol(office, code)) == Code.ENROLMENT_INVALID


def test_a_refused_guess_says_the_same_whatever_was_wrong(office: Office) -> None:
    used, expired = fresh(office), code_for(office.folder, now=office.watch.now() - timedelta(days=2))
    enrol(office, used)
    said = [enrol(office, code).json() for code in (used, expired, wrong(fresh(office)), "ZZZZ-ZZZZ-ZZZZ", "x")]
    assert all(each == said[0] for each in said)


def test_nobody_enrols_a_key_that_is_not_theirs_or_a_device_that_exists(office: Office) -> None:
    code = fresh(office)
    other = Ed25519PrivateKey.generate().public_key().public_bytes_raw().hex()
    for changes in (
        {"public_key": other},
        {"proof": "00" * 64},
        {"proof": "00"},
        {"public_key": "00" * 31},
        {"public_key": "ff" * 32},
    ):
        assert enrol(office, code, **changes).status_code == 401, changes
    device_id = enrol(office, fresh(office), "device-1").json() and "device-1"
    assert code_of(enrol(office, code, device_id)) == Code.ENROLMENT_INVALID
    assert enrol(office, code).status_code == 200, "none of this used the code up"


NONSENSE: list[Any] = [None, 7, "", "x" * 65, [], {}, True, "\ud800", "a\0b", "zz"]


@pytest.mark.parametrize("name", ["code", "device_id", "public_key", "proof"])
def test_nonsense_in_any_field_gets_a_polite_no(office: Office, name: str) -> None:
    for value in NONSENSE:
        said = enrol(office, fresh(office), **{name: value})
        assert 400 <= said.status_code < 500, (name, value, said.text)
    assert enrol(office, fresh(office)).status_code == 200


def test_two_phones_that_race_for_one_code_get_one_device(office: Office) -> None:
    code = fresh(office)
    phone = office.phone(RUBEN)
    with pytest.raises(NotWelcome):
        phone.enrol(office.address, wrong(code))
    statuses = sorted(enrol(office, code).status_code for _ in range(3))
    assert statuses == [200, 403, 403]
    until(lambda: len(office.at_desk(lambda store: store.people.devices("team-noord"))) == 2, "two devices")
