"""Says of each choice of a division why: whose case it is, what it adds to the route, and what it would elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from field_app.rules.division.records import Car, Choice, Item, Reason, Task
from field_app.rules.division.search import Puzzle, Sets

_GOES_WITH_SHIFT = {Reason.OWN_CASE, Reason.BUDDY, Reason.LOOKED_LAST, Reason.LOOKED_BEFORE}


class Explained:
    """A division that can say why."""

    def __init__(self, cars: Sequence[Car], tasks: Sequence[Task], puzzle: Puzzle, sets: Sets) -> None:
        """All in the order of the puzzle's numbers."""
        self._cars, self._tasks, self._puzzle, self._sets = cars, tasks, puzzle, sets

    def choice(self, car: int, look: int) -> Choice:
        """One look of a car, with its reasons."""
        item, taken = self._tasks[look].item, self._cars[car]
        elsewhere = {other: self._added(other, look) for other in self._others(car, look)}
        owners = [other for other in elsewhere if self._cars[other].knows == item.owner_id]
        return Choice(
            case_id=item.case_id,
            shift_id=taken.shift_id,
            officer_id=taken.officer_id,
            reasons=tuple(self._reasons(car, look, elsewhere)),
            metres=self._added(car, look),
            known_to=taken.knows,
            owner_id=item.owner_id if owners else None,
            owner_metres=elsewhere[owners[0]] if owners else 0,
        )

    def _others(self, car: int, look: int) -> Iterator[int]:
        """The other cars that could have made this look."""
        task = self._tasks[look]
        for other, each in enumerate(self._cars):
            has_it = any(
                self._tasks[held].item.case_id == task.item.case_id
                for held in range(len(self._tasks))
                if self._sets[other] >> held & 1
            )
            if other != car and each in task.cars and not has_it:
                yield other

    def _added(self, car: int, look: int) -> int:
        """What this look adds, or would add, to the car's route."""
        without = self._sets[car] & ~(1 << look)
        return max(self._puzzle.routes.length(without | 1 << look) - self._puzzle.routes.length(without), 0)

    def _reasons(self, car: int, look: int, elsewhere: dict[int, int]) -> Iterator[Reason]:
        item, taken = self._tasks[look].item, self._cars[car]
        bond = _bond(item, taken, is_free=bool(elsewhere))
        if bond:
            yield bond
        if bond not in (Reason.FIXED, Reason.ONLY_CAR):
            grounds = tuple(self._on_the_map(car, look, elsewhere))
            yield from grounds or (() if bond else (Reason.BEST_TOGETHER,))
        if item.needs_two:
            yield Reason.NEEDS_TWO
        if bond in _GOES_WITH_SHIFT and taken.knows != taken.officer_id:
            yield Reason.GOES_WITH_SHIFT
        if any(each.shift_id in item.fixed and each.officer_id in item.conflicts for each in self._cars):
            yield Reason.FIX_LAPSED

    def _on_the_map(self, car: int, look: int, elsewhere: dict[int, int]) -> Iterator[Reason]:
        """Nearest to this car's other stops; and whether another car would be cheaper, but has enough to do."""
        is_alone = self._sets[car] == 1 << look
        if not is_alone and self._added(car, look) <= min(elsewhere.values()):
            yield Reason.NEAR
        here = (0 if is_alone else self._added(car, look)) + (self._puzzle.strangeness[car][look] or 0)
        busy = {other: metres for other, metres in elsewhere.items() if self._sets[other]}
        if any(metres + (self._puzzle.strangeness[other][look] or 0) < here for other, metres in busy.items()):
            yield Reason.BALANCE


def _bond(item: Item, car: Car, *, is_free: bool) -> Reason | None:
    """What ties the case to this car, the strongest tie only."""
    if car.shift_id in item.fixed:
        return Reason.FIXED
    if not is_free:
        return Reason.ONLY_CAR
    if car.knows == item.owner_id:
        return Reason.OWN_CASE
    if car.knows == item.buddy_id:
        return Reason.BUDDY
    if car.knows in item.looked:
        return Reason.LOOKED_LAST if car.knows == item.looked[0] else Reason.LOOKED_BEFORE
    return None
