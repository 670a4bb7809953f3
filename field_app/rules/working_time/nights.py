"""Night shifts: how long, the rest after one and after a series, how many, and fewer hours for whoever has many (ATW 5:8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from field_app.rules.working_time.calendar import DAY, WEEK, moment_of, monday, week_of
from field_app.rules.working_time.hours import total_of
from field_app.rules.working_time.line import Line, Stint
from field_app.rules.working_time.terms import Breach, Rule, Unit, WorkingTime

_ARTICLE = "ATW 5:8"
_PERIOD_WEEKS = 16
_SERIES_FROM = 3
_YEAR = 52 * WEEK


def night_shifts(line: Line, terms: WorkingTime) -> Iterator[Breach]:
    """All rules of night shifts (ATW 5:8); nothing for whoever has none."""
    if not any(each.is_night for each in line.stints):
        return
    yield from _lengths(line, terms)
    yield from _rests(line, terms)
    for run in _runs(line.stints, terms.weekly_rest_minutes):
        yield from _series(line, line.stints[run.start : run.stop], terms)
        yield from _series_rests(line, run, terms)
    yield from _periods(line, terms)


def _breach(line: Line, at: int, other: int, found: int, term: str, terms: WorkingTime, unit: Unit = Unit.MINUTES) -> Breach:
    needed: int = getattr(terms, term)
    return Breach(Rule.NIGHT_SHIFT, _ARTICLE, line.officer_id, moment_of(at), found, needed, unit, moment_of(other), term)


def _lengths(line: Line, terms: WorkingTime) -> Iterator[Breach]:
    """At most 10 h of work; 12 h as an exception, with 12 h of rest after it, 5 times in 14 x 24 h and 22 times in 52 weeks."""
    longs: list[int] = []
    for at, stint in enumerate(line.stints):
        if not stint.is_night or stint.work <= terms.night_shift_minutes:
            continue
        if not terms.allows_long_nights:
            yield _breach(line, stint.begins, stint.ends, stint.work, "night_shift_minutes", terms)
            continue
        longs.append(stint.begins)
        if stint.work > terms.long_night_minutes:
            yield _breach(line, stint.begins, stint.ends, stint.work, "long_night_minutes", terms)
        rest = line.stints[at + 1].begins - stint.ends if at + 1 < len(line.stints) else _YEAR
        if rest < terms.long_night_rest_minutes:
            yield _breach(line, stint.ends + rest, stint.ends, rest, "long_night_rest_minutes", terms)
        yield from _long_nights(line, longs, terms)


def _long_nights(line: Line, longs: list[int], terms: WorkingTime) -> Iterator[Breach]:
    """Counted back from the last."""
    last = longs[-1]
    for term, span in (("long_nights_14_days", 14 * DAY), ("long_nights_52_weeks", _YEAR)):
        found = sum(each > last - span for each in longs)
        if found > getattr(terms, term):
            yield _breach(line, last, last - span, found, term, terms, Unit.COUNT)


def _rests(line: Line, terms: WorkingTime) -> Iterator[Breach]:
    """After a night shift that ends past 02:00 14 h of rest; once in 7 x 24 h it may be 8 h."""
    cut = -_YEAR
    for stint, after in pairwise(line.stints):
        rest = after.begins - stint.ends
        if stint.ends_after_two and rest < terms.night_rest_minutes:
            if rest < terms.short_rest_minutes or after.begins - cut < terms.short_rest_days * DAY:
                yield _breach(line, after.begins, stint.ends, rest, "night_rest_minutes", terms)
            cut = after.begins


def _runs(stints: Sequence[Stint], rest: int) -> Iterator[range]:
    """Stints that follow each other without a weekly rest in between, by number."""
    first = 0
    for at in range(1, len(stints) + 1):
        if at == len(stints) or stints[at].begins - stints[at - 1].ends >= rest:
            yield range(first, at)
            first = at


def _series(line: Line, run: Sequence[Stint], terms: WorkingTime) -> Iterator[Breach]:
    """At most 7 shifts in a row when one of them is a night shift."""
    if len(run) > terms.night_series and any(each.is_night for each in run):
        yield _breach(line, run[0].begins, run[-1].ends, len(run), "night_series", terms, Unit.COUNT)


def _series_rests(line: Line, run: range, terms: WorkingTime) -> Iterator[Breach]:
    """After 3 night shifts in a row or more 46 h of rest."""
    nights = 0
    for at in run:
        stint = line.stints[at]
        nights = nights + 1 if stint.is_night else 0
        if nights < _SERIES_FROM or at + 1 == len(line.stints) or (at + 1 in run and line.stints[at + 1].is_night):
            continue
        rest = line.stints[at + 1].begins - stint.ends
        if rest < terms.night_series_rest_minutes:
            yield _breach(line, stint.ends + rest, stint.ends, rest, "night_series_rest_minutes", terms)


def _periods(line: Line, terms: WorkingTime) -> Iterator[Breach]:
    """In any 16 weeks at most 36 night shifts that end past 02:00, and from 16 night shifts on 40 h a week on average."""
    nights = Counter(week_of(each.day) for each in line.stints if each.is_night)
    late = Counter(week_of(each.day) for each in line.stints if each.ends_after_two)
    for week in sorted(line.weeks):
        at, until = monday(week), monday(week + _PERIOD_WEEKS)
        count, total = total_of(late, week, _PERIOD_WEEKS), total_of(line.weeks, week, _PERIOD_WEEKS)
        if count > terms.nights_16_weeks:
            yield _breach(line, at, until, count, "nights_16_weeks", terms, Unit.COUNT)
        often = total_of(nights, week, _PERIOD_WEEKS) >= terms.nights_for_average
        if often and total > terms.night_average_minutes * _PERIOD_WEEKS:
            yield _breach(line, at, until, -(-total // _PERIOD_WEEKS), "night_average_minutes", terms)
