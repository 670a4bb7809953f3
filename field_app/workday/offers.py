"""An offer as one reads it: how it stands, what one takes and gives, and which rules were looked at."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from field_app.rules.commands import Command
from field_app.rules.records import Shift
from field_app.rules.refusals import Code, Refused
from field_app.rules.roster_commands import ShiftRef
from field_app.rules.roster_records import Offer, OfferStatus
from field_app.rules.vocabulary import ShiftStatus
from field_app.workday.known import Known
from field_app.workday.partners import both_ways, why_not
from field_app.workday.roster_views import Check, OfferView, ReturnView, Standing

_CHECKS = (Check.DAILY_REST, Check.WEEKLY_REST, Check.HOURS, Check.CASES_GO_ALONG)
_FINAL = {
    OfferStatus.CONFIRMED: Standing.DONE,
    OfferStatus.WITHDRAWN: Standing.OVER,
    OfferStatus.DECLINED: Standing.OVER,
    OfferStatus.ENDED: Standing.OVER,
    OfferStatus.AGREED: Standing.WAITS_APPROVAL,
    OfferStatus.ACCEPTED: Standing.WAITS_SERVER,
}


def view(known: Known, offer: Offer, now: datetime) -> OfferView:
    """One offer for the officer of this phone."""
    gives = known.facts.shift(offer.gives.shift_id)
    if gives is None:
        raise Refused(Code.SHIFT_UNKNOWN, shift_id=offer.gives.shift_id)
    taker = offer.to or known.officer_id
    is_mine, is_open = offer.officer_id == known.officer_id, offer.status is OfferStatus.OPEN
    judged = is_open and gives.version == offer.gives.version and taker != offer.officer_id
    returns = _returns(known, offer, gives, taker) if is_open else ()
    found = OfferView(
        offer=offer,
        standing=_standing(known, offer, now),
        by=known.officer(offer.officer_id),
        to=known.officer(offer.to) if offer.to else None,
        gives=gives,
        returns=returns,
        obstacles=why_not(known.facts, taker, gives) if judged and not offer.asks else (),
        checks=(),
        taker=known.officer(offer.taken_by) if offer.taken_by else None,
        returned=known.facts.shift(offer.returns.shift_id) if offer.returns else None,
        is_mine=is_mine,
        note_ready=_has_note(known, offer, now),
        is_waiting=offer.id in known.waiting or any(_is_about(each, offer) for each in known.waiting_commands.values()),
    )
    return replace(found, checks=_CHECKS) if found.may_accept and is_open else found


def _is_about(command: Command, offer: Offer) -> bool:
    return getattr(command, "offer_id", None) == offer.id


def _standing(known: Known, offer: Offer, now: datetime) -> Standing:
    if offer.status in _FINAL:
        return _FINAL[offer.status]
    if now >= offer.until:
        return Standing.OVER
    if known.officer_id in offer.declined_by:
        return Standing.OVER
    if offer.officer_id != known.officer_id and offer.to in (None, known.officer_id):
        return Standing.ASKED
    return Standing.WAITS_SENDING if offer.id in known.waiting else Standing.WAITS_ANSWER


def _has_note(known: Known, offer: Offer, now: datetime) -> bool:
    """A note is of use while the server has not settled it: one's own open offer, or one's own yes that waits."""
    if offer.officer_id == known.officer_id:
        return offer.status is OfferStatus.OPEN and now < offer.until and known.still_holds(offer.id)
    return offer.acceptance_id is not None and offer.acceptance_id in known.waiting


def _returns(known: Known, offer: Offer, gives: Shift, taker: str) -> tuple[ReturnView, ...]:
    """What is asked in return: for who is asked only what is theirs, and only while it is what was asked."""
    found = []
    for ref in offer.asks:
        shift = _still(known, ref)
        if shift and shift.officer_id and (offer.officer_id == known.officer_id or shift.officer_id == taker):
            found.append(ReturnView(shift, known.officer(shift.officer_id), both_ways(known.facts, gives, shift.officer_id, shift)))
    return tuple(found)


def _still(known: Known, ref: ShiftRef) -> Shift | None:
    shift = known.facts.shift(ref.shift_id)
    return shift if shift and shift.version == ref.version and shift.status is ShiftStatus.PUBLISHED else None
