"""300 teams on one served process: 2,400 phones keep asking for changes, each request with its own signature."""

from __future__ import annotations

import asyncio
import itertools
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx

from field_app.device import clocks
from field_app.rules.wire import PROTOCOL, canonical, encode
from field_app.sync.client import Client, Credentials
from sync_server.quick_json import parsed

from .many import Known, many_teams
from .proc import memory
from .stage import free_port, running_as, say

TEAMS, PHONES = 300, 8
SECONDS = 15
#: So many requests are under way at once; a phone that is not asking holds no connection here.
AT_ONCE = 16


class Asking:
    """One phone that asks what is new, by the client of the app."""

    def __init__(self, known: Known, address: str, line: httpx.AsyncHTTPTransport) -> None:
        """Phones share the connections of `line`: 2,400 sockets would measure the generator."""
        self._known, self._client = known, Client(address, line)
        self._credentials, self._cursor = Credentials(known.device_id, known.key), 0

    async def ask(self) -> int:
        """Ask once; how many rows came."""
        clock = encode(clocks().to_send())
        asked = {"protocol": PROTOCOL, "epoch": self._known.epoch, "cursor": self._cursor, "limit": 2_000, "clock": clock}
        answer = parsed(await self._client.sync(canonical(asked), self._credentials))
        self._cursor = answer["cursor"]
        return len(answer["changes"])


async def teams() -> None:
    """Requests a second with all phones up to date, how long each waits, and what server and generator cost meanwhile."""
    with tempfile.TemporaryDirectory(dir=".") as name:
        folder, port = Path(name), free_port()
        known = many_teams(folder, TEAMS, PHONES)
        words = ["-m", "sync_server.admin", "serve", "--folder", str(folder), "--port", str(port)]
        with running_as(words, port, "/ready") as (address, process):
            empty = memory(process)
            limits = httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE)
            async with httpx.AsyncHTTPTransport(limits=limits) as line:
                asking = [Asking(each, address, line) for each in known]
                first = await _in_turn(iter(asking), None)
                server, own, began = _processor(process), time.process_time(), time.perf_counter()
                waits = await _in_turn(itertools.cycle(asking), began + SECONDS)
                took = time.perf_counter() - began
            shares = {"server_cpu": (_processor(process) - server) / took, "generator_cpu": (time.process_time() - own) / took}
            held = memory(process)
    cuts = statistics.quantiles(waits, n=100)
    figures = {"requests": len(waits), "a_second": len(waits) / took, "p50_ms": cuts[49] * 1_000, "p95_ms": cuts[94] * 1_000}
    kept = {"empty_mb": empty["rss_mb"], "rss_mb": held["rss_mb"], "peak_mb": held["peak_mb"]}
    say(f"teams-{TEAMS}", phones=len(known), at_once=AT_ONCE, opened=len(first), **figures, **kept, **shares)


async def _in_turn(asking: Iterator[Asking], until: float | None) -> list[float]:
    """Let them ask, so many at once, until then or until each has; the seconds that each waited."""
    waits: list[float] = []

    async def one_after_another() -> None:
        for each in asking:
            began = time.perf_counter()
            if until and began > until:
                return
            await each.ask()
            waits.append(time.perf_counter() - began)

    await asyncio.gather(*(one_after_another() for _ in range(AT_ONCE)))
    return waits


def _processor(process: int) -> float:
    """Seconds of processor time that a process has used, as the system counts it."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
