"""Dutch of the pattern: the words that plainly say what a fact is about, and sentences that restate counts."""

from __future__ import annotations

import re

from field_app.rules.pattern.records import Pattern, QuietLine, Sight, SightLine
from field_app.rules.vocabulary import FactKind, Moment

_CAR = r"(?:voertuig|auto|bus|bestelbus|bestelauto|wagen|stationwagen|pick-up|motor|scooter|fiets)"
#: A part of a sentence with one of these says that something was not so.
NOT = re.compile(r"\b(?:niet|geen|niemand|nooit)\b", re.I)

#: By kind: what plain words say, the strongest first. The first table reads parts without a NOT, the second those with one.
SAID: dict[FactKind, tuple[tuple[re.Pattern[str], Sight], ...]] = {
    FactKind.VEHICLE: (
        (re.compile(r"\bvertrek(?:t|ken)\b|\bvertrokken\b|\brijdt weg\b|\bweggereden\b", re.I), Sight.VEHICLE_LEFT),
        (re.compile(r"\bkomt aan\b|\baangekomen\b|\barriveert\b|\bstopt\b|\bparkeert\b|\brijdt (?:de|het|een) \S+ (?:op|in)\b", re.I), Sight.VEHICLE_CAME),
        (re.compile(r"\b(?:oprit|parkeervak|plek) (?:is )?leeg\b|\bafwezig\b", re.I), Sight.VEHICLE_ABSENT),
        (re.compile(r"\bstaat\b|\bstaan\b|\baanwezig\b|\bgeparkeerd\b", re.I), Sight.VEHICLE_THERE),
    ),
    FactKind.LIGHT: (
        (re.compile(r"\blicht\b.*\buit\b", re.I), Sight.LIGHT_OFF),
        (re.compile(r"\blicht\b.*(?:\baan\b(?! de\b| het\b)|\bbrandt\b|\bzichtbaar\b)", re.I), Sight.LIGHT_ON),
    ),
    FactKind.CURTAIN: (
        (re.compile(r"\b\w*(?:gordijn|gordijnen|luxaflex)\b.*\b(?:dicht|omlaag|gesloten)\b", re.I), Sight.CURTAIN_SHUT),
        (re.compile(r"\b\w*(?:gordijn|gordijnen|luxaflex)\b.*\b(?:open|omhoog)\b", re.I), Sight.CURTAIN_OPEN),
    ),
}  # fmt: skip
_PERSON: tuple[tuple[re.Pattern[str], Sight], ...] = (
    (re.compile(r"\bopent\b.*\bsleutel\b", re.I), Sight.KEY_USED),
    (re.compile(r"\bvertrek(?:t|ken)\b|\bvertrokken\b|\b(?:rijdt|fietst|loopt|gaat) weg\b|\bfietst verder\b", re.I), Sight.PERSON_LEFT),
    (re.compile(r"\bverla(?:at|ten)\b|\bkomt (?:de|het) \S+ uit\b|\bkomt naar buiten\b|\bgaat naar buiten\b", re.I), Sight.PERSON_OUT),
    (re.compile(r"\bkomt aan\b|\bkomt thuis\b|\baangekomen\b|\barriveert\b", re.I), Sight.PERSON_CAME),
    (re.compile(r"\bgaat (?:de|het) \S+ (?:binnen|in)\b|\bgaat naar binnen\b", re.I), Sight.PERSON_IN),
    (re.compile(r"\bstapt (?:in\b|op\b)", re.I), Sight.PERSON_BOARDED),
)  # fmt: skip
SAID[FactKind.PERSON] = (*_PERSON, (re.compile(r"\bgezien\b", re.I), Sight.PERSON_SEEN))
SAID[FactKind.ACTIVITY] = _PERSON
SAID_NOT: dict[FactKind, tuple[tuple[re.Pattern[str], Sight], ...]] = {
    FactKind.VEHICLE: (
        (re.compile(rf"\bgeen (?:\w+ )?{_CAR}\b|^\W*(?:(?!in |uit )\S+ ){{0,2}}{_CAR} (?:is )?niet (?:\S+ )?(?:aanwezig|gezien|zichtbaar)\b|\bstaat (?:er )?niet\b", re.I), Sight.VEHICLE_ABSENT),
    ),
    FactKind.PERSON: ((re.compile(r"\b(?:geen|niemand|niet)\b.*\b(?:gezien|zichtbaar|aanwezig)\b", re.I), Sight.PERSON_ABSENT),),
    FactKind.LIGHT: ((re.compile(r"\bgeen licht\b", re.I), Sight.LIGHT_OFF),),
}  # fmt: skip

