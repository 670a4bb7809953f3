"""Rules of casework with something forgotten, so that the tests of casework can show that they would notice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from casework_people import SAMIRA, Judge

from field_app.rules.dossier.decision_commands import (
    AddRemark,
    ProposeDecision,
    ReadDecision,
    RecordTalk,
    RecordVisit,
    ReviewDecision,
    SettleDecision,
)
from field_app.rules.dossier.decision_records import Decision
from field_app.rules.facts import Facts
from field_app.rules.observations import Act, Outcome
from field_app.rules.rulebook import apply
from field_app.rules.vocabulary import Flag, Kind

#: A test of casework that can be run on another rulebook.
Test = Callable[[Judge], None]


def notices(test: Test, fault: Judge) -> bool:
    """Whether this test fails on a rulebook with this fault."""
    try:
        test(fault)
    except (AssertionError, pytest.fail.Exception):
        return True
    return False


def _with(shape: type[Any], rule: Callable[[Any, Facts, Act], Outcome]) -> Judge:
    """The rulebook with another rule for one command."""
    return lambda command, facts, act: rule(command, facts, act) if isinstance(command, shape) else apply(command, facts, act)


def _without(shape: type[Any], kind: Kind) -> Judge:
    """The rulebook in which a command forgets to change rows of one kind."""

    def rule(command: Any, facts: Facts, act: Act) -> Outcome:
        outcome = apply(command, facts, act)
        return replace(outcome, changes=tuple(each for each in outcome.changes if each.kind is not kind))

    return _with(shape, rule)


def _rewritten(outcome: Outcome, row_kind: Kind, **fields: Any) -> Outcome:
    """The same, with other fields in its rows of one kind."""
    changes = (replace(each, body={**each.body, **fields}) if each.kind is row_kind else each for each in outcome.changes)
    return replace(outcome, changes=tuple(changes))


def _any_reader(command: ProposeDecision, facts: Facts, act: Act) -> Outcome:
    outcome = apply(replace(command, second_reader=SAMIRA.id), facts, act)
    return _rewritten(outcome, Kind.DECISION, second_reader=command.second_reader)


def _relied_unseen(command: ProposeDecision, facts: Facts, act: Act) -> Outcome:
    return apply(replace(command, considered=(*command.considered, *command.facts_for, *command.facts_against)), facts, act)


def _any_entry(command: ProposeDecision, facts: Facts, act: Act) -> Outcome:
    return apply(replace(command, facts_for=("seen",), facts_against=(), considered=("seen",)), facts, act)


def _any_ground(command: ProposeDecision, facts: Facts, act: Act) -> Outcome:
    bare = replace(command, facts_for=("seen",), considered=("seen",), ground=command.ground.strip() or "x")
    return apply(bare, facts, replace(act, at=act.at + timedelta(days=1)))


def _unweighed(command: ProposeDecision, facts: Facts, act: Act) -> Outcome:
    return apply(replace(command, proportionality=command.proportionality.strip() or "x"), facts, act)


def _forgets_older(command: ProposeDecision, facts: Facts, act: Act) -> Outcome:
    outcome = apply(command, facts, act)
    return replace(outcome, changes=tuple(each for each in outcome.changes if each.kind is Kind.CASE or each.id == act.command_id))


def _anybody_reads(command: ReadDecision, facts: Facts, act: Act) -> Outcome:
    decision = facts.record(Decision, command.decision_id)
    return apply(command, facts, replace(act, officer_id=decision.second_reader) if decision else act)


def _every_reading_agrees(command: ReadDecision, facts: Facts, act: Act) -> Outcome:
    return apply(replace(command, agrees=True), facts, act)


def _forgets_informing(command: ReadDecision, facts: Facts, act: Act) -> Outcome:
    return _rewritten(apply(command, facts, act), Kind.CASE, informing=None)


def _anybody_settles(command: SettleDecision, facts: Facts, act: Act) -> Outcome:
    return apply(command, facts, replace(act, officer_id="marjan"))


def _review_forgets(command: ReviewDecision, facts: Facts, act: Act) -> Outcome:
    decision = facts.record(Decision, command.decision_id)
    seen = list(decision.considered) if decision else []
    return _rewritten(apply(command, facts, act), Kind.DECISION, considered=seen)


def _every_review_stands(command: ReviewDecision, facts: Facts, act: Act) -> Outcome:
    return apply(replace(command, stands=True), facts, act)


def _unflagged(shape: type[Any], flag: Flag) -> Judge:
    """The rulebook that never raises one flag."""

    def rule(command: Any, facts: Facts, act: Act) -> Outcome:
        outcome = apply(command, facts, act)
        return replace(outcome, flags=tuple(each for each in outcome.flags if each is not flag))

    return _with(shape, rule)


def _anybody_consents(command: RecordVisit, facts: Facts, act: Act) -> Outcome:
    return apply(replace(command, is_resident=True), facts, act)


def _consent_whenever(command: RecordVisit, facts: Facts, act: Act) -> Outcome:
    return apply(replace(command, consent_at=command.came_at if command.consent_at else None), facts, act)


def _caution_whenever(command: RecordTalk, facts: Facts, act: Act) -> Outcome:
    early = replace(command.caution, given_at=command.began_at) if command.caution else None
    return apply(replace(command, caution=early), facts, act)


def _flags_of_the_verdict_only(command: RecordVisit, facts: Facts, act: Act) -> Outcome:
    return _rewritten(apply(command, facts, act), Kind.VISIT, flags=[])


def _about_anything(command: AddRemark, facts: Facts, act: Act) -> Outcome:
    return _rewritten(apply(replace(command, about=command.case_id), facts, act), Kind.REMARK, about=command.about)


#: A decision of which somebody forgot something.
ANY_READER = _with(ProposeDecision, _any_reader)
RELIED_UNSEEN = _with(ProposeDecision, _relied_unseen)
ANY_ENTRY = _with(ProposeDecision, _any_entry)
ANY_GROUND = _with(ProposeDecision, _any_ground)
UNWEIGHED = _with(ProposeDecision, _unweighed)
FORGETS_OLDER = _with(ProposeDecision, _forgets_older)
ANYBODY_READS = _with(ReadDecision, _anybody_reads)
EVERY_READING_AGREES = _with(ReadDecision, _every_reading_agrees)
FORGETS_INFORMING = _with(ReadDecision, _forgets_informing)
PLAN_GOES_ON = _without(ReadDecision, Kind.PLAN)
ANYBODY_SETTLES = _with(SettleDecision, _anybody_settles)
REVIEW_FORGETS = _with(ReviewDecision, _review_forgets)
EVERY_REVIEW_STANDS = _with(ReviewDecision, _every_review_stands)
#: A visit or talk that is judged too mildly.
ANYBODY_CONSENTS = _with(RecordVisit, _anybody_consents)
CONSENT_WHENEVER = _with(RecordVisit, _consent_whenever)
NO_CARD_ASKED = _unflagged(RecordVisit, Flag.IDENTIFIED_LATE)
NO_GROUND_ASKED = _unflagged(RecordVisit, Flag.GROUND_LATER_THAN_VISIT)
NOTHING_TOLD = _unflagged(RecordVisit, Flag.CONSENT_UNINFORMED)
FLAGS_NOT_KEPT = _with(RecordVisit, _flags_of_the_verdict_only)
CAUTION_WHENEVER = _with(RecordTalk, _caution_whenever)
NO_CAUTION_ASKED = _unflagged(RecordTalk, Flag.CAUTION_MISSING)
#: A remark on whatever.
ABOUT_ANYTHING = _with(AddRemark, _about_anything)
