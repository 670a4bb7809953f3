"""`ronde meter`: reads looks as any spreadsheet saves them, says line and reason for each that is none, and measures them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync_server.admin import main
from sync_server.admin.looks_table import read_looks
from sync_server.admin.tables.text import Unreadable

HEADER = "began_at,ended_at,place,followed,photos"
_DAYS = ("2026-11-02", "2026-11-03", "2026-11-04")
FOUR_A_DAY = "\n".join([HEADER, *(f"{day} {hour}:10,{day} {hour}:14,Lindelaan,," for day in _DAYS for hour in (6, 10, 14, 20))])
QUIET = f"{HEADER}\n2026-11-02 06:10,2026-11-02 06:14,Lindelaan,nee,0\n"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command on a file with this content; answers exit code, what it said, and what it complained about."""

    def command(content: str | bytes, *words: str) -> tuple[int, str, str]:
        path = tmp_path / "zaak.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        code = main(["meter", str(path), *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


# ---- what it says


def test_the_summary_is_what_courts_list(run: Run) -> None:
    assert run(QUIET) == (
        0,
        "Gekeken: 1 keer, op 1 dag.\n"
        "Periode: ma 2 nov 2026 tot en met ma 2 nov 2026, 1 dag.\n"
        "Duur: samen 4 minuten. De helft duurde hoogstens 4 minuten, de langste keer 4 minuten.\n"
        "Deel van de dag: vroege ochtend 1.\n"
        "Foto's: 0. Gevolgd: 0 keer.\n"
        "Niet kunnen waarnemen: 0 keer.\n"
        "De meter staat op groen.\n",
        "",
    )


def test_red_is_an_answer_and_no_failure(run: Run) -> None:
    code, out, err = run(FOUR_A_DAY)
    assert (code, err) == (0, "")
    assert out.splitlines()[-2:] == [
        "Oranje sinds keer 3, op ma 2 nov 2026 om 14:10: 3 keer gekeken op één dag, groen tot en met 2.",
        "Rood sinds keer 9, op wo 4 nov 2026 om 06:10: gemiddeld 3 keer per dag (9 keer in 3 dagen), rood vanaf 3.",
    ]


def test_json_is_one_object_with_counts_level_and_where_amber_and_red_began(run: Run) -> None:
    code, out, _ = run(FOUR_A_DAY, "--json")
    found = json.loads(out)
    assert code == 0
    assert out.count("\n") == 1
    counts = {
        "looks": 12, "unable": 0, "days": 3, "span_days": 3, "looks_on_busiest_day": 4, "average": 4, "minutes": 48,
        "minutes_median": 4, "minutes_longest": 4, "photos": 0, "followings": 0, "level": "red",
        "first_at": "2026-11-02T06:10:00.000+01:00", "last_at": "2026-11-04T20:10:00.000+01:00",
    }  # fmt: skip
    assert {name: found[name] for name in counts} == counts
    assert found["by_moment"] == [
        {"moment": "EARLY_MORNING", "looks": 3}, {"moment": "LATE_MORNING", "looks": 3}, {"moment": "AFTERNOON", "looks": 3},
        {"moment": "EVENING", "looks": 3}, {"moment": None, "looks": 0},
    ]  # fmt: skip
    assert found["amber"] == {
        "look": 3, "line": 4, "began_at": "2026-11-02T14:10:00.000+01:00",
        "reasons": [{"cause": "day", "found": 3, "limit": 2, "message": "3 keer gekeken op één dag, groen tot en met 2"}],
    }  # fmt: skip
    assert found["red"] == {
        "look": 9, "line": 10, "began_at": "2026-11-04T06:10:00.000+01:00",
        "reasons": [
            {"cause": "average", "found": 3, "limit": 3, "message": "gemiddeld 3 keer per dag (9 keer in 3 dagen), rood vanaf 3"},
        ],
    }  # fmt: skip
    assert [(each["cause"], each["level"]) for each in found["reasons"]] == [("average", "red"), ("day", "amber")]


def test_json_of_green_has_no_amber_and_no_red(run: Run) -> None:
    found = json.loads(run(QUIET, "--json")[1])
    assert (found["level"], found["amber"], found["red"], found["reasons"]) == ("green", None, None, [])


