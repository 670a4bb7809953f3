"""Dutch of photos: making one, saying why, marking what nobody needs to see, and what becomes of it afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from field_app.rules.look import Area, Photo
from field_app.rules.refusals import Code
from field_app.ui.ports import CameraTrouble
from field_app.ui.text_nl import words
from field_app.workday.photo_reading import OriginalView
from field_app.workday.photo_views import PhotoRoom, PhotoStage, PhotoState

TITLE = "Foto"
PHOTOS = "Foto's"
TAKE = "Foto maken"
CHOOSE = "Foto kiezen"
SHOOT = "Nu een foto maken"
SHOOTING = "De foto wordt bewaard…"
SAVED = "Foto bewaard"
NONE_CHOSEN = "Er is geen foto gekozen."
PARKED = "Alleen met de auto stil. Vanaf de openbare weg, en niet meer dan nodig is voor de vraag."
BACK = "Terug naar de waarneming"
DONE = "Klaar"
REMOVE = "Foto weghalen"
REMOVED = "Foto weggehaald"
PICTURE_NAME = "De foto"
PICTURE_MISSING = "De foto kan hier niet worden getoond."

REASON_TITLE = "Waarom een foto?"
REASON = "Reden van de foto"
REASON_HINT = "Waarom zijn woorden hier niet genoeg?"
REASONS = {
    "Voertuig": "Het voertuig is van belang voor de vraag",
    "Werkzaamheden": "De werkzaamheden zijn zo het best te zien",
    "Woning": "De toestand van de woning is zo het best te zien",
    "Plaats": "De plaats is in woorden niet goed te beschrijven",
}
SHOWS = "Wat staat erop?"
SHOWS_HINT = "Alleen feiten, bijvoorbeeld: witte bestelbus voor nummer 12"

MARK = "Iets onherkenbaar maken"
MARK_DONE = "Klaar met aanwijzen"
MARK_HINT = "Sleep met uw vinger over gezichten, omstanders en kentekens die er niet toe doen. Tik op een vlak om het weg te halen."
MARK_NOTE = "Maak gezichten, omstanders en kentekens die er niet toe doen onherkenbaar."
AREA_ADD = "Vlak toevoegen"
AREA_REMOVE = "Vlak weghalen"
AREAS_CHOOSE = "Vlak verplaatsen of vergroten"
MOVES = (("Naar links", -1, 0), ("Naar rechts", 1, 0), ("Omhoog", 0, -1), ("Omlaag", 0, 1))
SIZES = (("Smaller", -1, 0), ("Breder", 1, 0), ("Lager", 0, -1), ("Hoger", 0, 1))
_ACROSS, _ALONG = ("links", "midden", "rechts"), ("boven", "midden", "onder")

CAMERA_TROUBLE = {
    CameraTrouble.DENIED: "Ronde mag de camera niet gebruiken. Open de instellingen van de telefoon, kies Ronde en zet Camera aan. "
    "Kom daarna hier terug.",
    CameraTrouble.NONE: "Er is geen camera gevonden. Kies een foto die al op dit apparaat staat.",
    CameraTrouble.FAILED: "De camera doet het nu niet. Sluit andere apps die de camera gebruiken en probeer het opnieuw.",
}
CAMERA_AGAIN = "Opnieuw proberen"
CAMERA_OPENING = "De camera gaat aan…"

LARGER = "Groter bekijken"
ZOOM_IN, ZOOM_OUT = "Vergroten", "Verkleinen"
ZOOM_NOTE = "Knijp met twee vingers om te vergroten."
BLUR_LATER = "Nog iets onherkenbaar maken"
ASK_ORIGINAL = "Origineel vragen"
ALLOW_ORIGINAL = "Toestaan"
OPEN_ORIGINAL = "Origineel openen"
OPEN_NOTE = "Wie het origineel opent en wanneer, wordt vastgelegd."
ORIGINAL = "Het origineel, zoals het is gemaakt"
PHOTO_LOADING = "De foto wordt opgehaald…"
_STAGES = {
    PhotoStage.HELD: "Op deze telefoon, wacht op dekking",
    PhotoStage.SAFE: "Veilig op de server",
    PhotoStage.DAMAGED: "Beschadigd op deze telefoon. Meld dit bij de teamleider.",
}
#: The one thing to know about why there is no photo, without a refusal's advice.
_NOT_HERE = {
    Code.PHOTOS_NOT_ALLOWED: "Geen foto's: het plan van deze zaak staat ze niet toe.",
    Code.PHOTO_IN_CORRECTION: "Bij een verbetering komen geen nieuwe foto's.",
    Code.PHOTOS_USED_UP: "De foto's uit het plan zijn op.",
    Code.PHOTOS_TOO_MANY: "Meer foto's kunnen niet bij één waarneming.",
    Code.PHOTO_NO_ROOM: "De telefoon is bijna vol: foto's kunnen nu niet, tekst wel.",
}


def why_not(code: Code | None) -> str:
    """One quiet line where otherwise a photo could be made."""
    return _NOT_HERE.get(code, "") if code else ""


def left(room: PhotoRoom) -> str:
    """How many photos may still be made here."""
    return f"nog {room.left} in het plan" if room.is_allowed else ""


def numbered(at: int, of: int) -> str:
    """`Foto 2 van 3`."""
    return TITLE if of == 1 else f"{TITLE} {at + 1} van {of}"


def lacks(photo: Photo) -> list[str]:
    """What must still be said of a photo, in the officer's words."""
    return [what for is_said, what in ((photo.reason, "de reden"), (photo.shows, "wat erop staat")) if not is_said.strip()]


