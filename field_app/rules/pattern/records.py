"""What the looks at a case show together, for and against, each line with the entries behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from field_app.rules.vocabulary import FactKind, Moment


class CellState(StrEnum):
    """One cell of the day x moment grid, told apart by shape as well as colour."""

    SEEN = "SEEN"
    NOTHING_SEEN = "NOTHING_SEEN"
    UNABLE = "UNABLE"
    PLANNED = "PLANNED"
    MISSED = "MISSED"
    NOT_PLANNED = "NOT_PLANNED"


@dataclass(frozen=True, slots=True)
class Grid:
    """Days x moments of the window: `rows[moment][day]`, and which day is today (None outside the window)."""

    days: tuple[date, ...]
    rows: tuple[tuple[Moment, tuple[CellState, ...]], ...]
    today: int | None


class Sight(StrEnum):
    """What kind of thing a line is about: what the words of a fact plainly say, else only its kind."""

    VEHICLE_LEFT = "VEHICLE_LEFT"
    VEHICLE_CAME = "VEHICLE_CAME"
    VEHICLE_ABSENT = "VEHICLE_ABSENT"
    VEHICLE_THERE = "VEHICLE_THERE"
    VEHICLE = "VEHICLE"
    PERSON_LEFT = "PERSON_LEFT"
    PERSON_OUT = "PERSON_OUT"
    PERSON_CAME = "PERSON_CAME"
    PERSON_IN = "PERSON_IN"
    PERSON_BOARDED = "PERSON_BOARDED"
    PERSON_ABSENT = "PERSON_ABSENT"
    PERSON_SEEN = "PERSON_SEEN"
    PERSON = "PERSON"
    KEY_USED = "KEY_USED"
    LIGHT_OFF = "LIGHT_OFF"
    LIGHT_ON = "LIGHT_ON"
    LIGHT = "LIGHT"
    CURTAIN_SHUT = "CURTAIN_SHUT"
    CURTAIN_OPEN = "CURTAIN_OPEN"
    CURTAIN = "CURTAIN"
    MAIL_BINS = "MAIL_BINS"
    SOUND = "SOUND"
    ACTIVITY = "ACTIVITY"
    WORK = "WORK"


@dataclass(frozen=True, slots=True)
class SightLine:
    """One kind of sight in one moment: on so many of the observed days, from the earliest to the latest time (Amsterdam).

    `of` counts the days on which it could be observed in that moment; `entries` are the ids behind the line, in order of time.
    `withdrawn` entries said the same, were taken back, and do not count.
    """

    sight: Sight
    moment: Moment | None
    days: int
    of: int
    earliest: time
    latest: time
    entries: tuple[str, ...]
    withdrawn: int = 0


@dataclass(frozen=True, slots=True)
class QuietLine:
    """So many looks of one moment that showed nothing, or could not be made."""

    moment: Moment | None
    is_unable: bool
    looks: int
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """What pleads for and against, what showed nothing, and how many entries were withdrawn and do not count."""

    supporting: tuple[SightLine, ...]
    opposing: tuple[SightLine, ...]
    quiet: tuple[QuietLine, ...]
    withdrawn: int = 0

    def entries(self) -> Iterator[str]:
        """The ids behind all lines; one entry may stand behind several."""
        for line in (*self.supporting, *self.opposing):
            yield from line.entries
        for silent in self.quiet:
            yield from silent.entries


#: The kind of a fact as a sight, where its words say no more.
PLAIN = {
    FactKind.VEHICLE: Sight.VEHICLE,
    FactKind.PERSON: Sight.PERSON,
    FactKind.LIGHT: Sight.LIGHT,
    FactKind.CURTAIN: Sight.CURTAIN,
    FactKind.MAIL_BINS: Sight.MAIL_BINS,
    FactKind.SOUND: Sight.SOUND,
    FactKind.ACTIVITY: Sight.ACTIVITY,
    FactKind.WORK: Sight.WORK,
}
