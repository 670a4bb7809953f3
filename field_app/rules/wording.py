"""The wording check: points at conclusions and special personal data in a text, and never blocks (AVG 9; Awb 3:2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from field_app.rules import text_nl


class Concern(StrEnum):
    """Why a word deserves a second look."""

    CONCLUSION = "CONCLUSION"
    SPECIAL_DATA = "SPECIAL_DATA"
    ABSENCE = "ABSENCE"
    TECHNICAL_MEANS = "TECHNICAL_MEANS"
    JUDGEMENT = "JUDGEMENT"


@dataclass(frozen=True, slots=True)
class Hint:
    """A word as it stands in the text, why it deserves a second look, and how a fact would read."""

    word: str
    concern: Concern
    advice: str


_PATTERNS = [
    (Concern(name), re.compile(r"\b(?:" + "|".join(words) + r")\b", re.IGNORECASE), advice)
    for name, (words, advice) in text_nl.WORDING.items()
]


def hints(text: str) -> tuple[Hint, ...]:
    """What in this text reads as a conclusion or says what does not belong in it, in order of appearance."""
    found = [
        (match.start(), Hint(match.group(), concern, advice))
        for concern, pattern, advice in _PATTERNS
        for match in pattern.finditer(text)
    ]
    return tuple(hint for _, hint in sorted(found, key=lambda pair: pair[0]))
