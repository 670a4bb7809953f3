"""What the officer looks at first: today."""

from __future__ import annotations

from datetime import datetime, timedelta

from field_app.rules.cases import looking
from field_app.rules.dossier.case_records import Case
from field_app.rules.pattern import grid
from field_app.rules.records import Shift
from field_app.rules.vocabulary import ShiftStatus, Slot, local, slot_of
from field_app.store.phone_store import PhoneStore
from field_app.workday import dividing
from field_app.workday.known import Known
from field_app.workday.story import Stories
from field_app.workday.views import DraftLine, StopView, TodayView

#: A shift is "now" on the first screen this long before it begins and after it has ended.
_AHEAD, _BEHIND = timedelta(hours=12), timedelta(hours=2)
_HANDOVER_COUNTS_FOR = timedelta(hours=24)


class Reading:
    """Reads one state of the phone at one moment."""

    def __init__(self, store: PhoneStore, known: Known, now: datetime, drafts: tuple[DraftLine, ...]) -> None:
        """`drafts` are the open ones."""
        self._known, self._now, self._drafts = known, now, drafts
        self._stories, self._hours = Stories(store, known), known.facts.hours()

    def today(self) -> TodayView:
        """The first screen."""
        shift = self._current_shift()
        mine = dividing.assigned(self._known, shift) if shift else {}
        left = dividing.left(self._known, shift) if shift else {}
        open_cases = {case.id: case for case in self._known.cases() if self._may_be_looked_at(case)}
        handover = self._handover(shift)
        slot = slot_of(self._now, self._hours)
        others = sorted((case for case_id, case in open_cases.items() if case_id not in mine), key=lambda case: case.code_name)
        return TodayView(
            now=self._now,
            moment=slot.moment if slot else None,
            me=self._known.officer(self._known.officer_id),
            shift=shift,
            stops=tuple(self._stop(open_cases[case_id], each) for case_id, each in mine.items() if case_id in open_cases),
            other_stops=tuple(self._stop(case, None, left.get(case.id, "")) for case in others),
            next_shift=self._next_shift(shift),
            handover=handover,
            handover_officer=self._known.officer(handover.officer_id) if handover else None,
            drafts=self._drafts,
        )

    def _may_be_looked_at(self, case: Case) -> bool:
        """Looking is offered under an approved plan and not otherwise (Awb 5:13)."""
        return looking.why_not(case, self._known.facts, local(self._now).date()) is None

    def _current_shift(self) -> Shift | None:
        mine = [each for each in self._known.shifts() if each.officer_id == self._known.officer_id]
        near = [each for each in mine if each.ends_at + _BEHIND > self._now and each.begins_at - _AHEAD < self._now]
        return min(near, key=self._closeness, default=None)

    def _closeness(self, shift: Shift) -> tuple[bool, bool, bool, timedelta]:
        """Started goes first, then running, then what is still to do, then the nearest."""
        running = shift.begins_at <= self._now < shift.ends_at and shift.status is not ShiftStatus.ENDED
        return shift.status is not ShiftStatus.STARTED, not running, shift.ends_at <= self._now, abs(shift.begins_at - self._now)

    def _next_shift(self, current: Shift | None) -> Shift | None:
        mine = (each for each in self._known.shifts() if each.officer_id == self._known.officer_id and each.begins_at > self._now)
        return next((each for each in mine if current is None or each.id != current.id), None)

    def _handover(self, current: Shift | None) -> Shift | None:
        until = current.begins_at if current else self._now
        notes = [
            each
            for each in self._known.shifts()
            if each.handover_note and each.officer_id != self._known.officer_id and each.ended_at
            and until - _HANDOVER_COUNTS_FOR < each.ended_at <= max(until, self._now)
        ]  # fmt: skip
        return max(notes, key=lambda each: each.ended_at or each.ends_at, default=None)

    def _stop(self, case: Case, mine: dividing.Assigned | None, why_left: str = "") -> StopView:
        plan, looks = self._known.plan(case), self._known.looks(case.id)
        results, on = grid.results_at_a_glance(looks, self._hours), local(self._now).date()
        slots = set(mine.slots) if mine else set()
        newest = (each for each in reversed(looks) if each.stands)
        return StopView(
            case=case,
            plan=plan,
            is_mine=case.owner_id == self._known.officer_id,
            district=case.places[0].district if case.places else "",
            day_number=plan.day_number(on) if plan else 0,
            days=plan.days if plan else 0,
            days_left=(plan.ends_on - on).days if plan else 0,
            today=grid.day_cells(on, results, plan, self._hours, self._now),
            is_done=bool(slots) and slots <= results.keys(),
            looks=self._known.facts.tally(case.id).looks,
            budget=plan.budget.looks if plan else 0,
            last=next(self._stories.entries(case, newest), None),
            draft=next((each for each in self._drafts if each.case_id == case.id), None),
            why=mine.why if mine else why_left,
            choices=mine.choices if mine else (),
            is_fixed=mine is not None and mine.is_fixed,
        )

    def slot_now(self) -> Slot | None:
        """The slot of this moment."""
        return slot_of(self._now, self._hours)
