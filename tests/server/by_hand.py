"""A device that speaks the exchange by hand, so that a test can say anything to the server, and say it wrongly."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from people import NADIA, TEAM, at
from running import Phone

from field_app.device import new_id
from field_app.rules import chain
from field_app.rules.commands import ClockReading, Command
from field_app.rules.proof import NONCE_HEADER, PROOF_HEADER, TOKEN_SCHEME, request_proof
from field_app.rules.records import Officer
from field_app.rules.refusals import Refused
from field_app.rules.wire import PROTOCOL, Envelope, canonical, encode, name_of
from field_app.store.delivery import signing_key
from field_app.store.outbox import Batch
from sync_server.admin.told import changing
from sync_server.store.people import Device as KnownDevice

Json = dict[str, Any]
#: What of a request holds for one device only.
_SEALED = ("protocol", "epoch", "commands", "chain")
CLOCK = {"now": at("06:14").isoformat(), "monotonic_ms": 2_000, "boot": "boot-1"}


class Device:
    """One device with its key, its chain and its session."""

    def __init__(self, address: str, device_id: str, key: Ed25519PrivateKey) -> None:
        self.address, self.id, self.key = address, device_id, key
        self.head, self.number = chain.genesis(device_id), 0
        self.epoch = self.token = self.nonce = ""
        self.http = httpx.Client(base_url=address, timeout=30, limits=httpx.Limits(max_keepalive_connections=0))

    @classmethod
    def added(cls, folder: Path, address: str, officer: Officer = NADIA, team_id: str = TEAM.id) -> Device:
        """A new device of this officer, known to the server without the way round a code."""
        device = cls(address, new_id(), Ed25519PrivateKey.generate())
        public = device.key.public_key().public_bytes_raw()
        known = KnownDevice(device.id, team_id, officer.id, public, 0, device.head, 0, is_revoked=False)
        with changing(folder) as store:
            store.people.add_device(known, "2026-11-19T05:00:00+00:00")
            device.epoch = store.meta("epoch")["epoch"]
        return device

    @classmethod
    def of(cls, phone: Phone, address: str) -> Device:
        """The same device as this phone, spoken for by hand."""
        enrolment = phone.enrolment
        device = cls(address, enrolment.device_id, signing_key(enrolment.signing_key))
        device.epoch = enrolment.epoch
        return device

    def ask(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        *,
        key: Ed25519PrivateKey | None = None,
        token: str | None = None,
        nonce: str | None = None,
        signed: Mapping[str, Any] | None = None,
        headers: Mapping[str, Any] | None = None,
    ) -> httpx.Response:
        """One request with its proof; `signed` says what is signed where that is not what is sent."""
        token = self.token if token is None else token
        nonce = self.fresh_nonce() if nonce is None else nonce
        said = {"method": method, "path": path, "body": body, "nonce": nonce, "token": token, **(signed or {})}
        proof = proof_headers(key or self.key, nonce, token, said)
        response = self.http.request(method, path, content=body, headers={**proof, **(headers or {})})
        self.nonce = response.headers.get(NONCE_HEADER, "")
        return response

    def fresh_nonce(self) -> str:
        """A nonce that the server gave and that was not used."""
        if not self.nonce:
            self.nonce = self.http.post("/v1/session", content=b"{}").headers[NONCE_HEADER]
        nonce, self.nonce = self.nonce, ""
        return nonce

    def opened(self) -> Device:
        """With a session."""
        response = self.ask("POST", "/v1/session", canonical({"device_id": self.id}), token="")
        assert response.status_code == 200, response.text
        self.token = response.json()["token"]
        return self

    def envelope(self, command: Command, **changes: Any) -> Json:
        """The next command of this device as it travels."""
        self.number += 1
        made = Envelope(new_id(), self.number, name_of(command), encode(command), at("06:14"), ClockReading(1_000, "boot-1"))
        return {**encode(made), **changes}

    def request(self, commands: Sequence[Any] = (), /, **changes: Any) -> Json:
        """A whole request; the chain is made over the commands, as a phone would."""
        head: Json = {"protocol": PROTOCOL, "epoch": self.epoch, "cursor": 0, "limit": 1_000, "clock": CLOCK}
        if commands:
            seed, link = os.urandom(chain.SEED_BYTES), self.head
            for each in commands:
                link = chain.link(link, inner_of(each, seed))
            first = commands[0]["device_seq"]
            head["commands"] = list(commands)
            head["chain"] = {"head": link.hex(), "signature": self.key.sign(link).hex(), "seeds": [[first, seed.hex()]]}
        return {**head, **changes}

    def sealed(self, made_up: Json) -> Json:
        """The same request with an epoch and a chain that hold, whatever its commands are; what has no hash goes as it is."""
        commands = made_up.get("commands", [])
        if not isinstance(commands, list) or not all(isinstance(each, dict) for each in commands):
            return {**made_up, "epoch": self.epoch}
        numbered = [{**each, "device_seq": self.number + at} for at, each in enumerate(commands, start=1)]
        try:
            return {**made_up, **{name: part for name, part in self.request(numbered).items() if name in _SEALED}}
        except Refused:
            return {**made_up, "epoch": self.epoch}

    def answered(self, request: Json, response: Any) -> None:
        """What was taken moves this device's chain."""
        if response.status_code == 200 and request.get("commands") and "missing_from" not in response.json():
            self.head, self.number = bytes.fromhex(request["chain"]["head"]), request["commands"][-1]["device_seq"]

    def post(self, request: Any, **how: Any) -> httpx.Response:
        """Send a request as JSON; what was taken moves this device's chain."""
        body = request if isinstance(request, bytes) else json.dumps(request).encode()
        response = self.ask("POST", "/v1/sync", body, **how)
        if isinstance(request, dict):
            self.answered(request, response)
        return response

    def send(self, *commands: Any, **changes: Any) -> Json:
        """Deliver commands and answer what the server says, which must be well."""
        response = self.post(self.request(commands, **changes))
        assert response.status_code == 200, response.text
        answer: Json = response.json()
        return answer

    def post_batch(self, batch: Batch | None, **changes: Any) -> httpx.Response:
        """Deliver what a phone's outbox holds."""
        assert batch is not None
        sealed = {"head": batch.head.hex(), "signature": self.key.sign(batch.head).hex()}
        seeds = [[first, seed.hex()] for first, seed in batch.seeds]
        commands = [json.loads(each) for each in batch.commands]
        if not self.token:
            self.opened()
        return self.post({**self.request(**changes), "commands": commands, "chain": {**sealed, "seeds": seeds}})


def proof_headers(key: Ed25519PrivateKey, nonce: str, token: str, said: Mapping[str, Any]) -> dict[str, str]:
    """What a phone puts above a request, with this key's signature over what is said; without a token none is named."""
    proof = {NONCE_HEADER: nonce, PROOF_HEADER: key.sign(request_proof(**said)).hex()}
    return {**proof, "Authorization": f"{TOKEN_SCHEME} {token}"} if token else proof


def inner_of(command: Any, seed: bytes) -> bytes:
    """The inner hash of one command as a phone computes it."""
    if "lost" in command:
        return bytes.fromhex(command["lost"])
    return chain.inner(chain.salt(seed, command["device_seq"]), canonical(command))


def packed(content: bytes) -> bytes:
    return gzip.compress(content, 6)
