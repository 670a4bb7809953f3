"""Real phones and a real server for the tests: real files, real HTTP on a free port, and clocks that the test sets."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Coroutine, Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import httpx
import uvicorn
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from people import NADIA, TEAM, WORLD, at

from field_app.device import new_id
from field_app.rules.clock import Clocks
from field_app.rules.facts import SHAPES, Change
from field_app.rules.records import Officer, Team
from field_app.rules.vocabulary import FactKind, Kind, Result
from field_app.rules.wire import encode
from field_app.store.delivery import signing_key
from field_app.store.phone_store import Enrolment, PhoneStore
from field_app.sync.client import Client, Credentials
from field_app.sync.driver import Driver
from field_app.sync.exchange import Exchange, Step
from field_app.workday import Workday
from field_app.workday.views import Entry
from sync_server import identity, intake
from sync_server.admin.told import changing
from sync_server.app import Settings, create_app
from sync_server.keys import LogKey, log_key, new_recovery_key
from sync_server.restore import back_up, put_back
from sync_server.store.people import TeamHead
from sync_server.store.server_store import ServerStore

T = TypeVar("T")
LOOPBACK = "127.0.0.1"


def until(holds: Callable[[], bool], what: str, seconds: float = 20) -> None:
    """Wait for a condition; fail with `what` when it does not come."""
    ends = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < ends, f"still not: {what}"
        time.sleep(0.005)


async def soon(holds: Callable[[], bool], what: str, seconds: float = 20) -> None:
    """The same within an event loop."""
    ends = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < ends, f"still not: {what}"
        await asyncio.sleep(0.005)


class Watch:
    """The clocks of one device or server: they stand still until the test moves them."""

    def __init__(self, now: datetime = at("06:14:01")) -> None:  # noqa: B008  # a fixed moment
        self.wall, self.ms, self.boot = now, 1_000, "boot-1"

    def now(self) -> datetime:
        return self.wall

    def forward(self, **by: float) -> None:
        """Time passes, also for the clock that nobody can set."""
        self.wall += timedelta(**by)
        self.ms += int(timedelta(**by) / timedelta(milliseconds=1))

    def set_wall(self, **by: float) -> None:
        """Somebody sets the clock on the wall; no time passes."""
        self.wall += timedelta(**by)

    def reboot(self, boot: str) -> None:
        """The phone starts anew."""
        self.boot, self.ms = boot, 0

    def clocks(self) -> Clocks:
        return Clocks(self.now, lambda: self.ms, self.boot)


class RealTime(Watch):
    """The clocks of this machine."""

    def __init__(self) -> None:
        super().__init__(datetime.now(UTC))

    def now(self) -> datetime:
        return datetime.now(UTC)


def rows_as_changes(records: Iterable[Any]) -> list[Change]:
    """Records of the office as new rows."""
    kinds = {shape: kind for kind, shape in SHAPES.items()}
    return [
        Change(kinds[type(each)], each.id, {name: part for name, part in encode(each).items() if name != "id"}, is_new=True)
        for each in records
    ]


def found_team(folder: Path, *records: Any) -> Path:
    """Make a team on this server with these rows; answers where the municipality's recovery key is."""
    records = records or WORLD
    team = next(each for each in records if isinstance(each, Team))
    secret = folder / f"recovery-{team.id}.key"
    with changing(folder, new=True) as store:
        store.people.add_team(TeamHead(team.id, team.name, new_recovery_key(secret), 0))
        intake.put_rows(store, team.id, rows_as_changes(records))
    return secret


def put(folder: Path, *records: Any, team_id: str = TEAM.id) -> None:
    """The office adds rows."""
    with changing(folder) as store:
        intake.put_rows(store, team_id, rows_as_changes(records))


def code_for(folder: Path, officer: Officer = NADIA, team_id: str = TEAM.id, now: datetime | None = None) -> str:
    """A one-time code for this officer."""
    with changing(folder) as store:
        return identity.new_code(store.people, team_id, officer.id, now or datetime.now(UTC))


