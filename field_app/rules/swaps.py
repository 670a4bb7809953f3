"""The rules of swapping: offer, accept, decline, withdraw, approve, and take an open shift.

A shift has one owner always, and changes owner only when both have said so and the server has: until then the owner stays
responsible. On the phone an acceptance therefore only marks the offer; the shift moves when the server's order contains it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from field_app.rules.facts import Change, Facts
from field_app.rules.fitness import require_fit
from field_app.rules.observations import Act, Outcome
from field_app.rules.records import Shift
from field_app.rules.refusals import Code, Refused
from field_app.rules.roster_commands import (
    AcceptSwap,
    ApproveSwap,
    DeclineSwap,
    OfferSwap,
    ShiftRef,
    TakeShift,
    WithdrawSwap,
)
from field_app.rules.roster_records import ChangeKind, Offer, OfferStatus
from field_app.rules.shift_changes import decided_at, handed, not_begun, on_roster, row, seen_shift
from field_app.rules.vocabulary import Kind

#: Swapping ends this long before the shift: what is not confirmed by then stays with the owner.
LAST_CALL = timedelta(hours=2)
#: An offer ends this long before the shift when nobody says otherwise.
USUAL_END = timedelta(hours=12)
#: Somebody said yes to it, and was first.
_TAKEN = (OfferStatus.ACCEPTED, OfferStatus.AGREED, OfferStatus.CONFIRMED)
_ALIVE = (OfferStatus.OPEN, OfferStatus.ACCEPTED, OfferStatus.AGREED)


def offer(command: OfferSwap, facts: Facts, act: Act) -> Outcome:
    """Ask one colleague, or everyone. An offer that a colleague brought before is the same offer."""
    known = facts.record(Offer, act.command_id)
    if known and known.officer_id == act.officer_id:
        return Outcome(())
    if known:
        raise Refused(Code.NOT_YOUR_OFFER, offer_id=known.id, officer_id=known.officer_id)
    gives = _offered(command, facts, act)
    for ref in command.asks:
        _require_ask(ref, gives, command, facts, act)
    if command.to and not command.asks:
        require_fit(command.to, facts, (gives,))
    made = Offer(act.command_id, act.officer_id, command.gives, command.until, act.at, command.to, command.asks)
    return Outcome((row(Kind.OFFER, made),))


def _offered(command: OfferSwap, facts: Facts, act: Act) -> Shift:
    gives = on_roster(command.gives, facts)
    if gives.officer_id != act.officer_id:
        raise Refused(Code.NOT_YOUR_SHIFT, shift_id=gives.id, officer_id=gives.officer_id)
    if command.until > gives.begins_at - LAST_CALL or decided_at(act) >= command.until:
        raise Refused(Code.TOO_LATE_TO_SWAP, shift_id=gives.id)
    if command.to is not None:
        to = facts.officer(command.to)
        if to is None or not to.may_drive or to.id == act.officer_id:
            raise Refused(Code.OFFER_NOT_FOR_YOU, officer_id=command.to)
    return gives


def _require_ask(ref: ShiftRef, gives: Shift, command: OfferSwap, facts: Facts, act: Act) -> None:
    """What is asked in return must be lawful for both, or nobody could say yes to it."""
    asked = on_roster(ref, facts)
    if asked.officer_id is None or asked.officer_id != (command.to or asked.officer_id) or asked.officer_id == act.officer_id:
        raise Refused(Code.RETURN_NOT_ASKED, shift_id=asked.id)
    require_fit(asked.officer_id, facts, (gives,), (asked,))
    require_fit(act.officer_id, facts, (asked,), (gives,))


def accept(command: AcceptSwap, facts: Facts, act: Act) -> Outcome:
    """Say yes. The first valid yes in the server's order has the shift; said twice, or by two ways, it is the same yes."""
    found = _known(command.offer_id, facts)
    if found.acceptance_id == act.command_id or (found.status in _TAKEN and found.taken_by == act.officer_id):
        return Outcome(())
    _require_open(found, facts, act)
    if command.gives and command.gives != found.gives:
        raise Refused(Code.SHIFT_CHANGED, offer_id=found.id, shift_id=found.gives.shift_id)
    _require_asked(command, found)
    gives, returns = _checked(found, command.returns, act.officer_id, facts, act)
    taken = replace(found, taken_by=act.officer_id, returns=command.returns, acceptance_id=act.command_id)
    if act.received_at is None:
        return Outcome((row(Kind.OFFER, replace(taken, status=OfferStatus.ACCEPTED)),))
    if facts.team().swaps_need_approval:
        return Outcome((row(Kind.OFFER, replace(taken, status=OfferStatus.AGREED)),))
    return Outcome(_swapped(taken, gives, returns, facts, act))


