"""Divides the cases of one moment over the cars on the road, the same on every phone, and says of each choice why.

The cost of a division is counted in metres; the division that costs least wins. For each car it is the sum of

- the shortest open route along its cases, as the crow flies;
- for each case how far its officer is from the one who should have it: the case owner 0, the buddy 800, who looked last 1,500,
  anybody else 2,400;
- 600 for each case that others have looked at before and this officer has not: a pair of fresh eyes that must learn it anew;
- the square of its work in minutes, looking and driving, x 3, so that no car has everything.

An officer with a declared conflict never gets the case, not even when somebody fixed it so. What a person fixed stays fixed. A
case that needs two gets two different cars or is not divided at all: one officer alone is what its plan forbids. Whose case it is
goes by whom the shift was published for, so that after a swap the cases stay with the slot; conflicts go by who really drives.
Cars stand in the order of their shifts' ids, cases in that of their districts and ids: of two divisions that cost the same, all
phones find the same one first.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from field_app.rules.division.reasons import Explained
from field_app.rules.division.records import Car, Division, Item, Left, Share, Task, WhyLeft
from field_app.rules.division.routes import ExactRoutes, NearRoutes, Routes, Spot
from field_app.rules.division.search import EXACT_UP_TO, Puzzle, Sets, cheapest, greedy, improved

BUDDY, LOOKED_LAST, SOMEBODY = 800, 1_500, 2_400
FRESH_EYES = 600


def divide(cars: Collection[Car], items: Collection[Item]) -> Division:
    """Divide these cases over these cars; the order in which they are given makes no difference."""
    in_order = sorted(cars, key=lambda car: car.shift_id)
    tasks, left = [], []
    for item in sorted(items, key=lambda each: (each.district, each.case_id)):
        found, why = tasks_of(item, in_order)
        tasks += found
        left += [Left(item.case_id, why)] if why else []
    puzzle = puzzle_of(in_order, tasks)
    sets = solved(puzzle)
    return Division(_shares(in_order, tasks, puzzle, sets), tuple(left), puzzle.total(sets), len(tasks) <= EXACT_UP_TO)


def tasks_of(item: Item, cars: Sequence[Car]) -> tuple[list[Task], WhyLeft | None]:
    """The looks that this case asks for in this moment: those that are fixed, then what is still wanted."""
    fit = [car for car in cars if car.officer_id not in item.conflicts]
    fixed = [car for car in fit if car.shift_id in item.fixed]
    able = tuple(car for car in fit if car.takes_more and car not in fixed)
    tasks = [Task(item, (car,)) for car in fixed]
    wanted = max(2 if item.needs_two else 1, len(tasks)) - len(tasks)
    if len(able) >= wanted:
        return tasks + [Task(item, able)] * wanted, None
    if tasks or able:
        return tasks, WhyLeft.SECOND_CAR_MISSING
    return [], WhyLeft.ALL_IN_CONFLICT if any(car.takes_more for car in cars) else WhyLeft.NO_CAR


def puzzle_of(cars: Sequence[Car], tasks: Sequence[Task]) -> Puzzle:
    """The same as numbers, in the order given."""
    spots = [Spot(task.item.point, task.item.district) for task in tasks]
    routes: Routes = ExactRoutes(spots) if len(tasks) <= EXACT_UP_TO else NearRoutes(spots)
    strangeness = [[strange(car, task.item) if car in task.cars else None for task in tasks] for car in cars]
    of_case: dict[str, int] = {}
    for number, task in enumerate(tasks):
        of_case[task.item.case_id] = of_case.get(task.item.case_id, 0) | 1 << number
    twins = [looks for looks in of_case.values() if looks.bit_count() > 1]
    return Puzzle(routes, [task.item.minutes * 60 for task in tasks], strangeness, twins)


def strange(car: Car, item: Item) -> int:
    """How far this car is from the one that should have the case, in metres."""
    ranks = ((item.owner_id, 0), (item.buddy_id, BUDDY), *((who, LOOKED_LAST) for who in item.looked[:1]))
    rank = next((metres for who, metres in ranks if who and who == car.knows), SOMEBODY)
    return rank + (FRESH_EYES if item.looked and car.knows not in item.looked else 0)


def solved(puzzle: Puzzle) -> Sets:
    """The cheapest division, or with many cases a good one."""
    if not puzzle.seconds:
        return (0,) * len(puzzle.strangeness)
    return cheapest(puzzle) if len(puzzle.seconds) <= EXACT_UP_TO else improved(puzzle, greedy(puzzle))


def _shares(cars: Sequence[Car], tasks: Sequence[Task], puzzle: Puzzle, sets: Sets) -> tuple[Share, ...]:
    explained = Explained(cars, tasks, puzzle, sets)
    return tuple(
        Share(
            car.shift_id,
            tuple(explained.choice(number, look) for look in puzzle.routes.order(sets[number])),
            puzzle.routes.length(sets[number]),
        )
        for number, car in enumerate(cars)
    )
