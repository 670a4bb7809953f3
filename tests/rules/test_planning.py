"""The planner's rules: every no, what each change leaves behind, and that nothing unlawful is ever published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from people import KARIN, NADIA, RUBEN, at
from roster_people import DAAN, FATIMA, JORIS, LOTTE, MILAN, NOW, PETRA, SANNE, A, E, L, V, World, concept, day, shift

from field_app.rules import planning, rulebook
from field_app.rules.commands import Command
from field_app.rules.facts import Facts
from field_app.rules.observations import Act, Outcome
from field_app.rules.records import Officer, Shift
from field_app.rules.refusals import Code, Refused
from field_app.rules.roster_commands import (
    AcceptSwap,
    AddShift,
    AskProposal,
    AssignShift,
    AvailabilityKind,
    CancelShift,
    MarkSeen,
    PublishRoster,
    SayAvailability,
    ShiftRef,
    StopProposal,
)
from field_app.rules.roster_records import ChangeKind, Move, OfferStatus, Roster, RosterStatus
from field_app.rules.shift_changes import row
from field_app.rules.vocabulary import Kind, ShiftStatus, Slot

MINE = "nadia-0"
CONCEPT = Roster("roster-2", day(28), day(41), RosterStatus.CONCEPT, PETRA.id, at("08:00"))
#: Far enough ahead that nobody asks for a reason.
FAR = 35


def drafted(*shifts: Shift, **changes: Any) -> World:
    """A world with a concept roster of these shifts."""
    return World(replace(CONCEPT, **changes), *shifts)


def published(world: World) -> Roster:
    (found,) = [each for each in world.all(Roster) if each.id == CONCEPT.id]
    assert isinstance(found, Roster)
    return found


# ---- who plans

PLANS: tuple[Command, ...] = (
    AssignShift(ShiftRef(MINE, 1), LOTTE.id),
    AddShift((Slot(day(6), E),)),
    CancelShift(ShiftRef(MINE, 1), "te veel"),
    AskProposal(day(42), day(55)),
    StopProposal(CONCEPT.id),
    PublishRoster(CONCEPT.id, "haast"),
)


@pytest.mark.parametrize("command", PLANS, ids=lambda each: type(each).__name__)
def test_planner_and_team_lead_plan_and_nobody_else(command: Command) -> None:
    for by in (NADIA, LOTTE):
        assert drafted().refused(Code.NOT_A_PLANNER, command, by) == {"officer_id": by.id}
    for by in (PETRA, KARIN):
        drafted().say(command, by)


# ---- give a shift

ASSIGN_REFUSED: dict[str, tuple[Code, Callable[[World], AssignShift]]] = {
    "no such shift": (Code.SHIFT_UNKNOWN, lambda w: AssignShift(ShiftRef("gone", 1), LOTTE.id)),
    "an older version": (Code.SHIFT_CHANGED, lambda w: AssignShift(ShiftRef(MINE, 0), LOTTE.id)),
    "nobody of the team": (Code.OFFICER_UNKNOWN, lambda w: AssignShift(w.ref(MINE), "gone")),
    "who does not drive": (Code.OFFICER_UNKNOWN, lambda w: AssignShift(w.ref(MINE), KARIN.id)),
    "who drives then": (Code.SHIFT_UNFIT, lambda w: AssignShift(w.ref(MINE), JORIS.id)),
    "without rest": (Code.WORKING_TIME, lambda w: AssignShift(w.ref("joris-0"), FATIMA.id)),
}


@pytest.mark.parametrize("name", ASSIGN_REFUSED)
def test_a_shift_is_given_to_nobody_who_may_not_have_it(name: str) -> None:
    code, command = ASSIGN_REFUSED[name]
    world = World()
    world.refused(code, command(world), PETRA)


@pytest.mark.parametrize("status", [ShiftStatus.STARTED, ShiftStatus.ENDED, ShiftStatus.CANCELLED])
def test_what_was_begun_or_cancelled_stays_as_it_is(status: ShiftStatus) -> None:
    world = World(shift(NADIA, 0, E, L, status=status))
    for command in (AssignShift(world.ref(MINE), LOTTE.id), CancelShift(world.ref(MINE), "te veel")):
        with pytest.raises(Refused) as no:
            world.say(command, PETRA)
        how = "cancelled" if status is ShiftStatus.CANCELLED else f"already-{status.value.lower()}"
        assert no.value.code.value == f"shift-{how}"


def test_old_and_new_owner_are_both_asked_and_everything_is_written_down() -> None:
    world = World()
    world.say(AssignShift(world.ref(MINE), LOTTE.id, "Nadia heeft cursus"), PETRA, at("10:00"))
    given = world.shift(MINE)
    (change,) = given.changes
    assert (given.officer_id, given.version, given.is_pinned) == (LOTTE.id, 2, True)
    assert (change.kind, change.version, change.by, change.at) == (ChangeKind.ASSIGNED, 2, PETRA.id, at("10:00"))
    assert (change.was, change.became, change.why) == (NADIA.id, LOTTE.id, "Nadia heeft cursus")
    assert (change.asks, change.seen) == ((LOTTE.id, NADIA.id), ())


def test_a_shift_can_be_opened_and_is_not_pinned_then() -> None:
    world = World(shift(NADIA, 0, E, L, is_pinned=True))
    world.say(AssignShift(world.ref(MINE), None), PETRA)
    assert (world.shift(MINE).officer_id, world.shift(MINE).is_pinned) == (None, False)
    change = world.shift(MINE).changes[-1]
    assert (change.asks, change.kind) == ((NADIA.id,), ChangeKind.OPENED), "the same word as after a sick report"
    world.say(AssignShift(world.ref(MINE), MILAN.id, pins=False), PETRA)
    assert not world.shift(MINE).is_pinned


def test_offers_of_what_the_planner_moved_end() -> None:
    for command in (AssignShift(ShiftRef(MINE, 1), MILAN.id), CancelShift(ShiftRef(MINE, 1), "te veel")):
        world = World()
        offer_id = world.offered(MINE, LOTTE)
        world.say(command, PETRA)
        assert (world.offer(offer_id).status, world.offer(offer_id).why_ended) == (OfferStatus.ENDED, "shift-changed")


def test_planner_and_swap_meet_by_version_and_nobody_is_silently_moved() -> None:
    """Both were said without coverage about the same roster: the first in the server's order stands, the other hears it."""
    world = World()
    offer_id = world.offered(MINE, LOTTE)
    swap, edit = AcceptSwap(offer_id, None, world.ref(MINE)), AssignShift(world.ref(MINE), MILAN.id)
    first_swap = World(world.offer(offer_id))
    first_swap.say(swap, LOTTE)
    details = first_swap.refused(Code.SHIFT_ALREADY_TAKEN, edit, PETRA)
    assert (details["officer_id"], details["by"]) == (LOTTE.id, LOTTE.id)
    first_edit = World(world.offer(offer_id))
    first_edit.say(edit, PETRA)
    details = first_edit.refused(Code.SHIFT_CHANGED, swap, LOTTE)
    assert (details["officer_id"], details["by"]) == (MILAN.id, PETRA.id)
    for each, owner in ((first_swap, LOTTE), (first_edit, MILAN)):
        (change,) = each.shift(MINE).changes
        assert (change.was, change.became) == (NADIA.id, owner.id)
        assert NADIA.id in change.asks
        assert owner.id in change.asks or change.by == owner.id


