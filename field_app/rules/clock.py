"""Honest time: how far a phone's clock stood from the server's when it wrote; said, never corrected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from field_app.rules.commands import ClockReading
from field_app.rules.vocabulary import local

#: Beyond this the entry is flagged for the team lead.
SKEW_LIMIT = timedelta(seconds=120)
#: Thirty thousand years: a clock that is off by more says no more than that, and the figure still fits every reader of JSON.
_MOST_MS = 10**15


@dataclass(frozen=True, slots=True)
class SendClock:
    """What the phone's clocks said when it sent: wall clock, milliseconds since `boot`, and which boot."""

    now: datetime
    monotonic_ms: int
    boot: str


@dataclass(frozen=True, slots=True)
class Clocks:
    """A device's clocks, as arguments: wall clock (aware), milliseconds since boot also while asleep, and the id of this boot."""

    now: Callable[[], datetime]
    monotonic_ms: Callable[[], int]
    boot: str

    def to_send(self) -> SendClock:
        """What they say now."""
        return SendClock(self.now(), self.monotonic_ms(), self.boot)


def skew(written_at: datetime, reading: ClockReading, sent: SendClock, received_at: datetime) -> timedelta:
    """Phone clock minus server clock at the moment of writing.

    Within one boot the time since writing is known whatever the wall clock did meanwhile. Across boots the offset that the phone
    last measured is the best witness, and without one, today's difference.
    """
    if reading.boot == sent.boot:
        return written_at - received_at + timedelta(milliseconds=sent.monotonic_ms - reading.monotonic_ms)
    if reading.server_offset_ms is not None:
        return -timedelta(milliseconds=reading.server_offset_ms)
    return sent.now - received_at


def measured(server_time: str, sent: SendClock, arrived: SendClock) -> dict[str, Any]:
    """How far the server's clock is from ours, give or take half the round trip, and what our clocks said then."""
    trip = timedelta(milliseconds=arrived.monotonic_ms - sent.monotonic_ms)
    offset = datetime.fromisoformat(server_time) - (arrived.now - trip / 2)
    milliseconds = int(offset.total_seconds() * 1000)
    return {"ms": milliseconds, "at": arrived.now.isoformat(), "monotonic_ms": arrived.monotonic_ms, "boot": arrived.boot}


def reading(kept: dict[str, Any] | None, now: SendClock) -> ClockReading:
    """What a phone says of its clocks when it writes, given what it last measured."""
    if kept is None:
        return ClockReading(now.monotonic_ms, now.boot)
    passed = now.now - datetime.fromisoformat(kept["at"])
    offset = timedelta(milliseconds=kept["ms"])
    if kept.get("boot") == now.boot:  # a version before this one kept no boot
        really = timedelta(milliseconds=now.monotonic_ms - kept["monotonic_ms"])
        offset, passed = offset - (passed - really), really
    return ClockReading(now.monotonic_ms, now.boot, in_ms(offset), int(passed.total_seconds()))


def stamped(at: datetime) -> datetime:
    """The same moment with the offset that Amsterdam has at that moment.

    With the zone itself, Python counts along the wall clock: in the night that the clock goes back, 02:50 to 02:10 would be less
    than nothing, and a timer of half an hour would take an hour and a half.
    """
    wall = local(at)
    return wall.replace(tzinfo=timezone(wall.utcoffset() or timedelta()))


def in_ms(off: timedelta) -> int:
    """A skew as it stands in rows and verdicts: whole milliseconds, above nought when the phone's clock was fast."""
    return max(-_MOST_MS, min(off // timedelta(milliseconds=1), _MOST_MS))
