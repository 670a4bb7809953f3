"""Fills a new server with the demo team: its looks go in as signed commands of devices, as real ones do."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from nacl.public import PublicKey, SealedBox

from field_app.rules import chain
from field_app.rules.clock import SendClock
from field_app.rules.commands import ClockReading, Command, RecordObservation
from field_app.rules.facts import Change
from field_app.rules.vocabulary import Kind, local
from field_app.rules.wire import Envelope, canonical, encode, name_of
from sync_server import intake
from sync_server.admin.office import office_id
from sync_server.admin.told import changing
from sync_server.delivery import Delivery
from sync_server.demo import ASKING, DemoTeam, demo_team, dossiers, history, swap_request
from sync_server.demo.stage import stage_of
from sync_server.demo.told import Storyteller
from sync_server.keys import new_recovery_key
from sync_server.photos import PhotoBox
from sync_server.photos.writing import write_whole
from sync_server.store.people import Device, TeamHead
from sync_server.store.server_store import ServerStore

_SENT_AFTER = timedelta(seconds=20)
_ASKED_BEFORE = timedelta(hours=1)


def seed(folder: Path, recovery_key: Path, now: datetime) -> None:
    """Make the demo's server: team, people, cases, plans, roster and a hundred earlier observations."""
    team = demo_team(local(now))
    with changing(folder, new=True) as store:
        recovery_key.unlink(missing_ok=True)
        store.people.add_team(TeamHead(team.team.id, team.team.name, new_recovery_key(recovery_key), 0))
        intake.put_rows(store, team.team.id, _rows((Kind.TEAM, (team.team,)), (Kind.OFFICER, team.officers)))
        store.set_meta("demo-officers", [each.id for each in team.officers[:2]])
        senders = {each.id: _Sender(store, team.team.id, each.id, now) for each in team.officers}
        teller = Storyteller(stage_of(local(now)), team.officers, lambda who, said, at: senders[who].send(store, said, at))
        history.tell(teller)
        intake.put_rows(store, team.team.id, _rows(*_around(team)))
        dossiers.describe(teller, team.cases)
        made: dict[str, tuple[str, ...]] = {each.id: () for each in team.cases}
        box = PhotoBox(folder)
        for look in team.looks:
            made[look.look.case_id] += (senders[look.officer_id].send(store, RecordObservation(look.look), look.at),)
            for raw in look.pictures:
                senders[look.officer_id].bring(store, box, raw, look.at)
        dossiers.work(teller, team.cases, made)
        if asked := swap_request(store.facts(team.team.id), team, now):
            senders[team.officers[ASKING].id].send(store, asked, now - _ASKED_BEFORE)


def _around(team: DemoTeam) -> Iterable[tuple[Kind, tuple[Any, ...]]]:
    """What the office put in: cases with their plans, and the roster."""
    yield Kind.CASE, team.cases
    yield Kind.PLAN, team.plans
    yield Kind.SHIFT, team.shifts
    yield Kind.ROSTER, (team.period,)


def _rows(*groups: tuple[Kind, tuple[Any, ...]]) -> Iterable[Change]:
    for kind, records in groups:
        for record in records:
            yield Change(kind, record.id, {name: value for name, value in encode(record).items() if name != "id"}, is_new=True)


class _Sender:
    """The phone that an officer of the demo used before today."""

    def __init__(self, store: ServerStore, team_id: str, officer_id: str, now: datetime) -> None:
        self._key, self._id, self._team_id = Ed25519PrivateKey.generate(), office_id(), team_id
        public = self._key.public_key().public_bytes_raw()
        device = Device(self._id, team_id, officer_id, public, 0, chain.genesis(self._id), 0, is_revoked=False)
        store.people.add_device(device, now.isoformat())
        self._head, self._number = device.head, 0

    def bring(self, store: ServerStore, box: PhotoBox, raw: bytes, at: datetime) -> None:
        """Deliver one photo, sealed for the server."""
        name = sha256(raw).hexdigest()
        half = box.folder / name
        write_whole(SealedBox(PublicKey(bytes.fromhex(box.public_hex))).encrypt(raw), half)
        box.take(self._team_id, name, half)
        sealed = box.sealed_sha256(self._team_id, name)
        store.photos.receive(self._team_id, self._id, name, sealed, (at + _SENT_AFTER).isoformat(timespec="milliseconds"))

    def send(self, store: ServerStore, command: Command, at: datetime) -> str:
        """Deliver one command a little after it was saved."""
        self._number += 1
        seed_bytes = os.urandom(chain.SEED_BYTES)
        reading = ClockReading(self._number * 60_000, "demo")
        raw = encode(Envelope(office_id(), self._number, name_of(command), encode(command), local(at), reading))
        self._head = chain.link(self._head, chain.inner(chain.salt(seed_bytes, self._number), canonical(raw)))
        received_at = at + _SENT_AFTER
        waited_ms = int(_SENT_AFTER.total_seconds() * 1000)
        clock = SendClock(received_at, reading.monotonic_ms + waited_ms, "demo")
        delivery = Delivery([raw], [(self._number, seed_bytes)], self._head, self._key.sign(self._head), clock)
        device = store.people.device(self._id)
        if device is None:
            raise LookupError(self._id)
        (verdict,) = intake.take(store, device, delivery, received_at).verdicts
        if verdict["status"] == "refused":
            raise ValueError(f"the demo's {raw['name']} was refused: {verdict['code']} {verdict['details']}")
        return str(raw["id"])
