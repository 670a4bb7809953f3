"""The search for the cheapest division of cases over cars: exact for a moment's usual number of cases, good for more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from field_app.rules.division.routes import FAR, Routes, members

#: Up to so many looks (a case that two cars look at counts twice) the division is the best there is.
EXACT_UP_TO = 12
#: What uneven work costs: metres for each square minute of a car's work, driving and looking. Of six looks of a quarter of an
#: hour, 4 and 2 cost over 1 km more than 3 and 3, all 6 in one car over 12 km more.
METRES_A_SQUARE_MINUTE = 3
#: A car in town covers 20 km an hour as the crow flies.
_SECONDS_AT_METRES = (9, 50)

Sets = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Puzzle:
    """Looks to be divided over cars, both by number.

    `seconds` is the observing time of each look; `strangeness[car][look]` what it costs, in metres, that this car takes it, None
    when it may not; `twins` are pairs of looks at one case that two different cars must make.
    """

    routes: Routes
    seconds: Sequence[int]
    strangeness: Sequence[Sequence[int | None]]
    twins: Sequence[int]

    def allowed(self, car: int) -> int:
        """The set of looks that this car may make."""
        return sum(1 << look for look, metres in enumerate(self.strangeness[car]) if metres is not None)

    def cost(self, car: int, looks: int) -> int:
        """What it costs in metres that this car makes these looks; `FAR` when it may not."""
        if not looks:
            return 0
        strange = [self.strangeness[car][look] for look in members(looks)]
        if None in strange or any(looks & pair == pair for pair in self.twins):
            return FAR
        return self.routes.length(looks) + sum(each or 0 for each in strange) + self.unevenness(looks)

    def unevenness(self, looks: int) -> int:
        """What it costs in metres that one car has this much work; grows with the square, so that equal shares cost least."""
        drive, per = _SECONDS_AT_METRES
        work = self.routes.length(looks) * drive // per + sum(self.seconds[look] for look in members(looks))
        return METRES_A_SQUARE_MINUTE * work * work // 3_600

    def total(self, sets: Sets) -> int:
        """What a whole division costs in metres."""
        return sum(self.cost(car, looks) for car, looks in enumerate(sets))


def cheapest(puzzle: Puzzle) -> Sets:
    """The cheapest division, exactly: over all subsets of looks, car by car. The same puzzle always gives the same answer."""
    full, last = (1 << len(puzzle.seconds)) - 1, len(puzzle.strangeness) - 1
    before = [0] + [FAR] * full
    chosen: list[dict[int, int]] = []
    for car in range(last + 1):
        before, takes = _with_car(puzzle, car, before, [full] if car == last else range(full + 1))
        chosen.append(takes)
    sets, left = [], full
    for takes in reversed(chosen):
        sets.append(takes[left])
        left ^= takes[left]
    return tuple(reversed(sets))


def _with_car(puzzle: Puzzle, car: int, before: list[int], wanted: Sequence[int]) -> tuple[list[int], dict[int, int]]:
    """The least cost of each set of looks when this car may help, and which of them it then takes."""
    allowed, after, takes = puzzle.allowed(car), [FAR] * len(before), {}
    costs = {looks: puzzle.cost(car, looks) for looks in _subsets(allowed)}
    for looks in wanted:
        best, mine = before[looks], 0
        subset = free = looks & allowed
        while subset:
            cost = before[looks ^ subset] + costs[subset]
            if cost < best:
                best, mine = cost, subset
            subset = (subset - 1) & free if car else 0  # the first car takes all of the set or nothing
        after[looks], takes[looks] = best, mine
    return after, takes


def _subsets(looks: int) -> Iterator[int]:
    subset = looks
    while subset:
        yield subset
        subset = (subset - 1) & looks


def greedy(puzzle: Puzzle) -> Sets:
    """A fair division at once: each look to the car where it then costs least, those with the fewest cars first."""
    cars = range(len(puzzle.strangeness))
    sets = [0] * len(cars)
    able = [[car for car in cars if puzzle.strangeness[car][look] is not None] for look in range(len(puzzle.seconds))]
    for look in sorted(range(len(able)), key=lambda each: (len(able[each]), each)):
        more = [puzzle.cost(car, sets[car] | 1 << look) - puzzle.cost(car, sets[car]) for car in able[look]]
        sets[able[look][more.index(min(more))]] |= 1 << look
    return tuple(sets)


def improved(puzzle: Puzzle, sets: Sets) -> Sets:
    """The division after the best of all moves and exchanges of single looks, again and again, until none helps."""
    while True:
        better = min(_neighbours(sets, len(puzzle.seconds)), key=lambda other: _change(puzzle, sets, other), default=sets)
        if _change(puzzle, sets, better) >= 0:
            return sets
        sets = better


def _change(puzzle: Puzzle, sets: Sets, other: Sets) -> int:
    changed = [car for car, looks in enumerate(sets) if looks != other[car]]
    return sum(puzzle.cost(car, other[car]) - puzzle.cost(car, sets[car]) for car in changed)


def _neighbours(sets: Sets, looks: int) -> Iterator[Sets]:
    of = [next(car for car, its in enumerate(sets) if its >> look & 1) for look in range(looks)]
    for look in range(looks):
        for car in range(len(sets)):
            if car != of[look]:
                yield _moved(sets, (look, of[look], car))
        for other in range(look + 1, looks):
            if of[other] != of[look]:
                yield _moved(sets, (look, of[look], of[other]), (other, of[other], of[look]))


def _moved(sets: Sets, *moves: tuple[int, int, int]) -> Sets:
    changed = list(sets)
    for look, away, to in moves:
        changed[away] ^= 1 << look
        changed[to] ^= 1 << look
    return tuple(changed)
