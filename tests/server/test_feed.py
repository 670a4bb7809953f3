"""The feed gives every change once, whole and in order, and costs what changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from people import LINDE, NADIA, RUBEN, TEAM, WORLD, look
from rules.examples import QUICK
from running import Office, found_team, rows_as_changes

from field_app.rules.commands import CorrectObservation, RecordObservation, StartShift
from field_app.rules.facts import Change
from field_app.rules.totals import row_hash
from field_app.rules.vocabulary import Kind
from server.by_hand import Device
from sync_server import feed, intake
from sync_server.store.people import Device as KnownDevice
from sync_server.store.server_store import ServerStore

Read = Callable[[ServerStore, KnownDevice, int, int], feed.Page]


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], ServerStore]:
    """Makes servers' files with the small world in them."""
    first = tmp_path_factory.mktemp("first")
    found_team(first)

    def made() -> ServerStore:
        path = tmp_path_factory.mktemp("store") / "ronde.db"
        path.write_bytes((first / "ronde.db").read_bytes())
        store = ServerStore(path)
        store.database.execute("pragma synchronous = off")
        return store

    return made


def reader(device_id: str) -> KnownDevice:
    return KnownDevice(device_id, TEAM.id, "nadia", b"", 0, b"", 0, is_revoked=False)


def rows_in(page: feed.Page) -> list[dict[str, Any]]:
    return [json.loads(text) for text in page.rows]


class Mirror:
    """What a phone holds that follows the feed page by page, its own new rows included."""

    def __init__(self, device_id: str, read: Read) -> None:
        self.device, self.read, self.cursor = reader(device_id), read, 0
        self.rows: dict[tuple[str, str], int] = {}
        self.pages = 0

    def pull(self, store: ServerStore, limit: int) -> bool:
        page = self.read(store, self.device, self.cursor, limit)
        assert len(page.rows) <= limit
        seqs = [row["seq"] for row in rows_in(page)]
        assert seqs == sorted(seqs)
        assert all(self.cursor < seq <= page.cursor for seq in seqs)
        assert page.cursor >= self.cursor
        self.rows |= {(row["kind"], row["id"]): row["seq"] for row in rows_in(page)}
        self.cursor, self.pages = page.cursor, self.pages + 1
        return page.more


def write(store: ServerStore, by: str, kind: Kind, row_ids: list[str], is_new: bool) -> int:
    """One command's changes, all with one number."""
    team = store.people.team(TEAM.id)
    seq = (team.seq if team else 0) + 1
    changes = [(seq, Change(kind, row_id, {"n": seq, "look": {}}, is_new=is_new)) for row_id in row_ids]
    with store.database.atomic():
        store.rows(TEAM.id).write(changes, by)
        store.people.move_feed(TEAM.id, seq)
    return seq


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["a", "b"]),
        st.sampled_from(["new", "new", "change", "pull", "pull"]),
        st.integers(1, 4),
        st.integers(10, 14),
    ),
    min_size=4,
    max_size=40,
)


def follows(stores: Callable[[], ServerStore], steps: list[Any], read: Read) -> int:
    """Two devices write and pull in any order; each ends with the newest version of every row. Answers the pages read."""
    store = stores()
    mirrors = {name: Mirror(name, read) for name in ("a", "b")}
    made: list[str] = []
    for name, step, count, limit in steps:
        if step == "pull":
            mirrors[name].pull(store, limit)
        elif step == "new":
            fresh = [f"row-{len(made) + each}" for each in range(count)]
            seq = write(store, name, Kind.OBSERVATION, fresh, is_new=True)
            made += fresh
            mirrors[name].rows |= {("observation", row_id): seq for row_id in fresh}
        elif made:
            write(store, name, Kind.OBSERVATION, sorted({made[each * 7 % len(made)] for each in range(count)}), is_new=False)
    for mirror in mirrors.values():
        while mirror.pull(store, 10):
            pass
    truth = {(kind, row_id): seq for kind, row_id, seq in store.database.execute("select kind, id, seq from rows")}
    store.close()
    assert all(mirror.rows == truth for mirror in mirrors.values())
    return sum(mirror.pages for mirror in mirrors.values())


@settings(QUICK, max_examples=50)
@given(STEPS)
def test_no_order_of_writing_and_pulling_makes_a_cursor_step_over_a_change(
    stores: Callable[[], ServerStore], steps: list[Any]
) -> None:
    assert follows(stores, steps, feed.page) >= 2


def test_a_feed_that_splits_a_change_or_runs_ahead_would_be_found_out(stores: Callable[[], ServerStore]) -> None:
    def splits(store: ServerStore, device: KnownDevice, cursor: int, limit: int) -> feed.Page:
        found = store.reading(TEAM.id, feed.reader_of(store, device)).page(cursor, device.id, limit)
        return feed.Page([text for _, text in found], found[-1][0] if found else cursor, len(found) == limit, {})

    def runs_ahead(store: ServerStore, device: KnownDevice, cursor: int, limit: int) -> feed.Page:
        page = feed.page(store, device, cursor, limit)
        return feed.Page(page.rows, page.cursor + 1, page.more, {})

    steps = [("a", "new", 4, 10)] * 6 + [("b", "pull", 1, 10), ("a", "change", 3, 10)] * 3
    follows(stores, steps, feed.page)
    for fault in (splits, runs_ahead):
        with pytest.raises((AssertionError, KeyError)):
            follows(stores, steps, fault)


