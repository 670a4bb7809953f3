"""The server takes each command once, in order, and one that is nonsense never touches its neighbours."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from people import NADIA, RUBEN, at, look
from rules.test_naughty_strings import FULL, everywhere, naughty
from running import Office
from server.by_hand import CLOCK, Device

from field_app.rules.commands import EndShift, FactLine, RecordObservation, StartShift, WithdrawObservation
from field_app.rules.refusals import Code
from field_app.rules.vocabulary import FactKind, Result


@pytest.fixture
def device(office: Office) -> Device:
    return Device.added(office.folder, office.address).opened()


def observations(office: Office) -> list[str]:
    return [row_id for kind, row_id in office.rows() if kind == "observation"]


def statuses(answer: dict[str, Any]) -> list[str]:
    return [each["status"] for each in answer["verdicts"]]


def taken(device: Device, office: Office) -> int:
    return int(office.server.office.desk.submit(lambda store: store.people.device(device.id).last_seq).result())  # type: ignore[union-attr]  # in this process


def test_the_same_request_any_number_of_times_has_the_same_result(office: Office, device: Device) -> None:
    commands = [device.envelope(RecordObservation(look())), device.envelope(StartShift("nadias-shift")), device.envelope(StartShift("nadias-shift"))]
    request = device.request(commands)
    first = device.post(request).json()
    assert statuses(first) == ["accepted", "accepted", "refused"]
    for _ in range(3):
        office.watch.forward(minutes=5)
        assert device.post(request).json()["verdicts"] == first["verdicts"]
    assert len(observations(office)) == 1
    device.number = 3
    later = device.send(device.envelope(EndShift("nadias-shift")))
    assert statuses(later) == ["accepted"]
    assert taken(device, office) == 4


def test_a_part_that_was_sent_before_gets_its_verdict_again_and_the_rest_is_judged(office: Office, device: Device) -> None:
    first = [device.envelope(RecordObservation(look())) for _ in range(3)]
    seed_request = device.request(first)
    said = device.post(seed_request).json()["verdicts"]
    again = device.post(seed_request).json()
    assert again["verdicts"] == said
    more = device.send(device.envelope(RecordObservation(look())))
    assert statuses(more) == ["accepted"] or statuses(more) == ["flagged"]
    assert len(observations(office)) == 4


def test_a_gap_is_answered_with_what_is_missing_and_later_commands_wait(office: Office, device: Device) -> None:
    one, two, three = (device.envelope(RecordObservation(look())) for _ in range(3))
    head = device.head
    answer = device.post(device.request([two, three])).json()
    assert (answer["missing_from"], statuses(answer)) == (1, ["waiting", "waiting"])
    assert observations(office) == []
    device.head = head
    assert set(statuses(device.send(one, two, three))) <= {"accepted", "flagged"}
    assert len(observations(office)) == 3


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
    {"id": ""},
    {"id": "x" * 5_000},
    {"id": "\ud800"},
    {"id": "a\0b"},
    {"id": 'quo"te'},
    {"id": "back\\slash"},
    {"id": "line\nbreak"},
    {"id": "</script>"},
    {"extra": 1},
    {"é😀\ue000": 1, "\ud83d\ude00": 2},
]


@pytest.mark.parametrize("nonsense", NONSENSE, ids=lambda each: ascii(each)[:40])
def test_a_command_that_cannot_be_read_or_is_odd_never_blocks_its_neighbours(office: Office, device: Device, nonsense: dict[str, Any]) -> None:
    before, after = device.envelope(RecordObservation(look())), None
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


def nested(depth: int, leaf: Any) -> Any:
    for _ in range(depth):
        leaf = [leaf]
    return leaf


@pytest.mark.parametrize("args", [nested(150, 1), nested(400, "😀"), nested(700, 1), {"x": 1.5}, {"x": 10**400}, {"x": 1e300}], ids=["150", "400", "700", "float", "huge", "1e300"])
def test_odd_json_in_a_command_is_no_fault_of_the_server(office: Office, device: Device, args: Any) -> None:
    response = device.post(device.request([device.envelope(RecordObservation(look()), args=args), device.envelope(RecordObservation(look()))]))
    assert response.status_code < 500
    assert response.status_code != 200 or statuses(response.json())[1] in ("accepted", "flagged")


@pytest.mark.parametrize(
    "text",
    [b"", b"null", b"[]", b"7", b'"x"', b"{", b"\xff\xfe", b"{}", b'{"protocol": NaN}', b"[" * 100_000, b'{"a":' * 5_000, b'{"protocol": 1' + b"0" * 5_000 + b"}"],
    ids=lambda each: ascii(each)[:20],
)
def test_a_body_that_is_no_request_gets_a_polite_no(device: Device, text: bytes) -> None:
    response = device.post(text)
    assert (response.status_code, response.json()["code"]) == (400, Code.MALFORMED)


@pytest.mark.parametrize(
    "changes",
    [
        {"protocol": "1"}, {"protocol": -1}, {"protocol": True}, {"epoch": None}, {"cursor": -1}, {"cursor": 2**60}, {"cursor": 1.5},
        {"limit": "x"}, {"clock": None}, {"clock": {}}, {"clock": {**CLOCK, "boot": 7}}, {"clock": {**CLOCK, "more": 1}}, {"commands": {}},
        {"commands": 7}, {"commands": [7]}, {"commands": [{}]}, {"commands": [{"device_seq": 0}]}, {"commands": [{"device_seq": "1"}]},
        {"commands": [{"device_seq": True}]}, {"commands": [None]}, {"chain": None}, {"chain": {}}, {"chain": {"seeds": {}}},
        {"chain": {"head": "zz", "signature": "", "seeds": []}}, {"chain": {"head": "", "signature": "", "seeds": [[1]]}},
        {"chain": {"head": "", "signature": "", "seeds": [["1", ""]]}}, {"chain": {"head": "", "signature": "", "seeds": []}},
    ],
    ids=lambda each: ascii(each)[:40],
)  # fmt: skip
def test_a_request_with_odd_parts_gets_a_polite_no_and_takes_nothing(office: Office, device: Device, changes: dict[str, Any]) -> None:
    response = device.post(device.request([device.envelope(RecordObservation(look()))], **changes))
    assert (response.status_code, response.headers["content-type"]) == (400, "application/problem+json"), response.text
    assert response.json()["code"] == Code.MALFORMED
    assert taken(device, office) == 0
    device.number = 0
    assert set(statuses(device.send(device.envelope(RecordObservation(look()))))) <= {"accepted", "flagged"}


def test_a_protocol_from_the_future_is_told_so_and_an_old_one_may_deliver(office: Office, device: Device) -> None:
    response = device.post(device.request(protocol=2))
    assert (response.status_code, response.json()["code"]) == (426, Code.PROTOCOL_TOO_NEW)
    answer = device.send(device.envelope(RecordObservation(look())), protocol=0)
    assert (answer["code"], answer["changes"], len(answer["verdicts"])) == (Code.PROTOCOL_TOO_OLD, [], 1)
    assert len(observations(office)) == 1


def test_a_broken_chain_is_refused_as_a_whole_and_keeps_everything(office: Office, device: Device) -> None:
    commands = [device.envelope(RecordObservation(look())) for _ in range(3)]
    good = device.request(commands)
    chained = good["chain"]
    broken: list[tuple[dict[str, Any], tuple[int, str]]] = [
        ({"commands": [commands[0], {**commands[1], "name": "start-shift"}, commands[2]]}, (409, Code.CHAIN_BROKEN)),
        ({"commands": [commands[0], commands[2], commands[1]]}, (400, Code.MALFORMED)),
        ({"commands": commands[:2]}, (409, Code.CHAIN_BROKEN)),
        ({"chain": {**chained, "head": "00" * 32}}, (409, Code.CHAIN_BROKEN)),
        ({"chain": {**chained, "head": ""}}, (409, Code.CHAIN_BROKEN)),
        ({"chain": {**chained, "seeds": [[1, "00" * 32]]}}, (409, Code.CHAIN_BROKEN)),
        ({"chain": {**chained, "seeds": [[2, chained["seeds"][0][1]]]}}, (400, Code.MALFORMED)),
        ({"chain": {**chained, "signature": "00" * 64}}, (401, Code.PROOF_INVALID)),
        ({"chain": {**chained, "signature": "00"}}, (401, Code.PROOF_INVALID)),
    ]
    for changes, expected in broken:
        response = device.post({**good, **changes})
        assert (response.status_code, response.json()["code"]) == expected, changes
        device.head = device.head if taken(device, office) else device.head
        assert taken(device, office) == 0
        assert observations(office) == []
    assert len(broken) >= 9
    assert set(statuses(device.post(good).json())) <= {"accepted", "flagged"}
    assert len(observations(office)) == 3


def test_a_device_that_was_put_back_and_went_on_is_found_out(office: Office, device: Device) -> None:
    first = device.send(device.envelope(RecordObservation(look())), device.envelope(RecordObservation(look())))
    copy = Device(device.address, device.id, device.key)
    copy.epoch, copy.token, copy.number = device.epoch, device.token, 1
    from field_app.rules import chain  # noqa: PLC0415  # only here

    copy.head = chain.genesis(device.id)
    copy.number = 0
    response = copy.post(copy.request([copy.envelope(RecordObservation(look())), copy.envelope(RecordObservation(look()))]))
    assert (response.status_code, response.json()["code"]) == (409, Code.CHAIN_FORKED)
    assert len(observations(office)) == len(first["verdicts"]) == 2


def test_a_lost_entry_is_flagged_and_the_server_goes_on(office: Office, device: Device) -> None:
    whole = device.envelope(RecordObservation(look()))
    lost = {"device_seq": 2, "lost": "ab" * 32}
    device.number = 2
    after = device.envelope(RecordObservation(look()))
    answer = device.send(whole, lost, after)
    assert statuses(answer)[1] == "flagged"
    assert answer["verdicts"][1]["flags"] == ["record-lost"]
    assert observations(office) == [whole["id"], after["id"]]


def test_the_first_to_use_an_id_keeps_it(office: Office, device: Device) -> None:
    first = device.envelope(RecordObservation(look()))
    twice = device.envelope(RecordObservation(look()), id=first["id"])
    assert [(each["status"], each.get("code")) for each in device.send(first, twice)["verdicts"]][1] == ("refused", Code.MALFORMED)
    other = Device.added(office.folder, office.address, RUBEN).opened()
    said = other.send(other.envelope(RecordObservation(look(shift_id="rubens-shift")), id=first["id"]))["verdicts"][0]
    assert said["status"] == "refused"
    assert office.rows()["observation", first["id"]]["officer_id"] == NADIA.id


@pytest.mark.parametrize(
    ("written", "sent", "flagged"),
    [
        ("2026-11-19T06:14:01+01:00", "2026-11-19T06:14:01+01:00", False),
        ("2026-11-20T06:14:01+01:00", "2026-11-20T06:14:01+01:00", True),
        ("2026-11-18T06:14:01+01:00", "2026-11-18T06:14:01+01:00", True),
        ("2026-11-19T06:16:00+01:00", "2026-11-19T06:16:00+01:00", False),
        ("2026-11-19T06:16:02+01:00", "2026-11-19T06:16:02+01:00", True),
        ("2026-11-19T05:14:01+00:00", "2026-11-19T00:14:01-05:00", False),
        ("2026-11-20T06:14:01+01:00", "2026-11-19T06:14:01+01:00", True),
    ],
    ids=["right", "a-day-ahead", "a-day-behind", "119-s", "121-s", "other-zone", "set-right-meanwhile"],
)
def test_a_clock_that_is_off_is_flagged_and_never_corrected(office: Office, device: Device, written: str, sent: str, flagged: bool) -> None:
    """The server's clock says 06:14:01; writing and sending were at the same moment by the clock that nobody can set."""
    ended = datetime.fromisoformat(written)
    command = RecordObservation(look(began_at=ended - timedelta(minutes=2), ended_at=ended))
    answer = device.send(device.envelope(command, at=written), clock={**CLOCK, "now": sent, "monotonic_ms": 1_000})
    verdict = answer["verdicts"][0]
    assert ("clock-skew" in verdict.get("flags", [])) is flagged
    kept = office.rows()["observation", verdict["id"]]
    assert kept["recorded_at"].startswith(written[:19])
    assert kept["received_at"].startswith("2026-11-19T06:14:01")
    assert kept["look"]["ended_at"] == ended.isoformat(timespec="milliseconds")


