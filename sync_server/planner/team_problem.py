"""A team's roster as the planner's problem: moments become kinds, leave and wishes become cells, weights become costs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import time, timedelta
from itertools import pairwise

from field_app.rules.roster_commands import AvailabilityKind
from field_app.rules.roster_records import Availability
from field_app.rules.shift_changes import wall
from field_app.rules.vocabulary import Moment, MomentHours, Slot
from sync_server.planner.legal import limits_of
from sync_server.planner.officers import EARLY_MORNINGS, EVENINGS, WEEKEND_DAYS, meets, staff_of
from sync_server.planner.problem import Cover, Piece, Pin, Problem, Request, ShiftKind, Tally
from sync_server.planner.wanted import Cell, Fixed, Wanted
from sync_server.planner.weights import FRESH, REPAIR, Scale

_SATURDAY = 5
#: Stands between the moments in the name of a kind.
TOGETHER = "+"


def problem_of(wanted: Wanted) -> Problem:
    """The problem that this team's roster is."""
    kinds, scale = kinds_of(wanted), REPAIR if wanted.repairs else FRESH
    return Problem(
        days=wanted.period.days,
        kinds=kinds,
        staff=tuple(staff_of(wanted, each, kinds) for each in wanted.officers),
        cover=tuple(_cover(wanted, scale)),
        requests=tuple(request for each in wanted.availability for request in _requests(wanted, each, kinds, scale)),
        pins=tuple(pin for each in wanted.fixed for pin in _pins(wanted, each)),
        pieces=_pieces(wanted) if wanted.is_whole else (),
        tallies=tuple(_tallies(wanted, kinds, scale)),
        limits=limits_of(wanted.team.working_time),
        weights=scale.others,
        previous=_previous(wanted, kinds) if wanted.repairs else None,
    )


def kinds_of(wanted: Wanted) -> tuple[ShiftKind, ...]:
    """One moment, or two adjoining ones."""
    hours = wanted.team.hours
    return tuple(_kind(wanted, run) for run in (*((each,) for each in hours), *pairwise(hours)))


def _kind(wanted: Wanted, run: tuple[MomentHours, ...]) -> ShiftKind:
    spans = tuple(wanted.period.span(day, run[0], run[-1]) for day in range(wanted.period.days))
    on = wanted.period.begins_on
    minutes = int((wall(on, run[-1].ends) - wall(on, run[0].begins)) / timedelta(minutes=1))
    covers = tuple(each.moment.value for each in run)
    return ShiftKind(TOGETHER.join(covers), minutes, covers, _not_after(wanted, run[-1]), spans)


def _not_after(wanted: Wanted, last: MomentHours) -> tuple[str, ...]:
    """The house rule: whoever ends late has no early morning after it."""
    terms, hours = wanted.team.working_time, wanted.team.hours
    if not terms.late_from or _minutes(last.ends) < terms.late_from:
        return ()
    early = {each.moment.value for each in hours if _minutes(each.begins) < terms.early_until}
    kinds = [(each.moment.value,) for each in hours] + [(one.moment.value, two.moment.value) for one, two in pairwise(hours)]
    return tuple(TOGETHER.join(each) for each in kinds if early & set(each))


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def cell_of(wanted: Wanted, officer_id: str, day: int, kind: str) -> Cell:
    """What working this kind on this day is on the calendar."""
    slots = tuple(Slot(wanted.period.on(day), Moment(each)) for each in kind.split(TOGETHER))
    hours = {each.moment: each for each in wanted.team.hours}
    begins, ends = hours[slots[0].moment].begins, hours[slots[-1].moment].ends
    return Cell(officer_id, slots, wall(slots[0].on, begins), wall(slots[-1].on, ends))


def kind_of(wanted: Wanted, moments: set[Moment]) -> str:
    """The kind that fills these moments of a day."""
    return TOGETHER.join(each.moment.value for each in wanted.team.hours if each.moment in moments)


