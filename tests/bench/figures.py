"""The figures of one or two phones: push, pull, delta and save, each beside the floor of the same run."""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import httpx

from field_app.device import new_id
from field_app.rules.commands import ClockReading
from field_app.rules.wire import Envelope, compact, encode

from . import floor
from .content import looks, size_of
from .stage import CASES, BenchPhone, floor_server, furnish, phone, ronde_server, say

RUNS = 3


async def timed(work: Callable[[], Awaitable[Any]]) -> float:
    """Seconds that this takes."""
    began = time.perf_counter()
    await work()
    return time.perf_counter() - began


def write_offline(store: Any, count: int, seed: int, officer: int = 0) -> None:
    """Save `count` looks on a phone without coverage; in one transaction, since saving is measured apart."""
    with store.saving():
        for at, command in enumerate(looks(count, CASES, seed, officer)):
            look_end = command.look.ended_at + timedelta(seconds=2)
            reading = ClockReading(1_000_000 + at * 977, "bench", -310, 60 + at)
            store.outbox.add(
                Envelope(new_id(), store.outbox.last_seq + 1, "record-observation", encode(command), look_end, reading)
            )


def write_floor(path: Path, count: int, seed: int) -> Any:
    """The same looks in the floor's phone file."""
    connection = floor.opened(path)
    rows = [{"id": new_id(), **encode(each)} for each in looks(count, CASES, seed)]
    floor.taken(connection, json.dumps(rows))
    return connection


class Wire:
    """Counts what a phone sends and gets, in bytes of bodies, and its round trips."""

    def __init__(self, client: Any) -> None:
        self.sent = self.received = self.trips = 0
        client._http.event_hooks = {"request": [self._request], "response": [self._response]}

    async def _request(self, request: httpx.Request) -> None:
        self.sent += len(request.content)
        self.trips += 1

    async def _response(self, response: httpx.Response) -> None:
        self.received += int(response.headers.get("content-length", 0))


async def push_and_pull(count: int) -> None:
    """Push `count` looks made offline, and pull them on a fresh phone; medians of several runs, each on new files."""
    runs = [await _push_and_pull_once(count) for _ in range(RUNS)]
    push, pull = [run.push for run in runs], [run.pull for run in runs]
    push_floor, pull_floor = [run.push_floor for run in runs], [run.pull_floor for run in runs]
    facts = runs[-1].facts
    say(f"push-{count}", **ratio(push, push_floor), trips=facts["push_trips"])
    content = statistics.mean(size_of(each) for each in looks(count, CASES, 1))
    say(f"wire-{count}", content_bytes=content, sent_an_observation=facts["sent"], answered_an_observation=facts["answered"])
    say(f"fresh-pull-{count}", **ratio(pull, pull_floor), trips=facts["pull_trips"], bytes_an_observation=facts["pulled"])
    say(f"disk-{count}", **facts["disk"], unit="bytes a look")


@dataclass(frozen=True, slots=True)
class _Run:
    push: float
    pull: float
    push_floor: float
    pull_floor: float
    facts: dict[str, Any]


async def _push_and_pull_once(count: int) -> _Run:
    with tempfile.TemporaryDirectory(dir=".") as name:
        folder = Path(name)
        codes = furnish(folder / "server", 2)
        with ronde_server(folder / "server") as address, floor_server(folder / "floor") as floor_address:
            sender, reader = await phone(folder / "a.db", address, codes[0]), await phone(folder / "b.db", address, codes[1])
            await sender.exchange.round()
            await sender.on_thread(lambda: write_offline(sender.store, count, 1))
            out, back = Wire(sender.client), Wire(reader.client)
            push = await timed(sender.exchange.round)
            pull = await timed(reader.exchange.round)
            assert reader.store.casebook.totals() == sender.store.casebook.totals()
            assert reader.store.casebook.totals()["observation"][0] == count
            async with httpx.AsyncClient(base_url=floor_address, timeout=60) as http:
                local, other = write_floor(folder / "fa.db", count, 1), floor.opened(folder / "fb.db")
                push_floor = await timed(lambda: floor.push(http, local))
                pull_floor = await timed(lambda: floor.pull(http, other, 0))
            await sender.close()
            await reader.close()
        files = {"server": "server/ronde.db", "phone": "a.db", "floor": "floor/floor.db"}
        facts = {
            "push_trips": out.trips, "sent": out.sent / count, "answered": out.received / count,
            "pull_trips": back.trips, "pulled": back.received / count,
            "disk": {each: (folder / path).stat().st_size / count for each, path in files.items()},
        }  # fmt: skip
        return _Run(push, pull, push_floor, pull_floor, facts)


