"""Nothing may be called saved on a file that is not durable, too new, damaged or in use; each says so in its own way."""

from __future__ import annotations

import asyncio
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from nacl.exceptions import CryptoError
from proofs import Proof, exactly
from sqlite_utils import Database

from field_app.rules.refusals import Code
from field_app.store.database import AlreadyOpen, DamagedFile, NewerFile, NotDurable, assert_durable, open_database
from field_app.store.migrations import migrations
from field_app.store.phone_store import PhoneStore
from field_app.store.vault import Damaged, FileKeyKeeper, Vault, key_from
from store.filled import KEY, RECOVERY, enrolled, flip, saved, seen, world_rows
from sync_server.keys import open_sealed


def test_the_file_is_opened_so_that_a_commit_is_on_disk(phone: PhoneStore) -> None:
    found = {
        name: phone.database.execute(f"pragma {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "fullfsync", "checkpoint_fullfsync", "locking_mode")
    }
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "fullfsync": 1,
        "checkpoint_fullfsync": 1,
        "locking_mode": "exclusive",
    }


@pytest.mark.parametrize(
    "setting", ["synchronous = normal", "synchronous = off", "fullfsync = 0", "checkpoint_fullfsync = 0", "journal_mode = delete"]
)
def test_a_setting_that_did_not_take_is_noticed_at_the_start(phone: PhoneStore, setting: str) -> None:
    assert_durable(phone.database.conn)
    phone.database.execute(f"pragma {setting}")
    with pytest.raises(NotDurable, match=setting.split(maxsplit=1)[0]):
        assert_durable(phone.database.conn)


def test_a_file_that_cannot_be_durable_is_not_opened() -> None:
    with pytest.raises(NotDurable) as no:
        open_database(Path(":memory:"))
    assert no.value.code is Code.NOT_DURABLE


def test_migrations_are_recorded_and_an_interrupted_one_leaves_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "phone.db"
    with closing(sqlite3.connect(path)) as file:
        file.execute("create table outbox (half_done)")  # in the way of the first migration, whose last tables come after it
        file.commit()
    with pytest.raises(sqlite3.OperationalError):
        open_database(path)
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("select name from sqlite_master where name in ('settings', 'rows')").fetchall() == []
        file.execute("drop table outbox")
        file.commit()
    database = open_database(path)
    assert [each.name for each in migrations.applied(database)] == ["first_shape", "photos"]
    assert {"settings", "rows", "outbox", "seeds", "drafts"} <= set(database.table_names())
    database.close()


def test_what_a_file_of_the_first_version_holds_is_there_after_opening_it_again(tmp_path: Path) -> None:
    before = enrolled(tmp_path / "phone.db")
    with before.saving():
        before.casebook.take(world_rows(), 0)
        before.drafts.put("draft-1", "linde", {"own_position": "hoek"})
        before.settings.put("place", {"cursor": 9, "generation": 0})
    saved(before)
    rows = {table: list(before.database.table(table).rows) for table in before.database.table_names()}
    before.close()
    after = enrolled(tmp_path / "phone.db")
    assert {table: list(after.database.table(table).rows) for table in after.database.table_names()} == rows
    assert sum(map(len, rows.values())) >= 14
    after.close()