def _cover(wanted: Wanted, scale: Scale) -> Iterator[Cover]:
    """What is asked of each moment, less what stands already. A repair brings back what was there, no more."""
    team, period = wanted.team, wanted.period
    stands = Counter(slot for shift in wanted.given for slot in shift.slots)
    had = Counter(slot for shift in wanted.movable for slot in shift.slots)
    for day in range(period.days):
        for hours in team.hours:
            slot = Slot(period.on(day), hours.moment)
            target = min(team.cars_target, had[slot] + stands[slot]) if wanted.repairs else team.cars_target
            yield Cover(day, hours.moment.value, max(team.cars_minimum - stands[slot], 0), scale.minimum)
            yield Cover(day, hours.moment.value, max(target - stands[slot], 0), scale.target, scale.extra)


def _requests(wanted: Wanted, said: Availability, kinds: tuple[ShiftKind, ...], scale: Scale) -> Iterator[Request]:
    """A wish counts once for each day on which it touches a moment."""
    is_wish = said.kind in (AvailabilityKind.WISH_FREE, AvailabilityKind.WISH_WORK) and not said.is_withdrawn
    if not is_wish or said.officer_id not in {each.id for each in wanted.officers}:
        return
    for day in range(wanted.period.days):
        touched = tuple(each.id for each in kinds if meets(wanted, said, each, day))
        if touched:
            yield Request(said.officer_id, day, touched, said.kind is AvailabilityKind.WISH_WORK, scale.wish)


def _pins(wanted: Wanted, fixed: Fixed) -> Iterator[Pin]:
    if wanted.period.has(fixed.on):
        kind = kind_of(wanted, set(fixed.moments))
        yield Pin(fixed.officer_id, wanted.period.day(fixed.on), (kind,) if kind else ())


def _pieces(wanted: Wanted) -> tuple[Piece, ...]:
    known = {each.id for each in wanted.officers}
    unfit = [(each.shift_id, each.officer_id) for each in wanted.unfit if each.officer_id in known]
    return tuple(
        Piece(
            each.id, wanted.period.day(each.slots[0].on), tuple(slot.moment.value for slot in each.slots), each.officer_id,
            tuple(officer for shift, officer in unfit if shift == each.id),
        )
        for each in wanted.movable
    )  # fmt: skip


def _previous(wanted: Wanted, kinds: tuple[ShiftKind, ...]) -> dict[tuple[str, int], str]:
    """Who had what before the repair; a day that is no kind of ours counts as free."""
    found: defaultdict[tuple[str, int], set[Moment]] = defaultdict(set)
    known = {each.id for each in kinds}
    for shift in wanted.movable:
        for slot in shift.slots if shift.officer_id else ():
            found[shift.officer_id or "", wanted.period.day(slot.on)].add(slot.moment)
    named = {cell: kind_of(wanted, moments) for cell, moments in found.items()}
    return {cell: kind for cell, kind in named.items() if kind in known}


def _tallies(wanted: Wanted, kinds: tuple[ShiftKind, ...], scale: Scale) -> Iterator[Tally]:
    days = range(wanted.period.days)
    weekend = [day for day in days if wanted.period.on(day).weekday() >= _SATURDAY]
    if scale.evening:
        yield Tally(EVENINGS, frozenset(_with(kinds, days, Moment.EVENING)), scale.evening)
        yield Tally(EARLY_MORNINGS, frozenset(_with(kinds, days, Moment.EARLY_MORNING)), scale.early_morning)
        yield Tally(WEEKEND_DAYS, frozenset((day, kind.id) for day in weekend for kind in kinds), scale.weekend_day)


def _with(kinds: tuple[ShiftKind, ...], days: range, moment: Moment) -> Iterator[tuple[int, str]]:
    return ((day, kind.id) for day in days for kind in kinds if moment.value in kind.covers)
