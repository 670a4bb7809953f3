"""What an officer waits for on a phone: its start, Vandaag, a look saved until the screen says so, and the story of a case."""

from __future__ import annotations

import asyncio
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from field_app.device import clocks, new_id
from field_app.phone import RunningPhone
from field_app.store.phone_store import PhoneStore
from field_app.workday import Workday
from field_app.workday.day import PART

from .browser import listening_and_seen
from .filled import CASES, KEY, fill, opened
from .stage import say
from .window import Window

#: Ten open cases with the sixty looks that a plan allows at the most; a bad case; an absurd one.
USUAL, BAD, ABSURD = 600, 1_500, 15_000
RUNS = 5
#: The button of a card on Vandaag.
_ON_VANDAAG = "observe-Boom"


@contextmanager
def phone_with(count: int, cases: int = CASES) -> Iterator[Path]:
    """The data folder of a phone with so many looks."""
    with tempfile.TemporaryDirectory(dir=".") as name:
        yield fill(Path(name).resolve() / "phone", count, cases)


@contextmanager
def store_with(count: int, cases: int = CASES) -> Iterator[PhoneStore]:
    """The same, open."""
    with phone_with(count, cases) as folder:
        store = opened(folder)
        yield store
        store.close()


def median_ms(work: Callable[[], Any], runs: int = RUNS) -> float:
    """Milliseconds that this takes, the median of several runs."""
    return statistics.median(_ms(work) for _ in range(runs))


def _ms(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1_000


def workday(store: PhoneStore) -> Workday:
    """A workday that has read nothing yet."""
    return Workday(store, clocks(), new_id)


async def cold_start() -> None:
    """From the start of the process to the first screen; with what loading costs, and in a browser where there is one."""
    for count in (USUAL, BAD):
        with phone_with(count) as folder:
            say(f"cold-start-{count}", **_cold(folder), **await asyncio.to_thread(listening_and_seen, folder, RUNS))
    say("imports", **_imports())


def _cold(folder: Path) -> dict[str, float]:
    runs = [cold(folder) for _ in range(RUNS)]
    return {f"{step}_ms": statistics.median(each[step] for each in runs) for step in ("loaded", "opened", "ready", "drawn")}


def cold(folder: Path) -> dict[str, float]:
    """One start: milliseconds since then until each step, and megabytes at the end."""
    began = time.time()
    asked = [sys.executable, "-m", "tests.bench.drawn", str(folder), _ON_VANDAAG]
    told = json.loads(subprocess.run(asked, check=True, capture_output=True, text=True).stdout)
    return {**told, **{step: (told[step] - began) * 1_000 for step in ("loaded", "opened", "ready", "drawn")}}


#: What other parts of Ronde need and a phone does not have; two libraries of the phone load it where it is installed.
_NOT_ON_A_PHONE = ("pandas", "numpy", "rich", "pygments")


def _imports() -> dict[str, float]:
    """Milliseconds of loading the app: with all that is installed here, with what a phone has, and some of its parts."""
    here = [_loading("") for _ in range(RUNS)]
    without = f"import sys; sys.modules.update(dict.fromkeys({_NOT_ON_A_PHONE})); "
    on_phone = [_loading(without) for _ in range(RUNS)]
    parts = ("flet", "sqlite_utils", "httpx", "icalendar", "PIL.Image", "flet_camera")
    middle = {f"{each}_ms": statistics.median(run.get(each, 0.0) for run in on_phone) for each in parts}
    whole = {"here_ms": here, "phone_ms": on_phone}
    return {name: statistics.median(run["field_app.app"] for run in runs) for name, runs in whole.items()} | middle


def _loading(first: str) -> dict[str, float]:
    asked = [sys.executable, "-X", "importtime", "-c", f"{first}import field_app.app"]
    told = subprocess.run(asked, check=True, capture_output=True, text=True).stderr
    return {name: int(took) / 1_000 for took, name in re.findall(r"\| +(\d+) \| +(\S+)", told)}


async def vandaag() -> None:
    """The questions of the screen, the screen built, and a look in two taps until the screen is drawn anew."""
    for count in (USUAL, BAD):
        say(f"vandaag-{count}", **asked_ms(count), **await drawn_ms(count))


def asked_ms(count: int) -> dict[str, float]:
    """What the questions of Vandaag and of the list cost: `new` on a workday that has read nothing, and then again."""
    with store_with(count) as store:
        day = workday(store)
        found = {"new_ms": median_ms(lambda: _asked(workday(store))), "again_ms": median_ms(lambda: _asked(day))}
        return {**found, "list_ms": median_ms(day.caseload), "case_ms": median_ms(lambda: day.case("case-0"))}


def _asked(day: Workday) -> None:
    day.safety()
    assert day.today().stops
    day.paper_lines()


async def drawn_ms(count: int) -> dict[str, float]:
    """The first screen of an open phone, and from the second tap of "niets gezien" until its card tells of it."""
    with phone_with(count) as folder:
        phone = RunningPhone(is_demo=False)
        await phone.open(folder, KEY)
        window = Window(phone)
        drawn = await _until(window, _ON_VANDAAG, window.open)
        taps = [await _two_taps(window, each) for each in window.named("nothing-seen-")]
        window.close()
        return {"drawn_ms": drawn, "tap_ms": statistics.median(taps)}


async def _two_taps(window: Window, button: str) -> float:
    await window.until("seal-nothing-seen", lambda: window.tap(button))
    return await _until(window, "(u)", lambda: window.tap("seal-nothing-seen"))


async def _until(window: Window, words: str, act: Callable[[], Any]) -> float:
    began = time.perf_counter()
    await window.until(words, act)
    return (time.perf_counter() - began) * 1_000


async def journal() -> None:
    """One case with ever more looks: the first, the second and the last part of its story."""
    for count in (1_000, 10_000):
        say(f"journal-{count}", **story_ms(count))


def story_ms(count: int) -> dict[str, float]:
    """Milliseconds for the parts of a story, once it was asked for."""
    with store_with(count, cases=1) as store:
        day = workday(store)
        opened_ms = _ms(lambda: day.story("case-0"))
        parts = {"first_ms": 0, "second_ms": PART, "last_ms": count - PART}
        return {"opened_ms": opened_ms, **{name: median_ms(lambda: day.story("case-0", at), 20) for name, at in parts.items()}}  # noqa: B023  # run at once
