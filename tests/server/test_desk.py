"""One desk: an answer is given after the commit, one job's trouble is not another's, and too many are told to wait."""

from __future__ import annotations

import asyncio
import json
import random
import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import httpx
import pytest
from people import TEAM, look
from proofs import Proof, at_least, exactly
from running import Office, Server, until
from sqlite_utils import Database

from field_app.rules.commands import RecordObservation
from field_app.rules.refusals import Code, Refused
from server.by_hand import Device
from sync_server.bell import Bell
from sync_server.desk import Desk
from sync_server.store.database import NewerFile, journal_mode, open_database
from sync_server.store.server_store import ServerStore


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "ronde.db")
    yield made
    made.close()


class Closed:
    """The desk is busy with something until it is let go."""

    def __init__(self, desk: Desk) -> None:
        self._gate, self.begun = threading.Event(), threading.Event()
        self.job = desk.submit(self._work)
        self.begun.wait(10)

    def _work(self, _: ServerStore) -> None:
        self.begun.set()
        self._gate.wait(10)

    def open(self) -> None:
        self._gate.set()


def put(name: str) -> Any:
    return lambda store: store.set_meta(name, name)


def failing(store: ServerStore) -> None:
    store.set_meta("half", "half")
    raise Refused(Code.CASE_UNKNOWN)


def test_jobs_share_a_commit_and_an_answer_comes_after_it(desk: Desk, tmp_path: Path) -> None:
    commits: list[str] = []
    desk.submit(lambda store: store.database.conn.set_trace_callback(commits.append)).result()
    closed = Closed(desk)
    jobs = [desk.submit(put(f"name-{number}")) for number in range(60)]
    assert not any(job.done() for job in jobs)
    commits.clear()
    closed.open()
    for number, job in enumerate(jobs):
        job.result(10)
        other = sqlite3.connect(tmp_path / "ronde.db")
        assert other.execute("select count(*) from meta where name = ?", [f"name-{number}"]).fetchone() == (1,), (
            "on disk before the answer"
        )
        other.close()
    count = sum(text.lower() == "commit" for text in commits)
    assert 2 <= count <= 5, "sixty jobs in a few commits"


def test_a_job_that_fails_leaves_nothing_and_does_not_touch_those_that_share_its_commit(desk: Desk) -> None:
    closed = Closed(desk)
    jobs: list[Future[Any]] = []
    for number in range(9):
        jobs.append(desk.submit(failing if number % 3 == 1 else put(f"name-{number}")))
    closed.open()
    for number, job in enumerate(jobs):
        if number % 3 == 1:
            with pytest.raises(Refused):
                job.result(10)
        else:
            job.result(10)
    kept = desk.submit(lambda store: [name for (name,) in store.database.execute("select name from meta")]).result()
    assert set(kept) == {f"name-{number}" for number in range(9) if number % 3 != 1}


def test_a_job_that_was_called_off_does_not_touch_those_that_share_its_commit(desk: Desk) -> None:
    closed = Closed(desk)
    before, off, fails, after = (desk.submit(work) for work in (put("before"), failing, failing, put("after")))
    assert off.cancel()
    closed.open()
    assert (before.result(10), after.result(10)) == (None, None)
    with pytest.raises(Refused):
        fails.result(10)


def test_when_the_commit_fails_nobody_is_told_that_it_was_kept_and_the_desk_goes_on(desk: Desk, tmp_path: Path) -> None:
    desk.submit(lambda store: store.database.execute("pragma busy_timeout = 50")).result()
    other = sqlite3.connect(tmp_path / "ronde.db", isolation_level=None)
    other.execute("begin immediate")
    for _ in range(3):
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            desk.submit(put("not-now")).result(10)
    other.execute("rollback")
    desk.submit(put("now")).result(10)
    kept = desk.submit(lambda store: [name for (name,) in store.database.execute("select name from meta")]).result()
    assert kept == ["now"]
    other.close()


def test_a_full_server_disk_is_no_end(desk: Desk) -> None:
    desk.submit(lambda store: store.database.execute("pragma max_page_count = 40")).result()
    with pytest.raises(sqlite3.OperationalError, match="full"):
        desk.submit(lambda store: store.set_meta("large", "x" * 500_000)).result(10)
    desk.submit(lambda store: store.database.execute("pragma max_page_count = 100000")).result(10)
    desk.submit(lambda store: store.set_meta("large", "x" * 500_000)).result(10)


def test_too_many_are_asked_to_come_back_and_nothing_is_forgotten(desk: Desk) -> None:
    closed = Closed(desk)
    jobs = []
    with pytest.raises(Refused) as no:
        for number in range(400):
            jobs.append(desk.submit(put(f"name-{number}")))
    assert no.value.code is Code.TOO_BUSY
    assert 150 <= len(jobs) <= 250
    closed.open()
    for job in jobs:
        job.result(10)
    desk.submit(put("afterwards")).result(10)


