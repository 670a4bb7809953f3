"""Locust's users are phones: each opens a session, asks what is new every few seconds, and now and then sends a look."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from locust import HttpUser, between, task
from locust.exception import StopUser

sys.path.append(str(Path(__file__).parents[1]))

from bench.content import looks
from bench.many import Known

from field_app.device import new_id
from field_app.rules import chain
from field_app.rules.commands import ClockReading
from field_app.rules.proof import NONCE_HEADER, PROOF_HEADER, TOKEN_SCHEME, request_proof
from field_app.rules.refusals import Code
from field_app.rules.wire import PROTOCOL, Envelope, canonical, encode, name_of
from load.furnish import PHONES

#: Each phone belongs to one user, as in a car.
_FREE: Iterator[Known] = (Known(**each) for each in json.loads((Path(os.environ["RONDE_LOAD"]) / PHONES).read_text()))
_TRIES = 3


class Phone(HttpUser):
    """One phone in a car; its key signs every request anew."""

    #: Within the five seconds after which the server lets an idle connection go.
    wait_time = between(2, 4)

    def on_start(self) -> None:
        """Take a phone from the file and open a session."""
        known = next(_FREE, None)
        if known is None:
            raise StopUser
        self.known, self.key, self.token, self.nonce = known, known.key, "", ""
        self.cursor, self.number, self.head = 0, 0, chain.genesis(known.device_id)
        self.looks = looks(10_000, 10, seed=int(known.device_id[-8:], 16), officer=known.officer)
        self.open_session()
        self.ask_what_is_new()

    @task(20)
    def ask_what_is_new(self) -> None:
        """The round that a phone makes by itself."""
        self.cursor = self.sync("ask", {})["cursor"]

    @task(1)
    def send_a_look(self) -> None:
        """One look, sealed in the phone's chain; refused is a failure (its day is past, so flagged for its clock is not)."""
        command, self.number, seed = next(self.looks), self.number + 1, os.urandom(chain.SEED_BYTES)
        clock = ClockReading(self.number, "load")
        made = encode(Envelope(new_id(), self.number, name_of(command), encode(command), command.look.ended_at, clock))
        self.head = chain.link(self.head, chain.inner(chain.salt(seed, self.number), canonical(made)))
        seal = {"head": self.head.hex(), "signature": self.key.sign(self.head).hex(), "seeds": [[self.number, seed.hex()]]}
        self.cursor = self.sync("look", {"commands": [made], "chain": seal}, _is_accepted)["cursor"]

    def open_session(self) -> None:
        """A token, as after a start of the app; the first nonce is got by asking without one."""
        body = canonical({"device_id": self.known.device_id})
        self.token = ""
        self.token = self.proven("session", "/v1/session", body)["token"]

    def sync(self, name: str, more: dict[str, Any], is_well: Callable[[Any], bool] = bool) -> Any:
        """One round trip of the exchange."""
        clock = {"now": datetime.now(UTC).isoformat(), "monotonic_ms": self.number, "boot": "load"}
        head = {"protocol": PROTOCOL, "epoch": self.known.epoch, "cursor": self.cursor, "limit": 2_000, "clock": clock}
        return self.proven(name, "/v1/sync", canonical({**head, **more}), is_well)

    def proven(self, name: str, path: str, body: bytes, is_well: Callable[[Any], bool] = bool) -> Any:
        """A signed request; one more for each nonce or session that the server no longer knows, under a name of its own."""
        for _ in range(_TRIES):
            with self.client.post(path, data=body, headers=self._signed(path, body), name=name, catch_response=True) as response:
                self.nonce = response.headers.get(NONCE_HEADER, "")
                said = response.json() if response.content else {}
                if response.status_code == 200 and is_well(said):
                    return said
                if said.get("code") != Code.NONCE_NEEDED:
                    response.failure(f"{response.error or response.status_code} {said.get('code', said.get('verdicts'))}")
                    break
                response.request_meta["name"] = f"{name}: nonce needed"
                response.success()
        raise StopUser

    def _signed(self, path: str, body: bytes) -> dict[str, str]:
        signature = self.key.sign(request_proof("POST", path, body, self.nonce, self.token)).hex()
        proof = {"Content-Type": "application/json", NONCE_HEADER: self.nonce, PROOF_HEADER: signature}
        return {**proof, "Authorization": f"{TOKEN_SCHEME} {self.token}"} if self.token else proof


def _is_accepted(said: Any) -> bool:
    return [each["status"] in ("accepted", "flagged") for each in said["verdicts"]] == [True]
