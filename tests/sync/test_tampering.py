"""Whoever changes the server's log, with the file and even with its key, is found out by the next phone that comes by."""

from __future__ import annotations

import logging
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import pytest
from people import NADIA, RUBEN, TEAM
from proofs import Proof, at_least, exactly
from running import Office, Phone, Server

from field_app.rules import chain, text_nl
from field_app.rules.refusals import Code
from field_app.sync.client import NotWelcome
from field_app.sync.trust import LogBroken
from sync_server.store.log_alarms import KeptAlarm
from sync_server.store.server_store import ServerStore
from sync_server.store.team_log import build

Attack = Callable[[sqlite3.Connection], object]


def changes(file: sqlite3.Connection) -> None:
    """Another text in an old command, with every hash that follows from it made right again."""
    content, salt = file.execute("select content, salt from commands where leaf = 2").fetchone()
    content = content.replace(b"eerste", b"tweede")
    file.execute("update commands set content = ?, inner_hash = ? where leaf = 2", [content, chain.inner(salt, content)])


ATTACKS: dict[str, Attack] = {
    "changed": changes,
    "dropped": lambda file: file.execute("delete from commands where leaf = 3"),
    "the newest dropped": lambda file: file.execute("delete from commands where leaf = (select max(leaf) from commands)"),
    "reordered": lambda file: file.executescript(
        "update commands set rowid = -1 where leaf = 1; update commands set rowid = 2 where leaf = 2;"
        "update commands set rowid = 3 where rowid = -1;"
    ),
    "another time of receipt": lambda file: file.execute("update commands set received_at = '2026' where leaf = 1"),
    "another verdict": lambda file: file.execute("update commands set status = 'refused' where leaf = 1"),
    "other flags": lambda file: file.execute("update commands set verdict = '{\"flags\":[]}' where verdict is not null"),
    "another device": lambda file: file.execute("update commands set device = 'x' where leaf = 1"),
    "inserted": lambda file: file.executescript(
        """update commands set rowid = -rowid where rowid > 3;
        insert into commands (rowid, device, device_seq, team, inner_hash, head, received_at, status)
            select 4, 'ghost', 1, team, inner_hash, head, received_at, status from commands where rowid = 1;
        update commands set rowid = 1 - rowid where rowid < 0;"""
    ),
}


@contextmanager
def at_night(office: Office) -> Iterator[Path]:
    """Somebody is alone with the server's file; afterwards the server runs again, with its own key."""
    office.server.stop()
    yield office.folder / "ronde.db"
    office.server = Server(office.folder, office.watch.now, office.server.port)


def attack(office: Office, by: Attack, *, hides: bool) -> None:
    """Change the log and make the tree over it right again; who `hides` takes the signed heads away too."""
    with at_night(office) as path:
        with closing(sqlite3.connect(path)) as file:
            file.execute("drop index commands_as_received")
            before = file.total_changes
            by(file)
            file.execute("update commands set leaf = null")
            assert file.total_changes > before
            file.commit()
        store = ServerStore(path)
        build(store.database, TEAM.id)
        if hides:
            store.database.execute("delete from heads")
        store.close()


@pytest.fixture
def team(office: Office) -> tuple[Phone, Phone]:
    """Two phones that are up to date, with some looks of each behind them."""
    nadia, ruben = office.phone(NADIA), office.phone(RUBEN)
    for _ in range(3):
        for phone in (nadia, ruben):
            phone.look(text="Licht aan op de eerste verdieping.")
            phone.look()
            phone.round()
    nadia.round()
    return nadia, ruben


def alarms(office: Office) -> list[KeptAlarm]:
    return office.at_desk(lambda store: list(store.log_alarms.of(TEAM.id)))


def refuses(phone: Phone, code: Code = Code.LOG_CHANGED) -> LogBroken:
    """An exchange of which nothing is taken, while everything that was saved stays."""
    entry, before, waiting = phone.look(), phone.bodies(), phone.store.outbox.count("SAVED")
    place, held = phone.store.settings.get("place"), phone.store.settings.get("log_head")
    with pytest.raises(LogBroken) as no:
        phone.round()
    assert no.value.code == code
    assert phone.bodies() == before
    assert phone.store.outbox.count("SAVED") == waiting
    assert (phone.store.settings.get("place"), phone.store.settings.get("log_head")) == (place, held)
    assert phone.workday.entry(entry.id).id == entry.id
    return no.value


