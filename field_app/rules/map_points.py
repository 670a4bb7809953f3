"""Reads the coordinates of a place from what somebody types or pastes: a link of a map, a geo address, degrees in any notation."""

from __future__ import annotations

import re
from decimal import Decimal
from urllib.parse import unquote_plus

from field_app.rules.dossier.places import Point

#: Dutch teams look in and just around the Netherlands; elsewhere is a slip, such as the two numbers exchanged. Whole degrees.
LATITUDES, LONGITUDES = (50, 54), (3, 8)
#: What is longer is no coordinate.
LONGEST = 2_000
_MILLION = 1_000_000

_PLAIN = r"(-?[0-9]{1,3}(?:\.[0-9]{1,20})?)"
_PAIR = rf"{_PLAIN},\s*{_PLAIN}(?![0-9.])"
#: In links, the most precise first: the pin of a place goes before the middle of the map.
_IN_LINKS = tuple(
    re.compile(each, re.IGNORECASE | re.ASCII)
    for each in (
        rf"!3d{_PLAIN}!4d{_PLAIN}(?![0-9.])",
        rf"[?&]mlat={_PLAIN}&(?:amp;)?mlon={_PLAIN}(?![0-9.])",
        rf"[?&#](?:q|query|coordinate|daddr|destination|sll|ll|center)=(?:loc:)?{_PAIR}",
        rf"/(?:place|search|dir)/(?:[^?#]*/)?{_PAIR}",
        rf"@{_PAIR}",
        rf"#map=[0-9.]{{1,5}}/{_PLAIN}/{_PLAIN}(?![0-9.])",
        rf"^geo:{_PAIR}",
    )
)
#: Typed by hand, a point has at least two decimals: "52, 5" is no place.
_DOTTED, _WITH_COMMA = (rf"(-?[0-9]{{1,3}}{mark}[0-9]{{2,20}})" for mark in (r"\.", ","))
_BETWEEN = r"\s*[°,;/\s]\s*"
_TYPED = tuple(re.compile(rf"{each}{_BETWEEN}{each}\s*°?", re.ASCII) for each in (_DOTTED, _WITH_COMMA))
_AMOUNT = r"([0-9]{1,3}(?:[.,][0-9]{1,20})?)"
_DEGREES = rf"{_AMOUNT}\s*°?\s*(?:{_AMOUNT}\s*'\s*)?(?:{_AMOUNT}\s*\"\s*)?"
_NORTH_EAST = tuple(
    re.compile(each, re.IGNORECASE | re.ASCII)
    for each in (rf"{_DEGREES}N(?:\.?B\.?)?\s*[,;/]?\s*{_DEGREES}[EO](?:\.?L\.?)?", rf"N\s*{_DEGREES}[,;/]?\s*[EO]\s*{_DEGREES}")
)
#: Marks of minutes and seconds as phones and word processors write them.
_MARKS = str.maketrans({"\u2032": "'", "\u2019": "'", "\u2033": '"', "\u201d": '"', "\u00ba": "°"})


def point_from(text: str) -> Point | None:
    """The point on the map that this text names, None when it names none in or around the Netherlands.

    Knows links of Google Maps, OpenStreetMap and Apple Maps, `geo:` (RFC 5870), decimal degrees with point or comma, and degrees
    with minutes and seconds. A shortened link holds no coordinates.
    """
    if len(text) > LONGEST:
        return None
    said = unquote_plus(text).strip()
    for pattern in _IN_LINKS:
        for found in pattern.finditer(said):
            point = _point(Decimal(found[1]), Decimal(found[2]))
            if point:
                return point
    return _typed(text.strip())


def _typed(said: str) -> Point | None:
    said = said.translate(_MARKS).replace("''", '"')
    for plain in filter(None, (each.fullmatch(said) for each in _TYPED)):
        return _point(_number(plain[1]), _number(plain[2]))
    for marked in filter(None, (each.fullmatch(said) for each in _NORTH_EAST)):
        latitude, longitude = _degrees(*marked.group(1, 2, 3)), _degrees(*marked.group(4, 5, 6))
        return _point(latitude, longitude) if latitude is not None and longitude is not None else None
    return None


def _degrees(degrees: str, minutes: str | None, seconds: str | None) -> Decimal | None:
    """Degrees, minutes and seconds as degrees; None when a part is 60 or more."""
    sixtieth, smallest = _number(minutes or "0"), _number(seconds or "0")
    if max(sixtieth, smallest) >= 60:  # noqa: PLR2004 - minutes in a degree, seconds in a minute
        return None
    return _number(degrees) + sixtieth / 60 + smallest / 3_600


def _number(said: str) -> Decimal:
    return Decimal(said.replace(",", "."))


def _point(latitude: Decimal, longitude: Decimal) -> Point | None:
    if LATITUDES[0] <= latitude <= LATITUDES[1] and LONGITUDES[0] <= longitude <= LONGITUDES[1]:
        return Point(round(latitude * _MILLION), round(longitude * _MILLION))
    return None
