"""Dutch of the report of findings: its fourteen parts, what its fields are called, and its standing sentences."""

from __future__ import annotations

from enum import StrEnum

from field_app.rules.dossier.words import SignalSource
from field_app.rules.vocabulary import CaseTopic
from sync_server.access.fields_text_nl import FIELDS as OF_A_RESIDENT
from sync_server.access.fields_text_nl import NOT_ON_PAPER
from sync_server.access.lines import Words
from sync_server.access.values_text_nl import value

TITLE = "Rapport van bevindingen"
PARTS = (
    "Aanleiding", "Onderzoeksvraag en periode", "Grondslag en handhavers", "Lichtere middelen", "Werkwijze en plan",
    "Overzicht van het kijken (artikel 8 EVRM)", "Journaal van alle waarnemingen", "Andere bronnen en stukken",
    "Feiten voor en tegen", "Gesprekken en huisbezoeken", "Uitleg van de inwoner", "Conclusie per periode", "Ondertekening",
    "Informeren van de inwoner",
)  # fmt: skip
ANNEX = "Bijlage: herkomst en controle"
MADE, CASE, NUMBER, STATE, TEAM = "Gemaakt op", "Zaak", "Dossiernummer", "Stand van de zaak", "Team"
NONE = "Hierover is niets vastgelegd."
#: What the report calls a field where the resident's package says "u".
FIELDS = {
    **OF_A_RESIDENT,
    "about": "waarover", "account": "eigen verhaal van de inwoner", "caution": "cautie", "explanation": "uitleg voor de inwoner",
    "informed_on": "inwoner geïnformeerd op", "informing": "informeren van de inwoner", "considered": "wat op tafel lag",
}  # fmt: skip
_VALUES: dict[StrEnum, str] = {
    SignalSource.RESIDENT: "de inwoner zelf",
    CaseTopic.MAIN_RESIDENCE: "hoofdverblijf",
    CaseTopic.JOINT_HOUSEHOLD: "gezamenlijke huishouding",
    CaseTopic.UNDECLARED_WORK: "werk dat niet gemeld is",
}


def chosen(choice: StrEnum) -> str:
    """One choice in the words of the file."""
    return _VALUES.get(choice) or value(choice)


def words(*left_out: str) -> Words:
    """The words of the report, without some fields that stand elsewhere."""
    return Words(FIELDS, chosen, NOT_ON_PAPER | set(left_out))


# ---- 3: officers
WHO = ("Naam", "Rol", "Aanwijzing (art. 76a Pw)", "In deze zaak")
NO_DESIGNATION = "niet vastgelegd"
OWNER, RECORDED, INVOLVED = "leidt de zaak", "keek {number} keer", "betrokken"

# ---- 6: how much was looked
OVERVIEW_NOTE = (
    "Elke keer kijken telt, ook niets gezien en niet kunnen waarnemen. Een begonnen minuut telt als hele minuut. "
    "Een verbeterde regel telt één keer, met de tijden van de eerste versie."
)
AIDS = ("Hulpmiddelen", "geen technische hulpmiddelen; Ronde kent geen bakens, vaste camera's, video of kentekenregisters")
FIGURES = {
    "period": "Periode", "span": "Kalenderdagen, eerste tot en met laatste keer", "days": "Dagen waarop is gekeken",
    "looks": "Aantal keer gekeken", "busiest": "Hoogstens op één dag", "average": "Gemiddeld per kalenderdag",
    "minutes": "Minuten samen", "median": "Mediaan per keer, in minuten", "longest": "Langste keer, in minuten",
    "moment": "Dagdeel: {name}", "place": "Plek: {name}", "seen": "Iets gezien", "nothing": "Niets gezien",
    "unable": "Niet kunnen waarnemen", "photos": "Foto's", "followings": "Keer gevolgd", "level": "Stand van de meter",
}  # fmt: skip
AT_A_PLACE = "{looks} keer, {minutes} minuten, langste keer {longest} minuten"
OTHERS = "Met zaken waarin dezelfde persoon voorkomt: {looks} keer op {days} dagen, {minutes} minuten."
EACH_LOOK = ("Regel", "Dag", "Van", "Tot", "Minuten", "Dagdeel", "Plek", "Uitkomst")
FOLLOWED, BY_HAND = "gevolgd", "brief afgegeven"
OUTSIDE = "buiten de momenten"