# ---- add and cancel


def test_an_added_shift_bears_the_id_of_its_command_and_asks_its_driver() -> None:
    world = World()
    shift_id = world.say(AddShift((Slot(day(6), L), Slot(day(6), E)), LOTTE.id, why="braderie"), PETRA)
    added = world.shift(shift_id)
    assert (added.officer_id, added.version, added.status) == (LOTTE.id, 1, ShiftStatus.PUBLISHED)
    assert [each.moment for each in added.slots] == [E, L], "in the order of the day"
    assert (added.begins_at, added.ends_at) == (at("05:00", day(6)), at("13:00", day(6)))
    assert (added.changes[0].kind, added.changes[0].asks, added.changes[0].why) == (ChangeKind.ADDED, (LOTTE.id,), "braderie")
    opened = world.say(AddShift((Slot(day(6), E),)), PETRA)
    assert (world.shift(opened).officer_id, world.shift(opened).position) == (None, 1), "the next free car"


@pytest.mark.parametrize(
    "slots",
    [
        (),
        (Slot(day(6), E), Slot(day(6), A)),
        (Slot(day(6), E), Slot(day(6), L), Slot(day(6), A)),
        (Slot(day(6), E), Slot(day(7), L)),
        (Slot(day(6), E), Slot(day(6), E)),
    ],
)
def test_slots_that_make_no_shift_are_refused(slots: tuple[Slot, ...]) -> None:
    World().refused(Code.SHIFT_UNFIT, AddShift(slots), PETRA)


