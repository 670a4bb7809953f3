"""The watch: a timer that nobody stopped becomes one alarm, once, also over a restart; and who is told by mail."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from people import KARIN, NADIA, NADIAS_SHIFT, RUBEN, RUBENS_SHIFT, TEAM, WORLD, at, rows_of
from rules.examples import QUICK
from running import Office, put, until

from field_app.rules.records import DutyContact
from field_app.rules.roster_commands import ShiftRef
from field_app.rules.roster_records import Offer, OfferStatus
from field_app.rules.row_facts import RowFacts
from field_app.rules.safety import OVERDUE_GRACE, AllWell
from field_app.rules.safety_records import Alarm, AlarmKind, Timer
from sync_server.letters import Due, due
from sync_server.mail import MailServer, Postbox
from sync_server.presence import Presence
from sync_server.watch import overdue

OUT = Timer("timer-1", NADIA.id, at("06:30"), at("06:00"), NADIAS_SHIFT.id)
LATE = at("06:30") + OVERDUE_GRACE
Decide = Callable[..., tuple[Alarm, ...]]


# ---- the decision


def good_decision(decide: Decide) -> bool:
    """Whether a watch of this kind calls when it should, once, and not otherwise."""
    (alarm,) = decide([OUT], [], LATE) or (None,)
    return (
        alarm is not None
        and (alarm.officer_id, alarm.kind, alarm.timer_id, alarm.raised_at) == (NADIA.id, AlarmKind.OVERDUE, OUT.id, LATE)
        and decide([OUT], [], LATE - timedelta(seconds=1)) == ()
        and decide([replace(OUT, stopped_at=at("06:29"))], [], LATE) == ()
        and decide([OUT], [alarm], LATE) == ()
        and decide([OUT], [replace(alarm, ended_at=LATE)], at("09:00")) == ()
        and len(decide([replace(OUT, until=at("06:50"))], [alarm], at("09:00"))) == 1
        and decide([OUT], [Alarm(alarm.id, RUBEN.id, AlarmKind.PANIC, at("06:00"))], LATE) == (alarm,)
    )


def test_a_timer_gives_one_alarm_after_the_grace_and_another_only_when_it_was_made_longer() -> None:
    assert good_decision(overdue)


def test_a_watch_that_is_early_deaf_or_calls_twice_is_found_out() -> None:
    assert not good_decision(lambda timers, alarms, now: overdue(timers, alarms, now + OVERDUE_GRACE))
    assert not good_decision(lambda timers, alarms, now: overdue([replace(each, stopped_at=None) for each in timers], alarms, now))
    assert not good_decision(lambda timers, alarms, now: overdue(timers, [], now))
    assert not good_decision(lambda timers, alarms, now: () if alarms else overdue(timers, alarms, now))
    assert not good_decision(lambda timers, alarms, now: overdue(timers, [replace(each, timer_id=OUT.id) for each in alarms], now))


def test_however_often_and_whenever_is_looked_each_deadline_gives_at_most_one_alarm() -> None:
    @QUICK
    @given(st.lists(st.integers(0, 90), max_size=12), st.integers(0, 90))
    def each(looks: list[int], stopped: int) -> None:
        alarms: list[Alarm] = []
        for minute in sorted(looks):
            now = at("06:00") + timedelta(minutes=minute)
            timer = OUT if minute < stopped else replace(OUT, stopped_at=at("06:00"))
            alarms += overdue([timer], alarms, now)
        late = [minute for minute in looks if 35 <= minute < stopped]
        assert len(alarms) == bool(late)

    each()


# ---- in a running server


def alarms_in(office: Office) -> list[Alarm]:
    rows = office.at_desk(lambda store: list(store.facts(TEAM.id).records(Alarm)))
    return sorted(rows, key=lambda each: each.raised_at)


def test_an_alarm_is_raised_by_the_running_server_and_stands_once_also_after_restarts(office: Office) -> None:
    nadia = office.phone(NADIA)
    timer_id = nadia.workday.start_timer(at("06:30"))
    nadia.round()
    office.watch.forward(minutes=15)
    office.restart()
    assert alarms_in(office) == []
    office.watch.forward(minutes=10)
    until(lambda: len(alarms_in(office)) == 1, "the watch calls")
    (alarm,) = alarms_in(office)
    assert (alarm.timer_id, alarm.officer_id) == (timer_id, NADIA.id)
    for _ in range(2):
        office.restart()
        office.watch.forward(minutes=10)
        nadia.round()
        assert [each.id for each in alarms_in(office)] == [alarm.id]
    assert ("alarm", alarm.id) in nadia.bodies()


def test_a_stop_made_without_coverage_ends_the_alarm_when_it_comes(office: Office) -> None:
    nadia, ruben = office.phone(NADIA), office.phone(RUBEN)
    timer_id = nadia.workday.start_timer(at("06:30"))
    nadia.round()
    office.watch.forward(minutes=10)
    nadia.workday.stop_timer(timer_id)
    office.watch.forward(minutes=15)
    until(lambda: len(alarms_in(office)) == 1, "the server could not know")
    ruben.round()
    assert [each.alarm.is_open for each in ruben.workday.safety().alarms] == [True]
    nadia.round()
    ruben.round()
    (over,) = alarms_in(office)
    assert (over.what, over.ended_by) == (AllWell.STOPPED, NADIA.id)
    assert ruben.workday.safety().alarms == ()
    assert nadia.workday.safety().own_alarm is None


# ---- who is told by mail

_SERVER = MailServer("mail", 25, "ronde@gemeente.test")
_BOX = Postbox(
    _SERVER, {RUBEN.id: "ruben@gemeente.test", KARIN.id: "karin@gemeente.test", NADIA.id: "n@gemeente.test"}, "wacht@gemeente.test"
)
_CRY = Alarm("alarm-1", NADIA.id, AlarmKind.PANIC, at("06:10"))
_OFFER = Offer("offer-1", NADIA.id, ShiftRef(NADIAS_SHIFT.id, 1), at("18:00"), at("06:00"))


def told(*rows: object, inside: tuple[str, ...] = (), box: Postbox = _BOX, hour: str = "06:15") -> Due:
    facts = RowFacts(rows_of(*WORLD, replace(TEAM, duty_contact=DutyContact("Wacht", "0612345678")), *rows), TEAM.id)
    return due(facts, box, lambda officer_id: officer_id in inside, at(hour))


def addresses(found: Due) -> list[str]:
    return sorted(each.to.partition("@")[0] for each in found.letters)


def test_an_alarm_goes_to_the_duty_contact_and_to_colleagues_on_duty_who_are_not_in_the_app() -> None:
    assert addresses(told(_CRY)) == ["ruben", "wacht"]
    assert addresses(told(_CRY, inside=(RUBEN.id,))) == ["wacht"]
    assert addresses(told(_CRY, replace(RUBENS_SHIFT, begins_at=at("09:00")))) == ["wacht"], "he is not on duty"
    assert addresses(told(replace(_CRY, ended_at=at("06:12")))) == []
    assert addresses(told(_CRY, box=replace(_BOX, officers={}, duty=None))) == []


def test_an_offer_goes_to_whom_it_is_for_when_not_in_the_app() -> None:
    assert addresses(told(replace(_OFFER, to=RUBEN.id))) == ["ruben"]
    assert addresses(told(_OFFER)) == ["ruben"], "who drives no shifts is not asked"
    assert addresses(told(_OFFER, inside=(RUBEN.id,))) == []
    assert addresses(told(replace(_OFFER, declined_by=(RUBEN.id,)))) == []
    assert addresses(told(replace(_OFFER, status=OfferStatus.WITHDRAWN))) == []
    assert addresses(told(_OFFER, hour="18:00")) == []


def test_what_was_sent_or_read_in_the_app_is_not_sent_again_and_is_forgotten_when_it_is_over() -> None:
    first = told(_CRY, _OFFER)
    assert len(first.letters) == 3
    done = {each.key for each in first.letters}
    again = told(_CRY, _OFFER, box=replace(_BOX, done=done))
    assert again == Due((), done)
    assert told(replace(_OFFER, to=RUBEN.id), inside=(RUBEN.id,)).done == {f"offer-1/{RUBEN.id}"}
    assert told(box=replace(_BOX, done=done)).done == set()


def test_letters_hold_no_name_no_case_and_no_place() -> None:
    personal = [each.name for each in (NADIA, RUBEN, KARIN)] + ["Linde", "Noord", NADIA.id, RUBEN.id, NADIAS_SHIFT.id, "06:"]
    for letter in told(_CRY, _OFFER).letters:
        said = letter.subject + letter.text
        assert [each for each in personal if each.lower() in said.lower()] == []
    texts = {each.text for each in told(_CRY, _OFFER).letters}
    assert texts == {
        "Er is een ruilverzoek voor u in Ronde. Open de app.",
        "Een collega heeft hulp nodig. Open Ronde of bel 0612345678.",
    }


def test_somebody_is_in_the_app_for_half_an_hour_after_the_last_exchange() -> None:
    presence = Presence()
    assert not presence.is_in(TEAM.id, NADIA.id, at("06:00"))
    presence.seen(TEAM.id, NADIA.id, at("06:00"))
    assert presence.is_in(TEAM.id, NADIA.id, at("06:29"))
    assert not presence.is_in(TEAM.id, NADIA.id, at("06:30"))
    assert not presence.is_in("another-team", NADIA.id, at("06:01"))


def test_an_exchange_makes_one_present(office: Office) -> None:
    office.phone(NADIA)
    presence = office.server.office.presence  # type: ignore[union-attr]  # the server in this process
    assert presence.is_in(TEAM.id, NADIA.id, office.watch.now())
    assert not presence.is_in(TEAM.id, RUBEN.id, office.watch.now())


def test_the_office_can_change_rows_while_the_watch_looks_all_the_time(office: Office) -> None:
    """Two hands on one file: whoever comes second waits, and is never turned away half-way."""
    stop = threading.Event()

    def look_on() -> None:
        while not stop.is_set():
            office.at_desk(lambda store: store.meta("epoch"))

    looking = threading.Thread(target=look_on)
    looking.start()
    try:
        for number in range(40):
            put(office.folder, replace(NADIA, id=f"officer-{number}"))
    finally:
        stop.set()
        looking.join()
    assert sum(kind == "officer" and row_id.startswith("officer-") for kind, row_id in office.rows()) == 40
