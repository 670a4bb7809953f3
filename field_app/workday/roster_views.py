"""What the roster's screens show, as plain frozen data: made by the workday, drawn by the screens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from field_app.rules.fitness import Obstacle
from field_app.rules.records import Officer, Shift
from field_app.rules.roster_records import Availability, Offer, Roster, ShiftChange
from field_app.rules.vocabulary import Slot


class Cover(StrEnum):
    """How a slot is staffed against what the team set."""

    ENOUGH = "ENOUGH"
    BELOW_TARGET = "BELOW_TARGET"
    BELOW_MINIMUM = "BELOW_MINIMUM"


@dataclass(frozen=True, slots=True)
class CarView:
    """One car in a slot: `officer` None is an open shift; `waits` says that a swap of it has not been confirmed yet."""

    shift: Shift
    officer: Officer | None
    is_mine: bool
    is_offered: bool = False
    waits: bool = False
    needs_seen: bool = False


@dataclass(frozen=True, slots=True)
class SlotView:
    """One moment of one day: who drives, and whether that is enough."""

    slot: Slot
    begins_at: datetime
    ends_at: datetime
    cars: tuple[CarView, ...]
    cover: Cover


@dataclass(frozen=True, slots=True)
class DayView:
    """One day of the roster, with what this officer said of it."""

    on: date
    is_today: bool
    slots: tuple[SlotView, ...]
    availability: tuple[Availability, ...]


class Standing(StrEnum):
    """How an offer stands for the one who looks at it.

    `ASKED` you are asked; `WAITS_ANSWER` yours, nobody said yes yet; `WAITS_SENDING` yours, not at the server yet; `WAITS_SERVER`
    somebody said yes on a phone, the server has not spoken, the owner stays responsible; `WAITS_APPROVAL` of the team lead; `DONE`;
    `OVER` ended without a swap.
    """

    ASKED = "ASKED"
    WAITS_ANSWER = "WAITS_ANSWER"
    WAITS_SENDING = "WAITS_SENDING"
    WAITS_SERVER = "WAITS_SERVER"
    WAITS_APPROVAL = "WAITS_APPROVAL"
    DONE = "DONE"
    OVER = "OVER"


class Check(StrEnum):
    """A rule that was looked at and is fine, to be said in words before a yes."""

    DAILY_REST = "DAILY_REST"
    WEEKLY_REST = "WEEKLY_REST"
    HOURS = "HOURS"
    CASES_GO_ALONG = "CASES_GO_ALONG"


@dataclass(frozen=True, slots=True)
class ReturnView:
    """A shift that could be given in return, with why not when it may not."""

    shift: Shift
    officer: Officer
    obstacles: tuple[Obstacle, ...]


@dataclass(frozen=True, slots=True)
class OfferView:
    """An offer as one reads it.

    `returns` holds what is asked in return, one's own for who is asked; `obstacles` are those of the gift itself. `taker` said yes.
    `note_ready` says that a note can be shown to the colleague's phone: of the offer, or of one's own yes.
    `is_waiting` says that what was done with it on this phone has not reached the server yet.
    """

    offer: Offer
    standing: Standing
    by: Officer
    to: Officer | None
    gives: Shift
    returns: tuple[ReturnView, ...]
    obstacles: tuple[Obstacle, ...]
    checks: tuple[Check, ...]
    taker: Officer | None = None
    returned: Shift | None = None
    is_mine: bool = False
    note_ready: bool = False
    is_waiting: bool = False

    @property
    def may_accept(self) -> bool:
        """Whether a yes is lawful: as a gift, or with one of the shifts in return."""
        if self.offer.asks:
            return any(not each.obstacles for each in self.returns)
        return not self.obstacles


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A change in a shift that this officer has not said "gezien" to, with old and new value by name."""

    shift: Shift
    change: ShiftChange
    by: Officer
    was: Officer | None
    became: Officer | None


@dataclass(frozen=True, slots=True)
class SwapNews:
    """A no of the server to something this officer did with the roster: who, why, and who still can.

    `code` and `details` are those of the refusal, `who` is the colleague in it; `still` are colleagues who can take the shift.
    """

    command_id: str
    code: str
    details: dict[str, str]
    who: Officer | None
    shift: Shift | None
    still: tuple[Officer, ...] = ()


@dataclass(frozen=True, slots=True)
class RosterView:
    """The roster of some days, and all that asks for this officer's attention."""

    me: Officer
    days: tuple[DayView, ...]
    mine: tuple[Shift, ...]
    asked: tuple[OfferView, ...]
    offered: tuple[OfferView, ...]
    changes: tuple[ChangeView, ...]
    news: tuple[SwapNews, ...]
    open_shifts: tuple[Shift, ...]
    taking: tuple[Shift, ...]
    rosters: tuple[Roster, ...]
    published_until: date | None


@dataclass(frozen=True, slots=True)
class Partner:
    """A colleague who might take a shift: as a gift, or in return for one of theirs; with the reasons when not."""

    officer: Officer
    obstacles: tuple[Obstacle, ...]
    returns: tuple[ReturnView, ...] = ()

    @property
    def may_take(self) -> bool:
        """Whether they may take it for nothing in return."""
        return not self.obstacles

    @property
    def may_swap(self) -> bool:
        """Whether there is a lawful swap."""
        return any(not each.obstacles for each in self.returns)


@dataclass(frozen=True, slots=True)
class RepairView:
    """One lawful way to fill an open shift: who takes it, and when they cannot just so, who takes what from them."""

    officer: Officer
    passes_on: Shift | None = None
    passes_to: Officer | None = None


@dataclass(frozen=True, slots=True)
class ShiftView:
    """One shift with who may take it, its history and the open offer on it. `repairs` are for an open shift."""

    shift: Shift
    officer: Officer | None
    is_mine: bool
    may_offer: bool
    may_take: bool
    take_obstacles: tuple[Obstacle, ...]
    partners: tuple[Partner, ...]
    offer: OfferView | None
    changes: tuple[ChangeView, ...]
    repairs: tuple[RepairView, ...]
    is_planner: bool
