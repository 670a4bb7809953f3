"""The places of a case and the public spots from which they may be looked at."""

from __future__ import annotations

from dataclasses import dataclass

from field_app.rules.vocabulary import Sightline


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """A public spot from which a place may be looked at, in words, with what can be seen from it."""

    text: str
    is_public_place: bool = True
    sightline: Sightline = Sightline.FREE
    street_lighting: bool = True


@dataclass(frozen=True, slots=True)
class Point:
    """A point on the map in millionths of a degree (WGS 84), because the exchange carries no fractions."""

    latitude: int
    longitude: int


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a case: its address stays one tap deeper than the code name and the district."""

    id: str
    label: str
    address: str
    district: str
    viewpoint: Viewpoint
    point: Point | None = None
