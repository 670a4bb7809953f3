"""Judges duties: all breaches, those that a change brings, and the notice of a roster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from field_app.rules.vocabulary import local
from field_app.rules.working_time.calendar import minute_of, moment_of
from field_app.rules.working_time.hours import (
    average_hours,
    breaks,
    free_sundays,
    moments_a_day,
    overlap,
    shift_length,
    week_hours,
)
from field_app.rules.working_time.line import Line, Span, line_of
from field_app.rules.working_time.nights import night_shifts
from field_app.rules.working_time.rest import daily_rest, late_then_early, weekly_rest
from field_app.rules.working_time.terms import Breach, Duty, Rule, Unit, WorkingTime

_LAW = WorkingTime()
_RULES: tuple[Callable[[Line, WorkingTime], Iterator[Breach]], ...] = (
    overlap, daily_rest, weekly_rest, shift_length, week_hours, average_hours, night_shifts, breaks, free_sundays, late_then_early,
    moments_a_day,
)  # fmt: skip
#: Counted over periods that overlap each other: of those that are broken the first is told.
_PERIODS = (
    "average_4_weeks_minutes", "average_16_weeks_minutes", "night_average_minutes", "nights_16_weeks", "free_sundays_52_weeks",
)  # fmt: skip


def breaches(duties: Iterable[Duty], terms: WorkingTime = _LAW) -> tuple[Breach, ...]:
    """Every rule that these duties break, of any number of officers, by officer and time.

    Duties without an end after their begin count for nothing. Of periods that overlap each other, the first that is broken is told.
    """
    spans = _spans(duties)
    return _told(breach for officer in sorted(spans) for breach in _all(officer, spans[officer], terms))


def new_breaches(before: Iterable[Duty], after: Iterable[Duty], terms: WorkingTime = _LAW) -> tuple[Breach, ...]:
    """The breaches that a change brings or makes worse; what was broken before and is no worse now, is left out.

    Who only gives work away is never in the wrong, whatever is left of the duties. Give the officers' duties within 17 weeks around
    the change: further away nothing matters but free Sundays.
    """
    old, new = _spans(before), _spans(after)
    found: list[Breach] = []
    for officer in sorted(new):
        if not set(new[officer]) <= set(old.get(officer, [])) or len(new[officer]) > len(old[officer]):
            found += _worse(officer, old.get(officer, []), new[officer], terms)
    return _told(found)


def notice(published_at: datetime, begins_at: datetime, terms: WorkingTime = _LAW) -> Breach | None:
    """Whether a duty is made known too late: fewer than 28 calendar days ahead (ATW 4:2).

    Where the work itself prevents that, rest days are made known 28 days ahead and the hours 4 (`hours_follow_later`).
    """
    term = "hours_notice_days" if terms.hours_follow_later else "notice_days"
    needed: int = getattr(terms, term)
    found = (local(begins_at).date() - local(published_at).date()).days
    if found >= needed:
        return None
    at, other = moment_of(minute_of(begins_at)), moment_of(minute_of(published_at))
    return Breach(Rule.NOTICE, "ATW 4:2", "", at, found, needed, Unit.DAYS, other, term)


def _spans(duties: Iterable[Duty]) -> dict[str, list[Span]]:
    """Minutes by officer."""
    found: dict[str, list[Span]] = {}
    for each in duties:
        begins, ends = minute_of(each.begins_at), minute_of(each.ends_at)
        if begins < ends:
            found.setdefault(each.officer_id, []).append((begins, ends))
    return found


def _all(officer: str, spans: Iterable[Span], terms: WorkingTime) -> list[Breach]:
    line = line_of(officer, spans, terms)
    return [breach for rule in _RULES for breach in rule(line, terms)]


def _worse(officer: str, old: list[Span], new: list[Span], terms: WorkingTime) -> list[Breach]:
    found = _all(officer, new, terms)
    known = _all(officer, old, terms) if found else []
    return [each for each in found if not any(_is_no_worse(each, one) for one in known)]


def _is_no_worse(now: Breach, then: Breach) -> bool:
    """Whether this was broken before, in the same place or in a part of the same time, and at least by as much.

    Work without a weekly rest that now begins earlier has become longer, whatever its longest rest.
    """
    if (now.rule, now.term) != (then.rule, then.term) or abs(now.found - now.needed) > abs(then.found - then.needed):
        return False
    if now.at == then.at or now.term in _PERIODS:
        return now.at == then.at
    (begins, ends), (began, ended) = _lasts(now), _lasts(then)
    return begins < ended and began < ends and (now.rule is not Rule.WEEKLY_REST or began <= begins)


def _lasts(breach: Breach) -> tuple[datetime, datetime]:
    other = breach.other or breach.at
    return min(breach.at, other), max(breach.at, other)


def _told(found: Iterable[Breach]) -> tuple[Breach, ...]:
    told: list[Breach] = []
    until: dict[tuple[str, str], datetime] = {}
    for each in sorted(found, key=lambda each: (each.officer_id, each.at, each.rule.value, each.term)):
        if each.term in _PERIODS and each.other:
            if each.at < until.get((each.officer_id, each.term), each.at):
                continue
            until[each.officer_id, each.term] = each.other
        told.append(each)
    return tuple(told)