def _require_open(found: Offer, facts: Facts, act: Act) -> None:
    if act.officer_id in (found.officer_id, *found.declined_by) or (found.to and found.to != act.officer_id):
        raise Refused(Code.OFFER_NOT_FOR_YOU, offer_id=found.id, officer_id=found.officer_id)
    if found.status is OfferStatus.WITHDRAWN:
        raise Refused(Code.OFFER_WITHDRAWN, offer_id=found.id, officer_id=found.officer_id)
    if found.status in _TAKEN:
        raise Refused(Code.SHIFT_ALREADY_TAKEN, offer_id=found.id, shift_id=found.gives.shift_id, officer_id=found.taken_by)
    if found.status is not OfferStatus.OPEN:
        on_roster(found.gives, facts)  # who has it now, and whether a colleague or the planner was first
        raise _closed(found)
    if decided_at(act) >= found.until:
        raise Refused(Code.OFFER_EXPIRED, offer_id=found.id, officer_id=found.officer_id)


def _require_asked(command: AcceptSwap, found: Offer) -> None:
    if (command.returns not in found.asks) if found.asks else command.returns is not None:
        raise Refused(Code.RETURN_NOT_ASKED, offer_id=found.id)


def _checked(found: Offer, returned: ShiftRef | None, taker: str, facts: Facts, act: Act) -> tuple[Shift, Shift | None]:
    """Both shifts, when they still are what was agreed on and lawful for both. Raises `Refused`."""
    gives = on_roster(found.gives, facts)
    returns = on_roster(returned, facts) if returned else None
    _require_owner(gives, found.officer_id)
    if returns:
        _require_owner(returns, taker)
    first = min(each.begins_at for each in (gives, returns) if each)
    if decided_at(act) > first - LAST_CALL:
        raise Refused(Code.TOO_LATE_TO_SWAP, offer_id=found.id, shift_id=gives.id)
    back = (returns,) if returns else ()
    require_fit(taker, facts, (gives,), back)
    require_fit(found.officer_id, facts, back, (gives,))
    return gives, returns


def _require_owner(shift: Shift, officer_id: str) -> None:
    if shift.officer_id != officer_id:
        raise Refused(Code.SHIFT_ALREADY_TAKEN, shift_id=shift.id, officer_id=shift.officer_id)


def _swapped(taken: Offer, gives: Shift, returns: Shift | None, facts: Facts, act: Act) -> tuple[Change, ...]:
    both = (taken.officer_id, taken.taken_by)
    moved = [handed(gives, taken.taken_by, ChangeKind.SWAPPED, act, asks=both)]
    if returns:
        moved.append(handed(returns, taken.officer_id, ChangeKind.SWAPPED, act, asks=both))
    closed = replace(taken, status=OfferStatus.CONFIRMED, closed_at=decided_at(act))
    rows = (row(Kind.OFFER, closed), *(row(Kind.SHIFT, each) for each in moved))
    return (*rows, *ended_offers(moved, facts, act, without=taken.id))


