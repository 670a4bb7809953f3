"""How much memory server and phone hold, by what the system counts for their processes."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from .figures import write_offline
from .phone import ABSURD, BAD, cold, phone_with
from .proc import memory
from .stage import BenchPhone, free_port, furnish, phone, running_as, say

PHONES = 8


async def phone_memory() -> None:
    """A phone with its first screen drawn: with no look at all, a bad case and an absurd one; each a process of its own."""
    for count in (0, BAD, ABSURD):
        with phone_with(count) as folder:
            found = await asyncio.to_thread(cold, folder)
        say(f"memory-phone-{count}", rss_mb=found["rss_mb"], peak_mb=found["peak_mb"])


async def server_memory(count: int) -> None:
    """The server at rest, after a push of so many looks, and when eight phones hold all of it."""
    with tempfile.TemporaryDirectory(dir=".") as name:
        folder, port = Path(name), free_port()
        codes = furnish(folder / "server", PHONES)
        words = ["-m", "sync_server.admin", "serve", "--folder", str(folder / "server"), "--port", str(port)]
        with running_as(words, port, "/ready") as (address, process):
            empty = memory(process)
            phones = [await phone(folder / f"{at}.db", address, code) for at, code in enumerate(codes)]
            sender = phones[0]
            await sender.on_thread(lambda: write_offline(sender.store, count, 1))
            await sender.exchange.round()
            pushed = memory(process)
            await _all_up_to_date(phones, count)
            held = memory(process)
            for each in phones:
                await each.close()
    steps = {"empty_mb": empty["rss_mb"], "pushed_mb": pushed["rss_mb"], "held_mb": held["rss_mb"]}
    say(f"memory-server-{count}", **steps, peak_mb=held["peak_mb"])


async def _all_up_to_date(phones: list[BenchPhone], count: int) -> None:
    await asyncio.gather(*(each.exchange.round() for each in phones))
    for each in phones:
        assert each.store.casebook.totals()["observation"][0] == count
