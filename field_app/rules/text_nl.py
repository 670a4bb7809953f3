"""Dutch for what the rules say: refusals, flags and the wording lists; plain words, and always what to do next."""

from __future__ import annotations

from field_app.rules.cases.text_nl import CASE_REFUSALS
from field_app.rules.refusals import Code
from field_app.rules.vocabulary import Flag

REFUSALS: dict[Code, str] = {
    Code.OFFICER_UNKNOWN: "Deze collega hoort niet meer bij het team. Vraag de teamleider om u opnieuw toe te voegen.",
    Code.CASE_UNKNOWN: "Deze zaak staat niet meer op de lijst van uw team. Uw tekst is bewaard. Vraag de zaakeigenaar wat er is veranderd.",
    Code.END_BEFORE_BEGIN: "Het einde ligt voor het begin. Pas een van de twee tijden aan.",
    Code.END_IN_FUTURE: "Het einde ligt later dan nu. Pas het einde aan of wacht tot het zover is.",
    Code.OTHER_CASE: "Een verbetering hoort bij dezelfde zaak. Trek deze regel in en leg hem bij de goede zaak opnieuw vast.",
    Code.REASON_MISSING: "Er ontbreekt nog een reden. Vul die in en leg daarna vast.",
    Code.FACT_MISSING: "U koos “gezien”, maar er staat nog niet wat u zag. Kies een feit of schrijf er een op.",
    Code.POSITION_MISSING: "Vul in waar u zelf stond, bijvoorbeeld: openbare weg, overzijde, ca. 30 m.",
    Code.OBSERVATION_UNKNOWN: "Deze waarneming is niet gevonden. Wissel eerst uit en probeer het dan opnieuw.",
    Code.NOT_YOUR_OBSERVATION: "Alleen wie waarnam kan deze waarneming aanvullen of intrekken. Vraag het uw collega.",
    Code.ALREADY_WITHDRAWN: "Deze waarneming was al ingetrokken. U hoeft niets meer te doen.",
    Code.SHIFT_UNKNOWN: "Deze dienst staat niet meer op het rooster. Kijk bij Vandaag welke dienst u nu heeft.",
    Code.NOT_YOUR_SHIFT: "Deze dienst staat op naam van een collega. Kijk bij Vandaag welke dienst van u is.",
    Code.SHIFT_ALREADY_STARTED: "Deze dienst was al begonnen. U kunt gewoon verder.",
    Code.SHIFT_NOT_STARTED: "Deze dienst is nog niet begonnen. Begin de dienst en sluit haar daarna af.",
    Code.SHIFT_ALREADY_ENDED: "Deze dienst was al afgesloten. Uw notitie is hier bewaard; geef haar door aan een collega.",
    Code.NOTHING_WAITS: "Er wacht niets op verzending. U heeft geen reddingsbestand nodig.",
    Code.NOT_A_PLANNER: "Alleen de roosteraar of de teamleider kan dit. Vraag het een van hen.",
    Code.ROSTER_UNKNOWN: "Dit rooster is niet gevonden. Wissel eerst uit en probeer het dan opnieuw.",
    Code.ROSTER_NOT_CONCEPT: "Dit rooster is geen concept. Is het al gepubliceerd, wijzig dan een losse dienst of vraag een herstelvoorstel.",
    Code.ROSTER_BREAKS_RULES: "Dit rooster breekt regels van de Arbeidstijdenwet. Pas de genoemde diensten aan en publiceer daarna.",
    Code.SHIFT_CHANGED: "Het rooster is intussen veranderd. Er is niets geruild. Kijk bij Rooster wat er nu staat.",
    Code.SHIFT_CANCELLED: "Deze dienst gaat niet door. Kijk bij Rooster welke diensten er zijn.",
    Code.SHIFT_ALREADY_TAKEN: "Een collega was eerder met deze dienst. Voor u verandert er niets. Kijk bij Rooster wat er nog open is.",
    Code.SHIFT_NOT_OPEN: "Deze dienst staat niet open. Kijk bij Rooster welke diensten u kunt overnemen.",
    Code.SHIFT_NOT_SPLITTABLE: "Deze dienst heeft maar één moment. Bied de hele dienst aan.",
    Code.SHIFT_UNFIT: "Deze dienst past niet: momenten van een dienst sluiten op elkaar aan, met hoogstens twee op een dag. Kies andere momenten.",
    Code.WORKING_TIME: "Dit mag niet volgens de Arbeidstijdenwet. Er verandert niets. Kijk bij Rooster wie het wel kan overnemen.",
    Code.ON_LEAVE: "Deze collega is dan afwezig. Kies een ander, of laat de collega dat eerst intrekken.",
    Code.CASE_CONFLICT: "Deze collega mag niet aan een van de zaken van deze dienst werken. Kies een ander.",
    Code.OFFER_UNKNOWN: "Dit ruilverzoek is nog niet aangekomen. Wissel uit, of lees het briefje van uw collega in.",
    Code.OFFER_WITHDRAWN: "Uw collega heeft dit ruilverzoek ingetrokken. Voor u verandert er niets. Kijk bij Rooster wat er nog open is.",
    Code.OFFER_EXPIRED: "Dit ruilverzoek is verlopen. De eigenaar houdt de dienst. Overleg zo nodig met de roosteraar.",
    Code.OFFER_CLOSED: "Dit ruilverzoek is al afgehandeld. Voor u verandert er niets. Kijk bij Rooster wat er nu staat.",
    Code.OFFER_NOT_FOR_YOU: "Dit ruilverzoek is voor een andere collega. Kijk bij Rooster welke verzoeken voor u zijn.",
    Code.NOT_YOUR_OFFER: "Dit ruilverzoek is van een collega. Alleen wie vroeg kan het intrekken.",
    Code.RETURN_NOT_ASKED: "Die dienst werd niet teruggevraagd. Kies een van de diensten die in het verzoek staan.",
    Code.TOO_LATE_TO_SWAP: "Ruilen kan tot twee uur voor de dienst. De eigenaar houdt de dienst. Bel de roosteraar als dat niet gaat.",
    Code.NO_APPROVAL_ASKED: "Deze ruil wacht niet op uw akkoord. Wissel uit en kijk opnieuw.",
    Code.AVAILABILITY_UNKNOWN: "Deze opgave is niet gevonden. Wissel eerst uit en probeer het dan opnieuw.",
    Code.PERIOD_INVALID: "Deze tijden kunnen niet: het einde ligt voor het begin of is al voorbij, of de periode is te lang. Kies andere tijden.",
    Code.NOTHING_TO_SEE: "Er is hier geen wijziging meer om te bevestigen. U hoeft niets te doen.",
    Code.NOTE_UNREADABLE: "Dit briefje is niet heel. Vraag uw collega om het opnieuw te tonen en lees het nog eens in.",
    Code.NOTE_FORGED: "Dit briefje komt niet van de telefoon van uw collega. Het is niet gebruikt. Meld dit bij de teamleider.",
    Code.NOTE_PHONE_UNKNOWN: "Uw telefoon kent de telefoon van uw collega nog niet. Wissel eerst een keer uit en lees het briefje dan opnieuw.",
    Code.NOTE_NOT_FOR_YOU: "Met dit briefje kunt u niets. Vraag uw collega om het briefje van het ruilverzoek zelf.",
    Code.TIMER_UNKNOWN: "Deze wekker is niet gevonden. Zet een nieuwe wekker.",
    Code.TIMER_STOPPED: "Deze wekker was al gestopt. Zet zo nodig een nieuwe wekker.",
    Code.ALARM_UNKNOWN: "Dit alarm is niet gevonden. Is er gevaar, bel dan 112.",
    Code.ALARM_ENDED: "Dit alarm was al beëindigd. Is er nog gevaar, druk dan opnieuw op de noodknop of bel 112.",
    Code.TEXT_MISSING: "Er staat nog niets. Schrijf kort op wat er gebeurde.",
    Code.STORAGE_FULL: "De telefoon is vol. Wat al bewaard was, is veilig. Maak ruimte en probeer het opnieuw.",
    Code.FILE_NEWER: "De gegevens op deze telefoon zijn van een nieuwere versie van de app. Er is niets veranderd. Werk de app bij.",
    Code.FILE_IN_USE: "Ronde staat al open op dit apparaat. Sluit het andere venster en probeer het opnieuw.",
    Code.NOT_DURABLE: "Deze telefoon kan niet veilig bewaren. Gebruik een ander apparaat en meld dit bij de beheerder.",
    Code.RECORD_DAMAGED: "Een regel op deze telefoon is beschadigd en wordt niet getoond. Wissel uit om hem opnieuw op te halen.",
    Code.MALFORMED: "Dit onderdeel kon niet worden gelezen. Uw werk is bewaard. Meld het bij de beheerder.",
    Code.TEXT_TOO_LONG: "Deze tekst is te lang. Maak er meer regels van, hoogstens 4.000 tekens per stuk.",
    Code.COMMAND_UNKNOWN: "De server kent dit onderdeel nog niet. Uw werk is bewaard. Vraag de beheerder de server bij te werken.",
    Code.ENROLMENT_INVALID: "Deze code klopt niet of is verlopen. Vraag de beheerder om een nieuwe code.",
    Code.DEVICE_UNKNOWN: "De server kent deze telefoon niet. Uw werk is bewaard. Koppel de telefoon opnieuw of maak een reddingsbestand.",
    Code.DEVICE_REVOKED: "Deze telefoon is geblokkeerd. Uw werk is bewaard. Maak een reddingsbestand en ga naar de beheerder.",
    Code.SESSION_EXPIRED: "De verbinding was verlopen. De app meldt zich zelf opnieuw aan.",
    Code.NONCE_NEEDED: "De server vraagt een vers bewijs. De app doet dat zelf.",
    Code.PROOF_INVALID: "De server kon niet vaststellen dat dit bericht van deze telefoon komt. Probeer het opnieuw of ga naar de beheerder.",
    Code.CHAIN_BROKEN: "De reeks van deze telefoon sluit niet aan. Uw werk is bewaard. Maak een reddingsbestand en ga naar de beheerder.",
    Code.CHAIN_FORKED: "Deze telefoon is teruggezet naar een oudere stand. Uw werk is bewaard. Maak een reddingsbestand en ga naar de beheerder.",
    Code.RESTORE_UNPROVEN: "De server is teruggezet, maar kan dat niet bewijzen. Uw werk is bewaard. Waarschuw de beheerder.",
    Code.LOG_CHANGED: "Het logboek van de server klopt niet met wat deze telefoon al wist. Er is niets van overgenomen en uw werk is bewaard. Blijf vastleggen en bel de teamleider.",
    Code.LOG_UNPROVEN: "De server kan niet bewijzen dat dit het logboek van uw team is. Er is niets van overgenomen en uw werk is bewaard. Blijf vastleggen en bel de teamleider.",
    Code.PROTOCOL_TOO_OLD: "Deze app is te oud voor de server. U kunt blijven vastleggen. Werk de app bij om te verzenden.",
    Code.PROTOCOL_TOO_NEW: "Deze app is nieuwer dan de server. U kunt blijven vastleggen. De beheerder moet de server bijwerken.",
    Code.NOT_FOUND: "Dit is niet gevonden. Controleer het adres van de server.",
    Code.METHOD_NOT_ALLOWED: "Dit kan de server op deze plek niet. Controleer het adres van de server.",
    Code.TOO_LARGE: "Dit is te veel in één keer. De app verdeelt het zelf; blijft dit staan, ga dan naar de beheerder.",
    Code.TOO_BUSY: "De server is druk. De app probeert het zo zelf opnieuw.",
    Code.SERVER_FAULT: "Er ging iets mis op de server. Uw werk is bewaard. De app probeert het zelf opnieuw.",
    Code.OUT_OF_REACH: "Er is nu geen verbinding met de server. Probeer het opnieuw zodra er bereik is.",
    **CASE_REFUSALS,
}