def test_a_shift_is_added_for_nobody_who_may_not_have_it() -> None:
    world = World()
    world.refused(Code.ROSTER_UNKNOWN, AddShift((Slot(day(6), E),), roster_id="gone"), PETRA)
    world.refused(Code.SHIFT_UNFIT, AddShift((Slot(day(0), E),), NADIA.id), PETRA)
    for nobody in ("gone", KARIN.id):
        world.refused(Code.OFFICER_UNKNOWN, AddShift((Slot(day(6), E),), nobody), PETRA)
    world.say(SayAvailability(AvailabilityKind.AWAY, at("00:00", day(6)), at("00:00", day(7))), LOTTE)
    world.refused(Code.ON_LEAVE, AddShift((Slot(day(6), E),), LOTTE.id), PETRA)
    world.refused(Code.WORKING_TIME, AddShift((Slot(day(0), V),), FATIMA.id), PETRA)


def test_what_is_added_to_a_concept_binds_nobody() -> None:
    world = drafted()
    shift_id = world.say(AddShift((Slot(day(FAR), E),), LOTTE.id, CONCEPT.id), PETRA)
    added = world.shift(shift_id)
    assert (added.status, added.version, added.changes) == (ShiftStatus.CONCEPT, 1, ())
    world.say(AssignShift(world.ref(shift_id), MILAN.id), PETRA)
    assert (world.shift(shift_id).officer_id, world.shift(shift_id).changes) == (MILAN.id, ())
    world.say(CancelShift(world.ref(shift_id), ""), PETRA)
    assert world.shift(shift_id).status is ShiftStatus.CANCELLED


def test_a_concept_is_judged_beside_its_own_roster_and_beside_no_other_concept() -> None:
    other = concept(LOTTE, FAR, E, roster_id="roster-3")
    own = concept(LOTTE, FAR, A)
    slots = (Slot(day(FAR), E),)
    drafted(other).say(AddShift(slots, LOTTE.id, CONCEPT.id), PETRA)
    drafted(own).refused(Code.SHIFT_UNFIT, AddShift(slots, LOTTE.id, CONCEPT.id), PETRA)
    drafted(own).say(AddShift(slots, LOTTE.id), PETRA)


def test_a_cancelled_shift_stays_readable_with_its_reason_and_asks_its_driver() -> None:
    world = World()
    for why in ("", "  "):
        world.refused(Code.REASON_MISSING, CancelShift(world.ref(MINE), why), PETRA)
    world.say(CancelShift(world.ref(MINE), "auto kapot"), PETRA)
    gone = world.shift(MINE)
    assert (gone.status, gone.officer_id, gone.version) == (ShiftStatus.CANCELLED, NADIA.id, 2)
    assert (gone.changes[-1].why, gone.changes[-1].asks) == ("auto kapot", (NADIA.id,))
    world.say(AddShift((Slot(day(0), E),), NADIA.id), PETRA)
    world.say(MarkSeen(world.ref(MINE)), NADIA)


# ---- ask for a proposal


def test_a_proposal_is_asked_for_a_period_that_can_be_made() -> None:
    for begins, ends, ok in ((0, 0, True), (0, 55, True), (0, 56, False), (1, 0, False)):
        world, command = World(), AskProposal(day(begins), day(ends))
        if not ok:
            assert world.refused(Code.PERIOD_INVALID, command, PETRA) == {"most_days": 56}
            continue
        roster_id = world.say(command, PETRA)
        (asked,) = [each for each in world.all(Roster) if each.id == roster_id]
        assert (asked.status, asked.made_by) == (RosterStatus.ASKED, PETRA.id)
        assert (asked.begins_on, asked.ends_on) == (day(begins), day(ends))


@pytest.mark.parametrize(("seconds", "kept"), [(-5, 1), (0, 1), (20, 20), (600, 600), (10_000, 600)])
def test_the_server_thinks_no_longer_than_ten_minutes(seconds: int, kept: int) -> None:
    world = World()
    roster_id = world.say(AskProposal(day(42), day(55), seconds), PETRA)
    assert next(each for each in world.all(Roster) if each.id == roster_id).seconds == kept


def test_enough_is_enough_and_an_unknown_roster_is_none() -> None:
    world = drafted(status=RosterStatus.PROPOSING)
    world.say(StopProposal(CONCEPT.id), PETRA)
    assert published(world).is_stopped
    for command in (StopProposal("gone"), PublishRoster("gone")):
        world.refused(Code.ROSTER_UNKNOWN, command, PETRA)


# ---- publish


