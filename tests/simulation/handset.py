"""One phone: the real store on a real file, the real workday and exchange, and clocks that may lie."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from running import at_once

from field_app.rules.clock import Clocks, stamped
from field_app.rules.ids import CHANCE_BITS, uuid7
from field_app.rules.records import Officer
from field_app.store.phone_store import PhoneStore
from field_app.sync.exchange import Exchange, Step
from field_app.workday import Workday
from simulation.power import taken_from_disk, wired
from simulation.road import Road, client_on
from simulation.sky import Sky

KEY = b"k" * 32
_MS = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Person:
    """Who has a phone, and in which team."""

    officer: Officer
    team_id: str

    @property
    def device_id(self) -> str:
        return f"phone-{self.officer.id}"

    @property
    def signing_key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(sha256(self.device_id.encode()).digest())


class Handset:
    """A phone that can lose its power, its coverage, its clock and its welcome."""

    def __init__(self, person: Person, path: Path, sky: Sky, road: Road, dice: Random) -> None:
        self.person, self.officer, self.id = person, person.officer, person.device_id
        self._path, self._sky, self._road, self._dice = path, sky, road, dice
        self.off, self._boots, self.booted_at, self.cuts = timedelta(), 1, sky.now, 0
        self.offline_until: datetime | None = None
        self.is_revoked = False
        self.open()

    def open(self) -> None:
        """Start the app on the file as it is."""
        self.store = PhoneStore(self._path, KEY)
        self.wire = wired(self.store.database)
        clocks = Clocks(self.wall, self._monotonic_ms, self.boot)
        self.workday = Workday(self.store, clocks, self._new_id)
        self.exchange = Exchange(self.store, client_on(self._road, self.id), clocks, at_once)
        self.going: asyncio.Task[Step] | None = None

    def wall(self) -> datetime:
        """What the clock on the wall of this phone says."""
        return stamped(self._sky.now + self.off)

    @property
    def boot(self) -> str:
        return f"boot-{self._boots}"

    def _monotonic_ms(self) -> int:
        return (self._sky.now - self.booted_at) // _MS

    def _new_id(self) -> str:
        return uuid7(int(self.wall().timestamp() * 1000), self._dice.getrandbits(CHANCE_BITS))

    def cut(self) -> None:
        """The power is gone, whatever was going on; then the app is started again."""
        self.wire.left = 0
        self._road.hang_up(self.id)
        self.cuts += 1
        path = self._path.with_name(f"{self.id}-{self.cuts}.db")
        taken_from_disk(self._path, path, self.wire)
        self._path = path
        self.open()

    def reboot(self) -> None:
        """The phone starts anew, and its monotonic clock with it."""
        self._boots, self.booted_at = self._boots + 1, self._sky.now
        self.cut()

    def close(self) -> None:
        self._road.hang_up(self.id)
        self.store.close()
