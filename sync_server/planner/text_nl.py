"""The planner's Dutch: the account of a proposal, why a slot stays open, and what collides when there is no legal roster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from field_app.rules.roster_records import Collision
from field_app.rules.vocabulary import Moment
from sync_server.planner.account import Account, Gap, OfficerLine
from sync_server.planner.wanted import Wanted

Names = Callable[[str], str]

MOMENTS = {
    Moment.EARLY_MORNING: "vroege ochtend", Moment.LATE_MORNING: "late ochtend", Moment.AFTERNOON: "middag", Moment.EVENING: "avond",
}  # fmt: skip
RULES = {
    "leave": "afwezigheid",
    "pin": "wat u hebt vastgezet",
    "moments-a-day": "hoogstens twee aansluitende momenten op een dag",
    "daily-rest": "11 uur dagelijkse rust (ATW 5:3)",
    "weekly-rest": "36 uur wekelijkse rust (ATW 5:5)",
    "week-hours": "hoogstens 60 uur in een week (ATW 5:7)",
    "average-hours": "gemiddeld hoogstens 55 uur over 4 weken en 48 uur over 16 weken (ATW 5:7)",
    "shift-length": "hoogstens 12 uur per dienst (ATW 5:7)",
    "night-shift": "de regels voor nachtdiensten (ATW 5:8)",
    "break": "de pauzes (ATW 5:4)",
    "free-sundays": "vrije zondagen (ATW 5:6)",
    "late-then-early": "geen vroege dienst na een late avond",
    "succession": "geen vroege dienst na een late avond",
    "overlap": "twee diensten tegelijk",
    "contract-hours": "de contracturen",
    "days-in-row": "het aantal dagen op rij",
    "weekends": "het aantal weekenden",
    "shift-kind": "het aantal diensten van een soort",
}
_DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")


def day(on: date) -> str:
    """A day with its weekday."""
    return f"{_DAYS[on.weekday()]} {on:%d-%m-%Y}"


def rule(name: str) -> str:
    """A rule in words; its name where there are none yet."""
    return RULES.get(name, name)


def hours(minutes: int) -> str:
    """Hours with a decimal comma."""
    return f"{minutes / 60:.1f}".replace(".", ",")


def collisions(found: Iterable[Collision], name: Names) -> str:
    """Why there is no legal roster."""
    lines = [f"- {rule(each.rule)}: {_listed(each.officers, name)}{_from(each.on)}" for each in found]
    if not lines:
        return "Er is binnen de tijd geen rooster gevonden dat aan de regels voldoet. Geef meer tijd of zet minder vast."
    return "\n".join(["Er bestaat geen rooster dat aan de regels voldoet. Dit gaat niet samen:", *lines])


def _from(on: date | None) -> str:
    return f" (vanaf {day(on)})" if on else ""


def _listed(officers: Iterable[str], name: Names) -> str:
    return ", ".join(name(each) for each in officers)


def account(made: Account, wanted: Wanted, name: Names) -> str:
    """The account of a proposal, ready to print."""
    return "\n".join([*_cover(made, wanted), "", *_officers(made, wanted, name), "", *_rest(made, wanted, name)])


def _cover(made: Account, wanted: Wanted) -> Iterator[str]:
    team, period = wanted.team, wanted.period
    yield f"Rooster van {day(period.begins_on)} tot en met {day(period.ends_on)}"
    yield f"\nBezetting (minimaal {team.cars_minimum}, streven {team.cars_target}):"
    for each in made.moments:
        yield f"  {MOMENTS[each.moment]:15} minimum op {each.at_minimum} van {each.days} dagen, streven op {each.at_target}"


def _officers(made: Account, wanted: Wanted, name: Names) -> Iterator[str]:
    width = max((len(name(each.officer_id)) for each in made.officers), default=0)
    yield f"{'':{width}}     uren  contract  avonden  vroege ochtenden  weekenddagen" + ("  gewijzigd" if wanted.repairs else "")
    for each in made.officers:
        yield f"{name(each.officer_id):{width}}  {_figures(each)}" + (f"  {each.cells_changed:9}" if wanted.repairs else "")
    if any(any(each.carried) for each in made.officers):
        yield "Avonden, vroege ochtenden en weekenddagen: tussen haakjes die van de 16 weken ervoor, die meetellen voor de verdeling."


def _figures(line: OfficerLine) -> str:
    burdens = zip((line.evenings, line.early_mornings, line.weekend_days), line.carried, (7, 16, 12), strict=True)
    shown = "  ".join((f"{now} ({before})" if any(line.carried) else str(now)).rjust(width) for now, before, width in burdens)
    return f"{hours(line.minutes):>7}  {hours(line.contract_minutes):>8}  {shown}"


def _rest(made: Account, wanted: Wanted, name: Names) -> Iterator[str]:
    yield from _wishes(made, name)
    yield from (_gap(each, name) for each in made.gaps)
    if wanted.repairs:
        yield f"Gewijzigde vakjes: {made.cells_changed}"
    better = (
        "beter kan niet" if made.bound >= made.cost else f"de kosten kunnen nog hoogstens {made.cost - made.bound} punten omlaag"
    )
    yield f"Kosten: {made.cost} punten, gevonden na {made.seconds:.1f} s; {better}."
    if made.refused:
        yield f"De regels hebben onderweg {made.refused} voorstel(len) afgekeurd; dit voorstel is goedgekeurd."


def _wishes(made: Account, name: Names) -> Iterator[str]:
    broken = [each for each in made.officers if each.wishes_broken]
    if not broken:
        yield "Alle wensen zijn gelukt."
    for each in broken:
        yield f"Wens niet gelukt: {name(each.officer_id)} op {', '.join(day(on) for on in each.wishes_broken)}"


def _gap(gap: Gap, name: Names) -> str:
    why = "; ".join(f"{name(officer)}: {rule(reason)}" for officer, reason in gap.why_not)
    short = f"Te weinig auto's: {day(gap.slot.on)} {MOMENTS[gap.slot.moment]} ({gap.cars})"
    return f"{short}. Niemand erbij want: {why}" if why else short
