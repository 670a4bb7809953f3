"""Going back to a backup undoes nobody's shift: what was said about the roster stands beside the database, and holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from people import NADIA, TEAM
from roster_people import LOTTE, MILAN, E, shift
from running import Office, Phone, put
from sync.test_bad_coverage import all_the_same

from field_app.rules.refusals import Code
from field_app.rules.vocabulary import Kind
from sync_server.admin.told import changing
from sync_server.keys import log_key
from sync_server.roster_log import RosterLog, line_of, said_before
from sync_server.store.server_store import ServerStore


@pytest.fixture
def three(office: Office) -> tuple[Phone, Phone, Phone]:
    """Nadia, who has a shift on Monday, and two who can take it."""
    put(office.folder, LOTTE, MILAN, shift(NADIA, 0, E))
    return office.phone(NADIA), office.phone(LOTTE), office.phone(MILAN)


def swapped(three: tuple[Phone, Phone, Phone]) -> str:
    """Nadia offers; Lotte and Milan both say yes, and Lotte is heard first."""
    nadia, lotte, milan = three
    offer_id = nadia.workday.offer_swap("nadia-0")
    for phone in three:
        phone.round()
    lotte.workday.accept_swap(offer_id)
    milan.workday.accept_swap(offer_id)
    for phone in (lotte, milan, nadia):
        phone.round()
    return offer_id


def heard(phone: Phone) -> list[tuple[str, str | None]]:
    """What this phone shows of all that it said, oldest first."""
    return [(each.delivery.value, each.refusal_code) for each in phone.workday.waiting()][::-1]


REFUSED, CONFIRMED = [("REFUSED", Code.SHIFT_ALREADY_TAKEN.value)], [("CONFIRMED", None)]


@pytest.mark.parametrize("order", [(2, 1, 0), (1, 0, 2), (2, 0, 1)], ids=["who was refused", "who was confirmed", "refused, owner"])
def test_a_confirmed_swap_stands_after_going_back_whoever_comes_first(
    office: Office, three: tuple[Phone, Phone, Phone], order: tuple[int, ...]
) -> None:
    backup = office.back_up("before.db")
    swapped(three)
    office.put_back(backup)
    assert office.rows()[Kind.SHIFT, "nadia-0"]["officer_id"] == LOTTE.id, "before any phone has spoken"
    for at in (*order, *order):
        three[at].round()
    assert [heard(phone) for phone in three] == [CONFIRMED, CONFIRMED, REFUSED]
    assert office.rows()[Kind.SHIFT, "nadia-0"]["officer_id"] == LOTTE.id
    all_the_same(office, *three)


def test_going_back_twice_to_the_same_backup_is_the_same(office: Office, three: tuple[Phone, Phone, Phone]) -> None:
    backup = office.back_up("before.db")
    swapped(three)
    for _ in range(2):
        office.put_back(backup)
        three[2].round()
    for phone in (*three, *three):
        phone.round()
    assert [heard(phone) for phone in three] == [CONFIRMED, CONFIRMED, REFUSED]
    all_the_same(office, *three)


def test_what_came_after_going_back_is_not_overwritten_by_what_was_before(
    office: Office, three: tuple[Phone, Phone, Phone]
) -> None:
    nadia, lotte, milan = three
    older = office.back_up("older.db")
    swapped(three)
    office.put_back(older)
    lotte.round()
    lotte.round()
    second = lotte.workday.offer_swap("nadia-0", MILAN.id)
    lotte.round()
    milan.round()
    milan.workday.accept_swap(second)
    milan.round()
    newer = office.back_up("newer.db")
    office.put_back(newer)
    assert office.rows()[Kind.SHIFT, "nadia-0"]["officer_id"] == MILAN.id
    for phone in (*three, *three):
        phone.round()
    assert office.rows()[Kind.SHIFT, "nadia-0"]["officer_id"] == MILAN.id
    all_the_same(office, *three)
    assert nadia.workday.shift("nadia-0").shift.officer_id == MILAN.id


def add_line(folder: Path, device_id: str, *, comes_about: bool) -> None:
    with changing(folder) as store:
        store.database.execute("savepoint before")
        RosterLog(store).keep([line_of(device_id, TEAM.id, b"link", {"status": "accepted"}, ())])
        if not comes_about:
            store.database.execute("rollback to before")


def replayed(folder: Path) -> list[str]:
    """Which devices hear again what they heard, after going back to before the first line."""
    store = ServerStore(folder / "ronde.db")
    store.set_meta("roster_log", 0)
    RosterLog(store).replay(log_key(folder).public_hex)
    found = [each for each in ("first", "second", "third") if said_before(store, each)]
    store.close()
    return found


def test_what_was_written_down_and_never_came_about_is_passed_over(office: Office) -> None:
    add_line(office.folder, "first", comes_about=True)
    add_line(office.folder, "second", comes_about=False)
    add_line(office.folder, "third", comes_about=True)
    assert replayed(office.folder) == ["first", "third"]


def test_a_line_that_was_changed_or_broken_off_is_passed_over(office: Office) -> None:
    for each in ("first", "second", "third"):
        add_line(office.folder, each, comes_about=True)
    path = office.folder / "roster.log"
    first, second, third = path.read_text().splitlines()
    changed = {**json.loads(second), "verdict": {"status": "refused"}}
    path.write_text("\n".join([first, json.dumps(changed), third[:-9]]) + "\n")
    assert replayed(office.folder) == ["first"]
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_torn_line_does_not_swallow_the_word_that_what_stands_before_it_never_came_about(office: Office) -> None:
    add_line(office.folder, "first", comes_about=True)
    add_line(office.folder, "second", comes_about=False)
    with (office.folder / "roster.log").open("ab") as file:
        file.write(b'{"device":"third","li')
    with changing(office.folder) as store:
        RosterLog(store).void()
    assert replayed(office.folder) == ["first"]
