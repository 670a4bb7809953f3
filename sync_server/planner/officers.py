"""One officer as the planner's model sees them: hours, leave, duties that stand, and what earlier periods already asked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import timedelta

from field_app.rules.fitness import duty
from field_app.rules.records import Officer, Shift
from field_app.rules.roster_records import Availability
from field_app.rules.vocabulary import Moment, Slot
from sync_server.planner import weights
from sync_server.planner.legal import sundays
from sync_server.planner.problem import DAY, ShiftKind, Span, Staff
from sync_server.planner.wanted import Wanted

EVENINGS, EARLY_MORNINGS, WEEKEND_DAYS = "evenings", "early-mornings", "weekend-days"
#: Burdens are carried over from so long before the period.
_CARRIED = timedelta(weeks=16)
_SATURDAY = 5


def staff_of(wanted: Wanted, officer: Officer, kinds: tuple[ShiftKind, ...]) -> Staff:
    """The officer in the problem."""
    cannot, given = _cannot(wanted, officer, kinds), _given(wanted, officer)
    contract = contract_minutes(wanted, officer, kinds)
    inside = sum(end - begin for begin, end in given if 0 <= begin // DAY < wanted.period.days)
    return Staff(
        officer.id,
        wanted_minutes=contract * _asked_per_cent(wanted, kinds) // 100 - inside,
        beyond_minutes=contract * weights.BEYOND_PER_CENT // 100 - inside,
        cannot=tuple(sorted(cannot)),
        given=given,
        share=max(contract // 60, 1),
        carried=tuple(sorted(_carried(wanted, officer).items())),
        most_in=sundays(wanted, officer),
    )


def contract_minutes(wanted: Wanted, officer: Officer, kinds: tuple[ShiftKind, ...]) -> int:
    """What the contract asks in this period, whole days of leave left out."""
    cannot = _cannot(wanted, officer, kinds)
    free = sum(all((day, kind.id) in cannot for kind in kinds) for day in range(wanted.period.days))
    return officer.hours_a_week * 60 * (wanted.period.days - free) // 7


def _asked_per_cent(wanted: Wanted, kinds: tuple[ShiftKind, ...]) -> int:
    """Which part of all contract hours the target of cars asks: less than all is shared by contract, never more than all."""
    moments = sum(kind.minutes for kind in kinds if len(kind.covers) == 1)
    asked = moments * wanted.team.cars_target * wanted.period.days
    contracts = sum(contract_minutes(wanted, each, kinds) for each in wanted.officers)
    return min(100, asked * 100 // max(contracts, 1))


def _cannot(wanted: Wanted, officer: Officer, kinds: tuple[ShiftKind, ...]) -> frozenset[tuple[int, str]]:
    away = [each for each in wanted.availability if each.officer_id == officer.id and each.is_away]
    return frozenset(
        (day, kind.id)
        for day in range(wanted.period.days) for kind in kinds
        if any(meets(wanted, each, kind, day) for each in away)
    )  # fmt: skip


def meets(wanted: Wanted, said: Availability, kind: ShiftKind, day: int) -> bool:
    """Whether this kind on this day falls in what was said."""
    begin, end = kind.hours[day]
    return begin < wanted.period.minute(said.ends_at) and wanted.period.minute(said.begins_at) < end


def shifts_given(wanted: Wanted, officer: Officer) -> list[Shift]:
    """The shifts of this officer that are not ours to decide."""
    return [each for each in wanted.given if each.officer_id == officer.id]


def _given(wanted: Wanted, officer: Officer) -> tuple[Span, ...]:
    """At most one a day, from the first begin to the last end."""
    spans: defaultdict[int, list[Span]] = defaultdict(list)
    for each in shifts_given(wanted, officer):
        worked = duty(each, officer.id)
        span = wanted.period.minute(worked.begins_at), wanted.period.minute(worked.ends_at)
        spans[wanted.period.day_of(worked.begins_at)].append(span)
    return tuple((min(begin for begin, _ in each), max(end for _, end in each)) for _, each in sorted(spans.items()))


def _carried(wanted: Wanted, officer: Officer) -> dict[str, int]:
    """What this officer had; who was not there yet starts with the average, with nothing to catch up on."""
    mine = burdens(wanted, officer)
    if mine or not any(burdens(wanted, each) for each in wanted.officers):
        return dict(mine)
    others = [(each, burdens(wanted, each)) for each in wanted.officers]
    present = sum(each.hours_a_week for each, had in others if had)
    total: Counter[str] = sum((had for _, had in others), Counter())
    return {name: count * officer.hours_a_week // max(present, 1) for name, count in total.items()}


def burdens(wanted: Wanted, officer: Officer) -> Counter[str]:
    """Evenings, early mornings and weekend days among the shifts that stand, those of long ago left out."""
    since, until = wanted.period.begins_on - _CARRIED, wanted.period.ends_on
    return burdens_in(slot for each in shifts_given(wanted, officer) for slot in each.slots if since <= slot.on <= until)


def burdens_in(slots: Iterable[Slot]) -> Counter[str]:
    """Evenings, early mornings and weekend days among the slots of one officer."""
    mine = list(slots)
    moments = Counter(each.moment for each in mine)
    weekend = {each.on for each in mine if each.on.weekday() >= _SATURDAY}
    found = {EVENINGS: moments[Moment.EVENING], EARLY_MORNINGS: moments[Moment.EARLY_MORNING], WEEKEND_DAYS: len(weekend)}
    return +Counter(found)
