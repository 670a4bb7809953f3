"""Dutch for what people choose from in casework: every value of the dossier's words gets its own, short enough for a chip."""

from __future__ import annotations

from field_app.rules.dossier.words import (
    Answered,
    Bond,
    Consent,
    DecisionKind,
    HoldKind,
    Item,
    LetterKind,
    Mean,
    Reliability,
    Retention,
    RuledOn,
    Ruling,
    SignalSource,
    Signed,
    Way,
)
from field_app.rules.vocabulary import CaseStatus

SOURCES = {
    SignalSource.CASEWORKER: "Klantmanager",
    SignalSource.RESIDENT: "De inwoner zelf",
    SignalSource.CITIZEN: "Een andere burger",
    SignalSource.OTHER_AUTHORITY: "Andere instantie",
    SignalSource.DATA_COMPARISON: "Vergelijking van gegevens",
    SignalSource.OTHER: "Anders",
}
RELIABILITIES = {
    Reliability.CHECKED: "Nagegaan",
    Reliability.PLAUSIBLE: "Aannemelijk",
    Reliability.UNKNOWN: "Niet bekend",
    Reliability.DOUBTFUL: "Twijfelachtig",
}
BONDS = {
    Bond.SUBJECT: "Betrokkene",
    Bond.PARTNER: "Partner volgens dossier",
    Bond.HOUSEMATE: "Huisgenoot",
    Bond.OTHER: "Andere persoon",
}
MEANS = {
    Mean.REGISTERS: "Registers",
    Mean.FILE: "Het eigen dossier",
    Mean.CALL: "Bellen",
    Mean.INVITATION: "Uitnodigen",
    Mean.INFORMATION_REQUEST: "Gegevens vragen",
}
DECISIONS = {
    DecisionKind.INVITE: "Uitnodigen voor gesprek",
    DecisionKind.HOME_VISIT: "Huisbezoek",
    DecisionKind.STOP_INSUFFICIENT: "Afbreken",
    DecisionKind.NO_IRREGULARITY: "Niets aan de hand",
    DecisionKind.EXTEND: "Verlengen",
    DecisionKind.HANDOVER_CRIMINAL: "Overdragen aan opsporing",
}
#: What each outcome means, under its name.
DECISION_NOTES = {
    DecisionKind.INVITE: "Genoeg informatie om aan de inwoner voor te leggen",
    DecisionKind.HOME_VISIT: "Vraagt een redelijke grond en toestemming aan de deur",
    DecisionKind.STOP_INSUFFICIENT: "Onvoldoende informatie",
    DecisionKind.NO_IRREGULARITY: "Het signaal klopt niet; de inwoner hoort het, waarnemingen worden later vernietigd",
    DecisionKind.EXTEND: "Nog een korte periode kijken; vraagt een nieuw plan en een nieuw akkoord",
    DecisionKind.HANDOVER_CRIMINAL: "Een ander spoor; het dossier staat vanaf dan vast",
}
ANSWERED = {Answered.YES: "Ja", Answered.PARTLY: "Deels", Answered.NO: "Nee"}
CONSENTS = {
    Consent.GIVEN: "Toestemming gegeven",
    Consent.REFUSED: "Geweigerd",
    Consent.NOBODY_HOME: "Er deed niemand open",
}
SIGNED = {Signed.YES: "Ondertekend", Signed.REFUSED: "Wilde niet tekenen", Signed.NOT_ASKED: "Niet gevraagd"}
LETTERS = {
    LetterKind.INVITATION: "Uitnodiging",
    LetterKind.INFORMATION_REQUEST: "Gegevens vragen",
    LetterKind.INFORMING: "Informeren na waarneming",
    LetterKind.NOTICE: "Mededeling",
}
WAYS = {
    Way.LETTER: "Brief per post",
    Way.BY_HAND: "Brief in de bus of afgegeven",
    Way.CALL: "Telefoon",
    Way.TALK: "Gesprek",
    Way.MAIL: "E-mail",
}
ITEMS = {
    Item.ADDRESSES: "Adressen",
    Item.HOUSEHOLD: "Wie er ingeschreven staan",
    Item.WAGES: "Loon",
    Item.BENEFITS: "Andere uitkeringen",
    Item.INSURANCE: "Verzekeringen",
    Item.BANK_STATEMENTS: "Bankafschriften",
    Item.RENT: "Huurcontract of huurbetaling",
    Item.ENERGY: "Energie en water",
    Item.ADMINISTRATION: "Administratie van werk",
    Item.DIARY: "Agenda",
    Item.OTHER: "Anders",
}
#: Where that already stands, which is why nobody is asked for it (Pw 53a lid 1).
IN_REGISTER = {
    Item.ADDRESSES: "Adressen staan in de BRP: vraag ze niet aan de inwoner.",
    Item.HOUSEHOLD: "Wie er ingeschreven staan, staat in de BRP: vraag het niet aan de inwoner.",
    Item.WAGES: "Loon staat in de polisadministratie: vraag het niet aan de inwoner.",
    Item.BENEFITS: "Andere uitkeringen staan in de polisadministratie: vraag ze niet aan de inwoner.",
    Item.INSURANCE: "Verzekeringen staan in de verzekerdenadministratie: vraag ze niet aan de inwoner.",
}
HOLDS = {
    HoldKind.OBJECTION: "Bezwaar",
    HoldKind.APPEAL: "Beroep",
    HoldKind.COMPLAINT: "Klacht",
    HoldKind.ACCESS_REQUEST: "Inzageverzoek",
}
RULED_ON = {RuledOn.OBJECTION: "Bezwaar", RuledOn.APPEAL: "Beroep", RuledOn.COMPLAINT: "Klacht"}
RULINGS = {
    Ruling.UPHELD: "Inwoner kreeg gelijk",
    Ruling.PARTLY_UPHELD: "Deels gelijk",
    Ruling.DISMISSED: "Geen gelijk",
    Ruling.WITHDRAWN: "Ingetrokken",
}
RETENTIONS = {Retention.CHECKED: "Onderzocht", Retention.STOPPED: "Afgebroken", Retention.FINED: "Boete opgelegd"}
#: The class of the retention schedule behind each.
RETENTION_NOTES = {
    Retention.CHECKED: "Selectielijst 12.1.1: hercontrole uitgevoerd, 10 jaar",
    Retention.STOPPED: "Selectielijst 12.3: afgebroken, 1 jaar",
    Retention.FINED: "Selectielijst 12.2.5: bestuurlijke boete, 7 jaar",
}
STATUSES = {
    CaseStatus.CASELOAD: "in eigen voorraad",
    CaseStatus.NOMINATED: "voorgedragen",
    CaseStatus.LISTED: "op de lijst, zonder plan",
    CaseStatus.OBSERVING: "in waarneming",
    CaseStatus.DECISION_DUE: "besluit nodig",
    CaseStatus.DECIDED: "besloten",
    CaseStatus.CLOSED: "gesloten",
}
#: What each act is called where it waits to be sent.
COMMANDS = {
    "record-signal": "Signaal",
    "dismiss-signal": "Signaal laten rusten",
    "open-case": "Zaak geopend",
    "describe-case": "Beschrijving van de zaak",
    "add-place": "Plaats toegevoegd",
    "add-subject": "Persoon toegevoegd",
    "hand-over": "Overdracht",
    "set-buddy": "Buddy",
    "nominate-case": "Voordracht",
    "withdraw-nomination": "Voordracht ingetrokken",
    "order-nominations": "Volgorde van voordrachten",
    "take-place": "Plaats op de lijst",
    "submit-plan": "Plan",
    "approve-plan": "Akkoord met plan",
    "return-plan": "Plan teruggegeven",
    "withdraw-plan": "Plan beëindigd",
    "explain-meter": "Toelichting op de meter",
    "record-mid-check": "Tussentoets",
    "propose-decision": "Besluit",
    "read-decision": "Oordeel van de tweede lezer",
    "settle-decision": "Knoop doorgehakt",
    "review-decision": "Herbeoordeling",
    "record-visit": "Huisbezoek",
    "record-talk": "Gesprek",
    "add-remark": "Opmerking",
    "record-finding": "Bevinding",
    "record-following": "Volgactie",
    "write-letter": "Brief",
    "send-letter": "Brief verstuurd",
    "record-call": "Telefoongesprek",
    "ask-callback": "Terugbelverzoek",
    "try-callback": "Poging om terug te bellen",
    "pass-callback": "Terugbellen doorgegeven",
    "close-callback": "Terugbelverzoek afgesloten",
    "ask-information": "Vraag om gegevens",
    "receive-information": "Gegevens ontvangen",
    "inform-resident": "Inwoner geïnformeerd",
    "postpone-informing": "Informeren uitgesteld",
    "close-case": "Zaak gesloten",
    "reopen-case": "Zaak heropend",
    "place-hold": "Bewaarreden",
    "lift-hold": "Bewaarreden vervallen",
    "record-ruling": "Uitspraak",
    "ask-destruction": "Vernietigen aangevraagd",
    "confirm-destruction": "Vernietigen bevestigd",
    "record-lesson": "Les",
    "follow-up-lesson": "Terugblik op een les",
    "ask-access": "Inzageverzoek",
    "check-access": "Controle van inzagepakket",
}
