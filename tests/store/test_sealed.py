"""What is on the phone's disk says nothing to a finder, and what was changed on it is noticed and never shown as true."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from people import HOME, LINDE, NADIA, WORLD

from field_app.rules.vocabulary import Kind
from field_app.store.phone_store import PhoneStore
from field_app.store.record import FedRow
from field_app.store.vault import Damaged
from store.filled import KEY, contents, enrolled, flip, saved, seen, settled, world_rows

SECRETS = {
    "a name": NADIA.name,
    "an address": HOME.address,
    "a code name": LINDE.code_name,
    "a fact": "Bestelbus met dakdrager op de oprit.",
    "a fact in a draft": "Buitenlamp brandt en de post steekt uit de bus.",
    "a note in a verdict": "verdict-detail-7731",
    "a setting": "http://setting.example/7732",
    "a signing key": "020304050607",
}


def fill(store: PhoneStore) -> None:
    """Everything that a phone keeps, with a known text in each."""
    with store.saving():
        store.casebook.take(world_rows(), 0)
        store.drafts.put("draft-1", "linde", {"free_text": SECRETS["a fact in a draft"]})
        store.drafts.put("draft-2", "linde", {"free_text": SECRETS["a fact in a draft"]})
        store.drafts.discard("draft-2", "2026-11-19T05:00:00+00:00")
        store.settings.put("x", SECRETS["a setting"])
    saved(store, seen(SECRETS["a fact"]))
    saved(store, seen(SECRETS["a fact"]))
    settled(store, 2, 2, "refused", code="case-unknown", details={"note": SECRETS["a note in a verdict"]})


def found_in(content: bytes) -> list[str]:
    """Which secrets can be read in these bytes, in any of the encodings in which a text may land on a disk."""
    ways = ("utf-8", "utf-16-le", "utf-16-be")
    hidden = {name: [text.encode(way) for way in ways] + [text.encode().hex().encode()] for name, text in SECRETS.items()}
    return [name for name, forms in hidden.items() if any(form in content for form in forms)]


def test_no_text_of_any_record_can_be_read_in_the_phones_files(phone: PhoneStore, tmp_path: Path) -> None:
    fill(phone)
    assert {path.name for path in tmp_path.iterdir()} >= {"phone.db", "phone.db-wal"}
    assert found_in(contents(tmp_path)) == []
    phone.database.execute("pragma wal_checkpoint(truncate)")
    assert found_in(contents(tmp_path)) == []
    phone.close()
    assert found_in(contents(tmp_path)) == []
    assert len(contents(tmp_path)) > 20_000


def test_a_text_that_is_not_sealed_would_be_found(phone: PhoneStore, tmp_path: Path) -> None:
    for name, text in SECRETS.items():
        phone.database.execute("insert or replace into drafts values ('open', 'linde', null, ?)", [text.encode()])
        assert name in found_in(contents(tmp_path))
        phone.database.execute("delete from drafts where id = 'open'")
        phone.database.execute("vacuum")
        phone.database.execute("pragma wal_checkpoint(truncate)")
        assert found_in(contents(tmp_path)) == []


def test_deleted_drafts_and_settings_were_sealed_too(phone: PhoneStore, tmp_path: Path) -> None:
    fill(phone)
    with phone.saving():
        phone.drafts.remove("draft-1")
        phone.drafts.forget_discarded("2027-01-01")
        phone.settings.drop("x")
    assert phone.drafts.get("draft-2") is None
    assert found_in(contents(tmp_path)) == []


def body_of(store: PhoneStore, kind: str, row_id: str) -> Any:
    try:
        return store.casebook.row(Kind(kind), row_id)
    except Damaged:
        return Damaged


OBSERVATION = {"officer_id": "ruben", "recorded_at": "2026-11-18T06:14:00.000+01:00", "look": {"case_id": "linde"}}
TIMES = {"began_at": "2026-11-18T06:12:00+01:00", "ended_at": "2026-11-18T06:14:00+01:00"}


def observation(number: int, case_id: str = "linde") -> FedRow:
    return FedRow(100 + number, Kind.OBSERVATION, f"seen-{number}", {**OBSERVATION, "look": {"case_id": case_id, **TIMES}})


@pytest.mark.parametrize("column", ["sealed", "id", "kind", "seq", "case_id"])
def test_a_changed_bit_in_any_column_of_a_row_is_noticed_and_the_other_rows_are_intact(tmp_path: Path, column: str) -> None:
    rows = [*world_rows(), *(observation(number) for number in range(5))]
    truth = {(row.kind.value, row.id): row.body for row in rows}
    store = enrolled(tmp_path / "phone.db")
    with store.saving():
        store.casebook.take(rows, 0)
    store.close()
    with closing(sqlite3.connect(tmp_path / "phone.db")) as file:
        if column == "seq":
            file.execute("update rows set seq = seq + 1 where id = 'seen-3'")
        elif column == "kind":
            file.execute("update rows set kind = 'case' where id = 'seen-3'")
        file.commit()
    if column not in ("seq", "kind"):
        assert flip(tmp_path / "phone.db", "rows", column, "id = 'seen-3'", at_byte=0) == 1
    again = PhoneStore(tmp_path / "phone.db", KEY)
    assert again.casebook.damaged == 1
    intact = {place: body for place, body in truth.items() if body_of(again, *place) == body}
    assert set(truth) - set(intact) == {("observation", "seen-3")}
    shown = [body_of(again, "case", row_id) for row_id in again.casebook.all_of(Kind.CASE)]
    assert all(body in truth.values() for body in shown)
    again.close()


def test_one_damaged_look_does_not_hide_the_other_looks_of_its_case(tmp_path: Path) -> None:
    store = enrolled(tmp_path / "phone.db")
    with store.saving():
        store.casebook.take([observation(number) for number in range(5)], 0)
    store.close()
    flip(tmp_path / "phone.db", "rows", "sealed", "id = 'seen-3'")
    again = PhoneStore(tmp_path / "phone.db", KEY)
    assert set(again.casebook.observations_of("linde")) == {f"seen-{number}" for number in (0, 1, 2, 4)}
    again.close()


def test_a_damaged_draft_is_counted_and_hides_no_other(phone: PhoneStore, tmp_path: Path) -> None:
    with phone.saving():
        for number in range(4):
            phone.drafts.put(f"draft-{number}", "linde", {"free_text": f"tekst {number}"})
    phone.close()
    _flip_draft(tmp_path / "phone.db")
    again = enrolled(tmp_path / "phone.db")
    assert [draft_id for draft_id, _ in again.drafts.open_ones()] == ["draft-0", "draft-2", "draft-3"]
    assert again.drafts.damaged() == 1
    with pytest.raises(Damaged):
        again.drafts.get("draft-1")
    again.close()


def _flip_draft(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        (sealed,) = file.execute("select sealed from drafts where id = 'draft-1'").fetchone()
        file.execute("update drafts set sealed = ? where id = 'draft-1'", [bytes([sealed[0] ^ 1]) + sealed[1:]])
        file.commit()


def test_the_small_world_is_what_these_tests_think() -> None:
    assert len(world_rows()) == len(WORLD) == 9
