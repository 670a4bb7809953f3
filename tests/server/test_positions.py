"""Where somebody is: held in memory while it is needed, told to the own team during an alarm, and found on no disk."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from people import KARIN, NADIA, NADIAS_SHIFT, RUBEN, TEAM, WORLD, at, rows_of
from running import Office, Phone, found_team, put, until

from field_app.rules.position import Position, Whereabouts
from field_app.rules.records import Officer, Team
from field_app.rules.row_facts import RowFacts
from field_app.rules.safety_commands import RaiseAlarm, StartTimer
from field_app.rules.safety_records import Alarm, AlarmKind, Timer
from field_app.rules.vocabulary import ShiftStatus
from field_app.rules.wire import encode
from server.by_hand import Device
from sync_server.positions import Positions

#: Digits that occur nowhere else.
LATITUDE, LONGITUDE = 51_987_654, 4_123_457
HERE = Position(LATITUDE, LONGITUDE, 12, at("06:14"))


def held(office: Office) -> int:
    found: int = office.server.office.positions.count  # type: ignore[union-attr]  # the server in this process
    return found


def located(phone: Phone, position: Position = HERE) -> Phone:
    """A phone that knows where it is, and says so while that is needed."""
    phone.exchange.position = lambda: position if phone.workday.needs().position else None
    return phone


def seen_by(phone: Phone) -> list[str]:
    phone.round()
    return [each.officer_id for each in phone.exchange.whereabouts]


@pytest.fixture
def pair(office: Office) -> tuple[Phone, Phone]:
    nadia, ruben = located(office.phone(NADIA)), office.phone(RUBEN)
    nadia.workday.start_shift(NADIAS_SHIFT.id)
    nadia.round()
    return nadia, ruben


def test_a_colleague_knows_where_somebody_is_during_an_alarm_and_not_during_a_timer(
    office: Office, pair: tuple[Phone, Phone]
) -> None:
    nadia, ruben = pair
    assert held(office) == 0, "nothing runs"
    nadia.workday.start_timer(at("06:30"))
    nadia.round()
    assert (held(office), seen_by(ruben)) == (1, [])
    alarm_id = nadia.workday.raise_alarm()
    nadia.round()
    assert seen_by(ruben) == [NADIA.id]
    assert ruben.exchange.whereabouts == (Whereabouts(NADIA.id, HERE),)
    assert seen_by(nadia) == [], "one knows where one is oneself"
    ruben.workday.end_alarm(alarm_id, "bij haar, alles goed")
    assert seen_by(ruben) == []


def test_a_place_is_forgotten_at_the_end_of_the_shift_though_the_alarm_is_open(office: Office, pair: tuple[Phone, Phone]) -> None:
    nadia, ruben = pair
    nadia.workday.raise_alarm()
    nadia.round()
    assert seen_by(ruben) == [NADIA.id]
    nadia.workday.end_shift(NADIAS_SHIFT.id, "")
    nadia.round()
    assert seen_by(ruben) == []
    until(lambda: held(office) == 0, "the server forgets")
    assert nadia.workday.safety().own_alarm is not None


@pytest.mark.parametrize("minutes", [59, 60])
def test_a_place_is_forgotten_after_an_hour_whatever_runs(minutes: int) -> None:
    facts, positions = world(Alarm("a", NADIA.id, AlarmKind.PANIC, at("06:00"))), Positions()
    positions.take(TEAM.id, NADIA.id, HERE, facts, at("06:14"))
    positions.forget(lambda _: facts, at("06:14") + timedelta(minutes=minutes))
    assert positions.count == (minutes < 60)


def world(*more: Any) -> RowFacts:
    return RowFacts(rows_of(*WORLD, replace(NADIAS_SHIFT, status=ShiftStatus.STARTED), *more), TEAM.id)


def test_only_the_own_team_knows(office: Office, pair: tuple[Phone, Phone]) -> None:
    nadia, _ = pair
    other_team, eva = Team("team-zuid", "Team Zuid"), Officer("eva", "Eva", NADIA.roles)
    found_team(office.folder, other_team, eva)
    put(office.folder, replace(NADIA, name="Nadia uit Zuid"), team_id=other_team.id)
    stranger = office.phone(eva, team_id=other_team.id)
    nadia.workday.raise_alarm()
    nadia.round()
    assert seen_by(stranger) == []
    assert seen_by(office.phone(KARIN)) == [NADIA.id]


def test_a_newer_place_takes_the_place_of_an_older_and_never_the_other_way() -> None:
    facts, positions = world(Alarm("a", NADIA.id, AlarmKind.PANIC, at("06:00"))), Positions()
    later = replace(HERE, latitude=LATITUDE + 10, at=at("06:15"))
    assert positions.take(TEAM.id, NADIA.id, HERE, facts, at("06:14"))
    assert not positions.take(TEAM.id, NADIA.id, HERE, facts, at("06:14")), "nothing new: nobody need be rung for it"
    assert positions.take(TEAM.id, NADIA.id, later, facts, at("06:15"))
    assert not positions.take(TEAM.id, NADIA.id, HERE, facts, at("06:16"))
    assert positions.shared(TEAM.id, RUBEN.id, facts) == [Whereabouts(NADIA.id, later)]


BAD = [
    {"latitude": 91_000_000},
    {"longitude": "4.1"},
    {"latitude": 51.9},
    {"accuracy_m": -1},
    {"at": "2026-11-19T06:14:00"},
    {"speed": 3},
    None,
]


@pytest.mark.parametrize("fault", BAD, ids=str)
def test_a_place_that_cannot_be_read_never_holds_up_the_alarm_beside_it(office: Office, fault: dict[str, Any] | None) -> None:
    device = Device.added(office.folder, office.address).opened()
    position = "here" if fault is None else {**encode(HERE), **fault}
    answer = device.send(device.envelope(RaiseAlarm()), position=position)
    assert [each["status"] for each in answer["verdicts"]] == ["accepted"]
    assert held(office) == 0
    device.send(position=encode(HERE))
    assert held(office) == 1, "the same, well written, is held"


def test_a_phone_that_tells_its_place_without_need_is_not_heard(office: Office) -> None:
    device = Device.added(office.folder, office.address).opened()
    device.send(device.envelope(StartTimer(at("06:30"))))
    device.send(position=encode(HERE))
    assert held(office) == 1
    other = Device.added(office.folder, office.address, RUBEN).opened()
    other.send(position=encode(HERE))
    assert held(office) == 1


# ---- nothing of it on any disk


def traces(*folders: Path) -> list[str]:
    """The files in which the digits of the planted place stand, as text or as a number."""
    digits = [str(each).encode() for each in (LATITUDE, LONGITUDE, LATITUDE / 1e6, LONGITUDE / 1e6)]
    numbers = [each.to_bytes(4, order) for each in (LATITUDE, LONGITUDE) for order in ("big", "little")]
    found = []
    for path in (each for folder in folders for each in folder.rglob("*") if each.is_file()):
        content = path.read_bytes()
        if any(each in content for each in (*digits, *numbers)):
            found.append(path.name)
    return found


def opened_rows(phone: Phone) -> Iterator[str]:
    """All that stands sealed in the phone's file: rows, outbox, drafts and settings."""
    yield json.dumps(list(phone.bodies().values()))
    for item in phone.store.outbox.items("SAVED", "ACCEPTED", "FLAGGED", "REFUSED"):
        yield json.dumps(encode(item.envelope))
    yield json.dumps([phone.store.settings.get(name) for name in ("place", "server_offset", "preferences", "epochs", "enrolment")])


