"""Dutch of the cases: the list, the dossier with its counts and pattern, and the entries of the journal."""

from __future__ import annotations

from datetime import date

from field_app.rules import text_nl as rules_nl
from field_app.rules.dossier.plan_records import Plan
from field_app.rules.look import Contact, Person, Vehicle
from field_app.rules.pattern.records import CellState
from field_app.rules.vocabulary import Flag, Moment, local
from field_app.ui.text_nl import words
from field_app.ui.text_nl.today import summary
from field_app.workday.case_views import CaseLine, CaseView
from field_app.workday.views import Entry

#: The team works on about this many cases at the same time.

SEARCH = "Zoek op naam of wijk"
NONE_FOUND = "Geen zaak gevonden met deze naam of wijk."
NO_CASES = "Er staan nog geen zaken op de lijst. Uw team zet ze erop; na het uitwisselen ziet u ze hier."
CHOOSE = "Kies links een zaak."
OBSERVE = "Waarneming"
OWN_CASE = "uw regie"
NO_PLAN = "nog geen plan"
ADDRESS_SHOW = "Adres tonen"
ADDRESS_HIDE = "Adres verbergen"
QUESTION = "Vraag"
COUNTER = "Kan ook anders zijn"
PLAN_NONE = "Er is geen goedgekeurd plan. Zonder plan wordt niet gekeken."
COUNT_LOOKS = "Keren gekeken"
COUNT_DAY = "Vaakst op één dag"
COUNT_MINUTES = "Minuten"
COUNT_LONGEST = "Langste keer, minuten"
PATTERN = "Patroon"
JOURNAL = "Verloop"
JOURNAL_MORE, JOURNAL_BACK = "Toon oudere regels", "Toon nieuwere regels"
EARLIER = "eerdere versie"
WITHDRAWN = "ingetrokken"
EXCULPATORY = "pleit ertegen"
YOU = "U"

FACTS = "Feiten"
FACTS_NONE = "Geen feiten opgeschreven."
VEHICLES = "Voertuigen"
PERSONS = "Personen"
INTERPRETATION = "Eigen duiding van de waarnemer (geen feit)"
CONTACT = "Contact"
HOW = "Hoe er is gekeken"
TIMES = "Tijden"
FLAGS = "De teamleider let op"
IMPROVE = "Verbeteren"
WITHDRAW = "Intrekken"
WITHDRAW_TITLE = "Waarom trekt u dit in?"
WITHDRAW_NOTE = "De regel blijft leesbaar, met een streep erdoor en uw reden erbij."
WITHDRAW_DONE = "Ingetrokken; beide regels blijven leesbaar"
PREFILLED = {
    "place_id": "plaats",
    "own_position": "eigen plek",
    "is_public_place": "openbare plek",
    "vantage": "vanuit",
    "sightline": "zicht",
    "light": "licht",
    "street_lighting": "straatverlichting",
    "slot": "moment",
    "is_exculpatory": "ontlastend",
    "shift_id": "dienst",
}


def list_count(number: int, places: int) -> str:
    """`7 van 10`."""
    return f"{number} van {places}"


def day(line: CaseLine) -> str:
    """`dag 7`."""
    return f"dag {line.day_number}" if line.has_plan else NO_PLAN


def day_of(line: CaseLine) -> str:
    """`dag 7 van 15`."""
    return f"dag {line.day_number} van {line.days}" if line.has_plan else NO_PLAN


def budget(line: CaseLine) -> str:
    """`11/20`."""
    return f"{line.looks}/{line.budget}" if line.budget else str(line.looks)


def budget_spoken(line: CaseLine) -> str:
    """The same for a screen reader."""
    return f"{line.looks} van {line.budget} keer gekeken" if line.budget else f"{line.looks} keer gekeken"


def owner(line: CaseLine) -> str:
    """Whose case it is."""
    return OWN_CASE if line.is_mine else line.owner.name


def decide_by(plan: Plan) -> str:
    """`besluit uiterlijk 27 nov`."""
    return f"besluit uiterlijk {words.day_month(plan.ends_on)}"


def approved(plan: Plan, name: str | None) -> str:
    """Who approved the plan, and when."""
    if plan.approved_at is None:
        return "Het plan wacht op goedkeuring."
    return f"Plan goedgekeurd door {name or 'de teamleider'} op {words.day_month(local(plan.approved_at).date())}"


def of(number: int, limit: int) -> str:
    """`11 van 20`."""
    return f"{number} van {limit}"


