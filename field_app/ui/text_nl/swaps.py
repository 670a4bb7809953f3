"""Dutch of swapping: offering a shift, answering a request, and the notes between two phones."""

from __future__ import annotations

from datetime import datetime

from field_app.rules.records import Shift
from field_app.rules.vocabulary import Moment, local
from field_app.ui.text_nl import roster as roster_nl
from field_app.ui.text_nl import words
from field_app.workday.roster_views import Check, OfferView, Partner, Standing

SECTION = "Ruilen"
TITLE = "Ruilverzoek"
GIVES, GIVES_TO = "Dienst", "Voor wie"
OFFER = "Aanbieden"
OFFER_TITLE = "Dienst aanbieden"
OFFER_SAID = "Uw verzoek is bewaard. Tot de ruil is bevestigd rijdt u zelf."
WHAT = "Wat biedt u aan"
WHOLE = "Hele dienst"
SPLIT = "Splitsen en verder"
SPLIT_NOTE = "Uw dienst wordt dan twee diensten. Beide blijven van u, tot een collega er een overneemt."
SPLIT_SAID = "Gesplitst in twee diensten"
TO = "Aan wie"
EVERYONE = "Iedereen"
EVERYONE_NOTE = "De eerste collega die ja zegt en die mag, krijgt de dienst."
CANNOT = "Kan niet"
NO_PARTNERS = "Niemand kan deze dienst nu overnemen. Overleg met de roosteraar."
RETURN = "Wat vraagt u terug"
RETURN_NOTE = "Kiest u er meer, dan kiest uw collega er een uit."
NOTHING_BACK = "Niets, ik geef de dienst weg"
RETURN_NEEDED = "Deze collega kan alleen ruilen. Kies wat u terugvraagt."
UNTIL = "Tot wanneer"
UNTIL_BEFORE = {2: "2 uur voor de dienst", 12: "12 uur voor de dienst", 24: "24 uur voor de dienst", 48: "2 dagen voor de dienst"}

ACCEPT, DECLINE = "Akkoord", "Nee"
ACCEPT_SAID = "Uw akkoord is bewaard. Tot de server het bevestigt, verandert er niets."
DECLINE_ASK = "Nee zeggen tegen dit verzoek?"
DECLINE_NOTE = "U hoeft niet te zeggen waarom. Nee is nee: daarna kunt u dit verzoek niet meer aannemen."
DECLINE_SAID = "U zei nee. U houdt uw eigen dienst."
CHOOSE_RETURN = "Welke dienst geeft u terug?"
NOT_ALLOWED = "U kunt dit niet aannemen."
NO_LONGER = "Dit verzoek past niet meer bij het rooster. U kunt het niet meer aannemen."
WITHDRAW = "Intrekken"
WITHDRAW_ASK = "Dit verzoek intrekken?"
WITHDRAW_NOTE = "U houdt dan uw dienst. Was een collega eerder met ja zeggen, dan geldt die ruil."
WITHDRAW_SAID = "Uw intrekking is bewaard"
APPROVE, DISAPPROVE = "Goedkeuren", "Niet goedkeuren"
DISAPPROVE_ASK = "Deze ruil niet goedkeuren?"
DISAPPROVE_NOTE = "Beide collega's houden dan hun eigen dienst."
APPROVED_SAID = "Uw oordeel is bewaard"
CHECKS = {
    Check.DAILY_REST: "dagelijkse rust",
    Check.WEEKLY_REST: "wekelijkse rust",
    Check.HOURS: "uren in orde",
    Check.CASES_GO_ALONG: "zaken gaan mee",
}
PILLS = {
    Standing.ASKED: "gevraagd",
    Standing.WAITS_ANSWER: "wacht",
    Standing.WAITS_SENDING: "wacht",
    Standing.WAITS_SERVER: "wacht",
    Standing.WAITS_APPROVAL: "wacht",
    Standing.DONE: "geruild",
    Standing.OVER: "voorbij",
}

