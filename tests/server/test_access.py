"""A resident sees everything held about him or her, open and closed, and nothing about anybody else."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from casework_people import CASE_ID, MEANS, SAMIRA
from people import LINDE, NADIA, RUBEN, TEAM, TODAY, at, look
from running import Office

from field_app.rules.cases.closing import _archived
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.decision_commands import Caution
from field_app.rules.dossier.decision_records import Talk, Visit
from field_app.rules.dossier.list_commands import Subject
from field_app.rules.dossier.words import Bond, Consent, Reliability, SignalSource
from field_app.rules.dossier.work_records import AccessRequest, Call, Signal
from field_app.rules.look import Contact, FactLine, Person, Vehicle
from field_app.rules.records import Observation
from field_app.rules.refusals import Code, Refused
from field_app.rules.shift_changes import row
from field_app.rules.vocabulary import CaseStatus, FactKind, Kind, Result
from sync_server import intake
from sync_server.access import masking
from sync_server.access.package import overview, pdf, zipped
from sync_server.admin.cli import main

MINE, OTHERS = "A. Eigenaar", "Bartje Vreemd"
#: Everything about others that stands somewhere in the dossier.
FOREIGN = (
    "Vreemd",
    "1991-02-03",
    "WI-900",
    "XX-123-Y",
    "rode jas",
    "buurvrouw Jansen",
    "Nadia de Wit",
    "Ruben Aalders",
    "Pietersen",
)
#: What is the resident's own, and must be there.
OWN = ("A. Eigenaar", "1980-01-31", "Licht aan om zeven uur.", "Ik werk in een andere stad.", "Post komt terug.")
FILE = replace(
    LINDE,
    id=CASE_ID,
    subjects=(Subject(MINE, born_on=at("00:00").date().replace(1980, 1, 31), dossier_number="WI-1"),
              Subject(OTHERS, Bond.HOUSEMATE, at("00:00").date().replace(1991, 2, 3), "WI-900")),
    question="Verblijft betrokkene hier?", lighter_means=MEANS, signal_ids=("signal",),
)  # fmt: skip
SEEN = Observation(
    "seen", NADIA.id,
    look(case_id=CASE_ID, result=Result.SEEN, facts=(
        FactLine(at("06:12"), FactKind.LIGHT, "Licht aan om zeven uur."),
        FactLine(at("06:13"), FactKind.PERSON, "Bartje Vreemd komt naar buiten, Pietersen zwaait."),
    ), persons=(Person("man A", "rode jas"),), vehicles=(Vehicle("grijze auto", "XX-123-Y"),),
        contact=Contact("buurvrouw Jansen", True, "Goedemorgen.")),
    at("06:15"),
)  # fmt: skip
RECORDS: tuple[tuple[Kind, Any], ...] = (
    (Kind.CASE, FILE),
    (Kind.OBSERVATION, SEEN),
    (Kind.SIGNAL, Signal("signal", SignalSource.CITIZEN, TODAY, "Post komt terug.", Reliability.UNKNOWN, NADIA.id, at("05:00"),
                         True, CASE_ID)),
    (Kind.CALL, Call("call", CASE_ID, RUBEN.id, at("06:00"), "buurvrouw Jansen", True, "Wil niets zeggen.")),
    (Kind.TALK, Talk("talk", CASE_ID, "d", RUBEN.id, at("08:00"), at("07:00"), at("07:30"), True,
                     caution=Caution(at("07:01"), "U hoeft niet te antwoorden."), account="Ik werk in een andere stad.")),
    (Kind.VISIT, Visit("visit", CASE_ID, "d", NADIA.id, at("08:00"), at("07:00"), at("07:30"), "grond", Consent.GIVEN,
                       consented_by="Bartje Vreemd")),
)  # fmt: skip
REQUEST = AccessRequest(
    "request", " wi-1", TODAY, TODAY, NADIA.id, checked_by=SAMIRA.id, checked_at=at("07:00"), is_good=True, masks=("Pietersen",)
)


def keep(office: Office, records: Iterable[tuple[Kind, Any]]) -> None:
    office.at_desk(lambda store: intake.put_rows(store, TEAM.id, [row(kind, each) for kind, each in records]))


def found(office: Office, request: AccessRequest = REQUEST) -> dict[str, Any]:
    return office.at_desk(lambda store: overview(store, TEAM.id, request))


def leaks(text: str) -> list[str]:
    return [each for each in FOREIGN if each.lower() in text.lower()]


def test_all_that_is_the_residents_own_is_there_and_nothing_of_others(office: Office) -> None:
    keep(office, RECORDS)
    text = json.dumps(found(office), ensure_ascii=False)
    assert leaks(text) == []
    assert [each for each in OWN if each not in text] == []
    assert masking.BAR in text
    assert "handhaver 2" in text


def test_a_closed_case_is_there_as_it_stood(office: Office) -> None:
    archive = _archived(FILE)
    neutral = Case(CASE_ID, FILE.code_name, FILE.topic, CaseStatus.CLOSED, FILE.owner_id, ())
    keep(office, [*RECORDS[1:], (Kind.CASE, neutral)])
    office.at_desk(lambda store: intake.put_rows(store, TEAM.id, [archive]))
    text = json.dumps(found(office), ensure_ascii=False)
    assert [each for each in OWN if each not in text] == []
    assert leaks(text) == []


def test_who_is_not_in_the_system_hears_that_nothing_is_held(office: Office) -> None:
    keep(office, RECORDS)
    nothing = found(office, replace(REQUEST, dossier_number="WI-2"))
    assert nothing["cases"] == []
    assert pdf(nothing).startswith(b"%PDF")


def test_nothing_goes_out_before_a_second_person_has_checked_it(office: Office) -> None:
    keep(office, RECORDS)
    with pytest.raises(Refused) as no:
        found(office, replace(REQUEST, is_good=False))
    assert no.value.code is Code.NOT_ASKED


def test_the_zip_holds_a_tagged_pdf_for_the_archive_the_same_as_json_and_how_to_read_it(office: Office) -> None:
    keep(office, RECORDS)
    with zipfile.ZipFile(io.BytesIO(zipped(found(office)))) as package:
        assert sorted(package.namelist()) == ["LEESMIJ.txt", "overzicht.json", "overzicht.pdf"]
        assert json.loads(package.read("overzicht.json"))["cases"][0]["file"]["code_name"] == "Linde"
        paper = package.read("overzicht.pdf")
    assert re.search(rb"pdfaid", paper), "says that it is PDF/A"
    assert b"/StructTreeRoot" in paper, "tagged"


def test_strange_texts_are_never_read_as_markup(office: Office) -> None:
    strange = '#panic("x") $ * _ [ ] \\ #let a = 1 <b> \u202e 💥 "'
    keep(office, [(Kind.CASE, replace(FILE, question=strange)), *RECORDS[1:]])
    data = found(office)
    assert data["cases"][0]["file"]["question"] == strange
    assert pdf(data).startswith(b"%PDF")


@pytest.mark.parametrize("forgotten", ["with_whom", "plate", "consented_by"])
def test_a_field_about_others_that_is_forgotten_would_be_noticed(
    office: Office, forgotten: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(office, [*RECORDS[:-1], (Kind.VISIT, replace(RECORDS[-1][1], consented_by="XX-123-Y"))])
    assert leaks(json.dumps(found(office))) == []
    monkeypatch.setattr(masking, "_OTHERS", masking._OTHERS - {forgotten})
    assert leaks(json.dumps(found(office))) != []


def test_the_command_lists_the_requests_and_makes_a_checked_one_once(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    keep(office, [*RECORDS, (Kind.ACCESS, REQUEST), (Kind.ACCESS, replace(REQUEST, id="open", is_good=False))])
    office.server.stop()
    where = ["--folder", str(office.folder)]
    assert main(["access", "list", *where]) == 0
    said = capsys.readouterr().out
    assert "nog te controleren" in said
    assert "gecontroleerd" in said
    file = str(office.home / "pakket.zip")
    assert main(["access", "make", "open", file, *where]) == 1
    assert main(["access", "make", "gone", file, *where]) == 1
    assert main(["access", "make", "request", file, *where]) == 0
    assert zipfile.is_zipfile(file)
    assert main(["access", "make", "request", file, *where]) == 1, "nothing is overwritten"
