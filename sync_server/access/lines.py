"""A record in lines of plain Dutch: each field with its name, deeper ones further in, nothing left out that has a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, get_args, get_origin, get_type_hints

from field_app.rules.look import FactLine
from field_app.rules.meter.records import Looked
from field_app.rules.text_nl import flag
from field_app.rules.vocabulary import Slot
from sync_server.access import text_nl
from sync_server.access.fields_text_nl import FIELDS, NOT_ON_PAPER
from sync_server.access.values_text_nl import value

#: Short records that read better on one line.
_ON_ONE_LINE = (FactLine, Slot, Looked)

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Words:
    """What fields are called, what was chosen in words, and which fields have no use on this paper."""

    fields: Mapping[str, str]
    chosen: Callable[[StrEnum], str]
    left_out: frozenset[str] = NOT_ON_PAPER


#: As a resident reads it.
FOR_A_RESIDENT = Words(FIELDS, value)


def line(name: str, said: str, depth: int = 0) -> Json:
    """One line on paper."""
    return {"name": name, "said": said, "depth": depth}


@dataclass(frozen=True, slots=True)
class Paper:
    """One case on paper; `refs` says by id what others are called that a record points at."""

    refs: Mapping[str, str]
    words: Words = FOR_A_RESIDENT

    def lines(self, value: Any, shape: Any, name: str = "", depth: int = 0) -> Iterator[Json]:
        """A record as lines: each field with its name, deeper ones further in; empty ones are left out."""
        label, inner = self.words.fields.get(name, name), _inner(shape)
        if name in self.words.left_out or value in (None, "", []):
            return
        if isinstance(value, Mapping) and inner in _ON_ONE_LINE:
            yield line(label, "; ".join(self._short(value, inner)), depth)
        elif isinstance(value, Mapping):
            hints = get_type_hints(inner) if is_dataclass(inner) else {}
            if label:
                yield line(label, "", depth)
            for key, part in value.items():
                yield from self.lines(part, hints.get(key), key, depth + bool(label))
        elif isinstance(value, list) and isinstance(value[0], Mapping):
            for each in value:
                yield from self.lines(each, inner, name, depth)
        else:
            yield line(label, ", ".join(self._said(value, inner, name)), depth)

    def _short(self, record: Mapping[str, Any], shape: Any) -> Iterator[str]:
        hints = get_type_hints(shape)
        for name, part in record.items():
            if part is True:
                yield self.words.fields[name]
            elif name not in self.words.left_out and part not in (None, "", 0, False):
                yield from self._said(part, _inner(hints[name]), name)

    def _said(self, value: Any, shape: Any, name: str) -> Iterable[str]:
        if isinstance(value, list):
            return [said for each in value for said in self._said(each, shape, name)]
        if isinstance(value, bool):
            return [text_nl.YES if value else text_nl.NO]
        if name == "flags":
            return [flag(value)]
        return [self.refs.get(value, self._in_words(value, shape))]

    def _in_words(self, value: Any, shape: Any) -> str:
        """A moment, a day or a choice in words; anything else, also a bar, as it is."""
        try:
            if shape is datetime:
                return text_nl.moment(datetime.fromisoformat(value))
            if shape is date:
                return text_nl.day(date.fromisoformat(value))
            return self.words.chosen(shape(value)) if isinstance(shape, type) and issubclass(shape, StrEnum) else str(value)
        except ValueError:
            return str(value)


def refs_of(case: Mapping[str, Any]) -> dict[str, str]:
    """The names of the places of a case, and the numbers of its entries in the order in which it is read."""
    rows = [each for found in case["rows"].values() for each in found]
    refs = {each["id"]: each["label"] for each in case["file"].get("places", ())}
    return refs | {each["id"]: text_nl.numbered(at) for at, each in enumerate(rows, start=1)}


def _inner(shape: Any) -> Any:
    """What stands in an optional field or a list."""
    if get_origin(shape) is None:
        return shape
    return _inner(next(each for each in get_args(shape) if each not in (type(None), Ellipsis)))
