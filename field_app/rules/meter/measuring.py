"""Measures how much was looked at one case: the figures, the level, and at which look amber and red were first reached and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, timedelta

from field_app.rules.meter.judging import Count, hundredths, reasons
from field_app.rules.meter.records import Level, Limits, Looked, Measure, MomentCount, Reached, Reason
from field_app.rules.vocabulary import DEFAULT_HOURS, Moment, MomentHours, local, slot_of

_DEFAULTS = Limits()
_MINUTE = timedelta(minutes=1)


def measure(
    looks: Iterable[Looked], limits: Limits = _DEFAULTS, photos_approved: int = 0, hours: tuple[MomentHours, ...] = DEFAULT_HOURS
) -> Measure:
    """How much was looked: give the looks of all officers, at all places and persons of the case, in any order.

    Every look counts, also one that showed nothing or could see nothing; two cars at once are two looks. Looks that began at the
    same moment keep the order in which they are given. `photos_approved` is the number in the approved plan.
    """
    line = sorted(looks, key=lambda each: each.began_at.astimezone(UTC))
    count, reached = Count(photos_approved), dict[Level, Reached]()
    lengths, moments = list[timedelta](), Counter[Moment | None]()
    for look in line:
        wall, lasted = local(look.began_at), _lasted(look)
        slot = slot_of(wall, hours)
        moments[slot.moment if slot else None] += 1
        lengths.append(lasted)
        count.add(look, wall.date(), lasted)
        if Level.RED not in reached:
            _reach(reached, look, count.looks, reasons(count, limits))
    return _told(line, count, _minutes(lengths), _by_moment(moments, hours), reached, reasons(count, limits))


def _lasted(look: Looked) -> timedelta:
    """Real time, also when the clock changes during the look."""
    return max(look.ended_at.astimezone(UTC) - look.began_at.astimezone(UTC), timedelta())


def _reach(reached: dict[Level, Reached], look: Looked, number: int, found: tuple[Reason, ...]) -> None:
    """Whether this look brings a level for the first time. Whatever brings red, brings amber."""
    if found and Level.AMBER not in reached:
        reached[Level.AMBER] = Reached(Level.AMBER, number, look.id, look.began_at, found)
    reds = tuple(each for each in found if each.level is Level.RED)
    if reds:
        reached[Level.RED] = Reached(Level.RED, number, look.id, look.began_at, reds)


def _minutes(lengths: Iterable[timedelta]) -> list[int]:
    """Whole minutes of each look, a begun minute counted, shortest first: the strict reading, so that nothing is understated."""
    return sorted(-(-each // _MINUTE) for each in lengths)


def _median(minutes: Sequence[int]) -> int:
    """The middle one; between two middle ones, rounded up."""
    half = len(minutes) // 2
    return minutes[half] if len(minutes) % 2 else -(-sum(minutes[half - 1 : half + 1]) // 2)


def _by_moment(moments: Counter[Moment | None], hours: Iterable[MomentHours]) -> tuple[MomentCount, ...]:
    """In the order of the day, and last what lies between the moments."""
    return tuple(MomentCount(each, moments[each]) for each in (*dict.fromkeys(each.moment for each in hours), None))


def _told(
    line: Sequence[Looked], count: Count, minutes: Sequence[int], by_moment: tuple[MomentCount, ...],
    reached: dict[Level, Reached], now: tuple[Reason, ...],
) -> Measure:  # fmt: skip
    return Measure(
        looks=count.looks,
        unable=sum(each.is_unable for each in line),
        days=len(count.by_day),
        span_days=count.span_days,
        looks_on_busiest_day=count.busiest,
        average_hundredths=hundredths(count.looks, count.span_days),
        minutes=sum(minutes),
        minutes_median=_median(minutes) if minutes else 0,
        minutes_longest=max(minutes, default=0),
        photos=count.photos,
        followings=count.followings,
        by_moment=by_moment,
        first_at=line[0].began_at if line else None,
        last_at=line[-1].began_at if line else None,
        level=max(reached, key=list(Level).index, default=Level.GREEN),
        amber=reached.get(Level.AMBER),
        red=reached.get(Level.RED),
        reasons=now,
    )
