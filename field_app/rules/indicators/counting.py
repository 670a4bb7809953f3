"""Counts the figures of one quarter from the neutral records of closed cases."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from field_app.rules.cases.retention import WITHOUT_FOLLOW_UP
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.closing_records import Closing
from field_app.rules.dossier.words import DecisionKind, RuledOn, Ruling
from field_app.rules.indicators.records import Figure, Indicator, Quarter, Unit, quarter_of
from field_app.rules.meter.records import Level
from field_app.rules.vocabulary import local

#: The version of all definitions so far.
VERSION = 1
_WON = (Ruling.UPHELD, Ruling.PARTLY_UPHELD)
_Pair = tuple[Case, Closing]
#: Gives a figure's value and of how many; None when there was nothing to count.
_Count = Callable[[Collection[_Pair]], tuple[int | None, int]]


def figures(cases: Iterable[Case], quarter: Quarter) -> tuple[Figure, ...]:
    """Every indicator for the cases that were closed in this quarter."""
    found = [(each, each.closing) for each in cases if each.closing and quarter_of(local(each.closing.closed_at).date()) == quarter]
    return tuple(_figure(name, unit, *count(found), quarter, len(found)) for name, (unit, count) in _COUNTS.items())


def quarters(cases: Iterable[Case]) -> tuple[Quarter, ...]:
    """The quarters in which cases were closed, the newest first."""
    found = {quarter_of(local(each.closing.closed_at).date()) for each in cases if each.closing}
    return tuple(sorted(found, reverse=True))


def _figure(name: Indicator, unit: Unit, value: int | None, of: int, quarter: Quarter, cases: int) -> Figure:
    return Figure(name, VERSION, quarter, unit, value, of, cases)


def _share(holds: Callable[[Closing], bool]) -> _Count:
    def count(pairs: Collection[_Pair]) -> tuple[int | None, int]:
        return (sum(holds(closing) for _, closing in pairs), len(pairs)) if pairs else (None, 0)

    return count


def _middle(number: Callable[[Case, Closing], int | None]) -> _Count:
    return _over(number, lambda known: sorted(known)[(len(known) - 1) // 2])


def _most(number: Callable[[Case, Closing], int | None]) -> _Count:
    return _over(number, max)


def _over(number: Callable[[Case, Closing], int | None], take: Callable[[list[int]], int]) -> _Count:
    def count(pairs: Collection[_Pair]) -> tuple[int | None, int]:
        known = [one for pair in pairs if (one := number(*pair)) is not None]
        return (take(known), len(known)) if known else (None, 0)

    return count


def _summed(part: Callable[[Closing], int], whole: Callable[[Closing], int]) -> _Count:
    def count(pairs: Collection[_Pair]) -> tuple[int | None, int]:
        of = sum(whole(closing) for _, closing in pairs)
        return (sum(part(closing) for _, closing in pairs), of) if of else (None, 0)

    return count


def _to_decision(case: Case, closing: Closing) -> int | None:
    return (local(closing.decided_at).date() - closing.signal_on).days if closing.signal_on else None


def _on_list(case: Case, closing: Closing) -> int | None:
    return (local(closing.decided_at).date() - local(case.listed_at).date()).days if case.listed_at else None


def _in_time(closing: Closing) -> bool:
    """Told by the first due day: putting it off does not make it in time."""
    return closing.informed_on is not None and closing.inform_due_on is not None and closing.informed_on <= closing.inform_due_on


def _kind(kind: DecisionKind) -> _Count:
    return _share(lambda closing: closing.kind is kind)


def _ruled(closing: Closing, on: RuledOn) -> int:
    return sum(each.on is on for each in closing.rulings)


_COUNTS: dict[Indicator, tuple[Unit, _Count]] = {
    Indicator.CASES: (Unit.NUMBER, lambda pairs: (len(pairs), len(pairs))),
    Indicator.DAYS_TO_DECISION: (Unit.DAYS, _middle(_to_decision)),
    Indicator.LONGEST_TO_DECISION: (Unit.DAYS, _most(_to_decision)),
    Indicator.DAYS_ON_LIST: (Unit.DAYS, _middle(_on_list)),
    Indicator.LONGEST_ON_LIST: (Unit.DAYS, _most(_on_list)),
    Indicator.LOOKS_PER_CASE: (Unit.NUMBER, _middle(lambda _, closing: closing.looks)),
    Indicator.MINUTES_PER_CASE: (Unit.MINUTES, _middle(lambda _, closing: closing.minutes)),
    Indicator.MOST_LOOKS: (Unit.NUMBER, _most(lambda _, closing: closing.looks)),
    Indicator.MOST_MINUTES: (Unit.MINUTES, _most(lambda _, closing: closing.minutes)),
    Indicator.INVITED: (Unit.SHARE, _kind(DecisionKind.INVITE)),
    Indicator.VISITED: (Unit.SHARE, _kind(DecisionKind.HOME_VISIT)),
    Indicator.STOPPED: (Unit.SHARE, _kind(DecisionKind.STOP_INSUFFICIENT)),
    Indicator.NO_IRREGULARITY: (Unit.SHARE, _kind(DecisionKind.NO_IRREGULARITY)),
    Indicator.WITHOUT_FOLLOW_UP: (Unit.SHARE, _share(lambda closing: closing.kind in WITHOUT_FOLLOW_UP)),
    Indicator.METER_GREEN: (Unit.SHARE, _share(lambda closing: closing.level is Level.GREEN)),
    Indicator.METER_AMBER: (Unit.SHARE, _share(lambda closing: closing.level is Level.AMBER)),
    Indicator.METER_RED: (Unit.SHARE, _share(lambda closing: closing.level is Level.RED)),
    Indicator.INFORMED_IN_TIME: (Unit.SHARE, _share(_in_time)),
    Indicator.ENTERED_LATE: (Unit.SHARE, _summed(lambda closing: closing.late, lambda closing: closing.entries)),
    Indicator.DISSENTS: (Unit.SHARE, _share(lambda closing: closing.was_dissented)),
    Indicator.OBJECTIONS_UPHELD: (
        Unit.SHARE,
        _summed(
            lambda closing: sum(each.on is RuledOn.OBJECTION and each.ruling in _WON for each in closing.rulings),
            lambda closing: _ruled(closing, RuledOn.OBJECTION),
        ),
    ),
    Indicator.COMPLAINTS: (
        Unit.NUMBER,
        lambda pairs: (sum(_ruled(closing, RuledOn.COMPLAINT) for _, closing in pairs), len(pairs)),
    ),
    Indicator.CALLBACKS_IN_TIME: (
        Unit.SHARE,
        _summed(lambda closing: closing.callbacks_in_time, lambda closing: closing.callbacks),
    ),
}
