"""Bad coverage costs time, never work: real phones and a real server with a spoiled line in between."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from people import NADIA, RUBEN
from proofs import Proof, at_least, exactly, setting
from running import Office, Phone, Server
from store.filled import saved, seen
from weather import OF_THE_LINE, BadNetwork, Fault

from field_app.device import new_id
from field_app.rules.records import Officer
from field_app.rules.refusals import Code
from field_app.rules.wire import decode
from field_app.store.database import StoreError
from field_app.sync.client import NotWelcome, TooOld, Unreachable

COMMANDS = setting(commit=1_000, long=10_000)


@contextmanager
def through(office: Office, *phones: Phone, **how: object) -> Iterator[BadNetwork]:
    """These phones speak to the server through a bad network."""
    with BadNetwork(office.server.port, **how) as net:  # type: ignore[arg-type]  # as given
        for phone in phones:
            phone.connect(net.address)
        yield net


def try_once(phone: Phone) -> bool:
    """One exchange, whatever the weather; whether it went well."""
    try:
        phone.round()
    except Unreachable:
        return False
    return True


def until_all_is_sent(phone: Phone, tries: int = 200) -> None:
    for _ in range(tries):
        if try_once(phone) and phone.store.outbox.count("SAVED") == 0:
            return
    raise AssertionError(f"{phone.store.outbox.count('SAVED')} commands still wait")


#: What who only plans does not get.
DOSSIER = ("case", "plan", "observation")


def all_the_same(office: Office, *phones: Phone) -> None:
    """Every phone holds what the server holds for its officer: counts, sums, and every body."""
    everything = office.rows()
    for phone in phones:
        officer = decode(Officer, {**everything["officer", phone.enrolment.officer_id], "id": phone.enrolment.officer_id})
        truth = {key: body for key, body in everything.items() if officer.sees_content or key[0] not in DOSSIER}
        assert phone.bodies() == truth
        assert {kind: count for kind, (count, _) in phone.store.casebook.totals().items()} == Counter(kind for kind, _ in truth)
    read_all = [each.store.casebook.totals() for each in phones if "case" in each.store.casebook.totals()]
    assert all(each == read_all[0] for each in read_all)


def exactly_once_in_order(office: Office, phone: Phone, ids: list[str]) -> None:
    log = office.log(phone)
    assert [number for number, _, _ in log] == list(range(1, len(ids) + 1))
    assert [command_id for _, _, command_id in log] == ids
    rows = [row_id for kind, row_id in office.rows() if kind == "observation"]
    assert sorted(row_id for row_id in rows if row_id in set(ids)) == sorted(ids)


def test_a_thousand_commands_through_a_line_that_spoils_almost_half_arrive_once_and_in_order(office: Office, proof: Proof) -> None:
    nadia, ruben = office.phone(NADIA), office.phone(RUBEN)
    chance = random.Random(11)  # noqa: S311  # repeatable
    ids: list[str] = []
    failed = 0
    with through(office, nadia, ruben, likely=0.45, seed=5, only=b"/v1/sync") as net:
        while len(ids) < COMMANDS:
            for _ in range(chance.randint(1, 3)):
                ids.append(saved(nadia.store, seen(f"Feit {len(ids)} é😀"), new_id()))
            failed += not try_once(nadia)
        until_all_is_sent(nadia)
        until_all_is_sent(ruben)
    exactly_once_in_order(office, nadia, ids)
    all_the_same(office, nadia, ruben)
    bodies = nadia.bodies()
    texts = [bodies["observation", each]["look"]["facts"][0]["text"] for each in ids]
    assert texts == [f"Feit {number} é😀" for number in range(len(ids))]
    assert {fault: net.met[fault] >= 4 for fault in OF_THE_LINE} == dict.fromkeys(OF_THE_LINE, True), net.met
    wrong = sum(each != sent for (_, _, each), sent in zip(office.log(nadia), ids, strict=True))
    proof(
        "P5",
        "commands through a line that spoils 45% of the requests",
        commands=at_least(COMMANDS, len(ids)),
        requests_spoiled=at_least(COMMANDS // 4, sum(net.met.values())),
        exchanges_that_failed=at_least(COMMANDS // 8, failed),
        lost_doubled_or_out_of_order=exactly(0, wrong),
    )


def test_a_phone_that_took_a_lost_answer_for_a_no_would_be_found_out(office: Office) -> None:
    """The planted fault: after a broken answer it writes its work as new commands."""
    nadia = office.phone()
    with through(office, nadia, only=b"/v1/sync") as net:
        first = nadia.look().id
        net.coming = [Fault.DROP_ANSWER]
        assert not try_once(nadia)
        second = nadia.look().id
        until_all_is_sent(nadia)
    with pytest.raises(AssertionError):
        exactly_once_in_order(office, nadia, [second])
    exactly_once_in_order(office, nadia, [first, second])


@pytest.mark.parametrize("fault", Fault)
def test_each_kind_of_bad_weather_alone_loses_and_repeats_nothing(office: Office, fault: Fault) -> None:
    nadia = office.phone()
    ids = []
    with through(office, nadia) as net:
        for _ in range(3):
            ids.append(nadia.look().id)
            net.coming = [fault]
            try_once(nadia)
            ids.append(nadia.look().id)
        until_all_is_sent(nadia)
    exactly_once_in_order(office, nadia, ids)
    all_the_same(office, nadia)
    assert net.met[fault] >= 3


def test_what_may_have_arrived_is_called_sent_and_what_cannot_is_called_saved(office: Office) -> None:
    nadia = office.phone()
    with through(office, nadia, only=b"/v1/sync") as net:
        nadia.look()
        net.coming = [Fault.DROP_ANSWER]
        assert not try_once(nadia)
        assert nadia.workday.waiting()[0].delivery == "SENT"
    nadia.connect("http://127.0.0.1:1")
    nadia.look()
    assert not try_once(nadia)
    assert [item.delivery for item in nadia.workday.waiting()] == ["SAVED", "SENT"]


def test_two_phones_that_take_turns_on_a_bad_line_end_with_the_same_rows(office: Office) -> None:
    nadia, ruben = office.phone(NADIA), office.phone(RUBEN)
    chance = random.Random(3)  # noqa: S311  # repeatable
    ids: dict[Phone, list[str]] = {nadia: [], ruben: []}
    corrected = 0
    with through(office, nadia, ruben, likely=0.3, seed=8, only=b"/v1/sync") as net:
        for _ in range(80):
            phone = chance.choice([nadia, ruben])
            if ids[phone] and chance.random() < 0.3 and (target := ids[phone][0]) not in ids[phone][1:]:
                draft = phone.workday.begin_correction(target).draft
                phone.workday.change(draft.id, reason="Verbeterd.", own_position=f"plek {len(ids[phone])}")
                ids[phone].append(phone.workday.seal(draft.id).id)
                corrected += 1
            else:
                ids[phone].append(phone.look(chance.choice(["linde", "olm"])).id)
            try_once(phone)
        for phone in (nadia, ruben, nadia):
            until_all_is_sent(phone)
        net.likely = 0
        assert all(try_once(phone) for phone in (nadia, ruben))
    for phone in (nadia, ruben):
        exactly_once_in_order(office, phone, ids[phone])
    all_the_same(office, nadia, ruben)
    assert corrected >= 10


def test_an_app_killed_between_the_servers_commit_and_the_answer_sends_again_and_it_counts_once(office: Office) -> None:
    nadia = office.phone()
    ids = []
    for _ in range(10):
        with through(office, nadia, only=b"/v1/sync") as net:
            ids.append(nadia.look().id)
            net.coming = [Fault.DROP_ANSWER]
            assert not try_once(nadia)
        assert [item[2] for item in office.log(nadia)] == ids, "the server has it"
        assert nadia.store.outbox.count("SAVED") == 1
        nadia = office.killed(nadia)
        assert nadia.store.outbox.count("SAVED") == 1
        nadia.round()
        assert nadia.store.outbox.count("SAVED") == 0
    exactly_once_in_order(office, nadia, ids)
    all_the_same(office, nadia)


def test_an_app_killed_before_it_kept_the_answer_asks_again(office: Office) -> None:
    """The same, but the answer did arrive and the phone died before its own commit."""
    nadia, ruben = office.phone(NADIA), office.phone(RUBEN)
    ids = [nadia.look().id, nadia.look().id]
    nadia.store.database.execute("pragma query_only = on")
    with pytest.raises(StoreError):
        nadia.round()
    assert [item[2] for item in office.log(nadia)] == ids
    nadia = office.killed(nadia)
    nadia.round()
    ruben.round()
    exactly_once_in_order(office, nadia, ids)
    all_the_same(office, nadia, ruben)


def test_a_server_that_shuts_the_phone_out_loses_nothing_on_the_phone(office: Office) -> None:
    nadia = office.phone()
    nadia.look()
    assert isinstance(office.server, Server)
    office.at_desk(lambda store: store.people.revoke(nadia.enrolment.device_id, "2026"))
    for _ in range(3):
        with pytest.raises(NotWelcome) as no:
            nadia.round()
        assert no.value.code == Code.DEVICE_REVOKED
    assert nadia.store.outbox.count("SAVED") == 1
    assert nadia.workday.entry(nadia.store.outbox.items("SAVED")[0].id)


def test_weather_is_one_of_three_kinds() -> None:
    assert {Unreachable, NotWelcome, TooOld} == set(Unreachable.__mro__[1].__subclasses__())
