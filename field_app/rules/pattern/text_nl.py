"""Dutch of the pattern: the words that tell a movement, and sentences that restate counts."""

from __future__ import annotations

import re

from field_app.rules.pattern.records import Pattern, QuietLine, Sight, SightLine
from field_app.rules.vocabulary import Moment

#: Words of a fact that say that something or somebody left or came.
LEFT = re.compile(
    r"\b(?:vertrek(?:t|ken)|vertrokken|rijdt weg|weggereden|verlaat|verlaten|gaat weg|komt de woning uit|komt naar buiten)\b", re.I
)
CAME = re.compile(r"\b(?:komt aan|aangekomen|rijdt .{0,24}op\b|arriveert|gaat (?:de woning |naar )binnen|stapt uit)", re.I)

_SIGHTS = {
    Sight.VEHICLE_LEFT: "voertuig vertrokken",
    Sight.VEHICLE_CAME: "voertuig aangekomen",
    Sight.VEHICLE_THERE: "voertuig gezien",
    Sight.PERSON_LEFT: "persoon vertrokken",
    Sight.PERSON_CAME: "persoon aangekomen",
    Sight.PERSON_THERE: "persoon gezien",
    Sight.LIGHT: "iets over licht genoteerd",
    Sight.CURTAIN: "iets over gordijnen genoteerd",
    Sight.MAIL_BINS: "iets over post of container genoteerd",
    Sight.SOUND: "geluid gehoord",
    Sight.ACTIVITY: "activiteit gezien",
    Sight.WORK: "werk gezien",
}
_MOMENTS = {
    Moment.EARLY_MORNING: ("vroege ochtend", "ochtenden"),
    Moment.LATE_MORNING: ("late ochtend", "late ochtenden"),
    Moment.AFTERNOON: ("middag", "middagen"),
    Moment.EVENING: ("avond", "avonden"),
    None: ("tussen de momenten", "keren tussen de momenten"),
}


def sight(line: SightLine) -> str:
    """`Voertuig vertrokken tussen 05:38 en 06:20 op 6 van 7 waargenomen ochtenden`."""
    when = f"om {line.earliest:%H:%M}" if line.earliest == line.latest else f"tussen {line.earliest:%H:%M} en {line.latest:%H:%M}"
    one, more = _MOMENTS[line.moment]
    days = more if line.of != 1 else one
    said = f"{_SIGHTS[line.sight]} {when} op {line.days} van {line.of} waargenomen {days}"
    return said[0].upper() + said[1:]


def quiet(line: QuietLine) -> str:
    """`Avond: 3 keer niets gezien`."""
    name = _MOMENTS[line.moment][0]
    what = "kon niet worden gekeken" if line.is_unable else "niets gezien"
    return f"{name[0].upper()}{name[1:]}: {line.looks} keer {what}"


def withdrawn(pattern: Pattern) -> str:
    """How many entries do not count, empty when all do."""
    return f"{pattern.withdrawn} ingetrokken regels tellen hier niet mee." if pattern.withdrawn else ""
