"""What a shift says of its past: old and new, who and when, who still has to look, and halves that keep their cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from people import LINDE, NADIA, OLM, RUBEN, at
from roster_people import LOTTE, MILAN, PETRA, A, E, L, World, concept, day, shift

from field_app.rules.commands import StartShift
from field_app.rules.observations import Act
from field_app.rules.records import Stop
from field_app.rules.refusals import Code, Refused
from field_app.rules.roster_commands import AssignShift, MarkSeen, ShiftRef, SplitShift
from field_app.rules.roster_records import ChangeKind, OfferStatus, Seen
from field_app.rules.shift_changes import fits_together, handed, hours_of, in_order, wall
from field_app.rules.vocabulary import DEFAULT_HOURS, Moment, ShiftStatus, Slot

MINE = "nadia-0"


# ---- seen


def test_each_change_asks_until_each_has_said_seen() -> None:
    world = World()
    world.say(AssignShift(world.ref(MINE), LOTTE.id), PETRA)
    world.say(MarkSeen(world.ref(MINE)), NADIA, at("10:00"))
    (change,) = world.shift(MINE).changes
    assert (change.asks, change.seen) == ((LOTTE.id,), (Seen(NADIA.id, at("10:00")),))
    assert world.shift(MINE).version == 2, "to look changes nothing that was agreed on"
    world.say(MarkSeen(world.ref(MINE)), LOTTE, at("10:05"))
    (change,) = world.shift(MINE).changes
    assert (change.asks, [each.officer_id for each in change.seen]) == ((), [NADIA.id, LOTTE.id])
    for by in (NADIA, LOTTE, MILAN):
        world.refused(Code.NOTHING_TO_SEE, MarkSeen(world.ref(MINE)), by)


def test_seen_reaches_no_further_than_what_was_shown() -> None:
    world = World()
    world.say(AssignShift(world.ref(MINE), LOTTE.id), PETRA)
    shown = world.ref(MINE)
    world.say(AssignShift(shown, NADIA.id), PETRA)
    world.say(MarkSeen(shown), NADIA)
    assert [each.asks for each in world.shift(MINE).changes] == [(LOTTE.id,), (LOTTE.id, NADIA.id)]
    world.refused(Code.NOTHING_TO_SEE, MarkSeen(shown), NADIA)
    world.say(MarkSeen(world.ref(MINE)), NADIA)
    assert [each.asks for each in world.shift(MINE).changes] == [(LOTTE.id,), (LOTTE.id,)]


def test_what_does_not_exist_or_did_not_change_cannot_be_seen() -> None:
    world = World()
    world.refused(Code.SHIFT_UNKNOWN, MarkSeen(ShiftRef("gone", 1)), NADIA)
    world.refused(Code.NOTHING_TO_SEE, MarkSeen(world.ref(MINE)), NADIA)


def test_a_shift_on_the_road_can_still_be_seen_and_loses_nothing() -> None:
    world = World()
    world.say(AssignShift(world.ref(MINE), LOTTE.id), PETRA)
    world.say(StartShift(MINE, "auto 2"), LOTTE, at("05:00", day(0)))
    before = world.shift(MINE)
    world.say(MarkSeen(world.ref(MINE)), LOTTE)
    assert replace(world.shift(MINE), changes=()) == replace(before, changes=())


# ---- the past of a shift


def test_every_hand_over_is_kept_with_old_and_new_in_order() -> None:
    world = World()
    owners = [LOTTE.id, None, MILAN.id, NADIA.id]
    for number, owner_id in enumerate(owners):
        world.say(AssignShift(world.ref(MINE), owner_id), PETRA, at("10:00") + timedelta(minutes=number))
    changes = world.shift(MINE).changes
    assert [(each.was, each.became) for each in changes] == list(zip([NADIA.id, *owners[:-1]], owners, strict=True))
    assert [each.version for each in changes] == [2, 3, 4, 5]
    assert world.shift(MINE).version == 5


def test_a_row_keeps_the_latest_fifty_changes() -> None:
    made = shift(NADIA, 0, E)
    act = Act("a", PETRA.id, at("10:00"), {}, at("10:00"))
    for _ in range(60):
        made = handed(made, NADIA.id, ChangeKind.ASSIGNED, act, asks=(NADIA.id,))
    assert (made.version, len(made.changes), made.changes[-1].version) == (61, 50, 61)


def test_who_did_it_and_nobody_are_not_asked() -> None:
    act = Act("a", LOTTE.id, at("10:00"), {}, at("10:00"))
    moved = handed(shift(NADIA, 0, E), LOTTE.id, ChangeKind.SWAPPED, act, asks=(NADIA.id, LOTTE.id, None, NADIA.id))
    assert moved.changes[-1].asks == (NADIA.id,)


def test_a_change_counts_from_when_the_server_had_it() -> None:
    act = Act("a", LOTTE.id, at("06:00"), {}, at("10:00"))
    assert handed(shift(NADIA, 0, E), None, ChangeKind.ASSIGNED, act).changes[-1].at == at("10:00")
    assert handed(shift(NADIA, 0, E), None, ChangeKind.ASSIGNED, replace(act, received_at=None)).changes[-1].at == at("06:00")


# ---- halves


def test_a_split_makes_two_shifts_that_keep_their_own_cases() -> None:
    first, second = Slot(day(0), E), Slot(day(0), L)
    stops = (Stop(LINDE.id, first), Stop(LINDE.id, second), Stop(OLM.id, second))
    world = World(shift(NADIA, 0, E, L, stops=stops, position=1, is_pinned=True))
    offer_id = world.offered(MINE, LOTTE)
    half_id = world.say(SplitShift(world.ref(MINE)), NADIA, at("10:00"))
    one, other = world.shift(MINE), world.shift(half_id)
    assert (one.slots, other.slots) == ((first,), (second,))
    assert (one.begins_at, one.ends_at) == (at("05:00", day(0)), at("09:00", day(0)))
    assert (other.begins_at, other.ends_at) == (at("09:00", day(0)), at("13:00", day(0)))
    assert (one.stops, other.stops) == (stops[:1], stops[1:])
    assert (one.officer_id, other.officer_id, one.position, other.position) == (NADIA.id, NADIA.id, 1, 1)
    assert (one.version, other.version) == (2, 1)
    assert [each.kind for each in (*one.changes, *other.changes)] == [ChangeKind.SPLIT] * 2
    assert all(not each.asks for each in (*one.changes, *other.changes)), "one did it oneself"
    assert world.offer(offer_id).status is OfferStatus.ENDED


def test_only_ones_own_whole_shift_of_two_moments_can_be_split() -> None:
    world = World(concept(NADIA, 35, E, L))
    world.refused(Code.SHIFT_UNKNOWN, SplitShift(ShiftRef("gone", 1)), NADIA)
    world.refused(Code.NOT_YOUR_SHIFT, SplitShift(world.ref(MINE)), RUBEN)
    world.refused(Code.SHIFT_CHANGED, SplitShift(ShiftRef(MINE, 0)), NADIA)
    world.refused(Code.SHIFT_NOT_SPLITTABLE, SplitShift(world.ref("nadia-7")), NADIA)
    world.refused(Code.SHIFT_NOT_SPLITTABLE, SplitShift(world.ref("concept-nadia-35")), NADIA)
    three = shift(NADIA, 0, E, L)
    crowded = World(replace(three, slots=(*three.slots, Slot(day(0), A))))
    crowded.refused(Code.SHIFT_NOT_SPLITTABLE, SplitShift(crowded.ref(MINE)), NADIA)
    for status, code in ((ShiftStatus.STARTED, Code.SHIFT_ALREADY_STARTED), (ShiftStatus.ENDED, Code.SHIFT_ALREADY_ENDED)):
        begun = World(shift(NADIA, 0, E, L, status=status))
        begun.refused(code, SplitShift(begun.ref(MINE)), NADIA)


def test_halves_that_are_whole_again_are_split_no_further() -> None:
    world = World()
    half_id = world.say(SplitShift(world.ref(MINE)), NADIA)
    for each in (MINE, half_id):
        world.refused(Code.SHIFT_NOT_SPLITTABLE, SplitShift(world.ref(each)), NADIA)


# ---- hours


def test_hours_are_those_of_the_clock_on_the_wall_also_when_the_clock_changes() -> None:
    for on, hours in ((date(2026, 10, 25), 4), (date(2027, 3, 28), 4), (day(0), 4)):
        begins, ends = hours_of((Slot(on, E),), DEFAULT_HOURS)
        assert (begins.hour, ends.hour, ends - begins) == (5, 9, timedelta(hours=hours))
    before, after = (hours_of((Slot(on, E),), DEFAULT_HOURS)[0] for on in (date(2026, 10, 24), date(2026, 10, 25)))
    assert after - before == timedelta(hours=25), "true hours, not those on the wall"
    assert wall(date(2026, 10, 25), after.time()).utcoffset() == timedelta(hours=1)


def test_slots_make_a_shift_when_they_adjoin_on_one_day_and_are_two_at_most() -> None:
    order = list(Moment)
    pairs = [(one, other) for one in order for other in order]
    fitting = [each for each in pairs if fits_together(in_order([Slot(day(0), moment) for moment in each]))]
    assert {frozenset(each) for each in fitting} == {frozenset(order[at : at + 2]) for at in range(3)}
    assert not fits_together(())
    assert all(fits_together((Slot(day(0), each),)) for each in Moment)


def test_a_team_without_hours_for_a_moment_has_no_shift_in_it() -> None:
    with pytest.raises(Refused) as no:
        hours_of((Slot(day(0), E),), DEFAULT_HOURS[1:])
    assert no.value.code is Code.SHIFT_UNFIT