def test_json_tells_lengths_in_minutes_and_averages_as_they_are(run: Run) -> None:
    rows = [f"{day} {hour}:00,{day} {hour}:15:30,,," for day in _DAYS for hour in (6, 10, 14)]
    found = json.loads(run("\n".join([HEADER, *rows[:-1]]), "--json")[1])
    length = found["amber"]["reasons"][0]
    assert (length["cause"], length["found"], length["limit"]) == ("length", 15.5, 15)
    assert length["message"] == "één keer 15 minuten en 30 seconden gekeken, groen tot en met 15 minuten"
    assert next((each["found"], each["limit"]) for each in found["reasons"] if each["cause"] == "average") == (2.6667, 2)


def test_looks_may_stand_in_any_order_and_the_line_is_that_of_the_file(run: Run) -> None:
    head, *rows = FOUR_A_DAY.splitlines()
    found = json.loads(run("\n".join([head, "", *rows[::-1]]), "--json")[1])
    assert (found["red"]["look"], found["red"]["line"]) == (9, 6)


def test_photos_count_beside_the_number_in_the_plan(run: Run) -> None:
    content = f"{HEADER}\n2026-11-02 06:10,2026-11-02 06:14,Lindelaan,,2\n"
    assert json.loads(run(content, "--json")[1])["level"] == "red"
    assert json.loads(run(content, "--json", "--photos", "1")[1])["red"]["reasons"][0]["limit"] == 1
    assert json.loads(run(content, "--json", "--photos", "2")[1])["level"] == "green"
    for wrong in ("-1", "x", "1.5", "10000"):
        with pytest.raises(SystemExit) as ended:
            run(content, "--photos", wrong)
        assert ended.value.code == 2


