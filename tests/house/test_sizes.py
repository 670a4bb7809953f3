"""Two people must be able to hold it all in their heads: small files, each saying at the top what it is for."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from house.plan import HOUSE, modules, name_of

MOST_LINES = 250
#: Names that say nothing, so that anything ends up there.
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base", "data"}


def complaints(path: Path, source: str) -> list[str]:
    """What is wrong with this module: its length, its name, or its first sentence."""
    found = []
    if len(source.splitlines()) > MOST_LINES:
        found.append(f"{len(source.splitlines())} lines")
    if EMPTY_NAMES & {path.stem, *path.parts[:-1]}:
        found.append("a name that says nothing")
    said = ast.get_docstring(ast.parse(source))
    if not said:
        found.append("no docstring")
    elif not said.splitlines()[0].rstrip().endswith((".", ":")) and ". " not in said.splitlines()[0]:
        found.append("the docstring's first sentence does not end on its first line")
    return found


def test_every_module_is_small_has_a_name_and_says_what_it_is_for() -> None:
    wrong = {name_of(path): complaints(path.relative_to(HOUSE), path.read_text("utf-8")) for path in modules()}
    assert {name: found for name, found in wrong.items() if found} == {}


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("field_app/utils.py", '"""Says something."""\n'),
        ("field_app/common/x.py", '"""Says something."""\n'),
        ("field_app/x.py", '"""Says something."""\n' + "x = 1\n" * MOST_LINES),
        ("field_app/x.py", "x = 1\n"),
        ("field_app/x.py", '"""Says something that goes on\nand on."""\n'),
        ("field_app/x.py", '""""""\n'),
    ],
)
def test_a_module_that_is_long_nameless_or_silent_is_found_out(name: str, source: str) -> None:
    assert len(complaints(Path(name), source)) == 1


@pytest.mark.parametrize("source", ['"""Says it. And more\nbelow."""\n', '"""Says it."""\n' + "x = 1\n" * (MOST_LINES - 1)])
def test_a_module_just_within_the_limits_is_left_alone(source: str) -> None:
    assert complaints(Path("field_app/database.py"), source) == []
