"""Dutch of Rooster: weeks and months, who drives when, one's own shifts, open shifts, and changes that ask to be read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from field_app.rules.records import Officer, Shift
from field_app.rules.roster_commands import AvailabilityKind
from field_app.rules.roster_records import Availability
from field_app.rules.vocabulary import Moment, ShiftStatus, local
from field_app.ui.text_nl import words
from field_app.workday.roster_views import CarView, Cover, DayView, SlotView

YOU = "U"
PREVIOUS_WEEK, NEXT_WEEK = "Vorige week", "Volgende week"
PREVIOUS_MONTH, NEXT_MONTH = "Vorige maand", "Volgende maand"
THIS_WEEK = "Deze week"
SHOW_MONTH, SHOW_WEEK = "Maand", "Week"
NOT_PUBLISHED = "Voor deze dagen is nog geen rooster gepubliceerd. Zodra het er is, ziet u het hier."
OPEN, MORE_CARS = "open", "meer"
LEGEND = {
    "mine": "uw dienst",
    "offered": "aangeboden",
    Cover.BELOW_MINIMUM: "te weinig auto's",
    Cover.BELOW_TARGET: "minder dan gewenst",
    "waits": "ruil wacht",
    "seen": "nog te lezen",
    "concept": "concept",
}
COVERS = {
    Cover.ENOUGH: "",
    Cover.BELOW_TARGET: "Minder auto's dan gewenst.",
    Cover.BELOW_MINIMUM: "Te weinig auto's.",
}
WHO_DRIVES = "Wie rijdt wanneer"
CHOOSE_DAY = "Tik op een dag of moment. Dan ziet u hier wie er rijdt."
NOBODY = "Niemand"
TODAY = "vandaag"
SHOW_SHIFT = "Bekijk de dienst"
ADD_SHIFT = "Dienst toevoegen"
MY_SHIFTS = "Mijn diensten"
MY_SHIFTS_NONE = "U heeft nog geen diensten. Zodra het rooster is gepubliceerd, staan uw diensten hier."
MY_SHIFTS_MORE = "Toon meer diensten"
EXPORT = "Zet in mijn agenda"
EXPORT_NOTE = "Alleen dag en uren, niets over zaken."
EXPORT_NAME = "ronde-diensten.ics"
EXPORTED = "Agendabestand gemaakt. Open het op uw telefoon om de diensten toe te voegen."
EXPORT_CANCELLED = "Er is geen agendabestand gemaakt."
AVAILABILITY = "Vrij, wensen en ziek"

AVAILABILITIES = {
    AvailabilityKind.AWAY: "Vrij of afwezig",
    AvailabilityKind.WISH_FREE: "Liever vrij",
    AvailabilityKind.WISH_WORK: "Wil graag werken",
}

TAKE = "Overnemen"
TAKE_SAID = "Bewaard. Tot de server het bevestigt is de dienst nog niet van u."
TAKING = "U wilt deze dienst overnemen. Wacht op de server: tot die het bevestigt is de dienst nog niet van u."
TAKING_PILL = "wacht"
CANNOT_TAKE = "U kunt deze dienst niet overnemen:"
NOT_TAKEABLE = "Open, maar niet voor u"
NOT_FOR_YOU = "Nu niet over te nemen."

STATUSES = {
    ShiftStatus.CONCEPT: "concept",
    ShiftStatus.PUBLISHED: "gepubliceerd",
    ShiftStatus.STARTED: "begonnen",
    ShiftStatus.ENDED: "afgesloten",
    ShiftStatus.CANCELLED: "vervallen",
}
SHIFT_OF, SHIFT_HOURS, SHIFT_MOMENTS, SHIFT_CAR, SHIFT_STATUS = "Wie rijdt", "Uren", "Momenten", "Auto", "Stand"


def week(on: date) -> str:
    """`week 47`."""
    return f"week {on.isocalendar().week}"


def days(first: date, last: date) -> str:
    """`16 t/m 22 nov`."""
    begins = str(first.day) if first.month == last.month else words.day_month(first)
    return f"{begins} t/m {words.day_month(last)}"


def month(on: date) -> str:
    """`november 2026`."""
    return f"{words.month(on)} {on.year}"


def day_name(on: date) -> str:
    """`do`."""
    return words.short_day(on)[:2]


def span(begins_at: datetime, ends_at: datetime) -> str:
    """`18–23`, with minutes where there are any."""  # noqa: RUF002 - a dash between two times
    return f"{_hour(begins_at)}–{_hour(ends_at)}"  # noqa: RUF001 - a dash between two times


def _hour(at: datetime) -> str:
    return f"{local(at):%H:%M}" if local(at).minute else f"{local(at):%H}"


def moments(shift: Shift) -> str:
    """`avond`, `vroege en late ochtend`, `late ochtend en middag`."""
    names = [words.MOMENTS[slot.moment].lower() for slot in shift.slots]
    if [slot.moment for slot in shift.slots] == [Moment.EARLY_MORNING, Moment.LATE_MORNING]:
        return "vroege en late ochtend"
    return " en ".join(names)


def shift_name(shift: Shift) -> str:
    """`za 21 avond`: a weekday with its number comes back after months only."""
    on = shift.slots[0].on if shift.slots else local(shift.begins_at).date()
    return f"{day_name(on)} {on.day} {moments(shift)}"


def shift_full(shift: Shift) -> str:
    """`za 21 avond 18–23`."""  # noqa: RUF002 - a dash between two times
    return f"{shift_name(shift)} {span(shift.begins_at, shift.ends_at)}"


def shift_line(shift: Shift) -> str:
    """Moments, hours and car of one's own shift."""
    return " · ".join(part for part in (words.upper_first(moments(shift)), hours(shift), shift.vehicle) if part)