def test_a_published_concept_binds_and_asks_everybody_in_it() -> None:
    world = drafted(concept(LOTTE, FAR, E), concept(MILAN, FAR, A), concept(None, FAR, V))
    world.say(PublishRoster(CONCEPT.id), PETRA, at("10:00"))
    roster = published(world)
    assert (roster.status, roster.published_by, roster.published_at) == (RosterStatus.PUBLISHED, PETRA.id, at("10:00"))
    for owner in (LOTTE, MILAN, None):
        bound = world.shift(f"concept-{owner.id if owner else 'open'}-{FAR}")
        assert (bound.status, bound.version, bound.rostered_id) == (ShiftStatus.PUBLISHED, 2, owner.id if owner else None)
        (change,) = bound.changes
        assert (change.kind, change.asks) == (ChangeKind.PUBLISHED, (owner.id,) if owner else ())
    world.refused(Code.ROSTER_NOT_CONCEPT, PublishRoster(CONCEPT.id), PETRA)


@pytest.mark.parametrize("status", [each for each in RosterStatus if each is not RosterStatus.CONCEPT])
def test_only_a_concept_is_published(status: RosterStatus) -> None:
    drafted(status=status).refused(Code.ROSTER_NOT_CONCEPT, PublishRoster(CONCEPT.id, "haast"), PETRA)


def test_short_notice_needs_a_reason() -> None:
    """28 days before the first shift (ATW 4:2)."""
    first = shift(LOTTE, 28, E).begins_at
    soon = drafted(concept(LOTTE, 28, E))
    for why in ("", "  "):
        details = soon.refused(Code.REASON_MISSING, PublishRoster(CONCEPT.id, why), PETRA, first - timedelta(days=20))
        assert details["field"] == "why"
    soon.say(PublishRoster(CONCEPT.id, "zieken"), PETRA, first - timedelta(days=20))
    assert published(soon).why == "zieken"
    assert soon.shift("concept-lotte-28").changes[0].why == "zieken"
    in_time = drafted(concept(LOTTE, 28, E))
    in_time.say(PublishRoster(CONCEPT.id), PETRA, first - timedelta(days=29))


UNLAWFUL: dict[str, tuple[str, tuple[Any, ...]]] = {
    "no rest within the concept": ("daily-rest", (concept(LOTTE, FAR, V), concept(LOTTE, FAR + 1, E))),
    "no rest after what binds": ("daily-rest", (shift(LOTTE, FAR, V), concept(LOTTE, FAR + 1, E))),
    "two cars at once": ("shift-unfit", (concept(LOTTE, FAR, E), concept(LOTTE, FAR, E, id="second"))),
    "three moments a day": ("shift-unfit", (concept(LOTTE, FAR, E, L), concept(LOTTE, FAR, A, id="second"))),
    "somebody who does not drive": ("officer-unknown", (concept(KARIN, FAR, E),)),
    "somebody who left": ("officer-unknown", (concept(replace(LOTTE, id="gone"), FAR, E),)),
}


def test_an_unlawful_concept_is_not_published_whatever_the_reason() -> None:
    for name, (rule, records) in UNLAWFUL.items():
        world = drafted(*records)
        details = world.refused(Code.ROSTER_BREAKS_RULES, PublishRoster(CONCEPT.id, "haast"), PETRA)
        assert details["rule"] == rule, name


def test_a_concept_in_somebodys_leave_is_not_published() -> None:
    world = drafted(concept(LOTTE, FAR, E))
    world.say(SayAvailability(AvailabilityKind.AWAY, at("00:00", day(FAR)), at("00:00", day(FAR + 1))), LOTTE)
    details = world.refused(Code.ROSTER_BREAKS_RULES, PublishRoster(CONCEPT.id, "haast"), PETRA)
    assert (details["rule"], details["officer_id"]) == ("on-leave", LOTTE.id)


# ---- a repair


def repair(*moves: Move) -> World:
    return drafted(moves=moves, repairs="roster-1")


def test_a_repair_moves_what_it_says_and_asks_everybody_who_is_moved() -> None:
    world = repair(Move(ShiftRef(MINE, 1), LOTTE.id), Move(ShiftRef("open-5", 1), MILAN.id))
    offer_id = world.offered(MINE, MILAN)
    world.say(PublishRoster(CONCEPT.id, "ziekte"), PETRA)
    assert (world.shift(MINE).officer_id, world.shift("open-5").officer_id) == (LOTTE.id, MILAN.id)
    assert world.shift(MINE).changes[-1].asks == (LOTTE.id, NADIA.id)
    assert world.shift(MINE).changes[-1].why == "ziekte"
    assert world.offer(offer_id).status is OfferStatus.ENDED