def test_the_order_of_the_server_decides_and_not_the_phones_clock(office: Office) -> None:
    phone, laptop = (Device.added(office.folder, office.address).opened() for _ in range(2))
    assert statuses(phone.send(phone.envelope(StartShift("nadias-shift"), at="2026-11-20T06:00:00+01:00"))) == ["accepted"]
    assert statuses(laptop.send(laptop.envelope(StartShift("nadias-shift"), at="2026-11-18T06:00:00+01:00"))) == ["refused"]


def test_every_naughty_string_goes_round_byte_for_byte(office: Office, device: Device) -> None:
    colleague = Device.added(office.folder, office.address, RUBEN).opened()
    strings = naughty()
    sent: dict[str, Any] = {}
    for start in range(0, len(strings), 100):
        commands = []
        for text in strings[start : start + 100]:
            full = everywhere(FULL, f"x{text}")
            command = device.envelope(RecordObservation(look(result=Result.SEEN, facts=(FactLine(at("06:12"), FactKind.SOUND, f"x{text}"),))))
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
    assert arrived == sent
    assert len(arrived) >= 400


def test_lone_surrogates_are_refused_one_by_one_and_nul_stays_nul(office: Office, device: Device) -> None:
    texts = ["goed", "kapot \ud800", "nul \0 nul", "\udfff", "goed \U0001f468\u200d\U0001f469"]
    commands = [device.envelope(RecordObservation(look(own_position=f"x{text}"))) for text in texts]
    assert [status == "refused" for status in statuses(device.send(*commands))] == [False, True, False, True, False]
    kept = [body["look"]["own_position"] for (kind, _), body in office.rows().items() if kind == "observation"]
    assert sorted(kept) == sorted(f"x{texts[number]}" for number in (0, 2, 4))


def test_a_withdrawal_of_what_is_not_there_is_refused_with_its_code(device: Device) -> None:
    said = device.send(device.envelope(WithdrawObservation("nothing", "waarom")))["verdicts"][0]
    assert (said["code"], said["details"]) == (Code.OBSERVATION_UNKNOWN, {"observation_id": "nothing"})


def test_what_a_judge_may_ask_for_is_kept_as_it_was_received(office: Office, device: Device) -> None:
    command = device.envelope(RecordObservation(look()))
    device.send(command)
    kept = office.server.office.desk.submit(lambda store: store.evidence.known(device.id, 1, 1)[1]).result()  # type: ignore[union-attr]  # in this process
    assert json.loads(kept.content) == command
    assert kept.head == device.head

