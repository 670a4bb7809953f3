"""Dutch of looking after oneself: the timer, the alarm, a colleague's alarm, and incidents."""

from __future__ import annotations

from datetime import datetime

from field_app.rules.position import MICRO, Position
from field_app.rules.records import DutyContact
from field_app.rules.safety import AllWell
from field_app.rules.safety_commands import IncidentKind
from field_app.rules.safety_records import AlarmKind, Incident
from field_app.ui.text_nl import words
from field_app.workday.safety import AlarmView, SafetyView
from field_app.workday.views import Delivery

PANIC = "Noodknop"
PANIC_HOW = "Houd ingedrukt om een alarm te sturen. Tik voor uitleg."
PANIC_TITLE = "Hulp nodig?"
PANIC_NOTE = (
    "Houd de rode knop één seconde ingedrukt: uw collega's in de app krijgen een alarm, en met uw toestemming uw plaats. "
    "Zonder bereik blijft de app proberen. Bij direct gevaar belt u 112."
)
PANIC_SEND = "Stuur nu een alarm"
CALL_112 = "Bel 112"

TIMER = "Uiterlijk terug om"
TIMER_OVER, MINUTES = "Uiterlijk terug over", "minuten"
TIMER_BACK = "Ik ben terug"
TIMER_MINUTES = (15, 30, 45, 60)
TIMER_STARTED = "De wekker loopt"
TIMER_STOPPED = "Fijn dat u terug bent"
TIMER_EXTENDED = "De wekker loopt door"
MORE_MINUTES = 10
LONGER = f"{MORE_MINUTES} minuten langer"
QUESTION = "Bent u in orde?"
YES_BACK = "Ja, ik ben terug"
NEED_HELP = "Ik heb hulp nodig"

OWN_ALARM = "Uw alarm"
ANSWER = "Ik ga kijken"
ANSWERED = "U gaat kijken. De anderen zien dat."
NOBODY_YET = "Nog niemand heeft gezegd dat hij gaat kijken."
KEEPS_TRYING = "De app blijft elke paar seconden proberen. Bel intussen zelf."
END = "Alarm beëindigen"
END_WHAT = "Wat was er aan de hand?"
END_HINT = "In een paar woorden"
END_WORDS = ("Alles is veilig", "Per ongeluk gedrukt", "Hulp is ter plaatse")
END_MISSING = "Kies of schrijf een paar woorden. Zo weten uw collega's dat het goed is."
ENDED = "Dit alarm is voorbij"
WRITE_INCIDENT = "Incident vastleggen"
NO_PLACE = "De plaats is niet bekend."
OWN_PLACE = "Uw plaats gaat mee zolang dit alarm loopt. Ze wordt nergens bewaard."
OWN_NO_PLACE = "Uw plaats is niet bekend. Zeg aan de telefoon waar u bent."
MAP = "Open op de kaart"

INCIDENTS = "Incidenten"
INCIDENTS_NOTE = "Bedreigd, gevolgd of uitgescholden? Leg kort vast wat er gebeurde. Schrijf op wat u zag en hoorde."
INCIDENT_KIND = "Wat voor incident?"
INCIDENT_WHEN = "Wanneer?"
INCIDENT_WHAT = "Wat gebeurde er?"
INCIDENT_HINT = "Feiten: wat u zag en hoorde, en wat u deed"
INCIDENT_SAVE = "Vastleggen"
INCIDENT_SAVED = "Incident bewaard"
INCIDENT_KIND_MISSING = "Kies wat voor incident het was."
INCIDENT_TEXT_MISSING = "Schrijf kort op wat er gebeurde."
INCIDENTS_NONE = "U heeft geen incidenten vastgelegd."
MINE = "Door u vastgelegd"
AGO = {0: "Nu", 15: "15 min geleden", 60: "1 uur geleden", 180: "3 uur geleden"}
KINDS = {
    IncidentKind.THREAT: "Bedreiging",
    IncidentKind.VIOLENCE: "Geweld",
    IncidentKind.VERBAL: "Schelden",
    IncidentKind.FOLLOWED: "Gevolgd",
    IncidentKind.TRAFFIC: "Verkeer",
    IncidentKind.NEAR_MISS: "Bijna-ongeluk",
    IncidentKind.OTHER: "Anders",
}
SAFETY = "Veiligheid"
PHONE_CHECKED = "Telefoon en accu gecontroleerd"
BATTERY = "Accu in procenten"
BATTERY_HINT = "bijvoorbeeld: 80"
BATTERY_WRONG = "Vul een getal van 0 tot 100 in, of laat de accu leeg."

