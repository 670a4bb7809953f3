"""The words of the meter: one look, the team's limits, why they were passed, and what the meter says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from field_app.rules.vocabulary import Moment


class Level(StrEnum):
    """How far the looking has gone: amber asks for a reason, red for a new approval."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Cause(StrEnum):
    """What was too much: how often, how long, over what time, and by which means (CRVB:2017:2807, RBZWB:2020:1047)."""

    LOOKS = "looks"
    AVERAGE = "average"
    DAY = "day"
    LENGTH = "length"
    SPAN = "span"
    FOLLOWING = "following"
    PHOTOS = "photos"


@dataclass(frozen=True, slots=True)
class Looked:
    """One look as the meter counts it, whoever looked and whatever was seen; both moments are aware.

    All places of a case count together, so `place` makes no difference here. A following is a look of its own. `is_unable` is a
    look of somebody who stood there and could not see: it counts, and is told apart. `id` says which look this is to the caller.
    """

    began_at: datetime
    ended_at: datetime
    place: str = ""
    followed: bool = False
    photos: int = 0
    is_unable: bool = False
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """The team's thresholds. There is no safe number in law: a jurist sets these, and the defaults are only where Ronde begins.

    Green goes up to and including `_green`; red begins above `_red_above`, or at `_red_from`; in between is amber. Photos are
    measured against the plan's own number.
    """

    looks_green: int = 20
    looks_red_above: int = 30
    #: Looks a day, in hundredths, over the calendar days from the first look; judged from this day on, the first being day 1.
    average_green_hundredths: int = 200
    average_red_from_hundredths: int = 300
    average_from_day: int = 3
    #: Looks on one calendar day; this alone never makes red.
    day_looks_green: int = 2
    look_minutes_green: int = 15
    look_minutes_red_from: int = 60
    #: Calendar days from the first look to the last, both counted; more is red at once.
    span_days_green: int = 15
    followings_green: int = 0
    followings_red_from: int = 2

    @property
    def is_sound(self) -> bool:
        """Whether no limit is below zero and red never begins before green ends."""
        pairs = (
            (self.looks_green, self.looks_red_above),
            (self.average_green_hundredths, self.average_red_from_hundredths - 1),
            (self.look_minutes_green, self.look_minutes_red_from - 1),
            (self.followings_green, self.followings_red_from - 1),
        )
        others = (self.average_from_day, self.day_looks_green, self.span_days_green)
        return all(0 <= green <= red for green, red in pairs) and min(others) >= 0


@dataclass(frozen=True, slots=True)
class Reason:
    """One limit that was passed: how much was found, and the limit that it passed.

    A length is in seconds, an average in hundredths of a look a day, rounded; exactly it is `looks` in `days` calendar days.
    """

    cause: Cause
    level: Level
    found: int
    limit: int
    looks: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class Reached:
    """The look at which a level was first reached (the first look is 1), with every limit of that level that was passed then."""

    level: Level
    look: int
    id: str | None
    began_at: datetime
    reasons: tuple[Reason, ...]

    @property
    def causes(self) -> tuple[Cause, ...]:
        """Why, without the figures."""
        return tuple(each.cause for each in self.reasons)


@dataclass(frozen=True, slots=True)
class MomentCount:
    """How many looks began in one moment of the day; None: between the moments."""

    moment: Moment | None
    looks: int


@dataclass(frozen=True, slots=True)
class Measure:
    """How much was looked, in the figures that courts list (CRVB:2023:1909), and how that stands beside the team's limits.

    `unable` are among `looks`. Days are calendar days in Amsterdam; `span_days` runs from the first look to the last, both
    counted. Of each look a begun minute counts whole. `level` is the worst that was reached: time alone brings it back no more,
    people do. `reasons` are the limits that are passed now.
    """

    looks: int
    unable: int
    days: int
    span_days: int
    looks_on_busiest_day: int
    average_hundredths: int
    minutes: int
    minutes_median: int
    minutes_longest: int
    photos: int
    followings: int
    by_moment: tuple[MomentCount, ...]
    first_at: datetime | None = None
    last_at: datetime | None = None
    level: Level = Level.GREEN
    amber: Reached | None = None
    red: Reached | None = None
    reasons: tuple[Reason, ...] = ()

    @property
    def causes(self) -> tuple[tuple[Cause, Level], ...]:
        """Which limits are passed now, and how far."""
        return tuple((each.cause, each.level) for each in self.reasons)
