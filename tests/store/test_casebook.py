"""The casebook counts in memory what stands on the disk, whatever came and went."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import at
from rules.examples import QUICK

from field_app.rules.facts import Tally, row_size
from field_app.rules.totals import HASH_SPACE, row_hash
from field_app.rules.vocabulary import Kind
from field_app.store.casebook import Casebook
from field_app.store.phone_store import PhoneStore
from field_app.store.record import FedRow
from store.filled import enrolled

IDS = st.sampled_from(["a", "b", "c", "d"])
CASES = st.sampled_from(["linde", "olm"])


def body(kind: Kind, case_id: str, minutes: int, is_correction: bool) -> dict[str, Any]:
    if kind is not Kind.OBSERVATION:
        return {"name": f"naam {minutes}"}
    times = {"began_at": at("06:00").isoformat(), "ended_at": at(f"06:{minutes:02}").isoformat()}
    look = {"case_id": case_id, "place_id": "woning", "result": "SEEN", **times}
    return {"look": look, "officer_id": "nadia", **({"corrects": "x"} if is_correction else {})}


CHANGES = st.tuples(st.sampled_from([Kind.OBSERVATION, Kind.CASE, Kind.OBSERVATION]), IDS, CASES, st.integers(0, 59), st.booleans())
STEPS = st.lists(
    st.tuples(st.just("take"), st.lists(CHANGES, max_size=4, unique_by=lambda row: row[:2]))
    | st.tuples(st.just("gone"), st.lists(st.tuples(st.sampled_from([Kind.OBSERVATION, Kind.CASE]), IDS), max_size=3, unique=True))
    | st.tuples(st.just("anew"), st.just([])),
    max_size=10,
)


def recounted(rows: dict[tuple[Kind, str], tuple[int, Any]]) -> tuple[dict[str, list[int]], dict[str, tuple[int, int]]]:
    """Totals and tallies, counted from nothing."""
    totals: dict[str, list[int]] = {}
    tallies: dict[str, tuple[int, int]] = {}
    for (kind, row_id), (seq, content) in rows.items():
        count, total = totals.get(kind, [0, 0])
        totals[kind.value] = [count + 1, (total + row_hash(kind, row_id, seq)) % HASH_SPACE]
        if kind is Kind.OBSERVATION and (size := row_size(content)):
            looks, minutes = tallies.get(size.case_id, (0, 0))
            tallies[size.case_id] = (looks + 1, minutes + size.minutes)
    return totals, tallies


@QUICK
@given(STEPS)
def test_totals_and_tallies_equal_a_recount_after_any_rows_that_come_and_go(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Any]
) -> None:
    store = enrolled(tmp_path_factory.mktemp("rows") / "phone.db")
    rows: dict[tuple[Kind, str], tuple[int, Any]] = {}
    generations: dict[tuple[Kind, str], int] = {}
    seq = generation = 0
    for step, changes in steps:
        if step == "anew":
            generation += 1
            with store.saving():
                store.casebook.drop_older(generation - 1)
            gone = [place for place, of in generations.items() if of < generation - 1]
            for place in gone:
                del rows[place], generations[place]
            continue
        fed = []
        for change in changes:
            seq += 1
            place = (change[0], change[1])
            content = body(change[0], *change[2:]) if step == "take" else None
            fed.append(FedRow(seq, *place, content))
            rows.pop(place, None), generations.pop(place, None)
            if content is not None:
                rows[place], generations[place] = (seq, content), generation
        with store.saving():
            store.casebook.take(fed, generation)
    totals, tallies = recounted(rows)
    for casebook in (store.casebook, Casebook(store.database, store.vault)):
        assert casebook.totals() == totals
        for case_id in ("linde", "olm"):
            tally = casebook.tally(case_id)
            assert (tally.looks, tally.minutes) == tallies.get(case_id, (0, 0))
            assert sum(tally.by_day.values()) == tally.looks
        assert {place: casebook.row(*place) for place in rows} == {place: content for place, (_, content) in rows.items()}
        assert set(casebook.all_of(Kind.CASE)) == {row_id for kind, row_id in rows if kind is Kind.CASE}
    store.close()


def test_a_row_counted_twice_would_be_found_out(phone: PhoneStore) -> None:
    row = FedRow(1, Kind.CASE, "a", {"name": "x"})
    with phone.saving():
        phone.casebook.take([row], 0)
    totals, _ = recounted({(Kind.CASE, "a"): (1, row.body)})
    assert phone.casebook.totals() == totals
    phone.casebook._count(Kind.CASE, "a", 1, {"name": "x"})
    assert phone.casebook.totals() != totals


def test_a_tally_belongs_to_whoever_asked_for_it(phone: PhoneStore) -> None:
    with phone.saving():
        phone.casebook.take([FedRow(1, Kind.OBSERVATION, "a", body(Kind.OBSERVATION, "linde", 5, is_correction=False))], 0)
    phone.casebook.tally("linde").add(at("06:00").date(), 99)
    assert phone.casebook.tally("linde").minutes == 5
    assert phone.casebook.tally("nergens") == Tally()
