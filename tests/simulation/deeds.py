"""What people do on their phones, chosen by chance from what their phones show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta
from random import Random
from typing import Any, TypeVar

from people import look as usual_look

from field_app.rules.commands import Command, RecordObservation
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.decision_commands import AddRemark
from field_app.rules.records import Shift
from field_app.rules.refusals import Refused
from field_app.rules.roster_records import Offer, OfferStatus
from field_app.rules.vocabulary import CaseStatus, FactKind, Moment, Result, Slot, local
from field_app.workday import Workday
from simulation.handset import Handset
from simulation.memory import Memory
from simulation.power import PowerCut
from simulation.sky import Sky
from simulation.team import WITHOUT_PHONE

T = TypeVar("T")
_MOMENTS = ((Moment.EARLY_MORNING,), (Moment.LATE_MORNING, Moment.AFTERNOON), (Moment.AFTERNOON,), (Moment.EVENING,))


class Deeds:
    """What one person does with one phone; each deed is tried, whatever the rules then say of it."""

    def __init__(self, dice: Random, sky: Sky, memory: Memory, reached: Counter[str]) -> None:
        self.dice, self.sky, self.memory, self.reached = dice, sky, memory, reached

    def tried(self, phone: Handset, act: Callable[[Workday], T]) -> T | None:
        """Do it; a no of the rules and a power cut both leave a phone on which only what was saved is saved."""
        found = None
        try:
            found = act(phone.workday)
        except Refused as no:
            self.reached["refused on the phone"] += 1
            self.reached[f"no: {no.code.value}"] += 1
        except PowerCut:
            self.cut(phone)
        self.memory.noted(phone)
        return found

    def said(self, phone: Handset, command: Command) -> None:
        """An act of one tap: what the phone says it saved must be there."""
        if (said_id := self.tried(phone, lambda workday: workday.say(command))) is not None:
            self.memory.noted(phone, said_id)

    def cut(self, phone: Handset) -> None:
        """The power went; the app starts again on what is on disk."""
        self.reached["phone crashes"] += 1
        phone.cut()
        self.memory.looked_at(phone)

    def one_of(self, found: Sequence[T]) -> T | None:
        return self.dice.choice(found) if found else None

    # ---- looking

    def observe(self, phone: Handset) -> None:
        """A look, mostly in one go; now and then with a draft that takes a while."""
        case = self.one_of(self.cases(phone, CaseStatus.OBSERVING, CaseStatus.DECISION_DUE))
        if case is None:
            return
        if self.dice.random() < 0.3:
            self._drafted(phone, case.id)
            return
        now = phone.wall()
        times = {"began_at": now - timedelta(minutes=2), "ended_at": now}
        self.said(phone, RecordObservation(usual_look(case_id=case.id, place_id=f"{case.id}-p1", shift_id=None, **times)))

    def _drafted(self, phone: Handset, case_id: str) -> None:
        begun = self.tried(phone, lambda workday: workday.begin(case_id, Result.NOTHING_SEEN))
        if begun is None or self.dice.random() < 0.1:
            return
        if self.dice.random() < 0.5:
            self.tried(phone, lambda workday: workday.add_fact(begun.draft.id, FactKind.ACTIVITY, "Licht aan."))
        self.sky.forward(minutes=self.dice.randrange(1, 5))
        entry = self.tried(phone, lambda workday: workday.seal(begun.draft.id))
        if entry is not None:
            self.memory.noted(phone, entry.id)

    def withdraw_look(self, phone: Handset) -> None:
        if looked := self._own_look(phone):
            self.tried(phone, lambda workday: workday.withdraw(looked, "Verkeerde zaak."))

    def correct(self, phone: Handset) -> None:
        """A new version of one's own look."""
        looked = self._own_look(phone)
        begun = self.tried(phone, lambda workday: workday.begin_correction(looked)) if looked else None
        if begun is not None:
            self.tried(phone, lambda workday: workday.change(begun.draft.id, reason="Het was de overzijde."))
            self.tried(phone, lambda workday: workday.seal(begun.draft.id))

    def remark(self, phone: Handset) -> None:
        if case := self.one_of(self.cases(phone)):
            about = self._own_look(phone) if self.dice.random() < 0.5 else None
            self.said(phone, AddRemark(case.id, about or case.id, "Aanvulling van een collega."))

    def _own_look(self, phone: Handset) -> str | None:
        looks = [each.envelope.id for each in self.memory.saved[phone.id][-30:] if each.envelope.name == "record-observation"]
        return self.one_of(looks)

    # ---- swapping

    def offer(self, phone: Handset) -> None:
        """A shift of one's own, to one colleague or to all, for one of theirs or for nothing."""
        gives = self.one_of(self._ahead(phone, phone.officer.id))
        if gives is None:
            return
        to = self.one_of(self._colleagues(phone)) if self.dice.random() < 0.5 else None
        theirs = self._ahead(phone, to) if to else [each for each in self._ahead(phone) if each.officer_id != phone.officer.id]
        asks = tuple(each.id for each in self.dice.sample(theirs, min(len(theirs), self.dice.choice((0, 0, 0, 1, 2)))))
        self.tried(phone, lambda workday: workday.offer_swap(gives.id, to, asks))

    def accept(self, phone: Handset) -> None:
        """Yes to what this phone shows as open."""
        if offer := self.one_of(self.open_offers(phone)):
            self.accept_this(phone, offer)

    def accept_this(self, phone: Handset, offer: Offer) -> None:
        owners = {each.id: each.officer_id for each in self.shifts(phone)}
        mine = [each.shift_id for each in offer.asks if owners.get(each.shift_id) == phone.officer.id]
        self.tried(phone, lambda workday: workday.accept_swap(offer.id, self.one_of(mine)))

    def decline(self, phone: Handset) -> None:
        if offer := self.one_of(self.open_offers(phone)):
            self.tried(phone, lambda workday: workday.decline_swap(offer.id))

    def take_back(self, phone: Handset) -> None:
        mine = [each for each in self._offers(phone) if each.officer_id == phone.officer.id and each.status is OfferStatus.OPEN]
        if offer := self.one_of(mine):
            self.tried(phone, lambda workday: workday.withdraw_swap(offer.id))

    def take(self, phone: Handset) -> None:
        if shift := self.one_of(self._ahead(phone, None)):
            self.tried(phone, lambda workday: workday.take_shift(shift.id))

    def carry_note(self, phone: Handset, colleague: Handset) -> None:
        """One's own open offer, or one's own yes, shown to a colleague whose phone takes it along."""
        me = phone.officer.id
        ready = [each.id for each in self._offers(phone) if me == each.officer_id or (me == each.taken_by and each.acceptance_id)]
        offer_id = self.one_of(ready)
        text = self.tried(phone, lambda workday: workday.note_of(offer_id)) if offer_id else None
        if text and self.tried(colleague, lambda workday: workday.read_note(text)):
            self.reached["notes carried"] += 1

    def open_offers(self, phone: Handset) -> list[Offer]:
        me = phone.officer.id
        return [
            each for each in self._offers(phone)
            if each.status is OfferStatus.OPEN and each.officer_id != me and each.to in (None, me) and me not in each.declined_by
        ]  # fmt: skip

    # ---- planning

    def assign(self, phone: Handset, shift_id: str | None = None) -> None:
        """The planner's edit: to somebody, or open."""
        shifts = [each for each in self._ahead(phone) if shift_id in (None, each.id)]
        shift, to = self.one_of(shifts), self.one_of([*self._colleagues(phone), None])
        if shift:
            self.tried(phone, lambda workday: workday.assign_shift(shift.id, to, "ziek"))

    def cancel(self, phone: Handset) -> None:
        if shift := self.one_of(self._ahead(phone)):
            self.tried(phone, lambda workday: workday.cancel_shift(shift.id, "auto kapot"))

    def add(self, phone: Handset) -> None:
        on = local(self.sky.now).date() + timedelta(days=self.dice.randrange(1, 12))
        slots = tuple(Slot(on, each) for each in self.dice.choice(_MOMENTS))
        to = self.one_of([*self._colleagues(phone), None])
        self.tried(phone, lambda workday: workday.add_shift(slots, to))

    # ---- what the phone shows

    def cases(self, phone: Handset, *statuses: CaseStatus) -> list[Case]:
        return [each for each in self.records(phone, Case) if not statuses or each.status in statuses]

    def shifts(self, phone: Handset) -> list[Shift]:
        return self.records(phone, Shift)

    def records(self, phone: Handset, shape: type[Any]) -> list[Any]:
        """What this phone knows of a kind, its own waiting commands included."""
        with phone.wire.spared():
            return list(phone.workday._read().facts.records(shape))

    def _offers(self, phone: Handset) -> list[Offer]:
        return self.records(phone, Offer)[-40:]

    def _ahead(self, phone: Handset, of: str | None = "") -> list[Shift]:
        """Shifts to come that bind: of this officer, of nobody (None), or all."""
        soon = self.sky.now + timedelta(hours=3)
        return [each for each in self.shifts(phone) if each.binds and each.begins_at > soon and of in ("", each.officer_id)]

    def _colleagues(self, phone: Handset) -> list[str]:
        ours = [each.officer for each in self.memory.phones.values() if each.person.team_id == phone.person.team_id]
        return [each.id for each in (*ours, *WITHOUT_PHONE) if each.may_drive and each.id != phone.officer.id]
