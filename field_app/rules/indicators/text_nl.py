"""Dutch of the indicators: their names, their definitions, their values, and the table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from field_app.rules.indicators.records import Figure, Indicator, Unit

NAMES = {
    Indicator.CASES: "Afgesloten zaken",
    Indicator.DAYS_TO_DECISION: "Van signaal tot besluit, middelste",
    Indicator.LONGEST_TO_DECISION: "Van signaal tot besluit, langste",
    Indicator.DAYS_ON_LIST: "Van de lijst tot besluit, middelste",
    Indicator.LONGEST_ON_LIST: "Van de lijst tot besluit, langste",
    Indicator.LOOKS_PER_CASE: "Keren gekeken per zaak, middelste",
    Indicator.MINUTES_PER_CASE: "Minuten gekeken per zaak, middelste",
    Indicator.MOST_LOOKS: "Keren gekeken, meeste in één zaak",
    Indicator.MOST_MINUTES: "Minuten gekeken, meeste in één zaak",
    Indicator.INVITED: "Uitgenodigd voor gesprek",
    Indicator.VISITED: "Huisbezoek",
    Indicator.STOPPED: "Afgebroken",
    Indicator.NO_IRREGULARITY: "Niets aan de hand",
    Indicator.WITHOUT_FOLLOW_UP: "Zonder vervolg",
    Indicator.METER_GREEN: "Meter bleef groen",
    Indicator.METER_AMBER: "Meter werd oranje, niet rood",
    Indicator.METER_RED: "Meter werd rood",
    Indicator.INFORMED_IN_TIME: "Inwoner op tijd geïnformeerd",
    Indicator.ENTERED_LATE: "Regels achteraf opgeschreven",
    Indicator.DISSENTS: "Tweede lezer was het niet eens",
    Indicator.OBJECTIONS_UPHELD: "Bezwaren gegrond",
    Indicator.COMPLAINTS: "Klachten waarop is beslist",
    Indicator.CALLBACKS_IN_TIME: "Teruggebeld binnen de termijn",
}
DEFINITIONS = {
    Indicator.CASES: "Zaken die in dit kwartaal zijn afgesloten.",
    Indicator.DAYS_TO_DECISION: "Kalenderdagen van het eerste signaal tot het definitieve besluit; de middelste waarde (de laagste bij twee).",
    Indicator.LONGEST_TO_DECISION: "Kalenderdagen van het eerste signaal tot het definitieve besluit; de grootste waarde.",
    Indicator.DAYS_ON_LIST: "Kalenderdagen van een plaats op de lijst tot het definitieve besluit; de middelste waarde (de laagste bij twee).",
    Indicator.LONGEST_ON_LIST: "Kalenderdagen van een plaats op de lijst tot het definitieve besluit; de grootste waarde.",
    Indicator.LOOKS_PER_CASE: "Alle keren kijken, ook niets gezien en niet kunnen kijken; de middelste waarde (de laagste bij twee).",
    Indicator.MINUTES_PER_CASE: "Alle minuten kijken van een zaak, een begonnen minuut telt; de middelste waarde (de laagste bij twee).",
    Indicator.MOST_LOOKS: "De zaak waarin het vaakst is gekeken.",
    Indicator.MOST_MINUTES: "De zaak waarin het langst is gekeken, alle keren samen.",
    Indicator.INVITED: "Zaken met als besluit uitnodigen, van alle afgesloten zaken.",
    Indicator.VISITED: "Zaken met als besluit huisbezoek, van alle afgesloten zaken.",
    Indicator.STOPPED: "Zaken die zijn afgebroken, van alle afgesloten zaken.",
    Indicator.NO_IRREGULARITY: "Zaken waarin niets aan de hand was, van alle afgesloten zaken.",
    Indicator.WITHOUT_FOLLOW_UP: "Afgebroken of niets aan de hand, van alle afgesloten zaken.",
    Indicator.METER_GREEN: "Zaken waarin de meter nooit oranje of rood werd.",
    Indicator.METER_AMBER: "Zaken waarin de meter oranje werd en niet rood.",
    Indicator.METER_RED: "Zaken waarin de meter rood werd.",
    Indicator.INFORMED_IN_TIME: "Geïnformeerd voor of op de eerste uiterste dag; uitstel telt niet als op tijd.",
    Indicator.ENTERED_LATE: "Regels die meer dan een half uur na het kijken zijn opgeschreven, van alle keren kijken.",
    Indicator.DISSENTS: "Zaken waarin de tweede lezer het met een besluit niet eens was, van alle afgesloten zaken.",
    Indicator.OBJECTIONS_UPHELD: "Bezwaren die geheel of deels gegrond zijn, van alle beslissingen op bezwaar.",
    Indicator.COMPLAINTS: "Klachten waarop is beslist, over zaken die in dit kwartaal zijn afgesloten.",
    Indicator.CALLBACKS_IN_TIME: "Terugbelverzoeken met een eerste poging binnen de termijn.",
}
NOT_COUNTED = "Medewerkers worden niet vergeleken, en het aantal gestopte uitkeringen is geen maat."
_HUNDRED = 100
_COLUMNS = ("quarter", "code", "version", "name", "value", "of", "unit", "cases", "definition")


def value(each: Figure) -> str:
    """`3 van 4 (75%)`, `23 dagen`, or that there was nothing to count."""
    if each.value is None:
        return "niets te tellen"
    if each.unit is Unit.SHARE:
        return f"{each.value} van {each.of} ({round(each.value * _HUNDRED / each.of)}%)"
    return f"{each.value}{ {Unit.DAYS: ' dagen', Unit.MINUTES: ' minuten'}.get(each.unit, '') }"


def table(found: Iterable[Figure]) -> str:
    """The figures as CSV, with their definitions, so that the numbers can be read years later."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for each in found:
        said = "" if each.value is None else each.value
        writer.writerow(
            (each.quarter, each.indicator.value, each.version, NAMES[each.indicator], said, each.of, each.unit.value, each.cases,
             DEFINITIONS[each.indicator])
        )  # fmt: skip
    return out.getvalue()
