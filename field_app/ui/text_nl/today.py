"""Dutch of Vandaag: the shift, the stops, the drafts and the hints."""

from __future__ import annotations

from datetime import datetime

from field_app.rules.pattern.records import CellState
from field_app.rules.records import Shift
from field_app.rules.vocabulary import Moment, local
from field_app.ui.text_nl import words
from field_app.workday.views import DraftLine, Entry, StopView, TodayView

OBSERVE = "Waarneming"
NOTHING_SEEN = "Niets gezien"
OWN_CASE = "uw regie"
BETWEEN_MOMENTS = "Tussen twee momenten"
ALONE = "u rijdt alleen"
NOT_LOOKED_YET = "nog geen waarneming in deze zaak"
CONTINUE = "Verder"
OTHER_CASES_SHOW = "Toon de andere zaken"
OTHER_CASES_HIDE = "Verberg de andere zaken"
OTHER_CASES_NOTE = "Deze zaken horen nu niet bij uw dienst. Ziet u toch iets? U kunt het gewoon vastleggen."
NO_SHIFT = "U heeft vandaag geen dienst"
NO_SHIFT_HOW = "Wilt u toch iets vastleggen? Kies hieronder een zaak. De teamleider ziet dat het buiten uw dienst was."
NO_CASES = "Er staan nog geen zaken op deze telefoon. Ze komen vanzelf zodra de telefoon verbinding heeft gehad."
NO_STOPS = "In deze dienst is geen zaak gepland. Hieronder staan de andere zaken."

PARKED_TITLE = "Eerst parkeren, dan tikken"
PARKED = "Typ nooit tijdens het rijden. Zet de auto stil en leg dan pas vast. De eerste tik onthoudt de tijd."

SHIFT_START = "Dienst beginnen"
SHIFT_START_NOTE = "Controleer of u met de juiste auto rijdt."
VEHICLE = "Auto"
VEHICLE_HINT = "bijvoorbeeld: auto 2"
SHIFT_END = "Dienst afsluiten"
SHIFT_END_NOTE = "Wat moet uw collega weten?"
SHIFT_END_HINT = "Alleen wat nodig is voor de volgende dienst"
NOT_DONE_TITLE = "Waarom is hier niet gekeken?"
NOT_DONE_REASONS = (
    *("Geen tijd", "Weg afgesloten", "Geen veilige plek", "Weggeroepen", "Zicht geblokkeerd", "Niet nodig volgens de zaakeigenaar"),
)
NOT_DONE_MISSING = "Kies bij elke zaak waar niet is gekeken een reden."
SHIFT_STARTED = "Dienst begonnen"
SHIFT_ENDED = "Dienst afgesloten"
SHIFT_OVER = "Uw dienst is afgesloten. Goede rit naar huis."


def title(view: TodayView) -> str:
    """The moment of the day in which the officer now is."""
    return words.MOMENTS[view.moment] if view.moment else BETWEEN_MOMENTS


def header(view: TodayView) -> str:
    """The hours of the shift, the car, that the officer is alone, and how many cases."""
    if view.shift is None:
        return NO_SHIFT
    cases = words.count(len(view.stops), "zaak", "zaken")
    return " · ".join(part for part in (when(view.shift, view.now), view.shift.vehicle, ALONE, cases) if part)


def hours(shift: Shift) -> str:
    """From when to when the shift is."""
    return f"{words.clock(shift.begins_at)} – {words.clock(shift.ends_at)}"  # noqa: RUF001 - a dash between two times


def when(shift: Shift, now: datetime) -> str:
    """The hours of a shift, with its day unless that is today."""
    on, today = local(shift.begins_at).date(), local(now).date()
    return hours(shift) if on == today else f"{words.relative_day(on, today)} {hours(shift)}"


def next_shift(shift: Shift, now: datetime) -> str:
    """When the next shift is."""
    day = words.relative_day(local(shift.begins_at).date(), local(now).date())
    return f"Uw volgende dienst: {day}, {hours(shift)}."


def handover(name: str) -> str:
    """Above the note of the colleague before."""
    return f"{name} laat weten"


def days_left(number: int) -> str:
    """`nog 3 dagen`."""
    if number < 0:
        return "termijn voorbij"
    return "laatste dag" if number == 0 else f"nog {words.count(number, 'dag', 'dagen')}"


def day_of(stop: StopView) -> str:
    """`dag 7 van 15`."""
    return f"dag {stop.day_number} van {stop.days}" if stop.plan else "nog geen plan"


def plan_today(stop: StopView) -> str:
    """Whether something is planned for this case today, and whether it is done."""
    if stop.is_done:
        return "nu gedaan"
    states = {state for _, state in stop.today}
    if CellState.PLANNED in states:
        return "gepland vandaag"
    return "vandaag niet gelukt" if CellState.MISSED in states else "niet gepland vandaag"


def moments(today: tuple[tuple[Moment, CellState], ...]) -> str:
    """The four shapes in words, for a screen reader."""
    return "Vandaag: " + ", ".join(f"{words.MOMENTS[moment].lower()} {words.CELLS[state]}" for moment, state in today)


def draft(line: DraftLine) -> str:
    """`Concept 06:12 · Linde`."""
    return f"Concept {words.clock(line.began_at)} · {line.code_name}"


def last(entry: Entry, now: datetime) -> str:
    """The last entry of a case: time, what, who."""
    who = "u" if entry.is_mine else entry.officer.name
    withdrawn = ", ingetrokken" if entry.withdrawn_at else ""
    return f"{words.when(entry.began_at, now)} {words.lower_first(summary(entry))} ({who}{withdrawn})"


def summary(entry: Entry) -> str:
    """What one entry says, in a few words."""
    facts = ", ".join(words.lower_first(fact.text.strip().rstrip(".")) for fact in entry.facts)
    text = words.RESULTS[entry.result]
    if entry.unable_reason:
        text = f"{text}: {words.UNABLE[entry.unable_reason].lower()}"
    return words.upper_first(facts) if facts else text
