"""Takes up the rosters that planners ask for from the app, one at a time, in a process beside the server."""

from __future__ import annotations

import asyncio
import logging
import secrets
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from threading import Thread

from field_app.rules.ids import CHANCE_BITS, uuid7
from field_app.rules.roster_records import Progress
from sync_server.bell import Bell
from sync_server.desk import Desk
from sync_server.planner.letters import STOP, Answer, no_roster, question, read_answer
from sync_server.planner.orders import Order, give_up, is_stopped, keep_answer, keep_progress, next_asked, order_of

log = logging.getLogger(__name__)
#: So often the runner looks whether somebody asked for a roster, or for a stop (seconds).
_LOOK_EVERY = 0.5
_SECONDS_TO_STOP = 5


class Runner:
    """Runs as long as the server does. What was under way when the server stopped is begun anew."""

    def __init__(self, desk: Desk, bell: Bell, clock: Callable[[], datetime]) -> None:
        """Reads and writes through the desk only."""
        self._desk, self._bell, self._clock = desk, bell, clock

    async def run(self) -> None:
        """Look, work, look again; until cancelled."""
        while True:
            try:
                asked = await self._desk.run(next_asked)
                if asked:
                    await self._tried(*asked)
                    continue
            except Exception:  # a busy desk must not end all that comes after
                log.exception("a roster could not be taken up")
            await asyncio.sleep(_LOOK_EVERY)

    async def _tried(self, team_id: str, roster_id: str) -> None:
        """Work on one roster; when that goes wrong it is given up, so that it holds up no other."""
        try:
            await self._work(await self._desk.run(lambda store: order_of(store, team_id, roster_id, self._clock())))
        except Exception:
            log.exception("a roster could not be proposed")
            self._bell.ring(team_id, await self._desk.run(lambda store: give_up(store, team_id, roster_id)))

    async def _work(self, order: Order) -> None:
        await self._keep_progress(order, Progress(is_running=True))
        process = _Process(question(order.wanted, order.seconds))
        try:
            made = await self._followed(process, order)
        finally:
            await asyncio.to_thread(process.end)
        await self._keep(order, made or no_roster((), order.seconds))

    async def _followed(self, process: _Process, order: Order) -> Answer | None:
        """Pass progress on and stops back until the last answer; None when the process ended without one."""
        while True:
            line = await process.line(_LOOK_EVERY)
            if line == "":
                log.error("the planner's process ended without an answer")
                return None
            if line:
                said = read_answer(line)
                if said.is_final:
                    return said
                await self._keep_progress(order, said.progress)
            if await self._desk.run(lambda store: is_stopped(store, order)):
                process.stop()

    async def _keep_progress(self, order: Order, progress: Progress) -> None:
        self._bell.ring(order.team_id, await self._desk.run(lambda store: keep_progress(store, order, progress)))

    async def _keep(self, order: Order, made: Answer) -> None:
        self._bell.ring(order.team_id, await self._desk.run(lambda store: keep_answer(store, order, made, self._new_id)))

    def _new_id(self) -> str:
        return uuid7(int(self._clock().timestamp() * 1000), secrets.randbits(CHANCE_BITS))


class _Process:
    """The planner's process: one question in, lines out, read by a thread of its own."""

    def __init__(self, asked: str) -> None:
        words = [sys.executable, "-m", "sync_server.planner"]
        self._process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")  # noqa: S603  # our own program
        self._lines: asyncio.Queue[str] = asyncio.Queue()
        self._is_told = False
        self._reader = Thread(target=self._read, args=(asyncio.get_running_loop(), asked), name="proposal", daemon=True)
        self._reader.start()

    def _read(self, loop: asyncio.AbstractEventLoop, asked: str) -> None:
        self._write(asked)
        with suppress(RuntimeError):  # the server has stopped and its loop with it
            for line in self._process.stdout or ():
                loop.call_soon_threadsafe(self._lines.put_nowait, line)
            loop.call_soon_threadsafe(self._lines.put_nowait, "")

    def _write(self, text: str) -> None:
        with suppress(BrokenPipeError, ValueError):  # it has ended by itself; its last line says how
            assert self._process.stdin is not None  # noqa: S101  # it was opened as a pipe
            self._process.stdin.write(text)
            self._process.stdin.flush()

    async def line(self, seconds: float) -> str | None:
        """The next line; None when there is none yet, empty when there will be none."""
        try:
            async with asyncio.timeout(seconds):  # before Python 3.12, wait_for may swallow being cancelled
                return await self._lines.get()
        except TimeoutError:
            return None

    def stop(self) -> None:
        """Say that it is enough, once."""
        if not self._is_told:
            self._is_told = True
            self._write(f"{STOP}\n")

    def end(self) -> None:
        """See it off, whatever it is doing."""
        self._process.terminate()
        try:
            self._process.wait(_SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join()
        with suppress(BrokenPipeError):
            self._process.communicate()
