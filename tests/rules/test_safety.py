"""Alone in the car: one timer each, alarms that nothing refuses, and nobody left with a false alarm."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import KARIN, NADIA, NADIAS_SHIFT, RUBEN, WORLD, KeptRows, at, done, judged, rows_of

from field_app.rules.commands import Command, EndShift, StartShift
from field_app.rules.observations import Outcome
from field_app.rules.position import MICRO, Position, checked, metres_between
from field_app.rules.records import Officer
from field_app.rules.refusals import Code, Malformed, Refused
from field_app.rules.row_facts import RowFacts
from field_app.rules.safety import AllWell, may_hold_position, may_share_position, open_alarms, running_timers
from field_app.rules.safety_commands import (
    AnswerAlarm,
    EndAlarm,
    ExtendTimer,
    IncidentKind,
    RaiseAlarm,
    RecordIncident,
    StartTimer,
    StopTimer,
)
from field_app.rules.safety_records import Alarm, AlarmKind, Incident, Timer
from field_app.rules.shift_changes import row
from field_app.rules.vocabulary import Kind, ShiftStatus
from rules.examples import QUICK

OUT = StartTimer(at("06:30"), NADIAS_SHIFT.id)
LATE = Alarm("late", NADIA.id, AlarmKind.OVERDUE, at("06:35"), NADIAS_SHIFT.id, "timer-1")


def world(*more: Any) -> KeptRows:
    return rows_of(*WORLD, replace(NADIAS_SHIFT, status=ShiftStatus.STARTED), *more)


def out(*more: Any) -> KeptRows:
    """Nadia said at 06:00 that she would be back at 06:30."""
    rows = world(*more)
    done(rows, OUT, command_id="timer-1", at=at("06:00"))
    return rows


def facts(rows: KeptRows) -> RowFacts:
    return RowFacts(rows)


def timers(rows: KeptRows) -> list[Timer]:
    return running_timers(facts(rows), NADIA.id)


def alarm(rows: KeptRows, alarm_id: str = "alarm-1") -> Alarm:
    found = facts(rows).record(Alarm, alarm_id)
    assert found is not None
    return found


def refusal(command: Command, rows: KeptRows, by: Officer = NADIA, **changes: Any) -> Code:
    with pytest.raises(Refused) as no:
        judged(command, rows, by, **changes)
    return no.value.code


# ---- timers


def test_a_timer_says_until_when_and_bears_the_id_of_its_command() -> None:
    rows = out()
    assert timers(rows) == [Timer("timer-1", NADIA.id, at("06:30"), at("06:00"), NADIAS_SHIFT.id)]


def test_a_new_timer_takes_the_place_of_the_old_and_touches_nobody_elses() -> None:
    rows = out()
    done(rows, OUT, RUBEN, command_id="his", at=at("06:01"))
    done(rows, StartTimer(at("07:00")), command_id="timer-2", at=at("06:10"))
    assert [each.id for each in timers(rows)] == ["timer-2"]
    old = facts(rows).record(Timer, "timer-1")
    assert old is not None and old.stopped_at == at("06:10")
    assert [each.id for each in running_timers(facts(rows), RUBEN.id)] == ["his"]


def test_a_timer_can_be_made_longer_and_stopped_by_its_own_officer_only() -> None:
    rows = out()
    done(rows, ExtendTimer("timer-1", at("06:40")), at=at("06:29"))
    assert timers(rows)[0].until == at("06:40")
    for command in (ExtendTimer("timer-1", at("06:50")), StopTimer("timer-1")):
        assert refusal(command, rows, RUBEN) is Code.TIMER_UNKNOWN
        assert refusal(replace(command, timer_id="none"), rows) is Code.TIMER_UNKNOWN
    done(rows, StopTimer("timer-1"), at=at("06:39"))
    assert timers(rows) == []


def test_a_timer_that_was_stopped_cannot_run_on_and_stopping_it_again_is_no_trouble() -> None:
    rows = out()
    done(rows, StopTimer("timer-1"), at=at("06:20"))
    assert refusal(ExtendTimer("timer-1", at("06:50")), rows, at=at("06:25")) is Code.TIMER_STOPPED
    assert judged(StopTimer("timer-1"), rows, at=at("06:25")) == Outcome(())


@pytest.mark.parametrize("until", [at("06:00"), at("05:59")])
def test_a_timer_ends_later_than_now(until: datetime) -> None:
    assert refusal(StartTimer(until), world(), at=at("06:00")) is Code.PERIOD_INVALID
    assert refusal(ExtendTimer("timer-1", until), out(), at=at("06:00")) is Code.PERIOD_INVALID


ALL_WELL: dict[AllWell, Command] = {
    AllWell.STOPPED: StopTimer("timer-1"),
    AllWell.EXTENDED: ExtendTimer("timer-1", at("06:45")),
    AllWell.REPLACED: StartTimer(at("07:00")),
    AllWell.SHIFT_ENDED: EndShift(NADIAS_SHIFT.id),
}


@pytest.mark.parametrize("why", AllWell)
def test_whoever_is_heard_of_leaves_nobody_with_a_false_alarm(why: AllWell) -> None:
    rows = out(LATE, replace(LATE, id="other", timer_id="his", officer_id=RUBEN.id))
    done(rows, ALL_WELL[why], at=at("06:29"), command_id="later")
    over = alarm(rows, "late")
    assert (over.ended_at, over.ended_by, over.what) == (at("06:29"), NADIA.id, why)
    assert alarm(rows, "other").is_open


def test_a_stop_that_comes_after_the_timer_was_stopped_still_ends_its_alarm() -> None:
    rows = out()
    done(rows, StopTimer("timer-1"), at=at("06:20"))
    rows.keep(row(Kind.ALARM, LATE))
    done(rows, StopTimer("timer-1"), at=at("06:21"))
    assert not alarm(rows, "late").is_open


def test_a_panic_alarm_is_never_ended_by_a_timer_or_the_end_of_a_shift() -> None:
    rows = out()
    done(rows, RaiseAlarm(NADIAS_SHIFT.id), command_id="alarm-1", at=at("06:10"))
    done(rows, StopTimer("timer-1"), at=at("06:11"))
    done(rows, EndShift(NADIAS_SHIFT.id), at=at("06:12"))
    assert alarm(rows).is_open


def test_the_end_of_the_shift_stops_the_timer() -> None:
    rows = out()
    done(rows, EndShift(NADIAS_SHIFT.id), at=at("06:12"))
    assert timers(rows) == []


# ---- alarms


def alarm_holds(judge: Callable[..., Outcome]) -> bool:
    """Whether a cry for help gets through whatever is said with it."""
    worlds = (world(), rows_of(*WORLD), world(replace(NADIAS_SHIFT, status=ShiftStatus.ENDED)))
    for rows in worlds:
        for shift_id in (None, NADIAS_SHIFT.id, "nowhere", "rubens-shift"):
            try:
                outcome = judge(RaiseAlarm(shift_id), rows, by=NADIA, command_id="alarm-1", received_at=at("23:59"))
            except Refused:
                return False
            if [each.id for each in outcome.changes] != ["alarm-1"]:
                return False
    return True


def test_nothing_refuses_an_alarm() -> None:
    assert alarm_holds(judged)


def test_a_rule_that_asks_for_a_shift_first_is_found_out() -> None:
    def strict(command: RaiseAlarm, rows: KeptRows, **how: Any) -> Outcome:
        if command.shift_id and RowFacts(rows).shift(command.shift_id) is None:
            raise Refused(Code.SHIFT_UNKNOWN)
        return judged(command, rows, **how)

    assert not alarm_holds(strict)


def test_an_alarm_is_of_the_moment_at_which_it_was_pressed_however_late_it_comes() -> None:
    rows = world()
    done(rows, RaiseAlarm(NADIAS_SHIFT.id), command_id="alarm-1", at=at("06:10"), received_at=at("09:00"))
    assert alarm(rows) == Alarm("alarm-1", NADIA.id, AlarmKind.PANIC, at("06:10"), NADIAS_SHIFT.id)
    done(rows, RaiseAlarm(), command_id="alarm-2", at=at("06:11"))
    assert [each.id for each in open_alarms(facts(rows), NADIA.id)] == ["alarm-1", "alarm-2"]


def test_colleagues_answer_once_each_and_the_officer_needs_not() -> None:
    rows = world()
    done(rows, RaiseAlarm(), command_id="alarm-1")
    for by in (RUBEN, KARIN, RUBEN, NADIA):
        done(rows, AnswerAlarm("alarm-1"), by, at=at("06:15"))
    assert [each.officer_id for each in alarm(rows).answers] == [RUBEN.id, KARIN.id]


def test_an_alarm_is_ended_by_the_officer_or_any_colleague_with_their_words() -> None:
    for by in (NADIA, RUBEN):
        rows = world()
        done(rows, RaiseAlarm(), command_id="alarm-1")
        done(rows, EndAlarm("alarm-1", "  Veilig in de auto. "), by, at=at("06:20"))
        over = alarm(rows)
        assert (over.ended_at, over.ended_by, over.what) == (at("06:20"), by.id, "Veilig in de auto.")


@pytest.mark.parametrize("command", [AnswerAlarm("alarm-1"), EndAlarm("alarm-1", "x")], ids=lambda each: type(each).__name__)
def test_an_alarm_that_is_not_there_or_is_over_says_so(command: AnswerAlarm | EndAlarm) -> None:
    rows = world()
    assert refusal(command, rows) is Code.ALARM_UNKNOWN
    done(rows, RaiseAlarm(), command_id="alarm-1")
    done(rows, EndAlarm("alarm-1", "vals alarm"), at=at("06:20"))
    assert refusal(command, rows, RUBEN) is Code.ALARM_ENDED


# ---- incidents


def test_an_incident_is_written_down_with_words() -> None:
    rows = world()
    said = RecordIncident(IncidentKind.VERBAL, at("05:50"), " Uitgescholden bij de auto. ", NADIAS_SHIFT.id)
    done(rows, said, command_id="incident-1", at=at("06:30"))
    kept = facts(rows).record(Incident, "incident-1")
    words = "Uitgescholden bij de auto."
    expected = Incident("incident-1", NADIA.id, IncidentKind.VERBAL, at("05:50"), at("06:30"), words, NADIAS_SHIFT.id)
    assert kept == expected
    assert refusal(replace(said, what=" \n"), rows) is Code.TEXT_MISSING


# ---- the start of the shift


def test_the_start_of_a_shift_holds_car_phone_and_battery() -> None:
    rows = rows_of(*WORLD)
    done(rows, StartShift(NADIAS_SHIFT.id, "auto 2", phone_checked=True, battery_percent=0), at=at("05:00"))
    shift = facts(rows).shift(NADIAS_SHIFT.id)
    assert shift is not None
    assert (shift.vehicle, shift.phone_checked, shift.battery_percent) == ("auto 2", True, 0)


@pytest.mark.parametrize("percent", [-1, 101])
def test_a_battery_holds_from_nothing_to_all(percent: int) -> None:
    assert refusal(StartShift(NADIAS_SHIFT.id, battery_percent=percent), rows_of(*WORLD)) is Code.MALFORMED
    judged(StartShift(NADIAS_SHIFT.id, battery_percent=100), rows_of(*WORLD))


# ---- where somebody is


def test_a_position_is_held_during_a_timer_and_shared_during_an_alarm_and_neither_after_the_shift() -> None:
    rows = world()

    def allowed() -> tuple[bool, bool]:
        return may_hold_position(facts(rows), NADIA.id), may_share_position(facts(rows), NADIA.id)

    assert allowed() == (False, False)
    done(rows, OUT, command_id="timer-1", at=at("06:00"))
    assert allowed() == (True, False)
    done(rows, RaiseAlarm(NADIAS_SHIFT.id), command_id="alarm-1", at=at("06:10"))
    assert allowed() == (True, True)
    done(rows, StopTimer("timer-1"), at=at("06:11"))
    assert allowed() == (True, True)
    done(rows, EndShift(NADIAS_SHIFT.id), at=at("06:12"))
    assert allowed() == (False, False), "also with the alarm still open"
    done(rows, RaiseAlarm(), command_id="alarm-2", at=at("06:13"))
    assert allowed() == (True, True), "an alarm on the way home is an alarm"
    done(rows, EndAlarm("alarm-2", "veilig"), at=at("06:14"))
    assert allowed() == (False, False)


def test_a_position_lies_on_the_earth() -> None:
    home = Position(51_924_400, 4_477_700, 12, at("06:10"))
    assert checked(home) == home
    faults: tuple[dict[str, Any], ...] = (
        {"latitude": 90_000_001},
        {"longitude": -180_000_001},
        {"accuracy_m": -1},
        {"accuracy_m": 100_001},
    )
    for fault in faults:
        with pytest.raises(Malformed):
            checked(replace(home, **fault))


def test_distances_are_as_the_crow_flies() -> None:
    here = Position(52 * MICRO, 5 * MICRO, 10, at("06:10"))
    assert abs(metres_between(here, replace(here, latitude=52 * MICRO + 9_000)) - 1_001) <= 1
    assert abs(metres_between(here, replace(here, longitude=5 * MICRO + 10_000)) - 685) <= 2


_POINTS = st.builds(
    Position, st.integers(-90 * MICRO, 90 * MICRO), st.integers(-180 * MICRO, 180 * MICRO), st.just(1), st.just(at("06:00"))
)


def test_distances_are_the_same_both_ways_and_never_more_than_half_round_the_earth() -> None:
    @QUICK
    @given(_POINTS, _POINTS)
    def each(here: Position, there: Position) -> None:
        far = metres_between(here, there)
        assert far == metres_between(there, here)
        assert 0 <= far <= 20_016_000
        assert metres_between(here, here) == 0

    each()
