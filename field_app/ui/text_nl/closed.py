"""Dutch of closing: informing, closed cases, holds, destruction and access requests."""

from __future__ import annotations

from field_app.rules.dossier.closing_records import Closing, Informing
from field_app.rules.dossier.work_records import AccessRequest
from field_app.rules.meter.records import Level
from field_app.rules.vocabulary import local
from field_app.ui.text_nl import casework, words

TITLE = "Gesloten zaken"
NOTE = "Van een gesloten zaak blijven alleen tellingen en datums op de telefoon. De inhoud ligt bij de server."
NONE = "Er zijn nog geen zaken gesloten. Een zaak komt hier zodra de inwoner is geïnformeerd en de zaak is afgesloten."
PLACE_TAKEN = "De zaak staat op de lijst"
DESTROYED_SAID = "Bewaard. Zodra de server het heeft, is de inhoud weg"
CONFIRM_ASK = "Inhoud vernietigen?"
CONFIRM_NOTE = (
    "Alle regels, brieven en besluiten van deze zaak verdwijnen van de server en van elke telefoon.\n"
    "Dit kan niet terug. Het neutrale verslag blijft."
)
CONFIRM = "Vernietig de inhoud"
SEND_BACK = "Geef het plan terug"
POSTPONE = "Stel uit met reden"
REOPEN, HOLD, LIFT, RULING = "Heropen", "Bewaar langer", "Bewaarreden vervalt", "Uitspraak vastleggen"
ASK_DESTRUCTION = "Vraag vernietiging aan"
MORE = "Toon meer"
LATER = "Na het sluiten kwam nog iets binnen. Kijk of de zaak open moet."
LATER_THAN_DESTROYED = "Na het vernietigen kwam nog iets binnen. Vraag ook daarvoor vernietiging aan."
ACCESS, ACCESS_NONE = "Inzageverzoeken", "Geen inzageverzoeken."
ASK_ACCESS, CHECK_ACCESS = "Nieuw inzageverzoek", "Controleer het pakket"
_LEVELS = {Level.GREEN: "groen", Level.AMBER: "oranje", Level.RED: "rood"}


def informing(duty: Informing | None) -> str:
    """Whether and how the resident was told, or by when."""
    if duty is None:
        return ""
    if duty.told_on and duty.way:
        return f"verteld op {words.day_month(duty.told_on)}, {words.lower_first(casework.WAYS[duty.way])}: {duty.note}"
    late = "".join(f" Uitgesteld: {each.reason}." for each in duty.postponements)
    return f"uiterlijk {words.day_month(duty.due_on)}.{late}"


def rows(closing: Closing) -> list[tuple[str, str]]:
    """The neutral record in rows."""
    said = f"{closing.looks} keer op {closing.days} dagen, {closing.minutes} minuten, meter {_LEVELS[closing.level]}"
    kept = f"inhoud vanaf {words.dated(closing.destroy_from)} te vernietigen, verslag tot {words.dated(closing.keep_until)}"
    found = [
        (casework.DECISIONS[closing.kind], f"gesloten {words.dated(local(closing.closed_at).date())}"),
        ("Gekeken", said),
        ("Inwoner geïnformeerd", words.dated(closing.informed_on) if closing.informed_on else ""),
        ("Bewaren", kept),
        *(
            (casework.HOLDS[each.kind], each.reason if each.lifted_at is None else f"{each.reason} (vervallen)".strip())
            for each in closing.holds
        ),
        *((casework.RULED_ON[each.on], f"{casework.RULINGS[each.ruling]}. {each.lesson}") for each in closing.rulings),
        ("Later binnengekomen", f"{closing.later} regels: kijk opnieuw" if closing.later else ""),
        ("Heropenen gevraagd", ". ".join(filter(None, closing.reopenings))),
        ("Vernietiging", destruction(closing)),
    ]
    return [(name, text) for name, text in found if text]


def access(each: AccessRequest) -> str:
    """How far a request to see everything is, and what comes next."""
    if each.is_good:
        return "gecontroleerd; het pakket is klaar voor de inwoner"
    until = f"uiterlijk {words.full_day(each.due_on)}"
    return f"nog niet goed: {each.check_note} ({until})" if each.checked_at else f"wacht op controle, {until}"


def destruction(closing: Closing) -> str:
    """How far destroying is."""
    asked = closing.destruction
    if asked is None:
        return ""
    if asked.done_at:
        return f"inhoud vernietigd op {words.dated(local(asked.done_at).date())}"
    return f"aangevraagd op {words.dated(local(asked.asked_at).date())}: {asked.why}. Een tweede persoon bevestigt."
