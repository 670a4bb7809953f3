"""Dutch of the forms of photos that are sealed already."""

from __future__ import annotations

from field_app.ui.text_nl.forms import FormWords

BLUR_PHOTO = FormWords(
    "Nog iets afdekken",
    "Afdekken",
    "De vlakken gelden voor iedereen",
    "Wat u hier afdekt, ziet niemand meer. Dit kan niet ongedaan worden gemaakt.",
    {"areas": "Vlakken op de foto", "reason": ("Waarom?", "bijvoorbeeld: een voorbijganger is herkenbaar")},
)
ASK_ORIGINAL = FormWords(
    "Origineel vragen",
    "Vragen",
    "Een meelezer beoordeelt het verzoek",
    "Het origineel toont alles, ook wie er niets mee te maken heeft. Een meelezer beslist. Wie het opent, wordt vastgelegd.",
    {"reason": ("Waarom is het origineel nodig?", "Wat ziet u op de afgedekte foto niet dat de vraag wel beantwoordt?")},
)
ALLOW_ORIGINAL = FormWords(
    "Origineel toestaan",
    "Toestaan",
    "Het origineel is een dag te openen",
    "Is het echt nodig, en kan het niet met minder? Alleen de vrager en u kunnen het origineel openen, een dag lang.",
    {"note": ("Waarom staat u het toe?", "Waarom is de afgedekte foto niet genoeg?")},
)
