"""Where the time of a push goes: each part of it alone, over the same looks, in microseconds of processor time a look."""

from __future__ import annotations

import gzip
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from field_app.rules import chain, rulebook
from field_app.rules.observations import Act
from field_app.rules.wire import Envelope, command_of, decode
from field_app.store.delivery import signed
from field_app.store.outbox import Batch, Verdict
from field_app.store.record import own
from field_app.sync import client
from sync_server import intake
from sync_server.delivery import delivery_from
from sync_server.gate import json_object, unpacked
from sync_server.quick_json import canonical
from sync_server.store.people import Device
from sync_server.store.server_store import ServerStore

from . import floor
from .figures import write_offline
from .stage import BenchPhone, furnish, phone, ronde_server, say

T = TypeVar("T")
LOOKS, RUNS = 2_000, 5


async def profile() -> None:
    """The phone's parts, the server's parts, and the whole floor beside them."""
    runs = [await _one_run() for _ in range(RUNS)]
    parts = {part: statistics.median(run[part] for run in runs) for part in runs[0]}
    say("profile-push", looks=LOOKS, unit="microseconds of processor time a look", **parts)


async def _one_run() -> dict[str, float]:
    with tempfile.TemporaryDirectory(dir=".") as name:
        folder = Path(name)
        codes = furnish(folder / "server", 1)
        with ronde_server(folder / "server") as address:
            sender = await phone(folder / "a.db", address, codes[0])
            await sender.exchange.round()
        found: dict[str, float] = await sender.on_thread(lambda: _parts(sender, folder))
        await sender.close()
        return found


class _Stopwatch:
    """Processor time by part."""

    def __init__(self) -> None:
        self.parts: dict[str, float] = {}

    def __call__(self, part: str, work: Callable[[], T]) -> T:
        began = time.process_time()
        done = work()
        self.parts[part] = round((time.process_time() - began) / LOOKS * 1e6, 1)
        return done


def _parts(sender: BenchPhone, folder: Path) -> dict[str, float]:
    took = _Stopwatch()
    took("phone_seals_the_look", lambda: write_offline(sender.store, LOOKS, 1))
    batch = took("phone_opens_the_batch", lambda: sender.store.outbox.batch(10**9, most_rows=LOOKS))
    assert batch is not None and len(batch.commands) == LOOKS
    key = Ed25519PrivateKey.generate()
    body = took("phone_signs_and_packs", lambda: gzip.compress(signed({}, batch, key), client._LEVEL))
    _server(took, folder, body)
    _phone_keeps(took, sender, batch)
    _floor(took, folder, body)
    return took.parts


def _server(took: _Stopwatch, folder: Path, body: bytes) -> None:
    """Each part as the server does it, and then all of it as it happens, with the SQL."""
    store = ServerStore(folder / "server" / "ronde.db")
    found = store.database.execute("select id from devices").fetchone()
    device = store.people.device(found[0])
    assert device is not None
    request = took("server_unpacks_and_parses", lambda: json_object(unpacked(body, "gzip")))
    raws: list[dict[str, Any]] = request["commands"]
    envelopes = took(
        "server_reads_strictly", lambda: [(each, command_of(each)) for each in (decode(Envelope, raw) for raw in raws)]
    )
    took("server_writes_the_hashed_form", lambda: [canonical(each) for each in raws])
    took("server_judges", lambda: _judged(store, device, envelopes))
    store.forget_facts()
    took("server_in_all", lambda: _taken(store, device, request))
    store.close()


def _read(raw: dict[str, Any]) -> tuple[Envelope, Any]:
    envelope = decode(Envelope, raw)
    return envelope, command_of(envelope)


def _judged(store: ServerStore, device: Device, commands: list[tuple[Envelope, Any]]) -> None:
    facts, now = store.facts(device.team_id), datetime.now(UTC)
    for envelope, command in commands:
        act = Act(envelope.id, device.officer_id, envelope.at, envelope.args, now)
        for change in rulebook.apply(command, facts, act).changes:
            facts.put(change)


def _taken(store: ServerStore, device: Device, request: dict[str, Any]) -> None:
    """Chain, rules, rows and log in one transaction. The chain of the device that was enrolled, under a key of our own."""
    connection = store.database.conn
    connection.execute("begin immediate")
    judge = intake._Judge(store, device, delivery_from({**request, "clock": _CLOCK}), datetime.now(UTC))
    links = [intake._Link(at, raw, *_hashes(raw, at), chain.genesis(device.id)) for at, raw in enumerate(request["commands"], 1)]
    judge.judge(links)
    connection.execute("commit")


def _hashes(raw: dict[str, Any], number: int) -> tuple[bytes, bytes, bytes]:
    salt, content = chain.salt(bytes(32), number), canonical(raw)
    return content, salt, chain.inner(salt, content)


_CLOCK = {"now": "2026-11-26T08:00:00.000+00:00", "monotonic_ms": 1, "boot": "bench"}


def _phone_keeps(took: _Stopwatch, sender: BenchPhone, batch: Batch) -> None:
    """The verdicts, and the rows that the phone makes itself."""
    said = [Verdict("accepted", seq=at, received_at="2026-11-26T08:00:00.000+00:00") for at in range(1, LOOKS + 1)]

    def keep() -> None:
        with sender.store.saving():
            sender.store.outbox.settle(list(enumerate(said, start=batch.first_seq)))
            sender.store.casebook.take(own(batch.commands, said, "officer-0", lambda _: True), 0)

    took("phone_keeps_verdicts_and_rows", keep)


def _floor(took: _Stopwatch, folder: Path, body: bytes) -> None:
    rows = f"[{','.join(json_texts(body))}]".encode()
    connection = floor.opened(folder / "floor.db")
    packed = took("floor_packs", lambda: gzip.compress(rows, floor.GZIP_LEVEL))
    took("floor_unpacks_and_keeps", lambda: floor.taken(connection, gzip.decompress(packed).decode()))
    connection.close()


def json_texts(body: bytes) -> list[str]:
    """The looks as the floor sends them."""
    return [canonical({"id": each["id"], **each["args"]}).decode() for each in json_object(gzip.decompress(body))["commands"]]
