"""What a planner asks for: a team, its officers, what they said, what is rostered already, and what somebody fixed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from field_app.rules.records import Officer, Shift, Team
from field_app.rules.roster_records import Availability
from field_app.rules.vocabulary import Moment, Slot
from field_app.rules.working_time import Duty
from sync_server.planner.clock import Period


@dataclass(frozen=True, slots=True)
class Fixed:
    """A day of one officer that somebody fixed: these adjoining moments, or free (`moments` empty)."""

    officer_id: str
    on: date
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Unfit:
    """A shift with a case on which this officer may not work."""

    shift_id: str
    officer_id: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """A roster to be made, or with `repairs` one to be mended with as few changes as can be.

    `bound` are shifts that stand already. A repair changes those that begin after `now` and lie in the period; with `is_whole` only
    by giving each as a whole to another officer or to nobody; with `roster_id` only those of that roster.
    """

    team: Team
    period: Period
    officers: tuple[Officer, ...]
    availability: tuple[Availability, ...] = ()
    bound: tuple[Shift, ...] = ()
    fixed: tuple[Fixed, ...] = ()
    repairs: bool = False
    is_whole: bool = False
    now: datetime | None = None
    roster_id: str | None = None
    unfit: tuple[Unfit, ...] = ()

    def may_move(self, shift: Shift) -> bool:
        """Whether a repair may give this shift to another."""
        begins = self.period.has(shift.slots[0].on) if shift.slots else False
        is_ours = self.roster_id in (None, shift.roster_id)
        return self.repairs and is_ours and begins and (self.now is None or shift.begins_at > self.now) and shift.started_at is None

    @property
    def given(self) -> tuple[Shift, ...]:
        """The shifts that stay as they are, with an owner."""
        return tuple(each for each in self.bound if each.officer_id and not self.may_move(each))

    @property
    def movable(self) -> tuple[Shift, ...]:
        """The shifts that a repair may give to another."""
        return tuple(each for each in self.bound if self.may_move(each))


@dataclass(frozen=True, slots=True)
class Cell:
    """A shift of the proposal: who, which adjoining slots, and when on the clock."""

    officer_id: str
    slots: tuple[Slot, ...]
    begins_at: datetime
    ends_at: datetime

    @property
    def duty(self) -> Duty:
        """As work that the law judges."""
        return Duty(self.officer_id, self.begins_at, self.ends_at)
