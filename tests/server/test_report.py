"""The report of findings says all that the dossier holds, facts apart from interpretation, and nothing that it does not."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from casework_people import CASE_ID, SAMIRA, TIP
from people import KARIN, NADIA, RUBEN, TEAM
from PIL import Image
from pypdf import PdfReader
from running import Office

from field_app.rules.cases.metering import counted
from field_app.rules.dossier.closing_commands import AskDestruction, ConfirmDestruction
from field_app.rules.facts import SHAPES
from field_app.rules.refusals import Code, Refused
from field_app.rules.vocabulary import Kind
from server.played_case import ACCOUNT, AGAINST, FACT, MEANING, PlayedCase
from sync_server.keys import log_key
from sync_server.report import text_nl
from sync_server.report.case_file import CaseFile, case_file
from sync_server.report.findings import findings, page
from sync_server.report.photos import Photos, no_picture


def file_of(played: PlayedCase) -> CaseFile:
    """The case as the server holds it now."""
    key = log_key(played.office.folder)
    return played.office.at_desk(lambda store: case_file(store, TEAM.id, CASE_ID, played.now, key))


def report(file: CaseFile) -> bytes:
    return findings(file, Photos(file, no_picture))


def read(paper: bytes) -> str:
    """What a reader copies out of the paper, without its lines."""
    return plain("\n".join(each.extract_text() for each in PdfReader(io.BytesIO(paper)).pages))


def plain(text: str) -> str:
    return "".join(text.split())


def texts(value: Any) -> Iterator[str]:
    """Every text that somebody typed, or that names something, in a row."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (found for name, part in value.items() if name not in ("id", "case_id", "command_id") for found in texts(part))
    elif isinstance(value, list | tuple):
        yield from (found for part in value for found in texts(part))


@pytest.fixture
def played(office: Office) -> PlayedCase:
    return PlayedCase(office).opened().looked().decided()


def parts(file: CaseFile) -> dict[str, str]:
    """What stands in each part, by its title."""
    found = page(file, Photos(file, no_picture))["parts"]
    return {each["title"]: json.dumps(each["blocks"], ensure_ascii=False) for each in found}


def test_it_has_the_fourteen_parts_in_order_and_the_annex(played: PlayedCase) -> None:
    found = read(report(file_of(played)))
    places = [found.rindex(plain(f"{number}. {title}")) for number, title in enumerate(text_nl.PARTS, start=1)]
    assert places == sorted(places)
    assert len(places) == 14
    assert plain(text_nl.ANNEX) in found


def test_everything_that_people_wrote_in_the_dossier_can_be_copied_from_it(played: PlayedCase) -> None:
    file = file_of(played.closed())
    found, sentences = read(report(file)), [each for each in texts([file.held.file, *file.held.rows.values()]) if " " in each]
    assert [each for each in sentences if plain(each) not in found] == []
    assert len(sentences) > 30
    assert {FACT, AGAINST, MEANING, ACCOUNT} <= set(sentences)


def test_each_kind_of_record_has_a_place(played: PlayedCase) -> None:
    file = file_of(played)
    numbers = {f"nr. {at}" for at, _ in enumerate((row for rows in file.held.rows.values() for row in rows), start=1)}
    told = json.dumps(page(file, Photos(file, no_picture)), ensure_ascii=False)
    titles = set(re.findall(r"nr\. \d+", " ".join(re.findall(r'"(?:title|text)": "([^"]*)"', told))))
    assert numbers <= titles
    assert {Kind.OBSERVATION, Kind.FOLLOWING, Kind.FINDING, Kind.DECISION, Kind.TALK, Kind.REMARK} <= set(file.held.rows)
    assert set(file.held.rows) <= set(SHAPES)


def test_an_interpretation_never_stands_among_the_facts(played: PlayedCase) -> None:
    for part in page(file_of(played), Photos(file_of(played), no_picture))["parts"]:
        for block in part["blocks"]:
            if block["kind"] == "entry":
                assert MEANING not in json.dumps([block["facts"], block["lines"], block["notes"]], ensure_ascii=False)
            else:
                assert MEANING not in json.dumps(block, ensure_ascii=False)
    assert parts(file_of(played))["7. " + text_nl.PARTS[6]].count(MEANING) == 2, "in both versions, in a box of its own"
    assert plain(text_nl.INTERPRETATION + MEANING) in read(report(file_of(played)))


def test_the_journal_holds_both_versions_what_was_withdrawn_and_what_pleads_against(played: PlayedCase) -> None:
    journal = parts(file_of(played))["7. " + text_nl.PARTS[6]]
    for said in (
        "Het weer vergeten.",
        "Verkeerde straat.",
        text_nl.AGAINST,
        "niets gezien",
        "Het regende hard.",
        "volgactie",
        "Let op: ",
    ):
        assert said in journal
    assert len(re.findall(r'"kind": "entry"', journal)) == 6


def test_received_time_stands_beside_the_phones_own_and_a_wrong_clock_is_told_by_how_much(played: PlayedCase) -> None:
    file = file_of(played)
    row = {**file.held.rows[Kind.OBSERVATION][0], "skew_ms": -184_250, "flags": ["clock-skew", "late-entry"]}
    held = replace(file.held, rows={**file.held.rows, Kind.OBSERVATION: (row,)})
    journal = parts(replace(file, held=held))["7. " + text_nl.PARTS[6]]
    assert "184,250 seconden achter op" in journal
    assert "de klok van de telefoon liep niet gelijk" in journal
    assert "achteraf opgeschreven" in journal
    assert "ontvangen door de server" in journal
    assert "opgeschreven op" in journal