FLAGS: dict[Flag, str] = {
    Flag.NO_APPROVED_PLAN: "geen goedgekeurd plan",
    Flag.OUTSIDE_WINDOW: "buiten de periode van het plan",
    Flag.UNPLANNED_MOMENT: "niet op een gepland moment",
    Flag.OVER_BUDGET: "meer gekeken dan het plan toestaat",
    Flag.OVER_DAY_BUDGET: "vaker op één dag dan het plan toestaat",
    Flag.LONG_LOOK: "langer gekeken dan het plan toestaat",
    Flag.NOT_ON_DUTY: "buiten de eigen dienst",
    Flag.CASE_CLOSED: "de zaak was al gesloten",
    Flag.PLACE_NOT_IN_PLAN: "niet de plaats uit het plan",
    Flag.LATE_ENTRY: "achteraf opgeschreven",
    Flag.CLOCK_SKEW: "de klok van de telefoon liep niet gelijk",
    Flag.NOT_PUBLIC: "niet vanaf een openbare plek",
    Flag.CORRECTED_TWICE: "twee keer verbeterd, op twee apparaten",
    Flag.RECORD_LOST: "de telefoon kon deze regel niet meer lezen",
    Flag.AFTER_DECISION: "binnengekomen na het besluit",
    Flag.FOLLOWING_NOT_APPROVED: "volgen stond niet in het plan",
    Flag.IDENTIFIED_LATE: "pas na binnenkomst gelegitimeerd, of niet",
    Flag.ENTERED_WITHOUT_CONSENT: "binnen geweest zonder toestemming van een bewoner vooraf",
    Flag.CONSENT_UNINFORMED: "reden of gevolgen van weigeren niet vooraf verteld",
    Flag.CAUTION_MISSING: "geen cautie gegeven terwijl een boete kan volgen",
    Flag.GROUND_LATER_THAN_VISIT: "het besluit voor dit bezoek stond nog niet vast",
    Flag.NOTICE_SHORT: "korte termijn voor de inwoner",
    Flag.PHOTO_NOT_IN_PLAN: "foto gemaakt terwijl het plan geen foto's toestaat",
    Flag.PHOTOS_OVER_PLAN: "meer foto's dan het plan toestaat",
}

