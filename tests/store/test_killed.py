"""What the screen calls "bewaard" survives that the app is killed at any moment: real processes, kill -9, read back."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from store.filled import KEY, enrolled
from store.writer import record_until_killed, record_without_waiting_for_the_disk

from field_app.rules import chain
from field_app.rules.wire import canonical, encode
from field_app.store.phone_store import PhoneStore

KILLS = 40
Writer = Callable[[Path, int, Connection], None]
_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["store.writer"])


def acknowledged_before_kill(writer: Writer, path: Path, number: int, seconds: float) -> dict[str, int]:
    """Let a writer write, kill it after so long, and answer the last number it told of each step."""
    told, telling = _processes.Pipe(duplex=False)
    process = _processes.Process(target=writer, args=(path, number, telling))
    process.start()
    telling.close()
    last: dict[str, int] = {}
    ends = None
    try:
        while ends is None or time.monotonic() < ends:
            if told.poll(1):
                step, at = told.recv_bytes().split()
                last[step.decode()] = int(at)
                ends = ends or time.monotonic() + seconds
        process.kill()
        while True:  # what it still told before it died counts too
            step, at = told.recv_bytes().split()
            last[step.decode()] = int(at)
    except (EOFError, OSError):
        process.join()
    return last


def sealed_texts(store: PhoneStore) -> list[str]:
    return [item.envelope.args["look"]["facts"][0]["text"] for item in store.outbox.items("SAVED") if item.envelope]


def drafted_texts(store: PhoneStore) -> list[str]:
    return [fact["text"] for _, body in store.drafts.open_ones() for fact in body.get("facts", [])]


def chain_holds(store: PhoneStore) -> bool:
    """Whether every saved command stands in the chain with its salt, from the first to the last."""
    batch = store.outbox.batch(10**9)
    assert batch is not None
    head = chain.genesis("device-1")
    seeds = dict(batch.seeds)
    seed = b""
    for number, command in enumerate(batch.commands, start=batch.first_seq):
        seed = seeds.get(number, seed)
        head = chain.link(head, chain.inner(chain.salt(seed, number), command))
    return head == batch.head


def test_nothing_that_was_acknowledged_is_lost_when_the_app_is_killed(tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311  # repeatable moments
    number, acknowledged = 1, 0
    for _ in range(KILLS):
        last = acknowledged_before_kill(record_until_killed, tmp_path / "phone.db", number, chance.uniform(0, 0.15))
        store = enrolled(tmp_path / "phone.db")
        sealed = sealed_texts(store)
        assert sealed == [f"feit {each}" for each in range(1, len(sealed) + 1)], "one sealed look each, in order, without a gap"
        assert len(sealed) >= last.get("sealed", number - 1)
        assert f"feit {last['drafted']}" in sealed[-2:] + drafted_texts(store)
        assert chain_holds(store)
        acknowledged += 2 * (len(sealed) - number + 1)
        number = len(sealed) + 1
        with store.saving():  # the look that was under way is set aside, so that the next one has its own number
            for draft_id, _ in store.drafts.open_ones():
                store.drafts.remove(draft_id)
        store.close()
    assert acknowledged >= 2_000


def test_a_writer_that_tells_before_it_saves_is_found_out(tmp_path: Path) -> None:
    lost = 0
    for at in range(6):
        path = tmp_path / f"{at}" / "phone.db"
        last = acknowledged_before_kill(record_without_waiting_for_the_disk, path, 1, 0.02)
        store = PhoneStore(path, KEY)
        lost += len([draft for draft in range(1, last["drafted"] + 1) if store.drafts.get(f"draft-{draft}") is None])
        store.close()
    assert lost > 0


def test_the_chain_check_bites(tmp_path: Path) -> None:
    from store.filled import saved  # noqa: PLC0415  # only here

    store = enrolled(tmp_path / "phone.db")
    for _ in range(3):
        saved(store)
    assert chain_holds(store)
    store.database.execute("update outbox set head = ? where device_seq = 3", [bytes(32)])
    assert not chain_holds(store)
    assert canonical(encode(store.outbox.items("SAVED")[0].envelope))
    store.close()