def test_the_figures_are_those_of_the_meter(played: PlayedCase) -> None:
    of = played.office.at_desk(lambda store: counted(file_case(store), store.facts(TEAM.id)))
    told = plain(read(report(file_of(played))))
    names = text_nl.FIGURES
    pairs = (
        ("looks", of.looks), ("days", of.days), ("busiest", of.looks_on_busiest_day), ("minutes", of.minutes),
        ("median", of.minutes_median), ("longest", of.minutes_longest), ("followings", of.followings),
    )  # fmt: skip
    for name, figure in pairs:
        assert plain(f"{names[name]}: {figure}") in told, name
    assert of.looks == 5, "four looks and a following: a correction is no look, what was withdrawn is one"


def file_case(store: Any) -> Any:
    return store.facts(TEAM.id).case(CASE_ID)


def test_colleagues_stand_there_with_their_designation(played: PlayedCase) -> None:
    told = parts(file_of(played))
    for each in (NADIA, RUBEN, KARIN):
        assert f"{each.name}" in told["3. " + text_nl.PARTS[2]]
        assert str(each.designation) in told["3. " + text_nl.PARTS[2]]
    assert SAMIRA.name in told["9. " + text_nl.PARTS[8]], "who read along"
    assert NADIA.name in told["13. " + text_nl.PARTS[12]]


def test_a_conclusion_names_its_period_and_the_entries_it_rests_on(played: PlayedCase) -> None:
    told = parts(file_of(played))["12. " + text_nl.PARTS[11]]
    file = file_of(played)
    at = [row["id"] for rows in file.held.rows.values() for row in rows].index("better") + 1
    assert f"nr. {at}" in told
    assert "19 november 2026 tot en met 19 november 2026" in told


def test_every_commands_hash_the_chain_heads_and_the_logs_head_stand_in_the_annex(played: PlayedCase) -> None:
    file = file_of(played)
    told = read(report(file))
    assert len(file.commands) > 15
    assert [each for each in file.commands if each.inner_hash.hex() not in told] == []
    assert [each for each in file.chains if each.links[-1].head.hex() not in told] == []
    assert file.heads[0].root in told


def test_a_closed_case_reads_as_it_stood(played: PlayedCase) -> None:
    before = parts(file_of(played))
    after = parts(file_of(played.closed()))
    for number in (1, 2, 4, 6, 7, 8, 10, 12):
        title = f"{number}. {text_nl.PARTS[number - 1]}"
        assert after[title] == before[title], title
    assert "Brief met uitleg verstuurd." in after["14. " + text_nl.PARTS[13]]


def test_of_a_destroyed_case_there_is_none(played: PlayedCase) -> None:
    played.closed()
    played.later(years=11)
    played.does(AskDestruction(CASE_ID, "Termijn voorbij."), KARIN)
    played.does(ConfirmDestruction(CASE_ID), SAMIRA)
    with pytest.raises(Refused) as no:
        file_of(played)
    assert no.value.code is Code.DESTROYED
    left = json.dumps([dict(each.args) for each in played.office.at_desk(lambda store: list(store.evidence.said(TEAM.id)))])
    assert TIP.content not in left, "the signal that it was made of has gone with it"


def test_the_same_case_gives_the_same_paper(played: PlayedCase) -> None:
    file = file_of(played)
    assert report(file) == report(file)


def with_photos(file: CaseFile) -> CaseFile:
    """The first entry has two photos; a later version and somebody else blurred more of the first."""
    rows = [dict(each) for each in file.held.rows[Kind.OBSERVATION]]
    photo = {"taken_at": rows[0]["recorded_at"], "reason": "kenteken", "width": 1600, "height": 1200, "size": 9}
    first = {**photo, "sha256": "ab" * 32, "shows": "grijze auto op de oprit", "blurs": [AREA]}
    second = {**photo, "sha256": "cd" * 32, "shows": "voordeur"}
    for row, blurs in zip(rows, ([AREA], [{**AREA, "left": 500}]), strict=False):
        row["look"] = {**row["look"], "photos": [{**first, "blurs": blurs}, second]}
    later = ({"id": "blur", "sha256": "ab" * 32, "areas": [{**AREA, "left": 700}]},)
    shown = {**file.held.rows, Kind.OBSERVATION: tuple(rows), Kind.FOOTPRINT: later}
    return replace(file, held=replace(file.held, rows=shown), photos=frozenset({"ab" * 32, "cd" * 32}))


AREA = {"left": 0, "top": 0, "width": 100, "height": 100}


def test_photos_stand_with_their_entry_and_everything_blurred_that_anybody_ever_blurred(played: PlayedCase) -> None:
    asked: dict[str, list[Any]] = {}
    jpeg = io.BytesIO()
    Image.new("RGB", (160, 120), "grey").save(jpeg, "JPEG")

    def picture(team_id: str, sha256: str, areas: list[Any]) -> bytes | None:
        assert team_id == TEAM.id
        asked[sha256] = areas
        return jpeg.getvalue() if sha256 == "ab" * 32 else None

    file = with_photos(file_of(played))
    paper = findings(file, Photos(file, picture))
    assert sorted(each["left"] for each in asked["ab" * 32]) == [0, 500, 700], "in any version, and later"
    Photos(replace(file, photos=frozenset()), lambda *_: pytest.fail("a photo of another case is not shown here"))
    told = read(paper)
    for said in ("grijze auto op de oprit", "Reden: kenteken.", "ab" * 32, text_nl.PHOTO_NOTE, text_nl.PHOTO_AWAY):
        assert plain(said) in told
    pages: Any = PdfReader(io.BytesIO(paper)).pages
    assert jpeg.getvalue() in [image.data for each in pages for image in each.images], "the copy itself, as it was made"
