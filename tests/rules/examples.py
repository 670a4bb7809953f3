"""Random commands and records, derived from the dataclasses themselves, and settings for properties."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import HealthCheck, Phase, find, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from field_app.rules.strict_reading import LARGEST_INT

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_SEARCH = settings(QUICK, max_examples=400, database=None, phases=[Phase.generate])

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
numbers = st.integers(-LARGEST_INT, LARGEST_INT)
_offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=_offsets).map(  # noqa: DTZ001  # zones are added
    lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000)
)
#: Anything that a JSON parser can hand over.
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(), max_size=8), inner, max_size=4),
    max_leaves=12,
)
#: JSON without floats, with texts that every reader takes.
plain_json = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=5),
    max_leaves=12,
)

_LEAVES: dict[Any, st.SearchStrategy[Any]] = {
    str: texts,
    int: numbers,
    bool: st.booleans(),
    datetime: moments,
    date: st.dates(),
    time: st.times(),
    Mapping[str, Any]: st.dictionaries(texts, plain_json, max_size=4),
}


def any_of(shape: Any) -> st.SearchStrategy[Any]:
    """Random values of a dataclass, or of the type of one of its fields."""
    if get_origin(shape) is UnionType:
        return st.none() | any_of(next(each for each in get_args(shape) if each is not type(None)))
    if get_origin(shape) is tuple:
        return st.lists(any_of(get_args(shape)[0]), max_size=3).map(tuple)
    if is_dataclass(shape) and isinstance(shape, type):
        hints = get_type_hints(shape)
        return st.builds(shape, **{each.name: any_of(hints[each.name]) for each in fields(shape)})
    if isinstance(shape, type) and issubclass(shape, StrEnum):
        return st.sampled_from(shape)
    return _LEAVES[shape]


def catches(holds: Callable[[Any], bool], examples: st.SearchStrategy[Any]) -> bool:
    """Whether some example breaks the property: how a planted fault is shown to be found."""
    try:
        find(examples, lambda value: not holds(value), settings=_SEARCH)
    except NoSuchExample:
        return False
    return True
