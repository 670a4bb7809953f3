"""Dutch of the access package: what people chose from, as a resident reads it."""

from __future__ import annotations

from enum import StrEnum

from field_app.rules.dossier import words as w
from field_app.rules.meter import Level
from field_app.rules.vocabulary import (
    CaseStatus,
    CaseTopic,
    Certainty,
    FactKind,
    Light,
    Moment,
    Result,
    Sightline,
    UnableReason,
    Vantage,
)

#: By kind of choice, its values in the order in which they are written down.
VALUES: dict[type[StrEnum], tuple[str, ...]] = {
    CaseStatus: (
        "in voorraad", "voorgedragen", "op de lijst, nog zonder plan", "in waarneming", "besluit nodig", "besloten", "afgesloten",
    ),
    CaseTopic: ("waar u woont", "met wie u een huishouden voert", "werk dat niet gemeld is"),
    Moment: ("vroege ochtend", "late ochtend", "middag", "avond"),
    Sightline: ("vrij zicht", "deels zicht", "beperkt zicht"),
    Light: ("daglicht", "schemer", "donker"),
    Result: ("iets gezien", "niets gezien", "kon niet waarnemen"),
    UnableReason: ("weg afgesloten", "zicht geblokkeerd", "geen veilige plek", "werd opgemerkt", "weggeroepen", "anders"),
    Vantage: ("in de auto", "te voet"),
    Certainty: ("zelf gezien", "herkend van een foto", "niet zeker"),
    FactKind: ("persoon", "voertuig", "licht", "gordijn", "post of containers", "geluid", "handeling", "werk"),
    Level: ("groen", "oranje", "rood"),
    w.SignalSource: (
        "klantmanager", "u zelf", "een burger", "een andere instantie", "vergelijking van gegevens", "anders",
    ),
    w.Reliability: ("nagegaan", "aannemelijk", "niet bekend", "twijfelachtig"),
    w.Bond: ("betrokkene", "partner volgens het dossier", "huisgenoot", "andere persoon"),
    w.Mean: ("registers", "het eigen dossier", "bellen", "uitnodigen", "gegevens vragen"),
    w.DecisionKind: (
        "uitnodigen voor een gesprek", "huisbezoek", "stoppen, te weinig informatie", "niets aan de hand", "verlengen",
        "overdragen aan de opsporing",
    ),
    w.Answered: ("ja", "deels", "nee"),
    w.Consent: ("toestemming gegeven", "geweigerd", "er deed niemand open"),
    w.Signed: ("ondertekend", "wilde niet tekenen", "niet gevraagd"),
    w.LetterKind: ("uitnodiging", "vraag om gegevens", "bericht over de waarnemingen", "mededeling"),
    w.Way: ("brief per post", "brief in de bus of afgegeven", "telefoon", "gesprek", "e-mail"),
    w.Item: (
        "adressen", "wie er ingeschreven staan", "loon", "andere uitkeringen", "verzekeringen", "bankafschriften",
        "huurcontract of huurbetaling", "energie en water", "administratie van werk", "agenda", "anders",
    ),
    w.HoldKind: ("bezwaar", "beroep", "klacht", "inzageverzoek"),
    w.RuledOn: ("bezwaar", "beroep", "klacht"),
    w.Ruling: ("inwoner kreeg gelijk", "inwoner kreeg deels gelijk", "inwoner kreeg geen gelijk", "ingetrokken"),
    w.Retention: ("onderzocht", "afgebroken", "boete opgelegd"),
}  # fmt: skip


def value(chosen: StrEnum) -> str:
    """One choice in words."""
    return VALUES[type(chosen)][list(type(chosen)).index(chosen)]
