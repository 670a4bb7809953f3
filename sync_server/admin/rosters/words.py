"""Reads days and moments as people type them: `2026-12-24..2026-12-26; za avond; -vroege ochtend`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from field_app.rules.vocabulary import Moment
from sync_server.planner.clock import Period
from sync_server.planner.text_nl import MOMENTS

_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_SHAPES = ("%Y-%m-%d", "%d-%m-%Y")
_SHORTEST = 2
_SATURDAY = 5


class Unclear(ValueError):
    """Words that name no day or moment; says which, and what would do."""


@dataclass(frozen=True, slots=True)
class Said:
    """One item: whether it is wanted (`+`) or not (`-`), on which days of the period, and which moment (None: the whole day)."""

    is_wanted: bool
    days: tuple[date, ...]
    moment: Moment | None


def items(text: str, period: Period) -> Iterator[Said]:
    """The items between semicolons. Raises `Unclear`."""
    for item in text.split(";"):
        if item.strip():
            yield _item(item.strip(), period)


def _item(item: str, period: Period) -> Said:
    """Sign, day and moment; a day or a moment may be left out, not both."""
    sign, words = (item[0], item[1:]) if item[0] in "+-" else ("-", item)
    rest = " ".join(words.lower().split())
    moment = next((each for each, name in MOMENTS.items() if rest == name or rest.endswith(f" {name}")), None)
    day = rest.removesuffix(MOMENTS[moment]).strip() if moment else rest
    days = tuple(period.on(each) for each in range(period.days))
    if day or moment is None:
        days = tuple(_days(day, item, period))
    return Said(sign == "+", days, moment)


def _days(words: str, item: str, period: Period) -> Iterator[date]:
    if words == "weekend":
        yield from (on for on in _all(period) if on.weekday() >= _SATURDAY)
        return
    weekday = [at for at, name in enumerate(_WEEKDAYS) if len(words) >= _SHORTEST and name.startswith(words)]
    if len(weekday) == 1:
        yield from (on for on in _all(period) if on.weekday() == weekday[0])
        return
    first, _, last = words.partition("..")
    begins, ends = _date(first, item), _date(last or first, item)
    if ends < begins:
        raise Unclear(f"'{item}' eindigt voor het begint")
    begins, ends = max(begins, period.begins_on), min(ends, period.ends_on)
    yield from (begins + timedelta(days=each) for each in range((ends - begins).days + 1))


def _all(period: Period) -> Iterator[date]:
    return (period.on(each) for each in range(period.days))


def _date(words: str, item: str) -> date:
    for shape in _SHAPES:
        if re.fullmatch(r"[\d-]+", words.strip()):
            try:
                return datetime.strptime(words.strip(), shape).date()  # noqa: DTZ007  # a day has no zone
            except ValueError:
                continue
    named = ", ".join(MOMENTS.values())
    raise Unclear(f"'{item}' is geen dag of moment (dag: jjjj-mm-dd, dd-mm-jjjj, van..tot, ma t/m zo, weekend; moment: {named})")
