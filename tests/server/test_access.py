"""A resident sees everything held about him or her, open and closed, and nothing about anybody else."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import is_dataclass, replace
from enum import StrEnum
from typing import Any, get_args, get_type_hints

import pytest
from casework_people import CASE_ID, SAMIRA, dossier
from people import KARIN, NADIA, TEAM, TODAY, at, look
from pypdf import PdfReader
from running import Office

from field_app.rules.cases.book import CASE_RULES
from field_app.rules.commands import NAMES, RecordObservation
from field_app.rules.dossier.closing_commands import AskDestruction, ConfirmDestruction, PlaceHold, ReopenCase
from field_app.rules.dossier.words import HoldKind
from field_app.rules.dossier.work_records import AccessRequest
from field_app.rules.facts import SHAPES
from field_app.rules.look import FactLine
from field_app.rules.refusals import Code, Refused
from field_app.rules.shift_changes import row
from field_app.rules.vocabulary import CaseStatus, FactKind, Kind, Result
from server.by_hand import Device
from server.shown_dossier import (
    ACCOUNT,
    FILE,
    OTHERS,
    PLANTED,
    RECORDS,
    REQUEST,
    keep,
    keep_all_of,
    keep_dossier,
    leaks,
    missing,
)
from sync_server.access import text_nl
from sync_server.access.fields_text_nl import FIELDS, NOT_ON_PAPER
from sync_server.access.gathering import ORDER
from sync_server.access.masking import ALL, BAR, Fields, Mask
from sync_server.access.package import overview, zipped
from sync_server.access.page import page, pdf
from sync_server.access.values_text_nl import VALUES
from sync_server.admin.cli import main
from sync_server.destroying import wipe


def found(office: Office, request: AccessRequest = REQUEST, fields: Fields = ALL) -> dict[str, Any]:
    return office.at_desk(lambda store: overview(store, TEAM.id, request, fields))


def said(overview: dict[str, Any]) -> str:
    return json.dumps(overview, ensure_ascii=False)


def read(paper: bytes) -> str:
    return "".join(each.extract_text() for each in PdfReader(io.BytesIO(paper)).pages)


def test_all_that_is_the_residents_own_is_there_and_nothing_of_others(office: Office) -> None:
    keep_dossier(office)
    data = found(office)
    for text in (said(data), said(page(data)), read(pdf(data))):
        assert leaks(text) == set()
        assert missing(text) == []
        assert BAR in text
    assert {kind.value for kind, _ in RECORDS[1:]} == set(data["cases"][0]["rows"])


def test_officers_have_a_number_with_their_role_and_designation_and_no_name(office: Office) -> None:
    keep_dossier(office)
    data = found(office)
    case = data["cases"][0]
    numbers = {each["designation"]: each["who"] for each in data["people"]}
    assert case["rows"]["observation"][0]["officer_id"] == numbers[NADIA.designation]
    assert case["rows"]["call"][0]["said"] == f"Vraagt naar {numbers[KARIN.designation]}."
    assert {"who": numbers[KARIN.designation], "roles": ["TEAM_LEAD"], "designation": KARIN.designation} in data["people"]
    assert SAMIRA.designation not in numbers, "who does not stand in it is not named"


@pytest.mark.parametrize("name", sorted((ALL.anywhere - {"plate"}) | ALL.of_persons | (ALL.of_subjects - {"name"})))
def test_a_field_about_others_that_is_forgotten_would_be_noticed(office: Office, name: str) -> None:
    """A name and a plate are left out twice: as a field, and as a word wherever it stands."""
    keep_dossier(office)
    forgetful = Fields(*({each for each in part if each != name} for part in (ALL.anywhere, ALL.of_persons, ALL.of_subjects)))  # type: ignore[arg-type]  # sets will do
    assert PLANTED[name] in leaks(said(found(office, fields=forgetful)))
    assert PLANTED[name] in leaks(read(pdf(found(office, fields=forgetful)))) or name == "born_on", "on paper a day is in words"


def test_who_stands_beside_the_person_it_is_about_does_not_read_that_persons_own_account(office: Office) -> None:
    keep_dossier(office)
    request = replace(REQUEST, dossier_number="wi-900")
    text = said(found(office, request))
    assert OTHERS in text
    assert [each for each in ("Eigenaar", 'WI-1"', "1980-01-31", ACCOUNT, "grijze jas") if each in text] == []
    assert ACCOUNT in said(found(office, request, replace(ALL, of_whom_it_is_about=frozenset())))


def test_words_of_a_name_that_are_words_of_any_text_stay(office: Office) -> None:
    officers = {"o": {"name": "Wim van den Bakker"}, "p": {"name": "Wim Smit"}}
    mask = Mask("wi-1", {"subjects": [{"name": "Jan van Dam", "dossier_number": "WI-2"}]}, officers, ("de lange",))
    assert mask.text("Van den weg naar de bakker") == "Van den weg naar de bakker"
    assert mask.text("wim van den bakker en Wim, Bakker") == f"handhaver 1 en {BAR}, handhaver 1"
    assert mask.text("JAN en dam, De Lange; Janus niet") == f"{BAR} en {BAR}, {BAR}; Janus niet"
    assert mask.text("XX-12-34, 9-XBB-99, 12-34-56, AB-CD-12, 2026-11-19, HH-2026-01") == (
        f"{BAR}, {BAR}, 12-34-56, AB-CD-12, 2026-11-19, HH-2026-01"
    )


def test_a_closed_case_is_there_as_it_stood_and_one_opened_again_as_it_stands(office: Office) -> None:
    of = dossier(CaseStatus.CLOSED)
    keep_all_of(office, of)
    case = found(office)["cases"][0]
    assert case["file"]["subjects"][0]["name"] == "A. Voorbeeld"
    assert case["closing"]["looks"] == 1
    assert set(case["rows"]) == {"signal", "plan", "observation", "decision", "footprint"}
    assert "marks" not in case["rows"]["footprint"][0]
    of.does(ReopenCase(CASE_ID, "Nieuwe feiten."), KARIN)
    keep_all_of(office, of)
    again = found(office)["cases"][0]
    assert (again["file"]["status"], again["closing"], again["reopenings"]) == ("DECISION_DUE", None, ["Nieuwe feiten."])


def test_what_keeps_a_dossier_longer_is_told_of_a_case_opened_again_too(office: Office) -> None:
    of = dossier(CaseStatus.CLOSED)
    of.does(PlaceHold(CASE_ID, HoldKind.OBJECTION, "Bezwaar van 3 november."), KARIN)
    of.does(ReopenCase(CASE_ID, "Nieuwe feiten."), KARIN)
    keep_all_of(office, of)
    (held,) = found(office)["cases"][0]["closing"]["holds"]
    assert held["reason"] == "Bezwaar van 3 november."


def test_of_a_destroyed_dossier_the_neutral_record_is_told_and_when_was_looked(office: Office) -> None:
    of = dossier(CaseStatus.CLOSED)
    of.now = at("09:00", of.case.closing.destroy_from if of.case.closing else TODAY)
    of.does(AskDestruction(CASE_ID, "De termijn is voorbij."), KARIN)
    of.does(ConfirmDestruction(CASE_ID), SAMIRA)
    keep_all_of(office, of)
    office.at_desk(lambda store: wipe(store, TEAM.id, CASE_ID))
    case = found(office)["cases"][0]
    assert set(case["rows"]) == {"footprint"}
    assert case["closing"]["destruction"]["done_at"]
    assert "A. Voorbeeld" not in said(case)
    assert pdf(found(office)).startswith(b"%PDF")


def test_the_log_says_who_did_what_and_when_and_not_what_was_said(office: Office) -> None:
    keep_dossier(office)
    device = Device.added(office.folder, office.address).opened()
    sounds = (FactLine(at("06:12"), FactKind.SOUND, "Hamerslag"),)
    seen = device.envelope(RecordObservation(look(case_id=CASE_ID, result=Result.SEEN, facts=sounds)))
    device.send(seen, device.envelope(RecordObservation(look(case_id="olm"))))
    (line,) = found(office)["cases"][0]["log"]
    assert (line["command"], line["officer_id"], line["status"]) == ("record-observation", "handhaver 4", "accepted")
    assert line["received_at"].startswith("2026-11-19T")
    assert "Hamerslag" not in said(line)
    assert "handhaver 4, waarneming vastgelegd" in said(page(found(office)))


def test_who_is_not_in_the_system_hears_that_nothing_is_held(office: Office) -> None:
    keep_dossier(office)
    nothing = found(office, replace(REQUEST, dossier_number="WI-2"))
    assert (nothing["cases"], nothing["people"]) == ([], [])
    assert text_nl.NOTHING in read(pdf(nothing)).replace("\n", " ")


def test_nothing_goes_out_before_a_second_person_has_checked_it(office: Office) -> None:
    keep_dossier(office)
    with pytest.raises(Refused) as no:
        found(office, replace(REQUEST, is_good=False))
    assert no.value.code is Code.ACCESS_UNCHECKED


def test_the_zip_holds_a_tagged_pdf_for_the_archive_the_same_as_json_and_how_to_read_it(office: Office) -> None:
    keep_dossier(office)
    with zipfile.ZipFile(io.BytesIO(zipped(found(office)))) as package:
        assert sorted(package.namelist()) == ["LEESMIJ.txt", "overzicht.json", "overzicht.pdf"]
        assert json.loads(package.read("overzicht.json")) == found(office)
        paper = package.read("overzicht.pdf")
    assert b"pdfaid" in paper, "says that it is PDF/A"
    reader = PdfReader(io.BytesIO(paper))
    assert str(reader.root_object["/Lang"]) == "nl"
    assert "/StructTreeRoot" in reader.root_object, "tagged"
    assert reader.metadata
    assert reader.metadata.title == text_nl.TITLE


def test_strange_texts_are_never_read_as_markup(office: Office) -> None:
    strange = '#panic("x") $ * _ [ ] { } \\ #let a = 1 <b> @c \u202e 💥 "'
    keep_dossier(office, [(Kind.CASE, replace(FILE, question=strange)), *RECORDS[1:]])
    data = found(office)
    assert data["cases"][0]["file"]["question"] == strange
    assert '#panic("x")$*_[]{}\\#leta=1<b>@c' in "".join(read(pdf(data)).split())


# ---- on paper everything has its Dutch


def reachable(shape: Any, seen: set[Any]) -> Iterator[tuple[str, Any]]:
    """Each field of this record and of those in it, with its type; each choice with an empty name."""
    if isinstance(shape, type) and issubclass(shape, StrEnum):
        yield "", shape
    for each in get_args(shape):
        yield from reachable(each, seen)
    if is_dataclass(shape) and shape not in seen:
        seen.add(shape)
        for name, inner in get_type_hints(shape).items():
            yield name, inner
            yield from reachable(inner, seen)


def test_every_field_every_choice_and_every_act_of_a_dossier_has_its_dutch() -> None:
    every = [each for kind in (Kind.CASE, *ORDER) for each in reachable(SHAPES[kind], set())]
    assert {name for name, _ in every if name} - NOT_ON_PAPER - FIELDS.keys() == set()
    choices = {shape for name, shape in every if not name}
    assert choices - VALUES.keys() == set()
    assert [each for each in VALUES if len(VALUES[each]) != len(each)] == []
    assert len(every) > 300, "the check would pass for nothing"
    assert set(text_nl.KINDS) == set(ORDER)
    acts = {name for name, shape in NAMES.items() if shape in CASE_RULES}
    assert acts - text_nl.COMMANDS.keys() - {"record-lesson", "follow-up-lesson"} == set()


def test_the_command_lists_the_requests_and_makes_a_checked_one_once(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    keep_dossier(office)
    keep(office, row(Kind.ACCESS, REQUEST), row(Kind.ACCESS, replace(REQUEST, id="open", is_good=False)))
    office.server.stop()
    where = ["--folder", str(office.folder), "--team", TEAM.name]
    assert main(["access", "list", *where]) == 0
    told = capsys.readouterr().out
    assert "nog te controleren" in told
    assert "gecontroleerd" in told
    file = str(office.home / "pakket.zip")
    assert main(["access", "make", "open", file, *where]) == 1
    assert main(["access", "make", "gone", file, *where]) == 1
    assert main(["access", "make", "request", file, *where]) == 0
    assert zipfile.is_zipfile(file)
    assert main(["access", "make", "request", file, *where]) == 1, "nothing is overwritten"
