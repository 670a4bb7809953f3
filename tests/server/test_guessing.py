"""Guessing a code is pointless: five tries are counted on disk before each is answered, whatever befalls the server."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from proofs import Proof, at_least, exactly
from running import Office, ServerProcess, code_for

from field_app.device import new_id
from field_app.rules.proof import enrolment_proof
from server.test_enrolment import wrong
from sync_server.admin.told import changing
from sync_server.identity import TRIES

CODES = 1


def guess(address: str, code: str) -> int:
    """One try of somebody with a key of their own."""
    key, device_id = Ed25519PrivateKey.generate(), new_id()
    proof = key.sign(enrolment_proof(code, device_id)).hex()
    public = key.public_key().public_bytes_raw().hex()
    asked = {"code": code, "device_id": device_id, "public_key": public, "proof": proof}
    return httpx.post(f"{address}/v1/enrol", content=json.dumps(asked), timeout=20).status_code


def test_five_guesses_are_all_there_are_with_the_server_killed_after_each(tmp_path: Path, proof: Proof) -> None:
    office = Office(tmp_path, process=True)
    server, let_in, guesses = office.server, 0, 0
    assert isinstance(server, ServerProcess)
    for _ in range(CODES):
        code = code_for(office.folder)
        for _ in range(TRIES):
            let_in += guess(server.address, wrong(code)) == 200
            guesses += 1
            server.kill()
            server.start()
        let_in += guess(server.address, code) == 200
        with changing(office.folder) as store:
            kept = store.people.invitation(code[:4])
            assert kept is not None
            assert kept.tries_left == 0
    office.close()
    what = "guesses at an enrolment code, with kill -9 after each; there is no PIN and no admin login to guess"
    proof(
        "P15", what, guesses=exactly(CODES * TRIES, guesses), kills=at_least(CODES * TRIES, server.kills), let_in=exactly(0, let_in)
    )


def test_a_fresh_code_lets_in_through_the_same_guess(tmp_path: Path) -> None:
    office = Office(tmp_path, process=True)
    assert guess(office.address, code_for(office.folder)) == 200
    office.close()