class Server:
    """The server in this process: real uvicorn on a free port, a clock of its own."""

    def __init__(self, folder: Path, clock: Callable[[], datetime], port: int = 0, **more: Any) -> None:
        self.app = create_app(Settings(folder, clock, **more))
        config = uvicorn.Config(self.app, host=LOOPBACK, port=port, log_config=None, access_log=False, timeout_graceful_shutdown=1)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        until(lambda: self._server.started or not self._thread.is_alive(), "the server started")
        self.port: int = self._server.servers[0].sockets[0].getsockname()[1]
        self.address = f"http://{LOOPBACK}:{self.port}"

    @property
    def office(self) -> Any:
        return self.app.state.office

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(10)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


class ServerProcess:
    """The server as `ronde serve` runs it: a process that can be killed at any moment and started again."""

    def __init__(self, folder: Path) -> None:
        self._folder, self.port, self.kills = folder, free_port(), 0
        self.address = f"http://{LOOPBACK}:{self.port}"
        self.log = folder / "server.log"
        self.start()

    def start(self) -> None:
        words = [sys.executable, "-m", "sync_server.admin", "serve", "--folder", str(self._folder), "--port", str(self.port)]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(words, stdout=log, stderr=log)
        until(self._is_ready, f"the server answers; its log:\n{self.log.read_text()}", 30)

    def _is_ready(self) -> bool:
        assert self._process.poll() is None, self.log.read_text()
        try:
            return httpx.get(f"{self.address}/ready", timeout=2).status_code == 200
        except httpx.HTTPError:
            return False

    def kill(self) -> None:
        """As a power cut to the process: no word of farewell."""
        os.kill(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self.kills += 1

    def stop(self) -> None:
        if self._process.poll() is None:
            self._process.terminate()
            self._process.wait(10)

    def memory_mb(self) -> float:
        """The most memory that the process has held so far."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) / 1024


class Phone:
    """One phone put together from its real parts, with a clock that the test sets."""

    def __init__(self, folder: Path, watch: Watch | None = None, key: bytes = b"k" * 32) -> None:
        self.folder, self.watch, self._key = folder, watch or Watch(), key
        self._runner, self._clients = asyncio.Runner(), list[Client]()
        self.open()

    def open(self) -> None:
        """Start the app."""
        self.store = PhoneStore(self.folder / "phone.db", self._key)
        self.workday = Workday(self.store, self.watch.clocks(), new_id)
        if enrolment := self.store.enrolment():
            self.connect(enrolment.server)

    def connect(self, server: str) -> None:
        """Speak to the server at this address from now on."""
        self.client = Client(server)
        self._clients.append(self.client)
        self.exchange = Exchange(self.store, self.client, self.watch.clocks(), at_once)

    def enrol(self, server: str, code: str) -> None:
        """Become the phone of the officer for whom the code was made."""
        key, device_id = Ed25519PrivateKey.generate(), new_id()
        client = Client(server)
        welcome = self.run(client.enrol(code, Credentials(device_id, key)))
        self.run(client.close())
        names = ("officer_id", "team_id", "recovery_key", "log_key", "epoch")
        own = {"device_id": device_id, "server": server, "signing_key": key.private_bytes_raw().hex()}
        self.store.enrol(Enrolment(**own, **{name: welcome[name] for name in names}))
        self.connect(server)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self._runner.run(work)

    def round(self) -> Step:
        """One exchange. Raises `Weather`."""
        try:
            return self.run(self.exchange.round())
        finally:
            self.workday.refresh()

    def driver(self) -> Driver:
        """What keeps this phone exchanging, on the event loop of whoever runs it."""
        return Driver(self.exchange, self.client, self.watch.now)

    async def credentials(self) -> Credentials:
        enrolment = self.enrolment
        return Credentials(enrolment.device_id, signing_key(enrolment.signing_key))

    @property
    def enrolment(self) -> Enrolment:
        found = self.store.enrolment()
        assert found is not None
        return found

    def look(self, case_id: str = "linde", text: str = "") -> Entry:
        """Two taps: nothing seen, or with a text one fact that was seen."""
        draft = self.workday.begin(case_id, Result.NOTHING_SEEN).draft
        if text:
            self.workday.add_fact(draft.id, FactKind.ACTIVITY, text)
        self.watch.forward(seconds=2)
        return self.workday.seal(draft.id)

    def bodies(self) -> dict[tuple[str, str], Any]:
        """Every confirmed row on this phone with its body."""
        kept = self.store.database.execute("select kind, id from rows").fetchall()
        return {(kind, row_id): self.store.casebook.row(Kind(kind), row_id) for kind, row_id in kept}

    def close(self) -> None:
        self.store.close()
        for client in self._clients:
            self.run(client.close())
        self._runner.close()

    def killed(self) -> Phone:
        """The app is gone without a word, and started again: a new phone on the same file."""
        self.close()
        return Phone(self.folder, self.watch, self._key)


class Office:
    """A team with its server and its phones, all on one clock; closes what it opened."""

    def __init__(self, folder: Path, *, process: bool = False) -> None:
        self.folder, self.home = folder / "server", folder
        self.watch: Watch = RealTime() if process else Watch()
        self.recovery_key = found_team(self.folder)
        self.phones: list[Phone] = []
        self.server: Server | ServerProcess = ServerProcess(self.folder) if process else Server(self.folder, self.watch.now)

    @property
    def address(self) -> str:
        return self.server.address

    def phone(self, officer: Officer = NADIA, name: str = "", *, pulled: bool = True, team_id: str = TEAM.id) -> Phone:
        """A phone of this officer, enrolled and up to date."""
        phone = Phone(self.home / (name or f"phone-{officer.id}"), self.watch)
        phone.enrol(self.address, code_for(self.folder, officer, team_id, self.watch.now()))
        self.phones.append(phone)
        if pulled:
            phone.round()
        return phone

    def killed(self, phone: Phone) -> Phone:
        """The app of this phone is gone without a word, and started again."""
        self.phones[self.phones.index(phone)] = again = phone.killed()
        return again

    def at_desk(self, work: Callable[[ServerStore], T]) -> T:
        """Do something in the running server, between its requests."""
        assert isinstance(self.server, Server)
        found: T = self.server.office.desk.submit(work).result()
        return found

    def restart(self) -> None:
        """Stop the server and start it on the same port and file."""
        assert isinstance(self.server, Server)
        self.server.stop()
        self.server = Server(self.folder, self.watch.now, self.server.port)

    def back_up(self, name: str) -> Path:
        """A verified backup of the server as it is now."""
        store = ServerStore(self.folder / "ronde.db")
        back_up(store, self.home / name)
        store.close()
        return self.home / name

    def put_back(self, backup: Path, key: LogKey | None = None) -> None:
        """Stop the server, put a backup back, and start it."""
        assert isinstance(self.server, Server)
        self.server.stop()
        put_back(backup, self.folder / "ronde.db", key or log_key(self.folder), "beheer", self.watch.now())
        self.server = Server(self.folder, self.watch.now, self.server.port)

    def log(self, phone: Phone) -> list[tuple[int, str, str | None]]:
        """What the server holds of this phone's commands: number, status and id, in order."""
        with closing(sqlite3.connect(self.folder / "ronde.db")) as file:
            device = phone.enrolment.device_id
            asked = "select device_seq, status, id from commands where device = ? order by device_seq"
            return list(file.execute(asked, [device]))

    def rows(self) -> dict[tuple[str, str], Any]:
        """Every row of the team on the server."""
        with closing(sqlite3.connect(self.folder / "ronde.db")) as file:
            found = file.execute("select kind, id, body from rows where team = ?", [TEAM.id])
            return {(kind, row_id): json.loads(body) for kind, row_id, body in found}

    def close(self) -> None:
        for phone in self.phones:
            phone.close()
        self.server.stop()


async def at_once(work: Callable[[], T]) -> T:
    """Store work on the spot: the test's own thread is the store's thread."""
    return work()
