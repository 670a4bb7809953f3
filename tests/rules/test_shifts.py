"""Starting and ending a shift: every no, and what the row says afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from people import LINDE, NADIA, NADIAS_SHIFT, RUBEN, RUBENS_SHIFT, WORLD, KeptRows, act, at, done, judged, rows_of

from field_app.rules import shifts
from field_app.rules.commands import Command, EndShift, NotDone, StartShift
from field_app.rules.facts import Facts
from field_app.rules.observations import Act, Outcome
from field_app.rules.refusals import Code, Refused
from field_app.rules.row_facts import RowFacts
from field_app.rules.vocabulary import Kind, ShiftStatus

Rule = Callable[[Any, Facts, Act], Outcome]
START = StartShift(NADIAS_SHIFT.id)
END = EndShift(NADIAS_SHIFT.id, "Kijk bij de achterdeur.")
MINE = {"shift_id": NADIAS_SHIFT.id}

#: Command, how far Nadia's shift is, and the refusal (None: accepted).
TABLE: tuple[tuple[Command, ShiftStatus, tuple[Code, dict[str, Any]] | None], ...] = (
    (START, ShiftStatus.PUBLISHED, None),
    (START, ShiftStatus.STARTED, (Code.SHIFT_ALREADY_STARTED, MINE)),
    (START, ShiftStatus.ENDED, (Code.SHIFT_ALREADY_ENDED, MINE)),
    (START, ShiftStatus.CANCELLED, (Code.SHIFT_CANCELLED, MINE)),
    (START, ShiftStatus.CONCEPT, (Code.SHIFT_UNKNOWN, MINE)),
    (StartShift("gone"), ShiftStatus.PUBLISHED, (Code.SHIFT_UNKNOWN, {"shift_id": "gone"})),
    (
        StartShift(RUBENS_SHIFT.id),
        ShiftStatus.PUBLISHED,
        (Code.NOT_YOUR_SHIFT, {"shift_id": RUBENS_SHIFT.id, "officer_id": RUBEN.id}),
    ),
    (END, ShiftStatus.PUBLISHED, (Code.SHIFT_NOT_STARTED, MINE)),
    (END, ShiftStatus.STARTED, None),
    (END, ShiftStatus.ENDED, (Code.SHIFT_ALREADY_ENDED, MINE)),
    (END, ShiftStatus.CANCELLED, (Code.SHIFT_CANCELLED, MINE)),
    (END, ShiftStatus.CONCEPT, (Code.SHIFT_UNKNOWN, MINE)),
    (EndShift("gone"), ShiftStatus.STARTED, (Code.SHIFT_UNKNOWN, {"shift_id": "gone"})),
    (EndShift(RUBENS_SHIFT.id), ShiftStatus.STARTED, (Code.NOT_YOUR_SHIFT, {"shift_id": RUBENS_SHIFT.id, "officer_id": RUBEN.id})),
    (replace(END, not_done=(NotDone(LINDE.id, "weg afgesloten"),)), ShiftStatus.STARTED, None),
    (replace(END, not_done=(NotDone(LINDE.id, " "),)), ShiftStatus.STARTED, (Code.REASON_MISSING, {"field": "not_done"})),
    (
        replace(END, not_done=(NotDone(LINDE.id, "weg afgesloten"), NotDone(LINDE.id, ""))),
        ShiftStatus.STARTED,
        (Code.REASON_MISSING, {"field": "not_done"}),
    ),
    (replace(END, handover_note=""), ShiftStatus.STARTED, None),
)


def rule_of(command: Command) -> Rule:
    return shifts.start if isinstance(command, StartShift) else shifts.end


def disagreements(rule_for: Callable[[Command], Rule], table: Any = TABLE) -> list[int]:
    """The lines of the table in which a rule says something else than it must."""
    wrong = []
    for line, (command, status, expected) in enumerate(table):
        facts = RowFacts(rows_of(*WORLD, replace(NADIAS_SHIFT, status=status)))
        try:
            rule_for(command)(command, facts, act(command))
            said = None
        except Refused as no:
            said = (no.code, no.details)
        if said != expected:
            wrong.append(line)
    return wrong


@pytest.mark.parametrize("line", TABLE, ids=lambda line: f"{type(line[0]).__name__} when {line[1].value}: {line[2] and line[2][0]}")
def test_a_shift_goes_from_published_to_started_to_ended_and_no_other_way(line: Any) -> None:
    assert disagreements(rule_of, (line,)) == []


@pytest.mark.parametrize("code", sorted({line[2][0] for line in TABLE if line[2]}))
def test_a_shift_rule_that_forgets_a_refusal_is_found_out(code: Code) -> None:
    def forgetful(command: Command) -> Rule:
        def rule(given: Any, facts: Facts, by: Act) -> Outcome:
            try:
                return rule_of(command)(given, facts, by)
            except Refused as no:
                if no.code is code:
                    return Outcome(())
                raise

        return rule

    assert disagreements(forgetful)


def shift_row(rows: KeptRows) -> dict[str, Any]:
    return dict(rows.row(Kind.SHIFT, NADIAS_SHIFT.id) or {})


def test_a_whole_shift_is_written_down_and_loses_nothing_of_the_roster() -> None:
    rows = rows_of(*WORLD)
    before = shift_row(rows)
    done(rows, StartShift(NADIAS_SHIFT.id, "grijze Golf"), at=at("05:02"))
    done(rows, replace(END, not_done=(NotDone(LINDE.id, "weg afgesloten"),)), at=at("12:58"))
    after = shift_row(rows)
    changed = {name: after[name] for name in after if after[name] != before.get(name)}
    assert changed == {
        "status": "ENDED",
        "vehicle": "grijze Golf",
        "started_at": "2026-11-19T05:02:00.000+01:00",
        "ended_at": "2026-11-19T12:58:00.000+01:00",
        "handover_note": "Kijk bij de achterdeur.",
        "not_done": [{"case_id": LINDE.id, "reason": "weg afgesloten"}],
    }
    assert before.keys() <= after.keys()


def test_a_shift_without_cases_can_be_started_too() -> None:
    rows = rows_of(*WORLD, replace(NADIAS_SHIFT, stops=(), slots=()))
    assert judged(START, rows).changes[0].body["status"] == "STARTED"


def test_a_start_without_a_car_leaves_the_planned_car() -> None:
    rows = rows_of(*WORLD, replace(NADIAS_SHIFT, vehicle="blauwe Polo"))
    assert judged(START, rows, by=NADIA).changes[0].body["vehicle"] == "blauwe Polo"
