"""Nonsense is refused politely, one by one, and strange texts stay text: no neighbour and no colleague notices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from people import RUBEN, at, look
from proofs import Proof, at_least, exactly
from rules.test_naughty_strings import FULL, everywhere, naughty
from running import Office

from field_app.rules.commands import RecordObservation
from field_app.rules.look import FactLine
from field_app.rules.refusals import Code
from field_app.rules.vocabulary import FactKind, Result
from server.by_hand import CLOCK, Device
from server.test_intake import observations, statuses, taken


@pytest.fixture
def device(office: Office) -> Device:
    return Device.added(office.folder, office.address).opened()


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One server for the many that only bring nonsense."""
    made = Office(tmp_path_factory.mktemp("standing"))
    yield made
    made.close()


@pytest.fixture
def visitor(standing: Office) -> Device:
    return Device.added(standing.folder, standing.address).opened()


NONSENSE: list[dict[str, Any]] = [
    {"name": "drop-table"},
    {"name": None},
    {"name": 7},
    {"args": {}},
    {"args": []},
    {"args": None},
    {"args": {"look": {}}},
    {"args": {"look": 7}},
    {"args": {"look": None, "more": 1}},
    {"at": "yesterday"},
    {"at": "2026-11-19T06:14:00"},
    {"at": "0001-01-01T00:00:00+00:00"},
    {"at": "9999-12-31T23:59:59-23:00"},
    {"at": None},
    {"clock": {}},
    {"clock": {"monotonic_ms": 2**53, "boot": "x"}},
    {"clock": {"monotonic_ms": -(2**53) + 1, "boot": "boot-1"}},
    {"clock": {"monotonic_ms": 1, "boot": "other", "server_offset_ms": 2**53 - 1}},
    {"id": None},
    {"id": 7},
    {"name": ["record-observation"]},
    {"name": {}},
    {"extra": 1},
]


#: Valid JSON all the same; an id becomes part of the feed that every phone of the team reads.
ODD_IDS: list[dict[str, Any]] = [
    {"id": ""},
    {"id": "x" * 5_000},
    {"id": "\ud800"},
    {"id": "a\0b"},
    {"id": 'quo"te'},
    {"id": "back\\slash"},
    {"id": "line\nbreak"},
    {"id": "</script>"},
    {"é😀\ue000": 1, "😀": 2, "\ue000": 3},
]


def harms_nobody(office: Office, device: Device, nonsense: dict[str, Any]) -> None:
    """Between two good commands one with this in it: both are taken, all get a verdict, and colleagues can read the feed."""
    before = device.envelope(RecordObservation(look()))
    odd = device.envelope(RecordObservation(look()), **nonsense)
    after = device.envelope(RecordObservation(look()))
    request = device.request([before, odd, after])
    response = device.post(request)
    assert response.status_code == 200, response.text
    verdicts = response.json()["verdicts"]
    assert {verdicts[0]["status"], verdicts[2]["status"]} <= {"accepted", "flagged"}
    assert verdicts[1]["status"] in ("refused", "accepted", "flagged")
    assert verdicts[1].get("code") != Code.SERVER_FAULT
    assert {before["id"], after["id"]} <= set(observations(office))
    assert device.post(request).json()["verdicts"] == verdicts
    colleague = Device.added(office.folder, office.address, RUBEN).opened()
    feed = colleague.send()
    assert {before["id"], after["id"]} <= {row["id"] for row in feed["changes"]}, "and the feed of others can still be read"
    assert all(row["body"] == office.rows()[row["kind"], row["id"]] for row in feed["changes"])


@pytest.mark.parametrize("nonsense", NONSENSE, ids=lambda each: ascii(each)[:40])
def test_a_command_that_cannot_be_read_never_blocks_its_neighbours(
    standing: Office, visitor: Device, nonsense: dict[str, Any]
) -> None:
    harms_nobody(standing, visitor, nonsense)


@pytest.mark.parametrize("nonsense", ODD_IDS, ids=lambda each: ascii(each)[:40])
def test_an_odd_id_or_name_never_blocks_its_neighbours_or_the_feed_of_others(office: Office, nonsense: dict[str, Any]) -> None:
    harms_nobody(office, Device.added(office.folder, office.address).opened(), nonsense)


def nested(depth: int, leaf: Any) -> Any:
    for _ in range(depth):
        leaf = [leaf]
    return leaf


