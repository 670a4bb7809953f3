"""Notes carried by hand: a colleague's offer or acceptance, read from the other screen and delivered by whoever has coverage."""

from __future__ import annotations

from field_app.rules import swaps
from field_app.rules.facts import Facts
from field_app.rules.ids import is_id
from field_app.rules.observations import Act, Outcome
from field_app.rules.refusals import Code, Malformed, Refused
from field_app.rules.roster_commands import AcceptSwap, BringNote, Note, OfferSwap
from field_app.rules.roster_records import DeviceKey, Offer, OfferStatus
from field_app.rules.shift_changes import decided_at, row
from field_app.rules.vocabulary import Kind
from field_app.rules.wire import decode

#: What one phone may say for another, by the names of the exchange.
_CARRIED: dict[str, type[OfferSwap | AcceptSwap]] = {"offer-swap": OfferSwap, "accept-swap": AcceptSwap}


def bring(command: BringNote, facts: Facts, act: Act) -> Outcome:
    """Judge a colleague's command as if that colleague's own phone had delivered it now; what came twice changes nothing.

    Raises `Refused` when it is not signed by that phone, or is nothing that may be carried.
    """
    note = command.note
    carried = content_of(note)
    if note.officer_id == act.officer_id or facts.officer(note.officer_id) is None:
        raise Refused(Code.NOTE_NOT_FOR_YOU, officer_id=note.officer_id)
    if facts.record(DeviceKey, note.device_id) is None:
        raise Refused(Code.NOTE_PHONE_UNKNOWN, device_id=note.device_id)
    if not facts.is_signed(note):
        raise Refused(Code.NOTE_FORGED, device_id=note.device_id)
    theirs = Act(note.id, note.officer_id, note.at, note.args, act.received_at)
    if isinstance(carried, OfferSwap):
        return _offer(carried, note, facts, theirs)
    return swaps.accept(carried, facts, theirs)


def content_of(note: Note) -> OfferSwap | AcceptSwap:
    """The command in a note. Raises `Refused` when it cannot be read whole, or is nothing that may be carried."""
    shape = _CARRIED.get(note.name)
    if shape is None:
        raise Refused(Code.NOTE_NOT_FOR_YOU)
    if not is_id(note.id):
        raise Refused(Code.NOTE_UNREADABLE, path="id")
    try:
        return decode(shape, note.args)
    except Malformed as error:
        raise Refused(Code.NOTE_UNREADABLE, path=error.details["path"]) from None


def _offer(command: OfferSwap, note: Note, facts: Facts, theirs: Act) -> Outcome:
    """An offer that no longer holds is kept as ended, so that the yes that follows it can be told why."""
    try:
        return swaps.offer(command, facts, theirs)
    except Refused as no:
        if theirs.received_at is None or facts.record(Offer, note.id) is not None:
            raise
        made = Offer(note.id, note.officer_id, command.gives, command.until, note.at, command.to, command.asks)
        ended = OfferStatus.ENDED
        return Outcome((row(Kind.OFFER, _closed(made, ended, no, theirs)),))


def _closed(made: Offer, status: OfferStatus, no: Refused, theirs: Act) -> Offer:
    fields = (made.id, made.officer_id, made.gives, made.until, made.made_at, made.to, made.asks, status)
    return Offer(*fields, closed_at=decided_at(theirs), why_ended=no.code.value)
