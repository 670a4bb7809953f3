"""The server's quick JSON makes the very bytes that the rules make: else a sound chain would be called broken."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from field_app.rules import wire
from sync_server import quick_json

_names = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.sampled_from(["é", "\ue000", "😀", "a", "B", "_"])
_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.text(max_size=12)
    | st.sampled_from(["\ud800", "\0", '"', "\u2028"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_names, inner, max_size=5),
    max_leaves=12,
)


def differences(canonical: Callable[[Any], bytes]) -> Counter[str]:
    """How many values were tried, and how many came out in other bytes than the rules make."""
    reached = Counter[str]()

    @given(_values)
    def each(value: Any) -> None:
        reached["tried"] += 1
        reached["beyond"] += any(mark > "\uffff" for mark in json.dumps(value, ensure_ascii=False))
        reached["different"] += canonical(value) != wire.canonical(value)

    each()
    return reached


def test_the_quick_canonical_form_is_that_of_the_rules() -> None:
    reached = differences(quick_json.canonical)
    assert reached["different"] == 0
    assert reached["tried"] >= 100
    assert reached["beyond"] >= 3


def test_a_canonical_form_that_escapes_or_does_not_sort_is_found_out() -> None:
    assert differences(lambda value: json.dumps(value, separators=(",", ":"), sort_keys=True).encode())["different"] > 0
    assert differences(lambda value: wire.compact(value).encode("utf-8", "surrogatepass"))["different"] > 0


@given(_values)
def test_what_is_written_is_read_back(value: Any) -> None:
    text = quick_json.compact(value)
    assert wire.canonical(json.loads(text)) == wire.canonical(value)


@pytest.mark.parametrize("text", ['{"a":1', "", "nul", '{"a":1}x'])
def test_what_is_no_json_is_said_to_be_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        quick_json.parsed(text)
