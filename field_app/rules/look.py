"""The record of one look: when, where and how was looked, what was seen, and what an officer makes of it, apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from field_app.rules.vocabulary import Certainty, FactKind, Light, Result, Sightline, Slot, UnableReason, Vantage


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact with its own time: what was seen, heard or read, never what it would mean."""

    at: datetime
    kind: FactKind
    text: str
    certainty: Certainty = Certainty.SEEN_MYSELF


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A vehicle as it stood or moved; the plate only when the question is about that vehicle."""

    description: str
    plate: str | None = None
    where: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A person by a neutral label ("betrokkene", "man A"), and how recognised."""

    label: str
    description: str | None = None
    recognised_by: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """Words exchanged during a look: with whom, whether the officer identified, and what was said."""

    with_whom: str
    identified: bool
    said: str


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a picture that nobody needs to see, in permille of the upright picture from its left and top edge."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo made during a look: which file, why it was made, what it shows, and what must not be seen on it.

    `sha256` is of the original bytes as taken (hex), `size` their number; `width` and `height` in pixels, upright.
    """

    sha256: str
    size: int
    taken_at: datetime
    reason: str
    shows: str
    width: int
    height: int
    blurs: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """The record of one look: the mandatory core and what was seen (fields of the observation journal).

    Times carry their offset. `prefilled` names the fields that plan, shift and hour filled in and the officer confirmed.
    `first_tap_at` stands only where the officer moved the begin away from the first tap, with `time_reason`.
    """

    case_id: str
    began_at: datetime
    ended_at: datetime
    place_id: str
    own_position: str
    is_public_place: bool
    sightline: Sightline
    light: Light
    result: Result
    is_exculpatory: bool
    shift_id: str | None = None
    slot: Slot | None = None
    vantage: Vantage = Vantage.IN_VEHICLE
    sightline_note: str | None = None
    street_lighting: bool | None = None
    weather: str | None = None
    unable_reason: UnableReason | None = None
    unable_note: str | None = None
    facts: tuple[FactLine, ...] = ()
    vehicles: tuple[Vehicle, ...] = ()
    persons: tuple[Person, ...] = ()
    interpretation: str | None = None
    contact: Contact | None = None
    late_reason: str | None = None
    first_tap_at: datetime | None = None
    time_reason: str | None = None
    prefilled: tuple[str, ...] = ()
    photos: tuple[Photo, ...] = ()
