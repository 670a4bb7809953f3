"""Restates what was seen at a case, in counts: which sight, in which moment, on how many observed days, between which times."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time

from field_app.rules.pattern.reading import sight_of, slot_in
from field_app.rules.pattern.records import Pattern, QuietLine, Sight, SightLine
from field_app.rules.records import Observation
from field_app.rules.vocabulary import DEFAULT_HOURS, Moment, MomentHours, Result, local

#: A sight in a moment, and whether the entry pleads against.
_Key = tuple[Sight, Moment | None, bool]
_MOMENTS = (*Moment, None)
_SIGHTS = tuple(Sight)


@dataclass(slots=True)
class _Seen:
    """What was gathered of one sight in one moment."""

    days: set[date] = field(default_factory=set)
    times: list[time] = field(default_factory=list)
    entries: dict[str, None] = field(default_factory=dict)


@dataclass(slots=True)
class _Gathered:
    """What all looks give together, in one pass."""

    observed: dict[Moment | None, set[date]] = field(default_factory=lambda: defaultdict(set))
    seen: dict[_Key, _Seen] = field(default_factory=lambda: defaultdict(_Seen))
    quiet: dict[tuple[Moment | None, bool], list[str]] = field(default_factory=lambda: defaultdict(list))
    gone: Counter[_Key] = field(default_factory=Counter)
    withdrawn: int = 0


def summary(observations: Iterable[Observation], hours: tuple[MomentHours, ...] = DEFAULT_HOURS) -> Pattern:
    """What the newest versions show. Withdrawn entries do not count; a look that could not be made is no observed day.

    Only what was seen is restated: no score, and nothing foretold.
    """
    found = _Gathered()
    for each in sorted(observations, key=lambda each: (each.look.began_at, each.id)):
        if not each.corrected_by:
            _take(found, each, hours)
    supporting, opposing = (_lines(found, is_against=side) for side in (False, True))
    return Pattern(supporting, opposing, _quiet(found), found.withdrawn)


def _take(found: _Gathered, each: Observation, hours: tuple[MomentHours, ...]) -> None:
    look, slot = each.look, slot_in(each.look, hours)
    moment, on = (slot.moment, slot.on) if slot else (None, local(look.began_at).date())
    if each.withdrawn:
        found.withdrawn += 1
        found.gone.update(_keys(each, moment))
        return
    if look.result is not Result.UNABLE:
        found.observed[moment].add(on)
    if look.result is not Result.SEEN:
        found.quiet[moment, look.result is Result.UNABLE].append(each.id)
        return
    for fact in look.facts:
        seen = found.seen[sight_of(fact), moment, look.is_exculpatory]
        seen.days.add(on)
        seen.times.append(local(fact.at).time().replace(second=0, microsecond=0))
        seen.entries[each.id] = None


def _keys(each: Observation, moment: Moment | None) -> set[_Key]:
    return {(sight_of(fact), moment, each.look.is_exculpatory) for fact in each.look.facts if each.look.result is Result.SEEN}


def _lines(found: _Gathered, *, is_against: bool) -> tuple[SightLine, ...]:
    """The most frequent first; by the clock and the order of the words where that is the same."""
    lines = [
        SightLine(
            sight, moment, len(seen.days), len(found.observed[moment]), min(seen.times), max(seen.times), tuple(seen.entries),
            found.gone[sight, moment, side],
        )
        for (sight, moment, side), seen in found.seen.items() if side is is_against
    ]  # fmt: skip
    return tuple(sorted(lines, key=lambda each: (-each.days, _MOMENTS.index(each.moment), _SIGHTS.index(each.sight))))


def _quiet(found: _Gathered) -> tuple[QuietLine, ...]:
    keys = [(moment, is_unable) for moment in _MOMENTS for is_unable in (False, True)]
    return tuple(QuietLine(*key, len(ids), tuple(ids)) for key in keys if (ids := found.quiet.get(key)))
