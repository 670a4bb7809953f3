"""Somebody alone in a car needs help: the cry gets out, late or not, the colleague knows, and nobody is left with a false alarm."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from mailbox_server import Mailbox
from people import NADIA, NADIAS_SHIFT, RUBEN, at
from running import Office, Phone, soon, until

from field_app.rules.position import Position
from field_app.rules.safety import AllWell
from field_app.rules.safety_commands import IncidentKind
from field_app.sync.driver import Driver
from field_app.sync.locating import Locating
from field_app.workday.views import Delivery
from sync_server.admin import main

HERE = Position(51_987_654, 4_123_457, 12, at("06:14"))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    made.close()


@pytest.fixture
def post(office: Office) -> Iterator[Mailbox]:
    """The municipality's mail server, with the duty contact and Ruben known to it."""
    made = Mailbox()
    where = ["--folder", str(office.folder)]
    settings = ["--host", "127.0.0.1", "--port", str(made.port), "--from", "ronde@gemeente.test"]
    assert main(["team", "mail", *settings, *where]) == 0
    assert main(["team", "duty", "Meldkamer", "0612345678", "--mail", "wacht@gemeente.test", *where]) == 0
    assert main(["officer", "mail", RUBEN.name, "ruben@gemeente.test", *where]) == 0
    yield made
    made.close()


@asynccontextmanager
async def driven(phone: Phone, address: str) -> AsyncIterator[Driver]:
    """A phone as it runs: it exchanges by itself, and hurries while a cry for help waits."""
    phone.connect(address)
    driver = phone.driver()
    phone.workday.on_saved = driver.wake
    driver.is_urgent = lambda: phone.workday.needs().hurry

    async def read_anew() -> None:
        if not driver.standing.is_exchanging:
            phone.workday.refresh()

    driver.on_change = read_anew
    task = asyncio.create_task(driver.run(phone.credentials))
    try:
        yield driver
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await phone.client.close()


def open_alarms(phone: Phone) -> list[str]:
    return [each.alarm.id for each in phone.workday.safety().alarms]


def test_who_does_not_come_back_is_looked_for_by_a_colleague_and_the_duty_contact(office: Office, post: Mailbox) -> None:
    nadia, ruben = office.phone(NADIA), office.phone(RUBEN)

    async def story() -> None:
        async with driven(nadia, office.address), driven(ruben, office.address):
            timer_id = nadia.workday.start_timer(at("06:30"))
            await soon(lambda: ("timer", timer_id) in ruben.bodies(), "the timer is known")
            office.watch.forward(minutes=17)
            safety = nadia.workday.safety()
            assert safety.asks, "her own phone asks first"
            assert open_alarms(ruben) == []
            office.watch.forward(minutes=4)
            await soon(lambda: bool(open_alarms(ruben)), "the colleague is called")
            await soon(lambda: bool(post.got), "the duty contact gets a mail")
            (alarm,) = ruben.workday.safety().alarms
            assert (alarm.officer.id, alarm.timer is not None) == (NADIA.id, True)
            ruben.workday.answer_alarm(alarm.alarm.id)
            await soon(lambda: _answered_by(nadia) == [RUBEN.id], "she sees that he is coming")
            nadia.workday.stop_timer(timer_id)
            await soon(lambda: open_alarms(ruben) == [], "it is over for everybody")
            assert ruben.workday.alarm(alarm.alarm.id).alarm.what == AllWell.STOPPED

    asyncio.run(story())
    assert [to for to, _ in post.got] == ["wacht@gemeente.test"], "Ruben had the app open"


def _answered_by(phone: Phone) -> list[str]:
    own = phone.workday.safety().own_alarm
    return [each.id for each in own.answers] if own else []


def test_who_stops_the_timer_in_time_calls_nobody(office: Office, post: Mailbox) -> None:
    """The planted fault the other way round: the story above is about the timer that was not stopped."""
    nadia, ruben = office.phone(NADIA), office.phone(RUBEN)
    timer_id = nadia.workday.start_timer(at("06:30"))
    nadia.round()
    nadia.workday.stop_timer(timer_id)
    nadia.round()
    office.watch.forward(minutes=60)
    nadia.workday.start_timer(at("07:20"))
    nadia.round()
    office.watch.forward(minutes=12)
    until(lambda: bool(post.got), "the watch does look")
    ruben.round()
    assert [each.timer.until for each in ruben.workday.safety().alarms if each.timer] == [at("07:20")]


def test_a_cry_without_coverage_is_saved_at_once_and_gets_out_when_it_can(office: Office, post: Mailbox) -> None:
    nadia, ruben = office.phone(NADIA), office.phone(RUBEN)

    async def story() -> None:
        covered = False
        async with driven(nadia, office.address) as driver, driven(ruben, office.address):
            nadia.client.has_coverage = lambda: covered
            nadia.exchange.position = lambda: HERE
            for _ in range(12):  # the wait between tries has grown to minutes
                await driver.exchange_now()
            pressed = office.watch.now()
            alarm_id = nadia.workday.raise_alarm()
            own = nadia.workday.safety().own_alarm
            assert own is not None and own.delivery is Delivery.SAVED
            assert nadia.workday.raise_alarm() == alarm_id, "pressing again is the same cry"
            assert ("alarm", alarm_id) not in office.rows()
            await soon(lambda: driver.standing.weather is not None and not driver.standing.is_exchanging, "it tried")
            covered = True  # nobody touches the phone: it must try again by itself, within seconds
            await soon(lambda: open_alarms(ruben) == [alarm_id], "the colleague knows", 10)
            assert ruben.workday.alarm(alarm_id).alarm.raised_at == pressed
            assert [each.position for each in ruben.exchange.whereabouts] == [HERE]
            await soon(lambda: _delivery(nadia) is Delivery.CONFIRMED, "she knows that it was sent")
            await soon(lambda: bool(post.got), "the duty contact gets a mail")

    asyncio.run(story())


