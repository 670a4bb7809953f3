"""Strict reading of JSON into the rules' dataclasses: what does not fit is refused, with the place where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime, time
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from field_app.rules.refusals import Code, Malformed

#: No text an officer types is longer; longer is a mistake or an attack.
LONGEST_TEXT = 4_000
LONGEST_LIST = 500
#: JSON numbers beyond this lose digits in other readers (RFC 8785 §3.2.2.3).
LARGEST_INT = 2**53 - 1

Reader = Callable[[Any], Any]


def reader(shape: Any) -> Reader:
    """A function that reads JSON data as `shape`, built once from the type hints."""
    return _reader(shape)


@cache
def _reader(shape: Any) -> Reader:
    if get_origin(shape) is tuple:
        return _list_reader(reader(get_args(shape)[0]))
    if is_dataclass(shape):
        return _object_reader(shape)
    if isinstance(shape, type) and issubclass(shape, StrEnum):
        return _choice_reader(shape)
    return _PLAIN[shape]


def _object_reader(shape: Any) -> Reader:
    hints = get_type_hints(shape)
    readers = {each.name: reader(_without_none(hints[each.name])) for each in fields(shape)}
    optional = {each.name for each in fields(shape) if get_origin(hints[each.name]) is UnionType}
    required = {each.name for each in fields(shape) if each.default is MISSING}

    def read(value: Any) -> Any:
        if type(value) is not dict:
            raise Malformed("", "an object")
        found: dict[str, Any] = {}
        name = ""
        try:
            for name, given in value.items():
                found[name] = None if given is None and name in optional else readers[name](given)
        except KeyError:
            raise Malformed(ascii(name)[1:-1][:40], "no such field") from None
        except Malformed as error:
            raise under(name, error) from None
        if not required <= found.keys():
            raise Malformed(min(required - found.keys()), "a value")
        return shape(**found)

    return read


def _without_none(shape: Any) -> Any:
    """What stands in an optional field when it is filled in."""
    return next(each for each in get_args(shape) if each is not type(None)) if get_origin(shape) is UnionType else shape


def under(name: str, error: Malformed) -> Malformed:
    """The same fault, told from one level higher."""
    path = error.details["path"]
    return Malformed(f"{name}.{path}" if path else name, error.details["expected"], error.code)


def _list_reader(read: Reader) -> Reader:
    def read_all(value: Any) -> tuple[Any, ...]:
        if type(value) is not list or len(value) > LONGEST_LIST:
            raise Malformed("", f"a list of at most {LONGEST_LIST}")
        found: list[Any] = []
        try:
            for each in value:
                found.append(read(each))  # its length tells which one did not fit
        except Malformed as error:
            raise under(str(len(found)), error) from None
        return tuple(found)

    return read_all


def _choice_reader(shape: type[StrEnum]) -> Reader:
    choices = {each.value: each for each in shape}

    def read(value: Any) -> StrEnum:
        found = choices.get(value) if type(value) is str else None
        if found is None:
            raise Malformed("", "one of " + ", ".join(choices))
        return found

    return read


def _text(value: Any) -> str:
    if type(value) is not str:
        raise Malformed("", "text")
    if len(value) > LONGEST_TEXT:
        raise Malformed("", f"at most {LONGEST_TEXT} characters", Code.TEXT_TOO_LONG)
    if not value.isascii() and any("\ud800" <= each <= "\udfff" for each in value):
        raise Malformed("", "text without broken characters")
    return value


def _number(value: Any) -> int:
    if type(value) is not int or abs(value) > LARGEST_INT:
        raise Malformed("", "a whole number")
    return value


def _truth(value: Any) -> bool:
    if type(value) is not bool:
        raise Malformed("", "true or false")
    return value


def _moment(value: Any) -> datetime:
    try:
        found = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise Malformed("", "a time with offset") from None
    if found.tzinfo is None or not MINYEAR < found.year < MAXYEAR:  # a year of room, so that no zone or margin steps outside
        raise Malformed("", "a time with offset")
    return found


def _time_of_day(value: Any) -> time:
    found = _iso(time.fromisoformat, value, "a time of day")
    if found.tzinfo is not None:
        raise Malformed("", "a time of day")
    return found  # type: ignore[no-any-return]  # what it was asked to read


def _iso(read: Callable[[str], Any], value: Any, expected: str) -> Any:
    try:
        return read(value)
    except (TypeError, ValueError):
        raise Malformed("", expected) from None


def _object(value: Any) -> Mapping[str, Any]:
    if type(value) is not dict:
        raise Malformed("", "an object")
    return value


_PLAIN: dict[Any, Reader] = {
    str: _text,
    int: _number,
    bool: _truth,
    datetime: _moment,
    date: lambda value: _iso(date.fromisoformat, value, "a day"),
    time: _time_of_day,
    Mapping[str, Any]: _object,
}
