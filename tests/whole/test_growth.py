"""What a phone does at each tap stays the same work when its cases fill: counted in records opened, not in time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bench.filled import CASES, body, entries, fill, opened
from proofs import Proof, at_most, counted, exactly
from proofs.settings import setting

from field_app.device import clocks, new_id
from field_app.store.phone_store import PhoneStore
from field_app.store.record import FedRow
from field_app.store.vault import Vault
from field_app.sync.driver import Standing
from field_app.workday import Workday
from field_app.workday.day import PART

FEW, MANY = setting(commit=200, long=1_000), setting(commit=2_000, long=10_000)


@contextmanager
def phone(folder: Path, looks: int, cases: int = CASES) -> Iterator[PhoneStore]:
    """A phone that holds so many looks."""
    fill(folder, looks, cases)
    store = opened(folder)
    yield store
    store.close()


def day_of(store: PhoneStore) -> Workday:
    return Workday(store, clocks(), new_id)


def records_opened(vault: Vault, work: Callable[[], object]) -> int:
    """How many sealed records were opened for it."""
    count = 0
    opens = vault.open

    def counting(sealed: bytes, place: str) -> bytes:
        nonlocal count
        count += place.startswith("row|")
        return opens(sealed, place)

    vault.open = counting  # type: ignore[method-assign]  # the real one, counted
    try:
        work()
    finally:
        del vault.open
    return count


def both(tmp_path: Path, count: Callable[[PhoneStore], int], cases: int = CASES) -> tuple[int, int]:
    """The same count on a phone with few looks and on one with many."""
    found = []
    for looks in (FEW, MANY):
        with phone(tmp_path / str(looks), looks, cases) as store:
            found.append(count(store))
    return found[0], found[1]


@pytest.mark.parametrize("part", ["first", "second", "last"])
def test_a_part_of_a_story_opens_only_its_own_rows_however_long_the_story_is(tmp_path: Path, proof: Proof, part: str) -> None:
    def shown(store: PhoneStore) -> int:
        day, total = day_of(store), store.casebook.totals()["observation"][0]
        first = {"first": 0, "second": PART, "last": total - PART}[part]
        found = day.story("case-0", first)
        assert (len(found.rows), found.total) == (PART, total)
        return records_opened(store.vault, lambda: day_of(store).story("case-0", first))

    few, many = both(tmp_path, shown, cases=1)
    proof(
        "P22",
        "records opened for a part of a story with ten times the looks",
        opened=at_most(PART, many),
        more=exactly(0, many - few),
    )


@pytest.mark.parametrize("question", ["today", "caseload"])
def test_a_screen_opens_no_more_records_when_the_cases_fill(tmp_path: Path, proof: Proof, question: str) -> None:
    def asked(store: PhoneStore) -> int:
        getattr(day_of(store), question)()
        return records_opened(store.vault, getattr(day_of(store), question))

    few, many = both(tmp_path, asked)
    proof(
        "P22",
        "records opened for Vandaag or the list, with ten times the looks",
        opened=at_most(CASES, many),
        more=exactly(0, many - few),
    )


def test_after_a_look_the_screen_opens_no_more_than_that_case_shows(tmp_path: Path, proof: Proof) -> None:
    def saved(store: PhoneStore) -> int:
        day = day_of(store)
        day.today()
        draft = day.begin("case-1").draft
        day.discard(draft.id)
        return records_opened(store.vault, lambda: (day.today(), day.safety(), day.paper_lines()))

    few, many = both(tmp_path, saved)
    proof("P22", "records opened to draw Vandaag again after a tap", opened=at_most(CASES, many), more=exactly(0, many - few))


def test_rows_that_come_in_are_opened_once_and_no_others(tmp_path: Path, proof: Proof) -> None:
    def came(store: PhoneStore) -> int:
        day = day_of(store)
        day.caseload()
        rows = enumerate(entries(datetime.now(UTC), 100, CASES), start=10**6)
        fed = [FedRow(seq, kind, f"new-{seq}", body(each)) for seq, (kind, each) in rows]
        with store.saving():
            store.take(fed, 0)
        day.refresh()
        return records_opened(store.vault, lambda: (day.caseload(), day.caseload()))

    few, many = both(tmp_path, came)
    proof("P22", "records opened after a hundred came in", opened=exactly(100, many), more=exactly(0, many - few))


def test_opening_the_file_verifies_every_record_once_and_so_grows_with_them(tmp_path: Path, proof: Proof) -> None:
    def verified(store: PhoneStore) -> int:
        rows = store.database.execute("select count(*) from rows").fetchone()[0]
        assert records_opened(store.vault, store.casebook.reload) == rows
        return int(rows)

    few, many = both(tmp_path, verified)
    proof(
        "P22",
        "records verified when the phone is opened: all of them",
        verified=counted(many),
        more=exactly(MANY - FEW, many - few),
    )


@pytest.mark.parametrize(
    ("standing", "reads_anew"),
    [(Standing(rows=1), True), (Standing(), False), (Standing(is_exchanging=True, rows=1), False)],
)
def test_only_an_exchange_that_may_have_brought_something_makes_the_phone_read_anew(standing: Standing, reads_anew: bool) -> None:
    assert standing.may_have_brought is reads_anew
