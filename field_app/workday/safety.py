"""The verbs of an officer alone in a car: the timer, the alarm, a colleague's alarm, and incidents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from field_app.rules.records import DutyContact, Officer, Shift
from field_app.rules.refusals import Code, Refused
from field_app.rules.safety import OVERDUE_GRACE, may_hold_position, may_share_position, open_alarms, running_timers
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
from field_app.rules.safety_records import Alarm, Incident, Timer
from field_app.rules.vocabulary import ShiftStatus
from field_app.workday.saying import Saying
from field_app.workday.views import Delivery


@dataclass(frozen=True, slots=True)
class AlarmView:
    """An alarm as this officer sees it: whose, who is acting on it, and how far one's own alarm has travelled.

    `timer` is the one that gave an overdue alarm.
    """

    alarm: Alarm
    officer: Officer
    is_mine: bool
    answers: tuple[Officer, ...]
    is_answered_by_me: bool
    ended_by: Officer | None
    delivery: Delivery
    timer: Timer | None


@dataclass(frozen=True, slots=True)
class SafetyView:
    """All that keeps watch on this phone. `asks` says that the timer's time has passed and the officer must answer.

    `calls_at` is when the colleagues are called if nobody stops the timer; `alarms` are those of colleagues, oldest first.
    """

    now: datetime
    timer: Timer | None
    asks: bool
    calls_at: datetime | None
    own_alarm: AlarmView | None
    alarms: tuple[AlarmView, ...]
    duty: DutyContact | None


@dataclass(frozen=True, slots=True)
class Needs:
    """What the officer's safety asks of the phone now: to know where it is, to tell it soon, to hurry with what waits."""

    position: bool = False
    telling: bool = False
    hurry: bool = False


class Guarding(Saying):
    """Looking after oneself and one another, with and without coverage."""

    def safety(self) -> SafetyView:
        """What runs, what asks for an answer, and who needs help."""
        facts, me, now = self._read().facts, self._officer_id(), self._clocks.now()
        timer = next(iter(running_timers(facts, me)), None)
        mine = open_alarms(facts, me)
        others = sorted((each for each in facts.records(Alarm) if each.is_open and each.officer_id != me), key=_by_time)
        own = next((each for each in mine if each.timer_id is None), mine[0] if mine else None)
        return SafetyView(
            now=now,
            timer=timer,
            asks=timer is not None and now >= timer.until,
            calls_at=timer.until + OVERDUE_GRACE if timer else None,
            own_alarm=self._alarm_view(own) if own else None,
            alarms=tuple(self._alarm_view(each) for each in others),
            duty=facts.team().duty_contact,
        )

    def alarm(self, alarm_id: str) -> AlarmView:
        """One alarm, also when it is over. Raises `Refused`."""
        alarm = self._read().facts.record(Alarm, alarm_id)
        if alarm is None:
            raise Refused(Code.ALARM_UNKNOWN, alarm_id=alarm_id)
        return self._alarm_view(alarm)

    def _alarm_view(self, alarm: Alarm) -> AlarmView:
        known, me = self._read(), self._officer_id()
        number = known.waiting.get(alarm.id)
        waits = Delivery.SENT if number is not None and number <= self._store.outbox.sent_through else Delivery.SAVED
        return AlarmView(
            alarm=alarm,
            officer=known.officer(alarm.officer_id),
            is_mine=alarm.officer_id == me,
            answers=tuple(known.officer(each.officer_id) for each in alarm.answers),
            is_answered_by_me=any(each.officer_id == me for each in alarm.answers),
            ended_by=known.officer(alarm.ended_by) if alarm.ended_by else None,
            delivery=Delivery.CONFIRMED if number is None else waits,
            timer=known.facts.record(Timer, alarm.timer_id) if alarm.timer_id else None,
        )

    # ---- the timer

    def start_timer(self, until: datetime) -> str:
        """Say until when one is out of reach; answers the timer's id. Raises `Refused`."""
        return self._say(StartTimer(until, self._running_shift_id()))

    def extend_timer(self, timer_id: str, until: datetime) -> None:
        """All is well, it takes longer. Raises `Refused`."""
        self._say(ExtendTimer(timer_id, until))

    def stop_timer(self, timer_id: str) -> None:
        """Back safely. Raises `Refused`."""
        self._say(StopTimer(timer_id))

    # ---- alarms

    def raise_alarm(self) -> str:
        """I need help now; answers the alarm's id. While an alarm of one's own is open, pressing again is the same cry."""
        open_one = next((each for each in open_alarms(self._read().facts, self._officer_id()) if each.timer_id is None), None)
        return open_one.id if open_one else self._say(RaiseAlarm(self._running_shift_id()))

    def answer_alarm(self, alarm_id: str) -> None:
        """I am acting on a colleague's alarm. Raises `Refused`."""
        self._say(AnswerAlarm(alarm_id))

    def end_alarm(self, alarm_id: str, what: str) -> None:
        """It is over. Raises `Refused`."""
        self._say(EndAlarm(alarm_id, what))

    def needs(self) -> Needs:
        """What the phone must do now: it may find out where it is only while one's own timer or alarm runs."""
        facts, me = self._read().facts, self._officer_id()
        unsent = any(each.id in self._read().waiting for each in open_alarms(facts, me))
        return Needs(may_hold_position(facts, me), may_share_position(facts, me), unsent)

    # ---- incidents

    def record_incident(self, kind: IncidentKind, happened_at: datetime, what: str) -> str:
        """Write an incident down; answers its id. Raises `Refused`."""
        return self._say(RecordIncident(kind, happened_at, what, self._running_shift_id()))

    def incidents(self) -> tuple[Incident, ...]:
        """What one wrote down oneself, newest first."""
        mine = (each for each in self._read().facts.records(Incident) if each.officer_id == self._officer_id())
        return tuple(sorted(mine, key=lambda each: (each.happened_at, each.id), reverse=True))

    def _running_shift_id(self) -> str | None:
        """The shift that was begun, None outside a shift."""
        mine = (each for each in self._read().facts.records(Shift) if each.officer_id == self._officer_id())
        started = [each for each in mine if each.status is ShiftStatus.STARTED]
        return max(started, key=lambda each: each.begins_at).id if started else None


def _by_time(alarm: Alarm) -> tuple[datetime, str]:
    return alarm.raised_at, alarm.id
