"""What there is to choose from on a paper: colleagues, places, lines of the dossier, code names, and the team's own figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from field_app.rules.cases import code_names
from field_app.rules.cases.metering import metered
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.decision_records import Talk, Visit
from field_app.rules.dossier.terms import CaseTerms
from field_app.rules.dossier.work_records import Finding, Following, Letter
from field_app.rules.meter.records import Level
from field_app.rules.records import Observation, Officer
from field_app.rules.vocabulary import Kind, Result
from field_app.workday.known import Known


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One line of the journal on which a decision may rest; `result` stands on a look."""

    id: str
    kind: Kind
    at: datetime
    officer: Officer
    text: str
    result: Result | None = None
    is_exculpatory: bool = False
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be chosen now; `level` is what the meter of the case says."""

    me: Officer
    now: datetime
    terms: CaseTerms
    colleagues: tuple[Officer, ...]
    code_names: tuple[str, ...] = ()
    case: Case | None = None
    entries: tuple[EntryLine, ...] = ()
    letters: tuple[Letter, ...] = ()
    level: Level = Level.GREEN


def choices_for(known: Known, now: datetime, case_id: str | None, *, chance: int) -> Choices:
    """All of it; `chance` says where in the list the code names begin, the same for one paper."""
    facts = known.facts
    case = facts.case(case_id) if case_id else None
    colleagues = tuple(sorted((each for each in facts.records(Officer) if each.sees_content), key=lambda each: each.name))
    names = code_names.proposed({each.code_name for each in facts.records(Case)}, chance % len(code_names.NAMES))
    about: dict[str, Any] = {}
    if case:
        about = {
            "entries": tuple(sorted(_entries(known, case.id), key=lambda each: (each.at, each.id))),
            "letters": tuple(each for each in facts.records(Letter) if each.case_id == case.id),
            "level": metered(case, facts).level,
        }
    return Choices(known.officer(known.officer_id), now, facts.team().casework, colleagues, names, case, **about)


def _entries(known: Known, case_id: str) -> Iterator[EntryLine]:
    for seen in known.observations(case_id):
        if seen.corrected_by is None:
            yield _look(known, seen)
    for kind, shape in _SHAPES.items():
        for each in known.facts.records(shape):
            if each.case_id == case_id:
                yield _line(known, kind, each)


def _look(known: Known, seen: Observation) -> EntryLine:
    said = " ".join(f"{each.text.rstrip('. ')}." for each in seen.look.facts)
    return EntryLine(
        seen.id, Kind.OBSERVATION, seen.look.began_at, known.officer(seen.officer_id), said,
        seen.look.result, seen.look.is_exculpatory, seen.withdrawn is not None,
    )  # fmt: skip


#: The other kinds of lines; each record says in its own fields when and what.
_SHAPES: dict[Kind, type[Any]] = {Kind.FINDING: Finding, Kind.FOLLOWING: Following, Kind.VISIT: Visit, Kind.TALK: Talk}
_WHEN = ("consulted_at", "began_at", "came_at")
_WHAT = ("finding", "stopped_why", "report", "account")


def _line(known: Known, kind: Kind, record: Any) -> EntryLine:
    at = next(getattr(record, name) for name in _WHEN if hasattr(record, name))
    said = next((getattr(record, name) for name in _WHAT if getattr(record, name, "")), "")
    return EntryLine(
        record.id, kind, at, known.officer(record.officer_id), said, is_exculpatory=getattr(record, "is_exculpatory", False)
    )
