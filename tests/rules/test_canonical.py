"""The canonical form that is hashed: RFC 8785, whatever the order of the fields."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import look

from field_app.rules.commands import RecordObservation
from field_app.rules.wire import canonical, encode
from rules.examples import QUICK, catches, numbers, plain_json

Canonical = Callable[[Any], bytes]
#: Field names on both sides of the point where UTF-16 order parts from code-point order.
_names = st.text(st.sampled_from("aZé\x01\x7f\u2028\ue000\uffff\U00010000\U0001f697"), max_size=3)
astral = st.dictionaries(_names, plain_json | st.dictionaries(_names, numbers, max_size=3), max_size=6)


def shuffled(value: Any, chance: random.Random) -> Any:
    """The same data with the fields of every object in another order."""
    if isinstance(value, dict):
        names = list(value)
        chance.shuffle(names)
        return {name: shuffled(value[name], chance) for name in names}
    return [shuffled(each, chance) for each in value] if isinstance(value, list) else value


def is_stable(value: Any, form: Canonical = canonical) -> bool:
    """Whether field order changes nothing and the form reads back as the same data."""
    return form(shuffled(value, random.Random(7))) == form(value) and json.loads(form(value)) == value  # noqa: S311  # no secret


def test_the_order_of_fields_changes_nothing_and_nothing_is_lost() -> None:
    reached = Counter[str]()

    @QUICK
    @given(plain_json | astral)
    def each(value: Any) -> None:
        assert is_stable(value)
        reached["objects of several fields"] += isinstance(value, dict) and len(value) > 1

    each()
    assert reached["objects of several fields"] >= 5
    assert is_stable(encode(RecordObservation(look())))


def test_a_form_that_keeps_the_order_it_was_given_is_found_out() -> None:
    assert catches(lambda value: is_stable(value, lambda given: json.dumps(given).encode()), plain_json)


@pytest.mark.parametrize(
    ("value", "form"),
    [
        ({"b": 1, "a": [True, None, "é"]}, '{"a":[true,null,"é"],"b":1}'),
        ({"": 0, "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\x80": 6, "\xf6": 7}, None),
        ('\x00\x08\t\n\x0c\r\x1f"\\/\x7f\u2028', '"\\u0000\\b\\t\\n\\f\\r\\u001f\\"\\\\/\x7f\u2028"'),
        ({"n": 2**53 - 1, "m": -(2**53) + 1}, '{"m":-9007199254740991,"n":9007199254740991}'),
    ],
    ids=["small", "RFC 8785 section 3.2.3", "escapes", "numbers"],
)
def test_known_answers(value: Any, form: str | None) -> None:
    if form is None:  # the sorted order that the RFC prints
        assert [*json.loads(canonical(value)).values()] == [0, 2, 4, 6, 7, 1, 5, 3]
    else:
        assert canonical(value) == form.encode()


def test_it_agrees_with_the_reference_package() -> None:
    rfc8785 = pytest.importorskip("rfc8785", reason="the rfc8785 package is not installed; known answers stand above")
    reached = Counter[str]()

    @QUICK
    @given(plain_json | astral)
    def each(value: Any) -> None:
        assert canonical(value) == rfc8785.dumps(value)
        text = canonical(value).decode()
        reached["beyond the first plane"] += any(each > "\uffff" for each in text)
        reached["several fields"] += isinstance(value, dict) and len(value) > 1

    each()
    assert reached["several fields"] >= 5
    assert reached["beyond the first plane"] >= 3

    def by_code_point(value: Any) -> bytes:
        return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

    assert catches(lambda value: bool(by_code_point(value) == rfc8785.dumps(value)), astral)


def test_what_is_no_json_has_no_canonical_form() -> None:
    for value in (float("nan"), float("inf"), {"x": float("-inf")}):
        with pytest.raises(ValueError, match="not JSON compliant"):
            canonical(value)


def test_broken_characters_still_have_bytes_so_that_a_broken_command_can_be_hashed() -> None:
    assert canonical({"\ud800": "\U0001f697\udc00"}) == b'{"\xed\xa0\x80":"\xf0\x9f\x9a\x97\xed\xb0\x80"}'
