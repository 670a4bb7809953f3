"""Leaves others out: names of other persons, plates, who called or stood at the door, and words that a checker named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

#: What stands where something about somebody else stood.
BAR = "▇▇▇"
#: Fields that are about somebody else wherever they stand, unless they say that it is the person concerned.
_OTHERS = frozenset({"with_whom", "consented_by", "who", "present", "recognised_by", "plate"})
_SELF = frozenset({"betrokkene", "inwoner", "de inwoner", "zelf"})
_PERSONAL = ("name", "born_on", "dossier_number")
_SHORTEST = 3


class Mask:
    """What is left out of one package."""

    def __init__(
        self, number: str, file: Mapping[str, Any], officers: Mapping[str, Mapping[str, Any]], words: Iterable[str]
    ) -> None:
        """`number` is the person's own, as it is compared; `officers` are the team's by id; `words` were named by who checked."""
        others = [each for each in file.get("subjects", ()) if _plain(each.get("dossier_number")) != number]
        named = {each["name"] for each in others} | {body["name"] for body in officers.values()}
        parts = {part for name in named for part in (name, *name.split()) if len(part) >= _SHORTEST}
        self._number = number
        self._officers = {each: f"handhaver {at}" for at, each in enumerate(sorted(officers), start=1)}
        self._words = _pattern({*parts, *words} - _own(file, number))

    def text(self, said: str) -> str:
        """A text without the words of others; an officer's id becomes a number."""
        if said in self._officers:
            return self._officers[said]
        return self._words.sub(BAR, said) if self._words else said

    def value(self, value: Any, name: str = "") -> Any:
        """Anything that stands in a dossier, with others left out."""
        if isinstance(value, str):
            return BAR if name in _OTHERS and value.strip().lower() not in _SELF else self.text(value)
        if isinstance(value, Mapping):
            return self._record(value, name)
        if isinstance(value, list | tuple):
            return [self.value(each, name) for each in value]
        return value

    def _record(self, record: Mapping[str, Any], name: str) -> dict[str, Any]:
        hidden: set[str] = set()
        if name == "subjects" and _plain(record.get("dossier_number")) != self._number:
            hidden = set(_PERSONAL)
        if name == "persons" and str(record.get("label", "")).lower() not in _SELF:
            hidden = {"description"}
        return {key: BAR if key in hidden else self.value(part, key) for key, part in record.items()}


def _plain(number: Any) -> str:
    return "".join(str(number or "").split()).casefold()


def _own(file: Mapping[str, Any], number: str) -> set[str]:
    """The words of the person's own name, which stay."""
    mine = [each["name"] for each in file.get("subjects", ()) if _plain(each.get("dossier_number")) == number]
    return {part for name in mine for part in (name, *name.split())}


def _pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    known = sorted({each.strip() for each in words if each.strip()}, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, known)) + r")(?!\w)", re.IGNORECASE) if known else None