def a_whole_alarm(office: Office, nadia: Phone, ruben: Phone) -> None:
    nadia.workday.start_timer(at("06:30"))
    nadia.round()
    alarm_id = nadia.workday.raise_alarm()
    nadia.round()
    assert seen_by(ruben) == [NADIA.id]
    office.back_up("backup.db")
    ruben.workday.end_alarm(alarm_id, "gevonden")
    ruben.round()
    nadia.round()


def test_the_place_stands_in_no_file_of_phone_or_server_and_in_no_log(
    office: Office, pair: tuple[Phone, Phone], caplog: pytest.LogCaptureFixture
) -> None:
    nadia, ruben = pair
    with caplog.at_level(logging.DEBUG):
        a_whole_alarm(office, nadia, ruben)
    assert traces(office.home) == []
    assert len([each for each in office.home.rglob("*") if each.is_file()]) >= 5
    for phone in (nadia, ruben):
        assert [text for text in opened_rows(phone) if str(LATITUDE) in text or str(LONGITUDE) in text] == []
    assert str(LATITUDE) not in caplog.text
    assert str(LONGITUDE) not in caplog.text


@pytest.mark.parametrize("where", ["a command's words", "a setting", "a log line"])
def test_a_place_that_does_get_written_down_is_found_out(office: Office, pair: tuple[Phone, Phone], where: str) -> None:
    nadia, ruben = pair
    faults: dict[str, Callable[[], object]] = {
        "a command's words": lambda: nadia.look(text=f"ik sta op {LATITUDE}"),
        "a setting": lambda: office.at_desk(lambda store: store.set_meta("last", encode(HERE))),
        "a log line": lambda: (office.home / "server.log").write_text(f"position {HERE}"),
    }
    faults[where]()
    a_whole_alarm(office, nadia, ruben)
    assert traces(office.home)
    if where == "a command's words":
        assert any(str(LATITUDE) in text for text in opened_rows(nadia))


def test_the_types_that_are_kept_have_no_room_for_a_place() -> None:
    for shape in (Alarm, Timer):
        assert not {"latitude", "longitude", "position", "point"} & set(shape.__dataclass_fields__)
