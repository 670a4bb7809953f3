"""What the device itself supplies: clocks, ids, a folder, and a place for the key."""

from __future__ import annotations

import math
import os
import secrets
import time
from datetime import UTC, datetime
from pathlib import Path

import flet as ft
from flet_geolocator import Geolocator, GeolocatorConfiguration, GeolocatorPermissionStatus, GeolocatorPositionAccuracy
from flet_secure_storage import AndroidOptions, IOSOptions, SecureStorage
from flet_secure_storage.types import KeychainAccessibility

from field_app.rules.clock import Clocks, stamped
from field_app.rules.ids import CHANCE_BITS, uuid7
from field_app.rules.position import MICRO, Position
from field_app.store.vault import FileKeyKeeper, KeyKeeper

_KEY_NAME = "ronde-data-key"
#: Runs on while the device sleeps, where the system has such a clock.
_CLOCK = getattr(time, "CLOCK_BOOTTIME", None)


def now() -> datetime:
    """The device's wall clock."""
    return stamped(datetime.now(UTC))


def monotonic_ms() -> int:
    """Milliseconds that nobody can set back, sleep included."""
    return time.clock_gettime_ns(_CLOCK) // 1_000_000 if _CLOCK is not None else time.monotonic_ns() // 1_000_000


def clocks() -> Clocks:
    """The clocks of this start of the app; readings of two starts are never compared."""
    return Clocks(now, monotonic_ms, secrets.token_hex(4))


def new_id() -> str:
    """An id for what is made on this device now."""
    return uuid7(time.time_ns() // 1_000_000, secrets.randbits(CHANCE_BITS))


def data_folder() -> Path:
    """Where this device keeps its file: given by the platform, by the command line, or `.local/phone`."""
    return Path(os.environ.get("RONDE_DATA") or os.environ.get("FLET_APP_STORAGE_DATA") or ".local/phone")


class PlatformKeyKeeper:
    """Keeps the key in the platform's own key store, on this device only, and never lets it be erased on an error."""

    def __init__(self) -> None:
        """Needs a running page."""
        self._store = SecureStorage(
            android_options=AndroidOptions(reset_on_error=False),
            ios_options=IOSOptions(accessibility=KeychainAccessibility.FIRST_UNLOCK_THIS_DEVICE),
        )

    async def load(self) -> bytes | None:
        """The key, None when none was ever kept."""
        found = await self._store.get(_KEY_NAME)
        return bytes.fromhex(found) if found else None

    async def keep(self, key: bytes) -> None:
        """Keep the key."""
        await self._store.set(_KEY_NAME, key.hex())


class PageLocator:
    """Asks the device where it is, by way of the page that shows the app; held by the phone, or Flet would let go of it."""

    def __init__(self) -> None:
        """Needs a running page."""
        accuracy = GeolocatorPositionAccuracy.HIGH
        self._device = Geolocator(configuration=GeolocatorConfiguration(accuracy=accuracy))

    async def __call__(self) -> Position | None:
        """Where the device is, None without the officer's permission."""
        allowed = await self._device.get_permission_status()
        if allowed is GeolocatorPermissionStatus.DENIED:
            allowed = await self._device.request_permission()
        if allowed in (GeolocatorPermissionStatus.DENIED, GeolocatorPermissionStatus.DENIED_FOREVER):
            return None
        found = await self._device.get_current_position()
        return Position(round(found.latitude * MICRO), round(found.longitude * MICRO), math.ceil(found.accuracy or 0), now())


def key_keeper(page: ft.Page, folder: Path) -> KeyKeeper:
    """The platform's key store on a phone; a file that only its owner reads elsewhere."""
    on_phone = not page.web and page.platform in (ft.PagePlatform.ANDROID, ft.PagePlatform.IOS)
    return PlatformKeyKeeper() if on_phone else FileKeyKeeper(folder / "data.key")
