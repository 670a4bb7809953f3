"""What the looks at a case show together, for and against, each line with the entries behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from field_app.rules.vocabulary import FactKind, Moment


class Sight(StrEnum):
    """What kind of thing a line is about: a movement where the words say one, else the kind of the fact."""

    VEHICLE_LEFT = "VEHICLE_LEFT"
    VEHICLE_CAME = "VEHICLE_CAME"
    VEHICLE_THERE = "VEHICLE_THERE"
    PERSON_LEFT = "PERSON_LEFT"
    PERSON_CAME = "PERSON_CAME"
    PERSON_THERE = "PERSON_THERE"
    LIGHT = "LIGHT"
    CURTAIN = "CURTAIN"
    MAIL_BINS = "MAIL_BINS"
    SOUND = "SOUND"
    ACTIVITY = "ACTIVITY"
    WORK = "WORK"


@dataclass(frozen=True, slots=True)
class SightLine:
    """One kind of sight in one moment: on so many of the observed days, from the earliest to the latest time (Amsterdam).

    `of` counts the days on which it could be observed in that moment; `entries` are the ids behind the line.
    """

    sight: Sight
    moment: Moment | None
    days: int
    of: int
    earliest: time
    latest: time
    entries: tuple[str, ...]


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


#: The kind of a fact as a sight, where its words say no movement.
PLAIN = {
    FactKind.VEHICLE: Sight.VEHICLE_THERE,
    FactKind.PERSON: Sight.PERSON_THERE,
    FactKind.LIGHT: Sight.LIGHT,
    FactKind.CURTAIN: Sight.CURTAIN,
    FactKind.MAIL_BINS: Sight.MAIL_BINS,
    FactKind.SOUND: Sight.SOUND,
    FactKind.ACTIVITY: Sight.ACTIVITY,
    FactKind.WORK: Sight.WORK,
}