#: Words to look at again: patterns, and how a fact would read. The key is a `wording.Concern`.
WORDING: dict[str, tuple[tuple[str, ...], str]] = {
    "CONCLUSION": (
        (
            r"woont\s+samen",
            r"samenwon\w*",
            r"is\s+weer\s+thuis",
            r"(?:haar|zijn)\s+(?:partner|vriend|vriendin|man|vrouw)",
            r"partner",
            r"werkt\s+(?:zwart|daar)",
            r"zwart\s*werk\w*",
            r"fraud\w*",
            r"liegt",
            r"duidelijk\s+dat",
            r"kennelijk",
            r"blijkbaar",
            r"vermoedelijk",
            r"waarschijnlijk",
            r"natuurlijk",
            r"(?<!het )weer\s+niet",
        ),
        "Dit is een conclusie. Schrijf wat u zag, met tijd. Wat u ervan denkt, hoort bij Eigen duiding.",
    ),
    "ABSENCE": (
        (r"niet\s+thuis", r"niemand\s+thuis", r"afwezig", r"woning\s+is\s+leeg"),
        "Schrijf wat u zag of niet zag, bijvoorbeeld: geen licht zichtbaar aan de straatzijde.",
    ),
    "SPECIAL_DATA": (
        (
            r"(?:marokka|turk(?!oo)|pool|polen|surina|antilli|afrika|arab|roma(?!n))(?!\w*(?:straat|laan|weg|plein)\b)\w*",
            r"allochto\w*",
            r"buitenland\w*",
            r"(?:donker|licht)(?:e)?\s+huid\w*",
            r"getint\w*",
            r"moslim\w*",
            r"christen\w*",
            r"jood\w*|joods\w*",
            r"hoofddoek\w*",
            r"homo(?!ge)\w*|lesbisch\w*",
            r"ziek(?:te)?",
            r"zwanger\w*",
            r"verslaafd\w*|junk\w*|alcoholis\w*",
            r"depress\w*|psychi\w*|verward\w*",
            r"(?:ge)?handicap(?!\w*parkeer)\w*|invalide",
        ),
        "Afkomst, geloof, gezondheid en geaardheid horen hier niet. Beschrijf neutraal: lengte, leeftijd ongeveer, kleding, handeling.",
    ),
    "JUDGEMENT": (
        (r"verdacht\w*", r"raar\w*", r"louche", r"asociaal\w*", r"types?", r"vies\w*", r"slordig\w*"),
        "Dit is een oordeel. Schrijf wat u zag of hoorde.",
    ),
    "TECHNICAL_MEANS": (
        (r"baken", r"tracker", r"gps-?zender", r"drone", r"verborgen\s+camera", r"dashcam", r"filmde|gefilmd|video\w*"),
        "Volgen of filmen met techniek mag niet in dit werk. Overleg met de teamleider.",
    ),
}


def refusal(code: str) -> str:
    """The sentence for a refusal's code, also for one from a newer server."""
    try:
        return REFUSALS[Code(code)]
    except ValueError:
        return f"De server zei nee ({code}). Uw werk is bewaard. Werk de app bij of vraag de beheerder."


def flag(code: str) -> str:
    """The words for a flag's code, also for one from a newer server."""
    try:
        return FLAGS[Flag(code)]
    except ValueError:
        return code


def skew(milliseconds: int) -> str:
    """How far a phone's clock stood from the server's: `2 uur en 5 minuten voor`; the two largest parts, rounded down."""
    left, parts = abs(milliseconds) // 1_000, []
    for one, many, seconds in (
        ("dag", "dagen", 86_400),
        ("uur", "uur", 3_600),
        ("minuut", "minuten", 60),
        ("seconde", "seconden", 1),
    ):
        number, left = divmod(left, seconds)
        parts += [f"{number} {one if number == 1 else many}"] if number else []
    return f"{' en '.join(parts[:2]) or '0 seconden'} {'voor' if milliseconds > 0 else 'achter'}"
