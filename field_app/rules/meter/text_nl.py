"""Dutch for the meter: the levels, why a limit was passed with the figures, and all that courts count, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from field_app.rules.meter.records import Cause, Level, Measure, MomentCount, Reached, Reason
from field_app.rules.vocabulary import Moment, local

LEVELS: dict[Level, str] = {Level.GREEN: "groen", Level.AMBER: "oranje", Level.RED: "rood"}

CAUSES: dict[Cause, str] = {
    Cause.LOOKS: "aantal keer gekeken",
    Cause.AVERAGE: "gemiddeld per dag",
    Cause.DAY: "aantal keer op één dag",
    Cause.LENGTH: "duur van één keer",
    Cause.SPAN: "periode",
    Cause.FOLLOWING: "volgen",
    Cause.PHOTOS: "foto's",
}

MOMENTS: dict[Moment | None, str] = {
    Moment.EARLY_MORNING: "vroege ochtend",
    Moment.LATE_MORNING: "late ochtend",
    Moment.AFTERNOON: "middag",
    Moment.EVENING: "avond",
    None: "tussen deze momenten",
}

_FOUND: dict[Cause, str] = {
    Cause.LOOKS: "{found} keer gekeken",
    Cause.AVERAGE: "gemiddeld {found} keer per dag ({looks} keer in {days})",
    Cause.DAY: "{found} keer gekeken op één dag",
    Cause.LENGTH: "één keer {found} gekeken",
    Cause.SPAN: "{days} van de eerste tot en met de laatste keer",
    Cause.FOLLOWING: "{found} keer gevolgd",
    Cause.PHOTOS: "{found}",
}
#: The limit that was passed: amber begins above green, red above a number or from a number.
_GREEN_UP_TO, _RED_ABOVE, _RED_FROM = "groen tot en met {limit}", "rood boven {limit}", "rood vanaf {limit}"
_RED: dict[Cause, str] = {
    Cause.LOOKS: _RED_ABOVE,
    Cause.AVERAGE: _RED_FROM,
    Cause.LENGTH: _RED_FROM,
    Cause.SPAN: _GREEN_UP_TO,
    Cause.FOLLOWING: _RED_FROM,
    Cause.PHOTOS: "goedgekeurd in het plan: {limit}",
}
_WITHOUT_FOLLOWING = "groen is zonder volgen"
_DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_TENTH = 10
_LESS_THAN_A_TENTH = "minder dan 0,1"


def summary(measure: Measure) -> str:
    """All figures that courts list, and when amber and red were reached and why; a sentence or two on each line."""
    return "\n".join(_lines(measure))


def _lines(measure: Measure) -> Iterator[str]:
    if not (measure.first_at and measure.last_at):
        yield "Er is nog niet gekeken."
        return
    first, last = day(measure.first_at), day(measure.last_at)
    yield f"Gekeken: {measure.looks} keer, op {_counted(measure.days, 'dag', 'dagen')}."
    yield f"Periode: {first} tot en met {last}, {_counted(measure.span_days, 'dag', 'dagen')}."
    yield (
        f"Duur: samen {_minutes(measure.minutes)}. De helft duurde hoogstens {_minutes(measure.minutes_median)}, "
        f"de langste keer {_minutes(measure.minutes_longest)}."
    )
    yield f"Deel van de dag: {', '.join(_moment(each) for each in measure.by_moment if each.looks)}."
    yield f"Foto's: {measure.photos}. Gevolgd: {measure.followings} keer."
    yield f"Niet kunnen waarnemen: {measure.unable} keer{', en dat telt mee' if measure.unable else ''}."
    yield f"De meter staat op {LEVELS[measure.level]}."
    yield from (reached(each) for each in (measure.amber, measure.red) if each)


def reached(each: Reached) -> str:
    """When a level was reached and why: `Oranje sinds keer 21, op ma 2 nov 2026 om 05:10: 21 keer gekeken, groen tot en met 20`."""
    name = LEVELS[each.level].capitalize()
    at = local(each.began_at)
    return f"{name} sinds keer {each.look}, op {day(at)} om {at:%H:%M}: {'; '.join(map(reason, each.reasons))}."


def reason(each: Reason) -> str:
    """`21 keer gekeken, groen tot en met 20`: what was found, and the limit that it passed."""
    pattern = _GREEN_UP_TO if each.level is Level.AMBER else _RED.get(each.cause, _RED_ABOVE)
    if each.cause is Cause.FOLLOWING and not each.limit:
        pattern = _WITHOUT_FOLLOWING
    return f"{_FOUND[each.cause].format(**_words(each))}, {pattern.format(limit=_limit(each))}"


def average(looks: int, days: int) -> str:
    """Looks a day: `1,6`; a whole number only when it is one, else `bijna 3` or `ruim 2`."""
    tenths = (2 * _TENTH * looks + days) // (2 * days) if days else 0
    whole, rest = divmod(tenths, _TENTH)
    if rest or not tenths:
        return f"{whole},{rest}" if rest else _LESS_THAN_A_TENTH if looks else "0"
    word = "" if looks == whole * days else "bijna " if looks < whole * days else "ruim "
    return f"{word}{whole}"


def day(at: datetime) -> str:
    """`ma 2 nov 2026`, the day in Amsterdam."""
    on = local(at)
    return f"{_DAYS[on.weekday()]} {on.day} {_MONTHS[on.month - 1]} {on.year}"


def _words(each: Reason) -> dict[str, str]:
    found = str(each.found)
    if each.cause is Cause.AVERAGE:
        found = average(each.looks, each.days)
    elif each.cause is Cause.LENGTH:
        found = _length(each.found)
    elif each.cause is Cause.PHOTOS:
        found = _counted(each.found, "foto", "foto's")
    return {"found": found, "looks": str(each.looks), "days": _counted(each.days or each.found, "dag", "dagen")}


def _limit(each: Reason) -> str:
    if each.cause is Cause.AVERAGE:
        whole, rest = divmod(each.limit, 100)
        return f"{whole},{rest:02}".rstrip("0").rstrip(",")
    if each.cause is Cause.LENGTH:
        return _length(each.limit)
    return str(each.limit) if each.limit or each.cause is not Cause.PHOTOS else "geen"


def _length(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return _minutes(minutes) + (f" en {_counted(rest, 'seconde', 'seconden')}" if rest else "")


def _moment(each: MomentCount) -> str:
    return f"{MOMENTS[each.moment]} {each.looks}"


def _minutes(number: int) -> str:
    return _counted(number, "minuut", "minuten")


def _counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
