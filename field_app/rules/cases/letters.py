"""The rules of letters: reason, purpose and somebody to reach; enough notice, and delivering by hand for what it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from field_app.rules.cases import permits
from field_app.rules.dossier.terms import CaseTerms
from field_app.rules.dossier.words import LetterKind, Way
from field_app.rules.dossier.work_commands import HandDelivery, SendLetter, WriteLetter
from field_app.rules.dossier.work_records import Letter
from field_app.rules.facts import Change, Facts, LookSize, minutes_of
from field_app.rules.observations import Act, Outcome
from field_app.rules.refusals import Code, Refused
from field_app.rules.shift_changes import decided_at, row
from field_app.rules.vocabulary import Flag, Kind, local

_FRIDAY, _MONDAY, _SATURDAY = 4, 0, 5
_OPENS, _CLOSES = 8, 18


def write(command: WriteLetter, facts: Facts, act: Act) -> Outcome:
    """A letter of the case. Who gets it may always change the time, and reads whom to call."""
    permits.actor(facts, act)
    case = permits.open_case(command.case_id, facts)
    for name in ("reason", "purpose", "text"):
        permits.text(getattr(command, name), name)
    contact = facts.officer(command.contact_id)
    if contact is None or not contact.sees_content:
        raise Refused(Code.OFFICER_UNKNOWN, officer_id=command.contact_id)
    _check_meeting(command, facts, act)
    letter = Letter(
        act.command_id, case.id, command.kind, act.officer_id, decided_at(act), command.reason.strip(), command.purpose.strip(),
        command.contact_id, command.text.strip(), command.meets_at,
    )  # fmt: skip
    return Outcome((row(Kind.LETTER, letter),))


def _check_meeting(command: WriteLetter, facts: Facts, act: Act) -> None:
    if command.meets_at is None:
        if command.kind is LetterKind.INVITATION:
            raise Refused(Code.REASON_MISSING, field="meets_at")
        return
    meets = local(command.meets_at)
    if meets.weekday() >= _SATURDAY or not _OPENS <= meets.hour < _CLOSES:
        raise Refused(Code.TIMES_WRONG, field="meets_at")
    if is_short(command.meets_at, permits.today(act), facts.team().casework):
        raise Refused(Code.NOTICE_TOO_SHORT, days=facts.team().casework.letter_days)


def is_short(meets_at: datetime, sent_on: date, terms: CaseTerms) -> bool:
    """Whether a letter of this day leaves too little time: fewer days than agreed, or the weekend squeezed in between (Almere)."""
    meets_on = local(meets_at).date()
    over_weekend = sent_on.weekday() >= _FRIDAY and meets_on.weekday() == _MONDAY and meets_on - sent_on <= timedelta(days=3)
    return (meets_on - sent_on).days < terms.letter_days or over_weekend


def send(command: SendLetter, facts: Facts, act: Act) -> Outcome:
    """The letter went out, once. By hand is a call at the door without entry, and counts as a look at the case."""
    permits.actor(facts, act)
    letter = facts.record(Letter, command.letter_id)
    if letter is None:
        raise Refused(Code.LETTER_UNKNOWN, letter_id=command.letter_id)
    if letter.sent_on is not None:
        raise Refused(Code.LETTER_SENT, letter_id=letter.id)
    if command.sent_on > permits.today(act):
        raise Refused(Code.DATE_INVALID, field="sent_on")
    by_hand = _delivery(command, act)
    sent = replace(letter, way=command.way, sent_on=command.sent_on, sent_by=act.officer_id, by_hand=by_hand)
    made = row(Kind.LETTER, sent)
    short = letter.meets_at is not None and is_short(letter.meets_at, command.sent_on, facts.team().casework)
    flags = (Flag.NOTICE_SHORT,) if short else ()
    return Outcome((Change(made.kind, made.id, made.body, looked=_size(letter, by_hand)),), flags)


def _delivery(command: SendLetter, act: Act) -> HandDelivery | None:
    if command.way is not Way.BY_HAND:
        return None
    if command.by_hand is None:
        raise Refused(Code.REASON_MISSING, field="by_hand")
    if not command.by_hand.began_at <= command.by_hand.ended_at <= act.at:
        raise Refused(Code.TIMES_WRONG, field="by_hand")
    return command.by_hand


def _size(letter: Letter, by_hand: HandDelivery | None) -> LookSize | None:
    if by_hand is None:
        return None
    return LookSize(letter.case_id, local(by_hand.began_at).date(), minutes_of(by_hand.ended_at - by_hand.began_at))
