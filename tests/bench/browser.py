"""The start of the phone in a real browser, where there is one; the tests' own glass and processes."""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

sys.path.append(str(Path(__file__).parents[1]))

from ui.processes import PhonePart, free_port
from ui.team import Glass, Phone  # the tests' own files


def listening_and_seen(folder: Path, runs: int) -> dict[str, float]:
    """From the start of the process until it listens, and until Vandaag stands in the browser; the second only with a browser."""
    with sync_playwright() as driver:
        try:
            glass = Glass(driver)
        except Error:  # no browser on this machine
            return {"listening_ms": statistics.median(_listening(folder) for _ in range(runs))}
        context, port = glass.place("bench")
        found = [_seen(folder, glass, port) for _ in range(runs + 1)][1:]  # the first fills the browser's own store
        glass.close()
        assert context
        return {name: statistics.median(each[name] for each in found) for name in found[0]}


def _part(folder: Path, port: int) -> tuple[PhonePart, float]:
    part = PhonePart(folder.parent, folder.name, port)
    began = time.perf_counter()
    part.begin()
    part.wait_until_up()
    return part, (time.perf_counter() - began) * 1_000


def _listening(folder: Path) -> float:
    part, took = _part(folder, free_port())
    part.kill()
    return took


def _seen(folder: Path, glass: Glass, port: int) -> dict[str, float]:
    began = time.perf_counter()
    part, listening = _part(folder, port)
    phone = Phone(glass.place("bench")[0], part)
    phone.open()
    phone.waits_for(phone.all_by_id("observe-").first)
    seen = (time.perf_counter() - began) * 1_000
    phone.page.close()
    part.kill()
    return {"listening_ms": listening, "seen_ms": seen}