def test_a_busy_server_says_429_and_when_to_come_back_while_the_door_still_answers(office: Office, proof: Proof) -> None:
    assert isinstance(office.server, Server)
    device = Device.added(office.folder, office.address).opened()
    body = json.dumps(device.request()).encode()
    nonce = device.fresh_nonce()
    closed = Closed(office.server.office.desk)
    waiting = []
    with pytest.raises(Refused):
        for _ in range(400):
            waiting.append(office.server.office.desk.submit(lambda store: store.meta("epoch")))
    response = device.ask("POST", "/v1/sync", body, nonce=nonce)
    assert (response.status_code, response.json()["code"], response.headers["retry-after"]) == (429, Code.TOO_BUSY, "2")
    ready = httpx.get(f"{office.address}/ready")
    assert httpx.get(f"{office.address}/health").json() == {"status": "ok"}
    assert httpx.get(f"{office.address}/metrics").status_code == 200
    closed.open()
    until(lambda: all(job.done() for job in waiting), "the queue is empty")
    proof(
        "P20",
        "a desk with more work than it bears",
        waiting=at_least(150, len(waiting)),
        asked_to_come_back=exactly(2, (response.status_code, ready.status_code).count(429)),
        taken_afterwards=exactly(1, device.ask("POST", "/v1/sync", body).status_code == 200),
    )


def test_many_phones_at_once_are_all_served(office: Office) -> None:
    devices = [Device.added(office.folder, office.address).opened() for _ in range(8)]
    answers: dict[str, list[str]] = {}

    def deliver(device: Device) -> None:
        said = [device.send(device.envelope(RecordObservation(look())))["verdicts"][0] for _ in range(6)]
        answers[device.id] = [each["id"] for each in said if each["status"] != "refused"]

    threads = [threading.Thread(target=deliver, args=(device,)) for device in devices]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    ids = [each for said in answers.values() for each in said]
    assert len(ids) == len(set(ids)) == 48
    rows = office.rows()
    assert all(("observation", each) in rows for each in ids)
    seqs = sorted(seq for (seq,) in Database(office.folder / "ronde.db").execute("select seq from rows where kind = 'observation'"))
    assert len(set(seqs)) == 48


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), "delete"), ((3, 44, 5), "delete"), ((3, 44, 6), "wal"), ((3, 45, 0), "delete"), ((3, 50, 6), "delete"),
        ((3, 50, 7), "wal"), ((3, 51, 0), "delete"), ((3, 51, 2), "delete"), ((3, 51, 3), "wal"), ((3, 60, 0), "wal"),
        ((4, 0, 0), "wal"),
    ],
)  # fmt: skip
def test_the_journal_mode_is_the_one_that_is_safe_with_this_sqlite(version: tuple[int, ...], mode: str) -> None:
    assert journal_mode(version) == mode


def test_the_servers_file_is_durable_and_a_newer_one_is_refused(tmp_path: Path) -> None:
    database = open_database(tmp_path / "ronde.db")
    found = [database.execute(f"pragma {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "foreign_keys")]
    assert found == [journal_mode(), 3, 1]
    database.table("_sqlite_migrations").insert({"migration_set": "server", "name": "from_the_future", "applied_at": "2030"})
    database.close()
    before = (tmp_path / "ronde.db").read_bytes()
    with pytest.raises(NewerFile, match="from_the_future"):
        Desk(tmp_path / "ronde.db")
    assert (tmp_path / "ronde.db").read_bytes() == before


def test_what_another_process_writes_is_seen_by_the_rules_at_once(office: Office) -> None:
    device = Device.added(office.folder, office.address).opened()
    assert device.send(device.envelope(RecordObservation(look())))["verdicts"][0]["status"] == "accepted"
    with sqlite3.connect(office.folder / "ronde.db") as other:
        other.execute("update rows set body = json_set(body, '$.status', 'CLOSED') where id = 'linde'")
    other.close()
    assert "case-closed" in device.send(device.envelope(RecordObservation(look())))["verdicts"][0]["flags"]


def test_a_ring_is_never_missed_also_while_the_last_number_is_on_its_way() -> None:
    async def story() -> list[int]:
        bell, chance = Bell(), random.Random(1)  # noqa: S311  # repeatable
        line = bell.listen(TEAM.id, 5)
        heard = [await anext(line)]
        for number in range(6, 60):
            if chance.random() < 0.5:
                bell.ring(TEAM.id, number)
                bell.ring("another-team", 999)
                heard.append(await asyncio.wait_for(anext(line), 1))
            else:
                hearing = asyncio.ensure_future(anext(line))
                await asyncio.sleep(0)
                bell.ring(TEAM.id, number)
                heard.append(await asyncio.wait_for(hearing, 1))
        bell.close()
        return heard

    assert asyncio.run(story()) == list(range(5, 60))


def test_the_line_for_hints_says_numbers_only(office: Office) -> None:
    listener = Device.added(office.folder, office.address).opened()
    writer = Device.added(office.folder, office.address).opened()
    nonce = listener.fresh_nonce()
    from field_app.rules.proof import request_proof  # noqa: PLC0415  # only here

    proof = listener.key.sign(request_proof("GET", "/v1/events", b"", nonce, listener.token)).hex()
    headers = {"Ronde-Nonce": nonce, "Ronde-Proof": proof, "Authorization": f"Ronde {listener.token}"}
    with listener.http.stream("GET", "/v1/events", headers=headers) as line:
        lines = line.iter_lines()
        heard = [next(lines) for _ in range(3)]
        writer.send(writer.envelope(RecordObservation(look())))
        heard += [next(lines) for _ in range(3)]
    first, second = (int(each.removeprefix("data: ")) for each in heard if each.startswith("data"))
    assert (heard[0], second) == ("event: feed", first + 1)
    assert line.headers["content-type"].startswith("text/event-stream")
