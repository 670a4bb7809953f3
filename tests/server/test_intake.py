"""The server takes each command once and in order; chain, clock and ids are held against what it knows."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime, timedelta
from typing import Any

import pytest
from people import NADIA, RUBEN, look
from running import Office

from field_app.rules.commands import EndShift, RecordObservation, StartShift, WithdrawObservation
from field_app.rules.refusals import Code
from field_app.rules.wire import OLDEST_PROTOCOL, PROTOCOL
from server.by_hand import CLOCK, Device


@pytest.fixture
def device(office: Office) -> Device:
    return Device.added(office.folder, office.address).opened()


def observations(office: Office) -> list[str]:
    return [row_id for kind, row_id in office.rows() if kind == "observation"]


def statuses(answer: dict[str, Any]) -> list[str]:
    return [each["status"] for each in answer["verdicts"]]


def taken(device: Device, office: Office) -> int:
    found = office.at_desk(lambda store: store.people.device(device.id))
    assert found is not None
    return found.last_seq


def test_the_same_request_any_number_of_times_has_the_same_result(office: Office, device: Device) -> None:
    commands = [
        device.envelope(RecordObservation(look())),
        device.envelope(StartShift("nadias-shift")),
        device.envelope(StartShift("nadias-shift")),
    ]
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


def test_a_protocol_from_the_future_is_told_so_and_an_old_one_may_deliver(office: Office, device: Device) -> None:
    response = device.post(device.request(protocol=PROTOCOL + 1))
    assert (response.status_code, response.json()["code"]) == (426, Code.PROTOCOL_TOO_NEW)
    answer = device.send(device.envelope(RecordObservation(look())), protocol=OLDEST_PROTOCOL - 1)
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
def test_a_clock_that_is_off_is_flagged_and_never_corrected(
    office: Office, device: Device, written: str, sent: str, flagged: bool
) -> None:
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


def test_a_withdrawal_of_what_is_not_there_is_refused_with_its_code(device: Device) -> None:
    said = device.send(device.envelope(WithdrawObservation("nothing", "waarom")))["verdicts"][0]
    assert (said["code"], said["details"]) == (Code.OBSERVATION_UNKNOWN, {"observation_id": "nothing"})


def test_what_a_judge_may_ask_for_is_kept_as_it_was_received(office: Office, device: Device) -> None:
    command = device.envelope(RecordObservation(look()))
    device.send(command)
    kept = office.at_desk(lambda store: store.evidence.known(device.id, 1, 1)[1])
    assert json.loads(kept.content or b"") == command
    assert kept.head == device.head


def test_a_fault_that_passes_refuses_nothing_for_good(office: Office, device: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server's disk failed for a moment."""
    request = device.request([device.envelope(RecordObservation(look()))])

    def unreadable(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as broken:
        broken.setattr("sync_server.intake.rulebook.apply", unreadable)
        assert device.post(request).status_code == 500
    assert taken(device, office) == 0
    assert statuses(device.post(request).json()) == ["accepted"]
    assert len(observations(office)) == 1
