"""However a phone runs out of room, it says so in Dutch, loses nothing that it called saved, and goes on when there is room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from pictures import camera
from proofs import Proof, at_least, exactly

from field_app.rules import text_nl
from field_app.rules.vocabulary import FactKind, Result
from field_app.store.database import StorageFull
from field_app.store.phone_store import PhoneStore
from field_app.workday import Workday
from store.photographer import phone_that_may, workday
from store.power.judged import links_hold
from store.rooms import file_size, full_disk, pages, small_disk

NoRoom = Callable[[PhoneStore, Path], AbstractContextManager[None]]
KINDS: dict[str, NoRoom] = {"max_page_count": pages, "RLIMIT_FSIZE": file_size, "tmpfs": full_disk}
TIMES = 5


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def folder(kind: str, tmp_path: Path) -> Iterator[Path]:
    if kind == "tmpfs":
        with small_disk(tmp_path / "disk") as disk:
            yield disk
    else:
        yield tmp_path


def one_look(work: Workday, number: int) -> str:
    """A look with a fact, and now and then a photo; the id that the screen calls saved."""
    draft = work.begin("linde", Result.NOTHING_SEEN).draft
    work.add_fact(draft.id, FactKind.ACTIVITY, f"feit {number} " + "lang verhaal " * 20)
    if number % 4 == 3:
        sha256 = work.add_photo(draft.id, camera.photo(comment=f"foto {number}".encode())).draft.photos[0].sha256
        work.change_photo(draft.id, sha256, reason="stand", shows="auto")
    return work.seal(draft.id).id


def until_full(work: Workday, first: int) -> Iterator[str]:
    """Look after look, until there is no more room and that is said."""
    with pytest.raises(StorageFull) as no:
        for number in range(first, first + 100):
            yield one_look(work, number)
    assert "ruimte" in text_nl.refusal(no.value.code)


def missing(store: PhoneStore, ids: list[str]) -> set[str]:
    """What was called saved and is not there, photos included."""
    kept = {item.id: item.envelope for item in store.outbox.items("SAVED") if item.envelope}
    for envelope in kept.values():
        for photo in envelope.args["look"].get("photos", ()):
            store.photos.files.raw(photo["sha256"])
    return {*ids} - {*kept}


def test_a_phone_without_room_loses_nothing_that_was_saved_and_goes_on_when_there_is(folder: Path, kind: str, proof: Proof) -> None:
    path, ids, lost = folder / "phone.db", list[str](), set[str]()
    said = 0
    for _ in range(TIMES):
        store = phone_that_may(path)
        store.photos.free_bytes = lambda: 10**9  # the warning that comes long before is not what is tried here
        with KINDS[kind](store, folder):
            ids += until_full(workday(store), len(ids))
            said += 1
            lost |= missing(store, ids)
        ids.append(one_look(workday(store), 1_000 + said))
        lost |= missing(store, ids)
        assert links_hold(store)
        store.close()
        store = phone_that_may(path)
        lost |= missing(store, ids)
        for draft_id, _ in store.drafts.open_ones():
            workday(store).discard(draft_id)
        store.close()
    counts = {f"full_by_{kind.lower()}": exactly(TIMES, said)}
    proof("P3", "a phone without room", **counts, acknowledged=at_least(TIMES * 2, len(ids)), lost=exactly(0, len(lost)))
