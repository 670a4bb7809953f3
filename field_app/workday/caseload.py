"""Reads all that stands around the shared list: what waits for whom, nominations, the caseload, signals, what is closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from field_app.rules.cases import duties, listing
from field_app.rules.cases.duties import Duty, DutyKind
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.work_records import AccessRequest, Callback, Lesson, Signal
from field_app.rules.records import Officer
from field_app.rules.vocabulary import CaseStatus
from field_app.workday.case_views import CaseloadView
from field_app.workday.dossier import Dossiers

#: These keep nobody from the next step of a case, so they stand in the dossier and with who must do them, not in the list.
_BESIDE = frozenset({DutyKind.CALL_BACK, DutyKind.RECEIVE})


class Caseloads(Dossiers):
    """Reads one state of the phone at one moment."""

    def caseload(self) -> CaseloadView:
        """All of it, for this officer. What is not for these eyes never reached this phone."""
        cases, me = self._known.cases(), self._me
        own = [each for each in cases if each.status is CaseStatus.CASELOAD]
        closed = [each for each in cases if each.closing is not None]
        colleagues = sorted(self._facts.records(Officer), key=lambda each: each.name)
        return CaseloadView(
            now=self._now,
            me=me,
            duties=duties.all_duties(self._facts, me, self._now, self._entries),
            listed=tuple(replace(each, waits=self._waits(each.case, colleagues)) for each in self.cases()),
            places=self._facts.team().casework.list_places,
            nominations=tuple(self._line(each) for each in listing.nominations(cases)),
            caseload=tuple(self._line(each) for each in sorted(own, key=self._own_first)),
            signals=tuple(each for each in self._facts.records(Signal) if not each.case_id and each.dismissed is None),
            closed=tuple(sorted(closed, key=_closed_at, reverse=True)),
            lessons=tuple(sorted(self._facts.records(Lesson), key=_to_follow_up)),
            access=tuple(sorted(self._facts.records(AccessRequest), key=lambda each: (each.is_good, each.due_on, each.id))),
            callbacks=tuple(each for each in self._facts.records(Callback) if each.is_open and each.officer_id == me.id),
            code_names={each.id: each.code_name for each in cases},
            names=self._names(),
        )

    def _waits(self, case: Case, colleagues: list[Officer]) -> tuple[Duty, ...]:
        """The step that the case waits for, with everybody who may take it; nothing while looking simply goes on."""
        found = [
            duty
            for each in colleagues
            for duty in duties.duties_of(case, self._facts, each, self._now, self._entries)
            if duty.is_mine and duty.kind not in _BESIDE
        ]
        first = min(found, key=_urgency, default=None)
        return tuple(each for each in found if first and (each.kind, each.about) == (first.kind, first.about))

    def _own_first(self, case: Case) -> tuple[bool, str]:
        return case.owner_id != self._me.id, case.code_name


_KINDS = tuple(DutyKind)


def _urgency(duty: Duty) -> tuple[bool, int]:
    """What is late first, then by step: the earlier step holds up the later ones."""
    return not duty.is_late, _KINDS.index(duty.kind)


def _to_follow_up(lesson: Lesson) -> tuple[bool, date, str]:
    """What is still to be looked back at comes first, by its day."""
    return lesson.followed_up_at is not None, lesson.follow_up_on, lesson.id


def _closed_at(case: Case) -> str:
    return case.closing.closed_at.isoformat() if case.closing else ""