@pytest.mark.parametrize("hides", [False, True], ids=["heads left", "heads taken away"])
@pytest.mark.parametrize("how", ATTACKS)
def test_the_next_phone_raises_the_alarm_and_keeps_its_own(
    office: Office, team: tuple[Phone, Phone], how: str, hides: bool, caplog: pytest.LogCaptureFixture, proof: Proof
) -> None:
    attack(office, ATTACKS[how], hides=hides)
    with caplog.at_level(logging.ERROR):
        refuses(team[0])
    seen = [each for each in alarms(office) if each.source == "server" and each.device_id]
    assert [each.device_id for each in seen] == [team[0].enrolment.device_id], "the server saw it by itself"
    assert seen[0].alarm.held is not None
    assert "does not extend a head that was signed" in caplog.text
    assert NADIA.name not in caplog.text
    refuses(team[0])
    told = next(each for each in alarms(office) if each.source == "phone").alarm
    assert told.held == seen[0].alarm.held
    assert told.told is not None
    refuses(team[1])
    count = int(httpx.get(f"{office.address}/metrics").text.split("\nronde_log_alarms_total ")[1].split(".")[0])
    assert count == len(alarms(office))
    proof("P17", "a server that changed its log, seen by the next phones", attacks=exactly(1, len(seen)), alarms=at_least(3, count))


def test_the_phone_says_so_and_goes_on_recording(office: Office, team: tuple[Phone, Phone]) -> None:
    nadia, _ = team
    attack(office, ATTACKS["changed"], hides=True)
    driver = nadia.driver()
    nadia.run(driver.exchange_now())
    trouble = driver.standing.weather
    assert isinstance(trouble, NotWelcome)
    assert trouble.code == Code.LOG_CHANGED
    assert "Blijf vastleggen en bel de teamleider" in text_nl.refusal(trouble.code)
    assert driver.standing.next_try_at is not None, "it goes on trying, so that what was seen is reported"
    nadia.look()
    assert nadia.store.outbox.count("SAVED") == 1


def test_a_log_that_was_rolled_back_to_an_older_copy_without_a_word_is_refused(office: Office, team: tuple[Phone, Phone]) -> None:
    copy = office.home / "older.db"
    with at_night(office) as path:
        shutil.copy(path, copy)
    for phone in (*team, *team):
        phone.look()
        phone.round()
    with at_night(office) as path:
        shutil.copy(copy, path)
    for phone in team:
        refuses(phone)
    assert {each.device_id for each in alarms(office)} == {phone.enrolment.device_id for phone in team}


def test_the_alarm_is_told_until_it_arrived_and_ends_when_the_true_log_is_back(office: Office, team: tuple[Phone, Phone]) -> None:
    nadia, _ = team
    true = office.home / "true.db"
    with at_night(office) as path:
        shutil.copy(path, true)
    attack(office, ATTACKS["dropped"], hides=True)
    refuses(nadia)
    again = office.killed(nadia)
    refuses(again)
    with at_night(office) as path:
        shutil.copy(true, path)
    again.round()
    assert again.store.outbox.count("SAVED") == 0
    assert again.store.settings.get("log_alarm") is None
    assert len(again.store.settings.get("log_evidence")) == 1
    kept = [each for each in alarms(office) if each.source == "phone"]
    assert len(kept) == 1
    assert kept[0].alarm.told is not None, "both heads are evidence"


def test_after_a_restore_with_the_offices_word_the_old_head_is_kept_as_evidence(office: Office, team: tuple[Phone, Phone]) -> None:
    nadia, ruben = team
    backup = office.back_up("backup.db")
    nadia.look()
    nadia.round()
    held = nadia.store.settings.get("log_head")
    office.put_back(backup)
    nadia.round()
    (kept,) = nadia.store.settings.get("log_evidence")
    assert kept["held"] == held
    said = kept["restore"]
    assert (said["old"], said["by"]) == ({"size": held["size"], "root": held["root"]}, "beheer")
    assert said["new"]["size"] == held["size"] - 1
    ruben.round()
    assert alarms(office) == []
    attack(office, ATTACKS["changed"], hides=True)
    refuses(nadia)


def test_a_restore_names_no_other_team(office: Office) -> None:
    nadia = office.phone()
    office.put_back(office.back_up("backup.db"))
    nadia.round()
    assert set(nadia.store.settings.get("restored")) == {"epoch", "previous", "at", "by", "team_id", "old", "new", "signature"}


# ---- planted faults: what the phone would swallow if it did not look


@pytest.mark.parametrize("how", ["changed", "dropped", "the newest dropped"])
def test_a_phone_that_skips_the_proof_would_have_taken_it(
    office: Office, team: tuple[Phone, Phone], how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    attack(office, ATTACKS[how], hides=True)
    monkeypatch.setattr("field_app.sync.trust.extends", lambda *_: True)
    nadia = team[0]
    before = nadia.store.settings.get("log_head")
    nadia.round()
    assert nadia.store.settings.get("log_head") != before, "so that the alarm above comes from the proof alone"


def test_a_server_that_changed_keys_is_refused_unless_any_signature_would_do(
    office: Office, team: tuple[Phone, Phone], monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_night(office) as path:
        (path.parent / "log.key").unlink()
        with closing(sqlite3.connect(path)) as file:
            file.execute("delete from heads")
            file.commit()
    refuses(team[0], Code.LOG_UNPROVEN)
    monkeypatch.setattr("field_app.sync.trust.is_signed", lambda *_: True)
    team[0].round()
