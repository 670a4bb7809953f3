"""Keeps exchanging while the app is open: at the start, after each save, when coverage returns, and on the server's hint."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from field_app.store.database import StoreError
from field_app.sync.client import Client, Credentials, NotWelcome, TooOld, Unreachable, Weather
from field_app.sync.exchange import Exchange
from field_app.sync.pacing import Pace

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Standing:
    """How the exchange stands. `weather` is the last trouble, None after a success."""

    is_exchanging: bool = False
    last_success_at: datetime | None = None
    next_try_at: datetime | None = None
    weather: Weather | None = None
    rows: int = 0

    @property
    def may_have_brought(self) -> bool:
        """Whether an exchange has ended that brought something; one that broke off may have done so too."""
        return not self.is_exchanging and bool(self.rows or self.weather)

    @property
    def went_well(self) -> bool:
        """Whether the last exchange is over and met no trouble."""
        return not self.is_exchanging and self.weather is None


class Driver:
    """Drives one phone's exchange on the event loop."""

    def __init__(self, exchange: Exchange, client: Client, now: Callable[[], datetime]) -> None:
        """Nothing happens before `run`."""
        self._exchange, self._client, self._now = exchange, client, now
        self._pace = Pace()
        self._wake = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()
        self.standing = Standing()
        self.on_change: Callable[[], Awaitable[None]] = _nobody
        #: Whether a cry for help waits to be sent.
        self.is_urgent: Callable[[], bool] = lambda: False

    def wake(self) -> None:
        """Something calls for an exchange now: a save, returned coverage, a hint."""
        self._wake.set()

    async def run(self, credentials: Callable[[], Awaitable[Credentials]]) -> None:
        """Exchange until cancelled."""
        hints = asyncio.create_task(self._follow_hints(credentials))
        try:
            while True:
                self._wake.clear()
                await self.exchange_now()
                with contextlib.suppress(TimeoutError):
                    wait = self._pace.wait(self._now(), is_urgent=self.is_urgent())
                    async with asyncio.timeout(wait.total_seconds()):
                        await self._wake.wait()
        finally:
            hints.cancel()

    async def exchange_now(self) -> None:
        """One exchange; the standing tells how it went."""
        async with self._one_at_a_time:
            await self._stand(is_exchanging=True)
            try:
                step = await self._exchange.round()
            except Weather as weather:
                self._pace = self._pace.after_failure(self._now(), random.random(), weather.retry_after)  # noqa: S311  # jitter
                await self._stand(weather=weather)
            except Exception as fault:
                log.exception("the exchange stopped on something that is not the network")
                self._pace = self._pace.after_failure(self._now(), 1.0)
                await self._stand(weather=Unreachable(fault.code if isinstance(fault, StoreError) else "fault"))
            else:
                self._pace = self._pace.after_success(self._now())
                await self._stand(last_success_at=self._now(), rows=step.rows + step.verdicts)

    async def _stand(
        self, *, is_exchanging: bool = False, last_success_at: datetime | None = None, weather: Weather | None = None, rows: int = 0
    ) -> None:
        self.standing = Standing(
            is_exchanging,
            last_success_at or self.standing.last_success_at,
            self._pace.next_at,
            self.standing.weather if is_exchanging else weather,
            rows,
        )
        await self.on_change()

    async def _follow_hints(self, credentials: Callable[[], Awaitable[Credentials]]) -> None:
        """Listen to the server while there is a line; the exchange itself says whether there is coverage."""
        pace = Pace()
        while True:
            await self._until_success()
            try:
                async for _ in self._client.hints(await credentials()):
                    pace = Pace()
                    self.wake()
            except (Unreachable, NotWelcome, TooOld):
                log.info("the line for hints broke")
            self.wake()
            pace = pace.after_failure(self._now(), random.random())  # noqa: S311  # jitter
            await asyncio.sleep(pace.wait(self._now()).total_seconds())

    async def _until_success(self) -> None:
        while self.standing.weather is not None or self.standing.last_success_at is None:
            await asyncio.sleep(0.2)


async def _nobody() -> None:
    """Nobody listens yet."""
