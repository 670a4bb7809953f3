"""The server keeps each team's commands as a tree that proves itself, also after destruction and in a file from before."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from people import KARIN, NADIA, RUBEN, TEAM, look
from running import Office

from field_app.rules import merkle
from field_app.rules.commands import RecordObservation
from field_app.rules.log import LogEntry, SignedHead, leaf_data, leaf_hash, said_hash
from field_app.rules.wire import canonical, decode
from server.by_hand import Device
from sync_server.keys import log_key
from sync_server.store.log_audit import Growing, faults
from sync_server.store.server_store import ServerStore
from sync_server.store.signatures import is_signed
from sync_server.store.team_log import TeamLog, build
from sync_server.store.tiles import Tiles


def entries(count: int, seed: int = 0) -> list[LogEntry]:
    return [
        LogEntry(f"d-{at % 3}", at, sha256(f"{seed}-{at}".encode()).hexdigest(), "2026-11-19T05:00:00.000+00:00", "accepted")
        for at in range(count)
    ]


def test_a_leaf_is_the_canonical_json_of_hashes_numbers_and_verdict() -> None:
    for device_id in ("0197a2c4", 'd"é\\', "a\0b\n\x7f", "😀\ue000", "\ud800"):
        entry = LogEntry(
            device_id, 3, "ab" * 32, "2026-11-19T06:14:01.000+01:00", "flagged", said_hash(b"s" * 16, {"flags": ["x"]})
        )
        shown = {each: getattr(entry, each) for each in LogEntry.__slots__}
        assert leaf_data(entry) == canonical(shown)
        assert leaf_hash(entry) == sha256(b"\0" + canonical(shown)).digest()
    assert said_hash(b"s" * 16, {}) == ""
    assert said_hash(b"s" * 16, {"flags": ["x"]}) != said_hash(b"t" * 16, {"flags": ["x"]})


def test_tiles_prove_the_same_as_the_whole_list_of_leaves_however_it_grew(tmp_path: Path) -> None:
    store = ServerStore(tmp_path / "ronde.db")
    tiles, leaves, sizes = Tiles(store.database, "t"), list[bytes](), []
    for step in (1, 1, 5, 249, 1, 255, 300, 3, 1_500, 256, 2):
        more = [merkle.leaf_hash(os.urandom(8)) for _ in range(step)]
        tiles.append(more)
        leaves += more
        sizes.append(len(leaves))
        assert tiles.node(0, len(leaves)) == merkle.root(leaves), len(leaves)
    read = Tiles(store.database, "t")
    assert (read.size, tiles.size) == (sizes[-1], sizes[-1])
    for old in sizes:
        assert [read.node(*span) for span in merkle.consistency_spans(old, read.size)] == merkle.consistency_path(leaves, old)
    for index in (0, 255, 256, 511, 2_000, read.size - 1):
        assert [read.node(*span) for span in merkle.inclusion_spans(index, read.size)] == merkle.inclusion_path(leaves, index)
    written = store.database.execute("select level, number, length(hashes) / 32 from tiles order by level, number").fetchall()
    assert written[-1] == (1, 0, len(leaves) // 256)
    assert all(count <= 256 for _, _, count in written)
    store.close()


def test_a_third_level_begins_where_the_second_is_full(tmp_path: Path) -> None:
    store = ServerStore(tmp_path / "ronde.db")
    log, growing = TeamLog(store.database, "t"), Growing()
    leaves = [leaf_hash(each) for each in entries(70_000)]
    log._tiles.append(leaves)
    for each in leaves:
        growing.add(each)
    assert log.root() == growing.root
    assert store.database.execute("select max(level) from tiles").fetchone() == (2,)
    path, old = log.consistency(300, 70_000), merkle.root(leaves[:300])
    assert merkle.is_consistent(300, 70_000, old, log.root(), path)
    assert merkle.includes(66_000, 70_000, leaves[66_000], log.inclusion(66_000, 70_000), log.root())
    store.close()


def test_every_answer_brings_a_signed_head_over_all_that_the_team_sent_and_each_entry_is_proven(office: Office) -> None:
    devices = [Device.added(office.folder, office.address, each).opened() for each in (NADIA, RUBEN, KARIN)]
    for turn in range(4):
        for device in devices:
            answer = device.send(*(device.envelope(RecordObservation(look())) for _ in range(turn + 1)))
    head = decode(SignedHead, answer["log"]["head"])
    assert (head.team_id, head.size) == (TEAM.id, 30)
    assert is_signed(log_key(office.folder).public_hex, head.signed_part, head.signature)
    log = TeamLog(office_store(office).database, TEAM.id)
    assert log.head() == head
    for device in devices:
        for number in range(1, 11):
            index = log.index_of(device.id, number)
            assert index is not None
            entry = log.leaf(index)
            assert (entry.device_id, entry.device_seq, log.said_hash(index)) == (device.id, number, entry.said)
            assert merkle.includes(index, 30, leaf_hash(entry), log.inclusion(index, 30), bytes.fromhex(head.root))
    assert log.index_of(devices[0].id, 99) is None
    with pytest.raises(IndexError):
        log.leaf(30)


def office_store(office: Office) -> ServerStore:
    return ServerStore(office.folder / "ronde.db")


def test_a_head_is_signed_once_a_batch_and_not_again_while_nothing_came(office: Office) -> None:
    device = Device.added(office.folder, office.address).opened()
    first = device.send(*(device.envelope(RecordObservation(look())) for _ in range(50)))["log"]["head"]
    again = [device.send()["log"]["head"] for _ in range(3)]
    assert again == [first] * 3
    more = device.send(device.envelope(RecordObservation(look())))["log"]["head"]
    assert (first["size"], more["size"]) == (50, 51)
    assert office.at_desk(lambda store: [each.size for each in store.team_log(TEAM.id).heads()]) == [50, 51]


def test_teams_have_logs_of_their_own(office: Office) -> None:
    device = Device.added(office.folder, office.address).opened()
    device.send(device.envelope(RecordObservation(look())))
    assert office.at_desk(lambda store: (store.team_log(TEAM.id).size, store.team_log("elders").size)) == (1, 0)


def test_destruction_leaves_every_proof_and_head_and_nothing_that_was_said(office: Office) -> None:
    device = Device.added(office.folder, office.address).opened()
    sent = device.send(*(device.envelope(RecordObservation(look(own_position="bij de pomp"))) for _ in range(4)))
    flagged = [(device.id, at) for at, each in enumerate(sent["verdicts"], start=1) if each["status"] == "flagged"]
    assert len(flagged) >= 2, "so that more than the status is bound"
    before = office.at_desk(lambda store: [store.team_log(TEAM.id).leaf(at) for at in range(4)])
    office.at_desk(lambda store: store.evidence.blank(flagged))
    assert office.at_desk(lambda store: [store.team_log(TEAM.id).leaf(at) for at in range(4)]) == before
    assert device.send()["log"]["head"] == sent["log"]["head"]
    with closing(sqlite3.connect(office.folder / "ronde.db")) as file:
        assert list(faults(file)) == []
        gone = file.execute("select salt, verdict, said from commands where content is null").fetchall()
    assert [each[:2] for each in gone] == [(None, None)] * len(flagged)
    assert all(len(each[2]) == 32 for each in gone)


def test_what_a_transaction_took_back_is_not_in_the_log_either(office: Office) -> None:
    def half(store: ServerStore) -> None:
        store.team_log(TEAM.id).append(entries(3))
        raise ValueError("half-way")

    with pytest.raises(ValueError, match="half-way"):
        office.at_desk(half)
    assert office.at_desk(lambda store: store.team_log(TEAM.id).size) == 0


def test_a_file_from_before_there_was_a_tree_gets_one_with_everything_in_it(office: Office) -> None:
    devices = [Device.added(office.folder, office.address, each).opened() for each in (NADIA, RUBEN)]
    for device in (*devices, *devices):
        device.send(*(device.envelope(RecordObservation(look())) for _ in range(150)))
    office.server.stop()
    path = office.folder / "ronde.db"
    store = ServerStore(path)
    root = store.team_log(TEAM.id).root()
    store.close()
    with closing(sqlite3.connect(path)) as file:
        file.executescript("""
            drop index commands_as_received; alter table commands drop column leaf; alter table commands drop column said;
            drop table tiles; drop table heads; drop table log_alarms; drop table stamps;
            delete from _sqlite_migrations where name = 'log_as_a_tree';
            """)
        assert list(faults(file)) == [], "an older copy is read for its chains"
    store = ServerStore(path)
    assert (store.team_log(TEAM.id).size, store.team_log(TEAM.id).root()) == (600, root)
    assert list(faults(store.database.conn)) == []
    store.close()


def test_building_anew_keeps_the_hash_of_what_was_destroyed(office: Office) -> None:
    device = Device.added(office.folder, office.address).opened()
    sent = device.send(*(device.envelope(RecordObservation(look())) for _ in range(3)))
    office.at_desk(lambda store: store.evidence.blank([(device.id, 2)]))
    office.at_desk(lambda store: build(store.database, TEAM.id))
    office.at_desk(ServerStore.forget_facts)
    assert office.at_desk(lambda store: store.team_log(TEAM.id).root().hex()) == sent["log"]["head"]["root"]


ODD: list[object] = [
    {"size": -1}, {"size": 2**53 - 1}, {"size": 0}, {"root": ""}, {"root": "zz"}, {"root": "00" * 33}, {"signature": "zz"},
    {"team_id": "elders"}, {"epoch": "x"},
]  # fmt: skip


@pytest.mark.parametrize("odd", ODD, ids=str)
def test_a_made_up_head_is_answered_as_ever_and_is_no_evidence(office: Office, odd: dict[str, object]) -> None:
    device = Device.added(office.folder, office.address).opened()
    head = device.send(*(device.envelope(RecordObservation(look())) for _ in range(3)))["log"]["head"]
    said = {**head, **odd}
    answer = device.send(log={"head": said, "alarm": {"at": head["at"], "held": said, "told": said}})
    assert answer["log"]["head"] == head
    kept = office.at_desk(lambda store: list(store.log_alarms.of(TEAM.id)))
    assert [(each.source, each.alarm.held, each.alarm.told) for each in kept] == [("phone", None, None)]


@pytest.mark.parametrize("odd", [7, [], {"head": 7}, {"head": {}}, {"alarm": {}}, {"more": 1}, {"head": {"size": "x"}}], ids=str)
def test_what_is_no_head_at_all_is_refused_politely(office: Office, odd: object) -> None:
    device = Device.added(office.folder, office.address).opened()
    response = device.post(device.request(log=odd))
    assert (response.status_code, response.json()["code"]) == (400, "malformed")


def test_the_moment_of_a_head_reads_back_as_it_was_signed(tmp_path: Path) -> None:
    store, key = ServerStore(tmp_path / "ronde.db"), log_key(tmp_path)
    bare = SignedHead("t", "e", 0, merkle.EMPTY_ROOT.hex(), datetime(2026, 11, 19, 5, 0, 0, 123_456, UTC))
    signed = SignedHead(
        **{**{each: getattr(bare, each) for each in SignedHead.__slots__}, "signature": key.sign(bare.signed_part).hex()}
    )
    store.team_log("t").keep_head(signed)
    store.forget_facts()
    read = store.team_log("t").head()
    assert read is not None
    assert is_signed(key.public_hex, read.signed_part, read.signature)
    store.close()
