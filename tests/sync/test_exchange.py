"""One exchange: what waits goes out, what changed comes in, and what was refused comes back with its reason."""

from __future__ import annotations

from dataclasses import replace

import pytest
from people import LINDE, NADIA, OLM, RUBEN, TEAM
from running import Office, Phone, Server, put, rows_as_changes, until

from field_app.rules.facts import Change
from field_app.rules.refusals import Code, Refused
from field_app.rules.vocabulary import Kind
from field_app.store.record import FedRow
from sync.test_bad_coverage import all_the_same, exactly_once_in_order
from sync_server import intake


def change_on_server(office: Office, *changes: Change) -> None:
    """The office changes rows in the running server."""
    assert isinstance(office.server, Server)
    office.at_desk(lambda store: intake.put_rows(store, TEAM.id, changes))


def test_a_look_travels_from_one_phone_to_the_other_and_both_hold_what_the_server_holds(office: Office) -> None:
    nadia, ruben = office.phone(NADIA), office.phone(RUBEN)
    entry = nadia.look(text="Buitenlamp brandt.")
    assert (entry.delivery, entry.received_at) == ("SAVED", None)
    assert nadia.round().verdicts == 1
    assert ruben.round().rows == 1
    read = ruben.workday.entry(entry.id)
    assert (read.officer.name, read.facts[0].text, read.is_mine) == (NADIA.name, "Buitenlamp brandt.", False)
    assert nadia.workday.entry(entry.id).delivery in ("CONFIRMED", "FLAGGED")
    all_the_same(office, nadia, ruben)
    assert nadia.round().rows == ruben.round().rows == 0, "a pull costs what changed"


def test_a_large_outbox_goes_in_several_batches_and_arrives_in_order(office: Office) -> None:
    nadia, ruben = office.phone(NADIA), office.phone(RUBEN)
    ids = []
    for number in range(70):
        draft = nadia.workday.begin(LINDE.id).draft
        for line in range(8):
            nadia.workday.add_fact(draft.id, "ACTIVITY", f"{number}/{line} " + "x" * 3_900)  # type: ignore[arg-type]  # a text is one
        ids.append(nadia.workday.seal(draft.id).id)
    before = requests(office)
    assert nadia.round().verdicts == 70
    assert requests(office) - before >= 3
    ruben.round()
    exactly_once_in_order(office, nadia, ids)
    all_the_same(office, nadia, ruben)


def requests(office: Office) -> int:
    assert isinstance(office.server, Server)
    text = office.server.office.metrics.text().decode()
    return int(sum(float(line.split()[-1]) for line in text.splitlines() if line.startswith("ronde_requests_total")))


def test_a_first_pull_of_many_pages_brings_everything(office: Office) -> None:
    put(office.folder, *(replace(OLM, id=f"case-{number}", code_name=f"Zaak {number}") for number in range(4_100)))
    ruben = office.phone(RUBEN)
    all_the_same(office, ruben)
    assert len(ruben.bodies()) >= 4_100


def test_a_pull_from_zero_of_many_pages_brings_ones_own_looks_too(office: Office) -> None:
    nadia = office.phone(NADIA)
    put(office.folder, *(replace(OLM, id=f"case-{number}", code_name=f"Zaak {number}") for number in range(2_100)))
    mine = [nadia.look().id for _ in range(3)]
    nadia.round()
    all_the_same(office, nadia)
    nadia.store.database.execute("delete from rows where id = ?", [mine[0]])
    nadia.store.casebook.reload()
    change_on_server(office, *rows_as_changes([replace(OLM, id="one-more")]))
    nadia.round()
    assert {row_id for kind, row_id in nadia.bodies() if kind == "observation"} == set(mine)
    all_the_same(office, nadia)
    assert nadia.round().pulled_anew is False


def test_a_phone_that_misses_rows_notices_and_pulls_anew(office: Office) -> None:
    nadia, ruben = office.phone(NADIA), office.phone(RUBEN)
    nadia.look()
    nadia.round()
    ruben.round()
    for where in ("kind = 'observation'", "kind = 'case' and id = 'olm'"):
        ruben.store.database.execute(f"delete from rows where {where}")  # noqa: S608  # our own words
        ruben.store.casebook.reload()
        assert ruben.bodies() != office.rows()
        assert ruben.round().pulled_anew
        all_the_same(office, nadia, ruben)
        assert ruben.store.settings.get("pulled_anew_at"), "it is kept that it happened"
    assert not ruben.round().pulled_anew


def test_a_row_that_the_server_does_not_have_goes(office: Office) -> None:
    ruben = office.phone(RUBEN)
    (extra,) = rows_as_changes([replace(OLM, id="extra")])
    with ruben.store.saving():
        ruben.store.casebook.take([FedRow(1, extra.kind, extra.id, extra.body)], ruben.store.settings.get("place")["generation"])
    assert ruben.round().pulled_anew
    all_the_same(office, ruben)


