"""When the phone tries again: ever later, never all at once, never longer than bearable, and as the server says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from people import at
from rules.examples import QUICK, catches

from field_app.sync.pacing import FIRST_WAIT, LONGEST_WAIT, QUIET_WAIT, URGENT_WAIT, Pace

NOW = at("06:12")
CHANCES = st.floats(0, 1)


def after(failures: int, chance: float = 1.0) -> timedelta:
    pace = Pace()
    for _ in range(failures):
        pace = pace.after_failure(NOW, chance)
    return pace.wait(NOW)


def test_the_waits_double_until_five_minutes() -> None:
    assert [after(count).total_seconds() for count in range(1, 10)] == [2, 4, 8, 16, 32, 64, 128, 256, 300]
    assert after(1_000) == LONGEST_WAIT


Waits = Callable[[int, float], timedelta]


def bounded(wait: Waits) -> Callable[[tuple[int, float]], bool]:
    return lambda given: FIRST_WAIT / 2 <= wait(*given) <= LONGEST_WAIT


GIVEN = st.tuples(st.integers(1, 200), CHANCES)


@QUICK
@given(GIVEN)
def test_no_wait_is_shorter_than_a_second_or_longer_than_five_minutes(given: tuple[int, float]) -> None:
    assert bounded(after)(given)


def test_a_wait_without_bounds_would_be_found_out() -> None:
    assert not catches(bounded(after), GIVEN)
    assert catches(bounded(lambda failures, chance: FIRST_WAIT * 2 ** min(failures, 12) * (0.5 + chance / 2)), GIVEN)
    assert catches(bounded(lambda failures, chance: after(failures) * chance), GIVEN)


@QUICK
@given(st.integers(1, 60), CHANCES)
def test_a_later_failure_never_waits_shorter_at_the_same_chance(failures: int, chance: float) -> None:
    assert after(failures + 1, chance) >= after(failures, chance)


def test_chance_spreads_the_phones_over_half_the_wait() -> None:
    waits = {after(5, chance / 100) for chance in range(101)}
    assert len(waits) == 101
    assert (min(waits), max(waits)) == (after(5) / 2, after(5))


@QUICK
@given(st.integers(0, 50), CHANCES, st.integers(0, 5_000))
def test_the_servers_own_word_is_kept(failures: int, chance: float, seconds: int) -> None:
    pace = Pace(failures).after_failure(NOW, chance, timedelta(seconds=seconds))
    assert pace.wait(NOW) >= timedelta(seconds=seconds)
    assert pace.wait(NOW) >= FIRST_WAIT / 2


def test_a_success_starts_over_and_looks_again_after_a_quiet_while() -> None:
    pace = Pace(9, NOW).after_success(NOW)
    assert (pace.failures, pace.wait(NOW)) == (0, QUIET_WAIT)
    assert pace.after_failure(NOW, 1.0).wait(NOW) == FIRST_WAIT


def test_before_anything_happened_and_after_the_moment_passed_it_is_now() -> None:
    assert Pace().wait(NOW) == timedelta(0)
    assert Pace(1, NOW - timedelta(hours=1)).wait(NOW) == timedelta(0)


def test_a_cry_for_help_never_waits_longer_than_a_few_seconds_and_never_longer_than_the_rest() -> None:
    paces = [Pace(), Pace().after_success(NOW), *(Pace(each).after_failure(NOW, 1.0) for each in range(9))]
    for pace in paces:
        assert pace.wait(NOW, is_urgent=True) == min(pace.wait(NOW), URGENT_WAIT)
    assert max(pace.wait(NOW) for pace in paces) == LONGEST_WAIT
