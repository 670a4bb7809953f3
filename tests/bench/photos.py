"""The figures of photos: spoiled files, an ordinary photo on the phone, and a photo on its way."""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from photo_office import photographing_office, picture, send  # the tests' own modules
from pictures import camera
from pictures.mutants import mutants

from field_app.pictures import display_copy, inspected
from field_app.rules.look import Area
from field_app.rules.refusals import Refused
from field_app.rules.vocabulary import Result

from .stage import say

_FILES = 3_000


async def photos() -> None:
    """Files that nobody should fear, what the officer waits for, and how long a photo is under way."""
    warnings.simplefilter("ignore")
    spent = sorted(_seconds(partial(_looked_at, raw)) for _, raw in mutants(_FILES, seed=18))
    say("photos-spoiled", files=_FILES, median_ms=spent[_FILES // 2] * 1_000, worst_ms=spent[-1] * 1_000, goal_worst_ms=1_000)
    raw = camera.noise(4_000, 3_000)
    say(
        "photo-12-megapixels",
        megabytes=len(raw) / 1e6,
        inspect_ms=_median(lambda: inspected(raw)),
        display_ms=_median(lambda: display_copy(raw, (Area(100, 100, 200, 100),))),
    )
    await asyncio.to_thread(_on_the_way, raw)


def _on_the_way(raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        office = photographing_office(Path(folder))
        phone = office.phone()
        draft = phone.workday.begin("linde", Result.NOTHING_SEEN).draft
        kept = _seconds(lambda: phone.workday.add_photo(draft.id, raw))
        sha256 = phone.workday.draft(draft.id).draft.photos[0].sha256
        phone.workday.change_photo(draft.id, sha256, reason="stand", shows="auto")
        phone.workday.seal(draft.id)
        phone.round()
        sent = _seconds(lambda: send(phone))
        seen = _seconds(lambda: picture(phone, sha256))
        say("photo-on-its-way", megabytes=len(raw) / 1e6, keep_ms=kept * 1_000, send_ms=sent * 1_000, see_ms=seen * 1_000)
        office.close()


def _looked_at(raw: bytes) -> None:
    try:
        inspected(raw)
        display_copy(raw)
    except Refused:
        return


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _median(work: Callable[[], object]) -> float:
    return statistics.median(_seconds(work) for _ in range(5)) * 1_000
