"""Times as people and spreadsheets write them, read as moments; without a zone the clock in Amsterdam is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from field_app.rules.vocabulary import AMSTERDAM

_CLOCK = r"[T\s,]+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d{1,9})?)?"
_ZONE = r"\s*(?P<zone>Z|UTC|CES?T|[+-]\d{2}(?::?\d{2})?)?\s*(?:\[?Europe/Amsterdam\]?)?"
_ISO = re.compile(rf"(?P<year>\d{{4}})[-/](?P<month>\d{{1,2}})[-/](?P<day>\d{{1,2}}){_CLOCK}{_ZONE}", re.IGNORECASE)
_DUTCH = re.compile(rf"(?P<day>\d{{1,2}})[-/.](?P<month>\d{{1,2}})[-/.](?P<year>\d{{4}}){_CLOCK}{_ZONE}", re.IGNORECASE)
_ZONES = {"Z": timedelta(), "UTC": timedelta(), "CET": timedelta(hours=1), "CEST": timedelta(hours=2)}
_YEARS = range(1970, 2200)
_ISO_DAY = re.compile(r"(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})", re.ASCII)
_DUTCH_DAY = re.compile(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})", re.ASCII)
#: Days of birth come from further back.
_DAY_YEARS = range(1890, 2200)
_MIDNIGHT_AGAIN = 24


class NotATime(Exception):
    """A text that is no time; says why in Dutch."""


@dataclass(frozen=True, slots=True)
class Read:
    """A moment (offset written out), and whether the clock shows this time twice on that day."""

    at: datetime
    is_twice: bool = False


def read_moment(text: str) -> Read:
    """`2026-11-02 05:00`, with `T`, seconds or offset, or `2-11-2026 5:00`. Raises `NotATime`.

    Of the hour that comes twice in October the first is taken. 24:00 is the end of the day.
    """
    found = _ISO.fullmatch(text.strip()) or _DUTCH.fullmatch(text.strip())
    if not found:
        raise NotATime(
            f"'{text[:40]}' is geen tijd; schrijf 2026-11-02 05:00 of 02-11-2026 05:00" if text else "er staat geen tijd"
        )
    bare = _bare(found, text)
    zone = found["zone"]
    return Read(bare.replace(tzinfo=_zone(zone, text))) if zone else _in_amsterdam(bare, text)


def read_day(text: str) -> date:
    """`2026-11-02` or `2-11-2026`. Raises `NotATime`."""
    found = _ISO_DAY.fullmatch(text.strip()) or _DUTCH_DAY.fullmatch(text.strip())
    if not found or int(found["year"]) not in _DAY_YEARS:
        raise NotATime("dit is geen dag; schrijf 2026-11-02 of 02-11-2026")
    try:
        return date(*(int(found[each]) for each in ("year", "month", "day")))
    except ValueError:
        raise NotATime("deze dag bestaat niet") from None


def iso(at: datetime) -> str:
    """A moment with its offset, as short as it can be: reading gives back exactly this one."""
    return at.isoformat(timespec="minutes" if not at.second and not at.microsecond else "auto")


def _bare(found: re.Match[str], text: str) -> datetime:
    year, month, day, hour, minute = (int(found[each]) for each in ("year", "month", "day", "hour", "minute"))
    second, after = int(found["second"] or 0), timedelta()
    if hour == _MIDNIGHT_AGAIN and not minute and not second:
        hour, after = 0, timedelta(days=1)
    if year not in _YEARS:
        raise NotATime(f"het jaar in '{text}' kan niet kloppen")
    try:
        return datetime(year, month, day, hour, minute, second) + after  # noqa: DTZ001  # its zone is read next
    except ValueError:
        raise NotATime(f"'{text}' bestaat niet") from None


def _zone(named: str, text: str) -> timezone:
    if named.upper() in _ZONES:
        return timezone(_ZONES[named.upper()])
    digits = named[1:].replace(":", "").ljust(4, "0")
    ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if ahead >= timedelta(days=1):
        raise NotATime(f"het verschil met UTC in '{text}' kan niet kloppen")
    return timezone(-ahead if named[0] == "-" else ahead)


def _in_amsterdam(bare: datetime, text: str) -> Read:
    first, second = (bare.replace(tzinfo=AMSTERDAM, fold=fold).utcoffset() or timedelta() for fold in (0, 1))
    if first < second:
        raise NotATime(f"'{text}' bestaat niet: de klok gaat die nacht een uur vooruit")
    at = bare.replace(tzinfo=timezone(first))
    return Read(at.astimezone(UTC).astimezone(timezone(first)), is_twice=first > second)
