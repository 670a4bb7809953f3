"""A photo through the whole house: made on one running phone, brought by itself, seen on another, opened by two people."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from people import NADIA, RUBEN
from photo_office import allow
from pictures import camera
from running import Office, code_for
from server.shown_dossier import keep

from field_app.phone import Invitation, RunningPhone
from field_app.rules.dossier.photo_records import Original
from field_app.rules.records import Officer
from field_app.rules.refusals import Code, Refused
from field_app.rules.shift_changes import row
from field_app.rules.vocabulary import Kind, Result, Role
from field_app.workday import Workday
from field_app.workday.photo_views import PhotoStage
from field_app.workday.views import Entry

SAMIRA = Officer("samira", "Samira Haddad", (Role.SECOND_READER,))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    allow(made)
    keep(made, row(Kind.OFFICER, SAMIRA))
    yield made
    made.close()


@asynccontextmanager
async def running(office: Office, officer: Officer) -> AsyncIterator[RunningPhone]:
    phone = RunningPhone(is_demo=True)
    code = code_for(office.folder, officer, now=office.watch.now())
    folder = office.home / f"running-{officer.id}"
    folder.mkdir()
    await phone.open(folder, b"k" * 32, Invitation(office.address, code))
    try:
        await soon(phone, lambda day: bool(day.cases()), "the cases came")
        yield phone
    finally:
        for task in list(phone._running):
            task.cancel()
        await asyncio.gather(*phone._running, return_exceptions=True)
        if phone._client:
            await phone._client.close()
        await phone._on_thread(phone._store.close)
        phone._thread.shutdown()


async def soon(phone: RunningPhone, holds: object, what: str) -> None:
    for _ in range(2_000):
        if await phone.ask(holds):  # type: ignore[arg-type]  # a question to the workday
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"still not: {what}")


def photographed(day: Workday) -> Entry:
    draft = day.begin("linde", Result.NOTHING_SEEN).draft
    sha256 = day.add_photo(draft.id, camera.noise(900, 700)).draft.photos[0].sha256
    day.change_photo(draft.id, sha256, reason="stand van de auto", shows="grijze auto")
    return day.seal(draft.id)


def original_row(day: Workday, name: str) -> bool:
    return any(each.id == name for each in day._read().facts.records(Original))


def test_a_photo_goes_by_itself_and_colleagues_see_the_copy_and_two_people_the_original(office: Office) -> None:
    async def story() -> None:
        async with running(office, NADIA) as nadia, running(office, RUBEN) as ruben, running(office, SAMIRA) as samira:
            entry = await nadia.ask(photographed)
            (photo,) = entry.photos
            await soon(nadia, lambda day: day.photo_states(entry.id)[0].state is PhotoStage.SAFE, "the photo is on the server")
            await soon(ruben, lambda day: any(getattr(each, "photos", ()) for each in day.story("linde").rows), "the entry came")
            seen = await ruben.photo(entry.id, photo.sha256)
            assert seen == await nadia.photo(entry.id, photo.sha256), "phone and server make the same copy"
            assert camera.SECRET not in seen
            asked = await ruben.ask(lambda day: day.ask_original(entry.id, photo.sha256, "de rechtbank vraagt het"))
            await soon(samira, lambda day: original_row(day, asked), "the request came")
            with pytest.raises(Refused) as no:
                await ruben.original(asked)
            assert no.value.code in (Code.ORIGINAL_CLOSED, Code.ORIGINAL_UNKNOWN)
            await samira.ask(lambda day: day.allow_original(asked, "voor de zitting"))
            await soon(samira, lambda day: not [each for each in day.waiting() if each.delivery == "SAVED"], "the yes was sent")
            await samira.exchange_now()
            assert await ruben.original(asked) == camera.noise(900, 700)
            with pytest.raises(Refused):
                await nadia.original(asked)

    asyncio.run(story())
