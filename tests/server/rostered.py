"""A team of eight for the planner's tests, and a second judge of rest that shares nothing with the rules or the model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from field_app.rules.records import Officer, Team
from field_app.rules.roster_commands import AvailabilityKind
from field_app.rules.roster_records import Availability
from field_app.rules.shift_changes import wall
from field_app.rules.vocabulary import Role
from sync_server.planner.clock import Period
from sync_server.planner.wanted import Cell, Wanted

DECEMBER = Period(date(2026, 12, 1), date(2026, 12, 28))
NAMES = ("ana", "bo", "cem", "dirk", "els", "fay", "gijs", "hana")
HOURS = (36, 36, 36, 36, 32, 28, 36, 24)
OFFICERS = tuple(Officer(name, name, (Role.OFFICER,), None, hours) for name, hours in zip(NAMES, HOURS, strict=True))


def said(officer: str, kind: AvailabilityKind, first: date, last: date | None = None) -> Availability:
    """What this officer said of whole days."""
    ends = wall((last or first) + timedelta(days=1), time())
    return Availability(f"{officer} {kind} {first}", officer, kind, wall(first, time()), ends, officer)


WISHES = (
    said("ana", AvailabilityKind.AWAY, date(2026, 12, 24), date(2026, 12, 31)),
    said("bo", AvailabilityKind.AWAY, date(2026, 12, 7), date(2026, 12, 11)),
    said("cem", AvailabilityKind.WISH_FREE, date(2026, 12, 5), date(2026, 12, 6)),
    said("dirk", AvailabilityKind.WISH_FREE, date(2026, 12, 25)),
    said("els", AvailabilityKind.WISH_WORK, date(2026, 12, 12)),
)
MONTH = Wanted(Team("team", "Team"), DECEMBER, OFFICERS, WISHES)


def faults(cells: Iterable[Cell]) -> Iterator[str]:
    """What these shifts do that a plain reading of the law forbids: too little rest between shifts or in a week, double work."""
    lines: defaultdict[str, list[tuple[datetime, datetime]]] = defaultdict(list)
    for each in cells:
        lines[each.officer_id].append((each.begins_at, each.ends_at))
    for officer, duties in lines.items():
        yield from (f"{officer}: {fault}" for fault in _faults(sorted(duties)))


def _faults(duties: list[tuple[datetime, datetime]]) -> Iterator[str]:
    rests = [(later[0] - earlier[1], later[0]) for earlier, later in pairwise(duties)]
    yield from (f"rest of {rest} before {at}" for rest, at in rests if rest < timedelta(hours=8))
    short = [at for rest, at in rests if rest < timedelta(hours=11)]
    yield from (f"short rest again at {at}" for before, at in pairwise(short) if at - before < timedelta(days=7))
    for begins, _ in duties:
        if not _rests_within(begins, begins + timedelta(days=7), duties):
            yield f"no 36 h of rest in the week from {begins}"


def _rests_within(begins: datetime, ends: datetime, duties: list[tuple[datetime, datetime]]) -> bool:
    """Whether the hours between these two moments have 36 free ones in a row."""
    edges = [(begins, begins), *(each for each in duties if each[1] > begins and each[0] < ends), (ends, ends)]
    return any(later[0] - earlier[1] >= timedelta(hours=36) for earlier, later in pairwise(edges))
