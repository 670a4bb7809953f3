"""Measures the exchange beside its floor, one JSON line a figure: `python -m tests.bench [name ...]`."""

from __future__ import annotations

import argparse
import asyncio
import gc
import gzip
import json
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from field_app.app import GC_THRESHOLDS, SWITCH_SECONDS
from field_app.device import new_id
from field_app.rules.commands import ClockReading
from field_app.rules.wire import Envelope, compact, encode
from tests.bench import floor
from tests.bench.content import looks, size_of
from tests.bench.stage import CASES, BenchPhone, floor_server, furnish, phone, ronde_server, say

_RUNS = 3


async def timed(work: Callable[[], Awaitable[Any]]) -> float:
    """Seconds that this takes."""
    began = time.perf_counter()
    await work()
    return time.perf_counter() - began


def write_offline(store: Any, count: int, seed: int) -> None:
    """Save `count` looks on a phone without coverage; in one transaction, since saving is measured apart."""
    with store.saving():
        for at, command in enumerate(looks(count, CASES, seed)):
            look_end = command.look.ended_at + timedelta(seconds=2)
            reading = ClockReading(1_000_000 + at * 977, "bench", -310, 60 + at)
            store.outbox.add(Envelope(new_id(), store.outbox.last_seq + 1, "record-observation", encode(command), look_end, reading))


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
    ours: list[float] = []
    theirs: list[float] = []
    fresh: list[float] = []
    fresh_floor: list[float] = []
    for run in range(_RUNS):
        with tempfile.TemporaryDirectory(dir=".") as name:
            folder = Path(name)
            codes = furnish(folder / "server", 2)
            with ronde_server(folder / "server") as address, floor_server(folder / "floor") as floor_address:
                sender, reader = await phone(folder / "a.db", address, codes[0]), await phone(folder / "b.db", address, codes[1])
                await sender.exchange.round()
                await sender.on_thread(lambda: write_offline(sender.store, count, 1))
                wire = Wire(sender.client)
                ours.append(await timed(sender.exchange.round))
                pulled = Wire(reader.client)
                fresh.append(await timed(reader.exchange.round))
                assert reader.store.casebook.totals() == sender.store.casebook.totals()
                assert reader.store.casebook.totals()["observation"][0] == count
                async with httpx.AsyncClient(base_url=floor_address, timeout=60) as http:
                    local = write_floor(folder / "fa.db", count, 1)
                    theirs.append(await timed(lambda: floor.push(http, local)))
                    other = floor.opened(folder / "fb.db")
                    fresh_floor.append(await timed(lambda: floor.pull(http, other, 0)))
                if run == _RUNS - 1:
                    content = statistics.mean(size_of(each) for each in looks(count, CASES, 1))
                    say(f"push-{count}", **_ratio(ours, theirs), trips=wire.trips)
                    say(f"wire-{count}", content_bytes=content, sent_an_observation=wire.sent / count, answered_an_observation=wire.received / count)
                    say(f"fresh-pull-{count}", **_ratio(fresh, fresh_floor), trips=pulled.trips, bytes_an_observation=pulled.received / count)
                    disk = {each: (folder / each).stat().st_size / count for each in ("server/ronde.db", "a.db", "floor/floor.db")}
                    say(f"disk-{count}", server=disk["server/ronde.db"], phone=disk["a.db"], floor=disk["floor/floor.db"], unit="bytes a look")
                await sender.close()
                await reader.close()


def _ratio(ours: list[float], theirs: list[float]) -> dict[str, float]:
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
                    await sender.on_thread(lambda at=run: write_offline(sender.store, new, 100 + at))
                    await sender.exchange.round()
                    wire.trips = 0
                    ours.append(await timed(reader.exchange.round))
                    more = write_floor(folder / f"f{run}.db", new, 100 + run)
                    await floor.push(http, more)
                    theirs.append(await timed(lambda at=run: floor.pull(http, other, existing + at * new)))
            assert reader.store.casebook.totals() == sender.store.casebook.totals()
            say(f"delta-{new}-of-{existing}", **_ratio(ours, theirs), trips=wire.trips)
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


async def fan_in(phones: int = 8, each: int = 200, runs: int = _RUNS) -> None:
    """Eight phones push at once and then all hold everything."""
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory(dir=".") as name:
            folder = Path(name)
            codes = furnish(folder / "server", phones)
            with ronde_server(folder / "server") as address, floor_server(folder / "floor") as floor_address:
                ours.append(_together([(_one_of_many, folder, address, code, each, phones) for code in codes]))
                theirs.append(_together([(_one_of_many_floor, folder, floor_address, str(at), each, phones) for at in range(phones)]))
    say(f"fan-in-{phones}x{each}", **_ratio(ours, theirs))


def _together(jobs: list[tuple[Any, ...]]) -> float:
    """Seconds from the common start until the last of them is done."""
    spawn = multiprocessing.get_context("spawn")
    start, pushed, done = (spawn.Barrier(len(jobs) + 1) for _ in range(3))
    processes = [spawn.Process(target=job, args=(*rest, start, pushed, done)) for job, *rest in jobs]
    for process in processes:
        process.start()
    start.wait(120)
    began = time.perf_counter()
    pushed.wait(120)
    done.wait(120)
    seconds = time.perf_counter() - began
    for process in processes:
        process.join()
        if process.exitcode:
            raise RuntimeError("a phone did not hold everything")
    return seconds


def _one_of_many(folder: Path, address: str, code: str, count: int, phones: int, start: Any, pushed: Any, done: Any) -> None:
    async def story() -> None:
        own = await phone(folder / f"{code}.db", address, code)
        await own.exchange.round()
        await own.on_thread(lambda: write_offline(own.store, count, sum(code.encode())))
        start.wait(120)
        await own.exchange.round()
        pushed.wait(120)
        await own.exchange.round()
        assert own.store.casebook.totals()["observation"][0] == count * phones
        done.wait(120)
        await own.close()

    asyncio.run(story())


def _one_of_many_floor(folder: Path, address: str, name: str, count: int, phones: int, start: Any, pushed: Any, done: Any) -> None:
    async def story() -> None:
        local, mine = write_floor(folder / f"f{name}.db", count, int(name)), floor.opened(folder / f"g{name}.db")
        async with httpx.AsyncClient(base_url=address, timeout=60) as http:
            await http.get("/pull", params={"after": 10**9})
            start.wait(120)
            await floor.push(http, local)
            pushed.wait(120)
            await floor.pull(http, mine, 0)
        assert mine.execute("select count(*) from rows").fetchone()[0] == count * phones
        done.wait(120)

    asyncio.run(story())


FIGURES: dict[str, Callable[[], Awaitable[None]]] = {
    "push-1000": lambda: push_and_pull(1_000),
    "push-10000": lambda: push_and_pull(10_000),
    "delta-10000": lambda: delta(10_000),
    "delta-100000": lambda: delta(100_000),
    "save": save,
    "fan-in": fan_in,
    "fan-in-100": lambda: fan_in(runs=100),
}


def main() -> None:
    """Run all figures, or the named ones."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *FIGURES], default=[], help="which figures (default: all but fan-in-100)")
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.set_threshold(*GC_THRESHOLDS)
    names = parser.parse_args().names or [each for each in FIGURES if each != "fan-in-100"]
    say("machine", cores=os.cpu_count(), gzip_level=floor.GZIP_LEVEL, packed_sample=len(gzip.compress(b"ronde" * 100)))
    for name in names:
        asyncio.run(FIGURES[name]())  # type: ignore[arg-type]  # every figure is a coroutine function


if __name__ == "__main__":
    main()
