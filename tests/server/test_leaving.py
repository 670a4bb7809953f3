"""A case that is closed leaves every phone, and what two people destroyed is gone for good; nothing late is lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from casework_people import CASE_ID
from people import KARIN, LINDE, LINDE_PLAN, NADIA, RUBEN, TEAM, at, look
from running import Office, Phone

from field_app.rules.commands import RecordObservation, WithdrawObservation
from field_app.rules.dossier.archive_records import Footprint
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.closing_records import Closing, Destruction
from field_app.rules.dossier.words import Answered, DecisionKind, Retention
from field_app.rules.facts import Change
from field_app.rules.meter.records import Looked
from field_app.rules.refusals import Refused
from field_app.rules.shift_changes import row
from field_app.rules.vocabulary import CaseStatus, Kind
from server.by_hand import Device
from server.played_case import PlayedCase
from sync_server import destroying, intake, restore
from sync_server.keys import log_key
from sync_server.register import Register

WORDS = "Oranje bakfiets tegen de gevel."
CLOSED = Closing(
    at("12:00"), RUBEN.id, DecisionKind.NO_IRREGULARITY, Answered.YES, at("11:00"), Retention.CHECKED,
    date(2027, 2, 18), date(2036, 11, 19),
)  # fmt: skip
NEUTRAL = Case(LINDE.id, LINDE.code_name, LINDE.topic, CaseStatus.CLOSED, LINDE.owner_id, (), closing=CLOSED)
GONE = replace(NEUTRAL, closing=replace(CLOSED, destruction=Destruction(KARIN.id, at("13:00"), "klaar", RUBEN.id, at("13:05"))))


def put(office: Office, *records: tuple[Kind, Any]) -> None:
    """The rules of closing would write these rows."""
    office.at_desk(lambda store: intake.put_rows(store, TEAM.id, [row(kind, each) for kind, each in records]))


def destroy(office: Office) -> None:
    """As the intake does when the second person has confirmed."""

    def work(store: Any) -> None:
        change: Change = row(Kind.CASE, GONE)
        intake.put_rows(store, TEAM.id, [change])
        destroying.destroy(store, TEAM.id, change)

    office.at_desk(work)


def held(phone: Phone) -> set[tuple[str, str]]:
    """What this phone holds about the case."""
    about = {(Kind.CASE.value, LINDE.id), (Kind.PLAN.value, LINDE_PLAN.id)}
    return {key for key, body in phone.bodies().items() if key in about or body.get("look", {}).get("case_id") == LINDE.id}


def watched(office: Office) -> tuple[Phone, Phone]:
    """Two phones that both looked, and know of each other's looks."""
    nadia, ruben = office.phone(NADIA), office.phone(RUBEN)
    for phone in (nadia, ruben):
        phone.look(text=WORDS)
        phone.round()
    nadia.round()
    assert len(held(nadia)) == len(held(ruben)) == 4
    return nadia, ruben


def test_a_closed_case_leaves_every_phone_at_its_next_exchange_but_for_its_neutral_record(office: Office) -> None:
    phones = watched(office)
    put(office, (Kind.CASE, NEUTRAL))
    for phone in phones:
        assert not phone.round().pulled_anew
        assert held(phone) == {(Kind.CASE.value, LINDE.id)}
        assert WORDS not in str(phone.bodies())
        assert phone.store.settings.get("pulled_anew_at") is None


def test_a_new_phone_never_gets_what_is_closed(office: Office) -> None:
    watched(office)
    put(office, (Kind.CASE, NEUTRAL))
    new = office.phone(KARIN)
    assert held(new) == {(Kind.CASE.value, LINDE.id)}
    assert not new.round().pulled_anew


