"""The pieces of which a report is made, as data for the page: lines, tables, entries, figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sync_server.access.lines import line

Json = dict[str, Any]


def heading(said: str) -> Json:
    """A heading within a part."""
    return {"kind": "heading", "text": said}


def paragraph(said: str) -> Json:
    """Plain words."""
    return {"kind": "text", "text": said}


def lines(found: Iterable[Json]) -> Json:
    """Names with what was said."""
    return {"kind": "lines", "lines": list(found)}


def pairs(found: Iterable[tuple[str, str]]) -> Json:
    """Names with their values, as lines."""
    return lines(line(name, said) for name, said in found)


def table(head: Sequence[str], rows: Iterable[Sequence[str]], shares: Sequence[int], *, room: bool = False) -> Json:
    """A table with a head; `shares` are the relative widths of its columns, `room` leaves place for a pen."""
    return {"kind": "table", "head": list(head), "rows": [list(each) for each in rows], "shares": list(shares), "room": room}


def hashes(found: Iterable[tuple[str, str]]) -> Json:
    """What a hash is of, with the hash below it."""
    return {"kind": "hashes", "rows": [list(each) for each in found]}


def part(title: str, *blocks: Json | None) -> Json:
    """One of the parts of the report."""
    return {"title": title, "blocks": [each for each in blocks if each is not None]}