@pytest.mark.parametrize(
    "args",
    [nested(150, 1), nested(400, "😀"), nested(700, 1), {"x": 1.5}, {"x": 10**400}, {"x": 1e300}],
    ids=["150", "400", "700", "float", "huge", "1e300"],
)
def test_odd_json_in_a_command_is_no_fault_of_the_server(visitor: Device, args: Any) -> None:
    response = visitor.post(
        visitor.request([visitor.envelope(RecordObservation(look()), args=args), visitor.envelope(RecordObservation(look()))])
    )
    assert response.status_code < 500
    assert response.status_code != 200 or statuses(response.json())[1] in ("accepted", "flagged")


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"null",
        b"[]",
        b"7",
        b'"x"',
        b"{",
        b"\xff\xfe",
        b"{}",
        b'{"protocol": NaN}',
        b"[" * 100_000,
        b'{"a":' * 5_000,
        b'{"protocol": 1' + b"0" * 5_000 + b"}",
    ],
    ids=lambda each: ascii(each)[:20],
)
def test_a_body_that_is_no_request_gets_a_polite_no(visitor: Device, text: bytes) -> None:
    response = visitor.post(text)
    assert (response.status_code, response.json()["code"]) == (400, Code.MALFORMED)


@pytest.mark.parametrize(
    "changes",
    [
        {"protocol": "1"}, {"protocol": -1}, {"protocol": True}, {"epoch": None}, {"cursor": -1}, {"cursor": 2**60},
        {"cursor": 1.5},
        {"limit": "x"}, {"clock": None}, {"clock": {}}, {"clock": {**CLOCK, "boot": 7}}, {"clock": {**CLOCK, "more": 1}},
        {"commands": {}},
        {"commands": 7}, {"commands": [7]}, {"commands": [{}]}, {"commands": [{"device_seq": 0}]},
        {"commands": [{"device_seq": "1"}]},
        {"commands": [{"device_seq": True}]}, {"commands": [None]}, {"chain": None}, {"chain": {}}, {"chain": {"seeds": {}}},
        {"chain": {"head": "zz", "signature": "", "seeds": []}}, {"chain": {"head": "", "signature": "", "seeds": [[1]]}},
        {"chain": {"head": "", "signature": "", "seeds": [["1", ""]]}}, {"chain": {"head": "", "signature": "", "seeds": []}},
    ],
    ids=lambda each: ascii(each)[:40],
)  # fmt: skip
def test_a_request_with_odd_parts_gets_a_polite_no_and_takes_nothing(
    standing: Office, visitor: Device, changes: dict[str, Any]
) -> None:
    response = visitor.post(visitor.request([visitor.envelope(RecordObservation(look()))], **changes))
    assert (response.status_code, response.headers["content-type"]) == (400, "application/problem+json"), response.text
    assert response.json()["code"] == Code.MALFORMED
    assert taken(visitor, standing) == 0
    visitor.number = 0
    assert set(statuses(visitor.send(visitor.envelope(RecordObservation(look()))))) <= {"accepted", "flagged"}


def test_every_naughty_string_goes_round_byte_for_byte(office: Office, device: Device, proof: Proof) -> None:
    colleague = Device.added(office.folder, office.address, RUBEN).opened()
    strings = naughty()
    sent: dict[str, Any] = {}
    for start in range(0, len(strings), 100):
        commands = []
        for text in strings[start : start + 100]:
            full = everywhere(FULL, f"x{text}")
            command = device.envelope(
                RecordObservation(look(result=Result.SEEN, facts=(FactLine(at("06:12"), FactKind.SOUND, f"x{text}"),)))
            )
            command["args"]["look"]["own_position"] = f"x{text}"
            command["args"]["look"]["interpretation"] = full.interpretation
            sent[command["id"]] = command["args"]["look"]
            commands.append(command)
        answer = device.send(*commands)
        assert "refused" not in statuses(answer)
    arrived: dict[str, Any] = {}
    cursor, more = 0, True
    while more:
        page = colleague.send(cursor=cursor, limit=200)
        cursor, more = page["cursor"], page["more"]
        arrived |= {row["id"]: row["body"]["look"] for row in page["changes"] if row["kind"] == "observation"}
    changed = sum(arrived.get(each) != sent[each] for each in sent)
    proof("P19", "naughty strings from one phone to another", arrived=at_least(400, len(arrived)), changed=exactly(0, changed))


def test_lone_surrogates_are_refused_one_by_one_and_nul_stays_nul(office: Office, device: Device) -> None:
    texts = ["goed", "kapot \ud800", "nul \0 nul", "\udfff", "goed \U0001f468\u200d\U0001f469"]
    commands = [device.envelope(RecordObservation(look(own_position=f"x{text}"))) for text in texts]
    assert [status == "refused" for status in statuses(device.send(*commands))] == [False, True, False, True, False]
    kept = [body["look"]["own_position"] for (kind, _), body in office.rows().items() if kind == "observation"]
    assert sorted(kept) == sorted(f"x{texts[number]}" for number in (0, 2, 4))
