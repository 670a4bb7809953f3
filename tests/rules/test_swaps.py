"""Swapping: who may say what, which yes is first, and that a shift moves only when both said so and the server did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from people import KARIN, LINDE, NADIA, RUBEN, at
from roster_people import (
    DAAN,
    FATIMA,
    JORIS,
    LOTTE,
    MILAN,
    NOW,
    PETRA,
    SANNE,
    A,
    E,
    L,
    V,
    World,
    concept,
    day,
    shift,
    team,
)

from field_app.rules import rulebook, swaps
from field_app.rules.commands import Command, StartShift
from field_app.rules.facts import Facts
from field_app.rules.observations import Act, Outcome
from field_app.rules.records import Officer, Stop
from field_app.rules.refusals import Code, Refused
from field_app.rules.roster_commands import (
    AcceptSwap,
    AddShift,
    ApproveSwap,
    AssignShift,
    AvailabilityKind,
    CancelShift,
    DeclineSwap,
    OfferSwap,
    ReportSick,
    SayAvailability,
    ShiftRef,
    SplitShift,
    TakeShift,
    WithdrawSwap,
)
from field_app.rules.roster_records import ChangeKind, Offer, OfferStatus
from field_app.rules.shift_changes import row
from field_app.rules.swaps import LAST_CALL
from field_app.rules.vocabulary import Kind, Role, ShiftStatus, Slot
from rules import faults

#: Nadia's Monday runs from 5 to 13; Lotte is free then and works on Friday, when Nadia is free.
MINE, THEIRS = "nadia-0", "lotte-4"
BEGINS = at("05:00", day(0))
MINUTE = timedelta(minutes=1)


def yes(offer_id: str, world: World, returns: str | None = None) -> AcceptSwap:
    """The words a phone says yes with."""
    return AcceptSwap(offer_id, world.ref(returns) if returns else None, world.offer(offer_id).gives)


def owners(world: World) -> dict[str, str | None]:
    return {each.id: each.officer_id for each in world.all(type(world.shift(MINE)))}


# ---- a gift and a swap


def test_a_gift_moves_when_the_colleague_says_yes_and_asks_the_giver_to_look() -> None:
    world = World()
    offer_id = world.offered(MINE, LOTTE)
    assert (world.offer(offer_id).status, world.shift(MINE).officer_id) == (OfferStatus.OPEN, NADIA.id)
    accepted = world.say(yes(offer_id, world), LOTTE, at("10:00"))
    offer, moved = world.offer(offer_id), world.shift(MINE)
    assert (offer.status, offer.taken_by, offer.acceptance_id, offer.closed_at) == (
        OfferStatus.CONFIRMED, LOTTE.id, accepted, at("10:00"),
    )  # fmt: skip
    assert (moved.officer_id, moved.version, moved.rostered_id) == (LOTTE.id, 2, NADIA.id)
    (change,) = moved.changes
    assert (change.kind, change.by, change.at, change.was, change.became) == (
        ChangeKind.SWAPPED, LOTTE.id, at("10:00"), NADIA.id, LOTTE.id,
    )  # fmt: skip
    assert change.asks == (NADIA.id,), "who said yes just now knows; the giver is asked"


def test_a_swap_moves_both_shifts_in_one_go() -> None:
    world = World()
    offer_id = world.offered(MINE, LOTTE, THEIRS)
    world.say(yes(offer_id, world, THEIRS), LOTTE)
    assert (world.shift(MINE).officer_id, world.shift(THEIRS).officer_id) == (LOTTE.id, NADIA.id)
    assert [world.shift(each).version for each in (MINE, THEIRS)] == [2, 2]
    assert [world.shift(each).changes[-1].asks for each in (MINE, THEIRS)] == [(NADIA.id,)] * 2


def test_the_cases_go_with_the_shift_and_not_with_the_person() -> None:
    stops = (Stop(LINDE.id, Slot(day(0), E)),)
    world = World(shift(NADIA, 0, E, L, stops=stops))
    world.say(yes(world.offered(MINE, LOTTE), world), LOTTE)
    assert world.shift(MINE).stops == stops


# ---- every no to an offer

OFFERS_REFUSED: dict[str, tuple[Code, Officer, Callable[[World], OfferSwap]]] = {
    "no such shift": (Code.SHIFT_UNKNOWN, NADIA, lambda w: OfferSwap(ShiftRef("gone", 1), at("12:00"))),
    "of a colleague": (Code.NOT_YOUR_SHIFT, RUBEN, lambda w: w.offering(MINE)),
    "older version": (Code.SHIFT_CHANGED, NADIA, lambda w: replace(w.offering(MINE), gives=ShiftRef(MINE, 0))),
    "version to come": (Code.SHIFT_CHANGED, NADIA, lambda w: replace(w.offering(MINE), gives=ShiftRef(MINE, 2))),
    "open shift": (Code.NOT_YOUR_SHIFT, NADIA, lambda w: w.offering("open-5")),
    "over already": (Code.TOO_LATE_TO_SWAP, NADIA, lambda w: w.offering(MINE, until=NOW)),
    "beyond last call": (Code.TOO_LATE_TO_SWAP, NADIA, lambda w: w.offering(MINE, until=BEGINS - LAST_CALL + MINUTE)),
    "to nobody": (Code.OFFER_NOT_FOR_YOU, NADIA, lambda w: replace(w.offering(MINE), to="gone")),
    "to oneself": (Code.OFFER_NOT_FOR_YOU, NADIA, lambda w: w.offering(MINE, NADIA)),
    "to who does not drive": (Code.OFFER_NOT_FOR_YOU, NADIA, lambda w: w.offering(MINE, KARIN)),
    "to who drives then": (Code.SHIFT_UNFIT, NADIA, lambda w: w.offering(MINE, JORIS)),
    "for an unknown shift": (Code.SHIFT_UNKNOWN, NADIA, lambda w: replace(w.offering(MINE), asks=(ShiftRef("gone", 1),))),
    "for an older version": (Code.SHIFT_CHANGED, NADIA, lambda w: replace(w.offering(MINE), asks=(ShiftRef(THEIRS, 0),))),
    "for an open shift": (Code.RETURN_NOT_ASKED, NADIA, lambda w: w.offering(MINE, None, "open-5")),
    "for one's own": (Code.RETURN_NOT_ASKED, NADIA, lambda w: w.offering(MINE, None, "nadia-1")),
    "for another's": (Code.RETURN_NOT_ASKED, NADIA, lambda w: w.offering(MINE, LOTTE, "daan-4")),
    "for one of two": (Code.RETURN_NOT_ASKED, NADIA, lambda w: w.offering(MINE, LOTTE, THEIRS, "daan-4")),
    "for what is no good to oneself": (Code.SHIFT_UNFIT, NADIA, lambda w: w.offering(MINE, DAAN, "daan-1")),
    "for what is no good to the other": (Code.SHIFT_UNFIT, NADIA, lambda w: w.offering(MINE, JORIS, "joris-7")),
}


@pytest.mark.parametrize("name", OFFERS_REFUSED)
def test_an_offer_that_nobody_could_rightly_accept_is_refused_and_changes_nothing(name: str) -> None:
    code, by, command = OFFERS_REFUSED[name]
    world = World()
    for on_phone in (True, False):
        world.refused(code, command(world), by, on_phone=on_phone)


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (ShiftStatus.STARTED, Code.SHIFT_ALREADY_STARTED),
        (ShiftStatus.ENDED, Code.SHIFT_ALREADY_ENDED),
        (ShiftStatus.CANCELLED, Code.SHIFT_CANCELLED),
        (ShiftStatus.CONCEPT, Code.SHIFT_UNKNOWN),
    ],
)
def test_only_a_published_shift_that_nobody_began_can_be_given_or_asked(status: ShiftStatus, code: Code) -> None:
    world = World(shift(NADIA, 0, E, L, status=status))
    world.refused(code, world.offering(MINE, LOTTE), NADIA)
    world.refused(code, world.offering(THEIRS, NADIA, MINE), LOTTE)


def test_an_offer_may_end_at_last_call_and_not_a_minute_later() -> None:
    world = World()
    world.say(world.offering(MINE, until=BEGINS - LAST_CALL), NADIA)


def test_an_offer_that_came_by_two_ways_is_one_offer_and_nobody_else_can_have_its_id() -> None:
    world = World()
    offer_id = world.offered(MINE, LOTTE)
    before = world.everything()
    assert world.say(world.offering("nadia-1"), NADIA, command_id=offer_id) == offer_id
    assert world.everything() == before
    world.refused(Code.NOT_YOUR_OFFER, world.offering("joris-0"), JORIS, command_id=offer_id)


# ---- every no to a yes


def test_the_first_valid_yes_wins_and_the_second_hears_who_was_first() -> None:
    world = World()
    offer_id = world.offered(MINE)
    world.say(yes(offer_id, world), LOTTE)
    details = world.refused(Code.SHIFT_ALREADY_TAKEN, yes(offer_id, world), MILAN)
    assert details == {"offer_id": offer_id, "shift_id": MINE, "officer_id": LOTTE.id}
    assert world.shift(MINE).officer_id == LOTTE.id


def test_a_yes_said_twice_is_the_same_yes() -> None:
    world = World()
    offer_id = world.offered(MINE)
    accepted = world.say(yes(offer_id, world), LOTTE)
    before = world.everything()
    world.say(yes(offer_id, world), LOTTE, command_id=accepted)
    world.say(yes(offer_id, world), LOTTE)
    assert world.everything() == before


def test_a_yes_holds_for_what_was_shown_and_nothing_else() -> None:
    """Somebody may show a colleague one offer and send the server another under the same id."""
    world = World()
    offer_id = world.offered(MINE, LOTTE)
    for seen in (ShiftRef("nadia-1", 1), ShiftRef(MINE, 2)):
        details = world.refused(Code.SHIFT_CHANGED, AcceptSwap(offer_id, None, seen), LOTTE)
        assert details["shift_id"] == MINE


YES_REFUSED: dict[str, tuple[Code, Officer, Officer | None, tuple[str, ...], str | None]] = {
    "one's own offer": (Code.OFFER_NOT_FOR_YOU, NADIA, None, (), None),
    "an offer to another": (Code.OFFER_NOT_FOR_YOU, MILAN, LOTTE, (), None),
    "nothing in return": (Code.RETURN_NOT_ASKED, LOTTE, LOTTE, (THEIRS,), None),
    "another in return": (Code.RETURN_NOT_ASKED, LOTTE, LOTTE, (THEIRS,), "lotte-3"),
    "something for a gift": (Code.RETURN_NOT_ASKED, LOTTE, LOTTE, (), THEIRS),
    "a colleague's in return": (Code.SHIFT_ALREADY_TAKEN, MILAN, None, (THEIRS,), THEIRS),
    "a shift at the same time": (Code.SHIFT_UNFIT, JORIS, None, (), None),
    "a team lead": (Code.OFFICER_UNKNOWN, KARIN, None, (), None),
    "a planner": (Code.OFFICER_UNKNOWN, PETRA, None, (), None),
}


@pytest.mark.parametrize("name", YES_REFUSED)
def test_a_yes_that_was_not_asked_for_is_refused_and_changes_nothing(name: str) -> None:
    code, by, to, asks, returns = YES_REFUSED[name]
    world = World()
    offer_id = world.offered(MINE, to, *asks)
    for on_phone in (True, False):
        world.refused(code, yes(offer_id, world, returns), by, on_phone=on_phone)


def test_an_unknown_offer_cannot_be_answered() -> None:
    world = World()
    for command in (AcceptSwap("gone"), DeclineSwap("gone"), WithdrawSwap("gone"), ApproveSwap("gone", is_approved=True)):
        assert world.refused(Code.OFFER_UNKNOWN, command, PETRA) == {"offer_id": "gone"}


def test_an_offer_ends_at_its_very_minute() -> None:
    until = at("17:00", day(-1))
    for said_at, ends in ((until - MINUTE, False), (until - timedelta(milliseconds=1), False), (until, True)):
        world = World()
        offer_id = world.offered(MINE, LOTTE, until=until)
        if ends:
            world.refused(Code.OFFER_EXPIRED, yes(offer_id, world), LOTTE, said_at)
        else:
            world.say(yes(offer_id, world), LOTTE, said_at)
            assert world.shift(MINE).officer_id == LOTTE.id


@pytest.mark.parametrize("gives", [MINE, THEIRS])
def test_nothing_is_swapped_in_the_last_two_hours_before_the_first_of_both(gives: str) -> None:
    """Asking for a shift that begins sooner does not stretch the time."""
    returns, by = (THEIRS, LOTTE) if gives == MINE else (MINE, NADIA)
    last = BEGINS - LAST_CALL
    for said_at, is_late in ((last - MINUTE, False), (last, gives == MINE), (last + MINUTE, True)):
        world = World()
        until = world.shift(gives).begins_at - LAST_CALL
        offer_id = world.offered(gives, None, returns, until=until)
        if is_late:
            code = Code.OFFER_EXPIRED if gives == MINE else Code.TOO_LATE_TO_SWAP
            world.refused(code, yes(offer_id, world, returns), by, said_at)
        else:
            world.say(yes(offer_id, world, returns), by, said_at)


def test_time_is_the_servers_whatever_the_phone_says() -> None:
    world = World()
    offer_id = world.offered(MINE, LOTTE)
    act = Act("late", LOTTE.id, NOW, {}, received_at=BEGINS)
    with pytest.raises(Refused) as no:
        swaps.accept(yes(offer_id, world), world.facts, act)
    assert no.value.code is Code.OFFER_EXPIRED
    early = replace(act, at=BEGINS, received_at=NOW)
    assert len(swaps.accept(yes(offer_id, world), world.facts, early).changes) == 2


# ---- stale versions


def _there_and_back(world: World) -> None:
    for owner_id in (MILAN.id, NADIA.id):
        world.say(AssignShift(world.ref(MINE), owner_id), PETRA)


MOVED: dict[str, tuple[Code, str | None, Callable[[World], Any]]] = {
    "taken by a colleague": (Code.SHIFT_ALREADY_TAKEN, MILAN.id, lambda w: w.say(yes(w.offered(MINE, MILAN), w), MILAN)),
    "given to a colleague": (Code.SHIFT_CHANGED, MILAN.id, lambda w: w.say(AssignShift(w.ref(MINE), MILAN.id), PETRA)),
    "given to the taker": (Code.SHIFT_CHANGED, LOTTE.id, lambda w: w.say(AssignShift(w.ref(MINE), LOTTE.id), PETRA)),
    "opened by the planner": (Code.SHIFT_CHANGED, None, lambda w: w.say(AssignShift(w.ref(MINE), None), PETRA)),
    "there and back": (Code.SHIFT_CHANGED, NADIA.id, _there_and_back),
    "opened by illness": (Code.SHIFT_CHANGED, None, lambda w: w.say(ReportSick(NADIA.id, BEGINS, BEGINS + MINUTE), NADIA)),
    "split": (Code.SHIFT_CHANGED, NADIA.id, lambda w: w.say(SplitShift(w.ref(MINE)), NADIA)),
    "cancelled": (Code.SHIFT_CANCELLED, None, lambda w: w.say(CancelShift(w.ref(MINE), "te veel"), PETRA)),
    "begun": (Code.SHIFT_ALREADY_STARTED, None, lambda w: w.say(StartShift(MINE), NADIA)),
}


@pytest.mark.parametrize("name", MOVED)
def test_a_shift_that_moved_on_is_no_longer_what_was_offered(name: str) -> None:
    code, who, move = MOVED[name]
    world = World()
    offer_id = world.offered(MINE, LOTTE)
    shown = yes(offer_id, world)
    move(world)
    details = world.refused(code, shown, LOTTE)
    assert details.get("officer_id") == who
    stale = replace(world.offering(MINE, LOTTE), gives=ShiftRef(MINE, 1))
    if code is not Code.SHIFT_ALREADY_STARTED:
        world.refused(code, stale, NADIA)


def test_the_last_who_changed_a_shift_is_named() -> None:
    world = World()
    shown = yes(world.offered(MINE, LOTTE), world)
    _there_and_back(world)
    world.say(AssignShift(world.ref(MINE), MILAN.id), KARIN)
    details = world.refused(Code.SHIFT_CHANGED, shown, LOTTE)
    assert (details["officer_id"], details["by"]) == (MILAN.id, KARIN.id)


def test_a_shift_that_the_office_gave_away_without_a_new_version_is_not_the_givers_any_more() -> None:
    world = World()
    offer_id = world.offered(MINE, LOTTE)
    world = World(world.offer(offer_id), replace(world.shift(MINE), officer_id=MILAN.id))
    details = world.refused(Code.SHIFT_ALREADY_TAKEN, yes(offer_id, world), LOTTE)
    assert details["officer_id"] == MILAN.id


def test_what_goes_back_must_still_be_what_was_asked() -> None:
    world = World()
    offer_id = world.offered(MINE, LOTTE, THEIRS)
    shown = yes(offer_id, world, THEIRS)
    world.say(AssignShift(world.ref(THEIRS), NADIA.id), PETRA)
    world.say(AssignShift(world.ref(THEIRS), LOTTE.id), PETRA)
    world.refused(Code.SHIFT_CHANGED, shown, LOTTE)
    world.refused(Code.RETURN_NOT_ASKED, yes(offer_id, world, THEIRS), LOTTE)


# ---- no, and never mind


def test_a_no_ends_an_offer_to_one_and_not_an_offer_to_all() -> None:
    world = World()
    to_one, to_all = world.offered(MINE, LOTTE), world.offered("nadia-7")
    for each in (to_one, to_all):
        world.say(DeclineSwap(each), LOTTE, at("10:00"))
        assert world.offer(each).declined_by == (LOTTE.id,)
        world.refused(Code.OFFER_NOT_FOR_YOU, yes(each, world), LOTTE)
    assert (world.offer(to_one).status, world.offer(to_one).closed_at) == (OfferStatus.DECLINED, at("10:00"))
    assert world.offer(to_all).status is OfferStatus.OPEN
    world.say(yes(to_all, world), DAAN)
    assert world.shift("nadia-7").officer_id == DAAN.id


@pytest.mark.parametrize("by", [NADIA, MILAN])
def test_only_who_was_asked_can_decline(by: Officer) -> None:
    world = World()
    offer_id = world.offered(MINE, LOTTE)
    world.refused(Code.OFFER_NOT_FOR_YOU, DeclineSwap(offer_id), by)


def test_what_is_over_cannot_be_declined() -> None:
    world = World()
    taken, back, over = world.offered(MINE), world.offered("nadia-1"), world.offered("nadia-2", until=at("12:00"))
    world.say(yes(taken, world), LOTTE)
    world.say(WithdrawSwap(back), NADIA)
    world.refused(Code.SHIFT_ALREADY_TAKEN, DeclineSwap(taken), MILAN)
    world.refused(Code.OFFER_WITHDRAWN, DeclineSwap(back), MILAN)
    world.refused(Code.OFFER_EXPIRED, DeclineSwap(over), MILAN, at("12:00"))


def test_withdrawing_and_accepting_race_and_the_order_decides() -> None:
    first = World()
    offer_id = first.offered(MINE, LOTTE)
    first.say(WithdrawSwap(offer_id), NADIA, at("10:00"))
    assert (first.offer(offer_id).status, first.offer(offer_id).closed_at) == (OfferStatus.WITHDRAWN, at("10:00"))
    assert first.refused(Code.OFFER_WITHDRAWN, yes(offer_id, first), LOTTE) == {"offer_id": offer_id, "officer_id": NADIA.id}
    second = World()
    offer_id = second.offered(MINE, LOTTE)
    second.say(yes(offer_id, second), LOTTE)
    details = second.refused(Code.SHIFT_ALREADY_TAKEN, WithdrawSwap(offer_id), NADIA)
    assert details["officer_id"] == LOTTE.id
    assert (first.shift(MINE).officer_id, second.shift(MINE).officer_id) == (NADIA.id, LOTTE.id)


def test_only_the_owner_of_an_offer_withdraws_it_and_only_once() -> None:
    world = World()
    offer_id = world.offered(MINE, LOTTE)
    world.refused(Code.NOT_YOUR_OFFER, WithdrawSwap(offer_id), LOTTE)
    world.say(WithdrawSwap(offer_id), NADIA)
    world.refused(Code.OFFER_CLOSED, WithdrawSwap(offer_id), NADIA)
    declined = world.offered(MINE, LOTTE)
    world.say(DeclineSwap(declined), LOTTE)
    assert world.refused(Code.OFFER_CLOSED, WithdrawSwap(declined), NADIA) == {"offer_id": declined}


# ---- two offers of one shift


@pytest.mark.parametrize("how", ["gift", "swap", "return"])
def test_the_second_offer_of_a_shift_ends_by_itself(how: str) -> None:
    world = World()
    second = world.offered(MINE, MILAN)
    if how == "return":
        first = world.offered(THEIRS, NADIA, MINE)
        world.say(yes(first, world, MINE), NADIA, at("10:00"))
    else:
        first = world.offered(MINE, LOTTE, *((THEIRS,) if how == "swap" else ()))
        world.say(yes(first, world, THEIRS if how == "swap" else None), LOTTE, at("10:00"))
    ended = world.offer(second)
    assert (ended.status, ended.why_ended, ended.closed_at) == (OfferStatus.ENDED, "shift-changed", at("10:00"))
    details = world.refused(Code.SHIFT_ALREADY_TAKEN, yes(second, world), MILAN)
    assert details["officer_id"] == LOTTE.id


def test_an_offer_of_another_shift_goes_on() -> None:
    world = World()
    other = world.offered("nadia-1")
    world.say(yes(world.offered(MINE, LOTTE), world), LOTTE)
    assert world.offer(other).status is OfferStatus.OPEN


# ---- lawful for both


def test_both_sides_are_judged_again_when_the_yes_comes() -> None:
    for who in (NADIA, LOTTE):
        world = World()
        offer_id = world.offered(MINE, LOTTE, THEIRS)
        gains = world.shift(THEIRS if who is NADIA else MINE)
        world.say(SayAvailability(AvailabilityKind.AWAY, gains.begins_at, gains.ends_at), who)
        details = world.refused(Code.ON_LEAVE, yes(offer_id, world, THEIRS), LOTTE)
        assert details["officer_id"] == who.id


def test_both_sides_keep_their_rest() -> None:
    """A shift that the planner added meanwhile leaves six hours between 23:00 and 05:00."""
    taker = World()
    offer_id = taker.offered(MINE, LOTTE)
    taker.say(AddShift((Slot(day(-1), V),), LOTTE.id), PETRA)
    details = taker.refused(Code.WORKING_TIME, yes(offer_id, taker), LOTTE)
    assert (details["officer_id"], details["rule"]) == (LOTTE.id, "daily-rest")
    owner = World()
    offer_id = owner.offered(MINE, DAAN, "daan-4")
    owner.say(AddShift((Slot(day(5), E),), NADIA.id), PETRA)
    details = owner.refused(Code.WORKING_TIME, yes(offer_id, owner, "daan-4"), DAAN)
    assert (details["officer_id"], details["rule"]) == (NADIA.id, "daily-rest")


def test_an_unlawful_offer_is_refused_before_anybody_is_asked() -> None:
    world = World()
    for command, by, who in (
        (world.offering("joris-0", FATIMA), JORIS, FATIMA),
        (world.offering("joris-0", FATIMA, "fatima-4"), JORIS, FATIMA),
        (world.offering("fatima-4", JORIS, "joris-0"), FATIMA, JORIS),
    ):
        details = world.refused(Code.WORKING_TIME, command, by)
        assert (details["officer_id"], details["rule"]) == (who.id, "daily-rest")
    open_to_all = world.offered("joris-0")
    world.refused(Code.WORKING_TIME, yes(open_to_all, world), FATIMA)
    world.refused(Code.WORKING_TIME, yes(open_to_all, world), FATIMA, on_phone=True)


def test_a_sunday_counts_over_a_whole_year() -> None:
    """Thirteen Sundays of 52 are free (ATW 5:6): whoever drove on 39 may not have the fortieth, however long ago they were."""
    sundays = [shift(LOTTE, 6 - 7 * back, L, id=f"sunday-{back}") for back in range(1, 52)]
    for worked, is_refused in ((38, False), (39, True)):
        world = World(shift(NADIA, 6, L), *sundays[-worked:])
        if is_refused:
            details = world.refused(Code.WORKING_TIME, world.offering("nadia-6", LOTTE), NADIA)
            assert (details["officer_id"], details["rule"]) == (LOTTE.id, "free-sundays")
        else:
            world.offered("nadia-6", LOTTE)


def test_a_case_in_which_somebody_has_a_conflict_stays_away_from_them() -> None:
    stops = (Stop(LINDE.id, Slot(day(0), E)),)
    world = World(replace(LINDE, conflicts=(LOTTE.id,)), shift(NADIA, 0, E, L, stops=stops))
    world.refused(Code.CASE_CONFLICT, world.offering(MINE, LOTTE), NADIA)
    world.refused(Code.CASE_CONFLICT, yes(world.offered(MINE), world), LOTTE)
    world.say(yes(world.offered(MINE), world), MILAN)


# ---- a team that asks for approval


def agreed(world: World) -> str:
    offer_id = world.offered(MINE, LOTTE, THEIRS)
    world.say(yes(offer_id, world, THEIRS), LOTTE)
    assert world.offer(offer_id).status is OfferStatus.AGREED
    assert (world.shift(MINE).officer_id, world.shift(THEIRS).officer_id) == (NADIA.id, LOTTE.id)
    return offer_id


def test_with_approval_the_yes_waits_for_the_team_lead() -> None:
    world = World(team(swaps_need_approval=True))
    offer_id = agreed(world)
    details = world.refused(Code.SHIFT_ALREADY_TAKEN, DeclineSwap(offer_id), LOTTE)
    assert details["officer_id"] == LOTTE.id
    world.say(ApproveSwap(offer_id, is_approved=True), KARIN, at("11:00"))
    assert (world.shift(MINE).officer_id, world.shift(THEIRS).officer_id) == (LOTTE.id, NADIA.id)
    assert world.shift(MINE).changes[-1].asks == (LOTTE.id, NADIA.id)
    assert world.offer(offer_id).status is OfferStatus.CONFIRMED
    world.refused(Code.NO_APPROVAL_ASKED, ApproveSwap(offer_id, is_approved=True), KARIN)


def test_who_does_not_plan_approves_nothing_and_an_open_offer_needs_none() -> None:
    world = World(team(swaps_need_approval=True))
    offer_id = agreed(world)
    for by in (NADIA, LOTTE, MILAN):
        world.refused(Code.NOT_A_PLANNER, ApproveSwap(offer_id, is_approved=True), by)
    world.refused(Code.NO_APPROVAL_ASKED, ApproveSwap(world.offered("nadia-1"), is_approved=True), PETRA)


def test_a_no_of_the_team_lead_ends_it_and_says_why() -> None:
    for why, kept in (("te veel avonden", "te veel avonden"), ("", "not-approved")):
        world = World(team(swaps_need_approval=True))
        offer_id = agreed(world)
        world.say(ApproveSwap(offer_id, is_approved=False, why=why), KARIN)
        assert (world.offer(offer_id).status, world.offer(offer_id).why_ended) == (OfferStatus.ENDED, kept)
        assert world.shift(MINE).officer_id == NADIA.id
        details = world.refused(Code.OFFER_CLOSED, DeclineSwap(offer_id), LOTTE)
        assert details == {"offer_id": offer_id, "why": kept}, "nobody has taken it"


def test_nobody_approves_a_swap_of_ones_own() -> None:
    drives_and_leads = (Role.OFFICER, Role.TEAM_LEAD)
    world = World(team(swaps_need_approval=True), replace(LOTTE, roles=drives_and_leads), replace(NADIA, roles=drives_and_leads))
    offer_id = agreed(world)
    for party in (LOTTE, NADIA):
        world.refused(Code.NOT_A_PLANNER, ApproveSwap(offer_id, is_approved=True), party)
    world.say(ApproveSwap(offer_id, is_approved=True), KARIN, at("11:00"))


def test_what_was_agreed_can_be_withdrawn_until_it_is_approved() -> None:
    world = World(team(swaps_need_approval=True))
    offer_id = agreed(world)
    world.say(WithdrawSwap(offer_id), NADIA)
    world.refused(Code.NO_APPROVAL_ASKED, ApproveSwap(offer_id, is_approved=True), KARIN)


def test_what_was_agreed_is_judged_again_when_it_is_approved() -> None:
    world = World(team(swaps_need_approval=True))
    offer_id = agreed(world)
    gains = world.shift(MINE)
    world.say(SayAvailability(AvailabilityKind.AWAY, gains.begins_at, gains.ends_at), LOTTE)
    world.refused(Code.ON_LEAVE, ApproveSwap(offer_id, is_approved=True), KARIN)
    late = World(team(swaps_need_approval=True))
    offer_id = agreed(late)
    late.refused(Code.TOO_LATE_TO_SWAP, ApproveSwap(offer_id, is_approved=True), KARIN, BEGINS - LAST_CALL + MINUTE)


@pytest.mark.parametrize("moved", [MINE, THEIRS])
def test_an_agreement_ends_when_either_shift_moves_before_the_approval(moved: str) -> None:
    world = World(team(swaps_need_approval=True))
    offer_id = agreed(world)
    world.say(AssignShift(world.ref(moved), None), PETRA)
    assert (world.offer(offer_id).status, world.offer(offer_id).why_ended) == (OfferStatus.ENDED, "shift-changed")
    world.refused(Code.NO_APPROVAL_ASKED, ApproveSwap(offer_id, is_approved=True), KARIN)


# ---- an open shift


def test_an_open_shift_goes_to_the_first_who_takes_it() -> None:
    world = World()
    shown = TakeShift(world.ref("open-5"))
    world.say(shown, LOTTE, at("10:00"))
    taken = world.shift("open-5")
    assert (taken.officer_id, taken.version) == (LOTTE.id, 2)
    (change,) = taken.changes
    assert (change.kind, change.by, change.was, change.became, change.asks) == (ChangeKind.TAKEN, LOTTE.id, None, LOTTE.id, ())
    details = world.refused(Code.SHIFT_ALREADY_TAKEN, shown, MILAN)
    assert details["officer_id"] == LOTTE.id


def test_what_is_not_open_or_does_not_fit_cannot_be_taken() -> None:
    away = World()
    open_shift = away.shift("open-5")
    away.say(SayAvailability(AvailabilityKind.AWAY, open_shift.begins_at, open_shift.ends_at), LOTTE)
    away.refused(Code.ON_LEAVE, TakeShift(away.ref("open-5")), LOTTE)
    away.refused(Code.SHIFT_NOT_OPEN, TakeShift(away.ref(MINE)), LOTTE)
    away.refused(Code.SHIFT_UNKNOWN, TakeShift(ShiftRef("gone", 1)), LOTTE)
    away.refused(Code.SHIFT_CHANGED, TakeShift(ShiftRef("open-5", 0)), LOTTE)
    away.refused(Code.SHIFT_NOT_OPEN, TakeShift(away.ref("open-5")), MILAN, open_shift.ends_at)
    for by in (KARIN, PETRA):
        away.refused(Code.OFFICER_UNKNOWN, TakeShift(away.ref("open-5")), by)
    drafted = World(concept(None, 14, E))
    drafted.refused(Code.SHIFT_NOT_OPEN, TakeShift(drafted.ref("concept-open-14")), LOTTE)
    busy = World(shift(None, 0, E, id="open-0"))
    busy.refused(Code.SHIFT_UNFIT, TakeShift(busy.ref("open-0")), NADIA)


# ---- on a phone nothing moves


def moves_on_phone(judge: Callable[[Command, Facts, Act], Outcome]) -> list[str]:
    """The shifts that change by what a phone alone was told."""
    world = World(judge=judge)
    to_all, to_one = world.offered(MINE), world.offered("ruben-0", LOTTE, THEIRS)
    before = owners(world)
    world.say(yes(to_all, world), MILAN, on_phone=True)
    world.say(yes(to_one, world, THEIRS), LOTTE, on_phone=True)
    world.say(TakeShift(world.ref("open-5")), LOTTE, on_phone=True)
    assert [world.offer(each).status for each in (to_all, to_one)] == [OfferStatus.ACCEPTED] * 2
    assert world.offer(to_one).taken_by == LOTTE.id
    return [each for each, owner in owners(world).items() if owner != before[each]]


def test_a_phone_never_moves_a_shift_by_a_yes() -> None:
    assert moves_on_phone(rulebook.apply) == []


def test_a_phone_that_moves_a_shift_at_once_is_found_out() -> None:
    def hasty(command: Command, facts: Facts, act: Act) -> Outcome:
        outcome = rulebook.apply(command, facts, replace(act, received_at=act.at))
        accepted = [each for each in outcome.changes if each.kind is Kind.OFFER and each.body["status"] == "CONFIRMED"]
        marked = [
            row(Kind.OFFER, replace(_offer(facts, each.id), status=OfferStatus.ACCEPTED, taken_by=act.officer_id))
            for each in accepted
        ]
        return Outcome((*(each for each in outcome.changes if each not in accepted), *marked))

    assert "open-5" in moves_on_phone(hasty)


def _offer(facts: Facts, offer_id: str) -> Offer:
    found = facts.record(Offer, offer_id)
    assert found is not None
    return found


def test_on_a_phone_a_yes_of_a_colleague_stands_until_the_server_speaks() -> None:
    world = World()
    offer_id = world.offered(MINE)
    world.say(yes(offer_id, world), LOTTE, on_phone=True)
    details = world.refused(Code.SHIFT_ALREADY_TAKEN, yes(offer_id, world), MILAN, on_phone=True)
    assert details["officer_id"] == LOTTE.id
    world.refused(Code.SHIFT_ALREADY_TAKEN, WithdrawSwap(offer_id), NADIA, on_phone=True)


# ---- half a shift


def test_half_a_shift_can_be_offered_after_a_split() -> None:
    world = World()
    second = world.say(SplitShift(world.ref(MINE)), NADIA)
    offer_id = world.offered(second, LOTTE)
    world.say(yes(offer_id, world), LOTTE)
    assert (world.shift(MINE).officer_id, world.shift(second).officer_id) == (NADIA.id, LOTTE.id)
    assert [each.moment for each in world.shift(second).slots] == [L]


# ---- planted faults


def _complaints(judge: Callable[[Command, Facts, Act], Outcome]) -> set[str]:
    """What goes wrong in the four stories that every rule of a yes must hold in."""
    found = set()
    stale = World(judge=judge)
    offer_id = stale.offered(MINE, LOTTE)
    shown = yes(offer_id, stale)
    stale.rows.keep(row(Kind.SHIFT, replace(stale.shift(MINE), version=5)))
    stale = World(stale.shift(MINE), stale.offer(offer_id), judge=judge)
    if not faults.is_refused(partial(stale.say, shown, LOTTE)):
        found.add("stale version")
    for who in (NADIA, LOTTE):
        rest = World(judge=judge)
        offer_id = rest.offered(MINE, LOTTE, THEIRS)
        gains = rest.shift(THEIRS if who is NADIA else MINE)
        rest.say(SayAvailability(AvailabilityKind.AWAY, gains.begins_at, gains.ends_at), who)
        if not faults.is_refused(partial(rest.say, yes(offer_id, rest, THEIRS), LOTTE)):
            found.add(f"side of {who.id}")
    twice = World(judge=judge)
    first, second = twice.offered(MINE, LOTTE), twice.offered(MINE, MILAN)
    twice.say(yes(first, twice), LOTTE)
    if twice.offer(second).status is not OfferStatus.ENDED:
        found.add("second offer")
    return found


def test_the_rules_of_a_yes_hold_in_every_story() -> None:
    assert _complaints(rulebook.apply) == set()


@pytest.mark.parametrize(
    ("complaint", "accept"),
    [
        ("stale version", faults.blind_to_versions),
        ("side of nadia", faults.blind_to_the_owner),
        ("side of lotte", faults.blind_to_the_taker),
        ("second offer", faults.without_ending),
    ],
)
def test_a_rule_that_forgets_one_of_them_is_found_out(complaint: str, accept: Any) -> None:
    assert complaint in _complaints(faults.with_accept(accept))


def test_no_world_in_these_stories_stands_still() -> None:
    """The names that the stories lean on are what they say."""
    world = World()
    assert [each.moment for each in world.shift(MINE).slots] == [E, L]
    assert [each.moment for each in world.shift("joris-0").slots] == [A, V]
    assert world.shift("open-5").officer_id is None
    assert isinstance(BEGINS, datetime) and world.shift(MINE).begins_at == BEGINS
    assert SANNE.may_drive and not KARIN.may_drive
