"""One phone, put together: its file, its workday, its exchange, and who listens to changes."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from field_app.device import clocks, new_id
from field_app.rules.refusals import Code, Refused
from field_app.store.database import StoreError
from field_app.store.delivery import signing_key
from field_app.store.phone_store import Enrolment, PhoneStore
from field_app.store.vault import Damaged
from field_app.sync.client import Client, Credentials, NotWelcome, TooOld, Unreachable, Weather
from field_app.sync.driver import Driver, Standing
from field_app.sync.exchange import Exchange
from field_app.sync.fetching import Fetching
from field_app.sync.locating import Locating, Locator
from field_app.sync.photo_sending import PhotoSender
from field_app.ui.ports import ExchangeStatus, Link, Places
from field_app.workday import Workday
from field_app.workday.safety import Needs

T = TypeVar("T")
log = logging.getLogger(__name__)
_KNOWN_CODES = {each.value for each in Code}


@dataclass(frozen=True, slots=True)
class Invitation:
    """A server and a one-time code that were handed to this phone from outside (the demo does so)."""

    server: str
    code: str


class RunningPhone(Fetching):
    """What the screens see of the phone (`ui.ports.Phone`). Lives as long as the process."""

    def __init__(self, *, is_demo: bool) -> None:
        """Nothing is open before `open`."""
        super().__init__()
        self._is_demo = is_demo
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="store")
        self._clocks = clocks()
        self._driver: Driver | None = None
        self._running: set[asyncio.Task[Any]] = set()
        self._listeners: list[Callable[[], Awaitable[None]]] = []
        self._enrolment: Enrolment | None = None
        self._waiting = self._refused = self._photos = 0
        self._has_coverage = True
        self._needs = Needs()
        self._locating = Locating(lambda: self._needs.position, self._located)

    async def open(self, folder: Path, key: bytes, invitation: Invitation | None = None) -> None:
        """Open the file and, once enrolled, keep exchanging. Raises `StoreError`, `Damaged`."""
        self._loop = asyncio.get_running_loop()
        self._store = await self._on_thread(lambda: PhoneStore(folder / "phone.db", key))
        self._workday = Workday(self._store, self._clocks, new_id)
        self._workday.on_saved = self._saved_on_thread
        await self._on_thread(self._workday.tidy)
        self._has_coverage = await self._on_thread(lambda: bool(self._store.settings.get("has_coverage", True)))
        await self._on_thread(self._look)
        if self._enrolment is None and invitation:
            try:
                await self.enrol(invitation.server, invitation.code)
            except (Refused, Weather) as trouble:
                log.warning("not enrolled with the code that was given: %s", trouble)
        elif self._enrolment:
            self._start(self._enrolment)

    @property
    def is_enrolled(self) -> bool:
        """Whether this phone belongs to an officer."""
        return self._enrolment is not None

    @property
    def is_demo(self) -> bool:
        """Whether the switch that simulates having no coverage is offered."""
        return self._is_demo

    @property
    def status(self) -> ExchangeStatus:
        """How the exchange stands now."""
        standing = self._driver.standing if self._driver else Standing()
        weather = standing.weather
        return ExchangeStatus(
            link=self._link(standing),
            waiting=self._waiting,
            refused=self._refused,
            photos=self._photos,
            last_success_at=standing.last_success_at,
            next_try_at=standing.next_try_at if weather else None,
            problem_code=weather.code if weather and weather.code in _KNOWN_CODES else None,
            coverage_simulated_off=not self._has_coverage,
            server=self._enrolment.server if self._enrolment else None,
            received=standing.rows,
        )

    def _link(self, standing: Standing) -> Link:
        if not self.is_enrolled:
            return Link.NOT_ENROLLED
        if standing.is_exchanging:
            return Link.EXCHANGING
        if isinstance(standing.weather, NotWelcome):
            return Link.NOT_WELCOME
        if isinstance(standing.weather, TooOld):
            return Link.TOO_OLD
        if isinstance(standing.weather, Unreachable):
            return Link.OFFLINE
        return Link.WAITING if self._waiting or standing.last_success_at is None else Link.UP_TO_DATE

    async def ask(self, question: Callable[[Workday], T]) -> T:
        """Ask or tell the workday something; what it saved is on disk when this returns. Raises `Refused`."""
        try:
            return await self._on_thread(lambda: self._asked(question))
        except StoreError as trouble:
            raise Refused(trouble.code) from trouble
        except (Damaged, sqlite3.DatabaseError) as trouble:
            raise Refused(Code.RECORD_DAMAGED) from trouble

    def _asked(self, question: Callable[[Workday], T]) -> T:
        answer = question(self._workday)
        self._look()
        return answer

    def _look(self) -> None:
        self._enrolment = self._store.enrolment()
        self._waiting, self._refused = map(self._store.outbox.count, ("SAVED", "REFUSED"))
        self._photos = self._workday.photos_waiting()
        self._needs = self._workday.needs() if self._enrolment else Needs()

    @property
    def places(self) -> Places:
        """Where this phone is, and where colleagues in need are."""
        return Places(self._locating.here, self._exchange.whereabouts if self._driver else ())

    def locate_with(self, locator: Locator) -> None:
        """Ask this where the phone is, while a timer or an alarm runs and at no other time."""
        self._locating.locator = locator

    def _located(self) -> None:
        if self._driver and self._needs.telling:
            self._driver.wake()

    async def exchange_now(self) -> None:
        """One exchange at once, by hand."""
        if self._driver:
            await self._driver.exchange_now()

    async def _own_photo(self, sha256: str) -> Callable[[], bytes] | None:
        return await self.ask(lambda workday: workday.photo_drawing(sha256))

    async def simulate_coverage(self, is_on: bool) -> None:
        """The demo's switch; it is remembered, so that a killed app comes back without coverage too."""
        self._has_coverage = is_on
        await self._on_thread(lambda: self._remember("has_coverage", is_on))
        if self._driver:
            self._driver.wake()
        await self._tell()

    def _remember(self, name: str, value: object) -> None:
        with self._store.saving():
            self._store.settings.put(name, value)

    async def enrol(self, server: str, code: str) -> None:
        """Make this the phone of an officer. Raises `Refused`, also when the server is out of reach."""
        key, device_id = Ed25519PrivateKey.generate(), new_id()
        try:
            client = Client(server)
        except Weather as trouble:
            raise Refused(Code.NOT_FOUND) from trouble
        try:
            welcome = await client.enrol(code, Credentials(device_id, key))
        except Weather as trouble:
            raise Refused(Code(trouble.code) if trouble.code in _KNOWN_CODES else Code.NOT_FOUND) from trouble
        finally:
            await client.close()
        names = ("officer_id", "team_id", "recovery_key", "log_key", "epoch")
        private = key.private_bytes_raw().hex()
        enrolment = Enrolment(device_id=device_id, server=server, signing_key=private, **{name: welcome[name] for name in names})
        await self._on_thread(lambda: self._store.enrol(enrolment))
        await self._on_thread(self._look)
        self._start(enrolment)
        await self._tell()

    def _start(self, enrolment: Enrolment) -> None:
        self._client = Client(enrolment.server)
        self._client.has_coverage = lambda: self._has_coverage
        self._exchange = Exchange(self._store, self._client, self._clocks, self._on_thread)
        self._driver = driver = Driver(self._exchange, self._client, self._clocks.now)
        self._driver.on_change = self._exchanged
        self._driver.is_urgent = lambda: self._needs.hurry
        self._exchange.position = lambda: self._locating.here
        self._keep(self._loop.create_task(self._driver.run(self._credentials)))
        self._keep(self._loop.create_task(self._locating.run()))
        self._sender = PhotoSender(self._store, self._client, self._clocks.now, self._on_thread)
        self._sender.must_wait = lambda: bool(self._waiting) and driver.standing.weather is None
        self._sender.on_progress = self._tell
        self._keep(self._loop.create_task(self._sender.keep_sending(self._credentials)))

    async def _credentials(self) -> Credentials:
        enrolment = self._enrolment
        if enrolment is None:
            raise NotWelcome(Code.DEVICE_UNKNOWN)
        return Credentials(enrolment.device_id, signing_key(enrolment.signing_key))

    def listen(self, changed: Callable[[], Awaitable[None]]) -> Callable[[], None]:
        """Call `changed` whenever rows or status change; the answer stops that."""
        self._listeners.append(changed)
        return lambda: self._listeners.remove(changed) if changed in self._listeners else None

    def _saved_on_thread(self) -> None:
        self._loop.call_soon_threadsafe(self._saved)

    def _saved(self) -> None:
        if self._driver:
            self._driver.wake()
        self._keep(self._loop.create_task(self._tell()))

    async def _exchanged(self) -> None:
        if self._driver and self._driver.standing.may_have_brought:
            await self._on_thread(self._workday.refresh)
        if self._driver and self._driver.standing.went_well:
            self._sender.wake()
        await self._on_thread(self._look)
        await self._tell()

    async def _tell(self) -> None:
        self._locating.nudge()
        for changed in list(self._listeners):
            try:
                await changed()
            except Exception:
                log.exception("a screen could not be told of a change")

    def _keep(self, task: asyncio.Task[Any]) -> None:
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _on_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)
