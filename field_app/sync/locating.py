"""Finds out where this phone is, only while a timer or an alarm of its officer runs, and keeps that in memory only."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from field_app.rules.position import Position, Whereabouts, checked
from field_app.rules.refusals import Malformed
from field_app.rules.wire import decode

log = logging.getLogger(__name__)
#: Asks the device where it is; None without permission or without a fix.
Locator = Callable[[], Awaitable[Position | None]]
#: A new fix is asked for so often while it is needed, and a fix may take so long (seconds).
EVERY, PATIENCE = 20.0, 15.0


class Locating:
    """The phone's own place. `is_needed` is asked before every fix; what was found is dropped as soon as it says no."""

    def __init__(self, is_needed: Callable[[], bool], on_found: Callable[[], None]) -> None:
        """Nothing is asked of the device before `run`, and nothing without a `locator`."""
        self._is_needed, self._on_found = is_needed, on_found
        self._nudged = asyncio.Event()
        self.locator: Locator | None = None
        self._here: Position | None = None

    @property
    def here(self) -> Position | None:
        """Where the phone is, None unless that is needed now."""
        return self._here if self._is_needed() else None

    def nudge(self) -> None:
        """A timer or alarm may have begun or ended."""
        if not self._is_needed():
            self._here = None
        elif self._here is None:
            self._nudged.set()

    async def run(self) -> None:
        """Keep knowing, while it is needed, until cancelled."""
        while True:
            self._nudged.clear()
            if self._is_needed() and self.locator:
                self._here = await self._fix(self.locator) or self._here
                if self.here:
                    self._on_found()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(EVERY):
                    await self._nudged.wait()

    async def _fix(self, locator: Locator) -> Position | None:
        try:
            async with asyncio.timeout(PATIENCE):
                found = await locator()
            return checked(found) if found else None
        except Exception as trouble:  # noqa: BLE001  # whatever the device says, the alarm goes without a place
            log.info("no fix (%s)", type(trouble).__name__)
            return None


def whereabouts(answer: dict[str, Any]) -> tuple[Whereabouts, ...]:
    """Who is where by this answer; whoever no longer stands in it is forgotten, and what cannot be read is passed over."""
    try:
        return tuple(decode(Whereabouts, each) for each in answer.get("positions", ()))
    except (Malformed, TypeError):
        return ()
