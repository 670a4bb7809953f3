"""Dutch for the field's terms and for days and times: every enum and every date on the screens gets its words here."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from field_app.rules.pattern.records import CellState
from field_app.rules.vocabulary import (
    CaseTopic,
    Certainty,
    FactKind,
    Light,
    Moment,
    Result,
    Sightline,
    UnableReason,
    Vantage,
    local,
)

_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
MOMENTS = {
    Moment.EARLY_MORNING: "Vroege ochtend",
    Moment.LATE_MORNING: "Late ochtend",
    Moment.AFTERNOON: "Middag",
    Moment.EVENING: "Avond",
}
SHORT_MOMENTS = {
    Moment.EARLY_MORNING: "Vroeg",
    Moment.LATE_MORNING: "Laat o.",
    Moment.AFTERNOON: "Middag",
    Moment.EVENING: "Avond",
}
TOPICS = {
    CaseTopic.MAIN_RESIDENCE: "hoofdverblijf",
    CaseTopic.JOINT_HOUSEHOLD: "samenwonen",
    CaseTopic.UNDECLARED_WORK: "niet gemeld werk",
}
RESULTS = {
    Result.SEEN: "Gezien",
    Result.NOTHING_SEEN: "Niets gezien",
    Result.UNABLE: "Kon niet waarnemen",
}
#: The same on a chip, three on one line.
SHORT_RESULTS = {**RESULTS, Result.UNABLE: "Kon niet"}
UNABLE = {
    UnableReason.ROAD_CLOSED: "Weg afgesloten",
    UnableReason.VIEW_BLOCKED: "Zicht geblokkeerd",
    UnableReason.NO_SAFE_SPOT: "Geen veilige plek",
    UnableReason.NOTICED: "Ik werd opgemerkt",
    UnableReason.CALLED_AWAY: "Weggeroepen",
    UnableReason.OTHER: "Anders",
}
SIGHTLINES = {Sightline.FREE: "Vrij zicht", Sightline.PARTLY: "Deels zicht", Sightline.LIMITED: "Beperkt zicht"}
LIGHTS = {Light.DAYLIGHT: "Daglicht", Light.TWILIGHT: "Schemer", Light.DARK: "Donker"}
VANTAGES = {Vantage.IN_VEHICLE: "In de auto", Vantage.ON_FOOT: "Te voet"}
CERTAINTIES = {
    Certainty.SEEN_MYSELF: "Zelf gezien",
    Certainty.RECOGNISED_FROM_PHOTO: "Herkend van foto",
    Certainty.NOT_SURE: "Niet zeker",
}
KINDS = {
    FactKind.PERSON: "persoon",
    FactKind.VEHICLE: "voertuig",
    FactKind.LIGHT: "licht",
    FactKind.CURTAIN: "gordijn",
    FactKind.MAIL_BINS: "post of containers",
    FactKind.SOUND: "geluid",
    FactKind.ACTIVITY: "handeling",
    FactKind.WORK: "werk",
}
CELLS = {
    CellState.SEEN: "gezien",
    CellState.NOTHING_SEEN: "niets gezien",
    CellState.UNABLE: "kon niet",
    CellState.PLANNED: "gepland",
    CellState.MISSED: "niet gelukt",
    CellState.NOT_PLANNED: "niet gepland",
}


def clock(at: datetime) -> str:
    """`06:12` on the wall clock; in the night that an hour comes twice, which of the two."""
    return f"{local(at):%H:%M}{_which(at)}"


def clock_seconds(at: datetime) -> str:
    """`06:12:41` on the wall clock, as `clock`."""
    return f"{local(at):%H:%M:%S}{_which(at)}"


def _which(at: datetime) -> str:
    wall = local(at)
    if wall.replace(fold=0).utcoffset() == wall.replace(fold=1).utcoffset():
        return ""
    return " wintertijd" if wall.fold else " zomertijd"


def full_day(on: date) -> str:
    """`donderdag 19 november`."""
    return f"{_DAYS[on.weekday()]} {on.day} {_MONTHS[on.month - 1]}"


def dated(on: date) -> str:
    """`19 november 2026`, for what is far away."""
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def short_day(on: date) -> str:
    """`do 19 nov`."""
    return f"{_DAYS[on.weekday()][:2]} {on.day} {_month(on)}"


def day_month(on: date) -> str:
    """`27 nov`."""
    return f"{on.day} {_month(on)}"


def month(on: date) -> str:
    """`november`."""
    return _MONTHS[on.month - 1]


def _month(on: date) -> str:
    return "mrt" if on.month == 3 else _MONTHS[on.month - 1][:3]  # noqa: PLR2004 - March is the one month not cut at three


def when(at: datetime, now: datetime) -> str:
    """`05:42` today, `gisteren 19:30`, `ma 16 nov 05:41` before that."""
    on, today = local(at).date(), local(now).date()
    if on == today:
        return clock(at)
    if on == today - timedelta(days=1):
        return f"gisteren {clock(at)}"
    return f"{short_day(on)} {clock(at)}"


def relative_day(on: date, today: date) -> str:
    """`vandaag`, `morgen` or `za 21 nov`."""
    return {0: "vandaag", 1: "morgen"}.get((on - today).days, short_day(on))


def upper_first(text: str) -> str:
    """The text with a capital, the rest as it was."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The text without a capital in front, unless it is an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def count(number: int, one: str, many: str) -> str:
    """`1 zaak`, `4 zaken`."""
    return f"{number} {one if number == 1 else many}"