def still(photo: Photo) -> str:
    """What must still be said of a photo, as one line; empty when nothing must."""
    missing = " en ".join(lacks(photo))
    return f"Nog nodig: {missing}" if missing else ""


def missing(photos: Sequence[Photo]) -> list[str]:
    """What keeps a look with these photos from being sealed, photo by photo."""
    return [
        f"bij {words.lower_first(numbered(at, len(photos)))} {' en '.join(lacks(each))}"
        for at, each in enumerate(photos)
        if lacks(each)
    ]


def marked(number: int) -> str:
    """How many parts of a photo nobody sees."""
    return words.count(number, "vlak onherkenbaar", "vlakken onherkenbaar") if number else "Nog niets onherkenbaar gemaakt"


def area(at: int, each: Area) -> str:
    """`Vlak 2 · rechtsboven`."""
    across = _ACROSS[min(2, (each.left + each.width // 2) * 3 // 1000)]
    along = _ALONG[min(2, (each.top + each.height // 2) * 3 // 1000)]
    where = across if along == "midden" else along if across == "midden" else f"{across}{along}"
    return f"Vlak {at + 1} · {where}"


def stage(state: PhotoState) -> str:
    """How far a photo of one's own has come."""
    if state.state is PhotoStage.SENDING:
        return f"Wordt verzonden: {percent(state)}%"
    return _STAGES[state.state]


def percent(state: PhotoState) -> int:
    """How much of it has been sent; all of it only once the server has it whole."""
    return min(99, state.sent * 100 // state.size) if state.size else 0


def wait(number: int) -> str:
    """`2 foto's wachten`."""
    return words.count(number, "foto wacht", "foto's wachten")


def waiting(number: int) -> str:
    """What is said of photos that still have to go."""
    return f"{wait(number)} op verzending; tekst gaat altijd voor."


def count(number: int) -> str:
    """`2 foto's`."""
    return words.count(number, "foto", "foto's")


def asked(original: OriginalView) -> str:
    """Who wants to see an original, and why."""
    return f"{original.asked_by.name} vraagt het origineel: {original.reason}"


def allowed(original: OriginalView) -> str:
    """Who allowed it, and until when it can be opened."""
    name = original.allowed_by.name if original.allowed_by else ""
    if not original.is_open:
        return f"Het origineel was een dag te openen, met toestemming van {name}."
    until = f" tot {words.clock(original.until)}" if original.until else ""
    return f"{name} staat het toe. U kunt het origineel openen{until}."
