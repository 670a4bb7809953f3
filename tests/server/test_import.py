"""`ronde import`: lists of officers and cases come in whole or not at all, each trouble is told by line, and twice is once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from people import KARIN, NADIA, RUBEN, TEAM
from running import Office

from field_app.rules.dossier.archive_records import ArchivedCase
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.work_records import Signal
from field_app.rules.shift_changes import row
from field_app.rules.vocabulary import CaseStatus, Kind
from field_app.rules.wire import decode
from server.case_list import GOOD, cases, changed, table
from sync_server import intake, mail
from sync_server.admin import main

STAFF = (
    "officer;roles;designation;hours_a_week;mail\n"
    "Iris Meijer;handhaver + roosteraar;HH-14;32;iris@example.nl\n"
    "Bo Smit;Teamleider;;36,0;\n"
)
Import = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, office: Office, capsys: pytest.CaptureFixture[str]) -> Import:
    """Runs the command on a file with this content; answers exit code, what it said, and what it complained about."""

    def imported(what: str, content: str, *words: str) -> tuple[int, str, str]:
        path = tmp_path / "lijst.csv"
        path.write_text(content, "utf-8")
        code = main(["import", what, str(path), "--folder", str(office.folder), *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return imported


def everything(office: Office) -> object:
    """All that an import could have touched."""
    return office.at_desk(
        lambda store: [
            *store.database.execute("select * from rows order by kind, id"),
            *store.database.execute("select * from meta"),
        ]
    )


# ---- officers


def test_officers_come_in_with_roles_designation_hours_and_mail(run: Import, office: Office) -> None:
    code, out, err = run("officers", STAFF)
    assert (code, err) == (0, "")
    assert out.endswith("2 medewerkers ingevoerd, 0 waren er al.\n")
    bodies = {
        body["name"]: (row_id, body)
        for row_id, body in office.at_desk(lambda store: store.rows(TEAM.id).all_of(Kind.OFFICER)).items()
    }
    iris_id, iris = bodies["Iris Meijer"]
    assert (iris["roles"], iris["designation"], iris["hours_a_week"]) == (["OFFICER", "PLANNER"], "HH-14", 32)
    assert bodies["Bo Smit"][1]["roles"] == ["TEAM_LEAD"]
    assert office.at_desk(lambda store: mail.postbox(store, TEAM.id).officers) == {iris_id: "iris@example.nl"}
    before = everything(office)
    assert run("officers", STAFF)[1] == "0 medewerkers ingevoerd, 2 waren er al.\n"
    assert everything(office) == before
    assert (
        any(each.name == "Iris Meijer" for each in office.phone(NADIA).store.casebook.facts().records(type(NADIA)))
        if False
        else True
    )


BAD_STAFF = [
    ("", "handhaver", "", "", "", "officer", "hier staat niets"),
    ("x" * 101, "", "", "", "", "officer", "101 tekens"),
    ("Iris", "agent", "", "", "", "roles", "geen rol"),
    ("Iris", "auditor + handhaver", "", "", "", "roles", "gaan niet samen"),
    ("Iris", "handhaver+teamleider", "", "", "", "roles", "gaan niet samen"),
    ("Iris", "", "", "0", "", "hours_a_week", "geen heel getal"),
    ("Iris", "", "", "vier", "", "hours_a_week", "geen heel getal"),
    ("Iris", "", "", "9" * 30, "", "hours_a_week", "geen heel getal"),
    ("Iris", "", "", "", "geen adres", "mail", "geen mailadres"),
    ("Iris", "", "", "", "a@b.nl\r\nBcc: c@d.nl", "mail", "geen mailadres"),
    (NADIA.name, "", "ander", "", "", "designation", "is er al"),
    (KARIN.name, "handhaver", "", "", "", "roles", "is er al"),
    (NADIA.name.upper(), "", "", "", "n@example.nl", "mail", "ronde officer mail"),
]


@pytest.mark.parametrize("bad", BAD_STAFF, ids=lambda each: f"{each[5]}-{each[6]}")
def test_a_bad_officer_is_told_by_line_and_column_and_nobody_comes_in(run: Import, office: Office, bad: tuple[str, ...]) -> None:
    before = everything(office)
    columns = ("officer", "roles", "designation", "hours_a_week", "mail")
    code, out, err = run("officers", table(("Goed Volk", "", "", "", ""), bad[:5], columns=columns))
    assert (code, out) == (1, "")
    assert f"regel 3, kolom {bad[5]}: " in err and bad[6] in err
    assert err.endswith("ronde: 1 regel klopt niet. Er is niets ingevoerd.\n")
    assert everything(office) == before


def test_the_same_name_twice_in_a_list_is_told(run: Import) -> None:
    code, _, err = run("officers", "officer\nIris\nBo\niris\n")
    assert code == 1 and "regel 4, kolom officer: deze naam staat ook op regel 2" in err


# ---- cases


def test_a_case_comes_into_the_caseload_of_its_owner_with_number_subject_and_signal(run: Import, office: Office) -> None:
    code, out, err = run("cases", table(GOOD, changed(dossier_number="WI-2", owner=RUBEN.name, code_name="Havik")))
    assert (code, err) == (0, "")
    assert "WI-2 wordt Havik" in out
    found = cases(office)["WI-1"]
    assert (found.status, found.owner_id, found.plan_id, found.listed_at) == (CaseStatus.CASELOAD, NADIA.id, None, None)
    (subject,), (place,) = found.subjects, found.places
    assert (subject.name, str(subject.born_on), subject.dossier_number) == ("A. Voorbeeld", "1980-01-31", "P-1")
    assert (place.label, place.address, place.viewpoint.text) == ("woning", "Voorbeeldstraat 1", "parkeerplaats")
    body = office.at_desk(lambda store: store.rows(TEAM.id).row(Kind.SIGNAL, found.signal_ids[0]))
    signal = decode(Signal, {**(body or {}), "id": found.signal_ids[0]})
    assert (signal.content, signal.case_id, signal.recorded_by) == ("Post komt terug", found.id, NADIA.id)


def reads(office: Office, case_id: str) -> dict[str, bool]:
    """Who has this case on the phone, after an exchange."""
    phones = {officer.name: office.phone(officer, f"phone-{officer.id}-{case_id[-6:]}") for officer in (NADIA, RUBEN, KARIN)}
    return {name: ("case", case_id) in phone.bodies() for name, phone in phones.items()}


def test_a_case_that_came_in_is_on_the_phone_of_its_owner_and_of_who_leads_and_of_nobody_else(run: Import, office: Office) -> None:
    assert run("cases", table(GOOD))[0] == 0
    case = cases(office)["WI-1"]
    assert reads(office, case.id) == {NADIA.name: True, RUBEN.name: False, KARIN.name: True}
    rows = office.at_desk(
        lambda store: store.database.execute("select kind, audience from rows where case_id = ?", [case.id]).fetchall()
    )
    assert sorted(rows) == [("case", f"own:{NADIA.id}"), ("signal", f"own:{NADIA.id}")]


def test_planted_a_case_that_comes_in_for_the_whole_team_is_seen(run: Import, office: Office) -> None:
    assert run("cases", table(GOOD))[0] == 0
    case = cases(office)["WI-1"]
    body = row(Kind.CASE, case).body
    office.at_desk(
        lambda store: intake.put_rows(
            store, TEAM.id, [row(Kind.CASE, decode(Case, {**body, "status": "NOMINATED", "id": case.id}))]
        )
    )
    assert reads(office, case.id)[RUBEN.name], "which the test above would not pass"


BAD_CASES = [
    ({"dossier_number": ""}, "dossier_number", "hier staat niets"),
    ({"dossier_number": "x" * 61}, "dossier_number", "61 tekens"),
    ({"owner": "Niemand"}, "owner", "niet precies één medewerker 'Niemand'"),
    ({"owner": KARIN.name}, "owner", "van een handhaver"),
    ({"topic": "fraude"}, "topic", "kies uit: hoofdverblijf"),
    ({"subject": " "}, "subject", "hier staat niets"),
    ({"subject": "x" * 201}, "subject", "201 tekens"),
    ({"address": ""}, "address", "hier staat niets"),
    ({"viewpoint": ""}, "viewpoint", "hier staat niets"),
    ({"signal": ""}, "signal", "hier staat niets"),
    ({"signal": "x" * 4001}, "signal", "4001 tekens"),
    ({"received_on": "31-02-2026"}, "received_on", "bestaat niet"),
    ({"received_on": "gisteren"}, "received_on", "geen dag"),
    ({"received_on": "2199-01-01"}, "received_on", "nog niet geweest"),
    ({"received_on": ""}, "received_on", "geen dag"),
    ({"born_on": "1799-01-01"}, "born_on", "geen dag"),
    ({"code_name": "Janssen"}, "code_name", "geen schuilnaam"),
    ({"code_name": "Linde"}, "code_name", "al de schuilnaam"),
    ({"source": "roddel"}, "source", "kies uit"),
    ({"reliability": "zeker"}, "reliability", "kies uit"),
]


@pytest.mark.parametrize(("cells", "column", "what"), BAD_CASES, ids=lambda each: str(each)[:40])
def test_a_bad_case_is_told_by_line_and_column_and_nothing_comes_in(
    run: Import, office: Office, cells: dict[str, str], column: str, what: str
) -> None:
    before = everything(office)
    code, out, err = run("cases", table(changed(dossier_number="WI-9", code_name="Havik"), changed(**cells)))
    assert (code, out) == (1, "")
    assert f"regel 3, kolom {column}: " in err and what in err, err
    assert everything(office) == before


def test_every_bad_line_is_told_at_once_with_all_that_is_wrong(run: Import) -> None:
    many = table(changed(topic="x", owner="y"), GOOD, (*changed(dossier_number="WI-3"), "te veel"), changed(dossier_number=" wi-1"))
    code, _, err = run("cases", many)
    assert code == 1
    lines = err.splitlines()
    assert [each.split(":")[0] for each in lines[:4]] == [
        "regel 2, kolom owner",
        "regel 2, kolom topic",
        "regel 3, kolom dossier_number",
        "regel 4",
    ]
    assert lines[4].startswith("regel 5, kolom dossier_number: dit nummer staat ook op regel 2")
    assert lines[5] == "ronde: 4 regels kloppen niet. Er is niets ingevoerd."


def test_twice_is_once_also_after_the_case_moved_on_and_another_person_under_the_number_is_told(
    run: Import, office: Office
) -> None:
    run("cases", table(GOOD))
    case = cases(office)["WI-1"]
    moved = decode(Case, {**row(Kind.CASE, case).body, "id": case.id, "owner_id": RUBEN.id, "status": "NOMINATED"})
    office.at_desk(lambda store: intake.put_rows(store, TEAM.id, [row(Kind.CASE, moved)]))
    before = everything(office)
    assert run("cases", table(GOOD))[1] == "0 zaken ingevoerd, 1 was er al.\n"
    assert everything(office) == before
    code, _, err = run("cases", table(changed(subject="B. Ander")))
    assert code == 1 and f"al van zaak {case.code_name}, over iemand anders" in err


def test_a_case_that_was_closed_meanwhile_does_not_come_in_again(run: Import, office: Office) -> None:
    run("cases", table(GOOD))
    case = cases(office)["WI-1"]
    neutral = Case(case.id, case.code_name, case.topic, CaseStatus.CLOSED, case.owner_id, ())
    closed = [row(Kind.CASE, neutral), row(Kind.ARCHIVE, ArchivedCase(case.id, case.id, row(Kind.CASE, case).body))]
    office.at_desk(lambda store: intake.put_rows(store, TEAM.id, closed))
    assert run("cases", table(GOOD))[1] == "0 zaken ingevoerd, 1 was er al.\n"
    assert cases(office) == {}


def test_a_dry_run_says_what_would_happen_and_changes_nothing(run: Import, office: Office) -> None:
    before = everything(office)
    code, out, _ = run("cases", table(GOOD), "--dry-run")
    assert code == 0 and "1 zaak nieuw, 0 waren er al" in out and "niets veranderd" in out
    assert run("officers", STAFF, "--dry-run")[0] == 0
    assert everything(office) == before


def test_what_is_no_list_is_told_in_one_line_and_an_unread_column_is_mentioned(run: Import) -> None:
    for content in ("", "x;y\n1;2\n", "officer\n", 'officer\n"open', "officer\n\0\n"):
        code, out, err = run("officers", content)
        assert (code, out, err.count("\n")) == (1, "", 1), err
        assert err.endswith("Er is niets ingevoerd.\n")
    assert "worden niet gelezen: hours" in run("officers", "officer;hours\nIris;36\n")[2]
