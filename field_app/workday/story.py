"""The story of a case: its looks and all other work in one line of time, each with the remarks that stand beside it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.decision_records import Decision, Remark, Talk, Visit
from field_app.rules.dossier.work_records import Call, Callback, Finding, Following, InformationRequest, Letter
from field_app.rules.glance import Glance
from field_app.rules.vocabulary import Kind
from field_app.store.phone_store import PhoneStore
from field_app.store.vault import Damaged
from field_app.workday import journal
from field_app.workday.case_views import Event, Story
from field_app.workday.known import Known
from field_app.workday.views import Entry

#: The kinds of acts besides looking: the shape of the record, and by which of its fields it says when and who.
_ACTS: dict[Kind, tuple[type[Any], str, str]] = {
    Kind.FINDING: (Finding, "consulted_at", "officer_id"),
    Kind.FOLLOWING: (Following, "began_at", "officer_id"),
    Kind.LETTER: (Letter, "written_at", "written_by"),
    Kind.CALL: (Call, "called_at", "officer_id"),
    Kind.CALLBACK: (Callback, "asked_at", "officer_id"),
    Kind.REQUEST: (InformationRequest, "asked_at", "officer_id"),
    Kind.DECISION: (Decision, "proposed_at", "proposed_by"),
    Kind.VISIT: (Visit, "came_at", "officer_id"),
    Kind.TALK: (Talk, "began_at", "officer_id"),
}


class Stories:
    """Reads one state of the phone. Of looks only those are opened that are shown."""

    def __init__(self, store: PhoneStore, known: Known) -> None:
        """Nothing is read yet."""
        self._store, self._known = store, known

    def part(self, case: Case, first: int, most: int) -> Story:
        """Rows `first` up to `first + most` of looks and events together, newest first; nothing disappears from it."""
        looks = self._known.entries(case.id)
        others: list[Entry | Event] = [*self.events(case), *self._refused(case)]
        # so many looks are newer than the part, whatever stands between them
        newer = max(0, first - len(others))
        upto = max(0, len(looks) - newer)
        near: list[Glance | Entry | Event] = [*looks[max(0, upto - most - len(others)) : upto]]
        near += others
        shown = sorted(near, key=_in_time, reverse=True)[first - newer : first - newer + most]
        return Story(tuple(self._opened(case, shown)), first, len(looks) + len(others))

    def _opened(self, case: Case, rows: Iterable[Glance | Entry | Event]) -> Iterator[Entry | Event]:
        for each in rows:
            if isinstance(each, Glance):
                yield from self.entries(case, (each,))
            else:
                yield each

    def entries(self, case: Case, looks: Iterable[Glance]) -> Iterator[Entry]:
        """These looks, opened. One that is damaged waits to be pulled anew."""
        for each in looks:
            with contextlib.suppress(Damaged):
                if seen := journal.find(self._known, each.id):
                    yield journal.entry(self._known, case, seen, journal.delivery(self._store, self._known, seen))

    def _refused(self, case: Case) -> Iterator[Entry]:
        """What the server refused of one's own stays readable among the rest."""
        items = self._store.outbox.items("REFUSED")
        return (found for item in items if (found := journal.refused_entry(self._known, case, item)))

    def events(self, case: Case) -> tuple[Event, ...]:
        """All acts besides looking, newest first, with the remarks that stand beside none of them and no look."""
        found = list(self._acts(case))
        remarks = [each for each in self._known.facts.records(Remark) if each.case_id == case.id]
        told = {each.id for of in (found, self._known.looks(case.id), self._refused(case)) for each in of} if remarks else set()
        found += [self._event(Kind.REMARK, each, each.at, each.officer_id) for each in remarks if each.about not in told]
        return tuple(sorted(found, key=_in_time, reverse=True))

    def _acts(self, case: Case) -> Iterator[Event]:
        for kind, (shape, at, by) in _ACTS.items():
            for each in self._known.facts.records(shape):
                if each.case_id == case.id:
                    yield self._event(kind, each, getattr(each, at), getattr(each, by))

    def _event(self, kind: Kind, record: Any, at: Any, by: str) -> Event:
        known, travelled = self._known, journal.travelled(self._store, self._known, record.id, getattr(record, "flags", ()))
        return Event(record.id, kind, at, known.officer(by), record, travelled, journal.remarks(known, record.id))


def _in_time(each: Glance | Entry | Event) -> tuple[datetime, str]:
    return (each.at if isinstance(each, Event) else each.began_at), each.id