def test_a_look_that_arrives_after_closing_is_kept_and_flagged_and_stays_with_the_server(office: Office) -> None:
    nadia, _ = watched(office)
    late = nadia.look(text="Nog een fiets.")
    put(office, (Kind.CASE, NEUTRAL))
    assert not nadia.round().pulled_anew
    assert "case-closed" in office.rows()[Kind.OBSERVATION.value, late.id]["flags"]
    assert (Kind.OBSERVATION.value, late.id) not in nadia.bodies()
    assert not nadia.round().pulled_anew


def test_a_caseload_is_on_its_owners_phone_and_the_team_leads_and_moves_with_a_hand_over(office: Office) -> None:
    nadia, ruben, lead = office.phone(NADIA), office.phone(RUBEN), office.phone(KARIN)
    own = replace(LINDE, id="kept", status=CaseStatus.CASELOAD, owner_id=NADIA.id, plan_id=None)
    plan = replace(LINDE_PLAN, id="kept-plan", case_id="kept")
    put(office, (Kind.CASE, own), (Kind.PLAN, plan))

    def has(phone: Phone) -> tuple[bool, bool]:
        assert not phone.round().pulled_anew
        return ("case", "kept") in phone.bodies(), ("plan", "kept-plan") in phone.bodies()

    assert has(nadia) == has(lead) == (True, True)
    assert has(ruben) == (False, False)
    put(office, (Kind.CASE, replace(own, owner_id=RUBEN.id)))
    assert has(nadia) == (False, False)
    assert has(ruben) == has(lead) == (True, True)
    put(office, (Kind.CASE, replace(own, owner_id=RUBEN.id, status=CaseStatus.NOMINATED)))
    assert has(nadia) == has(ruben) == has(lead) == (True, True)


def traces(folder: Path, words: str) -> list[str]:
    """The files in which these words can still be read."""
    needle = words.encode()
    return sorted(each.name for each in folder.rglob("*") if each.is_file() and needle in each.read_bytes())


def content(office: Office) -> dict[str, bool]:
    """For each command of the log, whether it still says anything."""
    with closing(sqlite3.connect(office.folder / "ronde.db")) as file:
        return {row[0]: row[1] for row in file.execute("select id, content is not null and salt is not null from commands")}


def test_a_destroyed_case_is_gone_on_server_and_phones_and_the_chain_still_verifies(office: Office) -> None:
    nadia, ruben = watched(office)
    nadia.workday.start_shift("nadias-shift", "auto 2")
    nadia.round()
    draft = ruben.workday.begin(LINDE.id).draft
    marks = Footprint(LINDE.id, ("ab" * 32,), (Looked(at("06:12"), at("06:14")),), at("06:14"))
    put(office, (Kind.CASE, NEUTRAL), (Kind.FOOTPRINT, marks))
    assert traces(office.folder, WORDS) != []
    destroy(office)
    assert {kind for kind, row_id in office.rows() if row_id in (LINDE.id, LINDE_PLAN.id)} == {"case", "footprint"}
    assert not [key for key in office.rows() if key[0] == "observation"]
    assert sorted(content(office).values()) == [False, False, True], "the looks are silent, the start of a shift is not"
    backup = office.back_up("after.db")
    assert set(restore.verify(backup).values()) == {1, 2}
    office.restart()
    office.server.stop()
    assert traces(office.folder, WORDS) == []
    office.server = type(office.server)(office.folder, office.watch.now, office.server.port)  # type: ignore[call-arg]  # as restart does
    for phone in (nadia, ruben):
        assert not phone.round().pulled_anew
        assert held(phone) == {(Kind.CASE.value, LINDE.id)}
        said = [each.envelope for each in phone.store.outbox.items("ACCEPTED", "FLAGGED") if each.envelope]
        assert not [each for each in said if "look" in each.args]
    with pytest.raises(Refused) as no:
        ruben.workday.draft(draft.id)
    assert no.value.code


