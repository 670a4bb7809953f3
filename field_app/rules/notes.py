"""Notes carried by hand: a colleague's offer or acceptance, read from the other screen and delivered by whoever has coverage."""

from __future__ import annotations

from field_app.rules import swaps
from field_app.rules.facts import Facts
from field_app.rules.observations import Act, Outcome
from field_app.rules.refusals import Code, Malformed, Refused
from field_app.rules.roster_commands import AcceptSwap, BringNote, Note, OfferSwap
from field_app.rules.roster_records import Offer, OfferStatus
from field_app.rules.shift_changes import decided_at, row
from field_app.rules.vocabulary import Kind
from field_app.rules.wire import decode


def bring(command: BringNote, facts: Facts, act: Act) -> Outcome:
    """Judge a colleague's command as if that colleague's own phone had delivered it now; what came twice changes nothing.

    Raises `Refused` when it is not signed by that phone, or is nothing that may be carried.
    """
    note = command.note
    if note.officer_id == act.officer_id or facts.officer(note.officer_id) is None:
        raise Refused(Code.NOTE_NOT_FOR_YOU, officer_id=note.officer_id)
    if not facts.is_signed(note):
        raise Refused(Code.NOTE_FORGED, device_id=note.device_id)
    theirs = Act(note.id, note.officer_id, note.at, note.args, act.received_at)
    try:
        if note.name == "offer-swap":
            return _offer(decode(OfferSwap, note.args), note, facts, theirs)
        if note.name == "accept-swap":
            return swaps.accept(decode(AcceptSwap, note.args), facts, theirs)
    except Malformed as error:
        raise Refused(Code.NOTE_UNREADABLE, path=error.details["path"]) from None
    raise Refused(Code.NOTE_NOT_FOR_YOU, name=note.name)


def _offer(command: OfferSwap, note: Note, facts: Facts, theirs: Act) -> Outcome:
    """An offer that no longer holds is kept as ended, so that the yes that follows it can be told why."""
    try:
        return swaps.offer(command, facts, theirs)
    except Refused as no:
        if theirs.received_at is None:
            raise
        made = Offer(note.id, note.officer_id, command.gives, command.until, note.at, command.to, command.asks)
        ended = OfferStatus.ENDED
        return Outcome((row(Kind.OFFER, _closed(made, ended, no, theirs)),))


def _closed(made: Offer, status: OfferStatus, no: Refused, theirs: Act) -> Offer:
    fields = (made.id, made.officer_id, made.gives, made.until, made.made_at, made.to, made.asks, status)
    return Offer(*fields, closed_at=decided_at(theirs), why_ended=no.code.value)
