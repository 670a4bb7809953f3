"""`ronde log verify` names every entry and head that does not fit; `ronde log alarms` shows what phones saw."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from people import NADIA, RUBEN, TEAM, look
from proofs import Proof, at_least, exactly
from running import Office

from field_app.rules.commands import RecordObservation
from field_app.rules.log import LogAlarm
from server.by_hand import Device
from sync_server.admin.cli import main
from sync_server.keys import LogKey, log_key
from sync_server.restore import BadBackup, verify
from sync_server.store.log_alarms import KeptAlarm
from sync_server.store.log_audit import Fault, Wrong, faults
from sync_server.store.people import TeamHead
from sync_server.store.server_store import ServerStore
from sync_server.store.signatures import is_signed

#: What somebody did by hand, and what is said of it: the kind, and the number of the command or the size of the head.
TAMPERED = {
    "another text": ("update commands set content = cast(content || ' ' as blob) where leaf = 2", Wrong.CONTENT, 3),
    "another verdict": ("update commands set verdict = '{\"flags\":[]}' where leaf = 1", Wrong.VERDICT, 2),
    "another status": ("update commands set status = 'refused' where leaf = 1", Wrong.LEAF, 2),
    "another time": ("update commands set received_at = '2026-01-01T00:00:00.000+00:00' where leaf = 4", Wrong.LEAF, 1),
    "another device": ("update commands set device = 'x' where leaf = 4", Wrong.LEAF, 1),
    "another inner hash": ("update commands set inner_hash = zeroblob(32) where leaf = 5", Wrong.LEAF, 2),
    "a command gone": ("delete from commands where leaf = 7", Wrong.GONE, 8),
    "one gone in the middle": ("delete from commands where leaf = 2", Wrong.ORDER, 4),
    "places changed": ("update commands set leaf = 7 - leaf where leaf in (3, 4) and rowid > 0", Wrong.ORDER, 4),
    "a tile": ("update tiles set hashes = zeroblob(length(hashes))", Wrong.LEAF, 1),
    "a head": ("update heads set root = zeroblob(32) where size = 4", Wrong.HEAD, 4),
    "a head of more than there is": ("update heads set size = 9 where size = 8", Wrong.HEAD, 9),
    "a signature": ("update heads set signature = zeroblob(64) where size = 8", Wrong.SIGNATURE, 8),
    "the count of a device": ("update devices set last_seq = 5", Wrong.CHAIN, 5),
}


@pytest.fixture
def written(office: Office) -> Office:
    """Four commands of each of two devices, and a head after each batch."""
    for officer in (NADIA, RUBEN):
        device = Device.added(office.folder, office.address, officer).opened()
        device.send(*(device.envelope(RecordObservation(look())) for _ in range(4)))
    return office


def read(path: Path, key: LogKey) -> list[Fault]:
    with closing(sqlite3.connect(path)) as file:
        return list(faults(file, partial(is_signed, key.public_hex)))


def by_hand(office: Office, statement: str) -> Path:
    """A copy of the server's file that somebody changed."""
    path = office.home / "copy.db"
    shutil.copy(office.folder / "ronde.db", path)
    with closing(sqlite3.connect(path)) as file:
        file.execute("drop index commands_as_received")
        assert file.execute(statement).rowcount > 0
        file.commit()
    return path