_SIGHTS = {
    Sight.VEHICLE_LEFT: "voertuig vertrokken",
    Sight.VEHICLE_CAME: "voertuig aangekomen",
    Sight.VEHICLE_ABSENT: "geen voertuig gezien",
    Sight.VEHICLE_THERE: "voertuig aanwezig",
    Sight.VEHICLE: "feit over een voertuig",
    Sight.PERSON_LEFT: "persoon vertrokken",
    Sight.PERSON_OUT: "persoon naar buiten gekomen",
    Sight.PERSON_CAME: "persoon aangekomen",
    Sight.PERSON_IN: "persoon naar binnen gegaan",
    Sight.PERSON_BOARDED: "persoon ingestapt of opgestapt",
    Sight.PERSON_ABSENT: "persoon niet gezien",
    Sight.PERSON_SEEN: "persoon gezien",
    Sight.PERSON: "feit over een persoon",
    Sight.KEY_USED: "deur met sleutel geopend",
    Sight.LIGHT_OFF: "geen licht of licht uit",
    Sight.LIGHT_ON: "licht aan",
    Sight.LIGHT: "feit over licht",
    Sight.CURTAIN_SHUT: "gordijn dicht",
    Sight.CURTAIN_OPEN: "gordijn open",
    Sight.CURTAIN: "feit over een gordijn",
    Sight.MAIL_BINS: "feit over post of containers",
    Sight.SOUND: "feit over geluid",
    Sight.ACTIVITY: "feit over een handeling",
    Sight.WORK: "feit over werk",
}
#: One and more of what was observed, and how a line begins that is only about the moment.
_MOMENTS = {
    Moment.EARLY_MORNING: ("waargenomen ochtend", "waargenomen ochtenden", "Vroege ochtend"),
    Moment.LATE_MORNING: ("waargenomen late ochtend", "waargenomen late ochtenden", "Late ochtend"),
    Moment.AFTERNOON: ("waargenomen middag", "waargenomen middagen", "Middag"),
    Moment.EVENING: ("waargenomen avond", "waargenomen avonden", "Avond"),
    None: ("waargenomen dag buiten de vaste momenten", "waargenomen dagen buiten de vaste momenten", "Buiten de vaste momenten"),
}


def sight(line: SightLine) -> str:
    """`Voertuig vertrokken tussen 05:38 en 06:20 op 6 van 7 waargenomen ochtenden`."""
    when = f"om {line.earliest:%H:%M}" if line.earliest == line.latest else f"tussen {line.earliest:%H:%M} en {line.latest:%H:%M}"
    one, more, _ = _MOMENTS[line.moment]
    said = f"{_SIGHTS[line.sight]} {when} op {line.days} van {line.of} {one if line.of == 1 else more}"
    return said[0].upper() + said[1:] + (f"; {_taken_back(line.withdrawn)}" if line.withdrawn else "")


def quiet(line: QuietLine) -> str:
    """`Avond: 3 keer niets gezien`."""
    what = "kon niet worden gekeken" if line.is_unable else "niets gezien"
    return f"{_MOMENTS[line.moment][2]}: {line.looks} keer {what}"


def withdrawn(pattern: Pattern) -> str:
    """How many entries do not count, empty when all do."""
    said = _taken_back(pattern.withdrawn)
    return f"{said[0].upper()}{said[1:]}." if pattern.withdrawn else ""


def _taken_back(number: int) -> str:
    return "1 ingetrokken regel telt niet mee" if number == 1 else f"{number} ingetrokken regels tellen niet mee"