_ALL_WELL = {
    AllWell.STOPPED: "is terug en heeft de wekker gestopt",
    AllWell.EXTENDED: "is in orde en heeft meer tijd nodig",
    AllWell.REPLACED: "is in orde en heeft een nieuwe wekker gezet",
    AllWell.SHIFT_ENDED: "heeft de dienst afgesloten",
}


def call(contact: DutyContact) -> str:
    """`Bel Meldkamer 0612345678`."""
    return f"Bel {contact.name} {contact.phone}"


def timer_runs(view: SafetyView) -> str:
    """Until when, and when the colleagues are called."""
    if view.timer is None or view.calls_at is None:
        return ""
    return f"Dan vraagt de app of u in orde bent. Zonder antwoord krijgen uw collega's om {words.clock(view.calls_at)} een alarm."


def question(view: SafetyView) -> str:
    """What the phone asks when the time has passed."""
    until = words.clock(view.timer.until) if view.timer else ""
    if view.calls_at and view.now >= view.calls_at:
        return f"U zou uiterlijk om {until} terug zijn. Uw collega's zijn gewaarschuwd, of worden dat zodra er bereik is."
    calls = words.clock(view.calls_at) if view.calls_at else ""
    return f"U zou uiterlijk om {until} terug zijn. Zonder antwoord krijgen uw collega's om {calls} een alarm."


def banner(view: AlarmView) -> str:
    """One line above every screen while somebody needs help."""
    if view.is_mine:
        return f"{OWN_ALARM}: {_lower(standing(view))}"
    return f"{view.officer.name} {needs(view)} (sinds {words.clock(view.alarm.raised_at)})"


def needs(view: AlarmView) -> str:
    """Why there is an alarm."""
    return "heeft hulp nodig" if view.alarm.kind is AlarmKind.PANIC else "is niet op tijd terug"


def alarm_title(view: AlarmView) -> str:
    """Above the screen of an alarm."""
    return OWN_ALARM if view.is_mine else f"{view.officer.name} {needs(view)}"


def since(view: AlarmView, now: datetime) -> str:
    """Since when, and until when a late colleague said to be away."""
    said = f"Alarm sinds {words.when(view.alarm.raised_at, now)}."
    late = f" Uiterlijk terug om {words.clock(view.timer.until)}." if view.timer else ""
    return said + late


def standing(view: AlarmView) -> str:
    """How far one's own alarm is, in words that never promise too much."""
    if view.answers:
        return f"{names(view)} gaat kijken" if len(view.answers) == 1 else f"{names(view)} gaan kijken"
    return {
        Delivery.SAVED: "Bewaard, nog niet verstuurd",
        Delivery.SENT: "Onderweg, nog niet bevestigd",
    }.get(view.delivery, "Verstuurd, nog geen antwoord")


def names(view: AlarmView) -> str:
    """Who is acting on it."""
    return " en ".join(each.name for each in view.answers)


def ended(view: AlarmView) -> str:
    """Who ended it, when, and with which words."""
    at = words.clock(view.alarm.ended_at) if view.alarm.ended_at else ""
    what = view.alarm.what
    if what in list(AllWell):
        return f"{view.officer.name} {_ALL_WELL[AllWell(what)]} ({at})."
    who = view.ended_by.name if view.ended_by else ""
    return f"Beëindigd door {who} om {at}." + (f" “{what}”" if what else "")


def place(position: Position, now: datetime) -> str:
    """Coordinates, how far off, and of when: to read out over the telephone."""
    point = f"{_degrees(position.latitude)}, {_degrees(position.longitude)}"
    return f"{point} (op {position.accuracy_m} m nauwkeurig, {words.when(position.at, now)})"


def _degrees(micro: int) -> str:
    return f"{micro / MICRO:.5f}"


def distance(metres: int) -> str:
    """`350 m`, `1,2 km`."""
    return f"{metres} m van u" if metres < 1_000 else f"{metres / 1_000:.1f} km van u".replace(".", ",")  # noqa: PLR2004  # a kilometre


def incident(row: Incident, now: datetime) -> str:
    """Kind and time of an incident."""
    return f"{KINDS[row.kind]} · {words.when(row.happened_at, now)}"


def _lower(text: str) -> str:
    return words.lower_first(text) if text.startswith(("Bewaard", "Onderweg", "Verstuurd")) else text
