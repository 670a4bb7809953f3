"""A roster asked from the app: made by a process beside the server, written through the desk, heard by phones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

import pytest
from people import KARIN, NADIA, NADIAS_SHIFT, RUBEN, TEAM, at
from running import Office, put, until

from field_app.rules.facts import SHAPES
from field_app.rules.observations import Act
from field_app.rules.records import Officer, Shift
from field_app.rules.roster_commands import AvailabilityKind, PublishRoster
from field_app.rules.roster_records import Availability, Roster, RosterStatus
from field_app.rules.rulebook import apply
from field_app.rules.shift_changes import row
from field_app.rules.vocabulary import Kind, Role, ShiftStatus
from field_app.rules.wire import decode
from field_app.rules.working_time import Duty, breaches
from sync_server import intake
from sync_server.planner.letters import question, read_question
from sync_server.planner.orders import order_of

T = TypeVar("T")
FIRST = date(2027, 1, 4)
MORE = tuple(Officer(f"officer-{each}", f"Officer {each}", (Role.OFFICER,)) for each in range(4))


def asked(name: str = "january", days: int = 7, **more: Any) -> Roster:
    """That the team lead asked for a roster."""
    roster = Roster(name, FIRST, FIRST + timedelta(days=days - 1), RosterStatus.ASKED, KARIN.id, at("06:00"), seconds=3)
    return replace(roster, **more)


@pytest.fixture
def team(office: Office) -> Office:
    """Six officers."""
    put(office.folder, *MORE)
    return office


def all_of(office: Office, shape: type[T]) -> list[T]:
    kind = next(kind for kind, each in SHAPES.items() if each is shape)
    return [decode(shape, {**body, "id": row_id}) for (each, row_id), body in office.rows().items() if each == kind.value]


def roster(office: Office, name: str = "january") -> Roster:
    return next(each for each in all_of(office, Roster) if each.id == name)


def shifts(office: Office, name: str = "january") -> list[Shift]:
    return [each for each in all_of(office, Shift) if each.roster_id == name and each.status is not ShiftStatus.CANCELLED]


def is_done(office: Office, name: str = "january") -> Callable[[], bool]:
    return lambda: roster(office, name).status in (RosterStatus.CONCEPT, RosterStatus.FAILED)


def test_what_is_asked_becomes_a_legal_concept_that_phones_hear_of(team: Office) -> None:
    phone = team.phone(NADIA)
    put(team.folder, asked())
    until(is_done(team), "the roster is there", 60)
    made, concept = roster(team), shifts(team)
    assert made.status is RosterStatus.CONCEPT
    assert made.progress is not None
    assert not made.progress.is_running
    assert made.progress.below_minimum == 0
    assert {(each.status, each.version, each.rostered_id) for each in concept} == {(ShiftStatus.CONCEPT, 1, None)}
    assert breaches(Duty(each.officer_id or "", each.begins_at, each.ends_at) for each in concept) == ()
    places = [(slot, each.position) for each in concept for slot in each.slots]
    assert len(places) == len(set(places)), "each car has a place of its own in its slots"
    assert KARIN.id not in {each.officer_id for each in concept}, "the team lead does not drive"
    phone.round()
    assert {each.id for each in concept} <= {row_id for _, row_id in phone.bodies()}


def test_who_is_away_is_not_rostered(team: Office) -> None:
    away = Availability(
        "away", NADIA.id, AvailabilityKind.AWAY, at("00:00", FIRST), at("00:00", FIRST + timedelta(days=5)), NADIA.id
    )
    put(team.folder, away, asked())
    until(is_done(team), "the roster is there", 60)
    mine = [each for each in shifts(team) if each.officer_id == NADIA.id]
    assert not [each for each in mine if each.begins_at < away.ends_at]


def test_a_stop_ends_it_soon_and_keeps_the_best(team: Office) -> None:
    put(team.folder, asked(seconds=600, days=28))
    until(lambda: _cost(team) is not None, "a first roster", 60)
    team.at_desk(lambda store: intake.put_rows(store, TEAM.id, [row(Kind.ROSTER, replace(roster(team), is_stopped=True))]))
    until(is_done(team), "the roster is there", 60)
    assert roster(team).status is RosterStatus.CONCEPT
    assert shifts(team)


def _cost(office: Office) -> int | None:
    progress = roster(office).progress
    return progress.cost if progress else None


def test_a_roster_under_way_is_taken_up_again_after_a_restart(team: Office) -> None:
    put(team.folder, asked(seconds=600, days=28))
    until(lambda: roster(team).status is RosterStatus.PROPOSING, "it has begun", 60)
    team.restart()
    shorter = replace(roster(team), seconds=6, ends_on=FIRST + timedelta(days=4))  # found in time on a busy machine too
    team.at_desk(lambda store: intake.put_rows(store, TEAM.id, [row(Kind.ROSTER, shorter)]))
    team.restart()
    until(is_done(team), "the roster is there", 60)
    assert roster(team).status is RosterStatus.CONCEPT


def test_when_what_is_pinned_cannot_be_it_fails_and_says_who_and_why(team: Office) -> None:
    away = Availability(
        "away", NADIA.id, AvailabilityKind.AWAY, at("00:00", FIRST), at("00:00", FIRST + timedelta(days=5)), NADIA.id
    )
    pinned = replace(_shift("pinned", NADIA.id, FIRST), status=ShiftStatus.CONCEPT, roster_id="january", is_pinned=True)
    put(team.folder, away, pinned, asked())
    until(is_done(team), "it has been tried", 60)
    made = roster(team)
    assert made.status is RosterStatus.FAILED
    assert made.progress is not None
    assert {(each.rule, each.officers) for each in made.progress.collisions} == {("leave", (NADIA.id,)), ("pin", (NADIA.id,))}


def _shift(name: str, officer: str | None, on: date) -> Shift:
    slots = tuple(replace(each, on=on) for each in NADIAS_SHIFT.slots)
    return replace(
        NADIAS_SHIFT, id=name, officer_id=officer, slots=slots, stops=(), begins_at=at("05:00", on), ends_at=at("13:00", on)
    )


def test_a_repair_moves_whole_shifts_and_as_few_as_can_be(team: Office) -> None:
    owners = (None, RUBEN.id, MORE[0].id)
    stand = [replace(_shift(f"s{day}", owners[day], FIRST + timedelta(days=day)), roster_id="old") for day in range(3)]
    away = Availability(
        "away", NADIA.id, AvailabilityKind.AWAY, at("00:00", FIRST), at("00:00", FIRST + timedelta(days=5)), NADIA.id
    )
    old = replace(asked("old"), status=RosterStatus.PUBLISHED)
    put(team.folder, old, *stand, away, replace(asked("mended"), repairs="old"))
    until(is_done(team, "mended"), "the repair is there", 60)
    made = roster(team, "mended")
    assert made.status is RosterStatus.CONCEPT
    assert shifts(team, "mended") == []
    assert [(each.shift.shift_id, each.shift.version) for each in made.moves] == [("s0", 1)]
    assert made.moves[0].officer_id not in (None, NADIA.id, KARIN.id)
    act = Act("publish", KARIN.id, at("06:00"), {}, at("06:00"))
    outcome = team.at_desk(lambda store: apply(PublishRoster("mended", "illness"), store.facts(TEAM.id), act))
    assert [each.id for each in outcome.changes if each.kind is Kind.SHIFT] == ["s0"]


def test_a_concept_can_be_published_by_the_rules_that_judge_phones(team: Office) -> None:
    put(team.folder, asked())
    until(is_done(team), "the roster is there", 60)
    act = Act("publish", KARIN.id, at("06:00"), {}, at("06:00"))
    outcome = team.at_desk(lambda store: apply(PublishRoster("january", "first roster"), store.facts(TEAM.id), act))
    assert len([each for each in outcome.changes if each.kind is Kind.SHIFT]) == len(shifts(team))


def test_a_question_arrives_as_it_was_sent(team: Office) -> None:
    put(team.folder, asked(), *[_shift(f"s{each}", RUBEN.id, date(2026, 1, 1) + timedelta(days=each)) for each in range(300)])
    now = datetime.fromisoformat("2026-11-19T06:00+01:00")
    order = team.at_desk(lambda store: order_of(store, TEAM.id, "january", now))
    assert len(order.wanted.bound) > 200
    assert read_question(question(order.wanted, order.seconds)) == (order.wanted, order.seconds)


def test_a_newer_concept_of_the_same_days_takes_the_place_of_the_older_and_of_what_failed(team: Office) -> None:
    put(team.folder, asked("first"))
    until(is_done(team, "first"), "the first roster is there", 60)
    put(
        team.folder,
        asked("failed", status=RosterStatus.FAILED),
        asked("elsewhere", status=RosterStatus.FAILED, begins_on=date(2027, 3, 1), ends_on=date(2027, 3, 7)),
    )
    assert shifts(team, "first")
    put(team.folder, asked("second"))
    until(is_done(team, "second"), "the second roster is there", 60)
    assert roster(team, "second").status is RosterStatus.CONCEPT
    assert [roster(team, each).status for each in ("first", "failed")] == [RosterStatus.LAPSED] * 2
    assert roster(team, "elsewhere").status is RosterStatus.FAILED
    assert shifts(team, "first") == []


def test_a_roster_that_cannot_be_made_is_given_up_and_the_next_one_is_made(team: Office) -> None:
    broken = Shift(
        "broken", RUBEN.id, at("05:00", FIRST), at("09:00", FIRST), (), status=ShiftStatus.CONCEPT, is_pinned=True, roster_id="bad"
    )
    put(team.folder, broken, asked("bad", made_at=at("05:00")), asked())
    until(is_done(team, "bad"), "the bad roster was given up", 60)
    assert roster(team, "bad").status is RosterStatus.FAILED
    until(is_done(team), "the next roster is there", 60)
    assert roster(team).status is RosterStatus.CONCEPT
