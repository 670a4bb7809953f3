"""A damaged file on the phone: the exchange goes on, intact work arrives, and the rest comes from the server."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from people import NADIA, RUBEN
from running import Office, Phone
from store.filled import flip

from field_app.rules.refusals import Refused
from field_app.rules.vocabulary import Result
from sync.test_bad_coverage import all_the_same


def damaged(office: Office, phone: Phone, table: str, column: str, where: str = "1", at_byte: int = -3) -> Phone:
    """Flip a bit while the app is closed, and start it."""
    phone.close()
    with closing(sqlite3.connect(phone.folder / "phone.db")) as file:
        (plain,) = file.execute(f"select count(*) from {table} where {where}").fetchone()  # noqa: S608  # our own words
    assert plain >= 1
    assert flip(phone.folder / "phone.db", table, column, where, at_byte) >= 1
    again = Phone(phone.folder, phone.watch)
    office.phones[office.phones.index(phone)] = again
    return again


@pytest.mark.parametrize("column", ["sealed", "head", "inner_hash", "state", "id"])
@pytest.mark.parametrize("at", [1, 3, 5], ids=["first", "middle", "last"])
def test_a_damaged_outbox_row_never_stalls_the_phone_and_intact_work_arrives(office: Office, column: str, at: int) -> None:
    nadia, ruben = office.phone(NADIA), office.phone(RUBEN)
    ids = [nadia.look().id for _ in range(5)]
    nadia = damaged(office, nadia, "outbox", column, f"device_seq = {at}", at_byte=0 if column == "state" else -3)
    after = nadia.look().id
    for _ in range(3):
        nadia.round()
    ruben.round()
    there = {row_id for kind, row_id in office.rows() if kind == "observation"}
    whole = {each for number, each in enumerate(ids, start=1) if number != at or column != "sealed"}
    assert {*whole, after} <= there
    log = office.log(nadia)
    assert [number for number, _, _ in log] == list(range(1, 7))
    if column == "sealed":
        assert log[at - 1][1:] == ("flagged", None), "a `lost` entry stands in its place"
    assert nadia.store.outbox.count("SAVED") == 0
    all_the_same(office, ruben)


def test_a_damaged_seed_never_stalls_the_phone(office: Office) -> None:
    nadia = office.phone(NADIA)
    first = nadia.look().id
    nadia = damaged(office, nadia, "seeds", "sealed")
    after = nadia.look().id
    for _ in range(3):
        nadia.round()
    there = {row_id for kind, row_id in office.rows() if kind == "observation"}
    assert after in there
    assert first in there or any(item.id == first and item.envelope for item in nadia.store.outbox.items("FLAGGED", "SAVED"))


@pytest.mark.parametrize("column", ["sealed", "id", "seq", "case_id"])
def test_a_damaged_row_of_the_team_is_healed_by_the_next_exchange(office: Office, column: str) -> None:
    nadia, ruben = office.phone(NADIA), office.phone(RUBEN)
    looks = [nadia.look().id for _ in range(4)]
    nadia.round()
    ruben.round()
    if column == "seq":
        ruben.store.database.execute("update rows set seq = seq + 1 where id = ?", [looks[1]])
    ruben = damaged(office, ruben, "rows", "sealed" if column == "seq" else column, f"id = '{looks[1]}'", at_byte=-2)
    assert ruben.store.casebook.damaged == 1
    assert ruben.round().pulled_anew
    all_the_same(office, nadia, ruben)
    assert ruben.store.casebook.damaged == 0
    ruben = office.killed(ruben)
    assert ruben.store.casebook.damaged == 0


def test_without_coverage_an_officer_with_a_damaged_look_still_sees_today_and_records(office: Office) -> None:
    nadia, ruben = office.phone(NADIA), office.phone(RUBEN)
    looks = [nadia.look().id for _ in range(3)]
    nadia.round()
    ruben.round()
    ruben = damaged(office, ruben, "rows", "sealed", f"id = '{looks[1]}'")
    assert {stop.case.id for stop in ruben.workday.today().stops} == {"linde"}
    assert {entry.id for entry in ruben.workday.story("linde").rows} == {looks[0], looks[2]}
    assert ruben.look().delivery == "SAVED"


@pytest.mark.parametrize("name", ["place", "server_offset", "spare_key", "preferences"])
def test_a_damaged_setting_stops_neither_saving_nor_the_exchange(office: Office, name: str) -> None:
    nadia = office.phone()
    nadia.workday.set_preferences(nadia.workday.preferences())
    nadia.look()
    nadia.round()
    nadia.close()
    with closing(sqlite3.connect(nadia.folder / "phone.db")) as file:
        assert file.execute("update settings set sealed = zeroblob(60) where name = ?", [name]).rowcount == 1
        file.commit()
    again = Phone(nadia.folder, nadia.watch)
    office.phones[office.phones.index(nadia)] = again
    assert again.workday.preferences().text_scale == 1.0
    kept = again.look()
    again.round()
    assert again.workday.entry(kept.id).delivery in ("CONFIRMED", "FLAGGED")
    all_the_same(office, again)


def test_a_damaged_draft_is_not_shown_and_a_new_one_can_be_begun(office: Office) -> None:
    nadia = office.phone()
    draft = nadia.workday.begin("linde", Result.NOTHING_SEEN).draft
    other = nadia.workday.begin("olm", Result.NOTHING_SEEN).draft
    nadia.close()
    with closing(sqlite3.connect(nadia.folder / "phone.db")) as file:
        file.execute("update drafts set sealed = zeroblob(60) where id = ?", [draft.id])
        file.commit()
    again = Phone(nadia.folder, nadia.watch)
    office.phones[office.phones.index(nadia)] = again
    assert [line.id for line in again.workday.today().drafts] == [other.id]
    assert again.store.drafts.damaged() == 1
    assert again.look("linde").case_id == "linde"
    with pytest.raises((Refused, Exception)):
        again.workday.draft(draft.id)