def test_a_file_of_a_newer_version_is_refused_and_not_touched(tmp_path: Path) -> None:
    store = enrolled(tmp_path / "phone.db")
    saved(store)
    store.database.table("_sqlite_migrations").insert({"migration_set": "phone", "name": "from_the_future", "applied_at": "2030"})
    store.close()
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(NewerFile, match="from_the_future") as no:
        PhoneStore(tmp_path / "phone.db", KEY)
    assert no.value.code is Code.FILE_NEWER
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_second_app_does_not_open_the_same_file(phone: PhoneStore, tmp_path: Path) -> None:
    other = "import sys; from pathlib import Path; from field_app.store.database import *\n"
    other += "try: open_database(Path(sys.argv[1]))\nexcept AlreadyOpen as no: print(no.code)"
    said = subprocess.run([sys.executable, "-c", other, str(tmp_path / "phone.db")], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == Code.FILE_IN_USE
    with pytest.raises(AlreadyOpen):
        open_database(tmp_path / "phone.db")
    saved(phone)
    assert phone.outbox.count("SAVED") == 1
    phone.close()
    enrolled(tmp_path / "phone.db").close()


@pytest.mark.parametrize("damage", ["no database", "magic", "schema", "numbers", "tail"])
def test_a_file_that_sqlite_cannot_read_gets_a_sentence_and_is_let_go(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "phone.db"
    store = enrolled(path)
    with store.saving():
        for number in range(40):
            store.settings.put(f"setting-{number}", "x" * 300)
    saved(store)
    store.close()
    content = bytearray(path.read_bytes())
    if damage == "no database":
        content = bytearray(b"not a database at all" * 500)
    elif damage == "magic":
        content[3] ^= 1
    elif damage == "numbers":  # an `integer` that is no longer one is no longer the row's number
        content[content.index(b"device_seq integer primary key") + len("device_seq i")] ^= 1
    elif damage == "schema":
        content[content.index(b"CREATE TABLE settings") + 2] ^= 0x20 | 1
    else:
        content = content[:4096]
    path.write_bytes(content)
    for _ in range(2):
        with pytest.raises(DamagedFile) as no:
            PhoneStore(path, KEY)
        assert no.value.code is Code.RECORD_DAMAGED
    assert path.read_bytes() == content


def test_the_key_is_kept_in_a_file_for_its_owner_only_and_made_once(tmp_path: Path) -> None:
    keeper = FileKeyKeeper(tmp_path / "data.key")
    key = asyncio.run(key_from(keeper))
    assert len(key) == 32
    assert stat.S_IMODE((tmp_path / "data.key").stat().st_mode) == 0o600
    assert asyncio.run(key_from(FileKeyKeeper(tmp_path / "data.key"))) == key
    assert [path.name for path in tmp_path.iterdir()] == ["data.key"]
    assert asyncio.run(key_from(FileKeyKeeper(tmp_path / "other.key"))) != key


def test_another_key_opens_nothing(phone: PhoneStore, tmp_path: Path) -> None:
    saved(phone)
    phone.close()
    with pytest.raises(Damaged):
        PhoneStore(tmp_path / "phone.db", bytes(32))
    again = enrolled(tmp_path / "phone.db")
    assert again.outbox.items("SAVED")[0].envelope is not None
    again.close()


def test_when_the_key_store_was_emptied_the_municipality_still_opens_all_unsent_work(
    phone: PhoneStore, tmp_path: Path, proof: Proof
) -> None:
    keeper = FileKeyKeeper(tmp_path / "data.key")
    asyncio.run(keeper.keep(KEY))
    for number in range(200):
        saved(phone, seen(f"Feit {number} dat nog niemand kent."))
    phone.close()
    (tmp_path / "data.key").unlink()
    with pytest.raises(Damaged):
        PhoneStore(tmp_path / "phone.db", asyncio.run(key_from(keeper)))
    found = recovered_texts(tmp_path / "phone.db")
    recovered = sum(text == f"Feit {number} dat nog niemand kent." for number, text in enumerate(found))
    proof(
        "P13", "unsent work of a phone whose key store was emptied", recovered=exactly(200, recovered), of=exactly(200, len(found))
    )


def recovered_texts(path: Path) -> list[str]:
    """What the municipality reads with its recovery key; nothing where the spare key does not open with it."""
    with closing(sqlite3.connect(path)) as file:
        (box,) = file.execute("select sealed from settings where name = 'spare_key'").fetchone()
    try:
        store = PhoneStore(path, open_sealed(box, bytes(RECOVERY)))
    except CryptoError:
        return []
    texts = [item.envelope.args["look"]["facts"][0]["text"] for item in store.outbox.items("SAVED") if item.envelope]
    store.close()
    return texts


def test_a_spare_key_that_is_sealed_with_the_lost_key_itself_would_be_found_out(phone: PhoneStore) -> None:
    wrong = phone.vault.seal(phone.vault.spare_key(bytes(RECOVERY.public_key)), "settings|spare_key")
    with pytest.raises(CryptoError):
        open_sealed(wrong, bytes(RECOVERY))


def test_a_setting_that_can_be_had_again_does_not_stop_the_work_when_it_is_damaged(phone: PhoneStore, tmp_path: Path) -> None:
    with phone.saving():
        phone.settings.put("server_offset", {"ms": 1, "at": "2026-11-19T06:00:00+01:00"})
    phone.close()
    with closing(sqlite3.connect(tmp_path / "phone.db")) as file:
        file.execute("update settings set sealed = zeroblob(40) where name = 'server_offset'")
        file.commit()
    again = enrolled(tmp_path / "phone.db")
    assert again.settings.get("server_offset") is None
    assert again.settings.get("server_offset", 7) == 7
    with pytest.raises(Damaged):
        again.settings.certain("server_offset")
    again.close()


def test_a_record_opens_in_its_own_place_only() -> None:
    vault = Vault(KEY)
    sealed = vault.seal(b"content", "outbox|1")
    assert vault.open(sealed, "outbox|1") == b"content"
    for wrong in ("outbox|2", "row|1", ""):
        with pytest.raises(Damaged):
            vault.open(sealed, wrong)
    for short in (b"", sealed[:5], sealed[:-1]):
        with pytest.raises(Damaged):
            vault.open(short, "outbox|1")
    assert vault.seal(b"content", "outbox|1") != sealed


def test_the_planted_flip_does_change_the_file(phone: PhoneStore, tmp_path: Path) -> None:
    saved(phone)
    phone.close()
    before = list(Database(tmp_path / "phone.db")["outbox"].rows)
    assert flip(tmp_path / "phone.db", "outbox", "sealed") == 1
    assert list(Database(tmp_path / "phone.db")["outbox"].rows) != before
