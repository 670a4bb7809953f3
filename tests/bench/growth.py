"""The same figures with ten times the data, one line each: what should not grow with the total must stay near 1."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from field_app.rules.commands import RecordObservation
from field_app.store.record import FedRow

from .content import looks
from .figures import timed, write_offline
from .filled import CASES, body, entries, opened
from .phone import ABSURD, BAD, asked_ms, cold, drawn_ms, median_ms, phone_with, store_with, story_ms, workday
from .stage import furnish, phone, ronde_server, say

_DELTA, _SAVES, _RUNS = 100, 50, 5


async def growth() -> None:
    """A phone with 1,500 looks (ten open cases, more than their plans allow) beside one with 15,000 (absurd)."""
    for name, unit, measured in _FIGURES:
        small, large = await _told(measured, BAD), await _told(measured, ABSURD)
        say(f"growth-{name}", **{f"small_{unit}": small, f"large_{unit}": large}, growth=large / small)


async def _told(measured: Callable[[int], Any], count: int) -> float:
    found = measured(count)
    return float(await found if asyncio.iscoroutine(found) else found)


def _save(count: int) -> float:
    """One look saved, rules and seal included."""
    with store_with(count) as store:
        day = workday(store)
        commands = list(looks(_SAVES, CASES, 5))
        day.today()
        return statistics.median(_timed_ms(partial(day._say, _now(each))) for each in commands)


def _now(command: RecordObservation) -> RecordObservation:
    now = datetime.now(UTC)
    return replace(command, look=replace(command.look, began_at=now, ended_at=now, shift_id=None))


def _taken(count: int) -> float:
    """A hundred looks of colleagues that come in, and Vandaag after them."""
    with store_with(count) as store:
        day = workday(store)
        day.today()
        fed = [FedRow(10**6 + at, kind, f"new-{at}", body(each)) for at, (kind, each) in enumerate(_new())]
        return median_ms(lambda: _take(day, store, fed))


def _new() -> list[Any]:
    return list(entries(datetime.now(UTC), _DELTA, CASES))


def _take(day: Any, store: Any, fed: list[FedRow]) -> None:
    with store.saving():
        store.take(fed, 0)
    day.refresh()
    day.today()


async def _delta(count: int) -> float:
    """A phone that is up to date asks the server for a hundred new looks."""
    with tempfile.TemporaryDirectory(dir=".") as name:
        folder = Path(name)
        codes = furnish(folder / "server", 2)
        with ronde_server(folder / "server") as address:
            sender, reader = [await phone(folder / f"{at}.db", address, code) for at, code in enumerate(codes)]
            await sender.on_thread(lambda: write_offline(sender.store, count, 1))
            await sender.exchange.round()
            await reader.exchange.round()
            took = []
            for run in range(_RUNS):
                await sender.on_thread(partial(write_offline, sender.store, _DELTA, 100 + run))
                await sender.exchange.round()
                took.append(await timed(reader.exchange.round) * 1_000)
            await sender.close()
            await reader.close()
            return statistics.median(took)


def _timed_ms(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1_000


def _opened(count: int) -> float:
    """The file opened, every record verified: this must read all of it."""
    with phone_with(count) as folder:
        return median_ms(lambda: opened(folder).close())


def _disk(count: int) -> float:
    with phone_with(count) as folder:
        return (folder / "phone.db").stat().st_size / 1e6


def _memory(count: int) -> float:
    with phone_with(count) as folder:
        return cold(folder)["rss_mb"]


async def _tap(count: int) -> float:
    return (await drawn_ms(count))["tap_ms"]


#: Name, unit and how it is measured.
_FIGURES: tuple[tuple[str, str, Callable[[int], Any]], ...] = (
    ("save", "ms", _save),
    ("taken-100", "ms", _taken),
    ("delta-100", "ms", _delta),
    ("vandaag-new", "ms", lambda count: asked_ms(count)["new_ms"]),
    ("vandaag-again", "ms", lambda count: asked_ms(count)["again_ms"]),
    ("list", "ms", lambda count: asked_ms(count)["list_ms"]),
    ("case", "ms", lambda count: asked_ms(count)["case_ms"]),
    ("tap-to-screen", "ms", _tap),
    ("story-first", "ms", lambda count: story_ms(count)["first_ms"]),
    ("story-last", "ms", lambda count: story_ms(count)["last_ms"]),
    ("open", "ms", _opened),
    ("memory", "mb", _memory),
    ("disk", "mb", _disk),
)
