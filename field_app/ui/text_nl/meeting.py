"""Dutch of the monthly meeting."""

from __future__ import annotations

from field_app.rules.dossier.work_records import Lesson
from field_app.rules.indicators import text_nl as figures_nl
from field_app.rules.indicators.records import Figure, Indicator, Unit
from field_app.rules.vocabulary import local
from field_app.ui.text_nl import words

TITLE = "Casusoverleg"
NOTE = "De lijst, de cijfers van dit kwartaal naast het vorige, en de lessen."
LIST, FIGURES, LESSONS = "De lijst", "Cijfers", "Lessen"
LIST_NONE = "Er staan nu geen zaken op de lijst."
FIGURES_NONE = "Er zijn nog geen zaken afgesloten. De cijfers komen vanzelf."
LESSONS_NONE = "Nog geen lessen. Schrijf op wat de volgende keer anders moet, met een dag om erop terug te komen."
NEW_LESSON, FOLLOW_UP = "Nieuwe les", "Wat is ervan gekomen?"
SHOW_DEFINITIONS, HIDE_DEFINITIONS = "Toon wat er geteld wordt", "Verberg uitleg"
EXPORT, EXPORTED, NOT_EXPORTED = "Bewaar als tabel", "Tabel bewaard", "Niet bewaard"
FILE_NAME = "casusoverleg.csv"
BEFORE = "vorig kwartaal"
#: The figures in the order in which they are talked about; a test holds that none is left out.
GROUPS: tuple[tuple[str, tuple[Indicator, ...]], ...] = (
    (
        "Doorlooptijd",
        (
            Indicator.CASES,
            Indicator.DAYS_TO_DECISION,
            Indicator.LONGEST_TO_DECISION,
            Indicator.DAYS_ON_LIST,
            Indicator.LONGEST_ON_LIST,
        ),
    ),
    (
        "Uitkomst",
        (Indicator.INVITED, Indicator.VISITED, Indicator.STOPPED, Indicator.NO_IRREGULARITY, Indicator.WITHOUT_FOLLOW_UP),
    ),
    (
        "Kijken",
        (
            Indicator.LOOKS_PER_CASE,
            Indicator.MOST_LOOKS,
            Indicator.MINUTES_PER_CASE,
            Indicator.MOST_MINUTES,
            Indicator.METER_GREEN,
            Indicator.METER_AMBER,
            Indicator.METER_RED,
        ),
    ),
    (
        "Zorgvuldigheid",
        (
            Indicator.INFORMED_IN_TIME,
            Indicator.ENTERED_LATE,
            Indicator.DISSENTS,
            Indicator.OBJECTIONS_UPHELD,
            Indicator.COMPLAINTS,
            Indicator.CALLBACKS_IN_TIME,
        ),
    ),
)


def figure(each: Figure) -> str:
    """A figure with the number of cases behind it: `20 dagen (4 zaken)`. A share says so itself."""
    said = figures_nl.value(each)
    if each.value is None or each.unit is Unit.SHARE or each.indicator is Indicator.CASES:
        return said
    return f"{said} ({words.count(each.of, 'zaak', 'zaken')})"


def follow_up(each: Lesson) -> str:
    """When the team looks back at a lesson, or did."""
    if each.followed_up_at:
        return f"teruggekeken op {words.full_day(local(each.followed_up_at).date())}"
    return f"terugkijken op {words.full_day(each.follow_up_on)}"