SHOW_NOTE = "Toon aan collega"
NOTE_TITLE = "Briefje voor uw collega"
NOTE_HOW = (
    "Geen bereik? Laat uw collega deze code lezen met de gewone camera-app en de tekst kopiëren, "
    "of stuur de tekst. Uw collega plakt hem bij Rooster, “Lees briefje van collega”."
)
NOTE_PICTURE = "QR-code met het briefje"
NOTE_BRIGHT = "Toon de code (het scherm wordt licht)"
NOTE_TEXT = "Tekst van het briefje"
COPY, COPIED = "Kopieer tekst", "Gekopieerd"
SHARE = "Deel"
SAVE_NOTE = "Bewaar als bestand"
NOTE_SAVED, NOTE_NOT_SAVED = "Bestand gemaakt. Geef het aan uw collega.", "Er is geen bestand gemaakt."
NOTE_FILE = "ronde-briefje.txt"
READ_NOTE = "Lees briefje van collega"
READ_HOW = (
    "Staat er een code op het scherm van uw collega? Richt de gewone camera-app van uw telefoon erop, "
    "kopieer de tekst en plak hem hier. Een tekstbestand openen kan ook."
)
READ_FIELD = "Tekst van het briefje"
READ_HINT = "begint met RONDE1."
PASTE, OPEN_FILE, READ = "Plakken", "Open bestand", "Lees briefje"
READ_EMPTY = "Er staat nog geen tekst. Plak eerst het briefje van uw collega."
CLIPBOARD_EMPTY = "Er is geen tekst gekopieerd. Kopieer eerst het briefje van uw collega."
FILE_UNREADABLE = "Dit bestand is geen briefje. Kies het tekstbestand van uw collega."

OFFER_AGAIN = "Opnieuw aanbieden"


def asks_you(view: OfferView) -> str:
    """`Nadia vraagt u`."""
    return f"{view.by.name} vraagt {'u' if view.offer.to else 'iedereen'}"


def expires(until: datetime, now: datetime) -> str:
    """`vervalt vr 18:00`."""
    on = local(until).date()
    day = "" if on == local(now).date() else f"{words.short_day(on).split()[0]} {on.day} "
    return f"vervalt {day}{words.clock(until)}"


def terms(view: OfferView, give: Shift | None) -> tuple[tuple[str, bool], ...]:
    """Both sides of a request in pieces, with whether a piece is bold."""
    takes = (("U neemt ", False), (roster_nl.shift_full(view.gives), True), (" over", False))
    if give is None and view.offer.asks:
        return (*takes, (". Wat er werd teruggevraagd, is veranderd.", False))
    if give is None:
        return (*takes, (f". {view.by.name} vraagt niets terug.", False))
    return (*takes, (f",\n{view.by.name} neemt ", False), (roster_nl.shift_full(give), True), (".", False))


def approval_terms(view: OfferView) -> str:
    """What would go to whom."""
    taker = view.taker.name if view.taker else "—"
    back = f"; {view.by.name} neemt {roster_nl.shift_full(view.returned)}" if view.returned else ", zonder iets terug"
    return f"{taker} neemt {roster_nl.shift_full(view.gives)} van {view.by.name} over{back}."


def approval_title(view: OfferView) -> str:
    """Who want to swap, for the team lead."""
    return f"{view.by.name} en {view.taker.name if view.taker else '—'} willen ruilen"


def partner(found: Partner) -> str:
    """What a colleague could do: `kan overnemen`, `kan ruilen tegen za 21 avond`."""
    lawful = [roster_nl.shift_name(each.shift) for each in found.returns if not each.obstacles]
    more = f" en {len(lawful) - 2} andere" if len(lawful) > 3 else ""  # noqa: PLR2004 - three names fit on a line
    shown = lawful[:2] if more else lawful
    swap = f"kan ruilen tegen {', '.join(shown)}{more}" if lawful else ""
    return " · ".join(part for part in ("kan overnemen" if found.may_take else "", swap) if part)


def ask_back(number: int) -> str:
    """The way to what could be asked in return."""
    return f"Vraag een dienst terug ({number} mogelijk)"


def only(moment: Moment) -> str:
    """`Alleen avond`."""
    return f"Alleen {words.MOMENTS[moment].lower()}"
