"""Cases divided over cars: never dearer than the best, fixed stays fixed, conflicts hold, and the same answer everywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise, permutations, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from field_app.rules.division import text_nl as division_text_nl
from field_app.rules.division.dividing import divide, puzzle_of, solved, strange, tasks_of
from field_app.rules.division.records import Car, Choice, Division, Item, Left, Reason, WhyLeft
from field_app.rules.division.routes import OTHER_DISTRICT, SAME_DISTRICT, ExactRoutes, NearRoutes, Spot, metres
from field_app.rules.division.search import EXACT_UP_TO, Puzzle, Sets, greedy, improved
from field_app.rules.dossier.places import Point
from rules.examples import QUICK

HOUSE = Path(__file__).parents[2]
PEOPLE = ("els", "joost", "nadia", "ruben")
CENTRE = Point(51_690_000, 5_300_000)


def near(north: int, east: int) -> Point:
    """So many metres from the centre of town, about."""
    return Point(CENTRE.latitude + north * 9, CENTRE.longitude + east * 14)


points = st.none() | st.builds(near, st.integers(-4000, 4000), st.integers(-4000, 4000))
people = st.sampled_from(PEOPLE)


@st.composite
def worlds(draw: st.DrawFn, most_cars: int = 3, most_items: int = 5, least_items: int = 0) -> tuple[list[Car], list[Item]]:
    """A few cars and cases, with conflicts, fixed cases, double staffing, open shifts and swapped officers among them."""
    drivers = draw(st.lists(people, min_size=1, max_size=most_cars, unique=True))
    cars = [Car(f"s{at}", who, draw(st.none() | people)) for at, who in enumerate(drivers)]
    if draw(st.integers(0, 4)) == 0:
        cars[-1] = replace(cars[-1], officer_id=None, takes_more=False)
    count = draw(st.integers(least_items, most_items))
    items = [
        Item(
            case_id=f"case-{at}",
            district=draw(st.sampled_from(["Noord", "Zuid"])),
            minutes=draw(st.sampled_from([5, 15, 30])),
            owner_id=draw(people),
            point=draw(points),
            buddy_id=draw(st.none() | people),
            looked=tuple(draw(st.lists(people, max_size=2, unique=True))),
            conflicts=tuple(draw(st.lists(people, max_size=1))),
            needs_two=draw(st.integers(0, 5)) == 0,
            fixed=tuple(draw(st.lists(st.sampled_from([car.shift_id for car in cars]), max_size=1))),
        )
        for at in range(count)
    ]
    return cars, items


# ---- a second opinion, written from the description of the cost and nothing else


def cost_by_hand(cars: list[Car], items: list[Item], division: Division) -> int:
    cases, total = {each.case_id: each for each in items}, 0
    for car in cars:
        mine = [cases[choice.case_id] for choice in division.share(car.shift_id)]
        total += cost_of_car(car, mine)
    return total


def cost_of_car(car: Car, mine: list[Item]) -> int:
    spots = [Spot(each.point, each.district) for each in mine]
    route = min((sum(metres(a, b) for a, b in pairwise(way)) for way in permutations(spots)), default=0)
    total = route
    for item in mine:
        who = car.prefers or car.officer_id
        total += 0 if who == item.owner_id else 800 if who and who == item.buddy_id else 1500 if who in item.looked[:1] else 2400
        total += 600 if item.looked and who not in item.looked else 0
    seconds = route * 9 // 50 + sum(each.minutes * 60 for each in mine)
    return total + 3 * seconds * seconds // 3600


def cheapest_by_trying_all(cars: list[Car], items: list[Item]) -> int | None:
    """The least cost over every way to give each case its cars; cases that cannot be had left out."""
    ways = [[each for each in product((False, True), repeat=len(cars)) if lawful(item, cars, each)] for item in items]
    best: int | None = None
    for given_to in product(*[each for each in ways if each]):
        had = [item for item, each in zip(items, ways, strict=True) if each]
        cost = sum(
            cost_of_car(car, [item for item, to in zip(had, given_to, strict=True) if to[at]]) for at, car in enumerate(cars)
        )
        best = cost if best is None else min(best, cost)
    return best


def lawful(item: Item, cars: list[Car], to: tuple[bool, ...]) -> bool:
    fit = [car for car in cars if car.officer_id not in item.conflicts]
    fixed = {car.shift_id for car in fit if car.shift_id in item.fixed}
    free = {car.shift_id for car in fit if car.takes_more} - fixed
    wanted = max(2 if item.needs_two else 1, len(fixed))
    can = len(fixed) if fixed and len(fixed | free) < wanted else wanted
    having = {car.shift_id for car, has in zip(cars, to, strict=True) if has}
    return fixed <= having <= fixed | free and len(having) == can


@QUICK
@given(worlds())
def test_no_division_costs_less(world: tuple[list[Car], list[Item]]) -> None:
    cars, items = world
    division = divide(cars, items)
    assert division.is_exact
    assert division.cost == cost_by_hand(cars, items, division)
    assert division.cost == cheapest_by_trying_all(cars, items)


def test_a_search_that_forgets_a_part_of_the_cost_is_found_out() -> None:
    cars, items = [Car("s1", "els"), Car("s2", "joost")], [item("a", owner="joost"), item("b", owner="els"), item("c", owner="els")]
    puzzle = puzzle_of(cars, [task for each in items for task in tasks_of(each, cars)[0]])
    blind = replace(puzzle, strangeness=[[0] * len(items) for _ in cars])
    assert puzzle.total(solved(blind)) > puzzle.total(solved(puzzle)) == cheapest_by_trying_all(cars, items)


# ---- the same answer whatever the order, on every machine


@QUICK
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_in_which_rows_are_read_changes_nothing(world: tuple[list[Car], list[Item]], chance: object) -> None:
    cars, items = world
    expected = divide(cars, items)
    shuffled_cars, shuffled_items = list(cars), list(items)
    chance.shuffle(shuffled_cars)  # type: ignore[attr-defined]  # hypothesis gives a Random
    chance.shuffle(shuffled_items)  # type: ignore[attr-defined]
    assert divide(shuffled_cars, shuffled_items) == expected


def test_without_its_tie_break_two_phones_would_differ() -> None:
    """Two cars that are all the same to a case: only the order of ids decides, and it is that order which divide makes."""
    cars, items = [Car("s1", "els"), Car("s2", "joost")], [item("a"), item("b")]

    def of_first_case(row_order: list[Car]) -> str:
        tasks = [task for each in items for task in tasks_of(each, row_order)[0]]
        sets = solved(puzzle_of(row_order, tasks))
        return next(car.shift_id for car, looks in zip(row_order, sets, strict=True) if looks & 1)

    assert of_first_case(cars) != of_first_case(cars[::-1]), "so the order of rows would show"
    assert divide(cars, items) == divide(cars[::-1], items[::-1])


_ELSEWHERE = """
from field_app.rules.division.dividing import divide
from field_app.rules.division.records import Car, Item
from field_app.rules.dossier.places import Point
points = [Point(51_690_000 + n * n * 977 % 50_000, 5_300_000 + n * 7919 % 80_000) for n in range(9)]
items = [Item(f"c{n}", f"d{n % 3}", 15, f"o{n % 4}", point) for n, point in enumerate(points)]
print(divide([Car(f"s{n}", f"o{n}") for n in range(3)], items))
"""


def test_another_process_with_other_hashes_says_the_same_to_the_letter() -> None:
    seeds = [{**os.environ, "PYTHONHASHSEED": seed} for seed in ("1", "2")]
    said = {subprocess.check_output([sys.executable, "-c", _ELSEWHERE], cwd=HOUSE, env=each, text=True) for each in seeds}
    assert len(said) == 1 and "is_exact=True" in said.pop()


def test_no_cost_or_distance_is_ever_a_fraction() -> None:
    division = divide([Car("s1", "els"), Car("s2", "joost")], [item("a", at=near(0, 0)), item("b", at=near(900, 400)), item("c")])
    numbers = [division.cost, *(share.metres for share in division.shares)]
    numbers += [choice.metres for share in division.shares for choice in share.choices]
    assert {type(each) for each in numbers} == {int}


# ---- what a person decided, conflicts, double staffing


def item(case_id: str, owner: str = "nobody", at: Point | None = None, **more: object) -> Item:
    return replace(Item(case_id, "Noord", 15, owner, at), **more)  # type: ignore[arg-type]  # fields by name


def drivers(division: Division, case_id: str) -> list[str | None]:
    return [choice.officer_id for share in division.shares for choice in share.choices if choice.case_id == case_id]


def broken_conflicts(items: list[Item], division: Division) -> list[str]:
    return [each.case_id for each in items if set(drivers(division, each.case_id)) & set(each.conflicts)]


@QUICK
@given(worlds(most_cars=4, most_items=9))
def test_conflicts_hold_fixed_stays_fixed_and_every_case_is_told_of_once(world: tuple[list[Car], list[Item]]) -> None:
    cars, items = world
    division, officer = divide(cars, items), {car.shift_id: car.officer_id for car in cars}
    assert broken_conflicts(items, division) == []
    left = {each.case_id: each.why for each in division.left}
    for each in items:
        having = [share.shift_id for share in division.shares if each.case_id in {choice.case_id for choice in share.choices}]
        assert {fixed for fixed in each.fixed if officer[fixed] not in each.conflicts} <= set(having)
        if each.case_id not in left:
            assert len(having) == (2 if each.needs_two else 1)
        elif left[each.case_id] is not WhyLeft.SECOND_CAR_MISSING:
            assert having == []
    open_ones = {car.shift_id for car in cars if not car.takes_more}
    for share in division.shares:
        choices = [choice for choice in share.choices if share.shift_id in open_ones]
        assert all(Reason.FIXED in choice.reasons for choice in choices)
        assert all(choice.reasons for choice in share.choices)


def test_a_division_that_overlooks_conflicts_is_found_out() -> None:
    cars = [Car("s1", "els"), Car("s2", "joost")]
    items = [item("a", owner="els", conflicts=("els",))]
    overlooked = divide(cars, [replace(each, conflicts=()) for each in items])
    assert broken_conflicts(items, overlooked) == ["a"]
    assert drivers(divide(cars, items), "a") == ["joost"]


def test_a_case_that_nobody_may_take_is_left_with_the_reason() -> None:
    cars, case = [Car("s1", "els"), Car("s2", "joost")], item("a", conflicts=("els", "joost"))
    assert divide(cars, [case]).left == (Left("a", WhyLeft.ALL_IN_CONFLICT),)
    assert divide([], [case]).left == (Left("a", WhyLeft.NO_CAR),)
    assert divide([Car("s1", None, "els", takes_more=False)], [item("b")]).left == (Left("b", WhyLeft.NO_CAR),)
    assert divide([], []) == Division((), (), 0, is_exact=True)


def test_a_case_that_needs_two_gets_two_cars_or_none() -> None:
    cars, case = [Car("s1", "els"), Car("s2", "joost")], item("a", needs_two=True)
    assert drivers(divide(cars, [case]), "a") == ["els", "joost"]
    alone = divide(cars[:1], [case])
    assert (drivers(alone, "a"), alone.left) == ([], (Left("a", WhyLeft.SECOND_CAR_MISSING),))
    forbidden = divide(cars, [replace(case, conflicts=("joost",))])
    assert drivers(forbidden, "a") == []
    fixed = divide(cars[:1], [replace(case, fixed=("s1",))])
    assert (drivers(fixed, "a"), fixed.left) == (["els"], (Left("a", WhyLeft.SECOND_CAR_MISSING),))


def test_a_case_fixed_to_somebody_who_may_not_have_it_goes_to_another_and_says_so() -> None:
    division = divide([Car("s1", "els"), Car("s2", "joost")], [item("a", conflicts=("els",), fixed=("s1",))])
    (choice,) = division.share("s2")
    assert Reason.FIX_LAPSED in choice.reasons and Reason.FIXED not in choice.reasons


def test_nobody_has_everything_though_it_were_the_shortest_way() -> None:
    items = [item(f"c{at}", owner="els", at=near(at * 50, 0)) for at in range(8)]
    division = divide([Car("s1", "els"), Car("s2", "joost")], items)
    assert min(len(share.choices) for share in division.shares) >= 3
    assert any(Reason.BALANCE in choice.reasons for choice in division.share("s2"))


def test_after_a_swap_the_cases_stay_with_the_slot() -> None:
    items = [item("a", owner="els"), item("b", owner="joost"), item("c", owner="els", at=near(0, 0)), item("d", at=near(90, 90))]
    before = divide([Car("s1", "els", "els"), Car("s2", "joost", "joost")], items)
    after = divide([Car("s1", "ruben", "els"), Car("s2", "els", "joost")], items)
    cases = [[choice.case_id for choice in share.choices] for share in before.shares]
    assert cases == [[choice.case_id for choice in share.choices] for share in after.shares]
    (own,) = [choice for choice in after.share("s1") if choice.case_id == "a"]
    assert (own.officer_id, own.known_to) == ("ruben", "els") and Reason.GOES_WITH_SHIFT in own.reasons
    by_person = divide([Car("s1", "ruben"), Car("s2", "els")], items)
    assert cases != [[choice.case_id for choice in share.choices] for share in by_person.shares], "going by the person would show"


@pytest.mark.parametrize(
    ("who", "more"),
    [
        ("els", {"owner_id": "els", "buddy_id": "joost", "looked": ("joost",)}),
        ("joost", {"buddy_id": "joost", "looked": ("els",)}),
        ("joost", {"looked": ("joost", "els")}),
        ("joost", {"looked": ("ruben", "joost")}),
    ],
)
def test_owner_buddy_last_and_earlier_observer_go_in_this_order(who: str, more: dict[str, object]) -> None:
    division = divide([Car("s1", "els"), Car("s2", "joost")], [item("a", **more)])  # type: ignore[arg-type]  # fields by name
    assert drivers(division, "a") == [who]


def test_the_strangeness_of_a_car_is_what_the_description_says() -> None:
    case = item("a", owner="els", buddy_id="joost", looked=("ruben", "nadia"))
    said = {who: strange(Car("s", who), case) for who in (*PEOPLE, "karin")}
    assert said == {"els": 600, "joost": 1_400, "ruben": 1_500, "nadia": 2_400, "karin": 3_000}


# ---- many cases


@QUICK
@given(worlds(most_cars=4, most_items=EXACT_UP_TO + 8, least_items=EXACT_UP_TO + 1))
def test_with_many_cases_it_is_never_worse_than_the_first_fair_division(world: tuple[list[Car], list[Item]]) -> None:
    cars, items = world
    tasks = [task for each in items for task in tasks_of(each, cars)[0]]
    puzzle = puzzle_of(cars, tasks)
    first = greedy(puzzle)
    assert is_partition(puzzle, first) and is_partition(puzzle, better := improved(puzzle, first))
    assert puzzle.total(better) <= puzzle.total(first) < 1 << 50
    division = divide(cars, items)
    assert division.is_exact == (len(tasks) <= EXACT_UP_TO)
    assert divide(cars[::-1], items[::-1]) == division
    assert broken_conflicts(items, division) == []


def is_partition(puzzle: Puzzle, sets: Sets) -> bool:
    return sum(sets) == (1 << len(puzzle.seconds)) - 1 and sum(each.bit_count() for each in sets) == len(puzzle.seconds)


def test_exchanges_better_the_first_division_where_that_is_possible() -> None:
    cars = [Car(f"s{at}", who) for at, who in enumerate(PEOPLE[:3])]
    items = [item(f"c{at:02}", owner=PEOPLE[at % 4], at=near(at * 1291 % 7001 - 3500, at * 877 % 6007 - 3000)) for at in range(16)]
    puzzle = puzzle_of(cars, [task for each in items for task in tasks_of(each, cars)[0]])
    assert puzzle.total(improved(puzzle, greedy(puzzle))) < puzzle.total(greedy(puzzle))


@QUICK
@given(worlds(most_cars=3, most_items=8, least_items=4))
def test_the_quick_way_never_costs_less_than_the_exact_one(world: tuple[list[Car], list[Item]]) -> None:
    cars, items = world
    puzzle = puzzle_of(cars, [task for each in items for task in tasks_of(each, cars)[0]])
    exact, quick = puzzle.total(solved(puzzle)), puzzle.total(improved(puzzle, greedy(puzzle)))
    assert exact <= quick


# ---- routes


@QUICK
@given(st.lists(points, min_size=1, max_size=6))
def test_the_route_is_the_shortest_and_begins_where_the_order_says(found: list[Point | None]) -> None:
    spots = [Spot(point, "Noord") for point in found]
    routes, near_routes, everywhere = ExactRoutes(spots), NearRoutes(spots), (1 << len(spots)) - 1
    ways = [tuple(way) for way in permutations(range(len(spots)))]
    shortest = min(along(spots, way) for way in ways)
    assert routes.length(everywhere) == shortest <= near_routes.length(everywhere)
    assert routes.order(everywhere) == min(way for way in ways if along(spots, way) == shortest)
    assert along(spots, near_routes.order(everywhere)) == near_routes.length(everywhere)


def along(spots: list[Spot], way: tuple[int, ...]) -> int:
    return sum(metres(spots[one], spots[other]) for one, other in pairwise(way))


def test_distances_are_those_of_the_map() -> None:
    dom, martini = Spot(Point(52_090_700, 5_121_400), ""), Spot(Point(53_219_300, 6_568_200), "")
    assert abs(metres(dom, martini) - 158_500) < 500, "Utrecht to Groningen"
    assert metres(dom, martini) == metres(martini, dom) and metres(dom, dom) == 0
    east = Spot(Point(52_090_700, 5_122_400), "")
    assert metres(dom, east) == 68, "a thousandth of a degree of longitude"


def test_places_without_coordinates_are_ordered_by_district() -> None:
    items = [replace(item(f"c{at}"), district=("Zuid", "Noord")[at % 2]) for at in range(4)]
    (share,) = divide([Car("s1", "els")], items).shares
    assert [choice.case_id for choice in share.choices] == ["c1", "c3", "c0", "c2"]
    assert share.metres == 2 * SAME_DISTRICT + OTHER_DISTRICT


# ---- why


def said(choice: Choice) -> str:
    return division_text_nl.why(choice, str.capitalize)


def test_each_choice_says_why_in_one_dutch_line() -> None:
    cars = [Car("s1", "nadia"), Car("s2", "ruben")]
    items = [
        item("a", owner="nadia", at=near(0, 0)), item("b", owner="nadia", at=near(0, 1200)),
        item("c", owner="ruben", at=near(4000, 0)), item("d", owner="nadia", at=near(4000, 300)),
    ]  # fmt: skip
    division = divide(cars, items)
    assert [said(each) for each in division.share("s1")] == [
        "Nadia: eigen zaak, op de route (1,2 km verder)", "Nadia: eigen zaak, op de route (1,2 km verder)",
    ]  # fmt: skip
    assert [said(each) for each in division.share("s2")] == [
        "Ruben: eigen zaak, op de route (290 m verder)",
        "Ruben: op de route (290 m verder), bij zaakeigenaar Nadia zou het 4,0 km verder zijn",
    ]
    fixed = divide([Car("s1", None, "els", takes_more=False)], [item("a", fixed=("s1",))])
    assert said(fixed.share("s1")[0]) == "Open dienst: door een collega vastgezet"


def test_every_reason_has_its_own_dutch() -> None:
    assert set(division_text_nl.REASONS) == set(Reason) and len(set(division_text_nl.REASONS.values())) == len(Reason)
    assert set(division_text_nl.LEFT) == set(WhyLeft)
    assert all(each.count(". ") == 1 and each.endswith(".") for each in division_text_nl.LEFT.values()), "what, and what next"
    assert [division_text_nl.further(each) for each in (0, 4, 996, 1_000, 1_249, 12_950)] == [
        "0 m verder", "0 m verder", "1000 m verder", "1,0 km verder", "1,2 km verder", "13,0 km verder",
    ]  # fmt: skip
