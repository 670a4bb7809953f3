"""A clock that is set after it was last held against the server's, or while that is done: the entry says so all the same."""

from __future__ import annotations

from datetime import timedelta

import pytest
from running import Office, Watch

from field_app.sync.client import Credentials
from sync.test_bad_coverage import all_the_same
from sync.test_honest_clock import DAY, apart, seconds_off


@pytest.mark.parametrize("set_right", [False, True], ids=["still off", "since set right"])
@pytest.mark.parametrize("jump", [DAY, -DAY], ids=["a day forward", "a day back"])
def test_a_clock_that_was_set_after_the_last_exchange_is_said_after_a_reboot_too(
    office: Office, jump: timedelta, set_right: bool
) -> None:
    nadia = apart(office, Watch())
    nadia.watch.set_wall(seconds=jump.total_seconds())
    entry = nadia.look()
    if set_right:
        nadia.watch.set_wall(seconds=-jump.total_seconds())
    nadia.watch.reboot("boot-2")
    nadia = office.killed(nadia)
    nadia.round()
    assert seconds_off(office, entry.id) == jump.total_seconds()
    all_the_same(office, nadia)


def test_a_difference_that_an_older_app_measured_is_sent_as_it_was(office: Office) -> None:
    nadia = apart(office, Watch())
    with nadia.store.saving():
        nadia.store.settings.put("server_offset", {"ms": -300_000, "at": nadia.watch.now().isoformat()})
    entry = nadia.look()
    nadia.watch.reboot("boot-2")
    nadia = office.killed(nadia)
    nadia.round()
    assert seconds_off(office, entry.id) == 300


def test_a_clock_that_is_set_during_a_request_counts_whole(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    phone = apart(office, Watch())
    really = phone.client.sync

    async def jumping(body: bytes, credentials: Credentials) -> bytes:
        content = await really(body, credentials)
        phone.watch.set_wall(minutes=30)
        return content

    monkeypatch.setattr(phone.client, "sync", jumping)
    phone.round()
    assert phone.store.settings.get("server_offset")["ms"] == -30 * 60_000
