"""The rules of one's own caseload: a case made of a signal, described, and handed over where everybody can read it."""

from __future__ import annotations

from dataclasses import replace

from field_app.rules.cases import code_names, earlier, permits, signals
from field_app.rules.dossier.case_records import Case, OwnerChange
from field_app.rules.dossier.list_commands import (
    AddPlace,
    AddSubject,
    DescribeCase,
    HandOver,
    NewPlace,
    OpenCase,
    SetBuddy,
    Subject,
)
from field_app.rules.dossier.places import Place, Viewpoint
from field_app.rules.facts import Facts
from field_app.rules.observations import Act, Outcome
from field_app.rules.records import Officer
from field_app.rules.refusals import Code, Refused
from field_app.rules.shift_changes import decided_at, row
from field_app.rules.vocabulary import CaseStatus, Kind


def open_case(command: OpenCase, facts: Facts, act: Act) -> Outcome:
    """Make a case of a signal, in one's own caseload, under a code name that is nobody's and no street's."""
    officer = permits.actor(facts, act)
    if not officer.may_drive:
        raise Refused(Code.NOT_PERMITTED, officer_id=officer.id)
    signal = signals.unused(command.signal_id, facts)
    if not code_names.is_proposed(command.code_name):
        raise Refused(Code.NAME_NOT_PROPOSED)
    if not command.subjects or not all(each.name.strip() for each in command.subjects):
        raise Refused(Code.SUBJECT_MISSING)
    if not command.places:
        raise Refused(Code.PLACE_MISSING)
    case = Case(
        id=act.command_id,
        code_name=code_names.free_name(command.code_name, {each.code_name for each in facts.records(Case)}),
        topic=command.topic,
        status=CaseStatus.CASELOAD,
        owner_id=officer.id,
        places=tuple(_place(f"{act.command_id}-p{number}", each) for number, each in enumerate(command.places, start=1)),
        subjects=command.subjects,
        signal_ids=(signal.id,),
        opened_at=decided_at(act),
        earlier=earlier.looks_of_earlier_cases(command.subjects, facts, act),
    )
    return Outcome((row(Kind.CASE, case), row(Kind.SIGNAL, replace(signal, case_id=case.id))))


def _place(place_id: str, new: NewPlace) -> Place:
    if not new.address.strip() or not new.viewpoint.strip():
        raise Refused(Code.PLACE_MISSING)
    spot = Viewpoint(new.viewpoint.strip(), new.is_public_place, new.sightline, new.street_lighting)
    return Place(place_id, new.label.strip(), new.address.strip(), new.district.strip(), spot)


def describe(command: DescribeCase, facts: Facts, act: Act) -> Outcome:
    """Say what the case asks, with its counter-hypothesis, and why lighter means do not do. The plan asks for all of it."""
    case = permits.led_case(command.case_id, facts, act)
    if command.period_from and command.period_until and command.period_until < command.period_from:
        raise Refused(Code.PERIOD_INVALID, field="period_until")
    described = replace(
        case,
        question=command.question.strip(),
        hypothesis=command.hypothesis.strip(),
        counter_hypothesis=command.counter_hypothesis.strip(),
        legal_basis=command.legal_basis.strip(),
        lighter_means=command.lighter_means,
        circumstances=command.circumstances.strip(),
        period_from=command.period_from,
        period_until=command.period_until,
    )
    return Outcome((row(Kind.CASE, described),))


def missing_in(case: Case) -> tuple[str, ...]:
    """What a case still lacks before looking may be asked for (Awb 3:2, 3:4; CRVB:2013:785): names of its fields."""
    asked = ("question", "hypothesis", "counter_hypothesis", "legal_basis")
    missing = [name for name in asked if not getattr(case, name).strip()]
    if not case.lighter_means or not all(each.what.strip() for each in case.lighter_means):
        missing.append("lighter_means")
    return (*missing, *(name for name in ("subjects", "places") if not getattr(case, name)))


def add_place(command: AddPlace, facts: Facts, act: Act) -> Outcome:
    """Another place, which a plan may then name."""
    case = permits.led_case(command.case_id, facts, act)
    return Outcome((row(Kind.CASE, replace(case, places=(*case.places, _place(act.command_id, command.place)))),))


def add_subject(command: AddSubject, facts: Facts, act: Act) -> Outcome:
    """Another person in the case; looks at an earlier case of that person count too."""
    case = permits.led_case(command.case_id, facts, act)
    if not command.subject.name.strip():
        raise Refused(Code.SUBJECT_MISSING)
    subjects: tuple[Subject, ...] = (*case.subjects, command.subject)
    known = {each.id for each in case.earlier}
    more = tuple(each for each in earlier.looks_of_earlier_cases((command.subject,), facts, act) if each.id not in known)
    return Outcome((row(Kind.CASE, replace(case, subjects=subjects, earlier=(*case.earlier, *more))),))


def hand_over(command: HandOver, facts: Facts, act: Act) -> Outcome:
    """Give the case to a colleague: reason and note stand in the dossier at once, and the owner history keeps them."""
    case = permits.led_case(command.case_id, facts, act)
    heir = _officer(command.to, facts)
    if heir.id == case.owner_id:
        raise Refused(Code.CASE_NOT_HERE, case_id=case.id, status=case.status.value)
    change = OwnerChange(
        decided_at(act), act.officer_id, case.owner_id, heir.id,
        permits.text(command.reason, "reason"), permits.text(command.note, "note"),
    )  # fmt: skip
    buddy = None if case.buddy_id == heir.id else case.buddy_id
    return Outcome((row(Kind.CASE, replace(case, owner_id=heir.id, buddy_id=buddy, owners=(*case.owners, change))),))


def set_buddy(command: SetBuddy, facts: Facts, act: Act) -> Outcome:
    """Who reads along and stands in."""
    case = permits.led_case(command.case_id, facts, act)
    if command.buddy_id is not None and _officer(command.buddy_id, facts).id == case.owner_id:
        raise Refused(Code.CASE_NOT_HERE, case_id=case.id, status=case.status.value)
    return Outcome((row(Kind.CASE, replace(case, buddy_id=command.buddy_id)),))


def _officer(officer_id: str, facts: Facts) -> Officer:
    officer = facts.officer(officer_id)
    if officer is None or not officer.may_drive:
        raise Refused(Code.OFFICER_UNKNOWN, officer_id=officer_id)
    return officer