def test_a_server_put_back_to_before_destroys_again_what_was_destroyed(office: Office) -> None:
    nadia, _ = watched(office)
    backup = office.back_up("before.db")
    put(office, (Kind.CASE, NEUTRAL))
    destroy(office)
    office.put_back(backup)
    assert not [key for key in office.rows() if key[0] == "observation"]
    assert office.rows()[Kind.CASE.value, LINDE.id]["closing"]["destruction"]["confirmed_by"] == RUBEN.id
    nadia.round()
    assert held(nadia) == {(Kind.CASE.value, LINDE.id)}


@pytest.mark.parametrize("forged", [("linde", "olm"), ("2027-02-18", "2026-02-18"), ('"signature": "', '"signature": "00')])
def test_a_line_that_somebody_else_wrote_destroys_nothing(office: Office, forged: tuple[str, str]) -> None:
    watched(office)
    put(office, (Kind.CASE, NEUTRAL))
    destroy(office)
    file, key = office.folder / "devices.log", log_key(office.folder).public_hex
    assert len(list(Register(office.folder).destructions(key))) == 1
    file.write_text(file.read_text().replace(*forged))
    assert list(Register(office.folder).destructions(key)) == []


def test_work_that_was_still_to_be_sent_when_its_case_was_destroyed_is_kept_and_told(office: Office) -> None:
    nadia, _ = watched(office)
    late = nadia.look(text="Nog een fiets.")
    put(office, (Kind.CASE, NEUTRAL))
    destroy(office)
    nadia.round()
    assert (Kind.OBSERVATION.value, late.id) in office.rows()
    assert content(office)[late.id]


def test_what_came_after_a_destruction_is_destroyed_by_the_next_one(office: Office) -> None:
    nadia, _ = watched(office)
    late = nadia.look(text="Nog een fiets.")
    put(office, (Kind.CASE, NEUTRAL))
    destroy(office)
    nadia.round()
    destroy(office)
    assert (Kind.OBSERVATION.value, late.id) not in office.rows()
    assert not content(office)[late.id]
    nadia.round()
    assert held(nadia) == {(Kind.CASE.value, LINDE.id)}


@pytest.mark.parametrize(
    ("claimed", "args"),
    [
        ("against", {"x": LINDE.id}),
        (CASE_ID, {"x": LINDE.id}),
        ("olm", {"x": LINDE.id}),
        (LINDE.id, {"signal_id": CASE_ID}),
        (LINDE.id, {"signal_id": "quiet"}),
    ],
)
def test_a_refused_command_under_a_colleagues_id_takes_nothing_along_but_itself(
    office: Office, claimed: str, args: dict[str, str]
) -> None:
    played = PlayedCase(office).opened().looked()
    device = Device.added(office.folder, office.address, NADIA).opened()
    (no,) = device.send({**device.envelope(RecordObservation(look())), "id": claimed, "args": args})["verdicts"]
    assert no["status"] == "refused"
    played.does(RecordObservation(played.sees(RUBEN, case_id="olm", place_id="olm-home")), RUBEN)
    office.at_desk(lambda store: destroying.wipe(store, TEAM.id, LINDE.id))
    with closing(sqlite3.connect(office.folder / "ronde.db")) as file:
        asked = "select device, content is not null from commands where seq is not null or device = ?"
        kept = file.execute(asked, [device.id]).fetchall()
    assert {said for sender, said in kept if sender != device.id} == {1}
    assert [said for sender, said in kept if sender == device.id] == [0], "it was about what is destroyed"


def test_what_an_officer_said_of_an_own_entry_that_was_refused_is_destroyed_with_its_case(office: Office) -> None:
    device = Device.added(office.folder, office.address, NADIA).opened()
    entry = {**device.envelope(RecordObservation(look())), "args": {"case": LINDE.id}}
    more = device.envelope(WithdrawObservation(entry["id"], WORDS))
    assert {each["status"] for each in device.send(entry, more)["verdicts"]} == {"refused"}
    office.at_desk(lambda store: destroying.wipe(store, TEAM.id, LINDE.id))
    assert content(office) == {entry["id"]: 0, more["id"]: 0}
