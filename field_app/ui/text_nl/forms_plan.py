"""Dutch of the forms of plans: submit, agree, send back, end, and look half-way."""

from __future__ import annotations

from field_app.ui.text_nl.forms import FormWords

SUBMIT_PLAN = FormWords(
    "Plan indienen",
    "Plan indienen",
    "Het plan is ingediend",
    "Vraag om zo weinig momenten als de vraag nodig heeft. Elke keer kijken telt, ook als u niets ziet.",
    {
        "where": "Waar en wanneer",
        "place_id": "Welke plaats?",
        "starts_on": "Begin",
        "mid_check_on": "Tussentoets",
        "ends_on": "Einde",
        "moments": "Welke momenten?",
        "slots": "Momenten van het plan",
        "limits": "Hoeveel hoogstens",
        "looks": "Keren kijken in totaal",
        "minutes": "Minuten in totaal",
        "looks_a_day": "Keren kijken op een dag",
        "minutes_a_look": "Minuten per keer",
        "reasons": "Waarom",
        "why": ("Waarom deze momenten?", "Wat zegt elk moment over de vraag? Waarom kan het niet met minder?"),
        "following_reason": (
            "Is volgen nodig? Zo ja, waarom",
            "Volgen weegt zwaar. Laat dit leeg als er niet wordt gevolgd.",
        ),
        "photos": ("Aantal foto's van voertuigen", "Nooit van personen of naar binnen"),
        "photos_reason": "Waarom zijn foto's nodig?",
        "meter_reason": (
            "Waarom meer kijken dan de meter groen noemt?",
            "Alleen nodig als de meter niet op groen staat, of door dit plan van groen af gaat.",
        ),
        "needs_two": "Er moeten twee collega's samen kijken",
    },
)
APPROVE_PLAN = FormWords(
    "Plan goedkeuren",
    "Goedkeuren",
    "U keurde het plan goed",
    "U staat ervoor in dat dit nodig is, dat het niet lichter kan, en dat het niet te veel is.",
    {"note": ("Opmerking", "Wat moet de zaakeigenaar weten?")},
)
RETURN_PLAN = FormWords(
    "Plan teruggeven",
    "Teruggeven",
    "Het plan is teruggegeven",
    "Zeg wat er anders moet. De zaakeigenaar dient het plan daarna opnieuw in.",
    {"reason": ("Wat moet er anders?", "bijvoorbeeld: minder momenten, eerst bellen")},
)
WITHDRAW_PLAN = FormWords(
    "Plan beëindigen",
    "Plan beëindigen",
    "Het plan is beëindigd",
    "Vanaf nu wordt er onder dit plan niet meer gekeken. Eerder stoppen mag altijd.",
    {"reason": ("Waarom stopt u?", "bijvoorbeeld: de vraag is al beantwoord")},
)
EXPLAIN_METER = FormWords(
    "Meter toelichten",
    "Toelichting vastleggen",
    "De toelichting staat in het dossier",
    "De meter staat niet meer op groen. Schrijf op waarom zo vaak kijken nodig was.",
    {"reason": ("Waarom was zo veel kijken nodig?", "Alleen redenen die met de vraag te maken hebben")},
)
RECORD_MID_CHECK = FormWords(
    "Tussentoets",
    "Tussentoets vastleggen",
    "De tussentoets staat in het dossier",
    "Zitten we nog op het goede spoor? Stoppen is even goed als doorgaan.",
    {
        "goes_on": "Hoe nu verder?",
        "note": ("Wat weten we nu?", "Wat is al duidelijk, en wat kan nog anders zijn?"),
    },
)
GOES_ON = ("Doorgaan met kijken", "Stoppen en besluiten")
