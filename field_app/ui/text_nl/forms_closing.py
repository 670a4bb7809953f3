"""Dutch of the forms at the end: inform, close, keep, destroy, answer for it, and learn."""

from __future__ import annotations

from field_app.ui.text_nl.forms import FormWords

INFORM_RESIDENT = FormWords(
    "Inwoner informeren",
    "Vastleggen dat het gebeurd is",
    "De inwoner is geïnformeerd",
    "De inwoner hoort dat er is gekeken, waarom en wat eruit kwam. Ook als er niets is gevonden.",
    {
        "way": "Hoe is het verteld?",
        "told_on": "Verteld op",
        "letter_id": "Met welke brief?",
        "note": ("Wat is er verteld?", "En hoe de inwoner reageerde"),
    },
)
POSTPONE_INFORMING = FormWords(
    "Informeren uitstellen",
    "Uitstel vastleggen",
    "Het uitstel staat in het dossier",
    "Uitstellen mag alleen als vertellen het doel ernstig zou schaden. Afstellen mag niet.",
    {"until": "Uiterlijk op", "reason": ("Waarom kan het nu niet?", "Wat gaat er mis als de inwoner het nu hoort?")},
)
CLOSE_CASE = FormWords(
    "Zaak sluiten",
    "Zaak sluiten",
    "De zaak is gesloten",
    "De plaats op de lijst komt vrij en de zaak gaat van de telefoons. Er blijft een neutraal verslag.",
    {"retention": "Hoe lang bewaren?", "note": ("Opmerking bij het verslag", "Zonder namen en adressen")},
)
REOPEN_CASE = FormWords(
    "Zaak heropenen",
    "Heropenen",
    "De zaak is weer open",
    "Heropenen kan als er iets nieuws is.",
    {"reason": ("Waarom heropenen?", "Wat is er nieuw?")},
)
PLACE_HOLD = FormWords(
    "Bewaren",
    "Vastleggen",
    "Het dossier blijft bewaard",
    "Zolang dit loopt, wordt het dossier niet vernietigd.",
    {"kind": "Wat loopt er?", "reason": "Toelichting"},
)
LIFT_HOLD = FormWords(
    "Niet langer bewaren",
    "Vastleggen",
    "De bewaarreden is vervallen",
    "Daarna geldt weer de gewone termijn.",
    {"reason": ("Waarom vervalt dit?", "bijvoorbeeld: op het bezwaar is beslist")},
)
RECORD_RULING = FormWords(
    "Uitspraak vastleggen",
    "Vastleggen",
    "De uitspraak staat erbij",
    "Van een uitspraak leert het hele team.",
    {
        "on": "Waarop?",
        "ruling": "Hoe liep het af?",
        "ruled_on": "Datum",
        "lesson": ("Wat leren we ervan?", "Zonder namen"),
    },
)
ASK_DESTRUCTION = FormWords(
    "Vernietigen aanvragen",
    "Aanvragen",
    "Een collega moet dit bevestigen",
    "Vernietigen doen twee mensen samen. Na de bevestiging is de inhoud weg.",
    {"why": ("Waarom nu?", "bijvoorbeeld: de termijn is voorbij")},
)
RECORD_LESSON = FormWords(
    "Les vastleggen",
    "Les vastleggen",
    "De les staat op het bord",
    "Uit het casusoverleg: wat doen we voortaan anders? Zonder namen.",
    {"text": "Wat hebben we geleerd?", "follow_up_on": "Terugkijken op"},
)
FOLLOW_UP_LESSON = FormWords(
    "Terugkijken op een les",
    "Vastleggen",
    "De les is bijgewerkt",
    "",
    {"what": ("Wat is ervan gekomen?", "Doen we het nu anders? Helpt het?")},
)
ASK_ACCESS = FormWords(
    "Inzageverzoek",
    "Verzoek vastleggen",
    "Het inzageverzoek loopt",
    "De inwoner mag zien wat er over hem of haar is vastgelegd. Een collega controleert het pakket.",
    {"dossier_number": "Dossiernummer", "asked_on": "Gevraagd op", "note": ("Opmerking", "Waar gaat het de inwoner om?")},
)
CHECK_ACCESS = FormWords(
    "Inzagepakket controleren",
    "Controle vastleggen",
    "De controle staat erbij",
    "Staat er niets in over anderen? Noem woorden die onleesbaar moeten worden.",
    {
        "is_good": "Is het pakket goed?",
        "masks": ("Woorden over anderen", "Namen, adressen en kentekens van anderen"),
        "note": "Opmerking",
    },
)
IS_GOOD = ("Goed", "Nog niet goed")