def _delivery(phone: Phone) -> Delivery | None:
    own = phone.workday.safety().own_alarm
    return own.delivery if own else None


def test_a_phone_that_does_not_hurry_would_keep_the_cry_to_itself(office: Office) -> None:
    """The planted fault: the same without hurry; nothing gets out in the time in which it always did."""
    nadia, ruben = office.phone(NADIA), office.phone(RUBEN)

    async def story() -> None:
        covered = False
        async with driven(nadia, office.address) as driver, driven(ruben, office.address):
            driver.is_urgent = lambda: False
            nadia.client.has_coverage = lambda: covered
            for _ in range(12):
                await driver.exchange_now()
            nadia.workday.raise_alarm()
            await asyncio.sleep(0.2)
            covered = True
            with pytest.raises(AssertionError):
                await soon(lambda: bool(open_alarms(ruben)), "nothing", 4)

    asyncio.run(story())


def test_an_alarm_survives_the_death_of_the_app_and_of_the_server(office: Office) -> None:
    nadia, ruben = office.phone(NADIA), office.phone(RUBEN)
    alarm_id = nadia.workday.raise_alarm()
    nadia = office.killed(nadia)
    assert nadia.workday.needs().hurry
    assert nadia.workday.needs().position
    nadia.round()
    office.restart()
    ruben.round()
    assert open_alarms(ruben) == [alarm_id]
    ruben.workday.answer_alarm(alarm_id)
    ruben.workday.end_alarm(alarm_id, "bij haar, veilig")
    ruben.round()
    nadia.round()
    assert nadia.workday.safety().own_alarm is None
    over = nadia.workday.alarm(alarm_id)
    assert over.ended_by is not None and (over.ended_by.id, over.alarm.what) == (RUBEN.id, "bij haar, veilig")


def test_an_incident_is_written_down_and_stands_in_ones_own_list(office: Office) -> None:
    nadia, ruben = office.phone(NADIA), office.phone(RUBEN)
    nadia.workday.start_shift(NADIAS_SHIFT.id, "auto 2", phone_checked=True, battery_percent=80)
    nadia.workday.record_incident(IncidentKind.VERBAL, at("05:50"), "Uitgescholden bij de auto.")
    nadia.workday.record_incident(IncidentKind.FOLLOWED, at("06:10"), "Een grijze auto reed twee straten mee.")
    nadia.round()
    ruben.round()
    assert [each.kind for each in nadia.workday.incidents()] == [IncidentKind.FOLLOWED, IncidentKind.VERBAL]
    assert {each.shift_id for each in nadia.workday.incidents()} == {NADIAS_SHIFT.id}
    assert ruben.workday.incidents() == ()


# ---- the phone asks where it is only while that is needed


class Device:
    """A device that counts how often it is asked where it is."""

    def __init__(self) -> None:
        self.asked = 0
        self.trouble: Exception | None = None

    async def __call__(self) -> Position | None:
        self.asked += 1
        if self.trouble:
            raise self.trouble
        return HERE


def test_the_device_is_asked_only_while_a_timer_or_alarm_runs_and_its_place_is_dropped_after() -> None:
    async def story() -> None:
        needed, device, found = [False], Device(), list[None]()
        locating = Locating(lambda: needed[0], lambda: found.append(None))
        locating.locator = device
        task = asyncio.create_task(locating.run())
        await asyncio.sleep(0.05)
        locating.nudge()
        await asyncio.sleep(0.05)
        assert (device.asked, locating.here) == (0, None)
        needed[0] = True
        locating.nudge()
        await soon(lambda: bool(found), "a fix")
        assert (device.asked, locating.here) == (1, HERE)
        needed[0] = False
        assert locating.here is None
        locating.nudge()
        needed[0] = True
        assert locating.here is None, "it was dropped, not hidden"
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(story())


def test_without_permission_or_a_fix_the_alarm_goes_without_a_place(office: Office) -> None:
    nadia = office.phone(NADIA)

    async def story() -> None:
        device = Device()
        device.trouble = RuntimeError("denied")
        locating = Locating(lambda: nadia.workday.needs().position, lambda: None)
        locating.locator = device
        task = asyncio.create_task(locating.run())
        async with driven(nadia, office.address):
            nadia.exchange.position = lambda: locating.here
            alarm_id = nadia.workday.raise_alarm()
            locating.nudge()
            await soon(lambda: ("alarm", alarm_id) in office.rows(), "the alarm got out")
            await soon(lambda: device.asked > 0, "the device was asked")
            assert locating.here is None
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(story())
    assert office.watch.now() - at("06:14") < timedelta(minutes=1)
