"""What the tests of photos on their way share: an office whose plan allows photos, phones that make them, and the sender."""

from __future__ import annotations

from collections.abc import Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from people import LINDE_PLAN, TEAM
from pictures import camera
from running import Office, Phone, at_once, rows_as_changes

from field_app.rules.vocabulary import Result
from field_app.sync.photo_sending import PhotoSender
from field_app.workday.views import Entry
from sync_server import intake
from sync_server.admin.told import changing

T = TypeVar("T")


def allow(office: Office, photos: int = 50, *more: Any) -> None:
    """The approved plan of Linde allows so many photos; other rows that changed come along."""
    changed = [replace(each, is_new=False) for each in rows_as_changes([replace(LINDE_PLAN, photos=photos), *more])]
    with changing(office.folder) as store:
        intake.put_rows(store, TEAM.id, changed)


def photographing_office(folder: Path) -> Office:
    """An office whose phones may make photos at Linde."""
    office = Office(folder)
    allow(office)
    return office


def sender(phone: Phone) -> PhotoSender:
    """What brings this phone's photos to its server."""
    return PhotoSender(phone.store, phone.client, phone.watch.now, at_once)


def send(phone: Phone, by: PhotoSender | None = None) -> int:
    """Send what waits. Raises `Weather`."""

    async def go() -> int:
        return await (by or sender(phone)).round(await phone.credentials())

    return phone.run(go())


def photographed(phone: Phone, *raws: bytes) -> Entry:
    """An entry with these photos, saved and not yet sent."""
    draft = phone.workday.begin("linde", Result.NOTHING_SEEN).draft
    for raw in raws or (camera.noise(200, 150),):
        sha256 = phone.workday.add_photo(draft.id, raw).draft.photos[-1].sha256
        phone.workday.change_photo(draft.id, sha256, reason="stand van de auto", shows="grijze auto")
    phone.watch.forward(seconds=2)
    return phone.workday.seal(draft.id)


def brought(phone: Phone, *raws: bytes) -> Entry:
    """The same, with text and photos on the server."""
    entry = photographed(phone, *raws)
    phone.round()
    assert send(phone) == len(entry.photos)
    return entry


def asked(phone: Phone, what: Coroutine[Any, Any, T]) -> T:
    """What the server answers this phone. Raises `Weather`."""
    return phone.run(what)


def picture(phone: Phone, sha256: str) -> bytes:
    """The display copy as the server gives it to this phone. Raises `Weather`."""

    async def see() -> bytes:
        return await phone.client.photo(sha256, await phone.credentials())

    return phone.run(see())


def original(phone: Phone, original_id: str) -> bytes:
    """The original as the server gives it to this phone. Raises `Weather`."""

    async def see() -> bytes:
        return await phone.client.original(original_id, await phone.credentials())

    return phone.run(see())


def sealed_on_server(office: Office) -> dict[str, bytes]:
    """The photos that lie on the server, sealed as they came."""
    return {path.name: path.read_bytes() for path in (office.folder / "photos" / TEAM.id).glob("*")}
