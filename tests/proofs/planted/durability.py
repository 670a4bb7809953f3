"""Faults that would lose what an officer saved, or show what is not true, when a phone is killed, full, damaged or stolen."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CTR

from .fault import Fault


def _put(where: str, name: str, what: Any) -> None:
    """Put something else under this name of a module, or of a class as "module:Class"."""
    setattr(resolve_name(where), name, what)


def synchronous_normal() -> None:
    def lax(connection: sqlite3.Connection) -> None:
        connection.execute("pragma synchronous = normal")

    _put("field_app.store.database", "assert_durable", lax)


def server_only_full() -> None:
    store = resolve_name("sync_server.store.server_store")
    opened = store.open_database

    def less(path: Path) -> Any:
        database = opened(path)
        database.execute("pragma synchronous = full")
        return database

    _put("sync_server.store.server_store", "open_database", less)


def photo_not_synced() -> None:
    def quick(path: Path, content: bytes) -> None:
        path.with_suffix(".half").write_bytes(content)
        path.with_suffix(".half").replace(path)

    _put("field_app.store.photo_files", "write_whole", quick)


def photo_folder_not_settled() -> None:
    _put("field_app.store.photo_files", "make_folder", lambda folder: folder.mkdir(parents=True, exist_ok=True))


def removal_not_settled() -> None:
    _put("field_app.store.photo_files", "settle", lambda _: None)


def commit_later() -> None:
    from_open = [0]

    @contextmanager
    def lazy(database: Any) -> Iterator[None]:
        if not database.conn.in_transaction:
            database.execute("begin")
        yield
        from_open[0] += 1
        if from_open[0] % 9 == 0:
            database.conn.commit()

    _put("field_app.store.phone_store", "saving", lazy)


def lost_answer_is_a_no() -> None:
    exchange = resolve_name("field_app.sync.exchange")
    send, unreachable = exchange.Exchange._send, exchange.Unreachable

    async def impatient(self: Any, request: Any) -> bytes:
        try:
            return bytes(await send(self, request))
        except unreachable:
            outbox = self._store.outbox
            with self._store.saving():
                for item in outbox.items("SAVED", newest=1):
                    outbox.add(replace(item.envelope, device_seq=outbox.last_seq + 1, id=f"{item.id}-again"))
            raise

    exchange.Exchange._send = impatient


def spare_key_in_itself() -> None:
    vault = resolve_name("field_app.store.vault:Vault")
    _put("field_app.store.vault:Vault", "spare_key", lambda self, _: vault.seal(self, self._key, "spare"))


def revoked_is_remembered() -> None:
    """A server that asks the database once a session whether a device is still welcome."""
    people = resolve_name("sync_server.store.people:People")
    device, seen = people.device, dict[str, Any]()

    def remembered(self: Any, device_id: str) -> Any:
        return seen.setdefault(device_id, device(self, device_id))

    people.device = remembered


def swallowed() -> None:
    saving = resolve_name("field_app.store.phone_store").saving

    @contextmanager
    def regardless(database: Any) -> Iterator[None]:
        with suppress(Exception), saving(database):
            yield

    _put("field_app.store.phone_store", "saving", regardless)


def seal_not_checked() -> None:
    vault = resolve_name("field_app.store.vault")
    checked = vault.Vault.open

    def trusting(self: Any, sealed: bytes, place: str) -> bytes:
        try:
            return bytes(checked(self, sealed, place))
        except vault.Damaged:
            counter = sealed[:12] + (2).to_bytes(4, "big")
            plain = Cipher(AES(self._key), CTR(counter)).decryptor().update(sealed[12:-16])
            with suppress(ValueError):
                json.loads(plain)
                return plain
            raise

    vault.Vault.open = trusting


def sealed_in_the_open() -> None:
    """Drafts are kept as they are typed."""

    def put(self: Any, draft_id: str, case_id: str, body: Any) -> None:
        sealed = self._vault.seal(json.dumps(body).encode(), f"draft|{draft_id}")
        self._database.execute("insert or replace into drafts values (?, ?, null, ?)", [draft_id, case_id, sealed])
        self._database.execute("create table if not exists typed (body text)")
        self._database.execute("insert into typed values (?)", [json.dumps(body, ensure_ascii=False)])

    _put("field_app.store.drafts:Drafts", "put", put)


_SERVER_POWER = "tests/server/test_power.py::"
_SERVER_POWER += "test_nothing_that_was_confirmed_is_lost_or_corrupt_when_the_servers_power_is_cut"
_FULL = "tests/store/test_no_room.py::"
_FULL += "test_a_phone_without_room_loses_nothing_that_was_saved_and_goes_on_when_there_is[max_page_count]"
_FLIPPED = "tests/store/test_flipped.py::"
_FLIPPED += "test_of_hundreds_of_single_flipped_bits_each_that_touches_a_record_is_noticed_and_none_is_shown_as_true"
_STOLEN = "tests/whole/test_stolen.py::test_nothing_that_was_typed_or_told_can_be_read_on_a_locked_phone"
_REVOKED = "tests/server/test_proof.py::test_a_revoked_phone_is_out_from_the_next_request_on_every_route"
_KILLED = "tests/store/test_killed.py::test_nothing_that_was_acknowledged_is_lost_when_the_app_is_killed[looks]"
_COVERAGE = "tests/sync/test_bad_coverage.py::"
_COVERAGE += "test_a_thousand_commands_through_a_line_that_spoils_almost_half_arrive_once_and_in_order"
_EMPTIED = "tests/store/test_durability.py::"
_EMPTIED += "test_when_the_key_store_was_emptied_the_municipality_still_opens_all_unsent_work"
_POWER = "tests/store/test_power.py::test_nothing_that_was_acknowledged_is_lost_or_corrupt_when_the_battery_dies[0]"

FAULTS: tuple[Fault, ...] = (
    Fault("commit-later", "P1", "what is called saved waits for more before it is saved", _KILLED, commit_later),
    Fault("synchronous-normal", "P2", "a save is called saved before it is on the disk", _POWER, synchronous_normal),
    Fault("server-only-full", "P2", "a power cut takes back what the server confirmed", _SERVER_POWER, server_only_full),
    Fault("photo-not-synced", "P2", "a photo is named before its file is on the disk", _POWER, photo_not_synced),
    Fault("photo-folder-not-settled", "P2", "the folder of the photos is gone with all in it", _POWER, photo_folder_not_settled),
    Fault("removal-not-settled", "P2", "a photo that was taken out comes back", _POWER, removal_not_settled),
    Fault("swallowed", "P3", "a save that did not fit is called saved", _FULL, swallowed),
    Fault("seal-not-checked", "P4", "a changed record is shown as true", _FLIPPED, seal_not_checked),
    Fault("sealed-in-the-open", "P12", "what is typed stands open beside what is sealed", _STOLEN, sealed_in_the_open),
    Fault("lost-answer-is-a-no", "P5", "work of which the answer got lost is written once more", _COVERAGE, lost_answer_is_a_no),
    Fault("spare-key-in-itself", "P13", "the spare key needs the key that is lost", _EMPTIED, spare_key_in_itself),
    Fault("revoked-is-remembered", "P12", "a phone that was shut out stays in", _REVOKED, revoked_is_remembered),
)
