"""A backup is made beside a running server, checked before anybody relies on it, and put back without losing the old file."""

from __future__ import annotations

import json
import sqlite3
import stat
import threading
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from people import NADIA, RUBEN, look
from running import Office, until

from field_app.rules.commands import RecordObservation
from server.by_hand import Device
from sync_server.keys import log_key
from sync_server.restore import BadBackup, back_up, put_back, verify
from sync_server.roster_log import RosterLog
from sync_server.store.server_store import ServerStore


def filled(office: Office, count: int = 12) -> Device:
    device = Device.added(office.folder, office.address).opened()
    device.send(*(device.envelope(RecordObservation(look())) for _ in range(count)))
    return device


def _grew(written: list[str], before: int) -> bool:
    return len(written) > before


def test_a_backup_is_made_while_phones_keep_writing_and_holds_whole_chains(office: Office) -> None:
    device = filled(office)
    stop = threading.Event()
    written = []

    def write() -> None:
        while not stop.is_set():
            written.append(device.send(device.envelope(RecordObservation(look())))["verdicts"][0]["id"])

    writer = threading.Thread(target=write)
    writer.start()
    held = []
    try:
        for number in range(5):
            until(partial(_grew, written, len(written)), "the phone wrote on")
            held.append(verify(office.back_up(f"backup-{number}.db"))[device.id])
    finally:
        stop.set()
        writer.join(20)
    assert held == sorted(held)
    assert held[0] >= 12
    assert len(written) >= 5
    assert device.send()["safe_seq"] == held[-1]
    assert device.number == 12 + len(written)


def test_a_backup_is_for_its_owner_only_and_overwrites_nothing(office: Office) -> None:
    filled(office)
    path = office.back_up("backup.db")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = path.read_bytes()
    with pytest.raises(FileExistsError):
        office.back_up("backup.db")
    assert path.read_bytes() == before


FAULTS = {
    "a bit of a command": "update commands set content = cast(replace(content, 'NOTHING', 'NOTHINH') as blob) where device_seq = 3",
    "a salt": "update commands set salt = zeroblob(16) where device_seq = 3",
    "an inner hash": "update commands set inner_hash = zeroblob(32) where device_seq = 3",
    "a head": "update commands set head = zeroblob(32) where device_seq = 3",
    "a command gone": "delete from commands where device_seq = 3",
    "the last one gone": "delete from commands where device_seq = 12",
    "two changed places": "update commands set device_seq = 107 - device_seq where device_seq in (3, 4)",
    "the count of the device": "update devices set last_seq = 13",
    "no commands": "drop table commands",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_backup_that_is_not_whole_is_refused_and_nothing_is_put_back(office: Office, fault: str) -> None:
    filled(office)
    path = office.back_up("backup.db")
    verify(path)
    with closing(sqlite3.connect(path)) as file:
        changed = file.execute(FAULTS[fault])
        file.commit()
        assert changed.rowcount != 0
    with pytest.raises(BadBackup):
        verify(path)
    server = office.folder / "ronde.db"
    before = server.read_bytes()
    with pytest.raises(BadBackup):
        put_back(path, server, log_key(office.folder), "beheer", office.watch.now())
    assert server.read_bytes() == before
    assert [each.name for each in office.folder.iterdir() if "before" in each.name] == []


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + b"x" * 5_000])
def test_a_file_that_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "backup.db"
    path.write_bytes(content)
    with pytest.raises(BadBackup):
        verify(path)
    assert path.read_bytes() == content


def test_a_command_that_was_destroyed_on_purpose_leaves_a_sound_backup(office: Office) -> None:
    filled(office)
    path = office.back_up("backup.db")
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("update commands set content = null, salt = null, verdict = null where device_seq = 3").rowcount == 1
        file.commit()
    assert max(verify(path).values()) == 12


