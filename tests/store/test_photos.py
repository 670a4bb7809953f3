"""A photo on the phone is sealed, whole, and somebody's: of a draft, of an entry, or gone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pictures import camera
from running import Watch

from field_app.rules.look import Area
from field_app.rules.refusals import Code, Refused
from field_app.rules.vocabulary import Result
from field_app.store.database import StorageFull
from field_app.store.phone_store import PhoneStore
from field_app.workday import Workday
from field_app.workday.photo_views import PhotoStage
from store.filled import contents, settled
from store.photographer import drafted, phone_that_may, small_photo, workday


@pytest.fixture
def store(tmp_path: Path) -> Iterator[PhoneStore]:
    made = phone_that_may(tmp_path / "phone.db", photos=9)
    yield made
    made.close()


@pytest.fixture
def work(store: PhoneStore) -> Workday:
    return workday(store)


def files(store: PhoneStore) -> list[str]:
    return sorted(path.name for path in store.photos.files.folder.glob("*"))


def refused(what: Any, *args: Any, **how: Any) -> Code:
    with pytest.raises(Refused) as no:
        what(*args, **how)
    return no.value.code


def test_a_photo_goes_with_its_draft_into_the_entry(store: PhoneStore, work: Workday) -> None:
    draft_id, sha256 = drafted(work)
    assert files(store) == [sha256]
    assert [each.state for each in store.photos.all()] == ["DRAFT"]
    entry = work.seal(draft_id)
    assert [(each.sha256, each.reason, each.shows) for each in entry.photos] == [(sha256, "stand", "auto 0")]
    assert [(each.state, each.device_seq) for each in store.photos.all()] == [("WAITING", 1)]
    assert store.photos.to_send() == [], "before its text nothing is sent"
    settled(store, 1, 1)
    assert [each.sha256 for each in store.photos.to_send()] == [sha256]
    assert work.photo_states(entry.id)[0].state is PhotoStage.HELD


def test_a_photo_without_reason_or_words_keeps_the_draft_open(work: Workday) -> None:
    draft = work.begin("linde", Result.NOTHING_SEEN).draft
    sha256 = work.add_photo(draft.id, small_photo()).draft.photos[0].sha256
    assert refused(work.seal, draft.id) is Code.REASON_MISSING
    work.change_photo(draft.id, sha256, reason="stand")
    assert refused(work.seal, draft.id) is Code.PHOTO_SHOWS_MISSING
    work.change_photo(draft.id, sha256, shows="auto")
    assert work.seal(draft.id).photos[0].taken_at == camera.taken_at("2026-11-19T06:12:41+01:00")


def test_the_smallest_photo_goes_first(store: PhoneStore, work: Workday) -> None:
    draft = work.begin("linde", Result.NOTHING_SEEN).draft
    for raw in (camera.noise(300, 200), small_photo(), camera.noise(200, 100)):
        sha256 = work.add_photo(draft.id, raw).draft.photos[-1].sha256
        work.change_photo(draft.id, sha256, reason="stand", shows="auto")
    work.seal(draft.id)
    settled(store, 1, 1)
    sizes = [each.size for each in store.photos.to_send()]
    assert sizes == sorted(sizes)
    assert len(sizes) == 3


def test_nothing_of_a_photo_stands_open_on_the_phone(store: PhoneStore, work: Workday, tmp_path: Path) -> None:
    raw = camera.with_thumbnail_and_more(camera.photo())
    draft = work.begin("linde", Result.NOTHING_SEEN).draft
    sha256 = work.add_photo(draft.id, raw).draft.photos[0].sha256
    work.change_photo(draft.id, sha256, reason="geheime reden", shows="geheime auto")
    found = contents(tmp_path)
    for secret in (camera.SECRET, b"\xff\xd8\xff", b"Exif", b"JFIF", b"geheime", draft.id.encode()[:0] or raw[200:232]):
        assert secret not in found, secret
    assert oct((store.photos.files.folder / sha256).stat().st_mode)[-3:] == "600"


def test_taken_out_of_a_draft_it_is_gone_and_stays_gone(store: PhoneStore, work: Workday, tmp_path: Path) -> None:
    draft_id, sha256 = drafted(work)
    assert work.remove_photo(draft_id, sha256).draft.photos == ()
    assert files(store) == []
    assert work.photo_picture(sha256) is None
    store.close()
    again = phone_that_may(tmp_path / "phone.db")
    assert workday(again).draft(draft_id).draft.photos == ()
    again.close()


def test_the_same_photo_belongs_to_one_look(work: Workday) -> None:
    draft_id, sha256 = drafted(work)
    assert refused(work.add_photo, draft_id, small_photo()) is Code.PHOTO_TWICE
    work.seal(draft_id)
    assert refused(work.add_photo, work.begin("linde").draft.id, small_photo()) is Code.PHOTO_TWICE
    assert len(sha256) == 64


def test_a_discarded_draft_keeps_its_photo_for_a_day(store: PhoneStore) -> None:
    watch = Watch()
    work = workday(store, watch)
    draft_id, sha256 = drafted(work)
    work.discard(draft_id)
    watch.forward(hours=23)
    work.tidy()
    assert work.restore(draft_id).draft.photos[0].sha256 == sha256
    work.discard(draft_id)
    watch.forward(hours=25)
    work.tidy()
    assert files(store) == []
    assert store.photos.all() == []


def test_a_file_that_belongs_to_nothing_goes_after_a_day(store: PhoneStore) -> None:
    store.photos.keep("gone", {"sha256": "ab" * 32, "size": 3}, b"xyz")
    store.photos.drop_abandoned(before=0)
    assert files(store) == ["ab" * 32]
    store.photos.drop_abandoned(before=2**40)
    assert files(store) == []


def test_a_damaged_photo_is_said_and_never_shown(store: PhoneStore, work: Workday) -> None:
    draft_id, sha256 = drafted(work)
    assert work.photo_picture(sha256) is not None
    path = store.photos.files.folder / sha256
    whole = path.read_bytes()
    body = 4 + int.from_bytes(whole[:4], "big")
    for at in (0, 3, body, body + 12, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert refused(work.photo_picture, sha256) is Code.PHOTO_DAMAGED, at
    path.write_bytes(whole[:100])
    assert refused(work.photo_picture, sha256) is Code.PHOTO_DAMAGED
    path.unlink()
    assert refused(work.photo_picture, sha256) is Code.PHOTO_DAMAGED
    assert work.draft(draft_id).draft.photos[0].sha256 == sha256, "the draft is there all the same"


def test_a_photo_moved_to_the_place_of_another_is_no_photo(store: PhoneStore, work: Workday) -> None:
    (_, one), folder = drafted(work), store.photos.files.folder
    other = work.add_photo(work.begin("linde").draft.id, small_photo(1)).draft.photos[-1].sha256
    (folder / one).replace(folder / other)
    assert refused(work.photo_picture, other) is Code.PHOTO_DAMAGED


@pytest.mark.parametrize(
    ("free", "is_allowed", "why"),
    [(200_000_000, True, None), (199_999_999, True, Code.PHOTO_LITTLE_ROOM), (49_999_999, False, Code.PHOTO_NO_ROOM)],
)
def test_a_full_phone_says_so_and_text_still_saves(
    store: PhoneStore, work: Workday, free: int, is_allowed: bool, why: Code | None
) -> None:
    store.photos.free_bytes = lambda: free
    draft = work.begin("linde", Result.NOTHING_SEEN).draft
    room = work.photo_room(draft.id)
    assert (room.is_allowed, room.left, room.why_not) == (is_allowed, 9, why)
    if not is_allowed:
        assert refused(work.add_photo, draft.id, small_photo()) is why
    assert work.seal(draft.id).photos == ()


def test_a_disk_that_fills_up_halfway_leaves_no_half_photo(
    store: PhoneStore, work: Workday, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = work.begin("linde", Result.NOTHING_SEEN).draft

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as only_now:
        only_now.setattr(os, "fsync", full)
        with pytest.raises(StorageFull):
            work.add_photo(draft.id, small_photo())
    assert files(store) == []
    assert work.draft(draft.id).draft.photos == ()


def test_the_room_of_a_draft_is_what_plan_and_look_leave(store: PhoneStore, work: Workday) -> None:
    draft_id, sha256 = drafted(work)
    assert work.photo_room(draft_id).left == 8
    entry = work.seal(draft_id)
    for number in range(1, 9):
        last, _ = drafted(work, number)
        assert work.photo_room(last).left == 8 - number
    assert work.photo_room(last).why_not is Code.PHOTOS_USED_UP
    correction = work.begin_correction(entry.id).draft
    assert [each.sha256 for each in correction.photos] == [sha256], "a correction keeps its photos"
    assert work.photo_room(correction.id).why_not is Code.PHOTO_IN_CORRECTION
    assert refused(work.add_photo, correction.id, small_photo(99)) is Code.PHOTO_IN_CORRECTION
    other = work.begin("olm", Result.NOTHING_SEEN).draft
    assert work.photo_room(other.id).why_not is Code.PHOTOS_NOT_ALLOWED


def test_a_correction_without_a_photo_leaves_the_file_for_the_entry_that_has_it(store: PhoneStore, work: Workday) -> None:
    draft_id, sha256 = drafted(work)
    entry = work.seal(draft_id)
    correction = work.begin_correction(entry.id).draft
    assert work.remove_photo(correction.id, sha256).draft.photos == ()
    work.change(correction.id, reason="niet nodig")
    assert work.seal(correction.id).photos == ()
    assert [(each.sha256, each.state) for each in store.photos.all()] == [(sha256, "WAITING")]


def test_what_is_blurred_before_and_after_sealing_is_not_in_the_picture(work: Workday) -> None:
    draft_id, sha256 = drafted(work)
    first = work.photo_picture(sha256)
    work.change_photo(draft_id, sha256, blurs=(Area(0, 0, 400, 400),))
    second = work.photo_picture(sha256)
    entry = work.seal(draft_id)
    work.blur_photo(entry.id, sha256, (Area(500, 500, 500, 500),), "voorbijganger")
    third = work.photo_picture(sha256)
    assert len({first, second, third}) == 3
    assert work.entry(entry.id).photos[0].blurs == (Area(0, 0, 400, 400), Area(500, 500, 500, 500))


def test_only_what_a_backup_holds_leaves_the_phone(store: PhoneStore, work: Workday) -> None:
    _, one = draft_id, sha256 = drafted(work)
    entry = work.seal(draft_id)
    settled(store, 1, 1)
    with store.saving():
        store.let_go(1, 5)
    store.photos.sweep()
    assert files(store) == [one], "no receipt yet"
    with store.saving():
        store.photos.receive(sha256, 6)
        store.let_go(1, 5)
    store.photos.sweep()
    assert files(store) == [one], "a receipt, and no backup yet"
    assert work.photo_states(entry.id)[0].state is PhotoStage.SAFE
    with store.saving():
        store.send_again_from(2)
        store.let_go(1, 9)
    store.photos.sweep()
    assert files(store) == [one], "a server put back knows of no receipt"
    with store.saving():
        store.photos.receive(sha256, 1)
        store.let_go(1, 1)
    store.photos.sweep()
    assert files(store) == []
    assert work.photo_states(entry.id)[0].state is PhotoStage.SAFE
