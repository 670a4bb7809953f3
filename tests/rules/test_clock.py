"""Honest time: how far the phone's clock stood off when it wrote, whatever happened to it since."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import at, judged, look
from proofs import Proof, at_least, exactly

from field_app.rules import text_nl
from field_app.rules.clock import SKEW_LIMIT, SendClock, in_ms, skew
from field_app.rules.commands import ClockReading, RecordObservation
from field_app.rules.strict_reading import LARGEST_INT
from field_app.rules.vocabulary import Flag
from rules.examples import QUICK, catches

Skew = Callable[[datetime, ClockReading, SendClock, datetime], timedelta]
DAY, HOUR, SECOND, NONE = timedelta(days=1), timedelta(hours=1), timedelta(seconds=1), timedelta(0)
WRITTEN, RECEIVED = at("06:14"), at("08:14")


def reading(monotonic: timedelta = HOUR, boot: str = "a", offset: timedelta | None = None) -> ClockReading:
    """What the clocks said on writing; `offset` is server minus phone."""
    known = None if offset is None else offset // timedelta(milliseconds=1)
    return ClockReading(monotonic // timedelta(milliseconds=1), boot, known, None if offset is None else 60)


def sent(now: datetime = RECEIVED, monotonic: timedelta = 3 * HOUR, boot: str = "a") -> SendClock:
    return SendClock(now, monotonic // timedelta(milliseconds=1), boot)


#: What happened, when the phone said it wrote, its clocks then, its clocks on sending (the server says 08:14), and the skew.
TABLE = (
    ("all clocks right", WRITTEN, reading(), sent(), NONE),
    ("a minute fast, all the time", at("06:15"), reading(), sent(at("08:15")), timedelta(minutes=1)),
    ("a day fast on writing, put right before sending", WRITTEN + DAY, reading(), sent(), DAY),
    ("a day slow on writing, put right before sending", WRITTEN - DAY, reading(), sent(), -DAY),
    ("right on writing, a day fast on sending", WRITTEN, reading(), sent(RECEIVED + DAY), NONE),
    ("same boot: an offset known from before does not count", WRITTEN, reading(offset=DAY), sent(), NONE),
    ("other boot, offset known: a second slow", WRITTEN, reading(offset=SECOND), sent(boot="b"), -SECOND),
    ("other boot, offset known: a day fast, since put right", WRITTEN + DAY, reading(offset=-DAY), sent(boot="b"), DAY),
    ("other boot, offset nought", WRITTEN, reading(offset=NONE), sent(RECEIVED + DAY, boot="b"), NONE),
    ("other boot, nothing known, clock right on sending", WRITTEN, reading(), sent(boot="b"), NONE),
    ("other boot, nothing known, an hour fast on sending", WRITTEN, reading(), sent(RECEIVED + HOUR, boot="b"), HOUR),
    ("sent in the same instant", RECEIVED, reading(3 * HOUR), sent(), NONE),
)


def disagreements(measure: Skew) -> list[str]:
    """What this way of measuring gets wrong."""
    return [name for name, written, then, now, expected in TABLE if measure(written, then, now, RECEIVED) != expected]


@pytest.mark.parametrize("line", TABLE, ids=[line[0] for line in TABLE])
def test_the_skew_is_what_the_best_witness_says(line: tuple[str, datetime, ClockReading, SendClock, timedelta]) -> None:
    _, written, then, now, expected = line
    assert skew(written, then, now, RECEIVED) == expected


def test_a_measure_that_trusts_the_wall_clock_or_mixes_up_the_boots_is_found_out() -> None:
    def wall_clock(_: datetime, __: ClockReading, now: SendClock, received: datetime) -> timedelta:
        return now.now - received

    def one_boot(written: datetime, then: ClockReading, now: SendClock, received: datetime) -> timedelta:
        return skew(written, ClockReading(then.monotonic_ms, now.boot), now, received)

    def wrong_sign(*given: object) -> timedelta:
        return -skew(*given)  # type: ignore[arg-type]

    assert disagreements(skew) == []
    for fault in (wall_clock, one_boot, wrong_sign):
        assert disagreements(fault), fault.__name__


span = st.integers(-(10**12), 10**12).map(lambda ms: timedelta(milliseconds=ms))


def survives_clock_setting(example: tuple[timedelta, timedelta, timedelta], measure: Skew = skew) -> bool:
    """Within one boot: off by `on_writing`, set to be off by `on_sending`, sent `later`; the first is what must be said."""
    on_writing, on_sending, later = example
    then = ClockReading(1_000, "a")
    now = SendClock(WRITTEN + later + on_sending, 1_000 + later // timedelta(milliseconds=1), "a")
    return measure(WRITTEN + on_writing, then, now, WRITTEN + later) == on_writing


def test_within_one_boot_no_setting_of_the_clock_hides_how_far_it_was_off(proof: Proof) -> None:
    times = st.tuples(span, span, span.map(abs))
    reached, hidden = [], []

    @QUICK
    @given(times)
    def each(example: tuple[timedelta, timedelta, timedelta]) -> None:
        reached.append(abs(example[0]) > SKEW_LIMIT and example[0] != example[1])
        if not survives_clock_setting(example):
            hidden.append(example)

    each()
    print(*hidden[:5], sep="\n")
    proof(
        "P16",
        "clocks set at any moment between writing and sending",
        settings=at_least(5, sum(reached)),
        that_hid_how_far_it_was_off=exactly(0, len(hidden)),
    )
    assert catches(lambda example: survives_clock_setting(example, lambda _, __, now, received: now.now - received), times)


@pytest.mark.parametrize("then", [-LARGEST_INT, 0, LARGEST_INT])
@pytest.mark.parametrize("now", [-LARGEST_INT, 0, LARGEST_INT])
def test_no_number_that_a_phone_can_send_breaks_the_measure(then: int, now: int) -> None:
    off = skew(WRITTEN, ClockReading(then, "a", then, 1), SendClock(RECEIVED, now, "a"), RECEIVED)
    assert judged(RecordObservation(look()), skew=off).flags == ((Flag.CLOCK_SKEW,) if abs(off) > SKEW_LIMIT else ())
    assert skew(WRITTEN, ClockReading(then, "a", then, 1), SendClock(RECEIVED, now, "b"), RECEIVED) == -timedelta(milliseconds=then)
    assert abs(in_ms(off)) <= LARGEST_INT
    assert in_ms(timedelta(milliseconds=in_ms(off))) == in_ms(off), "the phone makes the same figure of it"


@pytest.mark.parametrize(
    ("milliseconds", "words"),
    [
        (121_000, "2 minuten en 1 seconde voor"),
        (-3_600_000, "1 uur achter"),
        (90_061_500, "1 dag en 1 uur voor"),
        (-172_800_000, "2 dagen achter"),
        (999, "0 seconden voor"),
    ],
)
def test_a_skew_is_said_in_its_two_largest_parts(milliseconds: int, words: str) -> None:
    assert text_nl.skew(milliseconds) == words
