"""Dutch for a broken rule of working time: who, which rule, which hours, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from field_app.rules.working_time import Breach, Rule, Unit

#: A colleague's name by id.
NameOf = Callable[[str], str]

RULES: dict[Rule, str] = {
    Rule.OVERLAP: "twee diensten tegelijk",
    Rule.DAILY_REST: "dagelijkse rust",
    Rule.WEEKLY_REST: "wekelijkse rust",
    Rule.SHIFT_LENGTH: "lengte van een dienst",
    Rule.WEEK_HOURS: "uren per week",
    Rule.AVERAGE_HOURS: "gemiddelde uren",
    Rule.NIGHT_SHIFT: "nachtdienst",
    Rule.BREAK: "pauze",
    Rule.FREE_SUNDAYS: "vrije zondagen",
    Rule.MOMENTS_A_DAY: "momenten op een dag",
    Rule.LATE_THEN_EARLY: "vroeg na een late avond",
    Rule.NOTICE: "op tijd bekend",
}

#: What was found and what is asked, by rule.
_SAID: dict[Rule, str] = {
    Rule.OVERLAP: "van {at} tot {other} dubbel ingedeeld ({found})",
    Rule.DAILY_REST: "{found} rust van {other} tot {at}, nodig is {needed}; korter mag één keer per week",
    Rule.WEEKLY_REST: "hoogstens {found} rust achter elkaar van {at} tot {other}, nodig is {needed}",
    Rule.SHIFT_LENGTH: "{found} werk van {at} tot {other}, hoogstens mag {needed}",
    Rule.WEEK_HOURS: "{found} werk in de week van {day}, hoogstens mag {needed}",
    Rule.AVERAGE_HOURS: "gemiddeld {found} per week van {at} tot {other}, hoogstens mag {needed}",
    Rule.BREAK: "{found} pauze in de dienst van {at} tot {other}, nodig is {needed}",
    Rule.FREE_SUNDAYS: "nog hoogstens {found} vrije zondagen in de 52 weken vanaf {day}, nodig zijn er {needed}",
    Rule.MOMENTS_A_DAY: "{found} momenten op {day}, hoogstens mag {needed}",
    Rule.LATE_THEN_EARLY: "werkt tot {other} en begint om {clock} weer; na zo'n avond niet voor {until}",
    Rule.NOTICE: "{found} van tevoren bekend voor de dienst van {at}, nodig is {needed}",
}
#: Night shifts have many figures; these are told by setting.
_NIGHTS: dict[str, str] = {
    "night_shift_minutes": "{found} werk in de nachtdienst van {at}, hoogstens mag {needed}",
    "long_night_minutes": "{found} werk in de nachtdienst van {at}, bij uitzondering mag hoogstens {needed}",
    "long_night_rest_minutes": "{found} rust na een lange nachtdienst, van {other} tot {at}, nodig is {needed}",
    "long_nights_14_days": "{found} lange nachtdiensten in twee weken, met die van {at} erbij, hoogstens mogen er {needed}",
    "long_nights_52_weeks": "{found} lange nachtdiensten in 52 weken, met die van {at} erbij, hoogstens mogen er {needed}",
    "night_rest_minutes": "{found} rust na een nachtdienst, van {other} tot {at}, nodig is {needed}; korter mag één keer per week",
    "night_series_rest_minutes": "{found} rust na een reeks nachtdiensten, van {other} tot {at}, nodig is {needed}",
    "night_series": "{found} diensten achter elkaar met een nachtdienst erbij, van {at} tot {other}, hoogstens mogen er {needed}",
    "nights_16_weeks": "{found} nachtdiensten in de 16 weken vanaf {day}, hoogstens mogen er {needed}",
    "night_average_minutes": "veel nachtdiensten en gemiddeld {found} per week in de 16 weken vanaf {day}, hoogstens mag {needed}",
}

_LATER = "Laat de dienst van {at} later beginnen of geef die aan een collega."
_FEWER = "Geef een dienst in deze tijd aan een collega."
_SHORTER = "Maak de dienst korter of verdeel het werk over twee mensen."
_NEXT: dict[Rule, str] = {
    Rule.OVERLAP: "Haal een van de twee diensten weg of geef die aan een collega.",
    Rule.DAILY_REST: _LATER,
    Rule.WEEKLY_REST: "Maak in deze tijd een dag met de nacht ervoor en erna vrij.",
    Rule.SHIFT_LENGTH: _SHORTER,
    Rule.WEEK_HOURS: _FEWER,
    Rule.AVERAGE_HOURS: _FEWER,
    Rule.NIGHT_SHIFT: _FEWER,
    Rule.BREAK: "Plan een langere pauze.",
    Rule.FREE_SUNDAYS: "Geef een zondag aan een collega.",
    Rule.MOMENTS_A_DAY: _FEWER,
    Rule.LATE_THEN_EARLY: _LATER,
    Rule.NOTICE: "Overleg met de medewerker en schrijf de reden op.",
}
_NEXT_BY_TERM = {
    "night_shift_minutes": _SHORTER,
    "long_night_minutes": _SHORTER,
    "night_rest_minutes": _LATER,
    "night_series_rest_minutes": _LATER,
    "long_night_rest_minutes": _LATER,
}
_TEAM = "regel van het team"
_DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def sentence(breach: Breach, name_of: NameOf = str) -> str:
    """Two sentences: who breaks which rule by how much, and what to do about it."""
    who = f"{name_of(breach.officer_id)}: " if breach.officer_id else ""
    pattern = _NIGHTS.get(breach.term) or _SAID.get(breach.rule, "{found}, de grens is {needed}, rond {at}")
    advice = _NEXT_BY_TERM.get(breach.term) or _NEXT[breach.rule]
    words = _words(breach)
    return f"{who}{RULES[breach.rule]}: {pattern.format(**words)} ({article(breach)}). {advice.format(**words)}"


def article(breach: Breach) -> str:
    """Where the rule stands: `ATW 5:3`, or that it is the team's own."""
    return _TEAM if breach.article == "team" else breach.article


def _words(breach: Breach) -> dict[str, str]:
    hours, minutes = divmod(breach.at.hour * 60 + breach.at.minute + breach.needed - breach.found, 60)
    return {
        "found": amount(breach.found, breach.unit),
        "needed": amount(breach.needed, breach.unit),
        "at": _moment(breach.at),
        "other": _moment(breach.other) if breach.other else "",
        "day": _day(breach.at),
        "clock": f"{breach.at:%H:%M}",
        "until": f"{hours % 24:02}:{minutes:02}",
    }


def amount(number: int, unit: Unit) -> str:
    """`8 uur`, `7 uur en 30 minuten`, `28 dagen`, or a bare number."""
    if unit is Unit.DAYS:
        return "1 dag" if number == 1 else f"{number} dagen"
    if unit is Unit.COUNT:
        return str(number)
    hours, minutes = divmod(number, 60)
    said = "1 minuut" if minutes == 1 else f"{minutes} minuten"
    return f"{hours} uur en {said}" if hours and minutes else said if minutes else f"{hours} uur"


def _moment(at: datetime) -> str:
    return f"{_day(at)} {at:%H:%M}"


def _day(at: datetime) -> str:
    return f"{_DAYS[at.weekday()]} {at.day} {_MONTHS[at.month - 1]} {at.year}"
