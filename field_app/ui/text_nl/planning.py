"""Dutch of the planner: asking for a roster, how it is getting on, who collides, editing a shift and publishing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from field_app.rules.roster_records import Collision, Progress, Roster, RosterStatus
from field_app.ui.text_nl import reasons, words
from field_app.ui.text_nl import roster as roster_nl
from field_app.workday.roster_views import RepairView

TITLE = "Rooster maken"
NOTE = "Ronde stelt een rooster voor dat aan alle regels voldoet. U beslist en publiceert."
OPEN = "Naar rooster maken"
ASK = "Vraag een voorstel"
ASK_TITLE = "Nieuw voorstel"
FROM, TO = "Van", "T/m"
SECONDS = "Zo lang zoeken"
SECONDS_OF = {10: "10 seconden", 20: "20 seconden", 60: "1 minuut", 300: "5 minuten"}
ASKED_SAID = "Gevraagd. De server maakt het voorstel; u ziet hier hoe ver het is."
NONE = "Er is geen voorstel. Kies een periode en vraag er een."
STOP = "Stop en houd het beste"
STOP_SAID = "Het beste tot nu toe blijft staan"
SHOW = "Bekijk in het rooster"
PUBLISH = "Publiceren"
PUBLISH_ASK = "Dit rooster publiceren?"
PUBLISH_NOTE = "Vanaf dan geldt het voor iedereen. Elke wijziging daarna vraagt om “gezien”."
PUBLISH_SAID = "Bewaard. Het rooster geldt zodra de server het bevestigt."
WHY = "Waarom"
WHY_HINT = "uw collega's lezen dit"
PERIOD_WRONG = "De laatste dag ligt voor de eerste. Kies andere dagen."
STATUSES = {
    RosterStatus.ASKED: "gevraagd",
    RosterStatus.PROPOSING: "bezig",
    RosterStatus.CONCEPT: "concept",
    RosterStatus.PUBLISHED: "gepubliceerd",
    RosterStatus.FAILED: "lukt niet",
    RosterStatus.LAPSED: "vervallen",
}
ASKED_NOTE = "Wacht op de server. Zonder verbinding begint het voorstel nog niet."
FAILED = "Met deze mensen en deze regels bestaat er geen rooster. Dit botst:"
FAILED_NEXT = "Pas verlof, wensen of het minimum aan, of kies een kortere periode. Vraag daarna opnieuw."
FAILED_UNKNOWN = "Er is geen rooster gevonden. Vraag het opnieuw met meer tijd, of kies een kortere periode."

EDIT = "Roosteren"
ASSIGN = "Geef deze dienst aan"
ASSIGN_NONE = "Niemand kan deze dienst nu krijgen. Hieronder staat waarom."
ASSIGNED_SAID = "Bewaard. Wie het aangaat, wordt om “gezien” gevraagd."
TAKEN_BACK = "Ongedaan gemaakt"
ASSIGNED_CONCEPT = "Bewaard in het concept"
OPEN_UP, CANCEL = "Open zetten", "Laten vervallen"
CANCEL_ASK = "Deze dienst laten vervallen?"
CANCEL_NOTE = "De dienst blijft leesbaar, met uw reden erbij."
CANCEL_SAID = "De dienst vervalt"
ADDED_WHY = "Dienst toegevoegd door de roosteraar"
REPAIRS = "Zo kan het worden opgelost"
REPAIR = "Zo doen"
REPAIR_NONE = "Er is geen oplossing die aan alle regels voldoet. Vraag een herstelvoorstel, of laat de dienst vervallen."
REPAIR_ALL = "Vraag een herstelvoorstel"
REPAIR_ALL_NOTE = "De server zoekt een oplossing voor zeven dagen die zo weinig mogelijk verandert."

_NOTICE_DAYS = 28


def period(roster: Roster) -> str:
    """`23 november t/m 20 december`."""
    return f"{roster.begins_on.day} {words.month(roster.begins_on)} t/m {roster.ends_on.day} {words.month(roster.ends_on)}"


def roster_title(roster: Roster) -> str:
    """A proposal, or a repair of a published roster."""
    return f"{'Herstel' if roster.repairs else 'Rooster'} {period(roster)}"


def progress(found: Progress, status: RosterStatus) -> list[str]:
    """How good it is by now, in whole sentences."""
    if found.cost is None:
        return [f"Nog geen rooster gevonden, {found.seconds} seconden gezocht."]
    said = [_cover(found), _wishes(found)]
    if found.cells_changed is not None:
        said.append(f"{words.count(found.cells_changed, 'dienst verandert', 'diensten veranderen')}.")
    said.append(_better(found))
    if status is RosterStatus.PROPOSING or found.is_running:
        said.append(f"{found.seconds} seconden gezocht.")
    return [each for each in said if each]


def _cover(found: Progress) -> str:
    if found.below_minimum:
        return f"{words.count(found.below_minimum, 'moment heeft', 'momenten hebben')} te weinig auto's."
    if found.below_target:
        fewer = words.count(found.below_target, "moment heeft", "momenten hebben")
        return f"Elk moment heeft genoeg auto's; {fewer} er minder dan gewenst."
    return "Elk moment is gedekt."


def _wishes(found: Progress) -> str:
    if found.wishes_broken is None:
        return ""
    if not found.wishes_broken:
        return "Alle wensen zijn vervuld."
    return f"{words.count(found.wishes_broken, 'wens kan', 'wensen kunnen')} niet."


def _better(found: Progress) -> str:
    if not found.bound or not found.cost:
        return "Hoeveel beter het nog kan, is niet bekend." if found.is_running else ""
    share = round(100 * max(0, found.cost - found.bound) / found.cost)
    return f"Dit kan hoogstens nog {share}% beter." if share else "Beter kan niet."


def collision(found: Collision, names: Mapping[str, str]) -> str:
    """Which rule collides, for whom, and from which day."""
    rule = words.upper_first(reasons.RULES.get(found.rule, found.rule))
    who = " en ".join(names.get(each, "een collega") for each in found.officers)
    day = f"vanaf {words.short_day(found.on)}" if found.on else ""
    rest = ", ".join(part for part in (who, day) if part)
    return f"{rule}: {rest}." if rest else f"{rule}."


def short_notice(begins_on: date, today: date) -> str:
    """The warning when the roster is published late; nothing when it is in time (ATW 4:2)."""
    days = (begins_on - today).days
    if days >= _NOTICE_DAYS:
        return ""
    left = words.count(max(days, 0), "dag", "dagen")
    return f"Dit rooster begint over {left}; de wet vraagt {_NOTICE_DAYS} dagen (ATW 4:2). Schrijf waarom het korter is."


def repair(view: RepairView) -> str:
    """`Ali neemt over; vr 20 middag van Ali gaat naar Els`."""
    if view.passes_on is None or view.passes_to is None:
        return f"{view.officer.name} neemt deze dienst over."
    own = roster_nl.shift_name(view.passes_on)
    return f"{view.officer.name} neemt deze dienst over; {own} van {view.officer.name} gaat naar {view.passes_to.name}."


def given(name: str, shift: str) -> str:
    """What a tap on a colleague does."""
    return f"{name} krijgt {shift}"
