"""What a roster must fill and what binds it, as plain frozen data, for any team and for the public test instances alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

#: Minutes since the first midnight of the period, as really elapse: on a clock-change night they differ from the wall's.
Span = tuple[int, int]
#: Who works which kind on which day; who is free is not in it.
Assignment = Mapping[tuple[str, int], str]

DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class ShiftKind:
    """One way to work a day: `covers` is what it fills, `hours` its begin and end on each day of the period (none: untimed)."""

    id: str
    minutes: int
    covers: tuple[str, ...]
    not_followed_by: tuple[str, ...] = ()
    hours: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Staff:
    """One person with what binds their work; None and empty bind nothing.

    `cannot` are days and kinds that leave forbids. `given` are duties that are not ours to decide, before, in and after the period,
    at most one a day. `share` weighs this person among the others; `carried` is what earlier periods already gave, by tally.
    `wanted_minutes` is what the contract asks, `beyond_minutes` where working more becomes dear. `most_in` are sets of days
    with the most that may be worked of them.
    """

    id: str
    min_minutes: int = 0
    max_minutes: int | None = None
    wanted_minutes: int | None = None
    beyond_minutes: int | None = None
    most_of_kind: tuple[tuple[str, int], ...] = ()
    most_in_row: int | None = None
    least_in_row: int = 1
    least_free_in_row: int = 1
    most_weekends: int | None = None
    days_off: tuple[int, ...] = ()
    cannot: tuple[tuple[int, str], ...] = ()
    given: tuple[Span, ...] = ()
    share: int = 100
    carried: tuple[tuple[str, int], ...] = ()
    most_in: tuple[tuple[tuple[int, ...], int], ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """A wish of one person for one day: to work one of these kinds (`is_on`), or none of them."""

    staff: str
    day: int
    kinds: tuple[str, ...]
    is_on: bool
    weight: int


@dataclass(frozen=True, slots=True)
class Cover:
    """How many should fill this on this day, and what each one below or above costs. One day may have several."""

    day: int
    what: str
    required: int
    under: int
    over: int = 0


@dataclass(frozen=True, slots=True)
class Pin:
    """Fixed by hand: this person works one of these kinds on this day; no kinds: is free."""

    staff: str
    day: int
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A shift that exists and changes hands only as a whole: what it fills on which day, who had it, and whom it never suits."""

    id: str
    day: int
    covers: tuple[str, ...]
    owner: str | None
    not_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """Something burdensome that is shared fairly: which kinds count on which days, and what each one off costs."""

    name: str
    cells: frozenset[tuple[int, str]]
    weight: int


@dataclass(frozen=True, slots=True)
class Forbidden:
    """Days and kinds that the judge of working time refused: nobody may have them all, or kinds that hold even more.

    `staff` is None when they are wrong by themselves; else they are so only beside the given duties of this person.
    """

    rule: str
    cells: tuple[tuple[int, str], ...]
    staff: str | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """The law in minutes and days; None: not asked.

    `short_rest` may take the place of `daily_rest` once in `short_rest_days`. `sums` are pairs of days
    and the most minutes in them.
    """

    daily_rest: int | None = None
    short_rest: int | None = None
    short_rest_days: int = 8
    weekly_rest: int | None = None
    weekly_rest_days: int = 7
    weekly_rest_from_any_moment: bool = False
    sums: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Weights:
    """What is not forbidden and yet costs: per broken wish of whom it hits most, per hour, per lone day, per changed cell."""

    worst_off: int = 0
    hours_under: int = 0
    hours_over: int = 0
    hours_beyond: int = 0
    lone_work: int = 0
    lone_free: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """A whole period to be rostered. `weekends` are the days that count as one; `previous` is the roster to keep close to.

    `rests_by_judge` are people whose weekly rest the model leaves to the judge. `hint` is where the search may begin.
    """

    days: int
    kinds: tuple[ShiftKind, ...]
    staff: tuple[Staff, ...]
    cover: tuple[Cover, ...] = ()
    requests: tuple[Request, ...] = ()
    pins: tuple[Pin, ...] = ()
    pieces: tuple[Piece, ...] = ()
    weekends: tuple[tuple[int, ...], ...] = ()
    tallies: tuple[Tally, ...] = ()
    limits: Limits = field(default_factory=Limits)
    weights: Weights = field(default_factory=Weights)
    previous: Assignment | None = None
    forbidden: tuple[Forbidden, ...] = ()
    rests_by_judge: tuple[str, ...] = ()
    hint: Assignment | None = None

    def kind(self, kind_id: str) -> ShiftKind:
        """A kind by its id."""
        return next(each for each in self.kinds if each.id == kind_id)


def differing(before: ShiftKind | None, after: ShiftKind | None) -> int:
    """How many cells of one person's day differ."""
    return len(set(before.covers if before else ()) ^ set(after.covers if after else ()))
