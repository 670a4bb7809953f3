"""The proposal for a plan: the fewest moments, far apart, in turn, and never a whole day long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as some

from field_app.rules.cases.spreading import fewest, spread
from field_app.rules.vocabulary import Moment, Slot

FIRST = date(2026, 11, 2)
LAST = FIRST + timedelta(days=14)
Spread = Callable[[Collection[Moment], date, date, int, int], tuple[Slot, ...]]


def complaints(spreads: Spread, moments: Collection[Moment], days: int, count: int, most: int) -> list[str]:
    """What is wrong with a proposal."""
    last = FIRST + timedelta(days=days - 1)
    found = spreads(moments, FIRST, last, count, most)
    by_day = Counter(each.on for each in found)
    by_moment = Counter(each.moment for each in found)
    room = days * min(most, len(set(moments)), 3)
    wrong = {
        "outside the window": any(not FIRST <= each.on <= last for each in found),
        "twice the same": len(set(found)) < len(found),
        "a moment that nobody asked for": not by_moment.keys() <= set(moments),
        "too many on a day": bool(by_day) and max(by_day.values()) > min(most, 3),
        "too many or too few": len(found) != max(0, min(count, room)),
        "uneven days": bool(by_day)
        and max(by_day.values()) - min(by_day.get(FIRST + timedelta(days=at), 0) for at in range(days)) > 1,
        "not in order": list(found) != sorted(found, key=lambda each: (each.on, list(Moment).index(each.moment))),
    }
    return [name for name, is_so in wrong.items() if is_so]


@given(some.sets(some.sampled_from(Moment)), some.integers(1, 31), some.integers(0, 80), some.integers(1, 4))
def test_a_proposal_fits_the_window_and_leaves_no_day_without_rest(wanted: set[Moment], days: int, count: int, most: int) -> None:
    assert complaints(spread, wanted, days, count, most) == []


def whole_days(moments: Collection[Moment], first: date, last: date, count: int, most: int) -> tuple[Slot, ...]:
    """The planted fault: fills day after day, as the full rota does."""
    days = [first + timedelta(days=each) for each in range((last - first).days + 1)]
    return tuple(Slot(on, each) for on, each in product(days, Moment) if each in moments)[:count]


def test_a_proposal_that_fills_whole_days_is_found_out() -> None:
    assert "too many on a day" in complaints(whole_days, list(Moment), 15, 40, 4)
    assert "uneven days" in complaints(whole_days, list(Moment), 15, 4, 4)


def test_twice_each_moment_is_enough_to_begin_with() -> None:
    assert fewest([Moment.EVENING, Moment.EARLY_MORNING, Moment.EVENING]) == 4
    assert fewest([]) == 0


def test_four_looks_at_two_moments_lie_four_days_apart_and_take_turns() -> None:
    found = spread([Moment.EVENING, Moment.EARLY_MORNING], FIRST, LAST, 4, 2)
    assert [(each.on - FIRST).days for each in found] == [1, 5, 9, 13]
    assert [each.moment for each in found] == [Moment.EARLY_MORNING, Moment.EVENING] * 2


@pytest.mark.parametrize("count", [30, 500])
def test_however_many_are_asked_for_no_day_has_all_four(count: int) -> None:
    found = spread(list(Moment), FIRST, LAST, count, 4)
    assert len(found) == min(count, 45)
    assert max(Counter(each.on for each in found).values()) <= 3


def test_a_window_that_ends_before_it_begins_has_no_moments() -> None:
    assert spread(list(Moment), LAST, FIRST, 4, 2) == ()
    assert spread([], FIRST, LAST, 4, 2) == ()
