"""Dutch of the exchange: the status pill, what waits on this phone, linking the phone and the rescue file."""

from __future__ import annotations

from datetime import datetime

from field_app.rules import text_nl as rules_nl
from field_app.rules.vocabulary import local
from field_app.ui.ports import ExchangeStatus, Link
from field_app.ui.text_nl import casework, photo, words
from field_app.workday.views import Delivery, WaitingItem

DELIVERY = {
    Delivery.SAVED: "wacht",
    Delivery.SENT: "verstuurd",
    Delivery.CONFIRMED: "aangekomen",
    Delivery.FLAGGED: "aangekomen",
    Delivery.REFUSED: "geweigerd",
}
DELIVERY_FULL = {
    Delivery.SAVED: "Bewaard op deze telefoon; wacht op verbinding.",
    Delivery.SENT: "Verstuurd; de server heeft het nog niet bevestigd.",
    Delivery.CONFIRMED: "Aangekomen bij de server.",
    Delivery.FLAGGED: "Aangekomen bij de server; de teamleider kijkt mee.",
    Delivery.REFUSED: "Geweigerd. Het blijft hier leesbaar.",
}
COMMANDS = {
    "record-observation": "Waarneming",
    "correct-observation": "Verbetering",
    "withdraw-observation": "Intrekking",
    "blur-photo": "Foto onherkenbaar gemaakt",
    "ask-original": "Originele foto gevraagd",
    "allow-original": "Originele foto vrijgegeven",
    "start-shift": "Dienst begonnen",
    "end-shift": "Dienst afgesloten",
    "offer-swap": "Ruilverzoek",
    "accept-swap": "Akkoord met ruil",
    "decline-swap": "Nee tegen ruil",
    "withdraw-swap": "Ruilverzoek ingetrokken",
    "approve-swap": "Oordeel over ruil",
    "take-shift": "Dienst overnemen",
    "split-shift": "Dienst gesplitst",
    "bring-note": "Briefje van collega",
    "mark-seen": "Gezien",
    "say-availability": "Vrij of wens",
    "withdraw-availability": "Opgave ingetrokken",
    "report-sick": "Ziekmelding",
    "assign-shift": "Dienst toegewezen",
    "add-shift": "Dienst toegevoegd",
    "cancel-shift": "Dienst vervallen",
    "ask-proposal": "Roostervoorstel gevraagd",
    "stop-proposal": "Voorstel gestopt",
    "publish-roster": "Rooster gepubliceerd",
    "pin-stop": "Zaak vastgezet",
    "start-timer": "Wekker gezet",
    "extend-timer": "Wekker verlengd",
    "stop-timer": "Wekker gestopt",
    "raise-alarm": "Alarm",
    "answer-alarm": "Antwoord op alarm",
    "end-alarm": "Alarm beëindigd",
    "record-incident": "Incident",
    **casework.COMMANDS,
}
PILL_NAME = "Stand van het uitwisselen"
TITLE = "Uitwisselen"
NOW = "Nu uitwisselen"
BUSY = "Bezig met uitwisselen…"
WAITING_TITLE = "Op deze telefoon"
WAITING_NONE = "Er wacht niets. Wat u vastlegt, komt hier te staan tot het is aangekomen."
WAITING_MORE = "Er staat nog meer. Oudere regels verschijnen als deze zijn aangekomen."
READ = "Gelezen"
COVERAGE_OFF = "Geen bereik (oefenen)"
COVERAGE_NOTE = "Zet dit aan om te oefenen zonder verbinding. Er gaat dan niets naar de server."

RESCUE = "Reddingsbestand maken"
RESCUE_NOTE = (
    "Kan deze telefoon niet meer verzenden? Maak dan een reddingsbestand. Daarin zit alles wat nog wacht, op slot. "
    "Alleen de beheerder kan het openen. Geef het bestand aan de beheerder."
)
RESCUE_DONE = "Reddingsbestand gemaakt. Geef het aan de beheerder."
RESCUE_CANCELLED = "Er is geen bestand gemaakt."