def shut(phone: Phone) -> str:
    """End the shift on this phone, with a note that says which phone."""
    phone.workday.end_shift("nadias-shift", f"Klaar, zegt {phone.folder.name}.")
    return phone.workday.waiting()[0].command_id


def test_a_shift_that_was_ended_on_another_device_comes_back_as_a_refusal_that_stays_readable(office: Office) -> None:
    phone, laptop = office.phone(NADIA, "phone"), office.phone(NADIA, "laptop")
    phone.workday.start_shift("nadias-shift", "auto 2")
    phone.round()
    laptop.round()
    first, second = shut(phone), shut(laptop)
    kept = laptop.look().id
    phone.round()
    laptop.round()
    waiting = {item.command_id: item for item in laptop.workday.waiting()}
    assert (waiting[second].delivery, waiting[second].refusal_code) == ("REFUSED", Code.SHIFT_ALREADY_ENDED)
    assert waiting[second].refusal_details["shift_id"] == "nadias-shift"
    assert waiting[kept].delivery in ("CONFIRMED", "FLAGGED"), "one refused command holds up no other"
    assert first not in waiting
    assert laptop.store.outbox.envelope(second).args["handover_note"] == "Klaar, zegt laptop."  # type: ignore[union-attr]  # it is there
    laptop = office.killed(laptop)
    assert {item.command_id: item.refusal_code for item in laptop.workday.waiting()}[second] == Code.SHIFT_ALREADY_ENDED
    laptop.workday.dismiss(second)
    assert second not in {item.command_id for item in laptop.workday.waiting()}
    phone.round()
    all_the_same(office, phone, laptop)


def test_a_phone_that_was_corrected_on_another_device_shows_both_and_flags_the_second(office: Office) -> None:
    phone, laptop = office.phone(NADIA, "phone"), office.phone(NADIA, "laptop")
    first = phone.look().id
    phone.round()
    laptop.round()
    made = []
    for each in (phone, laptop):
        draft = each.workday.begin_correction(first).draft
        each.workday.change(draft.id, reason=f"Verbeterd op {each.folder.name}.")
        made.append(each.workday.seal(draft.id).id)
    for each in (phone, laptop, phone):
        each.round()
    all_the_same(office, phone, laptop)
    assert phone.workday.entry(first).corrected_by == made[0]
    assert "corrected-twice" in phone.workday.entry(made[1]).flags


def test_a_row_that_another_device_changed_before_the_verdict_came_is_shown_as_changed(office: Office) -> None:
    phone, laptop = office.phone(NADIA, "phone"), office.phone(NADIA, "laptop")
    first = phone.look().id
    phone.store.database.execute("pragma query_only = on")
    with pytest.raises(Exception, match="readonly"):
        phone.round()
    laptop.round()
    laptop.workday.withdraw(first, "Bij de verkeerde zaak.")
    laptop.round()
    phone.store.database.execute("pragma query_only = off")
    phone.round()
    assert phone.workday.entry(first).withdrawn_reason == "Bij de verkeerde zaak."
    all_the_same(office, phone, laptop)


def test_a_text_that_is_too_long_is_refused_at_the_tap_and_the_draft_stays_usable(office: Office) -> None:
    nadia = office.phone()
    draft = nadia.workday.begin(LINDE.id).draft
    nadia.workday.change(draft.id, free_text="kort")
    for text in ("x" * 4_001, "\ud800"):
        with pytest.raises(Refused):
            nadia.workday.change(draft.id, free_text=text)
    assert nadia.workday.draft(draft.id).draft.free_text == "kort"
    assert len(nadia.workday.today().drafts) == 1
    nadia.workday.change(draft.id, free_text="x" * 4_000)
    assert nadia.workday.today().drafts


def test_an_old_phone_may_still_deliver_its_outbox(office: Office) -> None:
    nadia = office.phone()
    entry = nadia.look()
    batch = nadia.store.outbox.batch(10**6)
    from server.by_hand import Device  # noqa: PLC0415  # only here

    device = Device.of(nadia, office.address)
    answer = device.post_batch(batch, protocol=0).json()
    assert (answer["code"], answer["changes"], answer["verdicts"][0]["id"]) == (Code.PROTOCOL_TOO_OLD, [], entry.id)
    nadia.round()
    assert nadia.store.outbox.count("SAVED") == 0
    until(lambda: entry.id in {row_id for _, row_id in office.rows()}, "the look is there")


def test_a_phone_that_forgot_where_it_stood_lets_go_of_what_the_server_no_longer_has(office: Office) -> None:
    phone = office.phone()
    entry = phone.look()
    phone.round()
    with phone.store.saving():
        phone.store.settings.put("place", {**phone.store.settings.get("place"), "cursor": 0, "generation": 5, "is_anew": 1})
    phone.round()
    phone.store.database.execute("update settings set sealed = x'00' where name = 'place'")
    office.at_desk(lambda store: store.rows(TEAM.id).remove([(Kind.OBSERVATION, entry.id)]))
    phone.round()
    assert (Kind.OBSERVATION, entry.id) not in phone.bodies()
    assert not phone.round().pulled_anew
