"""Words: each code has its Dutch, Dutch stands where translators look, and nothing of any one machine is kept."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from field_app.rules import text_nl
from field_app.rules.refusals import Code
from field_app.rules.strict_reading import LONGEST_TEXT
from field_app.rules.vocabulary import Flag
from house.plan import HOUSE, files_of_the_project, modules, name_of


@pytest.mark.parametrize("code", Code)
def test_every_refusal_says_in_dutch_what_is_the_matter_and_what_to_do(code: Code) -> None:
    said = text_nl.refusal(code.value)
    assert said == text_nl.REFUSALS[code]
    assert re.fullmatch(r"[A-Z].*\.", said), "whole sentences"
    assert said.count(". ") >= 1, "what is the matter, and what next"


@pytest.mark.parametrize("flag", Flag)
def test_every_flag_has_its_dutch(flag: Flag) -> None:
    assert text_nl.flag(flag.value) == text_nl.FLAGS[flag]
    assert text_nl.FLAGS[flag].strip()


def test_no_two_refusals_or_flags_say_the_same_and_none_is_left_over() -> None:
    assert set(text_nl.REFUSALS) == set(Code)
    assert set(text_nl.FLAGS) == set(Flag)
    assert len(set(text_nl.REFUSALS.values())) == len(Code)
    assert len(set(text_nl.FLAGS.values())) == len(Flag)


def test_a_code_of_a_newer_server_still_gets_words() -> None:
    assert "brand-new" in text_nl.refusal("brand-new")
    assert text_nl.flag("brand-new") == "brand-new"


def test_the_longest_text_is_as_long_as_the_refusal_says() -> None:
    assert f"{LONGEST_TEXT:,}".replace(",", ".") in text_nl.refusal("text-too-long")


def test_codes_are_lower_case_words_with_hyphens() -> None:
    assert [each for each in [*Code, *Flag] if not re.fullmatch(r"[a-z]+(-[a-z]+)*", each.value)] == []


def test_every_refusal_has_an_http_status() -> None:
    pytest.importorskip("fastapi", reason="the server's packages are not installed")
    from sync_server.problems import STATUS  # noqa: PLC0415  # only where the server's packages are

    assert set(STATUS) == set(Code)
    assert all(400 <= status < 600 for status in STATUS.values())


# ---- Dutch stands in text_nl, the report's templates, the command line, the demo and the examples of the exchange

_DUTCH = re.compile(
    r"\b(?:aan|alle|bij|deze|dienst|een|geen|het|hoort|kan|klopt|met|naar|niet|nog|nu|om|onbekend|ontbreekt|opnieuw|probeer|"
    r"teamleider|telefoon|uit|uw|van|voor|waarneming|werd|werk|wordt|zaak|zijn)\b",
    re.IGNORECASE,
)
#: So many different Dutch words make a text Dutch; fewer may be chance ("met", "van", "of").
_DUTCH_ENOUGH = 3


def may_be_dutch(name: str) -> bool:
    """Whether this module is a place for Dutch."""
    at_home = ("sync_server/admin", "sync_server/demo", "sync_server/report", "sync_server/openapi")
    return "text_nl" in name or name.startswith(at_home)


def dutch_texts(source: str) -> list[str]:
    """The texts in a module, docstrings apart, that read as Dutch."""
    tree = ast.parse(source)
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    first = [node.body[0] for node in ast.walk(tree) if isinstance(node, holders) and node.body]
    docstrings = {id(each.value) for each in first if isinstance(each, ast.Expr)}
    texts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    ]
    return [text for text in texts if len({word.lower() for word in _DUTCH.findall(text)}) >= _DUTCH_ENOUGH]


def test_dutch_stands_where_translators_look() -> None:
    places = [path for path in modules() if not may_be_dutch(name_of(path))]
    assert {name_of(path): found for path in places if (found := dutch_texts(path.read_text("utf-8")))} == {}


def test_a_dutch_sentence_elsewhere_is_found_out_and_english_is_left_alone() -> None:
    assert dutch_texts("def f():\n    return 'Deze waarneming is niet gevonden.'")
    assert dutch_texts("label = f'Probeer het opnieuw over {n} s'")
    assert dutch_texts('"""Deze zaak is niet van u."""\nx = "in the van, met by an officer"') == []
    assert any(dutch_texts(path.read_text("utf-8")) for path in modules() if may_be_dutch(name_of(path)))


# ---- nothing of any one machine

_HOSTS = ("pypi" + ".org", "pythonhosted" + ".org", "pypi" + ".flet.dev", "index" + "-url", "registry.npm" + "js.org")
_PATHS = ("/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "/Us" + "ers/", "C:\\Us" + "ers")
_OF_ONE_MACHINE = re.compile("|".join(re.escape(each) for each in (*_HOSTS, *_PATHS)))


def traces(text: str) -> list[str]:
    """Package indexes and machine paths in a text."""
    return _OF_ONE_MACHINE.findall(text)


def readable(path: Path) -> str:
    """A file's text; nothing for a picture or a font."""
    content = path.read_bytes()
    return "" if b"\0" in content else content.decode("utf-8", "replace")


def test_no_file_names_a_package_index_or_a_path_of_one_machine() -> None:
    files = files_of_the_project()
    assert len(files) >= 40
    assert {name_of(path): found for path in files if (found := traces(readable(path)))} == {}


def test_a_trace_of_one_machine_is_found_out() -> None:
    for each in (*_HOSTS, *_PATHS):
        assert traces(f"see {each}x")
    assert traces("https://www.forumstandaardisatie.nl /var/lib/ronde ~/ronde") == []
    assert HOUSE.joinpath("pyproject.toml") in files_of_the_project()
