"""When the demo plays: the moment in play, and the ids, times and chance that follow from its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from hashlib import sha256
from random import Random
from uuid import UUID

from field_app.rules.vocabulary import AMSTERDAM, DEFAULT_HOURS, Moment, Slot, local

HOURS = {each.moment: each for each in DEFAULT_HOURS}
MOMENTS = tuple(Moment)
_VERSION_7 = 0x7 << 76
_VARIANT = 0b10 << 62


@dataclass(frozen=True, slots=True)
class Stage:
    """`focus` is the slot in which the first phone works, `after` the next one, in which the second phone does."""

    now: datetime
    focus: Slot
    after: Slot

    @property
    def today(self) -> date:
        """The calendar day on which the demo plays."""
        return self.focus.on

    def day(self, offset: int) -> date:
        """Give the day so many days from today."""
        return self.today + timedelta(days=offset)

    def id(self, *name: str) -> str:
        """Give the id of what bears this name today, in the form of a UUIDv7."""
        began = datetime.combine(self.day(-30), time(), UTC)
        bits = int.from_bytes(sha256("/".join((self.today.isoformat(), *name)).encode()).digest()[:10], "big")
        random_a, random_b = bits >> 68, bits & (1 << 62) - 1
        return str(UUID(int=int(began.timestamp() * 1000) << 80 | _VERSION_7 | random_a << 64 | _VARIANT | random_b))

    def chance(self, *name: str) -> Random:
        """Give chance that falls the same way for this name all day."""
        return Random("/".join((self.today.isoformat(), *name)))  # noqa: S311 - made-up data, no secret


def stage_of(now: datetime) -> Stage:
    """Find the moment that runs or comes next today; after the last one it is still that one, whose looks are being finished."""
    wall = local(now)
    moment = next((each.moment for each in DEFAULT_HOURS if wall.time() < each.ends), MOMENTS[-1])
    focus = Slot(wall.date(), moment)
    return Stage(now, focus, following(focus))


def following(slot: Slot) -> Slot:
    """Give the slot after this one, tomorrow's first after today's last."""
    if slot.moment is MOMENTS[-1]:
        return Slot(slot.on + timedelta(days=1), MOMENTS[0])
    return Slot(slot.on, MOMENTS[MOMENTS.index(slot.moment) + 1])


def wall_clock(on: date, at: time) -> datetime:
    """Give this day and time in Amsterdam, with the offset written out, so that differences are true hours."""
    offset = datetime.combine(on, at, AMSTERDAM).utcoffset() or timedelta()
    return datetime.combine(on, at, timezone(offset))


def begins(slot: Slot) -> datetime:
    """Tell when this slot begins."""
    return wall_clock(slot.on, HOURS[slot.moment].begins)


def ends(slot: Slot) -> datetime:
    """Tell when this slot ends."""
    return wall_clock(slot.on, HOURS[slot.moment].ends)


def in_order(slot: Slot) -> tuple[date, int]:
    """Give the key that sorts slots by time."""
    return slot.on, MOMENTS.index(slot.moment)
