"""The rules of signals: written down as they came in, weighed by a person, and made a case or left."""

from __future__ import annotations

from dataclasses import replace

from field_app.rules.cases import permits
from field_app.rules.dossier.list_commands import DismissSignal, RecordSignal
from field_app.rules.dossier.work_records import Signal
from field_app.rules.facts import Facts
from field_app.rules.observations import Act, Outcome
from field_app.rules.refusals import Code, Refused
from field_app.rules.shift_changes import row
from field_app.rules.vocabulary import Kind


def record(command: RecordSignal, facts: Facts, act: Act) -> Outcome:
    """Write a signal down, also one that belongs to a case that is there already."""
    permits.actor(facts, act)
    permits.text(command.content, "content")
    if command.received_on > permits.today(act):
        raise Refused(Code.DATE_INVALID, field="received_on")
    signal = Signal(
        act.command_id, command.source, command.received_on, command.content.strip(), command.reliability,
        act.officer_id, act.at, command.is_anonymous, command.case_id,
    )  # fmt: skip
    if command.case_id is None:
        return Outcome((row(Kind.SIGNAL, signal),))
    case = permits.live_case(command.case_id, facts)
    joined = replace(case, signal_ids=(*case.signal_ids, signal.id))
    return Outcome((row(Kind.SIGNAL, signal), row(Kind.CASE, joined)))


def dismiss(command: DismissSignal, facts: Facts, act: Act) -> Outcome:
    """Leave a signal at that."""
    permits.actor(facts, act)
    signal = unused(command.signal_id, facts)
    return Outcome((row(Kind.SIGNAL, replace(signal, dismissed=permits.text(command.reason, "reason"))),))


def unused(signal_id: str, facts: Facts) -> Signal:
    """A signal of which nothing was made yet. Raises `Refused`."""
    signal = facts.record(Signal, signal_id)
    if signal is None:
        raise Refused(Code.SIGNAL_UNKNOWN, signal_id=signal_id)
    if signal.case_id or signal.dismissed is not None:
        raise Refused(Code.SIGNAL_USED, signal_id=signal_id)
    return signal
