"""Dutch of the forms from a signal to a place on the shared list."""

from __future__ import annotations

from field_app.ui.text_nl.forms import FormWords, Labels

_SUBJECT: Labels = {
    "name": ("Naam", "Alleen wie in het dossier hoort"),
    "bond": ("Hoe hoort deze persoon bij de zaak?", "Alleen wat het dossier zegt. Wat voor relatie iemand heeft, hoort hier niet."),
    "born_on": "Geboortedatum",
    "dossier_number": ("Dossiernummer van de gemeente", "Zo telt een eerdere zaak over dezelfde persoon mee"),
}
_PLACE: Labels = {
    "label": ("Wat is het voor plaats?", "bijvoorbeeld: woning, werkplek"),
    "address": "Adres",
    "district": ("Wijk", "In lijsten staat alleen de wijk, nooit het adres"),
    "viewpoint": ("Vanwaar kunt u kijken?", "bijvoorbeeld: openbare weg, overzijde, ca. 30 m"),
    "is_public_place": "Dat is een openbare plek",
    "sightline": "Zicht vanaf die plek",
    "street_lighting": "Er is straatverlichting",
}


def _under(name: str, labels: Labels) -> dict[str, str | tuple[str, str]]:
    return {f"{name}.{key}": said for key, said in labels.items()}


RECORD_SIGNAL = FormWords(
    "Signaal opschrijven",
    "Signaal vastleggen",
    "Signaal bewaard",
    "Schrijf op wat er binnenkwam, zoals het binnenkwam. Wegen doet u daarna.",
    {
        "source": "Van wie komt het?",
        "received_on": "Binnengekomen op",
        "content": ("Wat is er gemeld?", "In de woorden van de melder, zonder uw oordeel"),
        "reliability": ("Hoe betrouwbaar is het?", "Bij een tip zonder naam weet u dat meestal niet."),
        "is_anonymous": "De melder wil geen naam noemen",
    },
)
DISMISS_SIGNAL = FormWords(
    "Signaal laten rusten",
    "Laten rusten",
    "Het signaal blijft liggen",
    "Niet elk signaal wordt een zaak. Schrijf op waarom dit er geen wordt.",
    {"reason": ("Waarom wordt dit geen zaak?", "bijvoorbeeld: de klantmanager heeft het al opgelost")},
)
OPEN_CASE = FormWords(
    "Zaak openen",
    "Zaak openen",
    "De zaak staat in uw voorraad",
    "De zaak krijgt een schuilnaam en komt in uw eigen voorraad. Er wordt nog niet gekeken.",
    {
        "code_name": ("Schuilnaam", "Zegt niets over de persoon of de straat"),
        "topic": "Waar gaat het over?",
        "subjects": "Persoon",
        "places": "Plaats",
        **_under("subjects", _SUBJECT),
        **_under("places", _PLACE),
    },
)
DESCRIBE_CASE = FormWords(
    "Zaak beschrijven",
    "Beschrijving bewaren",
    "Beschrijving bewaard",
    "U mag tussendoor bewaren. Een plan kan pas als alles is ingevuld.",
    {
        "ask": "De vraag",
        "question": ("Onderzoeksvraag", "Eén vraag die met ja of nee te beantwoorden is"),
        "hypothesis": ("Wat zou er aan de hand kunnen zijn?", "Het vermoeden, in gewone woorden"),
        "counter_hypothesis": ("Wat zou het ook kunnen zijn?", "De onschuldige uitleg: daar zoekt u net zo hard naar"),
        "legal_basis": ("Wettelijke grondslag", "bijvoorbeeld: artikel 53a lid 6 Participatiewet"),
        "lighter": ("Lichtere middelen eerst", "Waarnemen mag pas als iets lichters niet genoeg is (CRVB:2013:785)."),
        "lighter_means": "Lichter middel",
        "lighter_means.mean": "Welk middel?",
        "lighter_means.was_tried": "Is dat geprobeerd?",
        "lighter_means.what": ("Wat kwam eruit, of waarom kan het niet?", "Schrijf op wat u vond of waarom het niet helpt"),
        "around": "Omstandigheden en periode",
        "circumstances": (
            "Omstandigheden en werkafspraken",
            "Wat nodig is om goed met de inwoner om te gaan, geen diagnose",
        ),
        "period_from": "De vraag gaat over de periode vanaf",
        "period_until": "Tot en met",
    },
)
ADD_PLACE = FormWords(
    "Plaats toevoegen",
    "Plaats toevoegen",
    "Plaats toegevoegd",
    "Een plaats telt mee in de meter van deze zaak.",
    _under("place", _PLACE),
)
ADD_SUBJECT = FormWords(
    "Persoon toevoegen",
    "Persoon toevoegen",
    "Persoon toegevoegd",
    "Alleen wie voor de vraag nodig is. Eerder kijken bij dezelfde persoon telt mee in de meter.",
    _under("subject", _SUBJECT),
)
HAND_OVER = FormWords(
    "Zaak overdragen",
    "Zaak overdragen",
    "De zaak is overgedragen",
    "Reden en notitie staan meteen in het dossier. De inwoner hoort van u wie het nieuwe aanspreekpunt is.",
    {
        "to": "Aan wie?",
        "reason": ("Waarom draagt u over?", "bijvoorbeeld: verlof, te veel zaken"),
        "note": ("Wat moet uw collega weten?", "Afspraken, wat loopt er nog, wat is er beloofd"),
    },
)
SET_BUDDY = FormWords(
    "Buddy kiezen",
    "Buddy vastleggen",
    "Buddy vastgelegd",
    "Een buddy leest mee en neemt waar als u er niet bent.",
    {"buddy_id": "Wie is de buddy?"},
)
NOMINATE_CASE = FormWords(
    "Zaak voordragen",
    "Voordragen",
    "De zaak is voorgedragen",
    "Het team bespreekt de voordrachten samen en zet ze in volgorde.",
    {"why": ("Waarom nu deze zaak?", "Wat wordt er beter als deze vraag beantwoord is?")},
)

NO_BUDDY = "Niemand"
