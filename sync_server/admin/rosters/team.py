"""Reads the officers of a roster, with hours, leave and wishes, and what is fixed, from what a spreadsheet saves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from field_app.rules.records import Officer, Shift
from field_app.rules.roster_commands import AvailabilityKind
from field_app.rules.roster_records import Availability
from field_app.rules.shift_changes import wall
from field_app.rules.vocabulary import DEFAULT_HOURS, Moment, MomentHours, Role, Slot, local
from sync_server.admin.rosters.table import read_roster
from sync_server.admin.rosters.words import Said, Unclear, items
from sync_server.admin.tables.files import file_content
from sync_server.admin.tables.lines import Line, lines_of
from sync_server.admin.tables.text import Unreadable
from sync_server.planner.clock import Period
from sync_server.planner.text_nl import MOMENTS
from sync_server.planner.wanted import Fixed

_HOURS = {each.moment: each for each in DEFAULT_HOURS}
_FULL_TIME = "36"
_MOST_HOURS = 60
_MOST_MOMENTS = 2


def read_officers(path: Path, period: Period) -> tuple[tuple[Officer, ...], tuple[Availability, ...]]:
    """The officers, and when they are away or would like to be. Raises `Unreadable`."""
    rows = list(lines_of(file_content(path), ("officer",)))
    officers = tuple(_officer(each) for each in rows)
    names = [each.id for each in officers]
    for row in rows:
        if names.count(_name(row)) > 1:
            raise Unreadable(f"{_name(row)} staat er meer dan één keer in", row.number)
    if not officers:
        raise Unreadable("er staan geen medewerkers in")
    return officers, tuple(said for each in rows for said in _availability(each, period))


def _officer(row: Line) -> Officer:
    if not _name(row):
        raise Unreadable("de medewerker ontbreekt", row.number)
    hours = (row.cells.get("hours_a_week", "") or _FULL_TIME).replace(",", ".").removesuffix(".0")
    if not hours.isdigit() or not 0 < int(hours) <= _MOST_HOURS:
        raise Unreadable(
            f"uren per week '{row.cells.get('hours_a_week', '')}' is geen heel getal van 1 tot {_MOST_HOURS}", row.number
        )
    return Officer(_name(row), _name(row), (Role.OFFICER,), None, int(hours))


def _name(row: Line) -> str:
    return " ".join(row.cells["officer"].split())


def _availability(row: Line, period: Period) -> Iterator[Availability]:
    try:
        for said in items(row.cells.get("leave", ""), period):
            yield from _as_rows(_name(row), AvailabilityKind.AWAY, said)
        for said in items(row.cells.get("wishes", ""), period):
            yield from _as_rows(_name(row), AvailabilityKind.WISH_WORK if said.is_wanted else AvailabilityKind.WISH_FREE, said)
    except Unclear as unclear:
        raise Unreadable(str(unclear), row.number) from None


def _as_rows(officer: str, kind: AvailabilityKind, said: Said) -> Iterator[Availability]:
    for on in said.days:
        begins, ends = wall(on, time()), wall(on + timedelta(days=1), time())
        if said.moment:
            begins, ends = wall(on, _HOURS[said.moment].begins), wall(on, _HOURS[said.moment].ends)
        yield Availability(f"{officer} {kind} {begins:%Y%m%d%H}", officer, kind, begins, ends, officer)


def read_pins(path: Path, officers: tuple[Officer, ...]) -> tuple[Fixed, ...]:
    """What somebody fixed: officer, day and moments (`avond`, `vroege ochtend + late ochtend`, `vrij`). Raises `Unreadable`."""
    rows = list(lines_of(file_content(path), ("officer", "day", "moments")))
    known = {each.id for each in officers}
    return tuple(_pin(each, known) for each in rows)


def _pin(row: Line, known: set[str]) -> Fixed:
    if _name(row) not in known:
        raise Unreadable(f"{_name(row) or 'de medewerker'} staat niet bij de medewerkers", row.number)
    try:
        (on,) = next(items(row.cells.get("day", ""), Period(date.min, date.max))).days
    except (Unclear, StopIteration, ValueError):
        raise Unreadable(f"'{row.cells.get('day', '')}' is geen dag (jjjj-mm-dd of dd-mm-jjjj)", row.number) from None
    return Fixed(_name(row), on, _moments(row))


def _moments(row: Line) -> tuple[Moment, ...]:
    words = [each.strip().lower() for each in row.cells.get("moments", "").split("+")]
    if words == ["vrij"]:
        return ()
    found = [moment for moment, name in MOMENTS.items() if name in words]
    if len(found) != len(words) or not _adjoin(found):
        raise Unreadable(
            f"'{row.cells.get('moments', '')}' is geen moment, geen twee aansluitende momenten en niet 'vrij'", row.number
        )
    return tuple(found)


def _adjoin(moments: list[Moment]) -> bool:
    order = [each.moment for each in DEFAULT_HOURS]
    places = [order.index(each) for each in moments]
    return len(places) <= _MOST_MOMENTS and places == list(range(places[0], places[0] + len(places)))


def read_previous(path: Path) -> tuple[Shift, ...]:
    """The shifts of a roster that stands. Raises `Unreadable`."""
    duties = read_roster(file_content(path)).duties
    return tuple(_shift(at, each.officer_id, each.begins_at, each.ends_at) for at, each in enumerate(duties))


def _shift(number: int, officer: str, begins_at: datetime, ends_at: datetime) -> Shift:
    """A line of a roster as a shift that stands; its slots are the moments that it meets on its first day."""
    on = local(begins_at).date()
    slots = tuple(Slot(on, each.moment) for each in DEFAULT_HOURS if _meets(each, on, begins_at, ends_at))
    return Shift(f"line-{number}", officer, begins_at, ends_at, slots, position=number)


def _meets(hours: MomentHours, on: date, begins_at: datetime, ends_at: datetime) -> bool:
    return wall(on, hours.begins) < ends_at and begins_at < wall(on, hours.ends)
