"""Dutch that every form of casework uses, and the shape in which each form has its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from field_app.rules.vocabulary import Kind, local
from field_app.ui.text_nl import words
from field_app.workday.choices import EntryLine

#: What each field of a form is called, with or without an example or the reason why it is asked.
Labels = Mapping[str, str | tuple[str, str]]


@dataclass(frozen=True, slots=True)
class FormWords:
    """The Dutch of one form: title, note, the button, what is said when it is sealed, and for each field its label and a note."""

    title: str
    button: str
    said: str
    note: str = ""
    fields: Labels = field(default_factory=dict)

    def label(self, key: str) -> str:
        """What is asked."""
        found = self.fields[key]
        return found if isinstance(found, str) else found[0]

    def hint(self, key: str) -> str:
        """An example, or why it is asked."""
        found = self.fields[key]
        return "" if isinstance(found, str) else found[1]


SEAL = "Vastleggen"
SAVED = "Bewaard als concept"
KEPT = "Concept bewaard. U vindt het bij Vandaag."
DISCARD = "Concept weggooien"
DISCARDED = "Concept weggegooid"
RESTORED = "Concept is terug"
GONE = "Dit formulier is al verstuurd of weggegooid. Ga terug en begin zo nodig opnieuw."
BUSY = "Bezig…"
MISSING = "Vul dit nog in."
YES_NO = ("Ja", "Nee")
NOT_REQUIRED = "mag leeg blijven"
NOT_DONE = "leeg als het niet is gebeurd"
MAY_STAY_EMPTY = "Mag leeg blijven."
NO_NUMBER = "—"
CHOOSE_DAY = "Kies een dag"
CHOOSE_TIME = "Kies een tijd"
LESS, MORE = "Minder", "Meer"
NOTHING_TO_CHOOSE = "Er is hier niets om uit te kiezen."
ADD, REMOVE = "Toevoegen", "Weghalen"
REMOVED = "Weggehaald"
ONE_A_LINE = "Elk woord op een eigen regel"
ENTRIES_NONE = "Er staan nog geen regels in dit dossier."
ENTRIES_MORE = "Toon alle regels"
TABLE_TAKE = "Leg deze regels ook op tafel"
WITHDRAWN = "ingetrokken"
EXCULPATORY = "ontlastend"
SPREAD_TITLE = "Laat de app een verdeling voorstellen"
SPREAD_NOTE = "Kies de delen van de dag die de vraag beantwoorden. De app stelt de minste momenten voor, verspreid over de periode."
SPREAD = "Verdeling voorstellen"
SPREAD_NONE = "Kies eerst een of meer delen van de dag."
SPREAD_DONE = "Voorstel ingevuld. U kunt elk moment nog aan- of uitzetten."
SPREAD_COUNT = "Aantal keren kijken"
WINDOW_FIRST = "Kies eerst het begin en het einde van de periode."
WINDOW_WRONG = "Het einde ligt voor het begin. Pas een van de twee dagen aan."
LETTER_SUGGEST = "Tekst voorstellen"
LETTER_SUGGESTED = "Voorstel ingevuld. Lees de brief en pas hem aan."
COMPOSE_FIRST = "Kies eerst de soort brief, en schrijf de aanleiding en het doel op."

KINDS = {
    Kind.OBSERVATION: "Waarneming",
    Kind.FINDING: "Bevinding",
    Kind.FOLLOWING: "Volgactie",
    Kind.VISIT: "Huisbezoek",
    Kind.TALK: "Gesprek",
}


def open_one(title: str, code_name: str | None) -> str:
    """`Concept: Plan indienen · Linde`."""
    return f"Concept: {' · '.join(each for each in (title, code_name) if each)}"


def step(number: int, title: str) -> str:
    """`Stap 2 · Legitimeren`."""
    return f"Stap {number} · {title}"


def still_missing(labels: Iterable[str]) -> str:
    """What must be filled in before it can be sealed."""
    return f"Nog invullen: {', '.join(words.lower_first(each).rstrip('?:') for each in labels)}."


def lacks(labels: Iterable[str]) -> str:
    """What the dossier itself still lacks."""
    return f"In het dossier ontbreekt nog: {', '.join(words.lower_first(each).rstrip('?:') for each in labels)}."


def about_field(label: str, sentence: str) -> str:
    """A refusal that is about one field."""
    return f"{label}: {words.lower_first(sentence)}"


def item(number: int, title: str) -> str:
    """`Persoon 2`."""
    return f"{title} {number}"


def add(title: str) -> str:
    """`Persoon toevoegen`."""
    return f"{title} toevoegen"


def remove(number: int, title: str) -> str:
    """`Persoon 2 weghalen`."""
    return f"{item(number, title)} weghalen"


def now(label: str) -> str:
    """`Nu: aangebeld om`."""
    return f"Nu: {words.lower_first(label)}"


def clear(label: str) -> str:
    """`Leeg maken: tot en met`."""
    return f"Leeg maken: {words.lower_first(label)}"


def day(label: str, on: date | None) -> str:
    """The day on its button."""
    return f"{label}: {words.short_day(on) if on else CHOOSE_DAY.lower()}"


def long_day(label: str, on: date | None) -> str:
    """The same with the year, for a day long ago."""
    return f"{label}: {f'{words.day_month(on)} {on.year}' if on else CHOOSE_DAY.lower()}"


def moment_day(at: datetime | None) -> str:
    """The day of a moment on its button."""
    return words.short_day(local(at).date()) if at else CHOOSE_DAY


def moment_time(at: datetime | None) -> str:
    """The time of a moment on its button."""
    return words.clock(at) if at else CHOOSE_TIME


def entry(line: EntryLine, at: datetime) -> str:
    """`di 17 nov 06:12 · Waarneming · Gezien`."""
    parts = [words.when(line.at, at), KINDS.get(line.kind, "")]
    if line.result:
        parts.append(words.RESULTS[line.result])
    return " · ".join(each for each in parts if each)


def entry_said(line: EntryLine) -> str:
    """What stands in it and by whom, with what should not be overlooked."""
    marks = [mark for mark, holds in ((EXCULPATORY, line.is_exculpatory), (WITHDRAWN, line.is_withdrawn)) if holds]
    return " · ".join(each for each in (line.officer.name, *marks, line.text) if each)


def on_table(number: int) -> str:
    """How many lines the decision is bound to."""
    return f"{words.count(number, 'regel ligt', 'regels liggen')} op tafel. Wat later binnenkomt, wordt apart getoond."


def new_on_table(number: int) -> str:
    """Lines that came in since."""
    return f"{words.count(number, 'regel is', 'regels zijn')} er sinds het openen bijgekomen."


def many_chosen(number: int) -> str:
    """How many moments are planned."""
    return f"{words.count(number, 'moment', 'momenten')} gekozen. Tik op een moment om het aan of uit te zetten."


def too_dense(most: int) -> str:
    """Why another moment on this day is not taken."""
    return f"Op deze dag {'staat al 1 moment' if most == 1 else f'staan al {most} momenten'}. Kies een andere dag."


def cell(on: date, moment: str, is_chosen: bool) -> str:
    """One cell of the grid, read out."""
    return f"{words.full_day(on)}, {moment.lower()}: {'gepland' if is_chosen else 'niet gepland'}"
