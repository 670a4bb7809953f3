"""Too much is refused politely and at once, and other phones are served meanwhile."""

from __future__ import annotations

import gzip
import json
import socket
import zlib
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from people import look
from running import LOOPBACK, Office, ServerProcess

from field_app.rules.commands import RecordObservation
from field_app.rules.refusals import Code
from server.by_hand import Device, packed
from sync_server import feed, gate

ROUTES = ["/v1/enrol", "/v1/session", "/v1/sync"]


def bomb(size: int) -> bytes:
    """Small on the road, so many bytes unpacked."""
    return packed(b'{"x": "' + b"a" * size + b'"}')


def sent(office: Office, path: str, body: bytes | Iterator[bytes], **headers: str) -> httpx.Response:
    return httpx.post(f"{office.address}{path}", content=body, headers=headers, timeout=20)


@pytest.mark.parametrize("path", ["/v1/enrol", "/v1/session"])
def test_a_body_that_is_too_large_is_refused_before_anybody_proved_anything(office: Office, path: str) -> None:
    large = sent(office, path, b"x" * (gate.MOST_PACKED + 1))
    assert (large.status_code, large.json()["code"]) == (413, Code.TOO_LARGE)
    pieces = sent(office, path, (b"x" * 2**20 for _ in range(9)))
    assert (pieces.status_code, pieces.json()["code"]) == (413, Code.TOO_LARGE)
    unpacked = sent(office, path, bomb(gate.MOST_UNPACKED), **{"Content-Encoding": "gzip"})
    assert (unpacked.status_code, unpacked.json()["code"]) == (413, Code.TOO_LARGE)


def test_the_exchange_itself_refuses_a_bomb_and_half_a_package(office: Office) -> None:
    device = Device.added(office.folder, office.address).opened()
    packing = {"Content-Encoding": "gzip"}
    assert device.ask("POST", "/v1/sync", bomb(gate.MOST_UNPACKED), headers=packing).status_code == 413
    good = json.dumps(device.request()).encode()
    for rubbish in (b"", b"no gzip", packed(good)[:-4], packed(good)[:20], zlib.compress(good), b"\x1f\x8b" + b"\0" * 30):
        response = device.ask("POST", "/v1/sync", rubbish, headers=packing)
        assert (response.status_code, response.json()["code"]) == (400, Code.MALFORMED), rubbish
    assert device.ask("POST", "/v1/sync", good, headers={"Content-Encoding": "br"}).status_code in (200, 400)
    assert device.ask("POST", "/v1/sync", packed(good), headers=packing).status_code == 200
    assert len(bomb(gate.MOST_UNPACKED)) < gate.MOST_PACKED // 100, "the bomb is small on the road"


def test_too_many_commands_at_once_are_refused_and_the_most_is_taken(office: Office) -> None:
    device = Device.added(office.folder, office.address).opened()
    many = [{"device_seq": number, "lost": "ab" * 32} for number in range(1, feed.MOST + 2)]
    response = device.post(device.request(many))
    assert (response.status_code, response.json()["code"]) == (413, Code.TOO_LARGE)
    answer = device.send(*many[:-1])
    assert len(answer["verdicts"]) == feed.MOST
    device.number = feed.MOST
    assert len(device.send(device.envelope(RecordObservation(look())))["verdicts"]) == 1


def test_answers_are_packed_for_who_can_read_that(office: Office) -> None:
    device = Device.added(office.folder, office.address).opened()
    body = json.dumps(device.request()).encode()
    packed_answer = device.ask("POST", "/v1/sync", body, headers={"Accept-Encoding": "gzip"})
    plain_answer = device.ask("POST", "/v1/sync", body, headers={"Accept-Encoding": "identity"})
    assert packed_answer.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain_answer.headers
    assert packed_answer.json()["changes"] == plain_answer.json()["changes"]
    assert gzip.decompress(packed(b"x")) == b"x"


def test_a_phone_that_stops_in_the_middle_of_a_request_holds_up_nobody(office: Office) -> None:
    slow = []
    for _ in range(20):
        line = socket.create_connection((LOOPBACK, office.server.port))
        line.sendall(b"POST /v1/sync HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{")
        slow.append(line)
    device = Device.added(office.folder, office.address).opened()
    for _ in range(5):
        assert device.send(device.envelope(RecordObservation(look())))["verdicts"]
    for line in slow:
        line.close()
    assert httpx.get(f"{office.address}/health").status_code == 200


def test_floods_of_nonsense_do_not_fill_the_servers_memory(tmp_path: Path) -> None:
    office = Office(tmp_path, process=True)
    assert isinstance(office.server, ServerProcess)
    nonsense = [
        bomb(gate.MOST_UNPACKED - 20),
        packed(b'{"x": [' + b"[]," * (gate.MOST_UNPACKED // 3 - 10) + b"[]]}"),
        packed(b'{"x": "' + b"\\u0001" * (gate.MOST_UNPACKED // 6 - 10) + b'"}'),
    ]
    for body in nonsense:
        for path in ("/v1/enrol", "/v1/session"):
            assert sent(office, path, body, **{"Content-Encoding": "gzip"}).status_code in (400, 401, 413)
    reached = office.server.memory_mb()
    office.close()
    assert reached < 200, f"{reached:.0f} MB"