def test_phones_are_told_that_it_is_safe_only_after_the_check(office: Office, tmp_path: Path) -> None:
    device = filled(office)
    with closing(sqlite3.connect(office.folder / "ronde.db")) as file:
        file.execute("update commands set salt = zeroblob(16) where device_seq = 3")
        file.commit()
    store = ServerStore(office.folder / "ronde.db")
    with pytest.raises(BadBackup):
        back_up(store, tmp_path / "bad.db")
    store.close()
    assert device.send()["safe_seq"] == 0


def test_putting_back_keeps_the_old_file_with_what_a_killed_server_left_beside_it(tmp_path: Path) -> None:
    """A server that died in the middle of a commit leaves a journal: it belongs to the old file and to no other."""
    folder = tmp_path / "server"
    store = ServerStore(folder / "ronde.db")
    store.set_meta("epoch", {"epoch": "one", "at": "2026"})
    back_up(store, tmp_path / "backup.db")
    store.set_meta("later", "kept")
    store.database.execute("pragma cache_size = 1")
    store.database.execute("begin immediate")
    for number in range(2_000):
        store.set_meta(f"half-{number}", "x" * 500)
    dead = tmp_path / "dead"
    dead.mkdir()
    for path in folder.iterdir():
        (dead / path.name).write_bytes(path.read_bytes())
    store.database.execute("rollback")
    store.close()
    beside = {path.name for path in dead.iterdir()} - {"ronde.db"}
    assert beside, "a journal was left"
    put_back(tmp_path / "backup.db", dead / "ronde.db", log_key(tmp_path), "beheer", datetime(2026, 11, 19, tzinfo=UTC))
    old = next(path for path in dead.iterdir() if path.name.startswith("ronde.db.before-") and path.name[-6:].isdigit())
    with closing(sqlite3.connect(old)) as file:
        assert file.execute("pragma integrity_check").fetchone() == ("ok",)
        assert file.execute("select count(*) from meta where name like 'half%'").fetchone() == (0,)
        assert file.execute("select value from meta where name = 'later'").fetchone() == ('"kept"',)
    new = ServerStore(dead / "ronde.db")
    assert new.meta("later") is None
    assert (new.meta("epoch")["previous"], new.meta("epoch")["by"]) == ("one", "beheer")
    new.close()


def epoch(office: Office) -> str:
    with closing(sqlite3.connect(office.folder / "ronde.db")) as file:
        return str(json.loads(file.execute("select value from meta where name = 'epoch'").fetchone()[0])["epoch"])


def test_a_torn_line_in_the_register_takes_no_other_along(office: Office) -> None:
    first = office.phone(NADIA)
    backup = office.back_up("one.db")
    with (office.folder / "devices.log").open("ab") as file:  # the power was cut while a device was let in
        file.write(b'{"device": "0197aaaa", "team": "team-no')
    later = office.phone(RUBEN)
    office.put_back(backup)
    first.round()
    assert later.round().more is False


def test_a_restore_killed_halfway_leaves_the_server_as_it_was(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.phone()
    backup, before = office.back_up("one.db"), epoch(office)
    device = filled(office)
    office.server.stop()

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(RosterLog, "replay", killed)
    with pytest.raises(KeyboardInterrupt):
        put_back(backup, office.folder / "ronde.db", log_key(office.folder), "office", office.watch.now())
    assert epoch(office) == before
    with closing(sqlite3.connect(office.folder / "ronde.db")) as file:
        assert file.execute("select last_seq from devices where id = ?", [device.id]).fetchone()[0] == 12
    monkeypatch.undo()
    put_back(backup, office.folder / "ronde.db", log_key(office.folder), "office", office.watch.now())
    assert epoch(office) != before
    office.restart()


def test_phones_believe_a_restore_by_a_server_whose_clock_was_fast_before(office: Office) -> None:
    phone = office.phone()
    backup = office.back_up("one.db")
    office.watch.set_wall(days=1)
    phone.look()
    phone.round()
    office.watch.set_wall(days=-1)
    office.put_back(backup)
    phone.round()
    assert "observation" in {kind for kind, _ in office.rows()}
