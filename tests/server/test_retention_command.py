"""`ronde retention` says of each closed case how long it is kept and what is due; `ronde case list` says no more than it may."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from casework_people import CASE_ID, PLAN, SAMIRA, Dossier, dossier
from people import KARIN, NADIA, TEAM, TODAY, at
from running import Office

from field_app.rules.cases.earlier import mark_of
from field_app.rules.dossier.archive_records import Footprint
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.closing_commands import AskDestruction, ConfirmDestruction, LiftHold, PlaceHold
from field_app.rules.dossier.closing_records import Closing
from field_app.rules.dossier.words import HoldKind
from field_app.rules.meter.records import Looked
from field_app.rules.shift_changes import row
from field_app.rules.vocabulary import CaseStatus, Kind
from server.shown_dossier import REQUEST, keep, keep_all_of
from sync_server.admin.cli import main
from sync_server.destroying import wipe


@pytest.fixture
def closed(office: Office) -> Dossier:
    """A closed case and nothing else."""
    of = dossier(CaseStatus.CLOSED)
    office.at_desk(lambda store: store.rows(TEAM.id).remove([(Kind.CASE, "linde"), (Kind.CASE, "olm")]))
    keep_all_of(office, of)
    return of


def closing_of(of: Dossier) -> Closing:
    assert of.case.closing
    return of.case.closing


def due(office: Office, capsys: pytest.CaptureFixture[str], on: date) -> list[dict[str, str]]:
    """What the table of that day says."""
    where = ["--folder", str(office.folder), "--team", TEAM.name]
    assert main(["retention", "due", "--on", on.isoformat(), "--csv", "-", *where]) == 0
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def test_each_closed_case_stands_there_with_its_class_its_days_and_what_is_due(
    office: Office, closed: Dossier, capsys: pytest.CaptureFixture[str]
) -> None:
    (line,) = due(office, capsys, TODAY)
    assert line == {
        "case": closed.case.code_name,
        "class": "12.1.1 onderzocht",
        "outcome": "uitnodigen voor een gesprek",
        "closed_on": TODAY.isoformat(),
        "destroy_from": closing_of(closed).destroy_from.isoformat(),
        "keep_until": closing_of(closed).keep_until.isoformat(),
        "held_by": "",
        "due": "bewaren",
    }
    (line,) = due(office, capsys, closing_of(closed).destroy_from)
    assert line["due"] == "vernietigen: aanvragen in de app"
    (line,) = due(office, capsys, closing_of(closed).destroy_from - timedelta(days=1))
    assert line["due"] == "bewaren", "not a day too early"


def test_what_is_held_is_kept_also_after_its_day_until_that_is_lifted(
    office: Office, closed: Dossier, capsys: pytest.CaptureFixture[str]
) -> None:
    day = closing_of(closed).destroy_from
    hold = closed.does(PlaceHold(CASE_ID, HoldKind.OBJECTION, "Bezwaar ingediend."))
    keep_all_of(office, closed)
    (line,) = due(office, capsys, day)
    assert (line["held_by"], line["due"]) == ("bezwaar", "bewaren zolang dit loopt")
    closed.does(LiftHold(CASE_ID, hold, "Bezwaar afgehandeld."), KARIN)
    keep_all_of(office, closed)
    asked = replace(REQUEST, is_good=False)
    keep(office, row(Kind.ACCESS, asked))
    (line,) = due(office, capsys, day)
    assert (line["held_by"], line["due"]) == ("inzageverzoek", "bewaren zolang dit loopt")
    keep(office, replace(row(Kind.ACCESS, replace(asked, is_good=True)), is_new=False))
    assert due(office, capsys, day)[0]["held_by"] == ""


def test_destroying_takes_two_and_then_only_the_neutral_record_is_left(
    office: Office, closed: Dossier, capsys: pytest.CaptureFixture[str]
) -> None:
    day, last = closing_of(closed).destroy_from, closing_of(closed).keep_until
    closed.now = at("09:00", day)
    closed.does(AskDestruction(CASE_ID, "Termijn voorbij."), KARIN)
    keep_all_of(office, closed)
    assert due(office, capsys, day)[0]["due"] == "vernietigen: een tweede persoon bevestigt"
    closed.does(ConfirmDestruction(CASE_ID), SAMIRA)
    keep_all_of(office, closed)
    office.at_desk(lambda store: wipe(store, TEAM.id, CASE_ID))
    assert due(office, capsys, last - timedelta(days=1))[0]["due"] == "inhoud is vernietigd"
    assert due(office, capsys, last)[0]["due"] == "neutraal verslag kan weg"
    assert closed.case.closing
    later = replace(closed.case, closing=replace(closed.case.closing, later=1))
    keep(office, replace(row(Kind.CASE, later), is_new=False))
    assert due(office, capsys, last)[0]["due"] == "vernietigen: aanvragen in de app", "what came later goes the same way"


def test_the_list_is_text_or_a_file_that_is_not_overwritten(
    office: Office, closed: Dossier, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where, file = ["--folder", str(office.folder)], tmp_path / "bewaren.csv"
    assert main(["retention", "due", *where]) == 0
    said = capsys.readouterr().out
    assert closed.case.code_name in said
    assert "A. Voorbeeld" not in said
    assert main(["retention", "due", "--csv", str(file), *where]) == 0
    assert main(["retention", "due", "--csv", str(file), *where]) == 1
    assert file.read_text("utf-8-sig").startswith("case,class,")


def test_moments_of_looking_are_let_go_when_none_of_them_counts_any_more(
    office: Office, closed: Dossier, capsys: pytest.CaptureFixture[str]
) -> None:
    mark = mark_of("WI-1", closed.facts)
    old = Footprint("old", (mark,), (Looked(at("06:00", date(2020, 1, 2)), at("06:02", date(2020, 1, 2))),), at("06:02"))
    keep(office, row(Kind.FOOTPRINT, old))
    assert {row_id for kind, row_id in office.rows() if kind == "footprint"} == {"old", CASE_ID}
    assert main(["retention", "forget", "--folder", str(office.folder)]) == 0
    assert "1 gesloten zaken" in capsys.readouterr().out
    assert {row_id for kind, row_id in office.rows() if kind == "footprint"} == {CASE_ID}, "this one still counts"
    assert not office.phone(NADIA).round().pulled_anew, "and no phone notices"


def test_a_case_list_says_how_far_each_is_and_nothing_about_anybody_in_it(
    office: Office, closed: Dossier, capsys: pytest.CaptureFixture[str]
) -> None:
    running = dossier(CaseStatus.OBSERVING)
    open_one = replace(running.case, id="open", code_name="Open")
    keep(
        office,
        *(row(Kind.CASE, each) for each in (open_one, Case("new", "Nieuw", open_one.topic, CaseStatus.CASELOAD, "gone", ()))),
    )
    where = ["--folder", str(office.folder)]
    assert main(["case", "list", "--json", *where]) == 0
    text = capsys.readouterr().out
    assert [(each["code_name"], each["status"], each["owner"]) for each in json.loads(text)] == [
        ("Nieuw", "CASELOAD", "gone"),
        ("Open", "OBSERVING", NADIA.name),
    ]
    assert json.loads(text)[0].keys() == {"code_name", "status", "owner", "days_left", "level"}
    left = json.loads(text)[1]["days_left"]
    assert isinstance(left, int)
    assert left <= (PLAN.ends_on - TODAY).days
    assert main(["case", "list", "--all", *where]) == 0
    said = capsys.readouterr().out
    assert "afgesloten" in said
    assert "meter groen" in said
    for each in ("A. Voorbeeld", "WI-1", "Lindelaan", PLAN.why):
        assert each not in text + said


def test_a_team_without_cases_hears_so(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.at_desk(lambda store: store.rows(TEAM.id).remove([(Kind.CASE, "linde"), (Kind.CASE, "olm")]))
    for words in (["case", "list"], ["retention", "due"]):
        assert main([*words, "--folder", str(office.folder)]) == 0
        assert "geen" in capsys.readouterr().out
