"""Dutch of what can go wrong on the way to the municipality's systems: what is the matter, and what to do."""

from __future__ import annotations

from sync_server.municipality.calls import Objection, Stopped
from sync_server.municipality.settings import Complaint, Unfit, Way

WAYS = {Way.ZGW: "ZGW-API's", Way.FOLDER: "map"}

_UNFIT = {
    Unfit.NO_ZGW: 'bij "way": "zgw" horen de gegevens van de API\'s; vul "zgw" in',
    Unfit.NO_FOLDER: 'bij "way": "folder" hoort een map; vul "folder" in',
    Unfit.FOLDER_AWAY: "deze map is er niet; maak haar of noem een andere",
    Unfit.URL_INVALID: "dit is geen webadres; schrijf het als https://host/pad, zonder vraagteken en zonder naam of wachtwoord",
    Unfit.URL_PLAIN: "dit adres is niet versleuteld; gebruik https (http mag alleen op deze machine zelf)",
    Unfit.RSIN_INVALID: "dit is geen RSIN; schrijf de negen cijfers van de organisatie",
    Unfit.NAME_INVALID: "vul 1 tot 200 tekens in",
    Unfit.SIZE_INVALID: "schrijf een aantal bytes van minstens 1",
    Unfit.SECRET_AWAY: "dit bestand is er niet; zet het geheim van de applicatie in een eigen bestand en noem dat hier",
    Unfit.SECRET_OPEN: "anderen op deze machine mogen dit bestand lezen; maak het eerst dicht met: chmod 600 BESTAND",
    Unfit.SECRET_SHORT: "dit geheim is korter dan 32 tekens; vraag een langer geheim aan bij wie de API beheert",
    Unfit.CA_AWAY: "dit bestand met certificaten is er niet; noem een ander of laat het weg",
}
_STOPPED = {
    "case-unknown": "Bij de gemeente is geen zaak met dit nummer. Controleer het zaaknummer, of geef het met --zaak NUMMER.",
    "case-not-unique": "Bij de gemeente zijn meer zaken met dit nummer. Vraag aan wie de zaken beheert welke de goede is.",
    "document-not-unique": "Bij de gemeente staat dit document er al meer dan één keer. Vraag aan wie de API beheert wat er is gebeurd.",
    "document-differs": "Bij de gemeente staat onder dit kenmerk een ander bestand. Er is niets vervangen. Vraag aan wie de API beheert wat het is.",
    "unexpected-answer": "Op dit adres antwoordt iets anders dan de ZGW-API. Controleer de adressen in de instellingen.",
}
_SIGN_IN, _FORBIDDEN = 401, 403
WEATHER = "De API van de gemeente is nu niet bereikbaar. Wat klaarstaat blijft bewaard; geef de opdracht later nog eens."


def complaint(each: Complaint) -> str:
    """One thing that is wrong with the settings."""
    return f"{each.field}: {_UNFIT[each.what]}."


def stopped(no: Stopped) -> str:
    """Why it was refused. The API's own words stand at the end: they say what only the other side knows."""
    if no.code in _STOPPED:
        return _STOPPED[no.code]
    words = " ".join(filter(None, [no.said, *map(_objection, no.objections)])).rstrip(".")
    return f"{_by_status(no.status)} De API zegt ({no.status}, {no.code}): {words}."


def _by_status(status: int) -> str:
    if status == _SIGN_IN:
        return "De API herkent deze applicatie niet. Controleer client_id en geheim, en de klok van deze machine."
    if status == _FORBIDDEN:
        return "Deze applicatie mag dit niet. Vraag aan wie de API beheert om de rechten (documenten en zaken: lezen, aanmaken, bijwerken)."
    return "De API neemt dit niet aan. Er is niets dubbel gemaakt."


def _objection(each: Objection) -> str:
    return f"[{each.field}: {each.reason.rstrip('.')}]"
