"""Dutch of the forms of the work besides observing: findings, following, letters, calls and requests for information."""

from __future__ import annotations

from field_app.ui.text_nl.forms import FormWords
from field_app.ui.text_nl.forms_decision import FACTS

RECORD_FINDING = FormWords(
    "Bevinding uit een systeem",
    "Bevinding vastleggen",
    "De bevinding staat in het dossier",
    "Alleen wat de vraag nodig heeft. Neem geen kopie over uit een register.",
    {
        "system": ("Welk systeem?", "bijvoorbeeld: BRP, Suwinet"),
        "consulted_at": "Geraadpleegd om",
        "ground": ("Waarom mocht u kijken?", "De wettelijke taak en waarom het voor deze vraag nodig is"),
        "finding": ("Wat staat er?", "Kort, en alleen over de vraag"),
        "is_exculpatory": "Pleit dit tegen het vermoeden?",
    },
)
RECORD_FOLLOWING = FormWords(
    "Volgactie",
    "Volgactie vastleggen",
    "De volgactie staat in het dossier",
    "Volgen weegt zwaar en telt mee in de meter. Leg vast waar het begon, waar het stopte en waarom.",
    {
        "began_at": "Begonnen om",
        "ended_at": "Gestopt om",
        "began_where": ("Waar begon het?", "Straat of plek op de openbare weg"),
        "stopped_where": "Waar stopte het?",
        "stopped_why": ("Waarom stopte u?", "bijvoorbeeld: bestemming bereikt, zicht verloren"),
        "is_exculpatory": "Dit pleit tegen het vermoeden",
        "late_reason": ("Schrijft u dit later op? Waarom", "Alleen als er meer dan een half uur tussen zit"),
        **FACTS,
    },
)
WRITE_LETTER = FormWords(
    "Brief schrijven",
    "Brief bewaren",
    "De brief staat in het dossier",
    "Een brief zegt waarom u schrijft, wat u wilt bereiken en wie de inwoner kan bellen. Bel liever eerst.",
    {
        "kind": "Wat voor brief?",
        "reason": ("Aanleiding", "In één of twee zinnen, in gewone taal"),
        "purpose": ("Doel", "Wat gebeurt er met het antwoord?"),
        "contact_id": "Wie is het aanspreekpunt?",
        "meets_at": ("Afspraak op", "De inwoner mag altijd een ander moment vragen."),
        "text": ("Tekst van de brief", "Laat de app een tekst voorstellen en pas die aan"),
    },
)
SEND_LETTER = FormWords(
    "Brief versturen",
    "Verzending vastleggen",
    "De verzending staat in het dossier",
    "Zelf bezorgen mag alleen om de brief te bezorgen: niet naar binnen, niet rondkijken. Het telt als een keer kijken.",
    {
        "way": "Hoe gaat de brief weg?",
        "sent_on": "Verstuurd op",
        "by_hand.began_at": "Aan de deur om",
        "by_hand.ended_at": "Weer weg om",
        "by_hand.seen": ("Wat was aan de deur te zien?", "Alleen wat iedere bezorger ziet"),
    },
)
RECORD_CALL = FormWords(
    "Telefoongesprek",
    "Gesprek vastleggen",
    "Het telefoongesprek staat in het dossier",
    "Leg ook vast dat u belde en niemand kreeg.",
    {
        "called_at": "Gebeld om",
        "with_whom": ("Met wie?", "bijvoorbeeld: de inwoner, de klantmanager"),
        "was_reached": "Kreeg u deze persoon te spreken?",
        "said": ("Wat is er gezegd?", "Zo letterlijk mogelijk"),
    },
)
ASK_CALLBACK = FormWords(
    "Terugbelverzoek",
    "Terugbelverzoek vastleggen",
    "Het terugbelverzoek loopt",
    "Iemand wil gebeld worden. Binnen 48 uur belt u, of een collega, terug.",
    {
        "asked_at": "Gevraagd om",
        "who": ("Wie wil gebeld worden?", "Naam en telefoonnummer, zoals opgegeven"),
        "about": "Waar gaat het over?",
        "by": "Wie belt terug?",
    },
)
MYSELF = "Ik zelf"
TRY_CALLBACK = FormWords(
    "Teruggebeld",
    "Poging vastleggen",
    "De poging staat erbij",
    "",
    {"called_at": "Gebeld om", "was_reached": "Kreeg u deze persoon te spreken?", "note": "Wat kwam eruit?"},
)
PASS_CALLBACK = FormWords(
    "Terugbellen doorgeven",
    "Doorgeven",
    "Het terugbelverzoek is doorgegeven",
    "De 48 uur lopen door.",
    {"to": "Aan wie?", "reason": ("Waarom?", "bijvoorbeeld: verlof")},
)
CLOSE_CALLBACK = FormWords(
    "Terugbelverzoek afsluiten",
    "Afsluiten",
    "Het terugbelverzoek is afgesloten",
    "Sluit pas af na het gesprek, of na genoeg pogingen op verschillende momenten.",
    {"why": ("Waarom belt u niet meer?", "bijvoorbeeld: twee keer gebeld, daarna een brief gestuurd")},
)
ASK_INFORMATION = FormWords(
    "Gegevens vragen",
    "Vraag vastleggen",
    "De vraag staat in het dossier",
    "Vraag alleen wat u nodig hebt en nergens anders kunt vinden. Elk stuk heeft een reden en een periode.",
    {
        "items": "Stuk",
        "items.item": "Wat vraagt u?",
        "items.why": ("Waarom is dit nodig?", "Voor welk deel van de vraag?"),
        "items.period_from": "Over de periode vanaf",
        "items.period_until": "Tot en met",
        "items.note": ("Toelichting", "bijvoorbeeld: bedragen mogen onleesbaar zijn"),
        "due_on": ("Uiterlijk op", "Geef genoeg tijd"),
    },
)
RECEIVE_INFORMATION = FormWords(
    "Gegevens ontvangen",
    "Ontvangst vastleggen",
    "De ontvangst staat in het dossier",
    "De stukken zelf blijven in het dossier van de gemeente. Hier staat alleen wat er binnenkwam.",
    {"received_on": "Ontvangen op", "what": "Wat kwam er binnen?", "is_complete": "Is alles er nu?"},
)
