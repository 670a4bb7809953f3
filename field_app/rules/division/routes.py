"""Distances as the crow flies and short open routes along a few places, in whole metres and integers only.

Phones differ in how they round fractions; integers come out the same on each of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import isqrt
from operator import add
from typing import Protocol

from field_app.rules.dossier.places import Point

#: Between two places of one district, and of two, when not both have coordinates.
SAME_DISTRICT, OTHER_DISTRICT = 800, 3_000
#: Farther than any route.
FAR = 1 << 60
_ONE = 10**9
_MICROMETRES_A_STEP = 111_195  # a millionth of a degree along a meridian
_STEP_IN_RADIANS = 17_453_292_520  # a millionth of a degree, x 10^18


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a case is looked at: on the map, or known by its district only."""

    point: Point | None
    district: str


def metres(one: Spot, other: Spot) -> int:
    """How far apart two places are, in whole metres as the crow flies; by their districts when a point is missing."""
    if one.point is None or other.point is None:
        return SAME_DISTRICT if one.district == other.district else OTHER_DISTRICT
    a, b = one.point, other.point
    north = abs(a.latitude - b.latitude) * _MICROMETRES_A_STEP
    east = abs(a.longitude - b.longitude) * _MICROMETRES_A_STEP * _cosine((a.latitude + b.latitude) // 2) // _ONE
    return isqrt(north * north + east * east) // 1_000_000


@cache
def _cosine(latitude: int) -> int:
    """The cosine of a latitude in millionths of a degree, x 10^9, by its series."""
    angle = latitude * _STEP_IN_RADIANS // _ONE
    term = total = _ONE
    for step in range(2, 18, 2):
        term = -term * angle * angle // (_ONE * _ONE * step * (step - 1))
        total += term
    return max(total, 0)


class Routes(Protocol):
    """Short open routes along sets of places; a set is the sum of 2 to the power of its places' numbers."""

    def length(self, places: int) -> int:
        """Whole metres along these places, begun and ended anywhere."""

    def order(self, places: int) -> tuple[int, ...]:
        """The numbers of these places in driving order; of two equally short routes always the same one."""


class ExactRoutes:
    """The shortest routes along all subsets of a few places (Held and Karp, 1962)."""

    def __init__(self, spots: Sequence[Spot]) -> None:
        """Takes time and room by 2 to the power of the number of places."""
        self._apart = _all_apart(spots)
        self._from: list[list[int]] = [[FAR] * len(spots)]
        for places in range(1, 1 << len(spots)):
            row = [FAR] * len(spots)
            for place in members(places):
                rest = places ^ 1 << place
                row[place] = min(map(add, self._from[rest], self._apart[place])) if rest else 0
            self._from.append(row)

    def length(self, places: int) -> int:
        """Whole metres of the shortest route."""
        return min(self._from[places]) if places else 0

    def order(self, places: int) -> tuple[int, ...]:
        """The shortest route; of several the one whose numbers come first."""
        found: list[int] = []
        while places:
            there = self._from[places]
            ways = there if not found else [sum(pair) for pair in zip(there, self._apart[found[-1]], strict=True)]
            found.append(ways.index(min(ways)))
            places ^= 1 << found[-1]
        return tuple(found)


class NearRoutes:
    """Good routes along any number of places: each put in where it adds least, then stretches turned round while that helps."""

    def __init__(self, spots: Sequence[Spot]) -> None:
        """Remembers what was asked."""
        self._apart = _all_apart(spots)
        self._known: dict[int, tuple[int, tuple[int, ...]]] = {}

    def length(self, places: int) -> int:
        """Whole metres of the route that `order` gives."""
        return self._found(places)[0]

    def order(self, places: int) -> tuple[int, ...]:
        """A good route."""
        return self._found(places)[1]

    def _found(self, places: int) -> tuple[int, tuple[int, ...]]:
        if places not in self._known:
            route: list[int] = []
            for place in members(places):
                route = min(([*route[:at], place, *route[at:]] for at in range(len(route) + 1)), key=self._along)
            route = self._turned(route)
            route = min(route, route[::-1])
            self._known[places] = self._along(route), tuple(route)
        return self._known[places]

    def _turned(self, route: list[int]) -> list[int]:
        spans = [(begin, end) for begin in range(len(route)) for end in range(begin + 2, len(route) + 1)]
        while spans:
            best = min((route[:begin] + route[begin:end][::-1] + route[end:] for begin, end in spans), key=self._along)
            if self._along(best) >= self._along(route):
                break
            route = best
        return route

    def _along(self, route: Sequence[int]) -> int:
        return sum(self._apart[one][other] for one, other in pairwise(route))


def members(places: int) -> list[int]:
    """The numbers in a set, lowest first."""
    return [each for each in range(places.bit_length()) if places >> each & 1]


def _all_apart(spots: Sequence[Spot]) -> list[list[int]]:
    return [[metres(one, other) for other in spots] for one in spots]
