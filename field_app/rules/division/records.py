"""What is divided and what comes of it: cars, cases, choices with their reasons, and what nobody could take."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from field_app.rules.dossier.places import Point


class Reason(StrEnum):
    """Why a case is with a car. The first that holds of `FIXED` to `LOOKED_BEFORE` comes first, what the map says after it."""

    FIXED = "FIXED"
    ONLY_CAR = "ONLY_CAR"
    OWN_CASE = "OWN_CASE"
    BUDDY = "BUDDY"
    LOOKED_LAST = "LOOKED_LAST"
    LOOKED_BEFORE = "LOOKED_BEFORE"
    NEAR = "NEAR"
    BALANCE = "BALANCE"
    BEST_TOGETHER = "BEST_TOGETHER"
    NEEDS_TWO = "NEEDS_TWO"
    GOES_WITH_SHIFT = "GOES_WITH_SHIFT"
    FIX_LAPSED = "FIX_LAPSED"


class WhyLeft(StrEnum):
    """Why a case is with nobody."""

    NO_CAR = "NO_CAR"
    ALL_IN_CONFLICT = "ALL_IN_CONFLICT"
    SECOND_CAR_MISSING = "SECOND_CAR_MISSING"


@dataclass(frozen=True, slots=True)
class Car:
    """A shift in this moment. `prefers` is whom it was published for; an open shift (no officer) has only what is fixed to it."""

    shift_id: str
    officer_id: str | None
    prefers: str | None = None
    takes_more: bool = True

    @property
    def knows(self) -> str | None:
        """Whose own cases these are."""
        return self.prefers or self.officer_id


@dataclass(frozen=True, slots=True)
class Item:
    """A case to be looked at in this moment, `minutes` long. `looked` names who looked before, the last first; `fixed` shifts."""

    case_id: str
    district: str
    minutes: int
    owner_id: str
    point: Point | None = None
    buddy_id: str | None = None
    looked: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    needs_two: bool = False
    fixed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """That a case is with a car, and why. `metres` is what it adds to the car's route.

    `owner_id` with `owner_metres`: the case owner also drives in this moment, and this is what it would add to that car's route.
    """

    case_id: str
    shift_id: str
    officer_id: str | None
    reasons: tuple[Reason, ...]
    metres: int
    known_to: str | None = None
    owner_id: str | None = None
    owner_metres: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """What one car does, in driving order, and how many metres that is."""

    shift_id: str
    choices: tuple[Choice, ...]
    metres: int


@dataclass(frozen=True, slots=True)
class Left:
    """A case that lacks a car, or its second car, and why."""

    case_id: str
    why: WhyLeft


@dataclass(frozen=True, slots=True)
class Division:
    """The cases of one moment divided. `cost` is in metres; `is_exact`: no division costs less."""

    shares: tuple[Share, ...]
    left: tuple[Left, ...]
    cost: int
    is_exact: bool

    def share(self, shift_id: str) -> tuple[Choice, ...]:
        """What this shift does, in driving order."""
        return next((each.choices for each in self.shares if each.shift_id == shift_id), ())


@dataclass(frozen=True, slots=True)
class Task:
    """One look of one car: the case, and the cars that may make it."""

    item: Item
    cars: tuple[Car, ...]
