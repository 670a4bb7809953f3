"""JSON at the server's pace: the same bytes as the rules' own canonical form, made by orjson."""

from __future__ import annotations

import json
from typing import Any

import orjson

from field_app.rules import wire

#: A character beyond U+FFFF begins with this byte or a higher one in UTF-8.
_FIRST_OF_FOUR_BYTES = 0xF0


def parsed(text: bytes | str) -> Any:
    """Read JSON; broken characters that orjson will not read are left to the standard library. Raises `ValueError`."""
    try:
        return orjson.loads(text)
    except ValueError:
        return json.loads(text)


def canonical(value: Any) -> bytes:
    """The form that is hashed and signed. What orjson cannot write (broken characters, huge numbers) the rules write."""
    try:
        made = orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except TypeError:
        return wire.canonical(value)
    # beyond U+FFFF the order of names differs: UTF-16 there, code points here
    return made if made.isascii() or max(made) < _FIRST_OF_FOUR_BYTES else wire.canonical(value)


def compact(value: Any) -> str:
    """JSON text without spaces, in the order of the value itself."""
    try:
        return orjson.dumps(value).decode()
    except TypeError:
        return wire.compact(value)
