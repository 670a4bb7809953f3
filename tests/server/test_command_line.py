"""The command line `ronde`: each command says how it is used, does its work, and says in one sentence why it could not."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from people import NADIA
from running import Office, Phone, until
from sync.test_bad_coverage import exactly_once_in_order

from field_app.rules.refusals import Code
from field_app.sync.client import NotWelcome
from sync_server.admin import main
from sync_server.store.server_store import ServerStore

COMMANDS = [
    [], ["demo"], ["serve"], ["app"], ["team"], ["team", "add"], ["team", "list"], ["officer"], ["officer", "add"],
    ["officer", "list"], ["enrol"],
    ["device"], ["device", "list"], ["device", "revoke"], ["backup"], ["restore"], ["rescue"], ["rescue", "open"],
]  # fmt: skip


def ronde(*words: object) -> subprocess.CompletedProcess[str]:
    """Run the command as somebody types it."""
    return subprocess.run(
        [sys.executable, "-m", "sync_server.admin", *map(str, words)], capture_output=True, text=True, check=False, timeout=60,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip


def done(*words: object) -> str:
    said = ronde(*words)
    assert (said.returncode, said.stderr) == (0, ""), said
    return said.stdout


def commands_of(words: list[str], capsys: pytest.CaptureFixture[str]) -> Iterator[list[str]]:
    """Walk through this command and all below it, as its help tells them."""
    with pytest.raises(SystemExit) as end:
        main([*words, "--help"])
    said = capsys.readouterr().out
    assert end.value.code == 0
    assert said.startswith("usage: ronde")
    assert len(said) > 80
    yield words
    for name in re.findall(r"^    ([a-z]+)(?: |$)", said, re.MULTILINE):
        yield from commands_of([*words, name], capsys)


def test_every_command_tells_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    found = list(commands_of([], capsys))
    assert all(each in found for each in COMMANDS), [each for each in COMMANDS if each not in found]
    assert ronde("--help").returncode == 0


@pytest.mark.parametrize("module", ["sync_server.admin", "sync_server.app"])
def test_neither_a_command_nor_the_server_loads_the_solver_and_what_comes_with_it(module: str) -> None:
    asked = f"import sys, {module}; print(sorted({{'ortools', 'pandas', 'numpy'}} & sys.modules.keys()))"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=60)
    assert said.stdout == "[]\n"


@pytest.mark.parametrize(
    "words", [[], ["nonsense"], ["team"], ["team", "nonsense"], ["team", "add"], ["serve", "--port", "x"], ["rescue", "open", "x"]]
)
def test_words_that_are_off_end_in_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(words)
    assert end.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def refused(words: list[object], capsys: pytest.CaptureFixture[str]) -> str:
    """One sentence or two on why it could not be done, and no stack of calls."""
    assert main([str(each) for each in words]) == 1
    said = capsys.readouterr()
    assert said.err.startswith("ronde: ")
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err
    return said.err


def test_what_cannot_be_done_is_said_in_one_line(tmp_path: Path, office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    nothing, here = tmp_path / "nothing", office.folder
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "ronde.db").write_bytes(b"this is no database at all" * 100)
    newer = tmp_path / "newer"
    store = ServerStore(newer / "ronde.db")
    store.database.table("_sqlite_migrations").insert({"migration_set": "server", "name": "from_the_future", "applied_at": "2030"})
    store.close()
    rubbish, key = tmp_path / "rubbish", office.recovery_key
    rubbish.write_bytes(b"\xff\x00rubbish")
    short = tmp_path / "short.key"
    short.write_text("abcd")
    tried: list[list[object]] = [
        ["team", "list", "--folder", nothing],
        ["officer", "add", "Iris", "--folder", nothing],
        ["backup", tmp_path / "b.db", "--folder", nothing],
        ["restore", tmp_path / "no-such-file", "--folder", here],
        ["restore", rubbish, "--folder", here],
        ["restore", tmp_path, "--folder", here],
        ["team", "add", "Team Noord", "--folder", here],
        ["team", "add", "Team West", "--folder", here, "--recovery-key", key],
        ["officer", "add", "Iris", "--team", "Team Nergens", "--folder", here],
        ["enrol", "Niemand", "--folder", here],
        ["device", "revoke", "no-such-device", "--folder", here],
        ["rescue", "open", tmp_path / "no-such-file", "--key", key, "--folder", here],
        ["rescue", "open", rubbish, "--key", key, "--folder", here],
        ["rescue", "open", rubbish, "--key", tmp_path / "no-such-key", "--folder", here],
        ["rescue", "open", rubbish, "--key", rubbish, "--folder", here],
        ["rescue", "open", rubbish, "--key", short, "--folder", here],
        ["rescue", "open", tmp_path, "--key", key, "--folder", here],
        ["team", "list", "--folder", broken],
        ["officer", "list", "--folder", broken],
        ["team", "list", "--folder", newer],
        ["serve", "--folder", newer],
        ["serve", "--folder", here, "--port", office.server.port],
        ["team", "list", "--folder", rubbish],
        ["team", "add", "Team Oost", "--folder", rubbish],
        ["backup", rubbish / "b.db", "--folder", here],
    ]
    said = [refused(words, capsys) for words in tried]
    assert len(said) >= 25
    assert "nieuwere versie" in said[19]
    assert sorted(store.name for store in ServerStore(here / "ronde.db").people.teams()) == ["Team Noord"], "nothing half-done"


def test_the_same_as_a_real_process(tmp_path: Path) -> None:
    said = ronde("team", "list", "--folder", tmp_path / "nothing")
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr.startswith("ronde: ") and "Traceback" not in said.stderr
    assert ronde("team").returncode == 2


def test_a_team_from_nothing_to_a_phone_that_is_shut_out(tmp_path: Path) -> None:
    """Every command of the office as a process of its own, beside a running server, with a real phone."""
    folder = tmp_path / "server"
    at = ("--folder", folder)
    key = tmp_path / "safe" / "recovery.key"
    assert str(key) in done("team", "add", "Team Zuid", "--recovery-key", key, *at)
    assert key.stat().st_mode & 0o777 == 0o600
    done("officer", "add", "Iris Meijer", "--designation", "HH-1", *at)
    done("officer", "add", "Bo Smit", "--team-lead", *at)
    assert done("team", "list", *at).split("\n")[0] == "Team Zuid"
    listed = done("officer", "list", *at)
    assert re.search(r"Iris Meijer +handhaver", listed) and re.search(r"Bo Smit +teamleider", listed)

    office = Office(tmp_path / "world")
    code = re.search(r"Code: +(\S+)", done("enrol", NADIA.name, "--folder", office.folder, "--server", office.address))
    assert code
    office.watch.wall = datetime.now(UTC)
    phone = Phone(tmp_path / "phone", office.watch)
    office.phones.append(phone)
    phone.enrol(office.address, code[1].lower())
    phone.round()
    ids = [phone.look().id for _ in range(3)]

    rescue = tmp_path / "work.rescue"
    rescue.write_bytes(phone.workday.rescue_file())
    assert NADIA.name.encode() not in rescue.read_bytes()
    how = (rescue, "--key", office.recovery_key, "--folder", office.folder)
    shown = done("rescue", "open", *how)
    assert shown.count("record-observation") == 3
    content = json.loads(done("rescue", "open", *how, "--json"))
    assert [each["id"] for each in content["commands"]] == ids
    assert not any(kind == "observation" for kind, _ in office.rows()), "looking delivers nothing"
    for _ in range(2):
        assert re.search(r"Werk van Nadia de Wit: 3 opgenomen", done("rescue", "open", *how, "--deliver"))
    exactly_once_in_order(office, phone, ids)
    assert phone.round().verdicts == 3
    ids.append(phone.look().id)
    phone.round()
    exactly_once_in_order(office, phone, ids)

    backup = tmp_path / "safe" / "backup.db"
    assert "4 opdrachten van 1 apparaten" in done("backup", backup, "--folder", office.folder)
    again = ronde("backup", backup, "--folder", office.folder)
    assert (again.returncode, "bestaat al" in again.stderr) == (1, True)

    device = phone.enrolment.device_id
    assert re.search(rf"{device} +{NADIA.name} +actief", done("device", "list", "--folder", office.folder))
    done("device", "revoke", device, "--folder", office.folder)
    assert "geblokkeerd" in done("device", "list", "--folder", office.folder)
    with pytest.raises(NotWelcome) as no:
        phone.round()
    assert no.value.code == Code.DEVICE_REVOKED
    office.close()
    assert "Teruggezet" in done("restore", backup, "--folder", office.folder, "--by", "beheer")
    until(lambda: any("before-" in path.name for path in office.folder.iterdir()), "the old file is kept")
