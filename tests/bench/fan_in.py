"""Eight phones push at once, each a process of its own, and then all hold everything."""

from __future__ import annotations

import asyncio
import multiprocessing
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx

from . import floor
from .figures import RUNS, ratio, write_floor, write_offline
from .stage import floor_server, furnish, phone, ronde_server, say


async def fan_in(phones: int = 8, each: int = 200, runs: int = RUNS) -> None:
    """Eight phones push at once and then all hold everything."""
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory(dir=".") as name:
            folder = Path(name)
            codes = furnish(folder / "server", phones)
            with ronde_server(folder / "server") as address, floor_server(folder / "floor") as floor_address:
                ours.append(_together([(_one_of_many, folder, address, who, each, phones) for who in enumerate(codes)]))
                theirs.append(
                    _together([(_one_of_many_floor, folder, floor_address, str(at), each, phones) for at in range(phones)])
                )
    say(f"fan-in-{phones}x{each}", **ratio(ours, theirs))


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


def _one_of_many(
    folder: Path, address: str, who: tuple[int, str], count: int, phones: int, start: Any, pushed: Any, done: Any
) -> None:
    async def story() -> None:
        officer, code = who
        own = await phone(folder / f"{officer}.db", address, code)
        await own.exchange.round()
        await own.on_thread(lambda: write_offline(own.store, count, officer, officer))
        start.wait(120)
        await own.exchange.round()
        pushed.wait(120)
        await own.exchange.round()
        assert own.store.casebook.totals()["observation"][0] == count * phones
        done.wait(120)
        await own.close()

    asyncio.run(story())


def _one_of_many_floor(folder: Path, address: str, name: str, count: int, phones: int, *gates: Any) -> None:
    start, pushed, done = gates

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
