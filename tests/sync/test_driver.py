"""The driver keeps exchanging by itself: after a save, on the server's hint, and when coverage returns."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial

import pytest
from people import NADIA, RUBEN
from running import Office, Phone, soon
from weather import BadNetwork

from field_app.rules.refusals import Code
from field_app.sync.client import NotWelcome, Unreachable
from field_app.sync.driver import Driver
from field_app.sync.pacing import QUIET_WAIT


@asynccontextmanager
async def driven(phone: Phone, address: str) -> AsyncIterator[Driver]:
    """Let this phone exchange by itself within the event loop that asks for it."""
    phone.connect(address)
    driver = phone.driver()
    phone.workday.on_saved = driver.wake

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


def has(phone: Phone, observation_id: str) -> bool:
    return ("observation", observation_id) in phone.bodies()


def waiting(phone: Phone) -> int:
    return phone.store.outbox.count("SAVED")


def test_a_save_goes_out_at_once_and_the_other_phone_gets_it_by_a_hint(office: Office) -> None:
    nadia, ruben = office.phone(NADIA), office.phone(RUBEN)

    async def story() -> int:
        came = 0
        async with driven(nadia, office.address), driven(ruben, office.address) as his:
            await soon(lambda: his.standing.last_success_at is not None, "the first exchange")
            for _ in range(5):
                await asyncio.sleep(0.15)  # quiet, so that only a hint can bring the next
                entry = nadia.look()
                await soon(partial(has, ruben, entry.id), "the hint came", 10)
                came += ruben.workday.entry(entry.id).officer.id == "nadia"
            assert his.standing.weather is None
            assert his.standing.next_try_at is not None
            assert his.standing.next_try_at - office.watch.now() >= QUIET_WAIT - timedelta(minutes=1), "not by asking all the time"
        return came

    assert asyncio.run(story()) == 5


def test_without_the_line_for_hints_the_other_phone_waits_for_its_own_turn(office: Office) -> None:
    """The planted fault: no hints, so nothing comes within the time in which hints always did."""
    nadia, ruben = office.phone(NADIA), office.phone(RUBEN)

    async def story() -> None:
        with BadNetwork(office.server.port, only=b"/v1/events") as net:
            net.is_down = True
            async with driven(nadia, office.address), driven(ruben, net.address) as his:
                await soon(lambda: his.standing.last_success_at is not None, "the first exchange")
                await asyncio.sleep(0.3)
                entry = nadia.look()
                with pytest.raises(AssertionError):
                    await soon(lambda: ("observation", entry.id) in ruben.bodies(), "no hint", 0.5)

    asyncio.run(story())


def test_when_coverage_returns_what_waited_goes_out(office: Office) -> None:
    nadia = office.phone()

    async def story() -> None:
        covered = False
        async with driven(nadia, office.address) as driver:
            nadia.client.has_coverage = lambda: covered
            driver.wake()
            await soon(lambda: isinstance(driver.standing.weather, Unreachable), "no coverage is noticed")
            assert driver.standing.weather is not None and driver.standing.weather.code == "no-coverage"
            for _ in range(3):
                nadia.look()
            await asyncio.sleep(0.1)
            assert waiting(nadia) == 3
            assert driver.standing.next_try_at is not None and driver.standing.next_try_at > office.watch.now()
            covered = True
            driver.wake()
            await soon(lambda: waiting(nadia) == 0, "all went out")
            await soon(lambda: driver.standing.weather is None, "the standing says so")

    asyncio.run(story())


def test_when_the_server_comes_back_the_phone_finds_it_by_its_own_clock(office: Office) -> None:
    nadia = office.phone()

    async def story() -> int:
        with BadNetwork(office.server.port) as net:
            async with driven(nadia, net.address) as driver:
                await soon(lambda: driver.standing.last_success_at is not None, "the first exchange")
                net.is_down = True
                nadia.look()
                await soon(lambda: driver.standing.weather is not None, "trouble is noticed")
                net.is_down = False
                office.watch.forward(minutes=6)  # its own timer runs on real time, at most two seconds after one failure
                await soon(lambda: waiting(nadia) == 0, "it went out by itself", 10)
                return sum(net.met.values())

    assert asyncio.run(story()) >= 1


def test_a_phone_that_is_shut_out_says_so_and_does_not_keep_knocking(office: Office) -> None:
    nadia = office.phone()
    device = nadia.enrolment.device_id

    async def story() -> None:
        async with driven(nadia, office.address) as driver:
            await soon(lambda: driver.standing.last_success_at is not None, "the first exchange")
            office.at_desk(lambda store: store.people.revoke(device, "2026"))
            nadia.look()
            await soon(lambda: isinstance(driver.standing.weather, NotWelcome), "shut out")
            assert driver.standing.weather is not None and driver.standing.weather.code == Code.DEVICE_REVOKED
            assert driver.standing.next_try_at is not None and driver.standing.next_try_at > office.watch.now()
            assert waiting(nadia) == 1

    asyncio.run(story())


def test_trouble_on_the_phone_itself_is_named_and_the_driver_goes_on(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    nadia, ruben = office.phone(NADIA), office.phone(RUBEN)

    async def story() -> None:
        async with driven(ruben, office.address) as driver:
            await soon(lambda: driver.standing.last_success_at is not None, "the first exchange")
            used = ruben.store.database.execute("pragma page_count").fetchone()[0]
            ruben.store.database.execute(f"pragma max_page_count = {used}")
            nadia_texts = [nadia.look(text="x" * 3_900) for _ in range(6)]
            await asyncio.to_thread(nadia.round)
            driver.wake()
            await soon(lambda: driver.standing.weather is not None, "no room is noticed")
            assert driver.standing.weather is not None and driver.standing.weather.code == Code.STORAGE_FULL
            ruben.store.database.execute("pragma max_page_count = 1000000")
            driver.wake()
            await soon(lambda: ("observation", nadia_texts[-1].id) in ruben.bodies(), "with room it goes on")

    with caplog.at_level(logging.CRITICAL):
        asyncio.run(story())
    assert ruben.bodies() == office.rows()
