"""A full phone says so, loses nothing that was saved, and works again when there is room."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from running import Watch

from field_app.device import new_id
from field_app.rules.refusals import Code
from field_app.rules.vocabulary import Result
from field_app.store.casebook import Casebook
from field_app.store.database import StorageFull
from field_app.store.phone_store import PhoneStore
from field_app.workday import Workday
from store.filled import enrolled, saved, seen, settled, world_rows
from store.test_killed import chain_holds, sealed_texts


@contextmanager
def no_room(store: PhoneStore, pages: int = 2) -> Iterator[None]:
    """The disk has room for so many more pages."""
    used = store.database.execute("pragma page_count").fetchone()[0]
    store.database.execute(f"pragma max_page_count = {used + pages}")
    try:
        yield
    finally:
        store.database.execute("pragma max_page_count = 1000000")


def until_full(store: PhoneStore) -> list[str]:
    """Save until there is no more room; the texts that were acknowledged."""
    texts = []
    with no_room(store, 8), pytest.raises(StorageFull) as no:
        for number in range(2_000):
            saved(store, seen(f"Feit {number}. " + "lang verhaal " * 40))
            texts.append(f"Feit {number}. " + "lang verhaal " * 40)
    assert no.value.code is Code.STORAGE_FULL
    return texts


def test_a_full_disk_is_said_and_nothing_acknowledged_is_lost(phone: PhoneStore, tmp_path: Path) -> None:
    texts = until_full(phone)
    assert len(texts) >= 5
    assert sealed_texts(phone) == texts
    assert phone.outbox.last_seq == len(texts), "what is counted in memory follows the disk"
    saved(phone, seen("Er is weer ruimte."))
    assert chain_holds(phone)
    phone.close()
    again = enrolled(tmp_path / "phone.db")
    assert sealed_texts(again) == [*texts, "Er is weer ruimte."]
    assert chain_holds(again)
    again.close()


def test_a_full_disk_again_and_again_never_breaks_the_chain(phone: PhoneStore) -> None:
    kept: list[str] = []
    for _ in range(6):
        kept += until_full(phone)
        assert sealed_texts(phone) == kept
        assert chain_holds(phone)
    assert len(kept) >= 30


def test_rows_that_did_not_fit_are_not_counted(phone: PhoneStore) -> None:
    with phone.saving():
        phone.casebook.take(world_rows(), 0)
    before = phone.casebook.totals()
    many = [type(row)(row.seq + 100, row.kind, f"{row.id}-{at}", row.body) for at in range(200) for row in world_rows()]
    with no_room(phone), pytest.raises(StorageFull), phone.saving():
        phone.casebook.take(many, 0)
    assert phone.casebook.totals() == before == Casebook(phone.database, phone.vault).totals()
    with phone.saving():
        phone.casebook.take(many, 0)
    assert phone.casebook.totals() == Casebook(phone.database, phone.vault).totals() != before


def test_without_the_reload_memory_and_disk_would_part(phone: PhoneStore) -> None:
    many = [type(row)(row.seq, row.kind, f"{row.id}-{at}", row.body) for at in range(200) for row in world_rows()]
    with no_room(phone), pytest.raises(Exception, match="full"), phone.database.atomic():
        phone.casebook.take(many, 0)
    assert phone.casebook.totals() != Casebook(phone.database, phone.vault).totals()


def test_the_officer_can_still_read_and_the_draft_stays_when_there_is_no_room(phone: PhoneStore) -> None:
    with phone.saving():
        phone.casebook.take(world_rows(), 0)
    workday = Workday(phone, Watch().clocks(), new_id)
    draft = workday.begin("linde", Result.NOTHING_SEEN).draft
    with no_room(phone, 0), pytest.raises(StorageFull):
        for _ in range(500):
            workday.seal(workday.begin("linde", Result.NOTHING_SEEN).draft.id)
    assert workday.today().me.id == "nadia"
    before = len(workday.waiting())
    open_ones = workday.today().drafts
    kept = open_ones[0].id if open_ones else workday.begin("linde", Result.NOTHING_SEEN).draft.id
    assert workday.seal(kept).case_id == "linde"
    assert len(workday.waiting()) == min(before + 1, 200)
    assert draft.case_id == "linde"


def test_a_verdict_that_could_not_be_kept_is_asked_for_again(phone: PhoneStore) -> None:
    for _ in range(30):
        saved(phone)
    with no_room(phone, 0), pytest.raises(StorageFull):
        settled(phone, 1, 30, "refused", code="case-unknown", details={"note": "x" * 3_000})
    assert phone.outbox.count("SAVED") == 30
    settled(phone, 1, 30, "refused", code="case-unknown")
    assert phone.outbox.count("REFUSED") == 30
