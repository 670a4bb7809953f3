"""Rest between duties and in each week, and the early morning that does not follow a late evening."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from field_app.rules.working_time.calendar import DAY, moment_of, wall
from field_app.rules.working_time.line import Line, Stint
from field_app.rules.working_time.terms import Breach, Rule, Unit, WorkingTime

_DAILY, _WEEKLY, _TEAM = "ATW 5:3", "ATW 5:5", "team"
#: After the last duty that is known, rest has no end.
_ENDLESS = 1 << 60


def daily_rest(line: Line, terms: WorkingTime) -> Iterator[Breach]:
    """In the 24 h from the begin of each stint 11 h of unbroken rest; once in 7 x 24 h it may be 8 h (ATW 5:3)."""
    stints, needed = line.stints, terms.daily_rest_minutes
    cut: tuple[int, int] | None = None
    for at, stint in enumerate(stints):
        after = stints[at + 1].begins if at + 1 < len(stints) else _ENDLESS
        gap = after - stint.ends
        if gap >= needed and stint.ends + needed <= stint.begins + DAY:
            continue
        begins, ends = _longest(stints, at)
        if gap >= terms.short_rest_minutes and ends - begins >= needed:
            continue
        again = cut is not None and cut[0] != begins and ends - cut[1] < terms.short_rest_days * DAY
        if again or min(gap, ends - begins) < terms.short_rest_minutes:
            yield _too_short(line, (stint.ends, after) if gap < needed else (begins, ends), needed)
        cut = (begins, ends)


def _longest(stints: Sequence[Stint], at: int) -> tuple[int, int]:
    """The longest rest in the 24 h from the begin of this stint; empty when it goes on longer than that."""
    limit = stints[at].begins + DAY
    best = (limit, limit)
    for number in range(at, len(stints)):
        begins = stints[number].ends
        if begins >= limit:
            break
        ends = min(limit, stints[number + 1].begins if number + 1 < len(stints) else _ENDLESS)
        if ends - begins > best[1] - best[0]:
            best = (begins, ends)
    return best


def _too_short(line: Line, rest: tuple[int, int], needed: int) -> Breach:
    begins, ends = rest
    return Breach(
        Rule.DAILY_REST, _DAILY, line.officer_id, moment_of(ends), ends - begins, needed, Unit.MINUTES,
        moment_of(begins), "daily_rest_minutes",
    )  # fmt: skip


def weekly_rest(line: Line, terms: WorkingTime) -> Iterator[Breach]:
    """In each 7 x 24 h 36 h of unbroken rest, or in 14 x 24 h 72 h in parts of at least 32 h (ATW 5:5).

    Counted from the first duty after a weekly rest; so the work from one weekly rest to the next must be over in 7 x 24 h less 36.
    The second way counts as far as the roster shows it.
    From any moment, 36 h less again, for the worst week begins when the rest before it has just become too short to count. An
    ordinary Monday to Friday breaks that, and is lawful by its 72 h in 14 x 24 h.
    """
    needed, window = terms.weekly_rest_minutes, terms.weekly_rest_days * DAY
    longest = window - needed * (2 if terms.weekly_rest_from_any_moment else 1)
    first, is_judged, last = 0, False, -_ENDLESS
    for at, stint in enumerate(line.stints):
        begins = line.stints[first].begins
        if stint.begins - last >= needed or (is_judged and stint.begins >= begins + window):
            first, is_judged, begins = at, False, stint.begins
        if not is_judged and stint.ends - begins > longest:
            is_judged = True
            if not _rests_in_parts(line.stints, first, terms):
                yield _without_rest(line, first, longest, terms)
        last = stint.ends


def _rests_in_parts(stints: Sequence[Stint], first: int, terms: WorkingTime) -> bool:
    if not terms.split_rest_minutes:
        return False
    early = terms.split_part_minutes - 1 if terms.weekly_rest_from_any_moment else 0
    rests = list(_rests(stints, first, stints[first].begins - early + terms.split_rest_days * DAY))
    if len(rests) == len(stints) - first:
        rests.pop()  # what follows the last duty is not known
    return sum(each for each in rests if each >= terms.split_part_minutes) >= terms.split_rest_minutes


def _rests(stints: Sequence[Stint], first: int, limit: int) -> Iterator[int]:
    """The rests after each stint from the first, as far as they lie before the limit."""
    for number in range(first, len(stints)):
        begins = stints[number].ends
        if begins >= limit:
            return
        yield min(limit, stints[number + 1].begins if number + 1 < len(stints) else _ENDLESS) - begins


def _without_rest(line: Line, first: int, longest: int, terms: WorkingTime) -> Breach:
    begins, needed = line.stints[first].begins, terms.weekly_rest_minutes
    found = max(_rests(line.stints, first, begins + longest + needed), default=0)
    return Breach(
        Rule.WEEKLY_REST, _WEEKLY, line.officer_id, moment_of(begins), found, needed, Unit.MINUTES,
        moment_of(begins + terms.weekly_rest_days * DAY), "weekly_rest_minutes",
    )  # fmt: skip


def late_then_early(line: Line, terms: WorkingTime) -> Iterator[Breach]:
    """An evening that ends at 22:00 or later leaves no early morning after it (a rule of the house)."""
    for before, after in pairwise(line.stints):
        if terms.late_from and after.day == before.day + 1 and before.ends >= wall(before.day, terms.late_from):
            earliest = wall(after.day, terms.early_until)
            if after.begins < earliest:
                yield Breach(
                    Rule.LATE_THEN_EARLY, _TEAM, line.officer_id, moment_of(after.begins), after.begins - before.ends,
                    earliest - before.ends, Unit.MINUTES, moment_of(before.ends), "early_until",
                )  # fmt: skip
