"""`ronde roster check`: reads a roster as any spreadsheet saves it, says line and reason when it cannot, and judges it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from field_app.rules.working_time import Duty
from sync_server.admin import main
from sync_server.admin.rosters.table import read_roster, written
from sync_server.admin.tables.clock import NotATime, read_moment
from sync_server.admin.tables.text import Unreadable

HEADER = "officer,starts_at,ends_at"
GOOD = f"{HEADER}\nNadia,2026-11-02 05:00,2026-11-02 13:00\nRuben,2026-11-02 13:00,2026-11-02 22:00\n"
BAD = f"{HEADER}\nNadia,2026-11-02 18:00,2026-11-02 22:00\nNadia,2026-11-03 05:00,2026-11-03 13:30\n"
_DAWN, _NOON = datetime(2026, 11, 2, 4, tzinfo=UTC), datetime(2026, 11, 2, 12, tzinfo=UTC)
Check = Callable[..., tuple[int, str, str]]


@pytest.fixture
def check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Check:
    """Runs the command on a file with this content; answers exit code, what it said, and what it complained about."""

    def run(content: str | bytes, *words: str) -> tuple[int, str, str]:
        path = tmp_path / "rooster.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        code = main(["roster", "check", str(path), *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


# ---- what it says


def test_a_lawful_roster_gives_0_and_one_closing_line(check: Check) -> None:
    assert check(GOOD) == (0, "Geen overtredingen gevonden in 2 diensten van 2 medewerkers.\n", "")


def test_a_broken_rule_gives_1_and_a_line_for_people(check: Check) -> None:
    code, out, err = check(BAD)
    assert (code, err) == (1, "")
    lines = out.splitlines()
    assert lines[0].startswith(
        "Nadia: dagelijkse rust: 7 uur rust van ma 2 nov 2026 22:00 tot di 3 nov 2026 05:00, nodig is 11 uur"
    )
    assert lines[-1] == "2 overtredingen gevonden in 2 diensten van 1 medewerker."
    assert len(lines) == 3


def test_json_is_one_object_a_breach_and_nothing_else(check: Check) -> None:
    code, out, _ = check(BAD, "--json")
    found = [json.loads(each) for each in out.splitlines()]
    assert code == 1
    assert [each["rule"] for each in found] == ["daily-rest", "late-then-early"]
    message = found[0].pop("message")
    assert message.startswith("Nadia: ")
    assert found[0] == {
        "rule": "daily-rest", "article": "ATW 5:3", "officer": "Nadia", "at": "2026-11-03T05:00:00+01:00",
        "found": 7, "needed": 11, "unit": "hours", "setting": "daily_rest_minutes",
    }  # fmt: skip
    assert check(GOOD, "--json") == (0, "", "")


def test_json_tells_hours_with_a_fraction_and_counts_as_they_are(check: Check) -> None:
    _, out, _ = check(f"{HEADER}\nNadia,2026-11-02 06:00,2026-11-02 18:30\n", "--json")
    assert (json.loads(out)["found"], json.loads(out)["unit"]) == (12.5, "hours")
    sundays = [datetime(2026, 1, 4, 9, tzinfo=UTC) + timedelta(weeks=week) for week in range(40)]
    _, out, _ = check(written([Duty("Nadia", each, each + timedelta(hours=4)) for each in sundays]), "--json")
    assert [(each["rule"], each["found"], each["needed"], each["unit"]) for each in map(json.loads, out.splitlines())] == [
        ("free-sundays", 12, 13, "count")
    ]


def test_two_shifts_at_once_are_an_overlap(check: Check) -> None:
    code, out, _ = check(GOOD + "Nadia,2026-11-02 12:00,2026-11-02 14:00\n", "--json")
    assert code == 1
    assert [(each["rule"], each["found"]) for each in map(json.loads, out.splitlines())] == [("overlap", 1)]


def test_a_team_may_ask_more_than_the_law(check: Check, tmp_path: Path) -> None:
    own = tmp_path / "team.json"
    own.write_text('{"shift_minutes": 420}')
    code, out, _ = check(GOOD, "--json", "--settings", str(own))
    assert code == 1
    assert {(each["rule"], each["needed"]) for each in map(json.loads, out.splitlines())} == {("shift-length", 7)}
    own.write_text('{"late_from": 0}')
    _, out, _ = check(BAD, "--json", "--settings", str(own))
    assert [each["rule"] for each in map(json.loads, out.splitlines())] == ["daily-rest"]


@pytest.mark.parametrize("wrong", ["[]", "{", '{"shift_hours": 8}', '{"shift_minutes": "8"}', '{"shift_minutes": 1.5}', "\xff"])
def test_settings_that_are_none_give_2(check: Check, tmp_path: Path, wrong: str) -> None:
    own = tmp_path / "team.json"
    own.write_text(wrong, "latin-1")
    code, out, err = check(GOOD, "--settings", str(own))
    assert (code, out) == (2, "")
    assert "team.json" in err
    assert check(GOOD, "--settings", str(tmp_path / "none.json"))[0] == 2


def test_a_roster_may_come_from_another_program() -> None:
    words = [sys.executable, "-m", "sync_server.admin", "roster", "check", "-"]
    said = subprocess.run(words, input=GOOD.encode("utf-16"), capture_output=True, check=False, timeout=60)
    assert (said.returncode, said.stderr) == (0, b"")


def test_help_shows_an_example_that_works(check: Check, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["roster", "check", "--help"])
    said = capsys.readouterr().out
    assert "Uitkomst: 0" in said
    example = "\n".join(each.strip() for each in said.splitlines() if each.count(";") == 2)
    assert check(example)[:2] == (0, "Geen overtredingen gevonden in 2 diensten van 1 medewerker.\n")


# ---- how spreadsheets save it

NAMES = f"{HEADER}\nAndré Müller,2026-11-02 05:00,2026-11-02 13:00\n"


@pytest.mark.parametrize(
    "content",
    [
        NAMES.encode(),
        NAMES.encode("utf-8-sig"),
        NAMES.encode("utf-16"),
        b"\xfe\xff" + NAMES.encode("utf-16-be"),
        NAMES.encode("cp1252"),
        NAMES.replace("\n", "\r\n").encode(),
        NAMES.replace("\n", "\r").encode(),
        NAMES.replace(",", ";").encode(),
        NAMES.replace(",", "\t").encode("utf-16"),
        NAMES.replace(",", '","').replace("\n", '"\n').replace("officer", '"officer').replace("André", '"André').encode(),
        ("sep=;\r\n" + NAMES.replace(",", ";")).encode(),
        ("\n\n" + NAMES.replace("\n", "\n,,\n\n")).encode(),
        b"Ends At , OFFICER,note,Starts_at\n2026-11-02 13:00,Andr\xe9  M\xfcller ,\"x, y;\n z\",2026-11-02 05:00\n",
    ],
)  # fmt: skip
def test_a_roster_is_read_however_a_spreadsheet_saves_it(content: bytes) -> None:
    found = read_roster(content)
    assert found.warnings == ()
    assert [(each.officer_id, each.begins_at, each.ends_at) for each in found.duties] == [("André Müller", _DAWN, _NOON)]


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-02 05:00", "2026-11-02T05:00", "2026-11-02 05:00:00", "2026-11-02T05:00:00.000", "2026-11-02T05:00:00+01:00",
        "2026-11-02T04:00Z", "2026-11-02T04:00:00.123Z", "2026-11-02 06:00 +0200", "2026-11-02 05:00+01",
        "2026-11-02T05:00+01:00[Europe/Amsterdam]",
        "2026-11-02 05:00 Europe/Amsterdam", "2026-11-02 05:00 CET", "2026-11-02 06:00 CEST", "02-11-2026 05:00",
        "2-11-2026 5:00", "2/11/2026 05:00", "02-11-2026 05:00:00", "2.11.2026 5.00", "2026/11/02 05:00", " 2026-11-02\u00a005:00 ",
        "2-11-2026T05:00", "2-11-2026, 05:00",
    ],
)  # fmt: skip
def test_a_time_is_read_as_people_write_it(text: str) -> None:
    found = read_moment(text)
    assert (found.at, found.is_twice) == (_DAWN, False)
    assert found.at.tzinfo is not None


def test_24_00_is_the_end_of_the_day() -> None:
    assert read_moment("2-11-2026 24:00").at == datetime(2026, 11, 2, 23, tzinfo=UTC)
    with pytest.raises(NotATime):
        read_moment("2-11-2026 24:01")


def test_times_without_a_zone_are_those_of_amsterdam_in_summer_and_winter() -> None:
    assert read_moment("2026-07-01 12:00").at == datetime(2026, 7, 1, 10, tzinfo=UTC)
    assert read_moment("2026-03-29 01:59").at == datetime(2026, 3, 29, 0, 59, tzinfo=UTC)
    assert read_moment("2026-03-29 03:00").at == datetime(2026, 3, 29, 1, tzinfo=UTC)


@pytest.mark.parametrize("clock", ["02:00", "02:30", "02:59"])
def test_the_hour_that_comes_twice_is_warned_about_and_the_first_is_taken(check: Check, clock: str) -> None:
    code, out, err = check(f"{HEADER}\n\nNadia,2026-10-24 22:00,25-10-2026 {clock}\n")
    assert code == 0
    assert "1 dienst " in out
    assert "regel 3" in err
    assert "twee keer" in err
    assert f"2026-10-25T{clock}+02:00" in err
    assert read_moment(f"2026-10-25 {clock}").at.utcoffset() == timedelta(hours=2)


@pytest.mark.parametrize("text", ["2026-10-25 01:59", "2026-10-25 03:00", "2026-10-25T02:30+01:00", "25-10-2026 02:30 CET"])
def test_beside_that_hour_or_with_its_offset_there_is_no_warning(text: str) -> None:
    assert not read_moment(text).is_twice


# ---- what cannot be read

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x02" + bytes(range(256))
UNREADABLE: list[tuple[str | bytes, int | None, str]] = [
    ("", 1, "leeg"),
    ("\n \n\r\n", 1, "leeg"),
    (b"\xef\xbb\xbf", 1, "leeg"),
    (HEADER + "\n", None, "geen diensten"),
    (JPEG, 2, "geen tekstbestand"),
    (b"PK\x03\x04 a workbook", None, "werkmap"),
    (b"\xff\xfe\x00", 1, "geen tekstbestand"),
    (b"abc\n\x81\x8d", 2, "geen tekstbestand"),
    ("name,start,end\nNadia,1,2\n", 1, "de kolom officer en starts_at en ends_at ontbreekt"),
    ("\n\nofficer,starts_at\nNadia,2026-11-02 05:00\n", 3, "de kolom ends_at ontbreekt"),
    ("officer,officer,starts_at,ends_at\na,b,c,d\n", 1, "twee keer"),
    (GOOD + "Nadia,2026-11-04 13:00,2026-11-04 13:00\n", 4, "gelijk aan het begin"),
    (GOOD + "\nNadia,2026-11-04 13:00,2026-11-04 05:00\n", 5, "voor het begin"),
    (GOOD + "Nadia,2026-10-25 02:30,2026-10-25 02:15\n", 4, "voor het begin"),
    (GOOD + "Nadia,29-03-2026 02:30,29-03-2026 08:00\n", 4, "bestaat niet: de klok gaat"),
    (GOOD + "Nadia,2026-03-29 01:00,2026-03-29 02:00\n", 4, "bestaat niet: de klok gaat"),
    (GOOD + "Nadia,31-02-2026 05:00,31-02-2026 08:00\n", 4, "bestaat niet"),
    (GOOD + "Nadia,2-11-26 05:00,2-11-26 08:00\n", 4, "is geen tijd"),
    (GOOD + "Nadia,2026-11-02 5 uur,x\n", 4, "is geen tijd"),
    (GOOD + "Nadia,,2026-11-02 05:00\n", 4, "starts_at: er staat geen tijd"),
    (GOOD + "Nadia,2026-11-02 05:00\n", 4, "ends_at: er staat geen tijd"),
    (GOOD + " ,2026-11-02 05:00,2026-11-02 06:00\n", 4, "geen naam"),
    (GOOD + "de Wit, Nadia,2026-11-02 05:00,2026-11-02 06:00\n", 4, "meer velden dan kolommen"),
    (GOOD + '"Nadia,2026-11-02 05:00,2026-11-02 06:00\n', 4, "aanhalingstekens"),
    (GOOD + "Nadia,0001-01-01 00:00,9999-12-31 23:59\n", 4, "het jaar"),
    (GOOD + "Nadia,2026-11-02T05:00+99:00,2026-11-02 06:00\n", 4, "het verschil met UTC"),
    (GOOD + "Nadia,2026-11-02 25:00,2026-11-02 26:00\n", 4, "bestaat niet"),
]


@pytest.mark.parametrize(("content", "line", "reason"), UNREADABLE, ids=[f"{each[2]}, line {each[1]}" for each in UNREADABLE])
def test_what_cannot_be_read_gives_2_with_line_and_reason(
    check: Check, content: str | bytes, line: int | None, reason: str
) -> None:
    code, out, err = check(content, "--json")
    assert (code, out) == (2, "")
    assert reason in err
    assert err.count("\n") == 1
    assert ("regel " in err) == (line is not None)
    if line:
        assert f"rooster.csv: regel {line}: " in err


def test_a_missing_file_and_a_folder_give_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["roster", "check", str(tmp_path / "weg.csv")]) == 2
    assert "weg.csv: dit bestand is er niet." in capsys.readouterr().err
    assert main(["roster", "check", str(tmp_path)]) == 2
    assert "dit is een map" in capsys.readouterr().err


def test_a_line_number_counts_the_lines_within_quotes(check: Check) -> None:
    quoted = f'{HEADER},note\nNadia,2026-11-02 05:00,2026-11-02 13:00,"one\ntwo\nthree"\nNadia,x,y,z\n'
    assert "regel 5" in check(quoted)[2]
    assert "regel 6" in check("sep=,\n" + quoted)[2]


def test_the_same_file_is_judged_the_same_twice(check: Check) -> None:
    assert check(BAD, "--json") == check(BAD.replace("\n", "\r\n").encode("utf-16"), "--json")


# ---- what is written is read back

NAME = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12)
MOMENT = st.integers(1_577_836_800, 2_051_222_400).map(lambda second: datetime.fromtimestamp(second, UTC))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(NAME, MOMENT, st.integers(1, 3_000)), min_size=1, max_size=8))
def test_what_is_written_is_read_back(said: list[tuple[str, datetime, int]]) -> None:
    given_duties = [Duty(name, at, at + timedelta(minutes=lasts)) for name, at, lasts in said]
    found = read_roster(written(given_duties).encode())
    assert list(found.duties) == given_duties
    assert found.warnings == ()


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: (HEADER + "\n" + text).encode("utf-8", "replace")))
def test_nothing_makes_the_reader_fall(content: bytes) -> None:
    try:
        read_roster(content)
    except Unreadable as trouble:
        assert str(trouble).endswith(".")


def test_the_closing_line_counts_duties_and_people(check: Check) -> None:
    content = GOOD.replace("Ruben", "Nadia").replace("13:00,2026-11-02 22:00", "13:00,2026-11-02 17:00")
    assert check(content)[1] == "Geen overtredingen gevonden in 2 diensten van 1 medewerker.\n"
