"""The rules of asking the resident for information: each item with its reason and period, and nothing that registers tell."""

from __future__ import annotations

from dataclasses import replace

from field_app.rules.cases import permits
from field_app.rules.dossier.words import IN_REGISTERS
from field_app.rules.dossier.work_commands import AskedItem, AskInformation, ReceiveInformation
from field_app.rules.dossier.work_records import InformationRequest, Receipt
from field_app.rules.facts import Facts
from field_app.rules.observations import Act, Outcome
from field_app.rules.refusals import Code, Refused
from field_app.rules.shift_changes import decided_at, row
from field_app.rules.vocabulary import Kind


def ask(command: AskInformation, facts: Facts, act: Act) -> Outcome:
    """Ask what the registers do not tell (Pw 53a lid 1)."""
    permits.actor(facts, act)
    case = permits.live_case(command.case_id, facts)
    if not command.items:
        raise Refused(Code.ITEMS_MISSING)
    for each in command.items:
        _check(each, act)
    if command.due_on <= permits.today(act):
        raise Refused(Code.DATE_INVALID, field="due_on")
    asked = InformationRequest(act.command_id, case.id, act.officer_id, decided_at(act), command.items, command.due_on)
    return Outcome((row(Kind.REQUEST, asked),))


def _check(item: AskedItem, act: Act) -> None:
    if item.item in IN_REGISTERS:
        raise Refused(Code.KNOWN_FROM_REGISTER, item=item.item.value)
    permits.text(item.why, "why")
    if not item.period_from <= item.period_until <= permits.today(act):
        raise Refused(Code.PERIOD_INVALID, item=item.item.value)


def receive(command: ReceiveInformation, facts: Facts, act: Act) -> Outcome:
    """What came in, in words."""
    permits.actor(facts, act)
    asked = facts.record(InformationRequest, command.request_id)
    if asked is None:
        raise Refused(Code.REQUEST_UNKNOWN, request_id=command.request_id)
    if command.received_on > permits.today(act):
        raise Refused(Code.DATE_INVALID, field="received_on")
    receipt = Receipt(act.officer_id, command.received_on, permits.text(command.what, "what"), command.is_complete)
    return Outcome((row(Kind.REQUEST, replace(asked, receipts=(*asked.receipts, receipt))),))
