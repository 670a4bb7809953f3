"""The road between phones and server, in memory: it loses, doubles, delays and reorders what is sent, by a seeded chance."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random
from typing import Any

import httpx

from field_app.sync.client import Client
from simulation.power import PowerCut
from simulation.turns import Turns


class Fate(StrEnum):
    """What happens to one request."""

    PASSED = "passed"
    LOST = "lost request"
    LOST_ANSWER = "lost answer"
    TWICE = "doubled request"
    LATE = "late request"
    LATE_ANSWER = "late answer"
    GIVEN_UP = "request that came after the phone gave up"


_CHANCE = {
    Fate.PASSED: 72, Fate.LOST: 5, Fate.LOST_ANSWER: 8, Fate.TWICE: 4, Fate.LATE: 4, Fate.LATE_ANSWER: 4, Fate.GIVEN_UP: 3,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Letter:
    """One request, as the phone's client made it."""

    method: str
    path: str
    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer, in the form in which the phone's client reads it."""

    status_code: int
    headers: Mapping[str, str]
    content: bytes = b"{}"

    @property
    def is_success(self) -> bool:
        return self.status_code == 200

    def json(self) -> Any:
        return json.loads(self.content)

    async def aread(self) -> bytes:
        return self.content


#: The server's side of the road; None when it fell over before it had answered.
Answers = Callable[[Letter], Reply | None]


class Line:
    """Stands in the place of httpx within one phone's client."""

    def __init__(self, road: Road, name: str) -> None:
        self._road, self._name = road, name

    def build_request(self, method: str, path: str, *, content: bytes = b"", headers: Mapping[str, str] | None = None) -> Letter:
        return Letter(method, path, content, headers or {})

    async def send(self, letter: Letter, *, stream: bool = False) -> Reply:
        return await self._road.carry(self._name, letter)

    async def aclose(self) -> None:
        """Nothing to let go of."""


def client_on(road: Road, name: str) -> Client:
    """The phone's real client, with this road in the place of HTTP."""
    client = Client("http://office", httpx.MockTransport(lambda _: httpx.Response(500)))
    client._http = Line(road, name)  # type: ignore[assignment]  # what it asks of httpx, a line can do
    return client


@dataclass(slots=True)
class _Waiting:
    """Something that is still on its way: what happens when it arrives, after so many turns."""

    turns: int
    arrives: Callable[[], object]


@dataclass(eq=False)
class Road:
    """Carries letters. `is_good`: nothing happens to them."""

    dice: Random
    answers: Answers
    loop: Turns
    met: Counter[str]
    is_good: bool = False
    offline: set[str] = field(default_factory=set)
    _waiting: list[_Waiting] = field(default_factory=list)
    _phones: dict[str, asyncio.Future[Reply]] = field(default_factory=dict)

    async def carry(self, name: str, letter: Letter) -> Reply:
        """What the phone of this name gets for its letter. Raises what httpx raises."""
        if name in self.offline:
            raise httpx.ConnectError("no coverage")
        fate = Fate.PASSED if self.is_good else self.dice.choices([*_CHANCE], [*_CHANCE.values()])[0]
        self.met[fate] += 1
        if fate is Fate.LATE:
            return await self._late(name, lambda: self._answer(letter))
        if fate in (Fate.GIVEN_UP, Fate.LOST):
            if fate is Fate.GIVEN_UP:
                self._later(lambda: self.answers(letter))
            raise httpx.ReadTimeout("no answer")
        reply = self._answer(letter)
        if fate is Fate.LATE_ANSWER:
            return await self._late(name, lambda: reply)
        if fate is Fate.TWICE:
            self._later(lambda: self.answers(letter))
        if fate is Fate.LOST_ANSWER:
            raise httpx.ReadError("the line broke")
        return reply

    def _answer(self, letter: Letter) -> Reply:
        reply = self.answers(letter)
        if reply is None:
            raise httpx.RemoteProtocolError("the server fell over")
        return reply

    async def _late(self, name: str, answer: Callable[[], Reply]) -> Reply:
        waits: asyncio.Future[Reply] = self.loop.create_future()
        self._phones[name] = waits
        self._later(lambda: self._arrive(waits, answer))
        return await waits

    def _arrive(self, waits: asyncio.Future[Reply], answer: Callable[[], Reply]) -> None:
        """A phone that went out meanwhile hears nothing, but its letter arrives."""
        try:
            reply = answer()
        except httpx.HTTPError as error:
            if not waits.done():
                waits.set_exception(error)
        else:
            if not waits.done():
                waits.set_result(reply)

    def _later(self, arrives: Callable[[], object]) -> None:
        self._waiting.append(_Waiting(self.dice.randrange(1, 25), arrives))

    def turn(self, turns: int = 1) -> None:
        """Time passes on the road; what is due arrives, in the order in which it is due."""
        for each in self._waiting:
            each.turns -= turns
        due = sorted((each for each in self._waiting if each.turns <= 0), key=lambda each: each.turns)
        self._waiting = [each for each in self._waiting if each.turns > 0]
        for each in due:
            each.arrives()
        if due:
            self.loop.until_idle()

    def clear(self) -> None:
        """Everything that is still on its way arrives."""
        while self._waiting:
            self.turn(1_000)

    def hang_up(self, name: str) -> None:
        """A phone is gone: whatever it waited for, it will not hear."""
        waits = self._phones.pop(name, None)
        if waits is not None and not waits.done():
            waits.set_exception(PowerCut())
            self.loop.until_idle()
