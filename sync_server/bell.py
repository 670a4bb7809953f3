"""Rings when a team's feed has moved, so that phones with coverage need not keep asking."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

#: A listener hears something at least this often, so that a dead connection is noticed (seconds).
HEARTBEAT = 20.0


class Bell:
    """Tells listeners how far their team's feed is; it never carries data."""

    def __init__(self) -> None:
        """Lives on the server's event loop."""
        self._moved: dict[str, asyncio.Event] = {}
        self._at: dict[str, int] = {}
        self._closed = False
        self._any = asyncio.Event()

    def ring(self, team_id: str, seq: int) -> None:
        """The feed of a team has moved to `seq`."""
        self._at[team_id] = seq
        self._moved.pop(team_id, asyncio.Event()).set()
        self._any.set()

    async def rung(self, at_most: float) -> None:
        """Wait until any team's feed moves, or so many seconds; what rang since the last wait counts."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(at_most):  # before Python 3.12, wait_for may swallow being cancelled
                await self._any.wait()
        self._any.clear()

    def close(self) -> None:
        """Let every listener go."""
        self._closed = True
        for event in self._moved.values():
            event.set()

    async def listen(self, team_id: str, seq: int) -> AsyncIterator[int]:
        """`seq` at once, and from then on the newest number at every move and heartbeat."""
        yield seq
        while not self._closed:
            if self._at.get(team_id, seq) <= seq:  # else it rang while the last number was on its way
                await self._move(team_id)
            seq = max(self._at.get(team_id, seq), seq)
            yield seq

    async def _move(self, team_id: str) -> None:
        moved = self._moved.setdefault(team_id, asyncio.Event())
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(HEARTBEAT):
                await moved.wait()