def row(moment: Moment, days: tuple[date, ...], states: tuple[CellState, ...]) -> str:
    """One row of the pattern in words, for a screen reader; days on which nothing was planned are left out."""
    said = [
        f"{words.day_month(on)} {words.CELLS[state]}"
        for on, state in zip(days, states, strict=True)
        if state != CellState.NOT_PLANNED
    ]
    return f"{words.MOMENTS[moment]}: {', '.join(said) if said else 'niets gepland'}"


def pattern_count(view: CaseView) -> str:
    """`11 waarnemingen · 5 collega's`."""
    return f"{words.count(view.entries, 'waarneming', 'waarnemingen')} · {words.count(view.colleagues, 'collega', 'collega’s')}"  # noqa: RUF001 - a Dutch apostrophe


def line(entry: Entry) -> str:
    """What one entry of the journal says."""
    return words.lower_first(summary(entry))


def who(entry: Entry) -> str:
    """Who recorded it."""
    return YOU if entry.is_mine else entry.officer.name


def flags(entry: Entry) -> str:
    """The flags in words, and by how much the clock was off where that is one of them."""
    off = {} if entry.skew_ms is None else {Flag.CLOCK_SKEW.value: f" ({rules_nl.skew(entry.skew_ms)})"}
    return ", ".join(rules_nl.flag(code) + off.get(code, "") for code in entry.flags)


def withdrawn(entry: Entry) -> str:
    """That and why an entry was withdrawn."""
    return f"{WITHDRAWN}: {entry.withdrawn_reason}" if entry.withdrawn_reason else WITHDRAWN


def times(entry: Entry) -> list[tuple[str, str]]:
    """The times of an entry, by the phone and by the server."""
    rows = [
        ("Begin", f"{words.short_day(local(entry.began_at).date())} {words.clock_seconds(entry.began_at)}"),
        ("Einde", words.clock_seconds(entry.ended_at)),
        ("Vastgelegd (telefoon)", words.clock_seconds(entry.recorded_at)),
        ("Ontvangen (server)", words.clock_seconds(entry.received_at) if entry.received_at else "nog niet"),
    ]
    if entry.skew_ms is not None:
        rows.append(("Klok van de telefoon", f"{rules_nl.skew(entry.skew_ms)} op de server"))
    if entry.first_tap_at:
        rows.append(("Eerste tik", words.clock_seconds(entry.first_tap_at)))
    return rows


def how(entry: Entry) -> list[tuple[str, str]]:
    """How was looked: place, own position, sightline, light."""
    lamps = {True: "met straatverlichting", False: "zonder straatverlichting", None: ""}[entry.street_lighting]
    light = ", ".join(part for part in (words.LIGHTS[entry.light], lamps) if part)
    sight = ", ".join(part for part in (words.SIGHTLINES[entry.sightline], entry.sightline_note) if part)
    rows = [
        ("Bekeken plaats", entry.place_label),
        ("Eigen plek", entry.own_position),
        ("Openbare plek", "ja" if entry.is_public_place else "nee"),
        ("Vanuit", words.VANTAGES[entry.vantage].lower()),
        ("Zicht", words.lower_first(sight)),
        ("Licht", words.lower_first(light)),
        ("Ontlastend", "ja, pleit tegen het vermoeden" if entry.is_exculpatory else "nee"),
    ]
    filled = ", ".join(PREFILLED.get(name, name) for name in entry.prefilled)
    return [*rows, ("Vooraf ingevuld, bevestigd", filled)] if filled else rows


def reasons(entry: Entry) -> list[tuple[str, str]]:
    """The reasons that were given with an entry."""
    unable = ", ".join(
        part for part in (words.UNABLE.get(entry.unable_reason, "") if entry.unable_reason else "", entry.unable_note) if part
    )
    rows = (
        ("Kon niet waarnemen", unable),
        ("Achteraf opgeschreven", entry.late_reason),
        ("Andere begintijd", entry.time_reason),
        ("Verbeterd", entry.correction_reason),
        ("Ingetrokken", entry.withdrawn_reason),
    )
    return [(name, text) for name, text in rows if text]


def vehicle(each: Vehicle) -> str:
    """A vehicle in one line."""
    return ", ".join(part for part in (each.description, each.plate, each.where) if part)


def person(each: Person) -> str:
    """A person in one line."""
    recognised = f"herkend van: {each.recognised_by}" if each.recognised_by else ""
    return ", ".join(part for part in (each.label, each.description, recognised) if part)


def contact(each: Contact) -> str:
    """What was said, to whom."""
    identified = "gelegitimeerd" if each.identified else "niet gelegitimeerd"
    return f"Met {each.with_whom} ({identified}): {each.said}"
