"""What was concluded, for which period, and on which entries: a conclusion reaches no further than what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from field_app.rules.dossier.decision_records import Decision
from field_app.rules.vocabulary import Kind, local
from field_app.rules.wire import decode
from sync_server.access import text_nl as paper_nl
from sync_server.report import blocks, text_nl
from sync_server.report.case_file import CaseFile

Json = dict[str, Any]


def conclusions(file: CaseFile, refs: Mapping[str, str]) -> list[Json]:
    """One for each decision, also of those that were taken back (CRVB:2022:2735: evidence carries only its own period)."""
    found = [decode(Decision, each) for each in file.held.rows.get(Kind.DECISION, ())]
    return [block for each in found for block in _conclusion(each, file, refs)]


def _conclusion(decision: Decision, file: CaseFile, refs: Mapping[str, str]) -> Iterator[Json]:
    state = text_nl.TAKEN_BACK if decision.is_withdrawn else text_nl.STANDS if decision.stands else text_nl.OPEN
    yield blocks.heading(text_nl.CONCLUSION.format(kind=text_nl.chosen(decision.kind).capitalize(), state=state))
    yield blocks.pairs([
        (text_nl.PERIOD_OF, _period(decision, file)),
        (text_nl.ANSWERED, text_nl.chosen(decision.answered)),
        (text_nl.RESTS_ON, _named(decision.facts_for, refs)),
        (text_nl.SPEAKS_AGAINST, _named(decision.facts_against, refs)),
    ])  # fmt: skip
    yield blocks.paragraph(decision.explanation)
    yield blocks.paragraph(text_nl.ONLY_THEN)


def _named(entries: tuple[str, ...], refs: Mapping[str, str]) -> str:
    return ", ".join(refs.get(each, each) for each in entries) or text_nl.NO_FACTS


def _period(decision: Decision, file: CaseFile) -> str:
    """From the first to the last of the entries that it rests on."""
    days = sorted(_days(decision.facts_for, file))
    return f"{paper_nl.day(days[0])} tot en met {paper_nl.day(days[-1])}" if days else text_nl.NO_FACTS


def _days(entries: tuple[str, ...], file: CaseFile) -> Iterator[date]:
    for row in (each for rows in file.held.rows.values() for each in rows if each["id"] in entries):
        seen = row.get("look", row)
        at = next((seen[name] for name in ("began_at", "came_at", "consulted_at") if seen.get(name)), None)
        if at:
            yield local(datetime.fromisoformat(at)).date()
