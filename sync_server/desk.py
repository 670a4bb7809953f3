"""The one desk where all work on the server's file is done: one thread, in order of arrival, many jobs to a commit."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from field_app.rules.refusals import Code, Refused
from sync_server.store.server_store import ServerStore
from sync_server.sweeping import sweep

T = TypeVar("T")

#: So many jobs share one commit at most, and so many may wait before phones are asked to come back later.
_A_COMMIT = 32
_MOST_WAITING = 200


@dataclass(frozen=True, slots=True)
class _Job:
    work: Callable[[ServerStore], Any]
    done: Future[Any]


class Desk:
    """Runs jobs against the store; a job's answer is given only after its changes are on disk."""

    def __init__(self, path: Path) -> None:
        """Opens the file in the desk's own thread. Raises what opening raises."""
        self._jobs: queue.Queue[_Job | None] = queue.Queue()
        opened: Future[None] = Future()
        self._thread = threading.Thread(target=self._serve, args=(path, opened), name="desk", daemon=True)
        self._thread.start()
        opened.result()

    async def run(self, work: Callable[[ServerStore], T]) -> T:
        """The answer of `work`, once durable. Raises what it raises; `Refused(TOO_BUSY)` when too many wait."""
        return await asyncio.wrap_future(self.submit(work))

    def submit(self, work: Callable[[ServerStore], T]) -> Future[T]:
        """The same for callers without an event loop."""
        if self._jobs.qsize() > _MOST_WAITING:
            raise Refused(Code.TOO_BUSY)
        done: Future[T] = Future()
        self._jobs.put(_Job(work, done))
        return done

    def close(self) -> None:
        """Finish what waits and close the file."""
        self._jobs.put(None)
        self._thread.join()

    def _serve(self, path: Path, opened: Future[None]) -> None:
        try:
            store = ServerStore(path)
        except BaseException as error:  # noqa: BLE001  # handed to whoever opens the desk
            opened.set_exception(error)
            return
        opened.set_result(None)
        while (jobs := self._next_jobs()) is not None:
            self._commit(store, jobs)
        store.close()

    def _next_jobs(self) -> list[_Job] | None:
        first = self._jobs.get()
        if first is None:
            return None
        jobs = [first]
        while len(jobs) < _A_COMMIT:
            try:
                more = self._jobs.get_nowait()
            except queue.Empty:
                break
            if more is None:
                self._jobs.put(None)
                break
            jobs.append(more)
        return jobs

    def _commit(self, store: ServerStore, jobs: list[_Job]) -> None:
        connection = store.database.conn
        try:
            connection.execute("begin immediate")
            answers = [(job, self._tried(store, job)) for job in jobs]
            connection.execute("commit")
        except BaseException as error:  # noqa: BLE001  # the commit failed: nobody may believe that it was kept
            store.database.rollback()
            store.forget_facts()
            for job in jobs:
                if not job.done.done():
                    job.done.set_exception(error)
            return
        sweep(store)
        for job, answer in answers:
            if not job.done.done():
                job.done.set_result(answer)

    def _tried(self, store: ServerStore, job: _Job) -> Any:
        if not job.done.set_running_or_notify_cancel():  # from here on nobody can call it off half-way
            return None
        try:
            with store.database.atomic():
                return job.work(store)
        except Exception as error:  # noqa: BLE001  # handed to whoever asked
            store.forget_facts()
            job.done.set_exception(error)
            return None
