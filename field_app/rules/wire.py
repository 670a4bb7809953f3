"""JSON in and out: strict reading into the rules' dataclasses, plain writing, and the canonical form that is hashed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from field_app.rules.commands import NAMES, ClockReading, Command
from field_app.rules.refusals import Code, Malformed
from field_app.rules.strict_reading import reader, under

#: The exchange speaks this version, and the one before: such a phone is not given what its app cannot read, as photos. A phone of
#: an older one could not read casework at all: it still delivers what it saved, keeps recording, and is told to update.
PROTOCOL = 3
OLDEST_PROTOCOL = 2

T = TypeVar("T")
Writer = Callable[[Any], Any]
_canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode
_compact = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode


@dataclass(frozen=True, slots=True)
class Envelope:
    """One command as it travels: which command, by which device in which order, and when by its clocks."""

    id: str
    device_seq: int
    name: str
    args: Mapping[str, Any]
    at: datetime
    clock: ClockReading


def canonical(value: Any) -> bytes:
    """The one byte form of a JSON value that is hashed and signed (RFC 8785; the exchange carries no floats)."""
    text = _canonical(value)
    if not text.isascii() and max(text) > "\uffff":  # only beyond there does the order of UTF-16 differ from Python's
        text = _compact(_in_utf16_order(value))
    return text.encode("utf-8", "surrogatepass")


def _in_utf16_order(value: Any) -> Any:
    if isinstance(value, Mapping):
        names = sorted(value, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
        return {name: _in_utf16_order(value[name]) for name in names}
    return [_in_utf16_order(each) for each in value] if isinstance(value, list | tuple) else value


def compact(value: Any) -> str:
    """JSON text without spaces, in the order of the value itself."""
    return _compact(value)


def encode(value: Any) -> Any:
    """A dataclass as JSON-ready data; absent fields and empty lists are left out where reading puts them back."""
    return _writer(type(value))(value)  # type: ignore[arg-type]  # a class can be hashed, whatever its own instances say


@cache
def _writer(shape: type) -> Writer:
    """How values of exactly this type are written, found out once."""
    if is_dataclass(shape):
        return _record_writer(shape)
    if issubclass(shape, datetime):
        return _moment_written
    if issubclass(shape, date | time):
        return shape.isoformat
    if issubclass(shape, StrEnum):
        return _chosen
    if issubclass(shape, tuple | list):
        return _all_written
    return _as_it_is


def _record_writer(shape: Any) -> Writer:
    #: By name what stands for absent, when something does.
    parts = [(each.name, each.default if each.default in (None, ()) else MISSING) for each in fields(shape)]

    def write(record: Any) -> dict[str, Any]:
        found = [(name, getattr(record, name), absent) for name, absent in parts]
        return {name: part if type(part) is str else encode(part) for name, part, absent in found if part != absent}

    return write


def _moment_written(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")


def _chosen(choice: StrEnum) -> str:
    return choice.value


def _all_written(values: Iterable[Any]) -> list[Any]:
    return [encode(each) for each in values]


def _as_it_is(value: Any) -> Any:
    return value


def decode(shape: type[T], value: Any) -> T:
    """Read JSON data strictly as `shape`. Raises `Malformed` with the path of the first thing that does not fit."""
    return reader(shape)(value)  # type: ignore[no-any-return]  # a reader gives what its shape says


def command_of(envelope: Envelope) -> Command:
    """The command in an envelope. Raises `Malformed`."""
    shape = NAMES.get(envelope.name)
    if shape is None:
        raise Malformed("name", "a known command", Code.COMMAND_UNKNOWN)
    try:
        return reader(shape)(envelope.args)  # type: ignore[no-any-return]  # as in decode
    except Malformed as error:
        raise under("args", error) from None


def name_of(command: Command) -> str:
    """The name under which a command travels."""
    return next(name for name, shape in NAMES.items() if type(command) is shape)
