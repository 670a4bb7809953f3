"""What goes onto the phone: an allow-list of files, nothing but the declared packages, and each permission by name."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from house.plan import HOUSE, imports_in, pyproject

# ---- files

#: What may be in the bundle: the entry file, the project file, the app's Python, and icons, splash and fonts with their licences.
ALLOWED = (
    re.compile(r"main\.py|pyproject\.toml"),
    re.compile(r"field_app/(?:[a-z_]+/)*[a-z_0-9]+\.py"),
    re.compile(r"field_app/py\.typed"),
    re.compile(r"assets/(?:[A-Za-z0-9_.-]+/)*[A-Za-z0-9_.-]+\.(?:png|svg|ttf|otf|woff2|txt)"),
)
#: What the packer leaves out by itself, besides what is hidden at the top.
_LEFT_OUT = {"build", "__pycache__"}


def packed(root: Path, excluded: Iterable[str]) -> list[str]:
    """The files that the packer would take from this folder, tracked or not."""
    without = tuple(excluded)
    found = []
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        parts = name.split("/")
        hidden = parts[0].startswith(".") or bool(_LEFT_OUT & set(parts)) or (root / parts[0] / "pyvenv.cfg").exists()
        named = any(name == each or name.startswith(f"{each}/") for each in without)
        if path.is_file() and not hidden and not named:
            found.append(name)
    return found


def strangers(files: Iterable[str]) -> list[str]:
    """The files that do not belong on a phone."""
    return [name for name in files if not any(pattern.fullmatch(name) for pattern in ALLOWED)]


def flet() -> dict[str, Any]:
    settings: dict[str, Any] = pyproject()["tool"]["flet"]
    return settings


def test_the_bundle_holds_the_app_and_nothing_else() -> None:
    files = packed(HOUSE, flet()["app"]["exclude"])
    assert strangers(files) == []
    assert {"main.py", "field_app/rules/rulebook.py", "assets/icon.png"} <= set(files)
    assert sum(name.startswith("field_app/") for name in files) >= 30


def test_the_packer_starts_main_at_the_top() -> None:
    assert flet()["app"].get("path", ".") == "."
    assert flet()["app"]["module"] == "main"
    assert all("*" not in each and not each.startswith(("/", ".")) for each in flet()["app"]["exclude"]), "plain names, no patterns"


def test_what_does_not_belong_on_a_phone_is_found_out(tmp_path: Path) -> None:
    wanted = ["main.py", "field_app/rules/chain.py", "assets/icon.png", "assets/fonts/OFL.txt"]
    passed_over = [".local/team.db", ".git/config", "build/x.apk", "field_app/__pycache__/x.pyc", "env/pyvenv.cfg", "env/lib/x.py"]
    out = ["sync_server/app.py", "tests/people.py"]
    faults = ["ronde.db", "field_app/notes.md", "field_app/rows.db", "assets/backup.zip", "roster.csv", "sync_server2/app.py"]
    for name in [*wanted, *passed_over, *out, *faults]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    files = packed(tmp_path, ["sync_server", "tests"])
    assert sorted(files) == sorted([*wanted, *faults])
    assert sorted(strangers(files)) == sorted(faults)
    assert set(strangers(packed(tmp_path, []))) == {*out, *faults}


# ---- packages

#: Where the name to import differs from the name of the package.
IMPORTED_AS = {"pynacl": "nacl", "pillow": "PIL"}


def declared() -> set[str]:
    """What may be imported on the phone, by the dependencies of the project."""
    names = [re.split(r"[^A-Za-z0-9._-]", each, maxsplit=1)[0].lower() for each in pyproject()["project"]["dependencies"]]
    return {IMPORTED_AS.get(name, name.replace("-", "_")) for name in names}


def local_file(module: str, root: Path) -> Path | None:
    """The file of a module of our own."""
    place = root.joinpath(*module.split("."))
    return next((each for each in (place.with_suffix(".py"), place / "__init__.py") if each.is_file()), None)


def reachable(root: Path, start: str = "main") -> tuple[set[str], set[str]]:
    """From the entry file on: the modules of our own, and the top names of everything else that is imported anywhere."""
    ours, others, waiting = set[str](), set[str](), [start]
    while waiting:
        module = waiting.pop()
        file = local_file(module, root)
        if module in ours or file is None:
            continue
        ours.add(module)
        waiting += [module.rpartition(".")[0]] if "." in module else []
        for name, taken in imports_in(file.read_text(encoding="utf-8")):
            if local_file(name, root):
                waiting += [name, *(f"{name}.{each}" for each in taken)]
            else:
                others.add(name.partition(".")[0])
    return ours, others


def undeclared(others: set[str]) -> set[str]:
    return others - declared() - sys.stdlib_module_names


def test_the_phone_imports_only_what_it_declares() -> None:
    ours, others = reachable(HOUSE)
    assert undeclared(others) == set()
    assert len(ours) >= 40, "the entry file reaches hardly anything: this test would pass for nothing"
    assert {"field_app.rules.rulebook", "field_app.store.outbox", "field_app.sync.exchange", "field_app.ui.shell"} <= ours
    assert not any(each.startswith(("sync_server", "tests")) for each in ours)
    assert {"flet", "httpx", "cryptography"} <= others


def test_an_import_of_the_server_or_of_a_package_not_declared_is_found_out(tmp_path: Path) -> None:
    (tmp_path / "field_app").mkdir()
    (tmp_path / "sync_server").mkdir()
    (tmp_path / "main.py").write_text("from field_app import app\n")
    (tmp_path / "field_app/__init__.py").touch()
    (tmp_path / "field_app/app.py").write_text("import json\ndef late():\n    import fastapi\n    from sync_server import feed\n")
    (tmp_path / "sync_server/__init__.py").touch()
    (tmp_path / "sync_server/feed.py").touch()
    ours, others = reachable(tmp_path)
    assert undeclared(others) == {"fastapi"}
    assert "sync_server.feed" in ours


def admitted(dependencies: Iterable[str]) -> Callable[[str, str], bool]:
    requirements = pytest.importorskip("packaging.requirements", reason="packaging is not installed")
    read = {each.name.lower(): each for each in map(requirements.Requirement, dependencies)}
    return lambda name, version: bool(read[name].specifier.contains(version))


def test_the_dependencies_admit_the_versions_that_have_wheels_for_a_phone_and_no_later_ones() -> None:
    admits = admitted(pyproject()["project"]["dependencies"])
    assert admits("pillow", "12.2.0")
    assert not admits("pillow", "13.0.0")
    assert admits("cryptography", "48.0.0")
    assert not admits("cryptography", "49.0.0")
    assert admits("pynacl", "1.6.2")
    assert not admitted(["pillow>=13"])("pillow", "12.2.0")


def test_all_of_flet_is_pinned_to_one_version() -> None:
    project = pyproject()["project"]
    listed = [*project["dependencies"], *(each for extra in project["optional-dependencies"].values() for each in extra)]
    pins = {each.partition("==")[2] for each in listed if each.startswith("flet")}
    assert len(pins) == 1
    assert "" not in pins


def test_the_code_may_be_read_by_the_oldest_python_of_the_server() -> None:
    assert pyproject()["project"]["requires-python"] == ">=3.11"
    for path in sorted((HOUSE / "field_app").rglob("*.py")):
        ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 11))


# ---- permissions

#: A permission that is not here is a decision to take with the privacy officer first.
KNOWN_PERMISSIONS = {"INTERNET", "ACCESS_NETWORK_STATE", "CAMERA", "ACCESS_COARSE_LOCATION", "ACCESS_FINE_LOCATION"}


def permission_faults(settings: dict[str, Any]) -> list[str]:
    """What is wrong with the permissions that the phone app asks for."""
    found = [f"the shorthand {each}" for each in settings.get("permissions", [])]
    found += [f"the shorthand {each}" for each in settings.get("android", {}).get("permissions", [])]
    listed = settings.get("android", {}).get("permission")
    if not listed:
        return [*found, "no list of permissions"]
    for name, wanted in listed.items():
        short = name.removeprefix("android.permission.")
        if short == name or not isinstance(wanted, bool):
            found.append(f"{name} is no permission by its full name")
        elif wanted and short not in KNOWN_PERMISSIONS:
            found.append(f"{name} is asked for")
    return found


def allows_backup(settings: dict[str, Any]) -> bool:
    """Whether the phone would copy the app's files to its maker's cloud: the default unless it is forbidden."""
    application: dict[str, Any] = settings.get("android", {}).get("manifest_application", {})
    return application.get("allowBackup") != "false"


def test_android_permissions_are_asked_for_one_by_one() -> None:
    assert permission_faults(flet()) == []


def test_android_makes_no_backups_of_the_app() -> None:
    assert not allows_backup(flet())


@pytest.mark.parametrize(
    "fault",
    [
        {},
        {"permissions": ["location"], "android": {"permission": {"android.permission.INTERNET": True}}},
        {"android": {"permission": {"android.permission.ACCESS_BACKGROUND_LOCATION": True}}},
        {"android": {"permission": {"android.permission.RECORD_AUDIO": True}}},
        {"android": {"permission": {"INTERNET": True}}},
        {"android": {"permission": {"android.permission.INTERNET": "true"}}},
    ],
)
def test_a_shorthand_or_an_unknown_permission_is_found_out(fault: dict[str, Any]) -> None:
    assert permission_faults(fault)
    assert allows_backup(fault)
    assert allows_backup({"android": {"manifest_application": {"allowBackup": False}}})
