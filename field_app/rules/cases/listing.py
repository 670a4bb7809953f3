"""The rules of the shared list: nominated by the owner, put in order together, and a free place takes the first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from field_app.rules.cases import permits
from field_app.rules.dossier.case_records import Case, Nomination
from field_app.rules.dossier.list_commands import NominateCase, OrderNominations, TakePlace, WithdrawNomination
from field_app.rules.facts import Facts
from field_app.rules.observations import Act, Outcome
from field_app.rules.refusals import Code, Refused
from field_app.rules.shift_changes import decided_at, row
from field_app.rules.vocabulary import CaseStatus, Kind


def nominations(cases: Collection[Case]) -> tuple[Case, ...]:
    """The nominated cases, in the order that the team agreed on; later ones come after, by time."""
    waiting = [each for each in cases if each.status is CaseStatus.NOMINATED]
    return tuple(sorted(waiting, key=_order))


def _order(case: Case) -> tuple[bool, int, str, str]:
    nomination = case.nomination
    rank = nomination.rank if nomination else None
    return rank is None, rank or 0, nomination.at.isoformat() if nomination else "", case.id


def free_places(facts: Facts) -> int:
    """How many places on the list are free."""
    return facts.team().casework.list_places - sum(each.is_listed for each in facts.records(Case))


def nominate(command: NominateCase, facts: Facts, act: Act) -> Outcome:
    """Bring a case of one's own to the list: one or two at a time."""
    case = permits.at_status(permits.led_case(command.case_id, facts, act), CaseStatus.CASELOAD)
    mine = [each for each in nominations(facts.records(Case)) if each.owner_id == case.owner_id]
    if len(mine) >= facts.team().casework.nominations_each:
        raise Refused(Code.NOMINATIONS_FULL, most=facts.team().casework.nominations_each)
    nomination = Nomination(decided_at(act), act.officer_id, permits.text(command.why, "why"))
    return Outcome((row(Kind.CASE, replace(case, status=CaseStatus.NOMINATED, nomination=nomination)),))


def withdraw(command: WithdrawNomination, facts: Facts, act: Act) -> Outcome:
    """Back into the own caseload."""
    case = permits.at_status(permits.led_case(command.case_id, facts, act), CaseStatus.NOMINATED)
    return Outcome((row(Kind.CASE, replace(case, status=CaseStatus.CASELOAD, nomination=None)),))


def order(command: OrderNominations, facts: Facts, act: Act) -> Outcome:
    """The team's order. Those not named keep their place behind it; one that is no longer nominated is passed over."""
    permits.actor(facts, act)
    waiting = nominations(facts.records(Case))
    ranks = {case_id: rank for rank, case_id in enumerate(dict.fromkeys(command.case_ids), start=1)}
    behind = [each.id for each in waiting if each.id not in ranks]
    ranks |= {case_id: len(ranks) + at for at, case_id in enumerate(behind, start=1)}
    return Outcome(tuple(row(Kind.CASE, _ranked(each, ranks[each.id])) for each in waiting))


def _ranked(case: Case, rank: int) -> Case:
    return replace(case, nomination=replace(case.nomination, rank=rank)) if case.nomination else case


def take_place(command: TakePlace, facts: Facts, act: Act) -> Outcome:
    """A free place takes the first nomination; from then on the whole team works on it."""
    case = permits.at_status(permits.led_case(command.case_id, facts, act), CaseStatus.NOMINATED)
    if free_places(facts) < 1:
        raise Refused(Code.LIST_FULL, places=facts.team().casework.list_places)
    first = nominations(facts.records(Case))[0]
    if first.id != case.id:
        raise Refused(Code.NOT_FIRST, case_id=first.id)
    return Outcome((row(Kind.CASE, replace(case, status=CaseStatus.LISTED, listed_at=decided_at(act))),))