def test_a_log_as_it_was_written_has_no_faults(written: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert read(written.folder / "ronde.db", log_key(written.folder)) == []
    assert main(["log", "verify", "--folder", str(written.folder)]) == 0
    assert "8 regels nagelezen" in capsys.readouterr().out


@pytest.mark.parametrize("name", TAMPERED)
def test_what_was_changed_by_hand_is_named(written: Office, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    statement, wrong, number = TAMPERED[name]
    path = by_hand(written, statement)
    found = read(path, log_key(written.folder))
    assert (wrong, number) in {(each.what, each.number) for each in found}, found
    words = ["log", "verify", "--folder", str(written.folder), "--file", str(path)]
    assert main(words) == 1
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == len(found)
    assert "waarschuw de teamleider" in said.err
    if wrong is not Wrong.SIGNATURE:
        with pytest.raises(BadBackup):
            verify(path)


ANY_ENTRY = {
    "edited": "update commands set content = cast(content || ' ' as blob) where leaf = {leaf}",
    "milder": "update commands set status = 'refused' where leaf = {leaf}",
    "deleted": "delete from commands where leaf = {leaf}",
    "moved": "update commands set leaf = 100 + leaf where leaf = {leaf}",
    "given to another": "update commands set device = 'x' where leaf = {leaf}",
    "backdated": "update commands set received_at = '2026-01-01T00:00:00.000+00:00' where leaf = {leaf}",
    "rolled back": "delete from commands where leaf >= {leaf}",
}


def test_whichever_entry_is_changed_deleted_moved_or_rolled_back_is_named(written: Office, proof: Proof) -> None:
    named = unseen = 0
    for leaf in range(8):
        for statement in ANY_ENTRY.values():
            found = read(by_hand(written, statement.format(leaf=leaf)), log_key(written.folder))
            named, unseen = named + bool(found), unseen + (not found)
    proof("P17", "any entry of the log changed in any way", named=at_least(56, named), unseen=exactly(0, unseen))


def test_heads_that_another_key_signed_are_found_with_the_key_alone(written: Office, capsys: pytest.CaptureFixture[str]) -> None:
    public = log_key(written.folder).public_hex
    other = log_key(written.home / "elsewhere").public_hex
    apart = written.home / "apart"
    apart.mkdir()
    shutil.copy(written.folder / "ronde.db", apart / "ronde.db")
    assert main(["log", "verify", "--folder", str(apart), "--key", public]) == 0
    assert main(["log", "verify", "--folder", str(apart), "--key", other]) == 1
    capsys.readouterr()
    assert main(["log", "verify", "--folder", str(apart)]) == 0
    assert "geef --key" in capsys.readouterr().out


def test_the_check_writes_nothing_and_runs_beside_the_server(written: Office) -> None:
    path = written.folder / "ronde.db"
    before = path.read_bytes()
    assert main(["log", "verify", "--folder", str(written.folder)]) == 0
    assert path.read_bytes() == before


def test_alarms_are_shown_with_both_heads_and_beside_the_log(written: Office, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--folder", str(written.folder), "--team", TEAM.name]
    assert main(["log", "alarms", *words]) == 0
    assert "Geen meldingen" in capsys.readouterr().out
    heads = written.at_desk(lambda store: store.team_log(TEAM.id).heads())
    alarm = LogAlarm(written.watch.now(), heads[1], heads[0])
    assert written.at_desk(lambda store: store.log_alarms.keep(KeptAlarm(TEAM.id, "device-1", "phone", alarm)))
    assert not written.at_desk(lambda store: store.log_alarms.keep(KeptAlarm(TEAM.id, "device-1", "phone", alarm))), "once"
    assert main(["log", "alarms", *words]) == 0
    said = capsys.readouterr().out
    assert "gemeld door apparaat device-1" in said
    assert all(each.root in said for each in heads)
    assert main(["log", *words]) == 0
    assert "ronde log alarms" in capsys.readouterr().err


def test_another_teams_alarms_stay_with_that_team(written: Office, capsys: pytest.CaptureFixture[str]) -> None:
    def elsewhere(store: ServerStore) -> None:
        store.people.add_team(TeamHead("elders", "Team Elders", "", 0))
        alarm = LogAlarm(written.watch.now())
        store.log_alarms.keep(KeptAlarm("elders", "device-1", "phone", alarm))

    written.at_desk(elsewhere)
    assert main(["log", "alarms", "--folder", str(written.folder), "--team", TEAM.name]) == 0
    assert "Geen meldingen" in capsys.readouterr().out
