"""What the screen calls "bewaard" survives that the app is killed at any moment: real processes, kill -9, read back."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from field_app.rules import chain
from field_app.store.phone_store import PhoneStore
from store.filled import KEY, enrolled, saved

KILLS = 40
HOUSE = Path(__file__).parents[2]


class Nursery:
    """Makes processes that write, and kills them."""

    def __init__(self) -> None:
        roads = os.pathsep.join(map(str, (HOUSE, HOUSE / "tests")))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "store.writer"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1, env={**os.environ, "PYTHONPATH": roads},
        )  # fmt: skip

    def told_before_kill(self, writer: str, path: Path, number: int, steps: int, seconds: float) -> list[tuple[str, int]]:
        """Let a writer write; kill it so long after so many steps; all that it told before it died."""
        asking, telling = self._process.stdin, self._process.stdout
        assert asking is not None and telling is not None
        asking.write(f"{writer} {number} {path}\n")
        asking.flush()
        told: list[tuple[str, int]] = []
        child = 0
        for line in telling:
            what, count = line.split()
            if what == "dead":
                return told
            if what == "made":
                child = int(count)
            else:
                told.append((what, int(count)))
            if len(told) == steps and what != "made":
                threading.Timer(seconds, os.kill, (child, signal.SIGKILL)).start()
        raise AssertionError("the nursery is gone")

    def close(self) -> None:
        with self._process as process:
            assert process.stdin is not None
            process.stdin.close()


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    made = Nursery()
    yield made
    made.close()


def sealed_texts(store: PhoneStore) -> list[str]:
    return [item.envelope.args["look"]["facts"][0]["text"] for item in store.outbox.items("SAVED") if item.envelope]


def drafted_texts(store: PhoneStore) -> list[str]:
    return [fact["text"] for _, body in store.drafts.open_ones() for fact in body.get("facts", [])]


def chain_holds(store: PhoneStore) -> bool:
    """Whether every saved command stands in the chain with its salt, from the first to the last."""
    head, seed, first = chain.genesis("device-1"), b"", 0
    while batch := store.outbox.batch(10**9, after=first):
        seeds = dict(batch.seeds)
        seed = batch.seeds[0][1] if not first else seed
        for number, command in enumerate(batch.commands, start=batch.first_seq):
            seed = seeds.get(number, seed)
            head = chain.link(head, chain.inner(chain.salt(seed, number), command))
        if head != batch.head:
            return False
        first = batch.last_seq
    return first == store.outbox.last_seq


def test_nothing_that_was_acknowledged_is_lost_when_the_app_is_killed(nursery: Nursery, tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311  # repeatable moments
    number, acknowledged, in_between = 1, 0, 0
    for _ in range(KILLS):
        told = nursery.told_before_kill(
            "record-looks", tmp_path / "phone.db", number, chance.randint(1, 120), chance.uniform(0, 0.01)
        )
        last = dict(told)
        store = enrolled(tmp_path / "phone.db")
        sealed, drafted = sealed_texts(store), drafted_texts(store)
        assert sealed == [f"feit {each}" for each in range(1, len(sealed) + 1)], "one sealed look each, in order, without a gap"
        assert len(sealed) >= last.get("sealed", number - 1)
        assert f"feit {last['drafted']}" in sealed[-2:] + drafted
        assert chain_holds(store)
        acknowledged, in_between = acknowledged + len(told), in_between + bool(drafted)
        number = len(sealed) + 1
        with store.saving():  # the look that was under way goes, so that the next one has its own number
            for draft_id, _ in store.drafts.open_ones():
                store.drafts.remove(draft_id)
        store.close()
    assert acknowledged >= 2_000
    assert in_between >= 3, "some were killed between the two taps"


def test_a_form_that_was_being_filled_in_is_there_after_a_kill_and_is_sealed_once(nursery: Nursery, tmp_path: Path) -> None:
    chance = random.Random(11)  # noqa: S311  # repeatable moments
    number, in_between = 1, 0
    for _ in range(KILLS):
        steps, seconds = chance.randint(1, 40), chance.uniform(0, 0.01)
        last = dict(nursery.told_before_kill("fill-papers", tmp_path / "phone.db", number, steps, seconds))
        store = enrolled(tmp_path / "phone.db")
        sealed = [item.envelope.args["content"] for item in store.outbox.items("SAVED") if item.envelope]
        waiting = [body["paper"]["args"].get("content", "") for _, body in store.drafts.open_papers()]
        assert sealed == [f"signaal {each}" for each in range(1, len(sealed) + 1)], "one sealed form each, in order, without a gap"
        assert len(sealed) >= last.get("sealed", number - 1)
        assert f"signaal {last['written']}" in sealed[-2:] + waiting
        assert len(waiting) <= 1, "an open form is gone on with"
        assert store.drafts.open_ones() == []
        in_between, number = in_between + bool(waiting), len(sealed) + 1
        store.close()
    assert in_between >= 3, "some were killed between filling in and sealing"


def test_a_writer_that_tells_before_it_saves_is_found_out(nursery: Nursery, tmp_path: Path) -> None:
    lost = at = 0
    while not lost and at < 60:  # a kill must fall between the word and the deed: try until one does
        at += 1
        path = tmp_path / f"{at}" / "phone.db"
        told = nursery.told_before_kill("tell-too-early", path, 1, 20 + 17 * (at % 7), 0.0007 * (at % 9))
        store = PhoneStore(path, KEY)
        lost += sum(store.drafts.get(f"draft-{number}") is None for _, number in told)
        store.close()
    assert lost > 0


def test_the_chain_check_bites(phone: PhoneStore) -> None:
    for _ in range(3):
        saved(phone)
    assert chain_holds(phone)
    phone.database.execute("update outbox set head = ? where device_seq >= 2", [bytes(32)])
    assert not chain_holds(phone)