def test_moves_of_a_repair_may_lean_on_each_other() -> None:
    """Lotte takes Joris' shift because Milan takes hers of that moment."""
    world = repair(Move(ShiftRef("nadia-1", 1), LOTTE.id), Move(ShiftRef("lotte-1", 1), RUBEN.id))
    world.say(PublishRoster(CONCEPT.id, "ziekte"), PETRA)
    assert (world.shift("nadia-1").officer_id, world.shift("lotte-1").officer_id) == (LOTTE.id, RUBEN.id)
    alone = repair(Move(ShiftRef("nadia-1", 1), LOTTE.id))
    alone.refused(Code.ROSTER_BREAKS_RULES, PublishRoster(CONCEPT.id, "ziekte"), PETRA)


def test_a_repair_may_leave_a_shift_with_whom_it_is() -> None:
    world = repair(Move(ShiftRef(MINE, 1), NADIA.id))
    world.say(PublishRoster(CONCEPT.id, "ziekte"), PETRA)
    assert world.shift(MINE).officer_id == NADIA.id


def test_an_unlawful_repair_is_not_published() -> None:
    for move, rule in (
        (Move(ShiftRef(MINE, 1), JORIS.id), "shift-unfit"),
        (Move(ShiftRef(MINE, 1), KARIN.id), "officer-unknown"),
        (Move(ShiftRef("joris-0", 1), FATIMA.id), "daily-rest"),
    ):
        details = repair(move).refused(Code.ROSTER_BREAKS_RULES, PublishRoster(CONCEPT.id, "ziekte"), PETRA)
        assert details["rule"] == rule


def test_a_repair_of_what_moved_meanwhile_is_not_published() -> None:
    world = repair(Move(ShiftRef(MINE, 1), LOTTE.id))
    world.say(AssignShift(world.ref(MINE), MILAN.id), PETRA)
    world.refused(Code.SHIFT_CHANGED, PublishRoster(CONCEPT.id, "ziekte"), PETRA)


# ---- planted faults


def complaints(judge: Callable[[Command, Facts, Act], Outcome]) -> set[str]:
    """What goes wrong when an unlawful roster is published or a stale edit is made."""
    found = set()
    unlawful = replace(CONCEPT, moves=(Move(ShiftRef(MINE, 1), JORIS.id),))
    for name, records in (("concept", UNLAWFUL["two cars at once"][1]), ("repair", (unlawful,))):
        world = World(CONCEPT, *records, judge=judge)
        if _is_said(world, PublishRoster(CONCEPT.id, "haast"), PETRA):
            found.add(name)
    world = World(judge=judge)
    world.say(AssignShift(world.ref(MINE), MILAN.id), PETRA)
    if set(world.shift(MINE).changes[-1].asks) != {NADIA.id, MILAN.id}:
        found.add("silent")
    if _is_said(world, AssignShift(ShiftRef(MINE, 1), LOTTE.id), PETRA):
        found.add("stale")
    return found


def _is_said(world: World, command: Command, by: Officer) -> bool:
    try:
        world.say(command, by)
    except Refused:
        return False
    return True


def test_the_rules_of_the_planner_hold() -> None:
    assert complaints(rulebook.apply) == set()


def test_a_planner_that_forgets_a_rule_is_found_out() -> None:
    def careless(command: Command, facts: Facts, act: Act) -> Outcome:
        if isinstance(command, AssignShift):
            now = facts.shift(command.shift.shift_id)
            assert now is not None
            command = replace(command, shift=ShiftRef(now.id, now.version))
        if not isinstance(command, PublishRoster):
            return planning.assign(command, facts, act) if isinstance(command, AssignShift) else rulebook.apply(command, facts, act)
        roster = facts.record(Roster, command.roster_id)
        assert roster is not None
        return Outcome((row(Kind.ROSTER, replace(roster, status=RosterStatus.PUBLISHED)),))

    def silent(command: Command, facts: Facts, act: Act) -> Outcome:
        outcome = rulebook.apply(command, facts, act)
        shifts = [each for each in outcome.changes if each.kind is Kind.SHIFT]
        for each in shifts:
            each.body["changes"][-1].pop("asks", None)
        return outcome

    assert complaints(careless) == {"concept", "repair", "stale"}
    assert complaints(silent) == {"silent"}


def test_the_days_are_what_the_stories_say() -> None:
    assert (day(0), NOW.date(), SANNE.id, DAAN.id) == (date(2026, 11, 23), date(2026, 11, 19), "sanne", "daan")
