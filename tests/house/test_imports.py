"""Imports point down: the contracts in pyproject.toml hold, and each of them bites."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from house.plan import HOUSE, PACKAGES, imports_in, modules, name_of, pyproject

CONTRACTS = {
    "phone": "The phone's imports point down",
    "server": "The server's imports point down",
    "meet": "Phone and server meet in the rules and the pictures only",
    "apart": "The phone does not know the server",
    "screens": "The screens know neither store nor network",
    "circles": "No circles among siblings",
}

#: A module planted in a copy of the house, what it holds, the contract that must break, and what must be said about it.
FAULTS = (
    ("field_app/rules/planted.py", "import field_app.store.vault", "phone", "field_app.rules.planted -> field_app.store.vault"),
    ("field_app/store/planted.py", "import field_app.sync.client", "phone", "field_app.store.planted -> field_app.sync.client"),
    ("field_app/sync/planted.py", "import field_app.workday.views", "phone", "field_app.sync.planted -> field_app.workday.views"),
    ("field_app/workday/planted.py", "import field_app.sync.client", "phone", "field_app.workday.planted -> field_app.sync.client"),
    ("field_app/workday/planted.py", "import field_app.ui.theme", "phone", "field_app.workday.planted -> field_app.ui.theme"),
    ("field_app/utils.py", "", "phone", "- field_app.utils"),
    ("sync_server/store/planted.py", "import sync_server.intake", "server", "sync_server.store.planted -> sync_server.intake"),
    ("sync_server/helpers.py", "", "server", "- sync_server.helpers"),
    ("sync_server/store/planted.py", "import field_app.store.vault", "meet", "sync_server.store.planted -> field_app.store.vault"),
    ("sync_server/store/planted.py", "import field_app.ui.theme", "meet", "sync_server.store.planted -> field_app.ui.theme"),
    ("field_app/sync/planted.py", "import sync_server.feed", "apart", "field_app.sync.planted -> sync_server.feed"),
    ("field_app/ui/planted.py", "import field_app.store.vault", "screens", "field_app.ui.planted -> field_app.store.vault"),
    ("field_app/ui/planted.py", "import field_app.sync.client", "screens", "field_app.ui.planted -> field_app.sync.client"),
    ("field_app/ui/planted.py", "import httpx", "screens", "field_app.ui.planted -> httpx"),
    ("field_app/ui/planted.py", "from sqlite3 import connect", "screens", "field_app.ui.planted -> sqlite3"),
    ("field_app/ui/planted.py", "import sqlite_utils", "screens", "field_app.ui.planted -> sqlite_utils"),
    ("field_app/rules/chain.py", "import field_app.rules.wire\nimport field_app.rules.totals", "circles", None),
)


def linted(house: Path) -> str:
    """What import-linter says of the house in this folder, by the contracts in its pyproject.toml."""
    pytest.importorskip("importlinter", reason="import-linter is not installed")
    run = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    env = {**os.environ, "PYTHONPATH": str(house), "COLUMNS": "250", "NO_COLOR": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    ask = [sys.executable, "-c", run, "--no-cache", "--config", str(house / "pyproject.toml")]
    told = subprocess.run(ask, cwd=house, env=env, capture_output=True, encoding="utf-8", check=False, timeout=120)
    assert "Contracts:" in told.stdout, told.stdout + told.stderr
    assert ("0 broken" in told.stdout) == (told.returncode == 0)
    return told.stdout


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the house to plant faults in."""
    for package in PACKAGES:
        shutil.copytree(HOUSE / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(HOUSE / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_contracts_are_all_there() -> None:
    written = {each["name"] for each in pyproject()["tool"]["importlinter"]["contracts"]}
    assert set(CONTRACTS.values()) <= written


def test_every_contract_is_kept() -> None:
    said = linted(HOUSE)
    assert "BROKEN" not in said, said
    assert all(f"{name} KEPT" in said for name in CONTRACTS.values()), said


@pytest.mark.parametrize(("where", "what", "contract", "said_of_it"), FAULTS, ids=[f"{each[0]}: {each[1][:30]}" for each in FAULTS])
def test_a_planted_import_breaks_its_contract(copy: Path, where: str, what: str, contract: str, said_of_it: str | None) -> None:
    planted = copy / where
    assert planted.parent.is_dir()
    planted.write_text(f"{what}\n", encoding="utf-8")
    if said_of_it is None:  # a circle needs two
        (copy / "field_app/rules/totals.py").write_text("import field_app.rules.chain\n", encoding="utf-8")
        said_of_it = "No cycles are allowed in field_app.rules"
    said = linted(copy)
    assert f"{CONTRACTS[contract]} BROKEN" in said
    assert said_of_it in said, said


# ---- what import-linter cannot see

#: What the rules may use of the standard library: nothing that knows the hour, chance, files or the network.
PURE = {
    "__future__", "bisect", "collections", "collections.abc", "csv", "dataclasses", "datetime", "decimal", "enum", "functools",
    "hashlib", "hmac", "io", "itertools", "json", "math", "operator", "re", "string", "types", "typing", "unicodedata",
    "urllib.parse", "zoneinfo",
}  # fmt: skip
_ASKS_THE_WORLD = {"open", "print", "input", "exec", "eval", "__import__"}
_ASKS_THE_CLOCK = {"now", "utcnow", "today"}


def impurities(source: str) -> list[str]:
    """What in a module of the rules reaches outside: other packages, the clock, chance, files."""
    found = [name for name, _ in imports_in(source) if name not in PURE and not name.startswith("field_app.rules")]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name) and node.id in _ASKS_THE_WORLD:
            found.append(node.id)
        if (
            isinstance(node, ast.Attribute)
            and node.attr in _ASKS_THE_CLOCK
            and getattr(node.value, "id", "") in {"datetime", "date"}
        ):
            found.append(node.attr)
    return found


def test_the_rules_use_the_pure_part_of_the_standard_library_only() -> None:
    found = {name_of(path): impurities(path.read_text("utf-8")) for path in modules("field_app/rules")}
    assert {name: reasons for name, reasons in found.items() if reasons} == {}
    assert {name.partition(".")[0] for name in PURE} - sys.stdlib_module_names == set()


@pytest.mark.parametrize(
    "fault",
    [
        "import httpx",
        "import time",
        "def f():\n    from random import random",
        "from .. import store",
        "from field_app import store",
        "import os.path",
        "from datetime import datetime\nat = datetime.now()",
        "from datetime import date\non = date.today()",
        "read = {'now': datetime.utcnow}",
        "text = open('x').read()",
    ],
)
def test_a_rule_that_reaches_outside_is_found_out(fault: str) -> None:
    assert impurities(fault)


#: Where phone and server meet.
_SHARED = ("rules", "pictures")


def beyond_the_rules(source: str) -> list[str]:
    """What a module of the server takes from the phone besides the rules and the pictures."""
    found = []
    for name, taken in imports_in(source):
        if name == "field_app":
            found += [each for each in taken or ("field_app",) if each not in _SHARED]
        elif name.startswith("field_app.") and name.split(".")[1] not in _SHARED:
            found.append(name)
    return found


def test_the_server_takes_nothing_from_the_phone_but_the_rules_and_the_pictures() -> None:
    found = {name_of(path): beyond_the_rules(path.read_text("utf-8")) for path in modules("sync_server")}
    assert {name: reasons for name, reasons in found.items() if reasons} == {}
    for fault in (
        "import field_app.phone",
        "from field_app import phone",
        "import field_app",
        "def f():\n    import field_app.new.x",
    ):
        assert beyond_the_rules(fault), fault
    assert beyond_the_rules("from field_app.rules import wire\nfrom field_app import rules") == []
