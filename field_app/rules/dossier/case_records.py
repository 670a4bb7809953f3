"""Cases and plans as an officer reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from field_app.rules.vocabulary import CaseStatus, CaseTopic, Sightline, Slot


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


@dataclass(frozen=True, slots=True)
class Case:
    """A case on the shared list, led by its owner, known by a code name. `conflicts` names officers who may not work on it."""

    id: str
    code_name: str
    topic: CaseTopic
    status: CaseStatus
    owner_id: str
    places: tuple[Place, ...]
    plan_id: str | None = None
    buddy_id: str | None = None
    dossier_number: str | None = None
    conflicts: tuple[str, ...] = ()

    def place(self, place_id: str) -> Place | None:
        """The place with this id, None when the case has no such place."""
        return next((each for each in self.places if each.id == place_id), None)


@dataclass(frozen=True, slots=True)
class Budget:
    """How much looking the approved plan allows: looks in all, minutes in all, looks a day, minutes a look."""

    looks: int
    minutes: int
    looks_a_day: int = 2
    minutes_a_look: int = 15


@dataclass(frozen=True, slots=True)
class Plan:
    """The approved answer to: which few looks, when, for which question (Awb 5:13, proportionality)."""

    id: str
    case_id: str
    question: str
    starts_on: date
    ends_on: date
    slots: tuple[Slot, ...]
    budget: Budget
    place_id: str
    approved_by: str | None = None
    approved_at: datetime | None = None
    counter_hypothesis: str | None = None
    needs_two: bool = False

    @property
    def is_approved(self) -> bool:
        """Whether somebody has approved it; that this was not the owner is checked when it is approved."""
        return self.approved_at is not None

    @property
    def days(self) -> int:
        """Calendar days in the window, both ends counted."""
        return (self.ends_on - self.starts_on).days + 1

    def day_number(self, on: date) -> int:
        """1 on the first day of the window."""
        return (on - self.starts_on).days + 1
