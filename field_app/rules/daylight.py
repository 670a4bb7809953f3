"""In which light a look is made, from the hour and the season: a proposal that the officer confirms or corrects."""

from __future__ import annotations

from datetime import UTC, datetime
from math import asin, atan2, cos, degrees, radians, sin

from field_app.rules.vocabulary import Light

#: The middle of the Netherlands; the sun differs by minutes from one end of the country to the other.
_LATITUDE, _LONGITUDE = 52.1, 5.3
_NOON_2000 = datetime(2000, 1, 1, 12, tzinfo=UTC)
#: Below these heights (degrees) the sun is down, and civil twilight is over.
_SUN_DOWN, _TWILIGHT_OVER = -0.833, -6.0


def light_at(at: datetime) -> Light:
    """Daylight, twilight or dark at this moment (aware) in the Netherlands, under an open sky."""
    height = sun_height(at)
    if height > _SUN_DOWN:
        return Light.DAYLIGHT
    return Light.TWILIGHT if height > _TWILIGHT_OVER else Light.DARK


def sun_height(at: datetime) -> float:
    """The sun's height in degrees (low-precision formula of the Astronomical Almanac, good to a few hundredths)."""
    days = (at - _NOON_2000).total_seconds() / 86_400
    anomaly = radians(357.529 + 0.98560028 * days)
    longitude = radians(280.459 + 0.98564736 * days + 1.915 * sin(anomaly) + 0.020 * sin(2 * anomaly))
    tilt = radians(23.439 - 0.00000036 * days)
    ascension = atan2(cos(tilt) * sin(longitude), cos(longitude))
    declination = asin(sin(tilt) * sin(longitude))
    sidereal = radians((18.697374558 + 24.06570982441908 * days) * 15 + _LONGITUDE)
    latitude = radians(_LATITUDE)
    return degrees(asin(sin(latitude) * sin(declination) + cos(latitude) * cos(declination) * cos(sidereal - ascension)))
