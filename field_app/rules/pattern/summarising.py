"""Restates what was seen at a case, in counts: which sight, in which moment, on how many observed days, between which times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, time

from field_app.rules.look import FactLine, Look
from field_app.rules.pattern.records import PLAIN, Pattern, QuietLine, Sight, SightLine
from field_app.rules.pattern.text_nl import CAME, LEFT
from field_app.rules.records import Observation
from field_app.rules.vocabulary import DEFAULT_HOURS, FactKind, Moment, MomentHours, Result, local, slot_of

_MOVES = {
    FactKind.VEHICLE: (Sight.VEHICLE_LEFT, Sight.VEHICLE_CAME),
    FactKind.PERSON: (Sight.PERSON_LEFT, Sight.PERSON_CAME),
    FactKind.ACTIVITY: (Sight.PERSON_LEFT, Sight.PERSON_CAME),
}
_IN_ORDER = (*Moment, None)


@dataclass(slots=True)
class _Seen:
    """What was gathered of one sight in one moment."""

    days: set[date] = field(default_factory=set)
    times: list[time] = field(default_factory=list)
    entries: dict[str, None] = field(default_factory=dict)


def summary(observations: Iterable[Observation], hours: tuple[MomentHours, ...] = DEFAULT_HOURS) -> Pattern:
    """What the newest versions show. Withdrawn entries do not count; a look that could not be made is no observed day."""
    all_of_them = list(observations)
    standing = [each for each in all_of_them if not each.withdrawn and not each.corrected_by]
    observed: dict[Moment | None, set[date]] = defaultdict(set)
    for each in standing:
        if each.look.result is not Result.UNABLE:
            observed[moment_of(each.look, hours)].add(local(each.look.began_at).date())
    sides = (_gathered((each for each in standing if each.look.is_exculpatory is side), hours) for side in (False, True))
    supporting, opposing = (_lines(each, observed) for each in sides)
    gone = sum(each.withdrawn is not None and each.corrects is None for each in all_of_them)
    return Pattern(supporting, opposing, _quiet(standing, hours), gone)


def moment_of(look: Look, hours: tuple[MomentHours, ...]) -> Moment | None:
    """The moment in which a look began; None between moments."""
    slot = slot_of(look.began_at, hours) or look.slot
    return slot.moment if slot else None


def sight_of(fact: FactLine) -> Sight:
    """What a fact is about, by its kind and the plain words for leaving and coming; never what it would mean."""
    left, came = _MOVES.get(fact.kind, (None, None))
    if left and LEFT.search(fact.text):
        return left
    if came and CAME.search(fact.text):
        return came
    return PLAIN[fact.kind]


def _gathered(standing: Iterable[Observation], hours: tuple[MomentHours, ...]) -> dict[tuple[Sight, Moment | None], _Seen]:
    found: dict[tuple[Sight, Moment | None], _Seen] = defaultdict(_Seen)
    for each in standing:
        if each.look.result is not Result.SEEN:
            continue
        moment, on = moment_of(each.look, hours), local(each.look.began_at).date()
        for fact in each.look.facts:
            seen = found[sight_of(fact), moment]
            seen.days.add(on)
            seen.times.append(local(fact.at).time().replace(second=0, microsecond=0))
            seen.entries[each.id] = None
    return found


def _lines(found: dict[tuple[Sight, Moment | None], _Seen], observed: dict[Moment | None, set[date]]) -> tuple[SightLine, ...]:
    """The most frequent first; by the clock and the order of the words where that is the same."""
    lines = [
        SightLine(sight, moment, len(seen.days), len(observed[moment]), min(seen.times), max(seen.times), tuple(seen.entries))
        for (sight, moment), seen in found.items()
    ]
    order = list(Sight)
    return tuple(sorted(lines, key=lambda each: (-each.days, _IN_ORDER.index(each.moment), order.index(each.sight))))


def _quiet(standing: list[Observation], hours: tuple[MomentHours, ...]) -> tuple[QuietLine, ...]:
    return tuple(_quiet_lines(standing, hours))


def _quiet_lines(standing: list[Observation], hours: tuple[MomentHours, ...]) -> Iterator[QuietLine]:
    for moment in _IN_ORDER:
        for result in (Result.NOTHING_SEEN, Result.UNABLE):
            ids = tuple(each.id for each in standing if each.look.result is result and moment_of(each.look, hours) is moment)
            if ids:
                yield QuietLine(moment, result is Result.UNABLE, len(ids), ids)