def hours(shift: Shift) -> str:
    """`18:00 - 23:00` with a long dash."""
    return f"{words.clock(shift.begins_at)} – {words.clock(shift.ends_at)}"  # noqa: RUF001 - a dash between two times


def who(officer: Officer | None, me: str) -> str:
    """A name, `u` for oneself, `niemand` for an open shift."""
    if officer is None:
        return "niemand"
    return "u" if officer.id == me else officer.name


def car(car_: CarView) -> str:
    """One car in words."""
    name = "u" if car_.is_mine else car_.officer.name if car_.officer else "open dienst"
    notes = [
        "aangeboden" if car_.is_offered else "",
        "ruil wacht op de server" if car_.waits else "",
        "nog te bevestigen als gezien" if car_.needs_seen else "",
        "concept" if car_.shift.status is ShiftStatus.CONCEPT else "",
    ]
    said = ", ".join(each for each in notes if each)
    return f"{name} ({said})" if said else name


def slot_spoken(view: SlotView, cover: Cover) -> str:
    """A cell of the week as one sentence for a screen reader."""
    when = f"{words.full_day(view.slot.on)}, {words.MOMENTS[view.slot.moment].lower()} {span(view.begins_at, view.ends_at)}"
    drives = ", ".join(car(each) for each in view.cars) or "niemand"
    return f"{words.upper_first(when)}: {drives}. {COVERS[cover]}".strip()


def day_head_spoken(day: DayView) -> str:
    """A day above its column, with what one said of it oneself."""
    said = ", ".join(dict.fromkeys(AVAILABILITIES[each.kind].lower() for each in day.availability))
    return (
        words.upper_first(words.full_day(day.on)) + (", vandaag" if day.is_today else "") + (f"; u gaf op: {said}" if said else "")
    )


def day_head(day: DayView) -> str:
    """`Dinsdag 24 november, vandaag`."""
    return words.upper_first(words.full_day(day.on)) + (", vandaag" if day.is_today else "")


def slot_line(view: SlotView) -> str:
    """`Vroeg 05–09: Els en u`."""  # noqa: RUF002 - a dash between two times
    drives = " en ".join(car(each) for each in view.cars) or "niemand"
    return f"{words.SHORT_MOMENTS[view.slot.moment]} {span(view.begins_at, view.ends_at)}: {drives}"


def slot_head(view: SlotView) -> str:
    """`Avond 18–23`."""  # noqa: RUF002 - a dash between two times
    return f"{words.MOMENTS[view.slot.moment]} {span(view.begins_at, view.ends_at)}"


def day_spoken(day: DayView, mine: Sequence[Moment], gaps: Sequence[tuple[Moment, Cover]]) -> str:
    """A day of the month as one sentence for a screen reader."""
    drives = "u rijdt " + " en ".join(words.MOMENTS[each].lower() for each in mine) if mine else "u rijdt niet"
    few = "".join(f" {words.MOMENTS[moment]}: {COVERS[cover].lower()}" for moment, cover in gaps)
    return f"{words.upper_first(words.full_day(day.on))}: {drives}.{few}"


def own_word(said: Availability, on: date) -> str:
    """What one said oneself of (a part of) this day."""
    day = (local(said.begins_at).date(), local(said.ends_at - timedelta(minutes=1)).date())
    part = f" {words.clock(said.begins_at)}–{words.clock(said.ends_at)}" if day == (on, on) and not _whole(said) else ""  # noqa: RUF001
    return f"U gaf op: {AVAILABILITIES[said.kind].lower()}{part}"


def _whole(said: Availability) -> bool:
    return words.clock(said.begins_at) == "00:00" == words.clock(said.ends_at)


def open_shift(shift: Shift) -> str:
    """`Open dienst: za 21 avond 18–23`."""  # noqa: RUF002 - a dash between two times
    return f"Open dienst: {shift_full(shift)}"


def your(officer: Officer, is_mine: bool) -> str:
    """Whose shift it is."""
    return "van u" if is_mine else f"van {officer.name}"
