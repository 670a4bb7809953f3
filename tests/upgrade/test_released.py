"""Files of every released version open with today's code, and nothing of them is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from people import TEAM
from proofs import Proof, at_least, exactly
from running import Phone, Server

from field_app.rules.dossier.words import Reliability, SignalSource
from field_app.rules.vocabulary import Result
from sync_server import feed
from sync_server.admin.cli import main
from sync_server.keys import log_key
from sync_server.restore import back_up, put_back
from sync_server.store.log_audit import faults
from sync_server.store.server_store import ServerStore

from .released_files import VERSIONS, Files


@pytest.fixture(params=VERSIONS)
def files(request: pytest.FixtureRequest, tmp_path: Path) -> Files:
    return Files(request.param, tmp_path)


@pytest.fixture
def running(files: Files) -> Iterator[tuple[Server, Phone]]:
    """Server and phone of a version, both on today's code."""
    server = files.served()
    phone = files.opened()
    phone.connect(server.address)
    yield server, phone
    phone.close()
    server.stop()


def test_all_drafts_and_queued_commands_are_there_and_opening_twice_changes_nothing(files: Files) -> None:
    for _ in range(2):
        phone = files.opened()
        assert (len(files.told["drafts"]), len(files.told["queued"])) == (50, 200)
        assert files.lost(phone.store) == []
        assert (phone.store.drafts.damaged(), phone.store.casebook.damaged) == (0, 0)
        phone.close()


def test_drafts_go_on_and_all_that_waited_arrives_once_and_in_order(
    files: Files, running: tuple[Server, Phone], proof: Proof
) -> None:
    _, phone = running
    lost = files.lost(phone.store)
    sealed = [_finish(phone, each) for each in files.told["drafts"]]
    phone.round()
    wanted = [each[2] for each in files.told["confirmed"]] + [each[0] for each in files.told["queued"]] + sealed
    arrived = _log(files)
    assert [each[2] for each in arrived] == wanted
    assert [each[0] for each in arrived] == list(range(1, len(wanted) + 1))
    assert {each[1] for each in arrived} <= {"accepted", "flagged"}
    assert phone.store.outbox.count("SAVED") == 0
    assert phone.store.casebook.totals() == _totals(files)
    proof(
        "P21", "an older phone or server file opened by today's code",
        drafts=exactly(50, len(sealed)), queued_commands=exactly(200, len(files.told["queued"])), lost=exactly(0, len(lost)),
    )  # fmt: skip


def test_a_servers_rows_chains_and_log_are_whole_and_it_can_be_backed_up_and_put_back(files: Files, proof: Proof) -> None:
    with closing(ServerStore(files.server / "ronde.db")) as store:
        back_up(store, files.folder / "copy.db")
    put_back(files.folder / "copy.db", files.server / "ronde.db", log_key(files.server), "beheer", files.watch.now())
    with closing(sqlite3.connect(files.server / "ronde.db")) as file:
        wrong = list(faults(file))
        rows = sorted("/".join(each) for each in file.execute("select kind, id from rows where team = ?", [TEAM.id]))
    missing = [each for each in files.told["rows"] if each not in rows]
    assert main(["log", "verify", "--folder", str(files.server)]) == 0
    assert [list(each) for each in _log(files)] == files.told["confirmed"]
    proof(
        "P21", "an older server's file, migrated, backed up and put back",
        rows=at_least(32, len(rows)), lost=exactly(0, len(missing)), faults_in_the_log=exactly(0, len(wrong)),
    )  # fmt: skip


def _finish(phone: Phone, draft_id: str) -> str:
    """Go on with a draft of before the update and seal it; answers the id of the command."""
    if any(each.id == draft_id for each in phone.workday.papers()):
        for name, value in (("source", SignalSource.OTHER), ("received_on", "2026-11-18"), ("reliability", Reliability.PLAUSIBLE)):
            phone.workday.write_paper(draft_id, (name,), value)
        return phone.workday.seal_paper(draft_id)
    draft = phone.workday.draft(draft_id).draft
    result = draft.result or Result.NOTHING_SEEN
    phone.workday.change(draft_id, result=result, ended_at=draft.began_at + timedelta(minutes=2), late_reason="Na de update.")
    return phone.workday.seal(draft_id).id


def _log(files: Files) -> list[tuple[int, str, str | None]]:
    with closing(sqlite3.connect(files.server / "ronde.db")) as file:
        asked = "select device_seq, status, id from commands where device = ? order by device_seq"
        return list(file.execute(asked, [files.told["device"]]))


def _totals(files: Files) -> dict[str, list[int]]:
    with closing(ServerStore(files.server / "ronde.db")) as store:
        device = store.people.device(files.told["device"])
        assert device is not None
        return feed.page(store, device, 0, 10, is_anew=True).totals
