"""Dutch of the monthly meeting."""

from __future__ import annotations

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
