"""Killed at any moment between camera and seal, the app loses neither draft nor photo, and leaves none over."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from proofs import Proof, at_least

from field_app.store.phone_store import PhoneStore
from store.photographer import phone_that_may, small_photo, workday
from store.power.cuts import quick_folder
from store.test_killed import Folders, Nursery, killed

KILLS = 40


@pytest.fixture
def folders() -> Iterator[Folders]:
    with quick_folder() as folder:
        yield Folders(folder)


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    made = Nursery()
    yield made
    made.close()


def sealed_shows(store: PhoneStore) -> list[str]:
    found = [item.envelope.args["look"]["photos"] for item in store.outbox.items("SAVED") if item.envelope]
    return [each["shows"] for photos in found for each in photos]


def test_neither_draft_nor_photo_is_lost_wherever_the_app_is_killed(nursery: Nursery, folders: Folders, proof: Proof) -> None:
    chance, reached, before = random.Random(23), Counter[str](), nursery.kills  # noqa: S311  # repeatable moments
    for kill in range(KILLS):
        path, number = folders(kill)
        told = nursery.told_before_kill("take-photos", path, number, chance.randint(1, 30), chance.uniform(0, 0.01))
        last = dict(told)
        store = phone_that_may(path)
        work, sealed = workday(store), sealed_shows(store)
        assert sealed == [f"auto {each}" for each in range(1, len(sealed) + 1)], "each photo in one entry, in order"
        reached["lost"] += max(0, last.get("sealed", number - 1) - len(sealed))
        drafts = [work.draft(draft_id).draft for draft_id, _ in store.drafts.open_ones()]
        assert len(drafts) <= 1
        if last.get("kept", 0) > len(sealed):
            (photo,) = drafts[0].photos
            raw = store.photos.files.raw(photo.sha256)
            assert raw == small_photo(last["kept"])
            reached["kept in a draft"] += 1
        named = {each.sha256 for draft in drafts for each in draft.photos}
        named |= {each.sha256 for each in store.photos.all() if each.state == "WAITING"}
        assert set(store.photos.files.names()) == named, "every file belongs to something, and everything has its file"
        reached["taken, not kept"] += last.get("taken", 0) > last.get("kept", 0) > 0
        reached["told"] += len(told)
        for draft in drafts:
            work.discard(draft.id)
        with store.saving():
            store.drafts.forget_discarded("9999")
            store.photos.drop_abandoned(before=0)
        store.photos.sweep()
        store.close()
    assert reached["kept in a draft"] >= 3, reached
    killed(proof, at_least(KILLS, nursery.kills - before), at_least(KILLS * 8, reached["told"]), reached["lost"])


def without_photos(store: PhoneStore, draft_id: str) -> dict[str, Any]:
    return {name: part for name, part in (store.drafts.get(draft_id) or {}).items() if name != "photos"}


@pytest.mark.parametrize("step", ["file", "row", "draft", "sealed", "removed"])
def test_killed_between_any_two_steps_the_photo_is_still_somebodys(tmp_path: Path, step: str) -> None:
    path = tmp_path / "phone.db"
    store = phone_that_may(path)
    work = workday(store)
    draft = work.begin("linde").draft
    raw = small_photo()
    photo = work.add_photo(draft.id, raw).draft.photos[0]
    if step == "file":  # the file is there, the transaction never was
        with store.saving():
            store.photos.give_up(photo.sha256)
            store.database.execute("delete from photos")
            store.drafts.change(
                draft.id, {name: part for name, part in (store.drafts.get(draft.id) or {}).items() if name != "photos"}
            )
    if step == "removed":  # taken out, and killed before the file was
        with store.saving():
            store.photos.drop(photo.sha256)
            store.drafts.change(
                draft.id, {name: part for name, part in (store.drafts.get(draft.id) or {}).items() if name != "photos"}
            )
    if step == "row":
        (store.photos.files.folder / f"{photo.sha256}.half").write_bytes(b"half")
    if step == "sealed":
        work.change_photo(draft.id, photo.sha256, reason="stand", shows="auto")
        work.change(draft.id, result="NOTHING_SEEN")
        work.seal(draft.id)
    store.close()
    again = phone_that_may(path)
    work = workday(again)
    if step == "removed":
        assert again.photos.files.names() == []
    elif step == "sealed":
        assert [each.state for each in again.photos.all()] == ["WAITING"]
    else:
        assert [each.sha256 for each in work.draft(draft.id).draft.photos] == [photo.sha256]
        assert work.photo_picture(photo.sha256) is not None
    assert not list(again.photos.files.folder.glob("*.half"))
    again.close()


def test_a_phone_that_names_a_photo_before_it_is_on_disk_is_found_out(nursery: Nursery, tmp_path: Path) -> None:
    lost = at = 0
    while not lost and at < 60:
        at += 1
        path = tmp_path / f"{at}" / "phone.db"
        nursery.told_before_kill("name-first-keep-later", path, 1, 2 + at % 5, 0.0005 * (at % 9))
        store = phone_that_may(path)
        files = set(store.photos.files.names())
        lost += sum(each["sha256"] not in files for _, body in store.drafts.open_ones() for each in body["photos"])
        store.close()
    assert lost > 0
