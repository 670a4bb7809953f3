"""The rules of being away: days off, wishes, and sickness, which opens shifts at once."""

from __future__ import annotations

from dataclasses import replace

from field_app.rules.facts import Change, Facts
from field_app.rules.observations import Act, Outcome
from field_app.rules.records import Shift
from field_app.rules.refusals import Code, Refused
from field_app.rules.roster_commands import AvailabilityKind, ReportSick, SayAvailability, WithdrawAvailability
from field_app.rules.roster_records import Availability, ChangeKind
from field_app.rules.shift_changes import handed, row
from field_app.rules.swaps import ended_offers
from field_app.rules.vocabulary import Kind, ShiftStatus


def say(command: SayAvailability, facts: Facts, act: Act) -> Outcome:
    """Say when one is away or what one would like. Why is not asked."""
    if command.ends_at <= command.begins_at:
        raise Refused(Code.PERIOD_INVALID)
    said = Availability(act.command_id, act.officer_id, command.kind, command.begins_at, command.ends_at, act.officer_id)
    return Outcome((row(Kind.AVAILABILITY, said),))


def withdraw(command: WithdrawAvailability, facts: Facts, act: Act) -> Outcome:
    """Take it back. Shifts that were opened by it stay open: somebody may count on them by now."""
    said = facts.record(Availability, command.availability_id)
    if said is None or act.officer_id not in (said.officer_id, said.said_by):
        raise Refused(Code.AVAILABILITY_UNKNOWN, availability_id=command.availability_id)
    return Outcome((row(Kind.AVAILABILITY, replace(said, is_withdrawn=True)),))


def report_sick(command: ReportSick, facts: Facts, act: Act) -> Outcome:
    """Somebody is ill: nobody needs to agree, every shift not yet begun in this period opens, and offers of it end.

    What colleagues' phones get is that somebody is away, as with leave: health is nobody's business (AVG 9).
    """
    officer = facts.officer(act.officer_id)
    if command.officer_id != act.officer_id and not (officer and officer.may_plan):
        raise Refused(Code.NOT_A_PLANNER, officer_id=act.officer_id)
    if facts.officer(command.officer_id) is None:
        raise Refused(Code.OFFICER_UNKNOWN, officer_id=command.officer_id)
    if command.ends_at <= command.begins_at:
        raise Refused(Code.PERIOD_INVALID)
    away = Availability(
        act.command_id, command.officer_id, AvailabilityKind.AWAY, command.begins_at, command.ends_at, act.officer_id
    )
    return Outcome((row(Kind.AVAILABILITY, away), *_opened(command, facts, act)))


def _opened(command: ReportSick, facts: Facts, act: Act) -> tuple[Change, ...]:
    mine = [
        each for each in facts.records(Shift)
        if each.officer_id == command.officer_id and each.status in (ShiftStatus.PUBLISHED, ShiftStatus.CONCEPT)
        and each.begins_at < command.ends_at and command.begins_at < each.ends_at
    ]  # fmt: skip
    opened = [handed(each, None, ChangeKind.OPENED, act, asks=(command.officer_id,)) for each in mine]
    return (*(row(Kind.SHIFT, each) for each in opened), *ended_offers(opened, facts, act))
