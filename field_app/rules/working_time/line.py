"""One officer's duties in order of time: pieces of work, the work between two rests, and what falls in days, weeks and nights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from field_app.rules.working_time.calendar import DAY, HOUR, SUNDAY, day_of, monday, offset, wall, week_of, weekday_of
from field_app.rules.working_time.terms import WorkingTime

#: A night shift is one with more than an hour of work between 00:00 and 06:00 (ATW 1:7).
NIGHT_ENDS = 6 * HOUR
NIGHT_WORK = HOUR
_TWO = 2 * HOUR

#: Begin and end in minutes since 1970.
Span = tuple[int, int]


@dataclass(slots=True)
class Stint:
    """Work between two rests, the `dienst` of the law (ATW 1:7): one duty, or more with breaks in between.

    Begin and end in minutes since 1970; `work` leaves the gaps out; `day` is the calendar day in Amsterdam on which it begins.
    """

    begins: int
    ends: int
    work: int
    gaps: tuple[int, ...]
    day: int
    is_night: bool
    ends_after_two: bool


@dataclass(slots=True)
class Line:
    """All that the rules ask about one officer; `spans` are as given, the rest counts double hours once."""

    officer_id: str
    spans: Sequence[Span]
    blocks: Sequence[Span]
    stints: Sequence[Stint]
    weeks: dict[int, int]
    sundays: Sequence[int]


def line_of(officer_id: str, spans: Iterable[Span], terms: WorkingTime) -> Line:
    """Order what an officer works."""
    ordered = sorted(spans)
    blocks = _merged(ordered)
    weeks, sundays = _counted(blocks)
    stints = [_stint(each) for each in _parted(blocks, terms)]
    return Line(officer_id, ordered, blocks, stints, weeks, sundays)


def _merged(ordered: Iterable[Span]) -> list[Span]:
    """Adjoining and overlapping duties as one piece of work."""
    found: list[Span] = []
    last = None
    for begins, ends in ordered:
        if last is None or begins > last:
            found.append((begins, ends))
            last = ends
        elif ends > last:
            found[-1] = (found[-1][0], ends)
            last = ends
    return found


def _parted(blocks: Iterable[Span], terms: WorkingTime) -> Iterator[list[Span]]:
    """The pieces of work of each stint."""
    group: list[Span] = []
    for block in blocks:
        if group and _is_rest(group[-1][1], block[0], terms):
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _is_rest(ends: int, begins: int, terms: WorkingTime) -> bool:
    """Whether a gap parts two stints.

    In law a stint lies between two rests, and none is shorter than 8 h. Read by the letter, an evening until 23:00 and a morning
    from 05:00 would be one stint with a break of 6 h; nobody means that: a gap past midnight is a night's rest, and too short.
    """
    gap = begins - ends
    return gap >= terms.parting_minutes or (gap >= terms.night_gap_minutes and day_of(ends - 1) < day_of(begins))


def _counted(blocks: Iterable[Span]) -> tuple[dict[int, int], list[int]]:
    """Minutes of work by week, and the Sundays on which there is any."""
    weeks: dict[int, int] = {}
    sundays: list[int] = []
    for begins, ends in blocks:
        day, last, week = _days(begins, ends)
        if week is None:
            _split(begins, ends, weeks)
        else:
            weeks[week] = weeks.get(week, 0) + ends - begins
        for each in range(day, last + 1):
            if weekday_of(each) == SUNDAY and (not sundays or sundays[-1] != each):
                sundays.append(each)
    return weeks, sundays


@lru_cache(4096)
def _days(begins: int, ends: int) -> tuple[int, int, int | None]:
    """First and last day of a piece of work, and its week; no week when it goes on into the next."""
    day, last = day_of(begins), day_of(ends - 1)
    return day, last, week_of(day) if week_of(day) == week_of(last) else None


def _split(begins: int, ends: int, weeks: dict[int, int]) -> None:
    for week in range(week_of(day_of(begins)), week_of(day_of(ends - 1)) + 1):
        weeks[week] = weeks.get(week, 0) + min(ends, monday(week + 1)) - max(begins, monday(week))


@lru_cache(4096)
def _one(begins: int, ends: int) -> Stint:
    return _described([(begins, ends)])


def _stint(blocks: list[Span]) -> Stint:
    """Most stints are one piece of work, and the same ones come back at every change of a roster."""
    return _one(*blocks[0]) if len(blocks) == 1 else _described(blocks)


def _described(blocks: list[Span]) -> Stint:
    begins, ends = blocks[0][0], blocks[-1][1]
    gaps = tuple(after - before for (_, before), (after, _) in pairwise(blocks))
    work = ends - begins - sum(gaps)
    day = day_of(begins)
    night, after_two = 0, False
    if (begins + offset(begins)) % DAY < NIGHT_ENDS or day_of(ends - 1) > day:
        night, after_two = _night(blocks, day)
    return Stint(begins, ends, work, gaps, day, night > NIGHT_WORK, night > NIGHT_WORK and after_two)


def _night(blocks: list[Span], day: int) -> tuple[int, bool]:
    """Minutes of work between 00:00 and 06:00, and whether the stint ends after 02:00 of its last night."""
    ends, worked, after_two = blocks[-1][1], 0, False
    for night in range(day, day_of(ends - 1) + 1):
        first, last = wall(night, 0), wall(night, NIGHT_ENDS)
        inside = sum(max(0, min(end, last) - max(begin, first)) for begin, end in blocks)
        if inside:
            worked, after_two = worked + inside, ends > wall(night, _TWO)
    return worked, after_two
