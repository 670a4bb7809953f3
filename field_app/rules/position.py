"""Where somebody is who may need help: it travels beside the commands, lives in memory only, and never becomes a row."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from field_app.rules.refusals import Malformed

#: Whatever happens, nothing older is remembered.
FORGOTTEN_AFTER = timedelta(minutes=60)
MICRO = 1_000_000
_LARGEST_LATITUDE, _LARGEST_LONGITUDE = 90 * MICRO, 180 * MICRO
#: A fix that may be off by more (metres) sends colleagues to the wrong place.
_WORST_M = 100_000
_EARTH_RADIUS_M = 6_371_000


@dataclass(frozen=True, slots=True)
class Position:
    """A point in millionths of a degree (WGS 84), how far off it may be in metres, and when by the phone that was measured."""

    latitude: int
    longitude: int
    accuracy_m: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a colleague is whose alarm is open."""

    officer_id: str
    position: Position


def checked(position: Position) -> Position:
    """The position when it lies on the earth. Raises `Malformed`."""
    if abs(position.latitude) > _LARGEST_LATITUDE:
        raise Malformed("latitude", "millionths of a degree")
    if abs(position.longitude) > _LARGEST_LONGITUDE:
        raise Malformed("longitude", "millionths of a degree")
    if not 0 <= position.accuracy_m <= _WORST_M:
        raise Malformed("accuracy_m", "metres")
    return position


def metres_between(here: Position, there: Position) -> int:
    """As the crow flies, in whole metres."""
    lat1, lon1, lat2, lon2 = (
        math.radians(each / MICRO) for each in (here.latitude, here.longitude, there.latitude, there.longitude)
    )
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return round(2 * _EARTH_RADIUS_M * math.asin(math.sqrt(half)))
