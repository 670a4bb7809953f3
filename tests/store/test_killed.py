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
from proofs import Proof, at_least, exactly, setting
from proofs.counts import Count

from field_app.rules import chain
from field_app.store.phone_store import PhoneStore
from store.filled import KEY, enrolled, saved
from store.power.cuts import quick_folder

KILLS, KILLS_A_PHONE = 40, 10
HOUSE = Path(__file__).parents[2]


class Nursery:
    """Makes processes that write, and kills them."""

    def __init__(self) -> None:
        self.kills = 0
        roads = os.pathsep.join(filter(None, (str(HOUSE), str(HOUSE / "tests"), os.environ.get("PYTHONPATH"))))
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
                assert int(count) == signal.SIGKILL, "it died of something else"
                self.kills += 1
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


class Folders:
    """Where the next phone to be killed has its file: the same one some times, and then a new one.

    In memory where there is any: what was given to the operating system outlives the process, whatever is below it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, kill: int) -> tuple[Path, int]:
        """The path, and the number of the next thing that is saved there."""
        path = self._folder / f"{kill // KILLS_A_PHONE}" / "phone.db"
        if not path.exists():
            return path, 1
        store = PhoneStore(path, KEY)
        number = store.outbox.last_seq + 1
        store.close()
        return path, number


@pytest.fixture
def folders() -> Iterator[Folders]:
    with quick_folder() as folder:
        yield Folders(folder)


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


@pytest.mark.parametrize(
    ("writer", "kills", "acknowledged"),
    [
        pytest.param("record-looks", setting(commit=KILLS, long=KILLS), 1_500, id="looks"),
        pytest.param("save-fast", setting(commit=180, long=3_000), 20_000, id="fast"),
    ],
)
def test_nothing_that_was_acknowledged_is_lost_when_the_app_is_killed(
    nursery: Nursery, folders: Folders, proof: Proof, writer: str, kills: int, acknowledged: int
) -> None:
    chance, most_steps = random.Random(7), 120 if writer == "record-looks" else 260  # noqa: S311  # repeatable moments
    told_in_all, in_between, lost, before = 0, 0, 0, nursery.kills
    for kill in range(kills):
        path, number = folders(kill)
        told = nursery.told_before_kill(writer, path, number, chance.randint(1, most_steps), chance.uniform(0, 0.01))
        last = dict(told)
        store = enrolled(path)
        sealed, drafted = sealed_texts(store), drafted_texts(store)
        assert sealed == [f"feit {each}" for each in range(1, len(sealed) + 1)], "one sealed look each, in order, without a gap"
        lost += max(0, last.get("sealed", number - 1) - len(sealed))
        lost += f"feit {last['drafted']}" not in sealed[-2:] + drafted
        assert chain_holds(store)
        told_in_all, in_between = told_in_all + len(told), in_between + bool(drafted)
        with store.saving():  # the look that was under way goes, so that the next one has its own number
            for draft_id, _ in store.drafts.open_ones():
                store.drafts.remove(draft_id)
        store.close()
    assert in_between >= 3, "some were killed between the two taps"
    killed(proof, at_least(kills, nursery.kills - before), at_least(acknowledged, told_in_all), lost)


def killed(proof: Proof, kills: Count, told: Count, lost: int) -> None:
    """A part of what is promised of an app that is killed."""
    proof("P1", "an app killed while it saves looks, forms and photos", kills=kills, acknowledged=told, lost=exactly(0, lost))


def test_a_form_that_was_being_filled_in_is_there_after_a_kill_and_is_sealed_once(
    nursery: Nursery, folders: Folders, proof: Proof
) -> None:
    chance = random.Random(11)  # noqa: S311  # repeatable moments
    told_in_all, in_between, lost, before = 0, 0, 0, nursery.kills
    for kill in range(KILLS):
        path, number = folders(kill)
        steps, seconds = chance.randint(1, 40), chance.uniform(0, 0.01)
        told = nursery.told_before_kill("fill-papers", path, number, steps, seconds)
        last = dict(told)
        store = enrolled(path)
        sealed = [item.envelope.args["content"] for item in store.outbox.items("SAVED") if item.envelope]
        waiting = [body["paper"]["args"].get("content", "") for _, body in store.drafts.open_papers()]
        assert sealed == [f"signaal {each}" for each in range(1, len(sealed) + 1)], "one sealed form each, in order, without a gap"
        lost += max(0, last.get("sealed", number - 1) - len(sealed))
        lost += f"signaal {last['written']}" not in sealed[-2:] + waiting
        assert len(waiting) <= 1, "an open form is gone on with"
        assert store.drafts.open_ones() == []
        in_between, told_in_all = in_between + bool(waiting), told_in_all + len(told)
        store.close()
    assert in_between >= 3, "some were killed between filling in and sealing"
    killed(proof, at_least(KILLS, nursery.kills - before), at_least(KILLS * 10, told_in_all), lost)


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
