"""The observations that are measured: believable, different from each other, some 556 bytes of content each."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from field_app.rules.commands import RecordObservation
from field_app.rules.look import FactLine, Look
from field_app.rules.vocabulary import Certainty, FactKind, Light, Moment, Result, Sightline, Slot
from field_app.rules.wire import compact, encode

_WORDS = [
    "licht",
    "aan",
    "begane",
    "grond",
    "straatzijde",
    "gordijn",
    "dicht",
    "open",
    "grijze",
    "blauwe",
    "witte",
    "bestelbus",
    "auto",
    "fiets",
    "oprit",
    "motor",
    "uit",
    "draait",
    "man",
    "vrouw",
    "ca",
    "30",
    "40",
    "50",
    "jaar",
    "lang",
    "kort",
    "postuur",
    "donkere",
    "jas",
    "werkkleding",
    "tas",
    "hond",
    "voordeur",
    "sleutel",
    "opent",
    "sluit",
    "stapt",
    "in",
    "rijdt",
    "weg",
    "komt",
    "links",
    "rechts",
    "overzijde",
    "hoek",
    "straat",
    "parkeervak",
    "tuin",
    "schuur",
    "raam",
    "boven",
    "zolder",
    "lamp",
    "hal",
    "keuken",
    "bus",
    "container",
    "post",
    "brievenbus",
    "krant",
]
#: Every look falls in an early morning of this window, as its plan says.
DAYS = 15
FIRST_DAY = date(2026, 11, 2)
_BEGAN = datetime(2026, 11, 2, 4, 5, tzinfo=UTC)


def looks(count: int, cases: int, seed: int = 1, officer: int = 0) -> Iterator[RecordObservation]:
    """`count` looks at `cases` cases; as an officer writes them down."""
    chance = random.Random(seed)  # noqa: S311  # repeatable figures, no secret
    for at in range(count):
        began = _BEGAN + timedelta(days=at % DAYS, milliseconds=chance.randrange(3 * 3_600_000))
        ended = began + timedelta(seconds=chance.randrange(120, 890))
        facts = (_fact(chance, began, ended),)
        yield RecordObservation(
            Look(
                case_id=f"case-{at % cases}",
                began_at=began,
                ended_at=ended,
                place_id=f"place-{at % cases}",
                own_position="openbare weg, overzijde, ca. 30 m",
                is_public_place=True,
                sightline=Sightline.FREE,
                light=Light.DARK,
                result=Result.SEEN,
                is_exculpatory=chance.random() < 0.2,
                shift_id=f"shift-{officer}",
                slot=Slot(began.date(), Moment.EARLY_MORNING),
                facts=facts,
            )
        )


def _fact(chance: random.Random, began: datetime, ended: datetime) -> FactLine:
    words = " ".join(chance.choice(_WORDS) for _ in range(chance.randrange(10, 19)))
    return FactLine(
        began + (ended - began) * chance.random(), chance.choice(list(FactKind)), words.capitalize() + ".", Certainty.SEEN_MYSELF
    )


def size_of(command: RecordObservation) -> int:
    """Bytes of what the officer recorded, before anything is added for the road."""
    return len(compact(encode(command.look)).encode())


if __name__ == "__main__":
    sizes = [size_of(each) for each in looks(2_000, 10)]
    print(sum(sizes) / len(sizes))
