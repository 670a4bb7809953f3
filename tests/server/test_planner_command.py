"""`ronde roster propose`: from a table of officers to a roster that `ronde roster check` finds nothing against."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from field_app.rules.vocabulary import Moment
from sync_server.admin import main
from sync_server.admin.rosters.words import Unclear, items
from sync_server.planner.clock import Period

OFFICERS = """officer;hours_a_week;leave;wishes
Nadia de Wit;36;"09-12-2026..11-12-2026";-za avond
Ruben Aalders;36;;"-2026-12-05 avond; +2026-12-06"
Karin Bos;32;vr;-vroege ochtend
Piet;28;;
Els;36;;-weekend
"""
FROM = ("--from", "2026-12-01", "--days", "14")
DECEMBER = Period(date(2026, 12, 1), date(2026, 12, 28))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "officers.csv").write_bytes(OFFICERS.encode("utf-8-sig"))
    return tmp_path


def propose(folder: Path, *words: str, officers: str = "officers.csv", out: str = "roster.csv") -> int:
    return main(["roster", "propose", str(folder / officers), "--out", str(folder / out), "--seconds", "4", *FROM, *words])


def lines(path: Path) -> list[list[str]]:
    return [line.split(",") for line in path.read_text("utf-8").splitlines()[1:]]


def test_a_proposed_roster_passes_the_check(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert propose(folder) == 0
    told = capsys.readouterr()
    assert "Bezetting" in told.out
    assert "Nadia de Wit" in told.out
    assert "kosten" in told.err
    assert main(["roster", "check", str(folder / "roster.csv")]) == 0
    mine = [line for line in lines(folder / "roster.csv") if line[0] == "Nadia de Wit"]
    assert mine
    assert not [line for line in mine if line[1][:10] in ("2026-12-09", "2026-12-10", "2026-12-11")]


def test_the_account_for_programs_is_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert propose(folder, "--json") == 0
    account: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert account["is_legal"] is True
    assert [each["moment"] for each in account["moments"]] == [each.value for each in Moment]
    assert {each["officer_id"] for each in account["officers"]} >= {"Piet", "Els"}
    assert account["bound"] <= account["cost"]


def test_a_repair_leaves_the_past_and_nearly_all_else_as_it_was(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert propose(folder) == 0
    before = lines(folder / "roster.csv")
    ill = OFFICERS.replace("Piet;28;;", "Piet;28;2026-12-08..2026-12-09;")
    (folder / "ill.csv").write_text(ill, "utf-8")
    words = ("--repair", "--previous", str(folder / "roster.csv"), "--from", "2026-12-08", "--days", "7")
    assert propose(folder, *words, officers="ill.csv", out="mended.csv") == 0
    after = lines(folder / "mended.csv")
    assert [each for each in before if each[1] < "2026-12-08"] == [each for each in after if each[1] < "2026-12-08"]
    assert not [each for each in after if each[0] == "Piet" and each[1][:10] in ("2026-12-08", "2026-12-09")]
    stood = [each for each in before if each[1] >= "2026-12-08"]
    gone = [each for each in stood if each not in after]
    assert len(gone) <= len(stood) // 3, "a roster made anew changes most"
    assert main(["roster", "check", str(folder / "mended.csv")]) == 0


def test_a_roster_that_stands_is_not_planned_over_unasked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert propose(folder) == 0
    again = ("--previous", str(folder / "roster.csv"), "--from", "2026-12-08", "--days", "7")
    assert propose(folder, *again, out="again.csv") == 2
    assert "--repair" in capsys.readouterr().err
    assert not (folder / "again.csv").exists()


def test_what_cannot_be_says_which_rules_and_whom_and_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "pins.csv").write_text("officer,day,moments\nNadia de Wit,2026-12-09,avond\n", "utf-8")
    assert propose(folder, "--pins", str(folder / "pins.csv"), "--json") == 1
    told = capsys.readouterr()
    assert {each["rule"] for each in json.loads(told.out)["collisions"]} == {"leave", "pin"}
    assert "Nadia de Wit" in told.err
    assert not (folder / "roster.csv").exists()


def test_what_is_pinned_is_in_the_roster(folder: Path) -> None:
    (folder / "pins.csv").write_text("officer;day;moments\nPiet;03-12-2026;late ochtend + middag\nEls;03-12-2026;vrij\n", "utf-8")
    assert propose(folder, "--pins", str(folder / "pins.csv")) == 0
    that_day = {line[0]: line[1:3] for line in lines(folder / "roster.csv") if line[1].startswith("2026-12-03")}
    assert that_day["Piet"] == ["2026-12-03T09:00+01:00", "2026-12-03T17:00+01:00"]
    assert "Els" not in that_day


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("officer,hours_a_week\nA,36\nA,36\n", "regel 2"),
        ("officer,hours_a_week\nA,veel\n", "regel 2"),
        ("officer,hours_a_week,leave\nA,36,\nB,36,2026-13-01\n", "regel 3"),
        ("officer,wishes\nA,-soms\n", "regel 2"),
        ("name,hours\nA,36\n", "officer"),
        ("officer,hours_a_week\n,36\n", "regel 2"),
        ("officer\n", "medewerkers"),
    ],
)
def test_a_table_that_cannot_be_read_is_told_with_its_line(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    (folder / "bad.csv").write_text(text, "utf-8")
    assert propose(folder, officers="bad.csv") == 2
    assert said in capsys.readouterr().err


def test_a_file_that_is_not_there_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert propose(folder, officers="none.csv") == 2
    assert "ronde:" in capsys.readouterr().err


@pytest.mark.parametrize("words", [("--days", "0"), ("--repair",), ("--seconds", "0")])
def test_options_that_cannot_be_are_told(folder: Path, words: tuple[str, ...]) -> None:
    assert propose(folder, *words) == 2


def test_control_c_keeps_the_best_so_far(folder: Path) -> None:
    words = [sys.executable, "-m", "sync_server.admin", "roster", "propose", str(folder / "officers.csv"), *FROM]
    more = ["--out", str(folder / "roster.csv"), "--seconds", "300"]
    with subprocess.Popen([*words, *more], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert "kosten" in process.stderr.readline()
        os.kill(process.pid, signal.SIGINT)
        out, told = process.communicate(timeout=60)
    assert process.returncode == 0, told
    assert "Bezetting" in out
    assert main(["roster", "check", str(folder / "roster.csv")]) == 0


# ---- days and moments as people type them


@pytest.mark.parametrize(
    ("text", "wanted", "days", "moment"),
    [
        ("2026-12-05", False, [5], None),
        ("+5-12-2026", True, [5], None),
        ("-2026-12-05 avond", False, [5], Moment.EVENING),
        ("2026-12-03..2026-12-05", False, [3, 4, 5], None),
        ("-zaterdag", False, [5, 12, 19, 26], None),
        ("+ ma  vroege ochtend", True, [7, 14, 21, 28], Moment.EARLY_MORNING),
        ("-weekend", False, [5, 6, 12, 13, 19, 20, 26, 27], None),
        ("-Middag", False, list(range(1, 29)), Moment.AFTERNOON),
    ],
)
def test_an_item_names_days_and_a_moment(text: str, wanted: bool, days: list[int], moment: Moment | None) -> None:
    (said,) = items(text, DECEMBER)
    assert (said.is_wanted, said.moment) == (wanted, moment)
    assert list(said.days) == [date(2026, 12, day) for day in days]


@pytest.mark.parametrize("text", ["soms", "2026-02-30", "m", "2026-12-05..2026-12-01", "-", "avond 2026-12-05 ochtend"])
def test_words_that_name_no_day_are_told(text: str) -> None:
    with pytest.raises(Unclear):
        list(items(text, DECEMBER))


def test_the_teams_own_terms_are_kept_to(folder: Path) -> None:
    terms = folder / "terms.json"
    terms.write_text(json.dumps({"shift_minutes": 240}))
    assert propose(folder, "--settings", str(terms)) == 0
    assert main(["roster", "check", str(folder / "roster.csv"), "--settings", str(terms)]) == 0
    assert all("+" not in line[3] for line in lines(folder / "roster.csv")), "two moments are longer than four hours"


def test_terms_that_cannot_be_read_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "terms.json").write_text("{")
    assert propose(folder, "--settings", str(folder / "terms.json")) == 2
    assert "geen JSON" in capsys.readouterr().err
