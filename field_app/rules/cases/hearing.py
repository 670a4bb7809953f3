"""The rules of visits and talks: what was done is kept as it went, and what the law asks and was not done is flagged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from field_app.rules.arriving_late import noted
from field_app.rules.cases import permits
from field_app.rules.cases.deskwork import parts
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.decision_commands import Caution, RecordTalk, RecordVisit
from field_app.rules.dossier.decision_records import Decision, Talk, Visit
from field_app.rules.dossier.words import Consent, DecisionKind
from field_app.rules.facts import Facts
from field_app.rules.observations import Act, Outcome
from field_app.rules.refusals import Code, Refused
from field_app.rules.shift_changes import row
from field_app.rules.vocabulary import CaseStatus, Flag, Kind


def visit(command: RecordVisit, facts: Facts, act: Act) -> Outcome:
    """A home visit as it went: ground, card, purpose, consent, entry, what was seen, the resident's own words."""
    case = _case(command.case_id, facts, act)
    _check_visit(command, act)
    flags = tuple(_visit_flags(command, case, facts))
    record = Visit(id=act.command_id, officer_id=act.officer_id, recorded_at=act.at, flags=_texts(flags), **parts(command))
    return Outcome((row(Kind.VISIT, record), *noted(case)), flags)


def talk(command: RecordTalk, facts: Facts, act: Act) -> Outcome:
    """A talk as it went; somebody who did not come is a record too."""
    case = _case(command.case_id, facts, act)
    if not command.began_at <= command.ended_at <= act.at or _is_later(command.caution, act):
        raise Refused(Code.TIMES_WRONG)
    if command.came and not (command.account.strip() or command.statement.strip()):
        raise Refused(Code.REASON_MISSING, field="account")
    decision = _decision(command, facts)
    flags = (*_closed_flags(case), *_caution_flags(command, decision, command.ended_at, is_heard=command.came))
    record = Talk(id=act.command_id, officer_id=act.officer_id, recorded_at=act.at, flags=_texts(flags), **parts(command))
    return Outcome((row(Kind.TALK, record), *noted(case)), flags)


def _case(case_id: str, facts: Facts, act: Act) -> Case:
    """The case, also a closed one: what was really done is kept."""
    permits.actor(facts, act)
    case = facts.case(case_id)
    if case is None:
        raise Refused(Code.CASE_UNKNOWN, case_id=case_id)
    return case


def _decision(command: RecordVisit | RecordTalk, facts: Facts) -> Decision | None:
    """The decision from which it followed, None when there is no such decision in this case."""
    found = facts.record(Decision, command.decision_id)
    return found if found is not None and found.case_id == command.case_id else None


def _check_visit(command: RecordVisit, act: Act) -> None:
    """What a record must hold by itself; whether the visit was lawful is for people to judge."""
    permits.text(command.ground, "ground")
    if not command.came_at <= command.left_at <= act.at or _is_later(command.caution, act):
        raise Refused(Code.TIMES_WRONG)
    steps = (command.identified_at, command.consent_at, command.entered_at)
    if any(each is not None and not command.came_at <= each <= command.left_at for each in steps):
        raise Refused(Code.TIMES_WRONG)
    if command.consent is Consent.GIVEN:
        permits.text(command.consented_by, "consented_by")
    if command.consent is Consent.REFUSED:
        permits.text(command.refusal, "refusal")


def _is_later(caution: Caution | None, act: Act) -> bool:
    """Given when it no longer helps is flagged; given in the future is a slip of the pen."""
    return caution is not None and caution.given_at > act.at


def _closed_flags(case: Case) -> Iterator[Flag]:
    """A visit or talk after the decision is what was decided; after closing somebody should look again."""
    if case.status is CaseStatus.CLOSED:
        yield Flag.CASE_CLOSED


def _visit_flags(command: RecordVisit, case: Case, facts: Facts) -> Iterator[Flag]:
    decision = _decision(command, facts)
    yield from _closed_flags(case)
    if not _is_ground(decision, command):
        yield Flag.GROUND_LATER_THAN_VISIT
    entered = command.entered_at
    if entered and (command.identified_at is None or command.identified_at > entered):
        yield Flag.IDENTIFIED_LATE
    if entered and not _consented(command, entered):
        yield Flag.ENTERED_WITHOUT_CONSENT
    if (entered or command.consent is Consent.GIVEN) and not (command.told_purpose and command.told_consequences):
        yield Flag.CONSENT_UNINFORMED
    heard = bool(command.account.strip())
    yield from _caution_flags(command, decision, command.left_at, is_heard=heard)


def _is_ground(decision: Decision | None, command: RecordVisit) -> bool:
    """Concrete facts and the decision come before the visit (CRVB:2020:2322, CRVB:2020:3344)."""
    if decision is None or decision.kind is not DecisionKind.HOME_VISIT:
        return False
    return decision.stands and decision.decided_at is not None and decision.decided_at <= command.came_at


def _consented(command: RecordVisit, entered: datetime) -> bool:
    """A resident said yes before anybody went in; a yes of somebody who does not live there is none (CRVB:2016:3475)."""
    given = command.consent is Consent.GIVEN and command.is_resident
    return given and command.consent_at is not None and command.consent_at <= entered


def _caution_flags(
    command: RecordVisit | RecordTalk, decision: Decision | None, ended: datetime, *, is_heard: bool
) -> Iterator[Flag]:
    """Who may be fined is told of the right to silence before being heard (Awb 5:10a, RBOBR:2022:5099), in clear words."""
    caution = command.caution
    is_clear = caution is not None and caution.given_at <= ended and bool(caution.wording.strip())
    if is_heard and decision is not None and decision.fine_possible and not is_clear:
        yield Flag.CAUTION_MISSING


def _texts(flags: tuple[Flag, ...]) -> tuple[str, ...]:
    return tuple(each.value for each in flags)
