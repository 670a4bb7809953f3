"""The same figures over a line as in the field: 150 ms there and back, 2 Mbit up and 8 down, for Ronde and the floor alike."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import httpx

from . import floor
from .figures import ratio, timed, write_floor, write_offline
from .stage import floor_server, furnish, phone, ronde_server, say

ONE_WAY_SECONDS, UP_BITS, DOWN_BITS = 0.075, 2_000_000, 8_000_000
LOOKS, NEW, RUNS = 1_000, 100, 5
_PIECE = 4_096


class _Lane:
    """One direction of one line: bytes leave at its pace, in order, and arrive half a round trip later."""

    def __init__(self, bits_a_second: int) -> None:
        self._seconds_a_byte, self._free_at = 8 / bits_a_second, 0.0

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Until the sender is done."""
        loop, under_way = asyncio.get_running_loop(), asyncio.Queue[tuple[float, bytes]]()
        arriving = loop.create_task(self._arrive(under_way, writer))
        with contextlib.suppress(ConnectionError):
            while piece := await reader.read(_PIECE):
                self._free_at = max(loop.time(), self._free_at) + len(piece) * self._seconds_a_byte
                under_way.put_nowait((self._free_at + ONE_WAY_SECONDS, piece))
        under_way.put_nowait((0, b""))
        await arriving

    async def _arrive(self, under_way: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter) -> None:
        loop = asyncio.get_running_loop()
        with contextlib.suppress(ConnectionError):
            while (arrival := await under_way.get())[1]:
                await asyncio.sleep(max(0, arrival[0] - loop.time()))
                writer.write(arrival[1])
                await writer.drain()
        writer.close()


@asynccontextmanager
async def field_link(address: str) -> AsyncIterator[str]:
    """A line in the field to this server; answers the address at its near end."""
    port, talking = int(address.rpartition(":")[2]), set[asyncio.Task[None] | None]()

    async def talk(near_in: asyncio.StreamReader, near_out: asyncio.StreamWriter) -> None:
        talking.add(asyncio.current_task())
        far_in, far_out = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(_Lane(UP_BITS).carry(near_in, far_out), _Lane(DOWN_BITS).carry(far_in, near_out))

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        await asyncio.gather(*filter(None, talking))  # whoever spoke has hung up by now


async def field() -> None:
    """Push 1,000 looks made offline, pull them on another phone, and pull 100 new ones; medians of several runs on new files."""
    runs = [await _one_run() for _ in range(RUNS)]
    for at, name in enumerate(("field-push", "field-pull", "field-delta")):
        say(name, **ratio([run[at][0] for run in runs], [run[at][1] for run in runs]))


async def _one_run() -> list[tuple[float, float]]:
    with tempfile.TemporaryDirectory(dir=".") as name:
        folder = Path(name)
        codes = furnish(folder / "server", 2)
        with ronde_server(folder / "server") as ours, floor_server(folder / "floor") as theirs:
            async with field_link(ours) as near, field_link(theirs) as floor_near:
                return list(zip(await _ronde(folder, near, codes), await _floor(folder, floor_near), strict=True))


async def _ronde(folder: Path, address: str, codes: list[str]) -> list[float]:
    sender, reader = await phone(folder / "a.db", address, codes[0]), await phone(folder / "b.db", address, codes[1])
    for each in (sender, reader):  # both have a session, as phones in use have
        await each.exchange.round()
    await sender.on_thread(lambda: write_offline(sender.store, LOOKS, 1))
    push = await timed(sender.exchange.round)
    pull = await timed(reader.exchange.round)
    await sender.on_thread(lambda: write_offline(sender.store, NEW, 2))
    await sender.exchange.round()
    delta = await timed(reader.exchange.round)
    await sender.close()
    await reader.close()
    return [push, pull, delta]


async def _floor(folder: Path, address: str) -> list[float]:
    async with httpx.AsyncClient(base_url=address, timeout=60) as http:
        local, other = write_floor(folder / "fa.db", LOOKS, 1), floor.opened(folder / "fb.db")
        await floor.pull(http, other, 10**9)  # the line is there, as it is on a phone that exchanged before
        push = await timed(partial(floor.push, http, local))
        pull = await timed(partial(floor.pull, http, other, 0))
        more = write_floor(folder / "fc.db", NEW, 2)
        await floor.push(http, more)
        return [push, pull, await timed(partial(floor.pull, http, other, LOOKS))]
