"""The one door to the rules: a command, judged against the facts, gives changes and flags, or a refusal."""

from __future__ import annotations

from field_app.rules import observations, shifts
from field_app.rules.commands import (
    Command,
    CorrectObservation,
    EndShift,
    RecordObservation,
    StartShift,
    WithdrawObservation,
)
from field_app.rules.facts import Change, Facts
from field_app.rules.observations import Act, Outcome
from field_app.rules.refusals import Code, Refused

#: Commands whose own new row the phone can write by itself once it has the verdict, so that it need not travel back.
CREATES_ITS_ROW = frozenset({"record-observation", "correct-observation"})


def apply(command: Command, facts: Facts, act: Act) -> Outcome:
    """What this command changes. Raises `Refused`."""
    if facts.officer(act.officer_id) is None:
        raise Refused(Code.OFFICER_UNKNOWN, officer_id=act.officer_id)
    match command:
        case RecordObservation():
            return observations.record(command, facts, act)
        case CorrectObservation():
            return observations.correct(command, facts, act)
        case WithdrawObservation():
            return observations.withdraw(command, facts, act)
        case StartShift():
            return shifts.start(command, facts, act)
        case EndShift():
            return shifts.end(command, facts, act)


def created_row(name: str, act: Act, flags: tuple[str, ...]) -> Change:
    """The row that an accepted command of one's own brought into being, without asking the server for it again."""
    if name not in CREATES_ITS_ROW:
        raise ValueError(f"{name} creates no row of its own")
    return observations.created(act, flags, None)
