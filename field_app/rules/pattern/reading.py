"""What one fact is about: its kind, and what its words plainly say; never what it would mean."""

from __future__ import annotations

import re
from functools import lru_cache

from field_app.rules.look import FactLine, Look
from field_app.rules.pattern.records import PLAIN, Sight
from field_app.rules.pattern.text_nl import NOT, SAID, SAID_NOT
from field_app.rules.vocabulary import FactKind, MomentHours, Slot, slot_of

_PARTS = re.compile(r"[.,;:]")
#: The same few sentences come back again and again.
_REMEMBERED = 1_024


def sight_of(fact: FactLine) -> Sight:
    """The sight that a fact is counted as."""
    return _sight(fact.kind, fact.text)


@lru_cache(_REMEMBERED)
def _sight(kind: FactKind, text: str) -> Sight:
    """The strongest that any part of the sentence says; a part with a "not" in it says only what was not so."""
    parts = _PARTS.split(text)
    said = [each for each in parts if not NOT.search(each)]
    denied = [each for each in parts if NOT.search(each)]
    for table, among in ((SAID, said), (SAID_NOT, denied)):
        for words, sight in table.get(kind, ()):
            if any(words.search(each) for each in among):
                return sight
    return PLAIN[kind]


def slot_in(look: Look, hours: tuple[MomentHours, ...]) -> Slot | None:
    """The day and moment to which a look belongs: those of its plan, else those of the clock; None between moments."""
    return look.slot or slot_of(look.began_at, hours)
