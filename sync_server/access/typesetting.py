"""Sets texts as tagged PDF/A: everything goes in as data, so that no text of a dossier is ever read as markup."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import typst

#: The page's letters: Latin as Europe writes it, and these signs.
_LAST_LETTER, _SIGNS = "\u024f", frozenset("\u20ac\u2018\u2019\u201c\u201d\u201e\u2013\u2014\u2026\u2022\u2264\u2265\u2587")
#: PDF/A for the archive, tagged so that a screen reader can read it.
_STANDARDS: tuple[Literal["a-2a"], Literal["ua-1"]] = ("a-2a", "ua-1")


def typeset(template: Path, held: Mapping[str, Any], made_at: datetime | None = None) -> bytes:
    """A PDF of this template over this data; `made_at` (aware) stands in it as the moment at which it was made."""
    made: bytes = typst.compile(
        template, sys_inputs={"data": json.dumps(shown(held))}, pdf_standards=list(_STANDARDS), ignore_system_fonts=True,
        timestamp=made_at and made_at.astimezone(UTC).replace(microsecond=0),
    )  # fmt: skip
    return made


def shown(value: Any) -> Any:
    """The same with every sign that the page's letters do not have written out by its number; the JSON holds the sign itself."""
    if isinstance(value, str) and value.isascii() and value.isprintable():
        return value  # a picture is such a text, and long
    if isinstance(value, str):
        return "".join(each if _has(each) else f"[U+{ord(each):04X}]" for each in value)
    if isinstance(value, Mapping):
        return {name: shown(part) for name, part in value.items()}
    return [shown(each) for each in value] if isinstance(value, list) else value


def _has(sign: str) -> bool:
    """Whether the page's letters have this sign; of those that steer a machine only the end of a line and a tab mean something."""
    return sign in _SIGNS or (sign <= _LAST_LETTER and (unicodedata.category(sign) not in ("Cc", "Cf") or sign in "\n\t"))
