"""How light it is outdoors in the Netherlands, roughly, by month and wall clock."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from field_app.rules.vocabulary import Light

TWILIGHT = timedelta(minutes=30)
#: Until when it is dark in the morning and from when in the evening, by month.
DARK = (
    (time(8, 15), time(17, 15)),
    (time(7, 30), time(18, 0)),
    (time(6, 45), time(19, 0)),
    (time(6, 15), time(21, 0)),
    (time(5, 15), time(22, 0)),
    (time(4, 45), time(22, 30)),
    (time(5, 0), time(22, 15)),
    (time(5, 45), time(21, 30)),
    (time(6, 45), time(20, 15)),
    (time(7, 30), time(19, 0)),
    (time(7, 45), time(17, 0)),
    (time(8, 15), time(16, 45)),
)


def light_at(wall: datetime) -> Light:
    """Give the light at this wall-clock time."""
    until, since = (datetime.combine(wall.date(), each, wall.tzinfo) for each in DARK[wall.month - 1])
    if wall < until or wall >= since:
        return Light.DARK
    return Light.TWILIGHT if wall < until + TWILIGHT or wall >= since - TWILIGHT else Light.DAYLIGHT
