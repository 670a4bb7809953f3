"""As many phones as 300 teams have keep their sessions and nonces, though each phone holds more than one nonce."""

from __future__ import annotations

from datetime import UTC, datetime

from sync_server.identity import Nonces, Sessions

PHONES = 300 * 8
#: As many as the phone's client keeps (`Client._nonces`).
NONCES_EACH = 4
NOW = datetime(2026, 11, 19, 5, tzinfo=UTC)


def test_2400_phones_keep_their_sessions_also_when_all_open_another() -> None:
    sessions = Sessions()
    opened = [(f"device-{at}", sessions.open(f"device-{at}", NOW)[0]) for at in [*range(PHONES), *range(PHONES)]]
    assert [sessions.device_of(token, NOW) for _, token in opened] == [device for device, _ in opened]


def test_2400_phones_keep_every_nonce_that_they_hold() -> None:
    nonces = Nonces()
    issued = [nonces.issue() for _ in range(PHONES * NONCES_EACH)]
    for each in issued:
        nonces.use(each)
