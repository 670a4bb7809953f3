"""What people do with the roster, as plain frozen data: availability, planning, swaps, and notes carried by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from field_app.rules.vocabulary import Slot


class AvailabilityKind(StrEnum):
    """What somebody says of a period. Being away is respected, wishes are weighed; why is nobody's business."""

    AWAY = "AWAY"
    WISH_FREE = "WISH_FREE"
    WISH_WORK = "WISH_WORK"


@dataclass(frozen=True, slots=True)
class ShiftRef:
    """A shift as somebody saw it: when its version has moved on, it is no longer the shift that was agreed on."""

    shift_id: str
    version: int


@dataclass(frozen=True, slots=True)
class SayAvailability:
    """Say when one is away, or what one would like. The row bears the id of this command."""

    kind: AvailabilityKind
    begins_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class WithdrawAvailability:
    """Take back what one said."""

    availability_id: str


@dataclass(frozen=True, slots=True)
class ReportSick:
    """Somebody is ill in this period: their shifts open at once, and nobody needs to agree. A planner may report for another."""

    officer_id: str
    begins_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class OfferSwap:
    """Ask a colleague (`to`), or everyone, to take a shift.

    `asks` lists the shifts of which one is asked in return, none for a gift. The offer bears the id of this command.
    """

    gives: ShiftRef
    until: datetime
    to: str | None = None
    asks: tuple[ShiftRef, ...] = ()


@dataclass(frozen=True, slots=True)
class AcceptSwap:
    """Say yes to an offer, with the shift one gives in return when one was asked.

    `gives` is what was offered as the one who says yes saw it: a yes holds for that and nothing else.
    """

    offer_id: str
    returns: ShiftRef | None = None
    gives: ShiftRef | None = None


@dataclass(frozen=True, slots=True)
class DeclineSwap:
    """Say no to an offer; no reason is asked."""

    offer_id: str


@dataclass(frozen=True, slots=True)
class WithdrawSwap:
    """Take one's own offer back."""

    offer_id: str


@dataclass(frozen=True, slots=True)
class ApproveSwap:
    """The team lead's word on an agreed swap, in a team that asks for it."""

    offer_id: str
    is_approved: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class TakeShift:
    """Take a shift that nobody has."""

    shift: ShiftRef


@dataclass(frozen=True, slots=True)
class SplitShift:
    """Make two shifts of one's own shift of two moments, so that one can be offered; the new one bears this command's id."""

    shift: ShiftRef


@dataclass(frozen=True, slots=True)
class MarkSeen:
    """Say that one has read what changed in a shift, up to its version."""

    shift: ShiftRef


@dataclass(frozen=True, slots=True)
class AssignShift:
    """The planner gives a shift to somebody, or opens it (`officer_id` None)."""

    shift: ShiftRef
    officer_id: str | None
    why: str = ""
    pins: bool = True


@dataclass(frozen=True, slots=True)
class AddShift:
    """The planner adds a shift to a roster: adjoining slots of one day. The shift bears the id of this command."""

    slots: tuple[Slot, ...]
    officer_id: str | None = None
    roster_id: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class CancelShift:
    """The planner takes a shift off the roster; it stays readable."""

    shift: ShiftRef
    why: str


@dataclass(frozen=True, slots=True)
class AskProposal:
    """Ask the server for a roster from and to these days (both counted). The roster bears the id of this command.

    `repairs` names a published roster that should change as little as possible.
    """

    begins_on: date
    ends_on: date
    seconds: int = 20
    repairs: str | None = None


@dataclass(frozen=True, slots=True)
class StopProposal:
    """Enough: keep the best that was found so far."""

    roster_id: str


@dataclass(frozen=True, slots=True)
class PublishRoster:
    """Publish a concept: from now on it binds, and every change asks for "seen".

    `why` is asked when the notice is short (ATW 4:2).
    """

    roster_id: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class PinStop:
    """Somebody decides which shift of a slot takes a case; None lets Ronde divide it again."""

    case_id: str
    slot: Slot
    shift_id: str | None


@dataclass(frozen=True, slots=True)
class Note:
    """A colleague's command carried by hand: what that phone would send, signed with the key of that phone."""

    device_id: str
    officer_id: str
    id: str
    name: str
    args: Mapping[str, Any]
    at: datetime
    signature: str


@dataclass(frozen=True, slots=True)
class BringNote:
    """Deliver a colleague's offer or acceptance that was read from the other screen; whichever phone has coverage first does."""

    note: Note
