"""Dutch for why somebody may not have a shift: the rule with its hours and article, leave, or a car too many."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from field_app.rules import text_nl as rules_nl
from field_app.rules.fitness import Obstacle
from field_app.rules.refusals import Code
from field_app.rules.vocabulary import local
from field_app.ui.text_nl import words

Names = Mapping[str, str]
_HOUR = 60
#: For each rule: what was found, what is asked, with `{at}` the moment around which it is broken.
_RULES = {
    "daily-rest": "{found} rust {around}, {needed} nodig",
    "weekly-rest": "{found} rust in de week van {day}, {needed} nodig",
    "shift-length": "{found} op een dag ({day}), hoogstens {needed}",
    "week-hours": "{found} in de week van {day}, hoogstens {needed}",
    "average-hours": "gemiddeld {found} in de week rond {day}, hoogstens {needed}",
    "night-shift": "nachtdienst rond {day}: {found}, de grens is {needed}",
    "free-sundays": "{found} vrije zondagen in een jaar, {needed} nodig",
    "overlap": "rijdt dan al ({at})",
    "break": "{found} pauze op {day}, {needed} nodig",
    "notice": "{found} van tevoren, {needed} nodig",
    "moments-a-day": "{found} momenten op {day}, hoogstens {needed}",
    "late-then-early": "vroeg na een late avond ({at})",
}
RULES = {
    "daily-rest": "de dagelijkse rust",
    "weekly-rest": "de wekelijkse rust",
    "shift-length": "de langste dienst",
    "week-hours": "de uren per week",
    "average-hours": "de gemiddelde uren",
    "night-shift": "de nachtdiensten",
    "free-sundays": "de vrije zondagen",
    "overlap": "twee diensten tegelijk",
    "break": "de pauzes",
    "notice": "de tijd van tevoren",
    "moments-a-day": "de momenten op een dag",
    "late-then-early": "vroeg na een late avond",
    "on-leave": "afwezigheid",
    "coverage": "te weinig mensen voor het minimum",
}


def reason(obstacle: Obstacle, names: Names) -> str:
    """`Ruben: 8 uur rust rond vr 20 nov 23:00, 11 uur nodig (ATW 5:3)`."""
    said = about(obstacle.code.value, obstacle.details)
    name = names.get(str(obstacle.details.get("officer_id", "")), "")
    return f"{name}: {said}" if name else words.upper_first(said)


def reasons(obstacles: tuple[Obstacle, ...], names: Names, most: int = 3) -> list[str]:
    """The first reasons, each once."""
    unfit = any(each.code is Code.SHIFT_UNFIT for each in obstacles)  # says the same as an overlap, in plainer words
    told = [each for each in obstacles if not (unfit and each.details.get("rule") == "overlap")]
    return list(dict.fromkeys(reason(each, names) for each in told))[:most]


def about(code: str, details: Mapping[str, Any]) -> str:
    """What stands in the way, without the name."""
    at = _moment(details.get("at"))
    match code:
        case Code.WORKING_TIME:
            return working_time(details)
        case Code.ON_LEAVE:
            return f"dan afwezig ({words.short_day(local(at).date())})" if at else "dan afwezig"
        case Code.SHIFT_UNFIT:
            return f"rijdt dan al, of dit wordt te veel op een dag ({_day(details.get('on'))})"
        case Code.CASE_CONFLICT:
            return "mag niet aan een van de zaken van deze dienst werken"
    return words.lower_first(rules_nl.refusal(code))


def working_time(details: Mapping[str, Any]) -> str:
    """A broken rule of the working-time law with its figures and its article."""
    at, other = _moment(details.get("at")), _moment(details.get("other"))
    pattern = _RULES.get(str(details.get("rule")), "{found}, de grens is {needed} (rond {day})")
    unit = str(details.get("unit", ""))
    said = pattern.format(
        found=amount(details.get("found"), unit),
        needed=amount(details.get("needed"), unit),
        at=_when(at),
        around=f"na {_when(other)}" if other else f"voor {_when(at)}",
        day=words.short_day(local(at).date()) if at else "dan",
    )
    return f"{said} ({article(str(details.get('article', '')))})"


def _when(at: datetime | None) -> str:
    return f"{words.short_day(local(at).date())} {words.clock(at)}" if at else "dan"


def article(named: str) -> str:
    """`ATW 5:3`, also where only the number was given; a rule of the house is the team's."""
    if named == "team":
        return "afspraak van het team"
    return f"ATW {named}" if named[:1].isdigit() else named or "ATW"


def amount(number: object, unit: str) -> str:
    """`8 uur`, `8 uur 30 min`, `12 dagen` or a bare number."""
    try:
        value = int(str(number))
    except ValueError:
        return str(number)
    if unit.startswith("MINUTE"):
        hours, minutes = divmod(value, _HOUR)
        return f"{hours} uur {minutes} min" if minutes else f"{hours} uur"
    names = {"HOURS": ("uur", "uur"), "DAYS": ("dag", "dagen"), "SHIFTS": ("dienst", "diensten")}
    return words.count(value, *names[unit]) if unit in names else str(value)


def _moment(at: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(at))
    except ValueError:
        return None
    return found if found.tzinfo else None


def _day(on: object) -> str:
    try:
        return words.short_day(date.fromisoformat(str(on)))
    except ValueError:
        return "die dag"
