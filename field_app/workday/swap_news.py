"""What the server said no to on the roster, made readable: who, which shift, why, and which colleagues still can."""

from __future__ import annotations

from itertools import islice

from field_app.rules.notes import content_of
from field_app.rules.records import Shift
from field_app.rules.refusals import Refused
from field_app.rules.roster_commands import BringNote, OfferSwap, TakeShift
from field_app.rules.roster_records import Offer
from field_app.rules.wire import command_of
from field_app.store.outbox import OutboxItem
from field_app.store.phone_store import PhoneStore
from field_app.workday.known import Known
from field_app.workday.partners import takers
from field_app.workday.roster_views import SwapNews

_ABOUT = {"offer-swap", "accept-swap", "withdraw-swap", "decline-swap", "take-shift", "bring-note", "split-shift", "approve-swap"}
#: So many colleagues who still can are named.
_STILL = 3


def news(store: PhoneStore, known: Known) -> tuple[SwapNews, ...]:
    """Refused commands about swaps that the officer has not put away yet, newest first."""
    refused = [each for each in store.outbox.items("REFUSED") if each.envelope and each.envelope.name in _ABOUT]
    found = [_told(known, each) for each in sorted(refused, key=lambda each: -each.device_seq)]
    return tuple(each for each in found if each)


def _told(known: Known, item: OutboxItem) -> SwapNews | None:
    said = item.verdict or {}
    details = {name: str(value) for name, value in (said.get("details") or {}).items() if value is not None}
    who, shift = details.get("officer_id"), _shift(known, item, details)
    mine = shift is not None and shift.officer_id == known.officer_id
    still = tuple(islice(takers(known, shift), _STILL)) if shift and mine else ()
    officer = known.officer(who) if who and who != known.officer_id else None
    return SwapNews(item.id, said.get("code", ""), details, officer, shift, still)


def _shift(known: Known, item: OutboxItem, details: dict[str, str]) -> Shift | None:
    shift_id = details.get("shift_id") or _shift_id(known, item)
    return known.facts.shift(shift_id) if shift_id else None


def _shift_id(known: Known, item: OutboxItem) -> str | None:
    if item.envelope is None:
        return None
    command = command_of(item.envelope)
    if isinstance(command, BringNote):
        return _noted(known, command)
    if isinstance(command, OfferSwap):
        return command.gives.shift_id
    if isinstance(command, TakeShift):
        return command.shift.shift_id
    offer = known.facts.record(Offer, getattr(command, "offer_id", ""))
    return offer.gives.shift_id if offer else None


def _noted(known: Known, command: BringNote) -> str | None:
    """The shift that a carried note was about."""
    try:
        carried = content_of(command.note)
    except Refused:
        return None
    if isinstance(carried, OfferSwap):
        return carried.gives.shift_id
    offer = known.facts.record(Offer, carried.offer_id)
    return offer.gives.shift_id if offer else None
