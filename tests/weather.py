"""The one fake: a bad network, as a loopback proxy that spoils requests by a seeded chance and counts what it did."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import random
import socket
import struct
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

_HEAD_ENDS = b"\r\n\r\n"


class Fault(StrEnum):
    """What can happen to a request on the road."""

    REFUSE = "refuse"
    CUT_REQUEST = "cut-request"
    CUT_ANSWER = "cut-answer"
    DROP_ANSWER = "drop-answer"
    RESET = "reset"
    SLOW = "slow"
    REPLAY = "replay"
    PORTAL_PAGE = "portal-page"
    PORTAL_REDIRECT = "portal-redirect"
    HALF_PACKED = "half-packed"


#: What a bad line does; the others are those of a portal that wants a log-in first, or of a broken proxy.
OF_THE_LINE = tuple(Fault)[:7]
_PAGE = b"<html><body>Welkom op het gratis netwerk</body></html>"
_INSTEAD = {
    Fault.PORTAL_PAGE: b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(_PAGE), _PAGE),
    Fault.PORTAL_REDIRECT: b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/login\r\nContent-Length: 0\r\n\r\n",
    Fault.HALF_PACKED: b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 12\r\n\r\n" + gzip.compress(b"{}")[:12],
}


class _Gone(Exception):
    """The line is dead."""


@dataclass(eq=False)
class BadNetwork:
    """Stands between phones and a server. `likely` (0..1) is the chance that a request to `only` meets one of `faults`."""

    server_port: int
    seed: int = 1
    likely: float = 0.0
    faults: Sequence[Fault] = OF_THE_LINE
    only: bytes = b"/v1/"
    met: Counter[Fault] = field(default_factory=Counter)
    passed: int = 0
    #: Faults that come for certain, in this order, before chance decides.
    coming: list[Fault] = field(default_factory=list)
    #: With this True nothing gets through.
    is_down: bool = False

    def __enter__(self) -> BadNetwork:
        self._chance = random.Random(self.seed)  # noqa: S311  # repeatable weather
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        started = asyncio.run_coroutine_threadsafe(asyncio.start_server(self._talk, "127.0.0.1", 0), self._loop)
        self._listening = started.result()
        self.address = f"http://127.0.0.1:{self._listening.sockets[0].getsockname()[1]}"
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _close(self) -> None:
        self._listening.close()
        talking = [each for each in asyncio.all_tasks() if each is not asyncio.current_task()]
        for each in talking:
            each.cancel()
        await asyncio.gather(*talking, return_exceptions=True)

    async def _talk(self, phone: asyncio.StreamReader, to_phone: asyncio.StreamWriter) -> None:
        try:
            server, to_server = await asyncio.open_connection("127.0.0.1", self.server_port)
        except OSError:
            to_phone.close()
            return
        with contextlib.suppress(_Gone, OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            while True:
                await self._one_request(phone, to_phone, server, to_server)
        for each in (to_phone, to_server):
            each.close()

    def _next_fault(self, request: bytes) -> Fault | None:
        if self.only not in request.split(b"\r\n", 1)[0]:
            return None
        if self.is_down:
            return Fault.REFUSE
        if self.coming:
            return self.coming.pop(0)
        return self._chance.choice(self.faults) if self._chance.random() < self.likely else None

    async def _one_request(
        self,
        phone: asyncio.StreamReader,
        to_phone: asyncio.StreamWriter,
        server: asyncio.StreamReader,
        to_server: asyncio.StreamWriter,
    ) -> None:
        request = await _message(phone)
        fault = self._next_fault(request)
        if fault is None:
            self.passed += 1
        else:
            self.met[fault] += 1
        if fault is Fault.REFUSE:
            _reset(to_phone)
        if fault in _INSTEAD:
            to_phone.write(_INSTEAD[fault])
            await to_phone.drain()
            return
        if fault is Fault.CUT_REQUEST:
            await self._cut(to_server, request)
        if fault is Fault.REPLAY:
            await self._twice(request)
        to_server.write(request)
        await to_server.drain()
        await self._answer(fault, server, to_phone, has_body=not request.startswith(b"HEAD "))

    async def _cut(self, to_server: asyncio.StreamWriter, request: bytes) -> None:
        to_server.write(request[: self._chance.randrange(1, len(request))])
        await to_server.drain()
        raise _Gone

    async def _twice(self, request: bytes) -> None:
        """Somebody sends the very same bytes once more, before the phone's own arrive."""
        server, to_server = await asyncio.open_connection("127.0.0.1", self.server_port)
        to_server.write(request)
        await _message(server)
        to_server.close()

    async def _answer(
        self, fault: Fault | None, server: asyncio.StreamReader, to_phone: asyncio.StreamWriter, *, has_body: bool
    ) -> None:
        head = await server.readuntil(_HEAD_ENDS)
        if b"chunked" in head.lower():
            await self._stream(head, server, to_phone)
        answer = head + await server.readexactly(_length(head) if has_body else 0)
        if fault is Fault.RESET:
            _reset(to_phone)
        if fault is Fault.DROP_ANSWER:
            raise _Gone
        if fault is Fault.CUT_ANSWER:
            to_phone.write(answer[: self._chance.randrange(1, len(answer))])
            await to_phone.drain()
            raise _Gone
        for piece in _pieces(answer, 7) if fault is Fault.SLOW else [answer]:
            to_phone.write(piece)
            await to_phone.drain()
            if fault is Fault.SLOW:
                await asyncio.sleep(0.002)

    async def _stream(self, head: bytes, server: asyncio.StreamReader, to_phone: asyncio.StreamWriter) -> None:
        """A line for hints: passed on until it breaks."""
        to_phone.write(head)
        while piece := await server.read(65_536):
            if self.is_down:
                break
            to_phone.write(piece)
            await to_phone.drain()
        raise _Gone


def _reset(to_phone: asyncio.StreamWriter) -> None:
    line: socket.socket = to_phone.get_extra_info("socket")
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    to_phone.transport.abort()
    raise _Gone


async def _message(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(_HEAD_ENDS)
    return head + await reader.readexactly(_length(head))


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.split(b":")[1])
    return 0


def _pieces(content: bytes, count: int) -> list[bytes]:
    size = len(content) // count + 1
    return [content[at : at + size] for at in range(0, len(content), size)]
