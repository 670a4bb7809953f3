"""A figure of the meeting and the quarter that it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_MONTHS_A_QUARTER = 3


class Indicator(StrEnum):
    """The fixed set. A definition that changes gets a new version, so that years can be compared."""

    CASES = "cases"
    DAYS_TO_DECISION = "days-to-decision"
    LONGEST_TO_DECISION = "longest-to-decision"
    DAYS_ON_LIST = "days-on-list"
    LONGEST_ON_LIST = "longest-on-list"
    LOOKS_PER_CASE = "looks-per-case"
    MINUTES_PER_CASE = "minutes-per-case"
    MOST_LOOKS = "most-looks"
    MOST_MINUTES = "most-minutes"
    INVITED = "invited"
    VISITED = "visited"
    STOPPED = "stopped"
    NO_IRREGULARITY = "no-irregularity"
    WITHOUT_FOLLOW_UP = "without-follow-up"
    METER_GREEN = "meter-green"
    METER_AMBER = "meter-amber"
    METER_RED = "meter-red"
    INFORMED_IN_TIME = "informed-in-time"
    ENTERED_LATE = "entered-late"
    DISSENTS = "dissents"
    OBJECTIONS_UPHELD = "objections-upheld"
    COMPLAINTS = "complaints"
    CALLBACKS_IN_TIME = "callbacks-in-time"


class Unit(StrEnum):
    """In what a figure is counted: a share of `of`, a number, days or minutes."""

    SHARE = "SHARE"
    NUMBER = "NUMBER"
    DAYS = "DAYS"
    MINUTES = "MINUTES"


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a year, by the day on which a case was closed (Amsterdam)."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}-K{self.number}"

    @property
    def before(self) -> Quarter:
        """The quarter before this one."""
        return Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)


def quarter_of(on: date) -> Quarter:
    """The quarter in which a day falls."""
    return Quarter(on.year, (on.month - 1) // _MONTHS_A_QUARTER + 1)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: `value` (of `of`, where it is a share), over so many `cases`. None where there was nothing to count."""

    indicator: Indicator
    version: int
    quarter: Quarter
    unit: Unit
    value: int | None
    of: int
    cases: int
