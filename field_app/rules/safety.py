"""The rules that look after an officer alone: timers that must be stopped, alarms that are never refused, incidents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum

from field_app.rules.facts import Change, Facts
from field_app.rules.observations import Act, Outcome
from field_app.rules.refusals import Code, Refused
from field_app.rules.safety_commands import (
    AnswerAlarm,
    EndAlarm,
    ExtendTimer,
    RaiseAlarm,
    RecordIncident,
    StartTimer,
    StopTimer,
)
from field_app.rules.safety_records import Alarm, AlarmKind, Answer, Incident, Timer
from field_app.rules.shift_changes import row
from field_app.rules.vocabulary import Kind, ShiftStatus

#: So long after "uiterlijk terug om" the officer's own phone may ask first; then the colleagues are called.
OVERDUE_GRACE = timedelta(minutes=5)


class AllWell(StrEnum):
    """Why an overdue alarm ended without anybody ending it: the officer was heard of. Stands in the alarm's `what`."""

    STOPPED = "timer-stopped"
    EXTENDED = "timer-extended"
    REPLACED = "timer-replaced"
    SHIFT_ENDED = "shift-ended"


def start_timer(command: StartTimer, facts: Facts, act: Act) -> Outcome:
    """Say until when one is out of reach. It takes the place of an earlier timer: one officer, one timer."""
    if command.until <= act.at:
        raise Refused(Code.PERIOD_INVALID, field="until")
    timer = Timer(act.command_id, act.officer_id, command.until, act.at, command.shift_id)
    return Outcome((*heard_of(facts, act, AllWell.REPLACED), row(Kind.TIMER, timer)))


def extend_timer(command: ExtendTimer, facts: Facts, act: Act) -> Outcome:
    """All is well, it takes longer; an alarm that this timer gave is over."""
    timer = _own_timer(command.timer_id, facts, act)
    if timer.stopped_at is not None:
        raise Refused(Code.TIMER_STOPPED, timer_id=timer.id)
    if command.until <= act.at:
        raise Refused(Code.PERIOD_INVALID, field="until")
    longer = row(Kind.TIMER, replace(timer, until=command.until))
    return Outcome((longer, *_false_alarms(timer, facts, act, AllWell.EXTENDED)))


def stop_timer(command: StopTimer, facts: Facts, act: Act) -> Outcome:
    """Back safely; also when the word of it comes late, after the alarm. Stopping twice changes nothing."""
    timer = _own_timer(command.timer_id, facts, act)
    return Outcome(tuple(_stopped(timer, facts, act, AllWell.STOPPED)))


def heard_of(facts: Facts, act: Act, why: AllWell) -> Iterator[Change]:
    """The officer was heard of: every running timer stops, and the alarms that they gave are over."""
    for timer in running_timers(facts, act.officer_id):
        yield from _stopped(timer, facts, act, why)


def _stopped(timer: Timer, facts: Facts, act: Act, why: AllWell) -> Iterator[Change]:
    if timer.stopped_at is None:
        yield row(Kind.TIMER, replace(timer, stopped_at=act.at))
    yield from _false_alarms(timer, facts, act, why)


def _false_alarms(timer: Timer, facts: Facts, act: Act, why: AllWell) -> Iterator[Change]:
    for alarm in facts.records(Alarm):
        if alarm.timer_id == timer.id and alarm.kind is AlarmKind.OVERDUE and alarm.is_open:
            yield row(Kind.ALARM, _over(alarm, act, why.value))


def _own_timer(timer_id: str, facts: Facts, act: Act) -> Timer:
    timer = facts.record(Timer, timer_id)
    if timer is None or timer.officer_id != act.officer_id:
        raise Refused(Code.TIMER_UNKNOWN, timer_id=timer_id)
    return timer


def raise_alarm(command: RaiseAlarm, facts: Facts, act: Act) -> Outcome:
    """I need help now. Nothing refuses this: not the shift, not a second alarm, not that it comes late."""
    return Outcome((row(Kind.ALARM, Alarm(act.command_id, act.officer_id, AlarmKind.PANIC, act.at, command.shift_id)),))


def answer_alarm(command: AnswerAlarm, facts: Facts, act: Act) -> Outcome:
    """A colleague acts on it. Saying so twice, or on one's own alarm, changes nothing."""
    alarm = _open_alarm(command.alarm_id, facts)
    if act.officer_id in {alarm.officer_id, *(each.officer_id for each in alarm.answers)}:
        return Outcome(())
    return Outcome((row(Kind.ALARM, replace(alarm, answers=(*alarm.answers, Answer(act.officer_id, act.at)))),))


def end_alarm(command: EndAlarm, facts: Facts, act: Act) -> Outcome:
    """It is over, by the word of the officer or of any colleague; who said so stands with it."""
    alarm = _open_alarm(command.alarm_id, facts)
    return Outcome((row(Kind.ALARM, _over(alarm, act, command.what.strip())),))


def _open_alarm(alarm_id: str, facts: Facts) -> Alarm:
    alarm = facts.record(Alarm, alarm_id)
    if alarm is None:
        raise Refused(Code.ALARM_UNKNOWN, alarm_id=alarm_id)
    if not alarm.is_open:
        raise Refused(Code.ALARM_ENDED, alarm_id=alarm_id, ended_by=alarm.ended_by)
    return alarm


def _over(alarm: Alarm, act: Act, what: str) -> Alarm:
    return replace(alarm, ended_at=act.at, ended_by=act.officer_id, what=what)


def record_incident(command: RecordIncident, facts: Facts, act: Act) -> Outcome:
    """Write an incident down, with words (register of aggression and violence, Arbocatalogus sector gemeenten)."""
    what = command.what.strip()
    if not what:
        raise Refused(Code.TEXT_MISSING, field="what")
    incident = Incident(act.command_id, act.officer_id, command.kind, command.happened_at, act.at, what, command.shift_id)
    return Outcome((row(Kind.INCIDENT, incident),))


def running_timers(facts: Facts, officer_id: str) -> list[Timer]:
    """The timers of this officer that were not stopped: one, or none."""
    return [each for each in facts.records(Timer) if each.officer_id == officer_id and each.stopped_at is None]


def open_alarms(facts: Facts, officer_id: str) -> list[Alarm]:
    """The alarms of this officer that nobody ended, oldest first."""
    found = [each for each in facts.records(Alarm) if each.officer_id == officer_id and each.is_open]
    return sorted(found, key=lambda each: (each.raised_at, each.id))


def may_share_position(facts: Facts, officer_id: str) -> bool:
    """Whether colleagues may know where this officer is: during an open alarm, until the shift ends in which it was raised."""
    shifts = [facts.shift(each.shift_id) if each.shift_id else None for each in open_alarms(facts, officer_id)]
    return any(shift is None or shift.status is not ShiftStatus.ENDED for shift in shifts)


def may_hold_position(facts: Facts, officer_id: str) -> bool:
    """Whether the server may remember where this officer is: only while a timer or an alarm runs."""
    return bool(running_timers(facts, officer_id)) or may_share_position(facts, officer_id)