LOOK_TITLE = "Scherm"
THEMES = ("Dag", "Donker", "Nacht")
THEME_NOTE = "Nacht: zwart met gedimd rood. Zo verlicht het scherm uw gezicht niet."
TEXT_SIZE = "Grootte van de tekst"
SMALLER = "Kleinere tekst"
LARGER = "Grotere tekst"
WHO_TITLE = "Wie bent u"
DESIGNATION = "Aanwijzing"
SERVER = "Server"
RECEIVED = "Laatst opgehaald"

ENROL_TITLE = "Koppelen"
ENROL_NOTE = (
    "Deze telefoon hoort nog bij niemand. De beheerder geeft u een adres en een code. "
    "De code werkt één keer. Daarna staan uw zaken op deze telefoon."
)
ENROL_SERVER = "Adres van de server"
ENROL_SERVER_HINT = "https://"
ENROL_CODE = "Code"
ENROL_DO = "Koppelen"
ENROL_BUSY = "Bezig met koppelen…"
ENROL_EMPTY = "Vul het adres en de code in. U krijgt ze van de beheerder."
ENROL_UNREACHABLE = "De server antwoordt niet. Controleer het adres en of u verbinding heeft. Probeer het daarna opnieuw."


def pill(status: ExchangeStatus) -> str:
    """The status in a few words."""
    waits = words.count(status.waiting, "wacht", "wachten") if status.waiting else ""
    last = waits or (photo.wait(status.photos) if status.photos else "")
    if status.refused:
        return " · ".join(part for part in (f"{status.refused} geweigerd", waits) if part)
    match status.link:
        case Link.EXCHANGING:
            return "Verzenden…"
        case Link.OFFLINE:
            return " · ".join(part for part in ("Offline", last) if part)
        case Link.NOT_WELCOME:
            return "Ga naar de beheerder"
        case Link.TOO_OLD:
            return "App bijwerken"
    return last or _updated(status)


def _updated(status: ExchangeStatus) -> str:
    return f"Bijgewerkt {words.clock(status.last_success_at)}" if status.last_success_at else "Bijgewerkt"


def sentence(status: ExchangeStatus, now: datetime) -> str:
    """The status in full sentences."""
    return " ".join(part for part in (_link(status), _waits(status), _last(status, now)) if part)


def _link(status: ExchangeStatus) -> str:
    if status.problem_code and status.link in (Link.NOT_WELCOME, Link.TOO_OLD):
        return rules_nl.refusal(status.problem_code)
    return {
        Link.NOT_ENROLLED: "Deze telefoon is nog niet gekoppeld.",
        Link.OFFLINE: "Geen verbinding. Dat is geen probleem: u kunt gewoon doorwerken.",
        Link.EXCHANGING: "De telefoon wisselt nu uit met de server.",
        Link.UP_TO_DATE: "Alles is aangekomen.",
        Link.WAITING: "De telefoon verzendt vanzelf zodra het kan.",
        Link.NOT_WELCOME: "De server laat deze telefoon niet toe. Ga naar de beheerder. Uw werk is bewaard.",
        Link.TOO_OLD: "Deze app is te oud voor de server. U kunt blijven vastleggen. Werk de app bij om te verzenden.",
    }[status.link]


def _waits(status: ExchangeStatus) -> str:
    refused = f"{status.refused} geweigerd: lees hieronder waarom." if status.refused else ""
    waits = f"Er wacht nog: {words.count(status.waiting, 'onderdeel', 'onderdelen')}." if status.waiting else ""
    photos = photo.waiting(status.photos) if status.photos else ""
    return " ".join(part for part in (waits, photos, refused) if part)


def _last(status: ExchangeStatus, now: datetime) -> str:
    if status.last_success_at is None:
        return "Er is nog niet uitgewisseld."
    return f"Laatst gelukt: {words.when(status.last_success_at, now)}."


def item(waiting: WaitingItem) -> str:
    """`Waarneming · Linde`."""
    return " · ".join(part for part in (COMMANDS.get(waiting.name, "Onderdeel"), waiting.case_name) if part)


def rescue_name(now: datetime) -> str:
    """A file name that tells nothing but when it was made."""
    return f"ronde-redding-{local(now):%Y%m%d-%H%M}.ronde"


def received(number: int) -> str:
    """How many rows came in at the last exchange."""
    return words.count(number, "regel", "regels")


def percent(scale: float) -> str:
    """`120%`."""
    return f"{round(scale * 100)}%"
