"""The server in this thread: its real code below the HTTP layer, with sessions and proofs as that layer asks for them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from field_app.rules.proof import CODE_HEADER, NONCE_HEADER, PROOF_HEADER
from field_app.rules.refusals import Refused
from simulation.power import PowerCut, taken_from_disk, wired
from simulation.road import Letter, Reply
from simulation.sky import Sky
from sync_server import identity, phonebook
from sync_server import round as exchange
from sync_server.desk import Desk, _Job
from sync_server.gate import json_object, unpacked
from sync_server.identity import Nonces, Proof, Sessions
from sync_server.keys import log_key
from sync_server.positions import Positions
from sync_server.problems import STATUS
from sync_server.register import Register
from sync_server.restore import back_up, put_back
from sync_server.roster_log import RosterLog
from sync_server.store.server_store import ServerStore

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Heard:
    """A request that was answered: in which boot of the phone it was written, and so many milliseconds after its begin."""

    boot: str = ""
    monotonic_ms: int = 0


class OneThread(Desk):
    """The real desk's commit, without its thread."""

    def __init__(self, store: ServerStore) -> None:
        self._store = store

    def do(self, work: Callable[[ServerStore], T]) -> T:
        """One job, one commit. Raises what the job raises."""
        done: Future[T] = Future()
        self._commit(self._store, [_Job(work, done)])
        return done.result()


class Office:
    """One server on one folder. `heard` is told of every request that may have changed something."""

    def __init__(self, folder: Path, sky: Sky, reached: Counter[str]) -> None:
        self.folder, self.sky, self.reached = folder, sky, reached
        self.key, self.backups = log_key(folder), 0
        self.heard: Callable[[Heard], None] = lambda _: None
        self.open()

    def open(self) -> None:
        """Start: sessions and nonces of before are not known."""
        self.store = ServerStore(self.folder / "ronde.db")
        RosterLog(self.store).void()
        self.wire = wired(self.store.database)
        self.desk = OneThread(self.store)
        self.nonces, self.sessions, self.positions = Nonces(), Sessions(), Positions()

    def close(self) -> None:
        self.store.close()

    def answers(self, letter: Letter) -> Reply | None:
        """One request; None when the power went before the answer was out."""
        try:
            content = self._session(letter) if letter.path == "/v1/session" else self._sync(letter)
        except Refused as no:
            return Reply(STATUS[no.code], {CODE_HEADER: no.code.value, NONCE_HEADER: self.nonces.issue()})
        except PowerCut:
            self._fall_over()
            return None
        return Reply(200, {NONCE_HEADER: self.nonces.issue()}, content)

    def _session(self, letter: Letter) -> bytes:
        proof, device_id = _proof(letter), json_object(letter.body)["device_id"]
        self.nonces.use(proof.nonce)
        device = self.desk.do(lambda store: identity.proven(store.people, device_id, proof))
        token, _ = self.sessions.open(device.id, self.sky.now)
        return json.dumps({"token": token}).encode()

    def _sync(self, letter: Letter) -> bytes:
        proof = _proof(letter)
        device_id = self.sessions.device_of(proof.token, self.sky.now)
        self.nonces.use(proof.nonce)
        asked = exchange.read(json_object(unpacked(letter.body, letter.headers.get("Content-Encoding"))))
        now = self.sky.now
        answered = self.desk.do(lambda store: exchange.answer(store, device_id, proof, asked, now, self.positions, self.key))
        self.heard(Heard(asked.delivery.clock.boot, asked.delivery.clock.monotonic_ms))
        return answered.text.encode("utf-8", "surrogatepass")

    def _fall_over(self) -> None:
        """The file as it lay on disk, with the journal of what was going on."""
        self.reached["server crashes"] += 1
        path = self.folder / "ronde.db"
        taken_from_disk(path, path, self.wire)
        self.open()
        self.heard(Heard())

    def back_up(self) -> Path:
        """A verified backup; the newest is the one to go back to."""
        self.backups += 1
        path = self.folder.parent / "backups" / f"{self.backups}.db"
        back_up(self.store, path)
        self.reached["backups"] += 1
        return path

    def put_back(self, backup: Path) -> None:
        """The file is gone; the newest backup takes its place, with a signed statement."""
        self.close()
        put_back(backup, self.folder / "ronde.db", self.key, "beheer", self.sky.now)
        self.open()
        phonebook.renew_all(self.store)
        self.reached["restores"] += 1

    def shut_out(self, device_id: str) -> None:
        """A device is revoked, as the office does it."""
        self.wire.left = None
        self.store.people.revoke(device_id, self.sky.now.isoformat())
        Register(self.folder).shut_out(device_id, self.sky.now)
        phonebook.renew_all(self.store)
        self.reached["devices revoked"] += 1


def _proof(letter: Letter) -> Proof:
    headers = letter.headers
    token = headers.get("Authorization", "").partition(" ")[2]
    return Proof(
        letter.method, letter.path, letter.body, token, headers.get(NONCE_HEADER, ""), bytes.fromhex(headers[PROOF_HEADER])
    )
