"""How much is worked: two duties at once, the length of a shift, hours a week and on average, breaks, Sundays, moments of a day."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import time

from field_app.rules.vocabulary import DEFAULT_HOURS
from field_app.rules.working_time.calendar import HOUR, day_of, moment_of, monday, wall
from field_app.rules.working_time.line import Line
from field_app.rules.working_time.terms import Breach, Rule, Unit, WorkingTime

_TEAM = "team"
_YEAR_WEEKS = 52
_BREAK_ABOVE, _LONG_BREAK_ABOVE = 5 * HOUR + 30, 10 * HOUR
#: A shorter gap is no break (ATW 1:7).
_SHORTEST_BREAK = 15


def overlap(line: Line, terms: WorkingTime) -> Iterator[Breach]:
    """Nobody works twice at once; `found` is how long (a rule of the house)."""
    until = line.spans[0][0] if line.spans else 0
    for begins, ends in line.spans:
        if begins < until:
            both = min(ends, until)
            yield Breach(
                Rule.OVERLAP, _TEAM, line.officer_id, moment_of(begins), both - begins, 0, Unit.MINUTES, moment_of(both)
            )  # fmt: skip
        until = max(until, ends)


def shift_length(line: Line, terms: WorkingTime) -> Iterator[Breach]:
    """At most 12 h of work between two rests (ATW 5:7).

    Gaps do not count; breaks inside a duty do, for a roster does not tell them.
    """
    for stint in line.stints:
        if stint.work > terms.shift_minutes:
            yield Breach(
                Rule.SHIFT_LENGTH, "ATW 5:7", line.officer_id, moment_of(stint.begins), stint.work, terms.shift_minutes,
                Unit.MINUTES, moment_of(stint.ends), "shift_minutes",
            )  # fmt: skip


def week_hours(line: Line, terms: WorkingTime) -> Iterator[Breach]:
    """At most 60 h from Monday 00:00 to Sunday 24:00 (ATW 5:7)."""
    for week, minutes in sorted(line.weeks.items()):
        if minutes > terms.week_minutes:
            yield _hours(line, Rule.WEEK_HOURS, (week, 1), minutes, terms.week_minutes, "week_minutes")


def average_hours(line: Line, terms: WorkingTime) -> Iterator[Breach]:
    """On average at most 55 h over any 4 weeks and 48 h over any 16 (ATW 5:7).

    A period that the roster covers in part is judged too: hours only come to it.
    """
    yield from _averages(line, 4, terms.average_4_weeks_minutes, "average_4_weeks_minutes")
    yield from _averages(line, 16, terms.average_16_weeks_minutes, "average_16_weeks_minutes")


def _averages(line: Line, weeks: int, most: int, term: str) -> Iterator[Breach]:
    if max(line.weeks.values(), default=0) <= most:  # the highest week is at least the average
        return
    for week in sorted(line.weeks):
        total = total_of(line.weeks, week, weeks)
        if total > most * weeks:
            yield _hours(line, Rule.AVERAGE_HOURS, (week, weeks), -(-total // weeks), most, term)


def total_of(by_week: dict[int, int], week: int, weeks: int) -> int:
    """The sum over so many weeks from this one."""
    return sum(by_week.get(each, 0) for each in range(week, week + weeks))


def _hours(line: Line, rule: Rule, period: tuple[int, int], found: int, needed: int, term: str) -> Breach:
    first, weeks = period
    ends = moment_of(monday(first + weeks))
    return Breach(rule, "ATW 5:7", line.officer_id, moment_of(monday(first)), found, needed, Unit.MINUTES, ends, term)


def breaks(line: Line, terms: WorkingTime) -> Iterator[Breach]:
    """Above 5.5 h of work half an hour of break, above 10 h three quarters, in parts of at least a quarter (ATW 5:4).

    Judged only where breaks show: a gap inside the stint, or a team that records them all. A duty without gaps says nothing about
    when its officer pauses, and it would be dishonest to call that a breach.
    """
    for stint in line.stints:
        if stint.work <= _BREAK_ABOVE or not (stint.gaps or terms.breaks_are_recorded):
            continue
        term = "long_break_minutes" if stint.work > _LONG_BREAK_ABOVE else "break_minutes"
        needed, found = getattr(terms, term), sum(gap for gap in stint.gaps if gap >= _SHORTEST_BREAK)
        if found < needed:
            yield Breach(
                Rule.BREAK, "ATW 5:4", line.officer_id, moment_of(stint.begins), found, needed, Unit.MINUTES,
                moment_of(stint.ends), term,
            )  # fmt: skip


def free_sundays(line: Line, terms: WorkingTime) -> Iterator[Breach]:
    """In any 52 weeks at least 13 Sundays without work (ATW 5:6).

    A Sunday of which the roster says nothing counts as free: less than 52 weeks break the rule only when so many are worked that
    13 can no longer be free.
    """
    most = _YEAR_WEEKS - terms.free_sundays_52_weeks
    for at, sunday in enumerate(line.sundays):
        worked = bisect_left(line.sundays, sunday + 7 * _YEAR_WEEKS) - at
        if worked > most:
            ends = moment_of(wall(sunday + 7 * _YEAR_WEEKS, 0))
            yield Breach(
                Rule.FREE_SUNDAYS, "ATW 5:6", line.officer_id, moment_of(wall(sunday, 0)), _YEAR_WEEKS - worked,
                terms.free_sundays_52_weeks, Unit.COUNT, ends, "free_sundays_52_weeks",
            )  # fmt: skip


def moments_a_day(line: Line, terms: WorkingTime) -> Iterator[Breach]:
    """At most so many moments of one day (a rule of the house, off at zero); the hours are those of the working method."""
    if not terms.moments_a_day:
        return
    for day in sorted({day for begins, ends in line.blocks for day in range(day_of(begins), day_of(ends - 1) + 1)}):
        edges = [(wall(day, _minutes(each.begins)), wall(day, _minutes(each.ends))) for each in DEFAULT_HOURS]
        found = sum(any(begins < last and first < ends for begins, ends in line.blocks) for first, last in edges)
        if found > terms.moments_a_day:
            yield Breach(
                Rule.MOMENTS_A_DAY, _TEAM, line.officer_id, moment_of(wall(day, 0)), found, terms.moments_a_day, Unit.COUNT,
                None, "moments_a_day",
            )  # fmt: skip


def _minutes(at: time) -> int:
    return at.hour * HOUR + at.minute
