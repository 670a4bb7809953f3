"""The meter of one case: every look of every colleague, place and linked person, and those of an earlier case."""

from __future__ import annotations

from functools import lru_cache

from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.list_commands import Subject
from field_app.rules.dossier.plan_records import Plan
from field_app.rules.facts import Facts
from field_app.rules.meter.measuring import measure
from field_app.rules.meter.records import Looked, Measure


def looks_of(case: Case, facts: Facts) -> tuple[Looked, ...]:
    """All that counts: this case, others of the team that share a person with it, and earlier ones; once each, in time order."""
    found = {each.id or str(at): each for at, each in enumerate(case.earlier)}
    for other in (case, *linked(case, facts)):
        found |= {each.id or "": each for each in facts.looks(other.id)}
    return tuple(sorted(found.values(), key=lambda each: each.began_at))


def linked(case: Case, facts: Facts) -> tuple[Case, ...]:
    """Other cases of the team in which one of the same persons stands, by the municipality's number."""
    numbers = _numbers(case.subjects)
    if not numbers:
        return ()
    return tuple(each for each in facts.records(Case) if each.id != case.id and numbers & _numbers(each.subjects))


def _numbers(subjects: tuple[Subject, ...]) -> set[str]:
    return {"".join(each.dossier_number.split()).casefold() for each in subjects if each.dossier_number}


def metered(case: Case, facts: Facts) -> Measure:
    """What the meter says of a case now: the same on phone and server."""
    return _measured(looks_of(case, facts), case, facts)


def counted(case: Case, facts: Facts) -> Measure:
    """The looks of this case alone, so that no look stands in the neutral record of two cases."""
    return _measured(tuple(sorted(facts.looks(case.id), key=lambda each: each.began_at)), case, facts)


def _measured(looks: tuple[Looked, ...], case: Case, facts: Facts) -> Measure:
    plan = facts.plan(case.plan_id) if case.plan_id else None
    team = facts.team()
    return _remembered(looks, team.limits, _photos(plan), team.hours)


#: One screen asks for the same case many times: for its line, its meter and each colleague's duties.
_remembered = lru_cache(64)(measure)


def _photos(plan: Plan | None) -> int:
    return plan.photos if plan is not None and plan.is_approved else 0
