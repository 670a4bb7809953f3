"""An event loop of turns and nothing else: no clock, no sockets, no threads; what was ready first goes first."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from contextvars import Context
from typing import Any

#: An exchange takes some tens of turns; what takes more than this will never end.
_MOST_TURNS = 5_000


class EndlessError(Exception):
    """A phone asks and asks, and never comes to rest."""


class Turns(asyncio.AbstractEventLoop):
    """Runs coroutines until all of them wait for something that only a later step can bring."""

    def __init__(self) -> None:
        self._ready: deque[asyncio.Handle] = deque()
        #: What went wrong where nobody awaited it.
        self.unheard: list[dict[str, Any]] = []

    def until_idle(self) -> None:
        """Let everything go on that can."""
        asyncio._set_running_loop(self)
        try:
            for _ in range(_MOST_TURNS):
                if not self._ready:
                    return
                handle = self._ready.popleft()
                if not handle.cancelled():
                    handle._run()
            raise EndlessError("something goes on for ever")
        finally:
            asyncio._set_running_loop(None)

    def call_soon(  # type: ignore[override]  # wider than it need be
        self, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> asyncio.Handle:
        handle = asyncio.Handle(callback, args, self, context)
        self._ready.append(handle)
        return handle

    def create_future(self) -> asyncio.Future[Any]:
        return asyncio.Future(loop=self)

    def create_task(self, coro: Coroutine[Any, Any, Any], **_: Any) -> asyncio.Task[Any]:  # type: ignore[override]
        return asyncio.Task(coro, loop=self)

    def run_in_executor(self, executor: Any, func: Callable[..., Any], *args: Any) -> asyncio.Future[Any]:  # type: ignore[override]
        """Work beside the loop is done at once: there is one thread."""
        done = self.create_future()
        done.set_result(func(*args))
        return done

    def call_exception_handler(self, context: dict[str, Any]) -> None:
        self.unheard.append(context)

    def get_debug(self) -> bool:
        return False

    def time(self) -> float:
        return 0.0

    def is_running(self) -> bool:
        return True


def turns() -> Turns:
    """A loop with nothing to do."""
    return Turns()  # type: ignore[abstract]  # what it lacks, nobody here asks for
