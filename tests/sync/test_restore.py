"""A server put back from an old backup loses nothing that was saved, and phones do not believe just anyone."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from people import NADIA, RUBEN
from running import Office, Phone

from field_app.rules.refusals import Code
from field_app.sync.client import NotWelcome
from sync.test_bad_coverage import all_the_same, exactly_once_in_order
from sync_server.admin import main
from sync_server.keys import LogKey
from sync_server.store.server_store import ServerStore


def states(phone: Phone) -> list[str]:
    found = phone.store.database.execute("select state from outbox order by device_seq").fetchall()
    return [state for (state,) in found]


def test_after_going_back_to_a_backup_the_phones_send_again_and_nothing_saved_is_lost(office: Office) -> None:
    nadia, ruben = office.phone(NADIA), office.phone(RUBEN)
    ids: dict[Phone, list[str]] = {nadia: [], ruben: []}
    restores = resent = 0
    for turn in range(4):
        for phone in (nadia, ruben):
            ids[phone] += [phone.look().id for _ in range(2)]
            phone.round()
        backup = office.back_up(f"backup-{turn}.db")
        for phone in (nadia, ruben):
            ids[phone] += [phone.look().id for _ in range(3)]
            phone.round()
        ids[nadia].append(nadia.look().id)
        before = len(office.rows())
        office.put_back(backup)
        resent += before - len(office.rows())
        restores += 1
        for phone in (nadia, ruben, nadia):
            phone.round()
        for phone in (nadia, ruben):
            exactly_once_in_order(office, phone, ids[phone])
            assert phone.enrolment.epoch == phone.store.settings.get("restored")["epoch"]
        all_the_same(office, nadia, ruben)
    assert restores == 4
    assert resent >= 24


def test_a_backup_that_is_verified_lets_phones_forget_what_it_holds(office: Office) -> None:
    nadia = office.phone()
    [nadia.look() for _ in range(5)]
    nadia.round()
    nadia.round()
    assert len(states(nadia)) == 5, "kept until a backup holds it"
    office.back_up("backup.db")
    nadia.round()
    assert len(states(nadia)) == 1, "the last link stays"
    nadia.look()
    nadia.round()
    assert states(nadia) == ["FLAGGED"], "the new one is not in the backup"
    assert len([1 for kind, _ in nadia.bodies() if kind == "observation"]) == 6


def test_a_phone_that_forgot_what_an_older_backup_lacks_does_not_hammer_the_server(office: Office) -> None:
    """Put back to a backup that is older than the last verified one: what phones purged cannot be sent again."""
    nadia = office.phone()
    nadia.look()
    nadia.round()
    older = office.back_up("older.db")
    [nadia.look() for _ in range(3)]
    nadia.round()
    office.back_up("newer.db")
    nadia.round()
    office.put_back(older)
    nadia.look()
    nadia.round()
    assert nadia.store.outbox.count("SAVED") >= 1, "it waits; nothing is thrown away"
    assert nadia.workday.waiting()


@pytest.mark.parametrize("who", ["another key", "no statement"])
def test_a_server_that_was_rolled_back_without_the_offices_word_is_refused_and_it_is_said(office: Office, who: str) -> None:
    nadia = office.phone()
    backup = office.back_up("backup.db")
    entry = nadia.look()
    nadia.round()
    epoch = nadia.enrolment.epoch
    if who == "another key":
        office.put_back(backup, LogKey(Ed25519PrivateKey.generate()))
    else:
        office.put_back(backup)
        office.at_desk(lambda store: store.set_meta("epoch", {"epoch": "made-up", "at": "2026"}))
    before = nadia.bodies()
    nadia.look()
    for _ in range(2):
        with pytest.raises(NotWelcome) as no:
            nadia.round()
        assert no.value.code == Code.RESTORE_UNPROVEN
    assert nadia.enrolment.epoch == epoch
    assert nadia.bodies() == before
    assert nadia.store.outbox.count("SAVED") == 1
    assert nadia.workday.entry(entry.id)


def set_epoch(statement: dict[str, Any], store: ServerStore) -> None:
    store.set_meta("epoch", statement)


def test_a_statement_for_another_epoch_is_no_proof(office: Office) -> None:
    nadia = office.phone()
    backup = office.back_up("backup.db")
    office.put_back(backup)
    said = office.at_desk(lambda store: store.meta("epoch"))
    for changed in (
        {"epoch": "x"},
        {"by": "iemand anders"},
        {"previous": "x"},
        {"signature": "00" * 64},
        {"signature": "zz"},
        {"more": 1},
    ):
        office.at_desk(partial(set_epoch, {**said, **changed}))
        with pytest.raises(NotWelcome):
            nadia.round()
    office.at_desk(partial(set_epoch, said))
    nadia.round()
    assert nadia.enrolment.epoch == said["epoch"]


def test_a_phone_that_was_enrolled_after_the_backup_delivers_all_its_work_again(office: Office) -> None:
    backup = office.back_up("backup.db")
    nadia = office.phone()
    entry = nadia.look()
    nadia.round()
    office.put_back(backup)
    nadia.round()
    assert entry.id in {row_id for kind, row_id in office.rows() if kind == "observation"}


def test_a_device_that_was_shut_out_after_the_backup_stays_out(office: Office) -> None:
    nadia = office.phone()
    nadia.look()
    nadia.round()
    backup = office.back_up("backup.db")
    device_id = nadia.enrolment.device_id
    assert main(["device", "revoke", device_id, "--folder", str(office.folder)]) == 0
    office.put_back(backup)
    with pytest.raises(NotWelcome):
        nadia.round()
