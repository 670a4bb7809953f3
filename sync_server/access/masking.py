"""Leaves others out: names of other persons, plates, who called or stood at the door, and words that a checker named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from field_app.rules.dossier.words import Bond
from sync_server.access.gathering import plain_number

#: What stands where something about somebody else stood.
BAR = "▇▇▇"
#: How people write that somebody is the person concerned.
_SELF = frozenset({"betrokkene", "inwoner", "de inwoner", "zelf"})
#: Words of a name that are words of any text.
_PARTICLES = frozenset(
    {"aan", "bij", "den", "der", "des", "het", "las", "los", "onder", "over", "ten", "ter", "van", "von", "voor"}
)
_SHORTEST = 3
#: A plate as it stands in a text: three groups, letters without vowels. A date such as 1-mei-26 is none.
_GROUP = r"(?:[B-DF-HJ-NP-TV-Z]{1,3}|\d{1,3})"
_PLATE = re.compile(rf"(?<![\w-]){_GROUP}-{_GROUP}-{_GROUP}(?![\w-])", re.IGNORECASE)
_PLATE_LENGTH = 6


@dataclass(frozen=True, slots=True)
class Fields:
    """Which fields are about somebody else: `anywhere`, and in the record of a person of whom it does not say who that is.

    Those `of_subjects` are hidden for every subject but the person who asks, and `of_whom_it_is_about` from somebody who stands in
    the case beside the person whom it is about.
    """

    anywhere: frozenset[str] = frozenset({"with_whom", "consented_by", "who", "present", "plate"})
    of_persons: frozenset[str] = frozenset({"description", "recognised_by"})
    of_subjects: frozenset[str] = frozenset({"name", "born_on", "dossier_number"})
    of_whom_it_is_about: frozenset[str] = frozenset({"account", "statement", "circumstances", "circumstances_heeded"})


ALL = Fields()


class Mask:
    """What is left out of one case in a package."""

    def __init__(
        self,
        number: str,
        file: Mapping[str, Any],
        officers: Mapping[str, Mapping[str, Any]],
        words: Iterable[str] = (),
        plates: Collection[str] = (),
        fields: Fields = ALL,
    ) -> None:
        """`number` is the person's own, as it is compared; `officers` are the team's by id; `words` were named by who checked."""
        mine, others = _names(file, number)
        self._own = {part.casefold() for name in mine for part in _parts(name)}
        self._number, self._fields, self._labels = number, fields, labels_of(officers)
        self._self, self._hides = (_SELF, fields.anywhere) if _is_about(file, number) else (frozenset(), _beside(fields))
        named = {*(part for name in others for part in _parts(name)), *words}
        self._words = _pattern(each for each in named if each.casefold() not in self._own)
        self._plates = _plates(plates)
        spoken = _spoken(officers, self._labels)
        self._spoken = {name: label for name, label in spoken.items() if name not in self._own}
        self._full = {body["name"].casefold() for body in officers.values()}
        self._colleagues = _pattern(self._spoken)

    def text(self, said: str) -> str:
        """A text without the words of others; an officer's id or name becomes a number."""
        if said in self._labels:
            return self._labels[said]
        if self._colleagues:
            said = self._colleagues.sub(lambda found: self._colleague(found.group()), said)
        for pattern in filter(None, (self._words, self._plates)):
            said = pattern.sub(BAR, said)
        return _PLATE.sub(lambda found: BAR if _is_plate(found.group()) else found.group(), said)

    def _colleague(self, said: str) -> str:
        """A colleague's number; a part of a name in small letters is a word like any other (bakker, wit)."""
        name = said.casefold()
        return said if said.islower() and name not in self._full else self._spoken.get(name, BAR)

    def value(self, value: Any, name: str = "") -> Any:
        """Anything that stands in a dossier, with others left out."""
        if isinstance(value, str):
            return BAR if name in self._hides and not self._is_self(value) else self.text(value)
        if isinstance(value, Mapping):
            hidden = self._hidden(value, name)
            return {key: BAR if key in hidden else self.value(part, key) for key, part in value.items()}
        if isinstance(value, list | tuple):
            return [self.value(each, name) for each in value]
        return value

    def _is_self(self, value: str) -> bool:
        said = value.strip().casefold()
        return not said or said in self._self or said in self._own

    def _hidden(self, record: Mapping[str, Any], name: str) -> frozenset[str]:
        if name == "subjects" and plain_number(record.get("dossier_number") or "") != self._number:
            return self._fields.of_subjects
        if name == "persons" and str(record.get("label", "")).casefold() not in self._self:
            return self._fields.of_persons
        return frozenset()


def labels_of(officers: Iterable[str]) -> dict[str, str]:
    """What each officer is called in a package, by id: the same in every case."""
    return {each: f"handhaver {at}" for at, each in enumerate(sorted(officers), start=1)}


def plates_in(value: Any) -> Iterator[str]:
    """Every plate that was written down as one."""
    if isinstance(value, Mapping):
        if isinstance(plate := value.get("plate"), str):
            yield plate
        for part in value.values():
            yield from plates_in(part)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from plates_in(each)


def _is_about(file: Mapping[str, Any], number: str) -> bool:
    """Whether the case is about this person, who may also stand in it as somebody's partner or housemate."""
    mine = (each for each in file.get("subjects", ()) if plain_number(each.get("dossier_number") or "") == number)
    return any(each.get("bond", Bond.SUBJECT) == Bond.SUBJECT for each in mine)


def _beside(fields: Fields) -> frozenset[str]:
    return fields.anywhere | fields.of_whom_it_is_about


def _names(file: Mapping[str, Any], number: str) -> tuple[list[str], list[str]]:
    """The person's own names in this file, and those of others."""
    own: list[str] = []
    others: list[str] = []
    for each in file.get("subjects", ()):
        is_own = plain_number(each.get("dossier_number") or "") == number
        (own if is_own else others).append(each["name"])
    return own, others


def _parts(name: str) -> tuple[str, ...]:
    """A name as a whole, and those of its words that tell who it is."""
    words = (each for each in name.split() if len(each) >= _SHORTEST and each.casefold() not in _PARTICLES)
    return (name, *words)


def _spoken(officers: Mapping[str, Mapping[str, Any]], labels: Mapping[str, str]) -> dict[str, str]:
    """How colleagues are named in texts, and what stands there instead; a bar where two share a name."""
    said = [(part.casefold(), labels[each]) for each, body in officers.items() for part in dict.fromkeys(_parts(body["name"]))]
    count = Counter(part for part, _ in said)
    return {part: label if count[part] == 1 else BAR for part, label in said}


def _pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    known = sorted({each.strip() for each in words if each.strip()}, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, known)) + r")(?!\w)", re.IGNORECASE) if known else None


def _plates(plates: Collection[str]) -> re.Pattern[str] | None:
    """The plates that were written down as such, however they are parted in a text."""
    plain = {re.sub(r"[\s-]", "", each) for each in plates}
    known = [r"[\s-]?".join(map(re.escape, each)) for each in sorted(plain) if each]
    return re.compile(r"(?<!\w)(?:" + "|".join(known) + r")(?!\w)", re.IGNORECASE) if known else None


def _is_plate(text: str) -> bool:
    plain = text.replace("-", "")
    return len(plain) == _PLATE_LENGTH and not plain.isdigit() and not plain.isalpha()
