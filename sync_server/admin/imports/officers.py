"""Reads officers from a staff list: who is new, who is there already, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from field_app.rules.records import Officer
from field_app.rules.vocabulary import Role
from sync_server.admin.imports.cells import Cells, Wrong
from sync_server.admin.office import office_id
from sync_server.admin.reaching import plain_address
from sync_server.admin.tables.lines import Line
from sync_server.admin.told import Told
from sync_server.text_nl import ROLES

NEEDED, OPTIONAL = ("officer",), ("roles", "designation", "hours_a_week", "mail")
_NAME, _DESIGNATION, _ADDRESS = 100, 60, 254
_FULL_TIME, _MOST_HOURS = 36, 60
WORDS = {**{name: role for role, name in ROLES.items()}, "tweede lezer": Role.SECOND_READER, "jurist": Role.SECOND_READER}
#: Who administers or audits does nothing else: they see no content.
_ALONE = frozenset({Role.ADMIN, Role.AUDITOR})
#: Somebody drives, or leads, or reads along: four eyes are two people.
_ONE_OF = frozenset({Role.OFFICER, Role.TEAM_LEAD, Role.SECOND_READER})
_HOW = {
    "roles": "wijzig dat niet met een lijst",
    "designation": "wijzig dat niet met een lijst",
    "hours_a_week": "wijzig dat niet met een lijst",
    "mail": "wijzig dat met: ronde officer mail",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """One officer of the list, with a mail address when it has one."""

    line: int
    officer: Officer
    mail: str
    is_new: bool


def read(lines: Iterable[Line], there: Iterable[Officer], mails: Mapping[str, str], wrong: list[Wrong]) -> list[Listed]:
    """The officers of the list, in its order; what is wrong is added to `wrong`. `mails` are the addresses kept, by officer."""
    known: dict[str, list[Officer]] = {}
    for each in there:
        known.setdefault(_key(each.name), []).append(each)
    first_on: dict[str, int] = {}
    found = [_listed(Cells(each, wrong), known, mails, first_on) for each in lines]
    return [each for each in found if each]


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _listed(cells: Cells, known: Mapping[str, list[Officer]], mails: Mapping[str, str], first_on: dict[str, int]) -> Listed | None:
    officer, mail = _officer(cells), _mail(cells)
    key = _key(officer.name)
    if key in first_on and key:
        cells.complain("officer", f"deze naam staat ook op regel {first_on[key]}; iedere medewerker staat er één keer in")
    first_on.setdefault(key, cells.number)
    namesakes = known.get(key, [])
    if len(namesakes) > 1:
        cells.complain("officer", "in dit team heten er meer mensen zo; haal deze regel weg")
    elif namesakes and cells.are_good:
        _compare(cells, officer, mail, namesakes[0], mails.get(namesakes[0].id, ""))
    if not cells.are_good:
        return None
    return Listed(cells.number, namesakes[0] if namesakes else officer, mail, is_new=not namesakes)


def _officer(cells: Cells) -> Officer:
    name = cells.name("officer", _NAME)
    hours = cells.number_from("hours_a_week", 1, _MOST_HOURS, _FULL_TIME)
    return Officer(office_id(), name, _roles(cells), cells.text("designation", _DESIGNATION, is_needed=False) or None, hours)


def _roles(cells: Cells) -> tuple[Role, ...]:
    """The roles in the order of the vocabulary; an empty cell is an officer who drives."""
    words = [each.strip() for each in cells.text("roles", _NAME, is_needed=False).casefold().split("+")]
    unknown = [each for each in words if each not in WORDS] if words != [""] else []
    if unknown:
        cells.complain("roles", f"'{unknown[0][:40]}' is geen rol; kies uit: {', '.join(WORDS)}; meer rollen met een + ertussen")
        return ()
    found = {WORDS[each] for each in words if each} or {Role.OFFICER}
    if (found & _ALONE and len(found) > 1) or len(found & _ONE_OF) > 1:
        cells.complain("roles", "deze rollen gaan niet samen; alleen roosteraar mag bij handhaver, teamleider of tweede lezer")
    return tuple(each for each in Role if each in found)


def _mail(cells: Cells) -> str:
    found = cells.text("mail", _ADDRESS, is_needed=False)
    try:
        return plain_address(found) if found else ""
    except Told:
        cells.complain("mail", "dit is geen mailadres; schrijf het als naam@gemeente.nl")
        return ""


def _compare(cells: Cells, said: Officer, mail: str, there: Officer, address: str) -> None:
    """Whoever is there already stays as they are: a list from elsewhere changes nobody's roles or hours."""
    for column in _differing(said, mail, there, address):
        cells.complain(column, f"deze medewerker is er al, met iets anders in deze kolom; {_HOW[column]}, of maak de regel gelijk")


def _differing(said: Officer, mail: str, there: Officer, address: str) -> Iterator[str]:
    if set(said.roles) != set(there.roles):
        yield "roles"
    if (said.designation or "") != (there.designation or ""):
        yield "designation"
    if said.hours_a_week != there.hours_a_week:
        yield "hours_a_week"
    if mail and mail != address:
        yield "mail"
