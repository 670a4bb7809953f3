"""What comes in after a decision or after closing: kept, flagged, and counted where somebody looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from field_app.rules.dossier.case_records import Case
from field_app.rules.facts import Change
from field_app.rules.vocabulary import CaseStatus, Flag, Kind
from field_app.rules.wire import encode


def flags_after(case: Case) -> Iterator[Flag]:
    """What the team lead should see about an entry that comes late in the life of its case."""
    if case.status is CaseStatus.CLOSED:
        yield Flag.CASE_CLOSED
    if case.status is CaseStatus.DECIDED:
        yield Flag.AFTER_DECISION


def noted(case: Case) -> tuple[Change, ...]:
    """The neutral record of a closed case counts what came later, so that somebody looks again; nothing for an open case."""
    if case.closing is None:
        return ()
    counted = replace(case, closing=replace(case.closing, later=case.closing.later + 1))
    return (Change(Kind.CASE, case.id, {name: part for name, part in encode(counted).items() if name != "id"}),)
