"""A flood is refused politely: large bodies, too many commands, stalled lines, requests without end; a colleague is served."""

from __future__ import annotations

import socket
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest
from people import RUBEN, look
from proofs import Proof, at_least, at_most, exactly, setting
from running import LOOPBACK, Office, ServerProcess

from field_app.rules.commands import RecordObservation
from server.by_hand import Device
from server.test_limits import bomb
from sync_server import gate

STALLED, AT_ONCE = 200, 8
REQUESTS = setting(commit=150, long=20_000)
COMMANDS = 10_000
_POLITE, _MOST_MB = {401, 413, 429}, 200
_ROUTES = ("/v1/enrol", "/v1/session", "/v1/sync")


@pytest.fixture
def busy(tmp_path: Path) -> Iterator[Office]:
    """The server as it is run, in a process whose memory can be read."""
    made = Office(tmp_path, process=True)
    yield made
    made.close()


def stalled(office: Office) -> socket.socket:
    """Somebody who begins a request and says no more."""
    line = socket.create_connection((LOOPBACK, office.server.port))
    line.sendall(b"POST /v1/sync HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{")
    return line


def thrown(road: httpx.Client, at: int, large: bytes) -> int:
    """One of many: a bomb, more bytes than are taken, or somebody who proves nothing."""
    path = _ROUTES[at % len(_ROUTES)]
    if at % 5 == 0:
        return road.post(path, content=large, headers={"Content-Encoding": "gzip"}).status_code
    if at % 25 == 1:
        return road.post(path, content=bytes(gate.MOST_PACKED + 1)).status_code
    return road.post("/v1/sync", content=b"{}").status_code


def test_too_much_at_once_is_refused_and_other_phones_are_served(busy: Office, proof: Proof) -> None:
    assert isinstance(busy.server, ServerProcess)
    large, greedy = bomb(64 * 2**20), Device.added(busy.folder, busy.address).opened()
    many = [{"device_seq": number, "lost": "ab" * 32} for number in range(1, COMMANDS + 1)]
    at_once = greedy.post(greedy.request(many)).status_code
    bombed = greedy.ask("POST", "/v1/sync", large, headers={"Content-Encoding": "gzip"}).status_code
    colleague, served = Device.added(busy.folder, busy.address, RUBEN).opened(), 0
    with ExitStack() as lines, ThreadPoolExecutor(AT_ONCE) as throwers:
        road = lines.enter_context(httpx.Client(base_url=busy.address, timeout=60))
        held = [lines.enter_context(stalled(busy)) for _ in range(STALLED)]
        flood = [throwers.submit(thrown, road, at, large) for at in range(REQUESTS)]
        while not all(each.done() for each in flood):
            said = colleague.send(colleague.envelope(RecordObservation(look())))
            served += [each["status"] in ("accepted", "flagged") for each in said["verdicts"]] == [True]
        statuses = Counter(each.result() for each in flood)
    print(statuses, served)
    proof(
        "P20",
        "a flood beside a colleague at work",
        refused=exactly(REQUESTS, sum(often for status, often in statuses.items() if status in _POLITE)),
        stalled_lines=at_least(STALLED, len(held)),
        greedy_requests_refused=exactly(2, (at_once, bombed).count(413)),
        saved_by_a_colleague=at_least(1, served),
        most_memory_mb=at_most(_MOST_MB, busy.server.memory_mb()),
    )
