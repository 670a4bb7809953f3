"""The officer's verbs around the roster: look, swap, say when one is away; and the planner's."""

from __future__ import annotations

from datetime import date, datetime

from field_app.rules.notes import content_of
from field_app.rules.records import Shift
from field_app.rules.refusals import Code, Refused
from field_app.rules.roster_commands import (
    AcceptSwap,
    AddShift,
    ApproveSwap,
    AskProposal,
    AssignShift,
    AvailabilityKind,
    BringNote,
    CancelShift,
    DeclineSwap,
    MarkSeen,
    OfferSwap,
    PinStop,
    PublishRoster,
    ReportSick,
    SayAvailability,
    ShiftRef,
    SplitShift,
    StopProposal,
    TakeShift,
    WithdrawAvailability,
    WithdrawSwap,
)
from field_app.rules.roster_records import Availability, Offer
from field_app.rules.swaps import LAST_CALL, USUAL_END
from field_app.rules.vocabulary import Slot
from field_app.workday import calendar, slips
from field_app.workday.roster_reading import RosterReading
from field_app.workday.roster_views import OfferView, RosterView, ShiftView
from field_app.workday.saying import Saying


class Rostering(Saying):
    """The roster on one phone, with and without coverage."""

    def roster(self, first: date, days: int = 7) -> RosterView:
        """The roster of these days, and all that asks for this officer's attention."""
        return self._roster_reading().roster(first, days)

    def shift(self, shift_id: str) -> ShiftView:
        """One shift, with who may take it. Raises `Refused`."""
        return self._roster_reading().shift(shift_id)

    def offer(self, offer_id: str) -> OfferView:
        """One offer. Raises `Refused`."""
        return self._roster_reading().offer(offer_id)

    # ---- swaps

    def offer_swap(self, shift_id: str, to: str | None = None, asks: tuple[str, ...] = (), until: datetime | None = None) -> str:
        """Offer a shift to one colleague or everyone, for one of `asks` in return or for nothing. Raises `Refused`."""
        shift = self._shift(shift_id)
        ends = until or self._usual_end(shift)
        return self._say(OfferSwap(_ref(shift), ends, to, tuple(_ref(self._shift(each)) for each in asks)))

    def _usual_end(self, shift: Shift) -> datetime:
        """Twelve hours before the shift; for what is sooner than that, the last moment at which swapping is possible."""
        usual = shift.begins_at - USUAL_END
        return usual if usual > self._clocks.now() else shift.begins_at - LAST_CALL

    def accept_swap(self, offer_id: str, returns: str | None = None) -> None:
        """Say yes, with the shift that goes back. Raises `Refused`."""
        seen = self._read().facts.record(Offer, offer_id)
        self._say(AcceptSwap(offer_id, _ref(self._shift(returns)) if returns else None, seen.gives if seen else None))

    def decline_swap(self, offer_id: str) -> None:
        """Say no. Raises `Refused`."""
        self._say(DeclineSwap(offer_id))

    def withdraw_swap(self, offer_id: str) -> None:
        """Take one's own offer back. Raises `Refused`."""
        self._say(WithdrawSwap(offer_id))

    def approve_swap(self, offer_id: str, is_approved: bool, why: str = "") -> None:
        """The team lead's word. Raises `Refused`."""
        self._say(ApproveSwap(offer_id, is_approved, why))

    def take_shift(self, shift_id: str) -> None:
        """Take an open shift. Raises `Refused`."""
        self._say(TakeShift(_ref(self._shift(shift_id))))

    def split_shift(self, shift_id: str) -> str:
        """Make two shifts of one of two moments; answers the id of the second. Raises `Refused`."""
        return self._say(SplitShift(_ref(self._shift(shift_id))))

    def note_of(self, offer_id: str) -> str:
        """The text to show to a colleague's phone: one's own offer, or one's own yes to theirs. Raises `Refused`."""
        enrolment = self._store.enrolment()
        found = self._read().facts.record(Offer, offer_id)
        if enrolment is None or found is None:
            raise Refused(Code.OFFER_UNKNOWN, offer_id=offer_id)
        wanted = offer_id if found.officer_id == enrolment.officer_id else found.acceptance_id
        for item in self._store.outbox.items("SAVED", "ACCEPTED", "FLAGGED"):
            if item.id == wanted and item.envelope:
                return slips.written(item.envelope, enrolment)
        raise Refused(Code.NOTE_NOT_FOR_YOU, offer_id=offer_id)

    def read_note(self, text: str) -> OfferView:
        """Take a colleague's note over, to deliver it when there is coverage. Raises `Refused`."""
        note = slips.read(text)
        if not self._was_brought(note.id):
            self._say(BringNote(note))
        carried = content_of(note)
        return self.offer(carried.offer_id if isinstance(carried, AcceptSwap) else note.id)

    def _was_brought(self, note_id: str) -> bool:
        """The server may have sent the offer already, or this note was read before."""
        known = self._read()
        brought = (each.note.id for each in known.waiting_commands.values() if isinstance(each, BringNote))
        offers = known.facts.records(Offer)
        return note_id in brought or any(note_id in (each.id, each.acceptance_id) for each in offers)

    def mark_seen(self, shift_id: str) -> None:
        """Say that one has read what changed, up to the last that asks so. Raises `Refused`.

        Not up to the version on this phone: one's own waiting changes count in that, and the server may refuse them.
        """
        shift, me = self._shift(shift_id), self._officer_id()
        asked = max((each.version for each in shift.changes if me in each.asks), default=shift.version)
        self._say(MarkSeen(ShiftRef(shift.id, asked)))

    # ---- being away

    def my_availability(self) -> tuple[Availability, ...]:
        """What this officer said of times to come, soonest first."""
        return self._roster_reading().my_availability()

    def say_availability(self, kind: AvailabilityKind, begins_at: datetime, ends_at: datetime) -> str:
        """Say when one is away, or what one would like. Raises `Refused`."""
        return self._say(SayAvailability(kind, begins_at, ends_at))

    def withdraw_availability(self, availability_id: str) -> None:
        """Take it back. Raises `Refused`."""
        self._say(WithdrawAvailability(availability_id))

    def report_sick(self, begins_at: datetime, ends_at: datetime, officer_id: str | None = None) -> None:
        """Oneself, or as a planner a colleague, is ill. Raises `Refused`."""
        self._say(ReportSick(officer_id or self._officer_id(), begins_at, ends_at))

    def my_calendar(self) -> bytes:
        """One's own shifts as iCalendar, without anything about cases."""
        known = self._read()
        mine = [each for each in known.shifts() if each.officer_id == known.officer_id]
        return calendar.written(mine, self._clocks.now())

    # ---- the planner

    def assign_shift(self, shift_id: str, officer_id: str | None, why: str = "") -> None:
        """Give a shift to somebody, or open it. Raises `Refused`."""
        self._say(AssignShift(_ref(self._shift(shift_id)), officer_id, why))

    def add_shift(self, slots: tuple[Slot, ...], officer_id: str | None = None, roster_id: str | None = None, why: str = "") -> str:
        """Add a shift; answers its id. Raises `Refused`."""
        return self._say(AddShift(slots, officer_id, roster_id, why))

    def cancel_shift(self, shift_id: str, why: str) -> None:
        """Take a shift off the roster. Raises `Refused`."""
        self._say(CancelShift(_ref(self._shift(shift_id)), why))

    def ask_proposal(self, begins_on: date, ends_on: date, seconds: int = 20, repairs: str | None = None) -> str:
        """Ask the server for a roster; answers its id. Raises `Refused`."""
        return self._say(AskProposal(begins_on, ends_on, seconds, repairs))

    def stop_proposal(self, roster_id: str) -> None:
        """Keep the best so far. Raises `Refused`."""
        self._say(StopProposal(roster_id))

    def publish_roster(self, roster_id: str, why: str = "") -> None:
        """Publish a concept. Raises `Refused`."""
        self._say(PublishRoster(roster_id, why))

    def pin_stop(self, case_id: str, slot: Slot, shift_id: str | None) -> None:
        """Decide which car takes a case; None lets Ronde divide it again. Raises `Refused`."""
        self._say(PinStop(case_id, slot, shift_id))

    def _roster_reading(self) -> RosterReading:
        return RosterReading(self._store, self._read(), self._clocks.now())

    def _shift(self, shift_id: str) -> Shift:
        found = self._read().facts.shift(shift_id)
        if found is None:
            raise Refused(Code.SHIFT_UNKNOWN, shift_id=shift_id)
        return found


def _ref(shift: Shift) -> ShiftRef:
    return ShiftRef(shift.id, shift.version)
