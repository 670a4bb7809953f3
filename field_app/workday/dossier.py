"""Reads the dossier of one case, and the shared list with a line for each."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any, TypeVar

from field_app.rules.cases import duties, looking
from field_app.rules.cases.decisions import later_entries
from field_app.rules.cases.duties import Duty
from field_app.rules.cases.metering import metered
from field_app.rules.cases.openings import openings
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.decision_records import Decision, Remark, Talk, Visit
from field_app.rules.dossier.plan_records import Plan
from field_app.rules.dossier.work_records import (
    Call,
    Callback,
    Finding,
    Following,
    InformationRequest,
    Letter,
    Signal,
)
from field_app.rules.facts import minutes_of
from field_app.rules.pattern import grid
from field_app.rules.records import Officer
from field_app.rules.refusals import Code, Refused
from field_app.rules.vocabulary import local
from field_app.store.phone_store import PhoneStore
from field_app.workday.case_views import CaseLine, CaseView, Story, Work
from field_app.workday.known import Known
from field_app.workday.story import Stories
from field_app.workday.views import DraftLine, Entry

T = TypeVar("T")
#: The kinds of a dossier's records: the name in the view, the shape, and by which time they stand in order.
_WORK: tuple[tuple[str, type[Any], str], ...] = (
    ("plans", Plan, "submitted_at"), ("decisions", Decision, "proposed_at"), ("visits", Visit, "came_at"),
    ("talks", Talk, "began_at"), ("remarks", Remark, "at"), ("findings", Finding, "consulted_at"),
    ("followings", Following, "began_at"),
    ("letters", Letter, "written_at"), ("calls", Call, "called_at"), ("callbacks", Callback, "asked_at"),
    ("requests", InformationRequest, "asked_at"),
)  # fmt: skip


class Dossiers:
    """Reads one state of the phone at one moment."""

    def __init__(self, store: PhoneStore, known: Known, now: datetime, drafts: tuple[DraftLine, ...]) -> None:
        """`drafts` are the open ones."""
        self._store, self._known, self._now, self._drafts = store, known, now, drafts
        self._facts, self._hours = known.facts, known.facts.hours()
        self._known_entries: dict[str, list[str]] = {}
        self._stories = Stories(store, known)

    def cases(self) -> tuple[CaseLine, ...]:
        """The shared list, one's own cases first."""
        lines = (self._line(case) for case in self._known.cases() if case.is_listed)
        return tuple(sorted(lines, key=lambda line: (not line.is_mine, line.case.code_name)))

    def case(self, case_id: str) -> CaseView:
        """The dossier. Raises `Refused(CASE_UNKNOWN)`."""
        case = self._facts.case(case_id)
        if case is None:
            raise Refused(Code.CASE_UNKNOWN, case_id=case_id)
        plan, looks, measure = self._known.plan(case), self._known.looks(case_id), metered(case, self._facts)
        tally, versions = self._facts.tally(case_id), [each for each in looks if each.is_entry and not each.is_corrected]
        lengths = [minutes_of(each.looked.ended_at - each.began_at) for each in looks if each.is_entry and each.looked]
        decision = self._facts.record(Decision, case.decision_id) if case.decision_id else None
        return CaseView(
            line=self._line(case),
            plan=plan,
            approver=self._known.officer(plan.approved_by) if plan and plan.approved_by else None,
            grid=grid.grid(plan, grid.results_at_a_glance(looks, self._hours), self._hours, self._now) if plan else None,
            looks=tally.looks,
            minutes=tally.minutes,
            longest=max(lengths, default=0),
            looks_on_busiest_day=max(tally.by_day.values(), default=0),
            entries=len(versions),
            colleagues=len({each.officer_id for each in versions}),
            events=self._stories.events(case),
            draft=next((each for each in self._drafts if each.case_id == case_id), None),
            measure=measure,
            pattern=self._known.pattern(case_id),
            work=self._work(case),
            duties=duties.duties_of(case, self._facts, self._me, self._now, self._entries),
            for_others=tuple(self._for_others(case)),
            names=self._names(),
            me=self._me.id,
            no_look=looking.why_not(case, self._facts, local(self._now).date()),
            openings=openings(case, self._facts, self._me),
            later=later_entries(decision, self._entries(case_id)) if decision and decision.stands else (),
        )

    def story(self, case_id: str, first: int, most: int) -> Story:
        """A part of everything in a case. Raises `Refused(CASE_UNKNOWN)`."""
        case = self._facts.case(case_id)
        if case is None:
            raise Refused(Code.CASE_UNKNOWN, case_id=case_id)
        return self._stories.part(case, first, most)

    def entries(self, case_id: str, ids: Collection[str], most: int) -> tuple[Entry, ...]:
        """The newest of these entries of a case, at most so many. Raises `Refused(CASE_UNKNOWN)`."""
        case, asked = self._facts.case(case_id), set(ids)
        if case is None:
            raise Refused(Code.CASE_UNKNOWN, case_id=case_id)
        newest = (each for each in reversed(self._known.looks(case_id)) if each.id in asked)
        return tuple(self._stories.entries(case, itertools.islice(newest, most)))

    @property
    def _me(self) -> Officer:
        return self._known.officer(self._known.officer_id)

    def _for_others(self, case: Case) -> Iterator[Duty]:
        """What waits for colleagues, without what a buddy might do instead."""
        for each in sorted(self._facts.records(Officer), key=lambda each: each.name):
            if each.id != self._me.id:
                found = duties.duties_of(case, self._facts, each, self._now, self._entries)
                yield from (duty for duty in found if duty.is_mine)

    def _names(self) -> dict[str, str]:
        return {each.id: each.name for each in self._facts.records(Officer)}

    def _entries(self, case_id: str) -> list[str]:
        """All that a decision may rest on, in order of time: of each look the newest version."""
        if case_id not in self._known_entries:
            self._known_entries[case_id] = self._read_entries(case_id)
        return self._known_entries[case_id]

    def _read_entries(self, case_id: str) -> list[str]:
        found = [(each.began_at, each.id) for each in self._known.entries(case_id) if not each.is_corrected]
        found += [(each.consulted_at, each.id) for each in self._of(Finding, case_id)]
        found += [(each.began_at, each.id) for each in self._of(Following, case_id)]
        return [row_id for _, row_id in sorted(found)]

    def _of(self, shape: type[T], case_id: str) -> list[T]:
        return [each for each in self._facts.records(shape) if getattr(each, "case_id", None) == case_id]

    def _work(self, case: Case) -> Work:
        """Each kind in order of time; the plan that waits stands last, as the newest."""
        found = {name: tuple(sorted(self._of(shape, case.id), key=lambda each: _when(each, by))) for name, shape, by in _WORK}
        found["plans"] = tuple(sorted(found["plans"], key=lambda each: each.is_waiting))
        signals = tuple(one for each in case.signal_ids if (one := self._facts.record(Signal, each)))
        return Work(signals=signals, **found)

    def _line(self, case: Case) -> CaseLine:
        plan, today = self._known.plan(case), local(self._now).date()
        return CaseLine(
            case=case,
            owner=self._known.officer(case.owner_id),
            is_mine=case.owner_id == self._known.officer_id,
            district=case.places[0].district if case.places else "",
            day_number=plan.day_number(today) if plan else 0,
            days=plan.days if plan else 0,
            looks=self._facts.tally(case.id).looks,
            budget=plan.budget.looks if plan else 0,
            has_plan=plan is not None and plan.is_approved,
            level=metered(case, self._facts).level,
            days_left=(plan.ends_on - today).days if plan and plan.is_approved else None,
        )


def _when(record: Any, by: str) -> str:
    found = getattr(record, by)
    return found.isoformat() if found else ""