def ended_offers(moved: Iterable[Shift], facts: Facts, act: Act, without: str = "") -> tuple[Change, ...]:
    """Other offers of a shift that moved end by themselves, and so does an agreement that would have given it in return."""
    gone = {each.id for each in moved}
    return tuple(
        row(Kind.OFFER, replace(each, status=OfferStatus.ENDED, closed_at=decided_at(act), why_ended=Code.SHIFT_CHANGED.value))
        for each in facts.records(Offer)
        if each.id != without and each.status in _ALIVE and gone & _moves(each)
    )


def _moves(found: Offer) -> set[str]:
    return {found.gives.shift_id, *((found.returns.shift_id,) if found.returns else ())}


def decline(command: DeclineSwap, facts: Facts, act: Act) -> Outcome:
    """Say no. An offer to one colleague is over then; one to everyone goes on for the others."""
    found = _known(command.offer_id, facts)
    _require_open(found, facts, act)
    declined = replace(found, declined_by=(*found.declined_by, act.officer_id))
    if found.to:
        declined = replace(declined, status=OfferStatus.DECLINED, closed_at=decided_at(act))
    return Outcome((row(Kind.OFFER, declined),))


def withdraw(command: WithdrawSwap, facts: Facts, act: Act) -> Outcome:
    """Take one's own offer back, unless somebody was first: the server's order decides."""
    found = _known(command.offer_id, facts)
    if found.officer_id != act.officer_id:
        raise Refused(Code.NOT_YOUR_OFFER, offer_id=found.id, officer_id=found.officer_id)
    if found.status in (OfferStatus.CONFIRMED, OfferStatus.ACCEPTED):
        raise Refused(Code.SHIFT_ALREADY_TAKEN, offer_id=found.id, officer_id=found.taken_by)
    if found.status not in (OfferStatus.OPEN, OfferStatus.AGREED):
        raise _closed(found)
    return Outcome((row(Kind.OFFER, replace(found, status=OfferStatus.WITHDRAWN, closed_at=decided_at(act))),))


def approve(command: ApproveSwap, facts: Facts, act: Act) -> Outcome:
    """The word of a lead who is no party to it, in a team that asks for it; everything is judged again as it stands now.

    As with a yes nothing moves on the phone: the server may have a withdrawal first.
    """
    found, officer = _known(command.offer_id, facts), facts.officer(act.officer_id)
    if officer is None or not officer.may_plan or officer.id in (found.officer_id, found.taken_by):
        raise Refused(Code.NOT_A_PLANNER, officer_id=act.officer_id)
    if found.status is not OfferStatus.AGREED or found.taken_by is None:
        raise Refused(Code.NO_APPROVAL_ASKED, offer_id=found.id)
    if not command.is_approved:
        no = replace(found, status=OfferStatus.ENDED, closed_at=decided_at(act), why_ended=command.why or "not-approved")
        return Outcome((row(Kind.OFFER, no),))
    gives, returns = _checked(found, found.returns, found.taken_by, facts, act)
    if act.received_at is None:
        return Outcome(())
    return Outcome(_swapped(found, gives, returns, facts, act))


def take(command: TakeShift, facts: Facts, act: Act) -> Outcome:
    """Take a shift that nobody has. On the phone nothing moves until the server has said so."""
    shift = not_begun(seen_shift(command.shift, facts))
    if shift.officer_id is not None or not shift.binds or decided_at(act) >= shift.ends_at:
        raise Refused(Code.SHIFT_NOT_OPEN, shift_id=shift.id)
    require_fit(act.officer_id, facts, (shift,))
    if act.received_at is None:
        return Outcome(())
    return Outcome((row(Kind.SHIFT, handed(shift, act.officer_id, ChangeKind.TAKEN, act)),))


def _closed(found: Offer) -> Refused:
    return Refused(Code.OFFER_CLOSED, offer_id=found.id, **({"why": found.why_ended} if found.why_ended else {}))


def _known(offer_id: str, facts: Facts) -> Offer:
    found = facts.record(Offer, offer_id)
    if found is None:
        raise Refused(Code.OFFER_UNKNOWN, offer_id=offer_id)
    return found
