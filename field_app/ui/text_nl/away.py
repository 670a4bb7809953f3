"""Dutch of being away: days off, wishes and the sick report, without ever asking why."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from field_app.rules.records import Shift
from field_app.rules.roster_commands import AvailabilityKind
from field_app.rules.roster_records import Availability
from field_app.rules.vocabulary import Moment, local
from field_app.ui.text_nl import roster as roster_nl
from field_app.ui.text_nl import words

TITLE = "Vrij, wensen en ziek"
WHY_NOT = "Waarom hoeft u niet te zeggen."
MINE = "Wat u heeft opgegeven"
MINE_NONE = "U heeft niets opgegeven. Wat u hieronder opgeeft, komt hier te staan."
WITHDRAW = "Intrekken"
WITHDRAWN = "Ingetrokken"
NEW = "Opgeven"
KIND = "Wat geeft u op"
KINDS = {
    AvailabilityKind.AWAY: "Vrij of verlof",
    AvailabilityKind.WISH_FREE: "Liever vrij",
    AvailabilityKind.WISH_WORK: "Wil graag werken",
}
NOTES = {
    AvailabilityKind.AWAY: (
        "U krijgt dan geen dienst. Diensten die u al heeft, blijven van u: bied ze aan of overleg met de roosteraar."
    ),
    AvailabilityKind.WISH_FREE: "Het rooster houdt er rekening mee, maar belooft het niet.",
    AvailabilityKind.WISH_WORK: "Het rooster houdt er rekening mee, maar belooft het niet.",
}
FROM, TO = "Van", "T/m"
PART, PART_NOTE = "Welk deel van de dag", "Kiest u er meer, dan telt ook de tijd ertussen."
WHOLE_DAY = "Hele dag"
SAY, SAID = "Opgeven", "Bewaard"
PERIOD_WRONG = "De laatste dag ligt voor de eerste. Kies andere dagen."

SICK_TITLE = "Ziek melden"
SICK_NOTE = "Vanaf nu. Niemand hoeft akkoord te geven."
SICK_UNTIL = "Tot en met"
SICK_ASK = "U meldt zich ziek"
SICK = "Meld mij ziek"
SICK_SAID = "Bewaard. Uw diensten komen open te staan zodra de server het weet. Beterschap."
SICK_NONE = "U heeft in deze tijd geen diensten."
SICK_KEEPS = "Intrekken kan, maar een dienst die een collega heeft overgenomen, blijft van die collega."
SICK_SEEN = "Collega's zien alleen dat u er niet bent."
STARTED = "De dienst die nu loopt, sluit u zelf af bij Vandaag."


def period(said: Availability) -> str:
    """`za 21 nov`, `za 21 nov t/m ma 23 nov`, `za 21 nov 18:00–23:00`."""  # noqa: RUF002 - a dash between two times
    first, last = local(said.begins_at).date(), _last(said.ends_at)
    whole = words.clock(said.ends_at) == "00:00"
    if first == last:
        part = f" {words.clock(said.begins_at)}–{words.clock(said.ends_at)}"  # noqa: RUF001 - a dash between two times
        return words.short_day(first) + ("" if whole and words.clock(said.begins_at) == "00:00" else part)
    return f"{words.short_day(first)} t/m {words.short_day(last)}"


def _last(ends_at: datetime) -> date:
    """The last day of a period, which may end at midnight."""
    return local(ends_at - timedelta(minutes=1)).date()


def part(moment: Moment, begins_at: datetime, ends_at: datetime) -> str:
    """`Avond 18–23`."""  # noqa: RUF002 - a dash between two times
    return f"{words.MOMENTS[moment]} {roster_nl.span(begins_at, ends_at)}"


def consequences(shifts: list[Shift], until: date) -> str:
    """What a sick report does, a line each, before it is made."""
    names = ", ".join(roster_nl.shift_full(each) for each in shifts)
    opened = f"Deze diensten komen open te staan: {names}." if shifts else SICK_NONE
    return "\n".join((f"Van nu tot en met {words.full_day(until)}.", opened, f"{SICK_SEEN} {WHY_NOT}", SICK_KEEPS))
