"""What the officer looks at on the roster: days and cars, own shifts, offers with their checks, and what changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cached_property

from field_app.rules.records import Shift
from field_app.rules.refusals import Code, Refused
from field_app.rules.roster_commands import TakeShift
from field_app.rules.roster_records import Availability, Offer, OfferStatus, Roster, RosterStatus
from field_app.rules.shift_changes import wall
from field_app.rules.vocabulary import ShiftStatus, Slot, local
from field_app.store.phone_store import PhoneStore
from field_app.workday import offers, partners, swap_news
from field_app.workday.known import Known
from field_app.workday.roster_views import CarView, ChangeView, Cover, DayView, OfferView, RosterView, ShiftView, SlotView, Standing

#: What is over stays in sight this long, so that nobody has to wonder how it ended.
_OVER_STAYS = timedelta(hours=48)


class RosterReading:
    """Reads one state of the phone at one moment."""

    def __init__(self, store: PhoneStore, known: Known, now: datetime) -> None:
        """Nothing is kept beyond one reading."""
        self._store, self._known, self._now = store, known, now
        self._facts, self._me = known.facts, known.officer_id

    def roster(self, first: date, days: int) -> RosterView:
        """These days, and all that asks for attention."""
        every = [first + timedelta(days=each) for each in range(days)]
        opened = [each for each in self._upcoming if each.officer_id is None]
        views = [offers.view(self._known, each, self._now) for each in self._offers]
        return RosterView(
            me=self._known.officer(self._me),
            days=tuple(self._day(on) for on in every),
            mine=tuple(each for each in self._upcoming if each.officer_id == self._me),
            asked=tuple(each for each in views if self._asks_me(each)),
            offered=tuple(each for each in views if each.is_mine or each.offer.taken_by == self._me),
            changes=tuple(change for each in self._known.shifts() for change in self._unseen(each)),
            news=swap_news.news(self._store, self._known),
            open_shifts=tuple(each for each in opened if each.id not in self._taking),
            taking=tuple(each for each in opened if each.id in self._taking),
            rosters=self._rosters(),
            published_until=max((local(each.ends_at).date() for each in self._known.shifts()), default=None),
        )

    def _asks_me(self, view: OfferView) -> bool:
        """Open offers for me, or for everyone when I could say yes; and for the team lead the agreed ones without a word yet."""
        if view.standing is Standing.WAITS_APPROVAL:
            is_party = self._me in (view.offer.officer_id, view.offer.taken_by)
            return self._known.officer(self._me).may_plan and not view.is_waiting and not is_party
        return view.standing is Standing.ASKED and (view.offer.to == self._me or view.may_accept)

    @cached_property
    def _taking(self) -> set[str]:
        """Open shifts that this officer asked for, and of which the server has not spoken."""
        return {each.shift.shift_id for each in self._known.waiting_commands.values() if isinstance(each, TakeShift)}

    @cached_property
    def _upcoming(self) -> list[Shift]:
        return [each for each in self._known.shifts() if each.ends_at > self._now and each.status is not ShiftStatus.ENDED]

    @cached_property
    def _offers(self) -> list[Offer]:
        since = self._now - _OVER_STAYS
        found = [each for each in self._facts.records(Offer) if each.closed_at is None or each.closed_at > since]
        return sorted(filter(self._is_shown, found), key=lambda each: (each.until, each.id))

    def _is_shown(self, offer: Offer) -> bool:
        """Not when it ran out; nor while its shift is not on this phone, which happens in the middle of a long pull."""
        shift = self._facts.shift(offer.gives.shift_id)
        return shift is not None and (offer.closed_at is not None or shift.begins_at > self._now)

    @cached_property
    def _by_slot(self) -> dict[Slot, list[Shift]]:
        found: dict[Slot, list[Shift]] = {}
        shown = [*self._known.shifts(), *self._concepts()]
        for shift in sorted(shown, key=lambda each: (each.position, each.begins_at, each.id)):
            for slot in shift.slots:
                found.setdefault(slot, []).append(shift)
        return found

    def _concepts(self) -> list[Shift]:
        """Concepts are the planner's alone: they bind nobody, and nobody should count on them."""
        if not self._known.officer(self._me).may_plan:
            return []
        return [each for each in self._facts.records(Shift) if each.status is ShiftStatus.CONCEPT]

    def _day(self, on: date) -> DayView:
        hours = self._facts.hours()
        slots = (self._slot(Slot(on, each.moment), wall(on, each.begins), wall(on, each.ends)) for each in hours)
        begins, ends = wall(on, datetime.min.time()), wall(on + timedelta(days=1), datetime.min.time())
        said = tuple(each for each in self.my_availability() if each.begins_at < ends and begins < each.ends_at)
        return DayView(on, on == local(self._now).date(), tuple(slots), said)

    def _slot(self, slot: Slot, begins_at: datetime, ends_at: datetime) -> SlotView:
        shifts, team = self._by_slot.get(slot, []), self._facts.team()
        driven = sum(each.officer_id is not None for each in shifts)
        few = Cover.BELOW_MINIMUM if driven < team.cars_minimum else Cover.BELOW_TARGET
        return SlotView(slot, begins_at, ends_at, tuple(map(self._car, shifts)), few if driven < team.cars_target else Cover.ENOUGH)

    def _car(self, shift: Shift) -> CarView:
        found = [each for each in self._offers if each.gives.shift_id == shift.id and each.closed_at is None]
        returned = [each for each in self._offers if each.returns and each.returns.shift_id == shift.id]
        waits = any(each.status is OfferStatus.ACCEPTED for each in (*found, *returned))
        return CarView(
            shift=shift,
            officer=self._known.officer(shift.officer_id) if shift.officer_id else None,
            is_mine=shift.officer_id == self._me,
            is_offered=any(each.status is OfferStatus.OPEN and each.until > self._now for each in found),
            waits=waits,
            needs_seen=any(True for _ in self._unseen(shift)),
        )

    def _unseen(self, shift: Shift) -> Iterator[ChangeView]:
        return (self._change(shift, at) for at, each in enumerate(shift.changes) if self._me in each.asks)

    def _change(self, shift: Shift, at: int) -> ChangeView:
        change = shift.changes[at]
        was, became = (self._known.officer(each) if each else None for each in (change.was, change.became))
        return ChangeView(shift, change, self._known.officer(change.by), was, became)

    def my_availability(self) -> tuple[Availability, ...]:
        """What this officer said of times that are not over, soonest first."""
        mine = [
            each for each in self._facts.records(Availability)
            if each.officer_id == self._me and not each.is_withdrawn and each.ends_at > self._now - _OVER_STAYS
        ]  # fmt: skip
        return tuple(sorted(mine, key=lambda each: (each.begins_at, each.id)))

    def _rosters(self) -> tuple[Roster, ...]:
        if not self._known.officer(self._me).may_plan:
            return ()
        found = [each for each in self._facts.records(Roster) if each.status not in (RosterStatus.PUBLISHED, RosterStatus.LAPSED)]
        return tuple(sorted(found, key=lambda each: (each.begins_on, each.id)))

    def offer(self, offer_id: str) -> OfferView:
        """One offer. Raises `Refused`."""
        found = self._facts.record(Offer, offer_id)
        if found is None:
            raise Refused(Code.OFFER_UNKNOWN, offer_id=offer_id)
        return offers.view(self._known, found, self._now)

    def shift(self, shift_id: str) -> ShiftView:
        """One shift, with who may take it. Raises `Refused`."""
        shift = self._facts.shift(shift_id)
        if shift is None:
            raise Refused(Code.SHIFT_UNKNOWN, shift_id=shift_id)
        me = self._known.officer(self._me)
        is_ahead = shift.status in (ShiftStatus.PUBLISHED, ShiftStatus.CONCEPT) and shift.begins_at > self._now
        is_mine, is_open = shift.officer_id == self._me, shift.officer_id is None
        current = next((each for each in self._offers if each.gives.shift_id == shift_id and each.closed_at is None), None)
        judged = partners.partners(self._known, shift, self._now) if is_ahead and (is_mine or me.may_plan) else ()
        own = partners.why_not(self._facts, self._me, shift) if is_ahead and is_open and me.may_drive else ()
        return ShiftView(
            shift=shift,
            officer=self._known.officer(shift.officer_id) if shift.officer_id else None,
            is_mine=is_mine,
            may_offer=is_ahead and is_mine and shift.binds,
            may_take=is_ahead and is_open and me.may_drive and shift.binds and not own and shift_id not in self._taking,
            take_obstacles=own,
            partners=judged,
            offer=offers.view(self._known, current, self._now) if current else None,
            changes=tuple(self._change(shift, at) for at in range(len(shift.changes))),
            repairs=partners.repairs(self._known, shift, self._now) if is_ahead and is_open and me.may_plan else (),
            is_planner=me.may_plan,
        )
