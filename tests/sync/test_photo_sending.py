"""Photos reach the server whole, beside the text and never before it, whatever the line does; none leaves the phone too early."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from photo_office import brought, photographed, photographing_office, sealed_on_server, send, sender
from pictures import camera
from running import Office, Phone
from weather import BadNetwork, Fault

from field_app.rules.refusals import Code
from field_app.store.photos import KeptPhoto, Photos
from field_app.sync.client import NotWelcome, Unreachable
from field_app.sync.photo_sending import CHUNK_BYTES
from field_app.workday.photo_views import PhotoStage
from sync_server.photos import SEAL_BYTES, PhotoBox


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = photographing_office(tmp_path)
    yield made
    made.close()


def states(phone: Phone, entry_id: str) -> list[PhotoStage]:
    return [each.state for each in phone.workday.photo_states(entry_id)]


def test_a_photo_comes_whole_and_sealed_and_the_phone_says_so(office: Office) -> None:
    phone, raw = office.phone(), camera.noise(700, 500)
    entry = photographed(phone, raw)
    assert send(phone) == 0, "its text is not there yet"
    phone.round()
    assert states(phone, entry.id) == [PhotoStage.HELD]
    assert send(phone) == 1
    assert states(phone, entry.id) == [PhotoStage.SAFE]
    (sealed,) = sealed_on_server(office).values()
    assert raw[:2_000] not in sealed
    assert PhotoBox(office.folder).original("team-noord", entry.photos[0].sha256) == raw
    assert send(phone) == 0, "once is enough"


def test_the_bytes_of_no_photo_stand_open_on_the_server_not_even_halfway(office: Office) -> None:
    phone, raw = office.phone(), camera.noise(1_000, 1_000)
    entry = photographed(phone, raw)
    phone.round()
    with BadNetwork(office.server.port, only=b"PATCH", coming=[]) as net:
        phone.connect(net.address)
        net.coming += [Fault.SLOW, Fault.CUT_REQUEST]
        with pytest.raises(Unreachable):
            send(phone)
    (half,) = (office.folder / "photos" / "halves").iterdir()
    assert half.stat().st_size == CHUNK_BYTES
    everything = b"".join(path.read_bytes() for path in office.folder.rglob("*") if path.is_file())
    assert not any(raw[at : at + 64] in everything for at in range(0, len(raw) - 64, 4_096))
    assert entry.photos[0].sha256 not in half.name


@pytest.mark.parametrize("fault", [Fault.CUT_REQUEST, Fault.CUT_ANSWER, Fault.DROP_ANSWER, Fault.RESET])
def test_cut_at_ten_places_at_most_one_bite_is_sent_twice_each_time(office: Office, fault: Fault) -> None:
    phone, raw = office.phone(), camera.noise(3_000, 3_000)
    entry = photographed(phone, raw)
    phone.round()
    with BadNetwork(office.server.port, only=b"PATCH") as net:
        phone.connect(net.address)
        counted = count_bytes(phone)
        cuts = 0
        for _ in range(60):
            net.coming[:] = [Fault.SLOW, fault] if cuts < 10 else []
            try:
                send(phone)
                break
            except Unreachable:
                cuts += 1
    whole = len(raw) + SEAL_BYTES
    assert whole > 20 * CHUNK_BYTES, "so that each cut is at another place"
    assert states(phone, entry.id) == [PhotoStage.SAFE]
    assert cuts == 10
    assert counted["bytes"] <= whole + cuts * CHUNK_BYTES
    assert PhotoBox(office.folder).original("team-noord", entry.photos[0].sha256) == raw


def count_bytes(phone: Phone) -> dict[str, int]:
    counted = {"bytes": 0}

    async def count(request: Any) -> None:
        if request.method == "PATCH":
            counted["bytes"] += len(request.content)

    phone.client._http.event_hooks = {"request": [count], "response": []}
    return counted


def test_an_upload_goes_on_after_the_app_was_killed_and_the_server_restarted(office: Office) -> None:
    phone, raw = office.phone(), camera.noise(1_000, 1_000)
    entry = photographed(phone, raw)
    phone.round()
    with BadNetwork(office.server.port, only=b"PATCH", coming=[Fault.SLOW, Fault.SLOW, Fault.RESET]) as net:
        phone.connect(net.address)
        with pytest.raises(Unreachable):
            send(phone)
    phone = office.killed(phone)
    office.restart()
    counted = count_bytes(phone)
    assert send(phone) == 1
    assert counted["bytes"] <= len(raw) + SEAL_BYTES - 2 * CHUNK_BYTES
    assert PhotoBox(office.folder).original("team-noord", entry.photos[0].sha256) == raw


def test_a_server_that_falls_between_the_last_byte_and_the_check_still_gives_a_receipt(office: Office) -> None:
    phone = office.phone()
    entry = photographed(phone)
    phone.round()
    photo = phone.store.photos.to_send()[0]

    async def all_but_the_answer() -> None:
        by, own = sender(phone), await phone.credentials()
        await by._found(photo, own)
        whole, _ = by._sealed(photo)
        await by._begun(photo, whole, own, anew=False)

    phone.run(all_but_the_answer())
    half = next((office.folder / "photos" / "halves").iterdir())
    half.write_bytes((phone.store.photos.files.folder / f"{photo.sha256}.out").read_bytes())
    assert send(phone) == 1
    assert states(phone, entry.id) == [PhotoStage.SAFE]


def seal_only(phone: Phone, photo: KeptPhoto) -> None:
    """What goes to the server lies ready, and nothing of it was sent."""

    async def go() -> None:
        by = sender(phone)
        await by._found(photo, await phone.credentials())
        by._sealed(photo)

    phone.run(go())


def test_what_came_spoiled_gets_no_receipt_and_is_sealed_anew(office: Office) -> None:
    phone = office.phone()
    entry = photographed(phone, camera.noise(300, 200))
    phone.round()
    (photo,) = phone.store.photos.to_send()
    seal_only(phone, photo)
    out = phone.store.photos.files.folder / f"{photo.sha256}.out"
    out.write_bytes(out.read_bytes()[:-1] + bytes([out.read_bytes()[-1] ^ 1]))
    with pytest.raises(Unreachable, match=Code.PHOTO_MISMATCH):
        send(phone)
    assert sealed_on_server(office) == {}
    assert phone.store.photos.files.holds(photo.sha256)
    assert send(phone) == 1
    assert states(phone, entry.id) == [PhotoStage.SAFE]


def test_what_was_sealed_and_then_cut_short_is_sealed_anew(office: Office) -> None:
    phone = office.phone()
    entry = photographed(phone, camera.noise(1_000, 1_000))
    phone.round()
    (photo,) = phone.store.photos.to_send()
    seal_only(phone, photo)
    out = phone.store.photos.files.folder / f"{photo.sha256}.out"

    async def begin() -> None:
        await sender(phone)._begun(photo, out.stat().st_size, await phone.credentials(), anew=False)

    phone.run(begin())
    out.write_bytes(out.read_bytes()[: CHUNK_BYTES + 7])
    with pytest.raises(Unreachable, match=Code.PHOTO_MISMATCH):
        send(phone)
    assert send(phone) == 1
    assert states(phone, entry.id) == [PhotoStage.SAFE]


def gets_no_receipt_for_rubbish(office: Office, name: str) -> bool:
    """Whether what is no photo leaves the server empty-handed, although it came as a photo."""
    phone = office.phone(name=name)
    photographed(phone, camera.noise(300, 200))
    phone.round()
    (photo,) = phone.store.photos.to_send()
    seal_only(phone, photo)
    out = phone.store.photos.files.folder / f"{photo.sha256}.out"
    out.write_bytes(bytes(len(out.read_bytes())))
    with contextlib.suppress(Unreachable):
        send(phone)
    return sealed_on_server(office) == {}


def test_rubbish_gets_no_receipt_and_a_server_that_skips_the_check_is_found_out(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert gets_no_receipt_for_rubbish(office, "one")
    monkeypatch.setattr(PhotoBox, "check", lambda *_: None)
    assert not gets_no_receipt_for_rubbish(office, "other")


def test_a_damaged_photo_is_said_and_holds_up_no_other(office: Office) -> None:
    phone = office.phone()
    entry = photographed(phone, camera.noise(200, 100), camera.noise(300, 200))
    phone.round()
    path = phone.store.photos.files.folder / phone.store.photos.to_send()[0].sha256
    path.write_bytes(path.read_bytes()[:-1])
    assert send(phone) == 1
    assert states(phone, entry.id) == [PhotoStage.DAMAGED, PhotoStage.SAFE]


def test_text_saved_during_an_upload_goes_out_before_the_next_bite(office: Office) -> None:
    phone = office.phone()
    photographed(phone, camera.noise(1_000, 1_000))
    phone.round()
    by, order, saved = sender(phone), list[str](), False

    async def progress() -> None:
        nonlocal saved
        order.append("bite")
        if not saved:
            saved = True
            phone.look()

    async def together() -> int:
        async def text() -> None:
            while not phone.store.outbox.count("SAVED"):
                await asyncio.sleep(0)
            await phone.exchange.round()
            order.append("text")

        sending = asyncio.create_task(by.round(await phone.credentials()))
        await text()
        return await sending

    by.on_progress, by.must_wait = progress, lambda: phone.store.outbox.count("SAVED") > 0
    assert phone.run(together()) == 1
    assert order.index("text") == 1, order
    assert order.count("bite") >= 3
    by.must_wait = lambda: False
    assert office.log(phone)[-1][1] == "accepted"


def test_a_sender_that_waits_for_nobody_would_be_found_out(office: Office) -> None:
    phone = office.phone()
    photographed(phone, camera.noise(1_000, 1_000))
    phone.round()
    by, bites = sender(phone), 0

    async def progress() -> None:
        nonlocal bites
        bites += 1
        if bites == 1:
            phone.look()

    by.on_progress = progress
    assert send(phone, by) == 1
    assert phone.store.outbox.count("SAVED") == 1, "without standing aside the text is still there"


def test_only_after_receipt_and_backup_the_phone_lets_go(office: Office) -> None:
    phone, raw = office.phone(), camera.noise(200, 150)
    entry = brought(phone, raw)
    sha256 = entry.photos[0].sha256
    phone.round()
    assert phone.store.photos.files.holds(sha256)
    office.back_up("copy.db")
    phone.round()
    assert not phone.store.photos.files.holds(sha256)
    assert states(phone, entry.id) == [PhotoStage.SAFE]


def test_after_a_restore_phones_bring_again_what_the_server_misses(office: Office) -> None:
    phone = office.phone()
    early = brought(phone, camera.noise(200, 150))
    backup = office.back_up("copy.db")
    late = brought(phone, camera.noise(300, 150))
    shas = [each.photos[0].sha256 for each in (early, late)]
    office.server.stop()
    for path in (office.folder / "photos").rglob("*"):  # the disk of the server is gone
        if path.is_file():
            path.unlink()
    office.put_back(backup)
    phone.round()
    phone.round()
    assert send(phone) == 1, "the first was in the copy, the second still on the phone"
    assert set(sealed_on_server(office)) == set(shas)
    office.back_up("second.db")
    phone.round()
    assert phone.store.photos.all() == []


def lets_go_too_early(office: Office, name: str) -> bool:
    """Whether a phone throws a photo away that the server never got, once a backup holds its text."""
    phone = office.phone(name=name)
    sha256 = photographed(phone).photos[0].sha256
    phone.round()
    office.back_up(f"{name}.db")
    phone.round()
    return not phone.store.photos.files.holds(sha256)


def test_a_phone_that_lets_go_before_the_receipt_is_found_out(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not lets_go_too_early(office, "one")
    hasty = "update photos set state = 'GONE'"
    monkeypatch.setattr(Photos, "forget_through", lambda photos, _: photos._database.execute(hasty))
    assert lets_go_too_early(office, "other")


def test_nobody_on_the_road_can_put_another_key_in_the_place_of_the_servers(office: Office) -> None:
    phone = office.phone()
    photographed(phone)
    phone.round()
    phone.client.photo_key = {"photo_key": "ab" * 32, "photo_key_signature": phone.client.photo_key["photo_key_signature"]}
    with pytest.raises(NotWelcome, match=Code.PROOF_INVALID):
        send(phone)
    assert not list(phone.store.photos.files.folder.glob("*.out"))


def test_a_server_with_another_key_gets_the_photo_sealed_for_that_one(office: Office) -> None:
    phone, raw = office.phone(), camera.noise(1_400, 1_000)
    entry = photographed(phone, raw)
    phone.round()
    with BadNetwork(office.server.port, only=b"PATCH", coming=[Fault.SLOW, Fault.RESET]) as net:
        phone.connect(net.address)
        with pytest.raises(Unreachable):
            send(phone)
    (office.folder / "photo.key").unlink()
    office.restart()
    phone.connect(office.address)
    assert send(phone) == 1
    assert PhotoBox(office.folder).original("team-noord", entry.photos[0].sha256) == raw
