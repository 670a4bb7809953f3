"""Dutch of the access package: its headings, the commands in its log, and the accompanying words."""

from __future__ import annotations

from datetime import date, datetime

from field_app.rules.vocabulary import Kind, local

TITLE = "Wat de gemeente over u bewaart in Ronde"
INTRO = (
    "Dit overzicht bevat alles wat het team Handhaving Werk en Inkomen over u heeft vastgelegd. "
    "Namen en kenmerken van anderen zijn onleesbaar gemaakt (▇▇▇). Medewerkers hebben een nummer in plaats van een naam. "
    "Een tweede persoon heeft gecontroleerd wat eruit moest."
)
NOTHING = "Over u is in dit systeem niets vastgelegd."
ASKED, NUMBER, PEOPLE, PEOPLE_NOTE = (
    "Gevraagd op",
    "Dossiernummer",
    "Wie eraan werkten",
    "De nummers zijn in het hele overzicht hetzelfde.",
)
DESIGNATION = "aanwijzingsbesluit"
FILE, CLOSING, REOPENED, LOG = "De zaak", "Na het afsluiten", "Heropend", "Wie wanneer iets vastlegde"
KINDS = {
    Kind.SIGNAL: "Signalen", Kind.PLAN: "Plannen", Kind.OBSERVATION: "Waarnemingen", Kind.FOLLOWING: "Volgacties",
    Kind.FINDING: "Bevindingen uit systemen", Kind.CALL: "Telefoongesprekken", Kind.CALLBACK: "Terugbelverzoeken",
    Kind.REQUEST: "Vragen om gegevens", Kind.LETTER: "Brieven", Kind.DECISION: "Besluiten", Kind.TALK: "Gesprekken",
    Kind.VISIT: "Huisbezoeken", Kind.REMARK: "Opmerkingen", Kind.BLUR: "Op foto's onherkenbaar gemaakt",
    Kind.ORIGINAL: "Originele foto's gevraagd",
    Kind.FOOTPRINT: "Wanneer er is gekeken, bewaard voor een volgende zaak",
}  # fmt: skip
#: No command: that somebody looked at an original.
OPENED = "open-original"
COMMANDS = {
    "record-observation": "waarneming vastgelegd", "correct-observation": "waarneming verbeterd",
    "withdraw-observation": "waarneming ingetrokken", "end-shift": "dienst afgesloten", "pin-stop": "zaak ingedeeld",
    "record-signal": "signaal vastgelegd", "dismiss-signal": "signaal laten rusten", "open-case": "zaak geopend",
    "describe-case": "zaak beschreven", "add-place": "plek toegevoegd", "add-subject": "persoon toegevoegd",
    "hand-over": "zaak overgedragen", "set-buddy": "gekozen wie meekijkt", "nominate-case": "zaak voorgedragen",
    "withdraw-nomination": "voordracht ingetrokken", "order-nominations": "volgorde van voordrachten", "take-place": "op de lijst gezet",
    "submit-plan": "plan ingediend", "approve-plan": "plan goedgekeurd", "return-plan": "plan teruggegeven",
    "withdraw-plan": "plan beëindigd", "explain-meter": "meter toegelicht", "record-mid-check": "tussentoets gedaan",
    "propose-decision": "besluit voorgesteld", "read-decision": "besluit meegelezen", "settle-decision": "besluit genomen na verschil",
    "review-decision": "besluit opnieuw beoordeeld", "record-visit": "huisbezoek vastgelegd", "record-talk": "gesprek vastgelegd",
    "add-remark": "opmerking toegevoegd", "record-finding": "bevinding vastgelegd", "record-following": "volgactie vastgelegd",
    "write-letter": "brief geschreven", "send-letter": "brief verstuurd", "record-call": "telefoongesprek vastgelegd",
    "ask-callback": "terugbelverzoek vastgelegd", "try-callback": "teruggebeld", "pass-callback": "terugbellen doorgegeven",
    "close-callback": "terugbellen afgesloten", "ask-information": "gegevens gevraagd", "receive-information": "gegevens ontvangen",
    "inform-resident": "inwoner geïnformeerd", "postpone-informing": "informeren uitgesteld", "close-case": "zaak afgesloten",
    "reopen-case": "zaak heropend", "place-hold": "langer bewaren", "lift-hold": "langer bewaren vervallen",
    "record-ruling": "uitspraak vastgelegd", "ask-destruction": "vernietiging aangevraagd",
    "blur-photo": "foto onherkenbaar gemaakt", "ask-original": "originele foto gevraagd",
    "allow-original": "originele foto vrijgegeven", OPENED: "originele foto geopend",
    "confirm-destruction": "vernietiging bevestigd", "check-access": "inzage gecontroleerd", "ask-access": "inzage gevraagd",
}  # fmt: skip
VERDICTS = {"accepted": "", "flagged": "met een aandachtspunt", "refused": "niet opgenomen"}
YES, NO = "ja", "nee"
README = """LEESMIJ

In dit bestand zit alles wat het team Handhaving Werk en Inkomen in Ronde over u heeft vastgelegd.

- overzicht.pdf   om te lezen
- overzicht.json  dezelfde inhoud, met alle velden, voor een computer

Op de plek van namen en kenmerken van anderen staat een balk. Medewerkers hebben een nummer in plaats van een naam.

Klopt er iets niet? Vraag de gemeente om het te verbeteren of aan te vullen. Wat er stond blijft leesbaar; uw verbetering komt ernaast.
Bent u het niet eens met hoe de gemeente met uw gegevens omgaat? U kunt bezwaar maken bij de gemeente, of een klacht indienen bij de
gemeente of bij de Autoriteit Persoonsgegevens.
"""
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


def day(on: date) -> str:
    """`19 november 2026`."""
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def moment(at: datetime) -> str:
    """`19 november 2026, 06.12 uur`, on the wall clock of the municipality."""
    wall = local(at)
    return f"{day(wall.date())}, {wall:%H.%M} uur"


def numbered(at: int) -> str:
    """What an entry is called on paper, so that others can point at it."""
    return f"nr. {at}"


def act(command: str) -> str:
    """What was done, in words; a command of a newer version as it is."""
    return COMMANDS.get(command, command)
