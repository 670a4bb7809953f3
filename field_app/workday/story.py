"""The story of a case: its looks and all other work in one line of time, each with the remarks that stand beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.decision_records import Decision, Remark, Talk, Visit
from field_app.rules.dossier.work_records import Call, Callback, Finding, Following, InformationRequest, Letter
from field_app.rules.vocabulary import Kind
from field_app.store.phone_store import PhoneStore
from field_app.workday import journal
from field_app.workday.case_views import Event
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


def story(store: PhoneStore, known: Known, case: Case, looks: Iterable[Entry]) -> tuple[Entry | Event, ...]:
    """Looks and events, newest first; nothing disappears from it."""
    everything: list[Entry | Event] = [*looks, *_events(store, known, case)]
    told = {each.id for each in everything}
    loose = [each for each in known.facts.records(Remark) if each.case_id == case.id and each.about not in told]
    everything += [_event(store, known, Kind.REMARK, each, each.at, each.officer_id) for each in loose]
    return tuple(sorted(everything, key=lambda each: (_at(each), each.id), reverse=True))


def _at(each: Entry | Event) -> Any:
    return each.began_at if isinstance(each, Entry) else each.at


def _events(store: PhoneStore, known: Known, case: Case) -> Iterator[Event]:
    for kind, (shape, at, by) in _ACTS.items():
        for each in known.facts.records(shape):
            if each.case_id == case.id:
                yield _event(store, known, kind, each, getattr(each, at), getattr(each, by))


def _event(store: PhoneStore, known: Known, kind: Kind, record: Any, at: Any, by: str) -> Event:
    travelled = journal.travelled(store, known, record.id, getattr(record, "flags", ()))
    return Event(record.id, kind, at, known.officer(by), record, travelled, journal.remarks(known, record.id))
