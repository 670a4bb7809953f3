"""The rows of the roster as people read them: rosters, availability, offers to swap, and what changed in a shift."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from field_app.rules.roster_commands import AvailabilityKind, ShiftRef


class RosterStatus(StrEnum):
    """How far a roster is: asked of the server, being made, a concept, published.

    `FAILED` says why in its progress; `LAPSED` made way for a newer concept of the same days.
    """

    ASKED = "ASKED"
    PROPOSING = "PROPOSING"
    CONCEPT = "CONCEPT"
    PUBLISHED = "PUBLISHED"
    FAILED = "FAILED"
    LAPSED = "LAPSED"


@dataclass(frozen=True, slots=True)
class Progress:
    """How a proposal is getting on. `cost` is the weighed objective of the best so far, `bound` what it can at best become.

    `collisions` say, when no legal roster exists, which rules and persons collide: pairs of a rule's name and officers' ids.
    """

    seconds: int = 0
    is_running: bool = False
    cost: int | None = None
    bound: int | None = None
    below_minimum: int | None = None
    below_target: int | None = None
    wishes_broken: int | None = None
    cells_changed: int | None = None
    collisions: tuple[Collision, ...] = ()


@dataclass(frozen=True, slots=True)
class Collision:
    """One reason why no legal roster exists: the rule, who, and from which day."""

    rule: str
    officers: tuple[str, ...] = ()
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """One cell of a published roster that a repair would change."""

    shift: ShiftRef
    officer_id: str | None


@dataclass(frozen=True, slots=True)
class Roster:
    """A period of the roster with its state, who made and published it, and why."""

    id: str
    begins_on: date
    ends_on: date
    status: RosterStatus
    made_by: str
    made_at: datetime
    seconds: int = 20
    repairs: str | None = None
    is_stopped: bool = False
    published_by: str | None = None
    published_at: datetime | None = None
    why: str | None = None
    progress: Progress | None = None
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class Availability:
    """What somebody said of a period; withdrawn ones stay readable."""

    id: str
    officer_id: str
    kind: AvailabilityKind
    begins_at: datetime
    ends_at: datetime
    said_by: str
    is_withdrawn: bool = False

    @property
    def is_away(self) -> bool:
        """Whether no shift may fall in it."""
        return not self.is_withdrawn and self.kind is AvailabilityKind.AWAY


class ChangeKind(StrEnum):
    """What happened to a shift of the roster."""

    PUBLISHED = "PUBLISHED"
    ASSIGNED = "ASSIGNED"
    SWAPPED = "SWAPPED"
    TAKEN = "TAKEN"
    SPLIT = "SPLIT"
    OPENED = "OPENED"
    CANCELLED = "CANCELLED"
    ADDED = "ADDED"


@dataclass(frozen=True, slots=True)
class Seen:
    """That somebody has read a change, and when by their phone."""

    officer_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ShiftChange:
    """One change of a shift with its old and new value, who made it, when and why. `version` is the shift's after it.

    `asks` names those who must still say "gezien" about it; `seen` those who did.
    """

    version: int
    kind: ChangeKind
    by: str
    at: datetime
    was: str | None = None
    became: str | None = None
    why: str = ""
    asks: tuple[str, ...] = ()
    seen: tuple[Seen, ...] = ()


class OfferStatus(StrEnum):
    """How an offer stands. The last four are final.

    `ACCEPTED` is said on a phone only: the server has not spoken yet, and the owner stays responsible. `AGREED` waits for the team
    lead.
    """

    OPEN = "OPEN"
    ACCEPTED = "ACCEPTED"
    AGREED = "AGREED"
    CONFIRMED = "CONFIRMED"
    WITHDRAWN = "WITHDRAWN"
    DECLINED = "DECLINED"
    ENDED = "ENDED"


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer to give or swap a shift, and what became of it.

    `acceptance_id` is the command that took it; `why_ended` the stable code of why it ended without a swap.
    """

    id: str
    officer_id: str
    gives: ShiftRef
    until: datetime
    made_at: datetime
    to: str | None = None
    asks: tuple[ShiftRef, ...] = ()
    status: OfferStatus = OfferStatus.OPEN
    taken_by: str | None = None
    returns: ShiftRef | None = None
    acceptance_id: str | None = None
    closed_at: datetime | None = None
    why_ended: str | None = None
    declined_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeviceKey:
    """The public key (hex) of a colleague's phone, so that a note from it can be checked without coverage."""

    id: str
    officer_id: str
    public_key: str
    is_revoked: bool = False
