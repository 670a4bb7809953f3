"""Photos go along in a backup, come back with it, and are gone for good with the case that two people destroyed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from people import LINDE, RUBEN, TEAM
from photo_office import brought, photographed, photographing_office, picture, sealed_on_server, send
from pictures import camera
from running import Office

from field_app.rules.shift_changes import row
from field_app.rules.vocabulary import Kind
from field_app.sync.client import NotWelcome
from server.test_leaving import GONE, destroy
from sync_server import desk, destroying
from sync_server.keys import log_key
from sync_server.photos import PhotoBox
from sync_server.register import Register
from sync_server.restore import BESIDE, BadBackup, back_up, verify
from sync_server.store.server_store import ServerStore


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = photographing_office(tmp_path)
    yield made
    made.close()


def copied(office: Office) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (office.home / BESIDE / TEAM.id).glob("*")}


def test_only_what_is_new_is_copied_and_the_key_stays_out_of_the_copy(office: Office) -> None:
    phone = office.phone()
    first = brought(phone).photos[0].sha256
    office.back_up("one.db")
    written = (office.home / BESIDE / TEAM.id / first).stat().st_mtime_ns
    second = brought(phone, camera.noise(300, 100)).photos[0].sha256
    office.back_up("two.db")
    assert copied(office) == sealed_on_server(office)
    assert set(copied(office)) == {first, second}
    assert (office.home / BESIDE / TEAM.id / first).stat().st_mtime_ns == written
    key = (office.folder / "photo.key").read_bytes()
    assert oct((office.folder / "photo.key").stat().st_mode)[-3:] == "600"
    backed_up = [office.home / "one.db", office.home / "two.db", *(office.home / BESIDE).rglob("*")]
    assert not any(key in path.read_bytes() for path in backed_up if path.is_file())


def test_a_copy_beside_the_servers_own_file_takes_nothing_of_the_server_away(office: Office) -> None:
    phone = office.phone()
    brought(phone)
    half = office.folder / "photos" / "halves" / "of-somebody"
    half.parent.mkdir(exist_ok=True)
    half.write_bytes(b"half")
    store = ServerStore(office.folder / "ronde.db")
    back_up(store, office.folder / "copy.db")
    late = brought(phone, camera.noise(300, 100)).photos[0].sha256
    back_up(store, office.folder / "later.db")
    store.close()
    assert late in sealed_on_server(office)
    assert len(sealed_on_server(office)) == 2
    assert half.exists()
    verify(office.folder / "copy.db")


@pytest.mark.parametrize("fault", ["gone", "damaged"])
def test_a_copy_whose_photos_are_not_what_they_were_is_no_copy(office: Office, fault: str) -> None:
    sha256 = brought(office.phone()).photos[0].sha256
    backup = office.back_up("one.db")
    verify(backup)
    path = office.home / BESIDE / TEAM.id / sha256
    content = path.read_bytes()
    if fault == "gone":
        path.unlink()
    else:
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(BadBackup, match="photos"):
        verify(backup)


def test_a_photo_that_went_bad_on_the_server_is_asked_for_again_before_anything_later_counts_as_safe(office: Office) -> None:
    phone = office.phone()
    bad, good = brought(phone).photos[0].sha256, brought(phone, camera.noise(300, 100)).photos[0].sha256
    path = office.folder / "photos" / TEAM.id / bad
    path.write_bytes(path.read_bytes()[:-1])
    office.back_up("one.db")
    phone.round()
    assert phone.store.photos.files.holds(bad), "no other copy is sound"
    assert set(copied(office)) == {good}
    assert send(phone) == 1
    assert PhotoBox(office.folder).holds(TEAM.id, bad)
    office.back_up("two.db")
    phone.round()
    assert set(copied(office)) == {bad, good}
    assert not any(phone.store.photos.files.holds(each) for each in (bad, good)), "now a backup holds both"


def test_without_any_photo_at_hand_no_backup_is_made_and_none_is_lost(office: Office) -> None:
    """The disk with the photos was not there for a moment."""
    phone = office.phone()
    both = {brought(phone).photos[0].sha256, brought(phone, camera.noise(300, 100)).photos[0].sha256}
    (office.folder / "photos").rename(office.folder / "away")
    with pytest.raises(BadBackup):
        office.back_up("one.db")
    (office.folder / "away").rename(office.folder / "photos")
    office.back_up("two.db")
    assert set(copied(office)) == both


def test_the_number_of_a_receipt_is_never_given_twice(office: Office) -> None:
    numbers = list[int | None]()
    for device in ("one", "one", "two", "one"):
        sha256 = f"{len(numbers):064x}"

        def named_and_received(store: ServerStore, device: str = device, sha256: str = sha256) -> int | None:
            with store.database.atomic():
                store.database.execute("insert into photos values (?, ?, ?, ?, ?, 1)", [TEAM.id, sha256, sha256, sha256, device])
                number = store.photos.receive(TEAM.id, device, sha256, sha256, "2026-11-26")
                store.photos.forget_case(TEAM.id, sha256)
                return number

        numbers.append(office.at_desk(named_and_received))
    assert numbers == [1, 2, 1, 3]


def test_going_back_mends_a_photo_that_went_bad(office: Office) -> None:
    phone = office.phone()
    sha256 = brought(phone, camera.noise(300, 200)).photos[0].sha256
    backup = office.back_up("one.db")
    phone.round()
    before = picture(phone, sha256)
    path = office.folder / "photos" / TEAM.id / sha256
    path.write_bytes(path.read_bytes()[:-1])
    office.put_back(backup)
    phone.round()
    assert picture(phone, sha256) == before


def test_a_copy_that_cannot_be_read_takes_no_photo_of_the_others_away(office: Office) -> None:
    phone = office.phone()
    sha256 = brought(phone).photos[0].sha256
    one = office.back_up("one.db")
    one.write_bytes(one.read_bytes()[:5000])
    office.back_up("two.db")
    assert set(copied(office)) == {sha256}


def test_a_server_put_back_on_a_new_disk_has_its_photos_again(office: Office) -> None:
    phone = office.phone()
    sha256 = brought(phone, camera.noise(300, 200)).photos[0].sha256
    backup = office.back_up("one.db")
    phone.round()
    before = picture(phone, sha256)
    office.server.stop()
    (office.folder / "photos" / TEAM.id / sha256).unlink()
    office.put_back(backup)
    phone.round()
    assert picture(phone, sha256) == before
    assert not phone.store.photos.files.holds(sha256), "the phone had let go of it long ago"


def test_files_that_outlive_a_restore_get_a_receipt_without_coming_again(office: Office) -> None:
    phone = office.phone()
    backup = office.back_up("one.db")
    sha256 = brought(phone).photos[0].sha256
    office.put_back(backup)
    phone.round()
    phone.round()
    assert send(phone) == 1
    assert not (office.folder / "photos" / "halves").exists() or not list((office.folder / "photos" / "halves").iterdir())
    assert phone.store.photos.get(sha256) is not None


def test_a_copy_that_nobody_keeps_takes_its_photos_along(office: Office) -> None:
    phone = office.phone()
    sha256 = brought(phone).photos[0].sha256
    first = office.back_up("one.db")
    destroy(office)
    second = office.back_up("two.db")
    assert set(copied(office)) == {sha256}, "the older copy still needs it"
    verify(first)
    first.unlink()
    office.back_up("three.db")
    assert copied(office) == {}
    verify(second)


def test_what_two_people_destroyed_takes_its_photos_along_on_server_and_phone(office: Office) -> None:
    phone, colleague = office.phone(), office.phone(RUBEN)
    sha256 = brought(phone).photos[0].sha256
    waiting = photographed(phone, camera.noise(300, 200)).photos[0].sha256
    backup = office.back_up("one.db")
    assert picture(colleague, sha256)
    destroy(office)
    assert sealed_on_server(office) == {}
    with pytest.raises(NotWelcome):
        picture(colleague, sha256)
    phone.round()
    assert not phone.store.photos.files.holds(sha256)
    assert phone.store.photos.files.holds(waiting), "what still has to be sent goes first"
    office.put_back(backup)
    assert sealed_on_server(office) == {}, "and an older copy brings none of it back"


def test_a_destruction_that_forgets_the_photos_is_found_out(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PhotoBox, "remove", lambda *_: None)
    brought(office.phone())
    destroy(office)
    assert sealed_on_server(office) != {}


def test_a_destruction_that_the_disk_did_not_keep_leaves_the_photo_and_is_not_done_again_after_going_back(office: Office) -> None:
    sha256 = brought(office.phone()).photos[0].sha256
    backup = office.back_up("one.db")

    def breaks_off(store: ServerStore) -> None:
        destroying.destroy(store, TEAM.id, row(Kind.CASE, GONE))
        raise sqlite3.OperationalError("database or disk is full")

    with pytest.raises(sqlite3.OperationalError):
        office.at_desk(breaks_off)
    assert set(sealed_on_server(office)) == {sha256}
    office.put_back(backup)
    assert [kind for kind, _ in office.rows()].count("observation") == 1
    assert office.rows()["case", LINDE.id]["status"] != GONE.status.value
    assert set(sealed_on_server(office)) == {sha256}


def test_what_a_power_cut_left_of_a_destruction_is_done_at_the_start(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    brought(office.phone())
    backup = office.back_up("one.db")
    with monkeypatch.context() as power:
        power.setattr(desk, "sweep", lambda _: None)
        destroy(office)
        assert sealed_on_server(office) != {}
    office.restart()
    assert sealed_on_server(office) == {}
    assert len(list(Register(office.folder).destructions(log_key(office.folder).public_hex))) == 1
    office.put_back(backup)
    assert [kind for kind, _ in office.rows()].count("observation") == 0


def test_a_file_that_does_not_let_itself_be_removed_is_removed_later(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def stuck(*_: object) -> None:
        raise OSError

    brought(office.phone())
    with monkeypatch.context() as trouble:
        trouble.setattr(PhotoBox, "remove", stuck)
        destroy(office)
    assert sealed_on_server(office) != {}
    office.at_desk(lambda _: None)
    assert sealed_on_server(office) == {}
