"""Real processes for the figures: a server, a floor server, and phones that were enrolled the ordinary way."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from typing import Any

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

sys.path.append(str(Path(__file__).parents[1]))

from proofs.counts import commit

from field_app.device import clocks, new_id
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.places import Place, Viewpoint
from field_app.rules.dossier.plan_records import Budget, Plan
from field_app.rules.facts import Change
from field_app.rules.records import Officer, Shift, Team
from field_app.rules.vocabulary import CaseStatus, CaseTopic, Kind, Moment, Role, Slot
from field_app.rules.wire import encode
from field_app.store.phone_store import Enrolment, PhoneStore
from field_app.sync.client import Client, Credentials
from field_app.sync.exchange import Exchange
from field_app.workday import Workday
from sync_server import identity, intake
from sync_server.admin.told import changing
from sync_server.keys import new_recovery_key
from sync_server.store.people import TeamHead

from .content import DAYS, FIRST_DAY
from .table import KEPT

CASES = 10


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(words: list[str], port: int, path: str) -> Iterator[str]:
    """A server process; answers its address once it gives an answer there."""
    with running_as(words, port, path) as (address, _):
        yield address


@contextmanager
def running_as(words: list[str], port: int, path: str) -> Iterator[tuple[str, int]]:
    """The same, with the number of the process."""
    process = subprocess.Popen([sys.executable, *words], stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        while True:
            try:
                httpx.get(address + path, timeout=5)
                break
            except httpx.HTTPError:
                if process.poll() is not None:
                    raise RuntimeError("the server stopped") from None
                time.sleep(0.05)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait()


@contextmanager
def ronde_server(folder: Path) -> Iterator[str]:
    """Our server on the file in this folder."""
    port = free_port()
    with running(["-m", "sync_server.admin", "serve", "--folder", str(folder), "--port", str(port)], port, "/ready") as address:
        yield address


@contextmanager
def floor_server(folder: Path) -> Iterator[str]:
    """The floor's server."""
    port = free_port()
    folder.mkdir(parents=True, exist_ok=True)
    with running(["-m", "tests.bench.floor", str(folder / "floor.db"), str(port)], port, "/pull?after=999999999") as address:
        yield address


def furnish(folder: Path, devices: int) -> list[str]:
    """A team with ten cases under wide plans, and a one-time code for each device."""
    now = datetime.now(UTC)
    with changing(folder, new=True) as store:
        store.people.add_team(TeamHead("team", "Team", new_recovery_key(folder / "recovery.key"), 0))
        intake.put_rows(store, "team", rows(now, devices))
        return [identity.new_code(store.people, "team", f"officer-{at}", now) for at in range(devices)]


def rows(now: datetime, devices: int) -> Iterator[Change]:
    """What a team has before its first day: officers with shifts, and ten cases under wide plans."""
    records: list[tuple[Kind, Any]] = [(Kind.TEAM, Team("team", "Team"))]
    records += [(Kind.OFFICER, Officer(f"officer-{at}", f"Officer {at}", (Role.OFFICER,))) for at in range(devices)]
    slots = tuple(Slot(FIRST_DAY + timedelta(days=at), Moment.EARLY_MORNING) for at in range(DAYS))
    begins, ends = (datetime.combine(on, time_of_day(4), UTC) for on in (FIRST_DAY, slots[-1].on + timedelta(days=1)))
    records += [(Kind.SHIFT, Shift(f"shift-{at}", f"officer-{at}", begins, ends, slots, ())) for at in range(devices)]
    for at in range(CASES):
        place = Place(f"place-{at}", "woning", f"Teststraat {at}", "Noord", Viewpoint("openbare weg, overzijde, ca. 30 m"))
        case = Case(f"case-{at}", f"Boom {at}", CaseTopic.MAIN_RESIDENCE, CaseStatus.OBSERVING, "officer-0", (place,), f"plan-{at}")
        plan = Plan(
            f"plan-{at}", case.id, "Vraag?", FIRST_DAY, slots[-1].on, slots, Budget(10**6, 10**8, 10**5, 60), place.id,
            approved_by="officer-1", approved_at=now,
        )  # fmt: skip
        records += [(Kind.CASE, case), (Kind.PLAN, plan)]
    for kind, record in records:
        yield Change(kind, record.id, {name: value for name, value in encode(record).items() if name != "id"}, is_new=True)


@dataclass(slots=True)
class BenchPhone:
    """A phone with its own file and thread."""

    store: PhoneStore
    client: Client
    exchange: Exchange
    workday: Workday
    thread: ThreadPoolExecutor

    async def on_thread(self, work: Any) -> Any:
        """Do store work where the store lives."""
        return await asyncio.get_running_loop().run_in_executor(self.thread, work)

    async def close(self) -> None:
        """Put the phone away."""
        await self.client.close()
        await self.on_thread(self.store.close)
        self.thread.shutdown()


async def phone(path: Path, address: str, code: str) -> BenchPhone:
    """A phone, enrolled with a one-time code."""
    thread = ThreadPoolExecutor(1)

    async def on_thread(work: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(thread, work)

    store = await on_thread(lambda: PhoneStore(path, os.urandom(32)))
    client, key, device_id, own = Client(address), Ed25519PrivateKey.generate(), new_id(), clocks()
    welcome = await client.enrol(code, Credentials(device_id, key))
    names = ("officer_id", "team_id", "recovery_key", "log_key", "epoch")
    enrolment = Enrolment(
        device_id=device_id, server=address, signing_key=key.private_bytes_raw().hex(), **{each: welcome[each] for each in names}
    )
    await on_thread(lambda: store.enrol(enrolment))
    return BenchPhone(store, client, Exchange(store, client, own, on_thread), Workday(store, own, new_id), thread)


def say(name: str, **figures: Any) -> None:
    """One figure as one JSON line; kept for the tables too, with date and commit."""
    rounded = {key: round(value, 4) if isinstance(value, float) else value for key, value in figures.items()}
    print(json.dumps({"figure": name, **rounded}), flush=True)
    KEPT.parent.mkdir(exist_ok=True)
    with KEPT.open("a") as kept:
        kept.write(json.dumps({"figure": name, **rounded, "at": datetime.now(UTC).isoformat(), "commit": commit()}) + "\n")
