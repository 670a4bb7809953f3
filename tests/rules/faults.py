"""Rules of a yes with something forgotten, so that the tests of swapping can show that they would notice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from field_app.rules import rulebook, swaps
from field_app.rules.commands import Command
from field_app.rules.facts import Facts
from field_app.rules.observations import Act, Outcome
from field_app.rules.records import Shift
from field_app.rules.refusals import Refused
from field_app.rules.roster_commands import AcceptSwap, ShiftRef
from field_app.rules.roster_records import Availability, Offer, OfferStatus
from field_app.rules.vocabulary import Kind

Judge = Callable[[Command, Facts, Act], Outcome]
Accept = Callable[[AcceptSwap, Facts, Act], Outcome]


class Altered:
    """Facts in which one offer reads differently, or the other shifts and the leave of somebody are not there."""

    def __init__(self, facts: Facts, offer: Offer | None = None, unseen: str | None = None) -> None:
        self._facts, self._offer, self._unseen = facts, offer, unseen

    def __getattr__(self, name: str) -> Any:
        return getattr(self._facts, name)

    def record(self, shape: Any, row_id: str) -> Any:
        return self._offer if self._offer and row_id == self._offer.id else self._facts.record(shape, row_id)

    def records(self, shape: Any) -> Any:
        """All but those of who is not seen."""
        found = self._facts.records(shape)
        return [each for each in found if each.officer_id != self._unseen] if shape in (Shift, Availability) else found


def with_accept(accept: Accept) -> Judge:
    """The rulebook with another rule for a yes."""
    return lambda command, facts, act: (
        accept(command, facts, act) if isinstance(command, AcceptSwap) else rulebook.apply(command, facts, act)
    )


def blind_to_versions(command: AcceptSwap, facts: Facts, act: Act) -> Outcome:
    """Takes both shifts as they are now for what was agreed on, whoever has them."""
    found = facts.record(Offer, command.offer_id)
    if found is None or (found.status is not OfferStatus.OPEN and found.status is not OfferStatus.ENDED):
        return swaps.accept(command, facts, act)
    gives = _now(found.gives, facts)
    returns = _now(command.returns, facts) if command.returns else None
    asks = (returns,) if returns else ()
    owner = facts.shift(gives.shift_id)
    offer = replace(
        found, gives=gives, asks=asks, status=OfferStatus.OPEN, officer_id=(owner and owner.officer_id) or found.officer_id
    )
    return swaps.accept(replace(command, gives=gives, returns=returns), Altered(facts, offer), act)


def _now(ref: ShiftRef, facts: Facts) -> ShiftRef:
    shift = facts.shift(ref.shift_id)
    return ShiftRef(ref.shift_id, shift.version if shift else ref.version)


def blind_to_the_owner(command: AcceptSwap, facts: Facts, act: Act) -> Outcome:
    """Judges only who says yes."""
    found = facts.record(Offer, command.offer_id)
    return swaps.accept(command, Altered(facts, unseen=found.officer_id if found else None), act)


def blind_to_the_taker(command: AcceptSwap, facts: Facts, act: Act) -> Outcome:
    """Judges only who made the offer."""
    return swaps.accept(command, Altered(facts, unseen=act.officer_id), act)


def without_ending(command: AcceptSwap, facts: Facts, act: Act) -> Outcome:
    """Forgets the other offers of a shift that moved."""
    outcome = swaps.accept(command, facts, act)
    return Outcome(tuple(each for each in outcome.changes if each.kind is not Kind.OFFER or each.id == command.offer_id))


def deaf_to_withdrawal(command: AcceptSwap, facts: Facts, act: Act) -> Outcome:
    """Takes an offer that was taken back, or that ran out, for an open one."""
    found = facts.record(Offer, command.offer_id)
    if found is None or found.status is not OfferStatus.WITHDRAWN:
        return swaps.accept(command, facts, act)
    return swaps.accept(command, Altered(facts, replace(found, status=OfferStatus.OPEN)), act)


def is_refused(say: Callable[[], Any]) -> bool:
    """Whether it is refused."""
    try:
        say()
    except Refused:
        return True
    return False
