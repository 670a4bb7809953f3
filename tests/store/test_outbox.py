"""The outbox: one unbroken chain over restarts, batches, purges and damage."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.examples import QUICK

from field_app.rules import chain
from field_app.rules.wire import canonical
from field_app.store.outbox import Batch, Outbox
from field_app.store.phone_store import PhoneStore
from store.filled import enrolled, flip, saved, seen, settled
from store.test_killed import chain_holds


def recomputed(head: bytes, batch: Batch) -> bytes:
    """The head after a batch, as the server computes it from what travels."""
    seed, seeds = b"", dict(batch.seeds)
    seed = max((each for each in batch.seeds if each[0] <= batch.first_seq), default=(0, b""))[1]
    for number, command in enumerate(batch.commands, start=batch.first_seq):
        seed = seeds.get(number, seed)
        head = chain.link(head, chain.inner(chain.salt(seed, number), command))
    return head


def test_the_chain_goes_on_after_a_restart_and_each_batch_gets_a_new_seed(tmp_path: Path) -> None:
    seeds: set[bytes] = set()
    for restart in range(5):
        store = enrolled(tmp_path / "phone.db")
        for _ in range(restart + 1):
            saved(store)
        assert store.outbox.last_seq == sum(range(restart + 2))
        assert chain_holds(store)
        seeds |= {seed for _, seed in store.outbox.batch(10**9).seeds}  # type: ignore[union-attr]  # something waits
        store.close()
    assert len(seeds) == 5


def test_a_batch_is_cut_by_bytes_and_the_next_goes_on_from_there(phone: PhoneStore) -> None:
    for _ in range(50):
        saved(phone)
    head, first, batches = chain.genesis("device-1"), 1, 0
    while batch := phone.outbox.batch(4_000, after=first - 1):
        assert batch.first_seq == first
        assert sum(map(len, batch.commands)) <= 4_000
        head = recomputed(head, batch)
        assert head == batch.head
        first, batches = batch.last_seq + 1, batches + 1
    assert first == 51
    assert batches >= 5
    one = phone.outbox.batch(1)
    assert one is not None and len(one.commands) == 1, "one that is larger than a batch still goes"


def test_a_damaged_command_goes_as_lost_and_the_chain_still_holds(tmp_path: Path) -> None:
    store = enrolled(tmp_path / "phone.db")
    for _ in range(5):
        saved(store)
    whole = store.outbox.batch(10**9)
    store.close()
    flip(tmp_path / "phone.db", "outbox", "sealed", "device_seq = 3")
    store = enrolled(tmp_path / "phone.db")
    batch = store.outbox.batch(10**9)
    assert batch is not None and whole is not None
    assert batch.head == whole.head
    assert batch.commands[:2] + batch.commands[3:] == whole.commands[:2] + whole.commands[3:]
    inner = chain.inner(chain.salt(whole.seeds[0][1], 3), whole.commands[2])
    assert batch.commands[2] == canonical({"device_seq": 3, "lost": inner.hex()})
    assert [item.envelope is None for item in store.outbox.items("SAVED")] == [False, False, True, False, False]
    saved(store)
    assert store.outbox.last_seq == 6
    store.close()


def test_only_what_waits_is_sent_and_what_is_missed_is_sent_again_with_the_same_bytes(phone: PhoneStore) -> None:
    for _ in range(6):
        saved(phone)
    first = phone.outbox.batch(10**9)
    settled(phone, 1, 4)
    left = phone.outbox.batch(10**9)
    assert left is not None and first is not None
    assert (left.first_seq, left.commands) == (5, first.commands[4:])
    with phone.saving():
        phone.outbox.send_again_from(2)
    again = phone.outbox.batch(10**9)
    assert again is not None
    assert (again.first_seq, again.commands, again.head) == (2, first.commands[1:], first.head)


@QUICK
@given(st.data())
def test_after_any_purge_what_is_left_can_still_be_sent_and_the_chain_goes_on(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    store = enrolled(tmp_path_factory.mktemp("purge") / "phone.db")
    heads = {0: chain.genesis("device-1")}
    states: dict[int, str] = {}
    for _ in range(data.draw(st.integers(1, 5))):
        for _ in range(data.draw(st.integers(1, 3))):
            saved(store)
            heads[store.outbox.last_seq] = store.outbox._head
        settled_through = data.draw(st.integers(0, store.outbox.last_seq))
        for number in range(1, settled_through + 1):
            if states.get(number, "SAVED") == "SAVED":
                states[number] = data.draw(st.sampled_from(["accepted", "flagged", "refused"]))
                settled(store, number, number, states[number])
        store.outbox.batch(10**9)
        with store.saving():
            store.outbox.forget_through(data.draw(st.integers(0, settled_through)))
    assert store.outbox.items("SAVED", "REFUSED") == store.outbox.items("SAVED", "REFUSED", "X")
    kept = store.outbox.items("SAVED", "REFUSED")
    assert {item.device_seq for item in kept} >= {number for number, state in states.items() if state == "refused"}
    assert all(item.envelope for item in kept)
    assert Outbox(store.database, store.vault).last_seq == store.outbox.last_seq, "the last link is always there"
    if batch := store.outbox.batch(10**9):
        assert recomputed(heads[batch.first_seq - 1], batch) == batch.head == heads[batch.last_seq]
    saved(store, seen("na het opruimen"))
    assert store.outbox.batch(10**9) is not None
    store.close()


def test_a_purge_takes_what_a_backup_holds_and_leaves_refusals_readable(phone: PhoneStore) -> None:
    for _ in range(6):
        saved(phone)
    settled(phone, 1, 2)
    settled(phone, 3, 3, "refused", code="case-unknown")
    settled(phone, 4, 6, "flagged", flags=("late-entry",))
    with phone.saving():
        phone.outbox.forget_through(5)
    assert [item.device_seq for item in phone.outbox.items("ACCEPTED", "FLAGGED", "REFUSED")] == [3, 6]
    with phone.saving():
        phone.outbox.dismiss("command-3")
        phone.outbox.forget_through(6)
    assert [item.device_seq for item in phone.outbox.items("ACCEPTED", "FLAGGED", "REFUSED", "DISMISSED")] == [6]
    assert phone.outbox.envelope("command-3") is None
    saved(phone)
    assert phone.outbox.last_seq == 7