def test_a_team_may_set_its_own_limits(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "team.json"
    own.write_text('{"look_minutes_green": 3, "look_minutes_red_from": 4}')
    found = json.loads(run(QUIET, "--json", "--settings", str(own))[1])
    assert found["red"]["reasons"] == [
        {"cause": "length", "found": 4, "limit": 4, "message": "één keer 4 minuten gekeken, rood vanaf 4 minuten"}
    ]


@pytest.mark.parametrize(
    "wrong",
    ["[]", "{", '{"looks": 8}', '{"looks_green": "8"}', '{"looks_green": 1.5}', '{"looks_green": 99}', '{"span_days_green": -1}'],
)
def test_settings_that_are_none_give_2(run: Run, tmp_path: Path, wrong: str) -> None:
    own = tmp_path / "team.json"
    own.write_text(wrong)
    code, out, err = run(QUIET, "--settings", str(own))
    assert (code, out) == (2, "")
    assert "team.json" in err


def test_looks_may_come_from_another_program() -> None:
    words = [sys.executable, "-m", "sync_server.admin", "meter", "-", "--json"]
    said = subprocess.run(words, input=FOUR_A_DAY.encode("utf-16"), capture_output=True, check=False, timeout=60)
    assert (said.returncode, said.stderr) == (0, b"")
    assert json.loads(said.stdout)["level"] == "red"


def test_help_shows_an_example_that_works(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["meter", "--help"])
    said = capsys.readouterr().out
    assert "Uitkomst: 0" in said
    example = "\n".join(each.strip() for each in said.splitlines() if each.count(";") == 4)
    found = json.loads(run(example, "--json", "--photos", "2")[1])
    assert (found["looks"], found["photos"], found["level"]) == (2, 1, "amber")


# ---- how it is written


def test_only_the_times_are_needed(run: Run) -> None:
    code, out, _ = run('ended_at;note;Began At\n2-11-2026 6:14;"x; y";2-11-2026 6:10\n', "--json")
    found = json.loads(out)
    assert (code, found["looks"], found["photos"], found["followings"], found["level"]) == (0, 1, 0, 0, "green")


def test_a_file_with_no_look_yet_is_zero_and_green(run: Run) -> None:
    assert run(HEADER + "\n")[:2] == (0, "Er is nog niet gekeken.\n")
    found = json.loads(run(HEADER + "\n", "--json")[1])
    assert (found["looks"], found["average"], found["level"], found["first_at"]) == (0, 0, "green", None)


@pytest.mark.parametrize(
    ("cell", "followings"),
    [("ja", 1), ("Yes", 1), ("TRUE", 1), ("1", 1), ("x", 1), (" J ", 1), ("nee", 0), ("no", 0), ("False", 0), ("0", 0), ("", 0)],
)
def test_following_is_read_as_people_write_it(cell: str, followings: int) -> None:
    (found,) = read_looks(f"began_at,ended_at,followed\n2026-11-02 06:10,2026-11-02 06:14,{cell}\n".encode()).looks
    assert found.followed == bool(followings)


@pytest.mark.parametrize(
    ("cell", "unable"), [("UNABLE", 1), ("Niet kunnen  waarnemen", 1), ("NOTHING_SEEN", 0), ("iets", 0), ("", 0)]
)
def test_who_could_not_see_counts_and_is_told_apart(run: Run, cell: str, unable: int) -> None:
    found = json.loads(run(f"began_at,ended_at,result\n2026-11-02 06:10,2026-11-02 06:14,{cell}\n", "--json")[1])
    assert (found["looks"], found["unable"]) == (1, unable)


def test_a_look_of_no_time_at_all_is_a_look(run: Run) -> None:
    assert json.loads(run(f"{HEADER}\n2026-11-02 06:10,2026-11-02 06:10,,,\n", "--json")[1])["looks"] == 1


def test_the_hour_that_comes_twice_is_warned_about(run: Run) -> None:
    code, _, err = run(f"{HEADER}\n2026-10-25 01:50,2026-10-25 02:10,,,\n")
    assert code == 0
    assert "let op, regel 2: " in err
    assert "2026-10-25T02:10+02:00" in err


# ---- what cannot be read

UNREADABLE: list[tuple[str | bytes, int | None, str]] = [
    ("", 1, "leeg"),
    (b"PK\x03\x04 a workbook", None, "werkmap"),
    ("began_at,place\n2026-11-02 06:10,x\n", 1, "de kolom ended_at ontbreekt"),
    (f"{HEADER},photos\n", 1, "de kolom photos staat er twee keer in"),
    (QUIET + "2026-11-02 06:10,2026-11-02 06:09,,,\n", 3, "ligt voor het begin"),
    (QUIET + "\n2026-11-02,2026-11-02 06:09,,,\n", 4, "began_at: '2026-11-02' is geen tijd"),
    (QUIET + "2026-11-02 06:10,,,,\n", 3, "ended_at: er staat geen tijd"),
    (QUIET + "2026-03-29 02:30,2026-03-29 03:10,,,\n", 3, "bestaat niet: de klok gaat"),
    (QUIET + "2026-11-02 06:10,2026-11-02 06:14,,misschien,\n", 3, "followed: 'misschien' is geen ja of nee"),
    (QUIET + "2026-11-02 06:10,2026-11-02 06:14,,,-1\n", 3, "photos: '-1' is geen aantal"),
    (QUIET + "2026-11-02 06:10,2026-11-02 06:14,,,1.5\n", 3, "photos: '1.5' is geen aantal"),
    (QUIET + "2026-11-02 06:10,2026-11-02 06:14,,,\u0663\n", 3, "is geen aantal"),
    (QUIET + f"2026-11-02 06:10,2026-11-02 06:14,,,{'9' * 5_000}\n", 3, "is geen aantal"),
    (QUIET + "2026-11-02 06:10,2026-11-02 06:14,a,,1,2\n", 3, "meer velden dan kolommen"),
    (QUIET + '"2026-11-02 06:10,2026-11-02 06:14\n', 3, "aanhalingstekens"),
]


@pytest.mark.parametrize(("content", "line", "reason"), UNREADABLE, ids=[f"{each[2]}, line {each[1]}" for each in UNREADABLE])
def test_what_cannot_be_read_gives_2_with_line_and_reason(run: Run, content: str | bytes, line: int | None, reason: str) -> None:
    code, out, err = run(content, "--json")
    assert (code, out) == (2, "")
    assert reason in err
    assert err.count("\n") == 1
    assert (f"zaak.csv: regel {line}: " in err) == (line is not None)


def test_each_bad_row_is_named_so_that_all_can_be_mended_at_once(run: Run) -> None:
    good = "2026-11-02 06:10,2026-11-02 06:14"
    bad = f"{QUIET}x,2026-11-02 06:14,,,\n{good},,?,\n\n{good},,,y\na,b,c,d,e,f\n"
    code, out, err = run(bad)
    assert (code, out) == (2, "")
    lines = err.splitlines()
    assert [each.partition("regel ")[2].partition(":")[0] for each in lines] == ["3", "4", "6", "7"]
    assert not any(each.endswith(".") for each in lines)


def test_a_missing_file_gives_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["meter", str(tmp_path / "weg.csv")]) == 2
    assert "weg.csv: dit bestand is er niet" in capsys.readouterr().err


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: (HEADER + "\n" + text).encode("utf-8", "replace")))
def test_nothing_makes_the_reader_fall(content: bytes) -> None:
    try:
        found = read_looks(content)
    except Unreadable as trouble:
        assert str(trouble).endswith(".")
    else:
        assert all(each.startswith("regel ") for each in found.troubles)
