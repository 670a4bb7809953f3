"""Where the house stands and what is in it, for the tests of this folder."""

from __future__ import annotations

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HOUSE = Path(__file__).parents[2]
PACKAGES = ("field_app", "sync_server")


def pyproject() -> dict[str, Any]:
    return tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))


def modules(*packages: str) -> list[Path]:
    """The Python files of these packages."""
    found = [path for package in packages or PACKAGES for path in sorted((HOUSE / package).rglob("*.py"))]
    assert len(found) >= 10, "hardly any modules found: this test would pass for nothing"
    return found


def name_of(path: Path) -> str:
    """A file's path as it stands in the house."""
    return path.relative_to(HOUSE).as_posix()


def files_of_the_project() -> list[Path]:
    """The files that are in version control or would be; all that is not hidden where there is no git."""
    ask = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    told = subprocess.run(ask, cwd=HOUSE, capture_output=True, text=True, check=False)
    if told.returncode:
        found = [path.relative_to(HOUSE) for path in HOUSE.rglob("*") if path.is_file()]
        return [HOUSE / path for path in found if not any(part.startswith(".") or part == "__pycache__" for part in path.parts)]
    return sorted({HOUSE / name for name in told.stdout.split("\0") if name and (HOUSE / name).is_file()})


def imports_in(source: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each import anywhere in a module: the module named, and the names taken from it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, ()) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or ""), tuple(alias.name for alias in node.names)