def test_a_page_keeps_to_its_limit_and_what_is_asked_for_to_what_is_bearable(office: Office) -> None:
    many = [Change(Kind.CASE, f"case-{number}", {"code_name": "x"}, is_new=True) for number in range(60)]
    office.at_desk(lambda store: intake.put_rows(store, TEAM.id, many))
    device = Device.added(office.folder, office.address).opened()
    for asked, given_ in ((1, 10), (10, 10), (25, 25)):
        page = device.send(limit=asked)
        assert (len(page["changes"]), page["more"]) == (given_, True)
    whole = device.send(limit=10**9)
    assert (len(whole["changes"]), whole["more"]) == (60 + len(WORLD), False)
    assert whole["cursor"] == 60 + len(WORLD)
    assert device.send(cursor=whole["cursor"])["changes"] == []
    assert device.send(cursor=whole["cursor"] + 1_000)["changes"] == []


def test_a_change_that_moved_more_rows_than_a_page_holds_comes_whole(office: Office) -> None:
    many = [(1_000, Change(Kind.CASE, f"case-{number}", {"code_name": "x"}, is_new=True)) for number in range(14)]
    office.at_desk(lambda store: store.rows(TEAM.id).write(many, None))
    office.at_desk(lambda store: store.people.move_feed(TEAM.id, 1_000))
    later = [Change(Kind.CASE, "case-later", {"code_name": "x"}, is_new=True)]
    office.at_desk(lambda store: intake.put_rows(store, TEAM.id, later))
    device = Device.added(office.folder, office.address).opened()
    page = device.send(cursor=len(WORLD), limit=10)
    assert (len(page["changes"]), page["cursor"], page["more"]) == (14, 1_000, True)
    rest = device.send(cursor=page["cursor"], limit=10)
    assert ([each["id"] for each in rest["changes"]], rest["more"]) == (["case-later"], False)


def test_a_device_does_not_get_its_own_new_rows_back_and_others_do(office: Office) -> None:
    phone = Device.added(office.folder, office.address).opened()
    laptop = Device.added(office.folder, office.address).opened()
    start = phone.send()["cursor"]
    made = phone.send(phone.envelope(RecordObservation(look())), phone.envelope(StartShift("nadias-shift")), cursor=start)
    assert [(row["kind"], row["id"]) for row in made["changes"]] == [("shift", "nadias-shift")], "a changed row does come back"
    seen = made["verdicts"][0]["id"]
    assert seen in {row["id"] for row in laptop.send(cursor=start)["changes"]}
    after = laptop.send()["cursor"]
    laptop.send(laptop.envelope(CorrectObservation(seen, "verbeterd", look())), cursor=after)
    assert seen in {row["id"] for row in phone.send(cursor=made["cursor"])["changes"]}, "changed by another device"
    assert {row["id"] for row in phone.send(cursor=0)["changes"]} >= {seen}, "from zero everything"


def test_a_pull_from_zero_in_pages_brings_everything_also_ones_own(office: Office) -> None:
    phone = Device.added(office.folder, office.address).opened()
    mine = [phone.send(phone.envelope(RecordObservation(look())))["verdicts"][0]["id"] for _ in range(25)]
    rows: list[str] = []
    cursor, more, pages = 0, True, 0
    while more:
        page = phone.send(cursor=cursor, limit=10, anew=True)
        rows += [row["id"] for row in page["changes"]]
        cursor, more, pages = page["cursor"], page["more"], pages + 1
    assert pages >= 2
    assert set(mine) <= set(rows)
    assert len(rows) == len(set(rows)) == 25 + len(WORLD)


def test_totals_are_those_of_all_rows_of_the_team_and_of_no_other(office: Office) -> None:
    found_team(office.folder, type(TEAM)("team-zuid", "Team Zuid"), NADIA)
    device = Device.added(office.folder, office.address, RUBEN).opened()
    device.send(*(device.envelope(RecordObservation(look())) for _ in range(5)))
    totals = device.send()["totals"]
    with closing(sqlite3.connect(office.folder / "ronde.db")) as file:
        rows = file.execute("select kind, id, seq from rows where team = ?", [TEAM.id]).fetchall()
    recounted: dict[str, list[int]] = {}
    for kind, row_id, seq in rows:
        count, total = recounted.get(kind, [0, 0])
        recounted[kind] = [count + 1, (total + row_hash(kind, row_id, seq)) % 2**64]
    assert totals == recounted
    assert totals["observation"][0] == 5
    assert len(rows_as_changes(WORLD)) == sum(totals[kind][0] for kind in totals) - 5
    assert LINDE.id in {row_id for _, row_id, _ in rows}