def ratio(ours: list[float], theirs: list[float]) -> dict[str, float]:
    mine, least = statistics.median(ours), statistics.median(theirs)
    return {"seconds": mine, "floor_seconds": least, "ratio": mine / least}


async def delta(existing: int, new: int = 100, runs: int = 7) -> None:
    """An up-to-date phone pulls `new` looks when `existing` exist already."""
    ours: list[float] = []
    theirs: list[float] = []
    with tempfile.TemporaryDirectory(dir=".") as name:
        folder = Path(name)
        codes = furnish(folder / "server", 2)
        with ronde_server(folder / "server") as address, floor_server(folder / "floor") as floor_address:
            sender, reader = await phone(folder / "a.db", address, codes[0]), await phone(folder / "b.db", address, codes[1])
            await sender.on_thread(lambda: write_offline(sender.store, existing, 1))
            await sender.exchange.round()
            await reader.exchange.round()
            async with httpx.AsyncClient(base_url=floor_address, timeout=120) as http:
                local = write_floor(folder / "fa.db", existing, 1)
                await floor.push(http, local)
                other = floor.opened(folder / "fb.db")
                await floor.pull(http, other, 0)
                wire = Wire(reader.client)
                for run in range(runs):
                    await sender.on_thread(partial(write_offline, sender.store, new, 100 + run))
                    await sender.exchange.round()
                    wire.trips = wire.received = 0
                    ours.append(await timed(reader.exchange.round))
                    more = write_floor(folder / f"f{run}.db", new, 100 + run)
                    await floor.push(http, more)
                    theirs.append(await timed(partial(floor.pull, http, other, existing + run * new)))
            assert reader.store.casebook.totals() == sender.store.casebook.totals()
            say(f"delta-{new}-of-{existing}", **ratio(ours, theirs), trips=wire.trips, kilobytes=wire.received / 1000)
            await sender.close()
            await reader.close()


async def save(count: int = 500) -> None:
    """One save on the phone, rules and seal included, beside a bare insert of the same bytes with its fsync."""
    with tempfile.TemporaryDirectory(dir=".") as name:
        folder = Path(name)
        codes = furnish(folder / "server", 1)
        with ronde_server(folder / "server") as address:
            one = await phone(folder / "a.db", address, codes[0])
            await one.exchange.round()
        bare = floor.opened(folder / "bare.db")
        commands = list(looks(count, CASES, 5))
        ours, theirs = await one.on_thread(lambda: _save_in_turn(one, commands, bare))
        await one.close()
    for part, at in (("median", 0.5), ("p99", 0.99)):
        mine, least = (sorted(each)[int(len(each) * at)] for each in (ours, theirs))
        say(f"save-{part}", seconds=mine, floor_seconds=least, ratio=mine / least)


def _save_in_turn(one: BenchPhone, commands: list[Any], bare: Any) -> tuple[list[float], list[float]]:
    ours: list[float] = []
    theirs: list[float] = []
    for command in commands:
        now = datetime.now(UTC)
        fields = {name: getattr(command.look, name) for name in command.look.__dataclass_fields__}
        fresh = type(command)(type(command.look)(**{**fields, "began_at": now, "ended_at": now}))
        began = time.perf_counter()
        one.workday._say(fresh)
        ours.append(time.perf_counter() - began)
        row_id, body = new_id(), compact(encode(fresh))
        began = time.perf_counter()
        bare.execute("insert into rows (id, body) values (?, ?)", [row_id, body])
        theirs.append(time.perf_counter() - began)
    return ours, theirs