# ---- 7: the journal
JOURNAL_NOTE = (
    "Alle regels staan in volgorde van tijd, ook wat niets opleverde, wat het vermoeden tegenspreekt en wat is ingetrokken. "
    "Feit en duiding staan apart. Een verbetering staat naast wat er eerst stond."
)
FACTS = ("Tijd", "Soort", "Feit", "Hoe zeker")
INTERPRETATION = "Duiding van de handhaver. Dit is geen feit."
AGAINST = "Ontlastend: spreekt het vermoeden tegen."
CORRECTS = "Verbetert {ref}: {reason}"
CORRECTED_BY = "Verbeterd in {ref}; deze versie blijft leesbaar."
WITHDRAWN = "Ingetrokken op {at}: {reason}"
FLAG = "Let op: {flag}."
SKEW = "De klok van de telefoon liep {seconds} seconden {side} op die van de server."
AHEAD, BEHIND = "voor", "achter"
FOLLOWING = "volgactie"
REMARK = "Opmerking van {who}, {at}: {text}"
PHOTO = "Foto {number} bij {ref}: {shows}"
PHOTO_LINES = ("Gemaakt op {at}. Reden: {reason}.", "Kenmerk van het origineel (SHA-256): {sha256}")
PHOTO_AWAY = "De foto is niet op de server; zij is onderweg of wordt niet meer bewaard."
PHOTO_NOTE = "Verkleinde weergave; delen kunnen onherkenbaar zijn gemaakt. Het origineel wordt apart bewaard."

# ---- 9 and 12
FOR, AGAINST_TITLE, QUIET = "Wat voor het vermoeden pleit", "Wat ertegen pleit", "Wat niets liet zien"
PATTERN, PATTERN_LINE = "Patroon per dag en dagdeel", "{said} ({refs})"
CONCLUSION = "{kind}, {state}"
STANDS, OPEN, TAKEN_BACK = "vastgesteld", "voorgesteld, nog niet vastgesteld", "ingetrokken voorstel"
PERIOD_OF, RESTS_ON, SPEAKS_AGAINST, ANSWERED = "Periode", "Steunt op", "Spreekt ertegen", "Vraag beantwoord"
ONLY_THEN = "Deze conclusie geldt alleen voor deze periode."
NO_FACTS = "geen regels"

# ---- 13
OATH = (
    "Ik heb dit rapport opgemaakt over wat ik zelf heb waargenomen en vastgelegd. "
    "Dit verklaar ik op mijn ambtseed of ambtsbelofte, voor zover die op mij van toepassing is."
)
SIGN = ("Naam", "Aanwijzing", "Plaats en datum", "Handtekening")

# ---- 14
CLOSING, REOPENED, LOG = "Na het afsluiten", "Heropend", "Wie wanneer iets vastlegde"
NOT_YET = "De inwoner is nog niet geïnformeerd."

# ---- annex
ANNEX_NOTE = (
    "Elke regel van dit dossier begon als een opdracht op een telefoon. De telefoon verzegelt elke opdracht in een keten en "
    "tekent die. De server legt elke opdracht vast in een logboek en tekent ook dat. Verandert er later iets, dan klopt een "
    "hash niet meer."
)
HOW_TO_CHECK = (
    "Controleren kan met het controlepakket van deze zaak: pak controleer.py uit en start "
    "python3 controleer.py BESTAND.zip, of gebruik ronde verify BESTAND.zip. Dat kan zonder netwerk."
)
HEAD = "Hoofd van het logboek"
HEAD_SAID = "{size} opdrachten, getekend op {at}"
CHAIN = "Apparaat {device} van {who}: {number} opdrachten, ketenhoofd"
COMMAND = "{seq}. {act}, {who}, ontvangen {at}, {status}"
ACCEPTED = "opgenomen"
