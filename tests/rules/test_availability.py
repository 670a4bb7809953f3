"""Being away: nobody asks why, leave keeps shifts away, and illness opens them without anybody's consent."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from people import KARIN, NADIA, at
from roster_people import LOTTE, MILAN, PETRA, A, E, L, V, World, concept, day, shift

from field_app.rules.refusals import Code
from field_app.rules.roster_commands import (
    AssignShift,
    AvailabilityKind,
    ReportSick,
    SayAvailability,
    TakeShift,
    WithdrawAvailability,
)
from field_app.rules.roster_records import Availability, ChangeKind, OfferStatus
from field_app.rules.vocabulary import ShiftStatus

MONDAY, TUESDAY = at("00:00", day(0)), at("00:00", day(1))
AWAY = SayAvailability(AvailabilityKind.AWAY, MONDAY, TUESDAY)


def said(world: World) -> Availability:
    (found,) = world.all(Availability)
    assert isinstance(found, Availability)
    return found


@pytest.mark.parametrize("kind", AvailabilityKind)
def test_what_somebody_says_bears_the_id_of_the_command_and_no_reason(kind: AvailabilityKind) -> None:
    world = World()
    row_id = world.say(SayAvailability(kind, MONDAY, TUESDAY), LOTTE)
    assert said(world) == Availability(row_id, LOTTE.id, kind, MONDAY, TUESDAY, LOTTE.id)
    assert said(world).is_away == (kind is AvailabilityKind.AWAY)


@pytest.mark.parametrize("ends_at", [MONDAY, MONDAY - timedelta(minutes=1)])
def test_a_period_ends_after_it_begins(ends_at: datetime) -> None:
    World().refused(Code.PERIOD_INVALID, SayAvailability(AvailabilityKind.AWAY, MONDAY, ends_at), LOTTE)
    World().refused(Code.PERIOD_INVALID, ReportSick(LOTTE.id, MONDAY, ends_at), LOTTE)


def test_only_who_said_it_and_whom_it_is_about_take_it_back() -> None:
    world = World()
    row_id = world.say(AWAY, LOTTE)
    for by in (MILAN, PETRA):
        world.refused(Code.AVAILABILITY_UNKNOWN, WithdrawAvailability(row_id), by)
    world.refused(Code.AVAILABILITY_UNKNOWN, WithdrawAvailability("gone"), LOTTE)
    world.say(WithdrawAvailability(row_id), LOTTE)
    assert (said(world).is_withdrawn, said(world).is_away) == (True, False)
    for by in (PETRA, LOTTE):
        other = World()
        row_id = other.say(ReportSick(LOTTE.id, MONDAY, TUESDAY), PETRA)
        other.say(WithdrawAvailability(row_id), by)


@pytest.mark.parametrize(
    ("begins_at", "ends_at", "is_free"),
    [
        (at("05:00", day(0)), at("05:01", day(0)), False),
        (at("12:59", day(0)), at("13:30", day(0)), False),
        (at("00:00", day(0)), at("05:00", day(0)), True),
        (at("13:00", day(0)), at("23:00", day(0)), True),
    ],
)
def test_leave_keeps_a_shift_away_to_the_minute(begins_at: datetime, ends_at: datetime, is_free: bool) -> None:
    world = World()
    world.say(SayAvailability(AvailabilityKind.AWAY, begins_at, ends_at), LOTTE)
    command = AssignShift(world.ref("nadia-0"), LOTTE.id)
    if is_free:
        world.say(command, PETRA)
    else:
        world.refused(Code.ON_LEAVE, command, PETRA)


def test_a_wish_or_what_was_taken_back_keeps_nothing_away() -> None:
    for kind in (AvailabilityKind.WISH_FREE, AvailabilityKind.WISH_WORK):
        world = World()
        world.say(SayAvailability(kind, MONDAY, TUESDAY), LOTTE)
        world.say(AssignShift(world.ref("nadia-0"), LOTTE.id), PETRA)
    world = World()
    world.say(WithdrawAvailability(world.say(AWAY, LOTTE)), LOTTE)
    world.say(AssignShift(world.ref("nadia-0"), LOTTE.id), PETRA)


def test_leave_takes_no_shift_away_that_somebody_has() -> None:
    world = World()
    world.say(AWAY, NADIA)
    assert world.shift("nadia-0").officer_id == NADIA.id


# ---- illness


def test_illness_opens_every_shift_of_the_period_and_nobody_need_agree() -> None:
    world = World()
    offer_id = world.offered("nadia-0", LOTTE)
    other = world.offered("nadia-2")
    world.say(ReportSick(NADIA.id, MONDAY, at("00:00", day(2))), NADIA, at("10:00"))
    for shift_id in ("nadia-0", "nadia-1"):
        opened = world.shift(shift_id)
        assert (opened.officer_id, opened.version, opened.status) == (None, 2, ShiftStatus.PUBLISHED)
        (change,) = opened.changes
        assert (change.kind, change.by, change.at, change.was, change.became) == (
            ChangeKind.OPENED, NADIA.id, at("10:00"), NADIA.id, None,
        )  # fmt: skip
        assert (change.asks, change.why) == ((), ""), "she said it herself; why is nobody's business"
    assert world.shift("nadia-2").officer_id == NADIA.id
    assert (world.offer(offer_id).status, world.offer(other).status) == (OfferStatus.ENDED, OfferStatus.OPEN)
    assert (said(world).officer_id, said(world).is_away) == (NADIA.id, True)


def test_no_row_says_that_somebody_is_ill() -> None:
    world = World()
    world.say(ReportSick(NADIA.id, MONDAY, TUESDAY), NADIA)
    assert "sick" not in repr(world.everything()).lower()


def test_what_illness_opened_can_be_taken_and_not_by_who_is_ill() -> None:
    world = World()
    world.say(ReportSick(NADIA.id, MONDAY, TUESDAY), NADIA)
    world.refused(Code.ON_LEAVE, TakeShift(world.ref("nadia-0")), NADIA)
    world.say(TakeShift(world.ref("nadia-0")), LOTTE)
    assert world.shift("nadia-0").officer_id == LOTTE.id


def test_getting_well_gives_nothing_back_by_itself() -> None:
    world = World()
    row_id = world.say(ReportSick(NADIA.id, MONDAY, TUESDAY), NADIA)
    world.say(WithdrawAvailability(row_id), NADIA)
    assert world.shift("nadia-0").officer_id is None
    world.say(TakeShift(world.ref("nadia-0")), NADIA)


def test_a_planner_reports_for_another_who_is_then_asked() -> None:
    for by in (PETRA, KARIN):
        world = World()
        world.say(ReportSick(NADIA.id, MONDAY, TUESDAY), by)
        assert world.shift("nadia-0").changes[0].asks == (NADIA.id,)
    World().refused(Code.NOT_A_PLANNER, ReportSick(NADIA.id, MONDAY, TUESDAY), LOTTE)
    World().refused(Code.OFFICER_UNKNOWN, ReportSick("gone", MONDAY, TUESDAY), PETRA)


@pytest.mark.parametrize("status", [ShiftStatus.STARTED, ShiftStatus.ENDED, ShiftStatus.CANCELLED])
def test_what_was_begun_or_cancelled_is_not_opened(status: ShiftStatus) -> None:
    world = World(shift(NADIA, 0, E, L, status=status))
    world.say(ReportSick(NADIA.id, MONDAY, TUESDAY), NADIA)
    assert (world.shift("nadia-0").officer_id, world.shift("nadia-0").version) == (NADIA.id, 1)


def test_concepts_open_too_and_the_edges_of_the_period_are_exact() -> None:
    world = World(concept(NADIA, 35, A), shift(NADIA, 5, E), shift(NADIA, 5, V, id="nadia-evening"))
    world.say(ReportSick(NADIA.id, at("09:00", day(5)), at("18:00", day(5))), NADIA)
    assert (world.shift("nadia-5").officer_id, world.shift("nadia-evening").officer_id) == (NADIA.id, NADIA.id)
    world.say(ReportSick(NADIA.id, at("16:59", day(35)), at("18:00", day(35))), NADIA)
    drafted = world.shift("concept-nadia-35")
    assert (drafted.officer_id, drafted.changes) == (None, ())
