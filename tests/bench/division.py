"""How long the division of one moment's cases over the cars takes: the exact way and, for many cases, the quick one."""

from __future__ import annotations

import random
import statistics
import time

from field_app.rules.division.dividing import divide
from field_app.rules.division.records import Car, Item
from field_app.rules.dossier.places import Point

from .stage import say

#: Cases and cars; the first is the usual worst of a team of eight.
SIZES = ((10, 3), (12, 3), (12, 8), (24, 6))
RUNS = 5


async def division() -> None:
    """Cases spread over a town of 8 by 5 km, each with an owner and a buddy among eight officers."""
    for cases, cars in SIZES:
        worlds = [world(cases, cars, seed) for seed in range(RUNS)]
        seconds = [_timed(*each) for each in worlds]
        say(f"division-{cases}-over-{cars}", median_seconds=statistics.median(seconds), worst_seconds=max(seconds))


def world(cases: int, cars: int, seed: int) -> tuple[list[Car], list[Item]]:
    """A made-up moment."""
    chance = random.Random(seed)  # noqa: S311  # a made-up town, no secret
    north, east = ([chance.randint(-most, most) for _ in range(cases)] for most in (22_500, 58_000))
    spread = [Point(51_690_000 + up, 5_300_000 + right) for up, right in zip(north, east, strict=True)]
    items = [
        Item(f"case-{at:02}", f"district-{at % 4}", 15, f"officer-{at % 8}", point, f"officer-{(at + 3) % 8}")
        for at, point in enumerate(spread)
    ]
    return [Car(f"shift-{at}", f"officer-{at}") for at in range(cars)], items


def _timed(cars: list[Car], items: list[Item]) -> float:
    began = time.perf_counter()
    divide(cars, items)
    return time.perf_counter() - began
