"""`ronde roster check`: judges any roster by the rules of working time, also one that was made elsewhere."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from field_app.rules.working_time import Breach, Unit, WorkingTime, breaches
from field_app.rules.working_time_text_nl import sentence
from sync_server.admin.rosters.table import RosterFile, read_roster
from sync_server.admin.tables.files import read_from, settings_from
from sync_server.admin.tables.text import Unreadable
from sync_server.admin.told import Commands, command

_EXIT_BREACH, _EXIT_UNREADABLE = 1, 2
_HOUR = 60
_UNITS = {Unit.MINUTES: "hours", Unit.DAYS: "days", Unit.COUNT: "count"}
_EXAMPLE = """
Voorbeeld van een rooster (rooster.csv):

  officer;starts_at;ends_at
  Nadia de Wit;02-11-2026 05:00;02-11-2026 13:00
  Nadia de Wit;2026-11-03 13:00;2026-11-03 22:00

  ronde roster check rooster.csv
  ronde roster check rooster.csv --json

De kolommen mogen in elke volgorde staan, andere kolommen tellen niet mee. Tussen de velden mag een komma, puntkomma of tab staan,
zoals een spreadsheet het bestand bewaart. Een tijd zonder zone is de tijd in Amsterdam.

Uitkomst: 0 geen overtreding, 1 minstens een overtreding, 2 het bestand kan niet worden gelezen (met regel en reden).
"""
_SETTINGS_HELP = (
    "JSON-bestand met eigen afspraken van het team; wat er niet in staat, is zoals de wet het zegt. "
    'Bijvoorbeeld {"daily_rest_minutes": 720, "late_from": 0}'
)


def add_to(group: Commands) -> None:
    """Add the command to those of rosters."""
    check = command(group, "check", "toets een rooster (CSV) aan de Arbeidstijdenwet en de regels van het team", _check)
    check.formatter_class = argparse.RawDescriptionHelpFormatter
    check.epilog = _EXAMPLE
    check.add_argument("file", type=Path, metavar="BESTAND", help="het rooster; een - leest van de standaardinvoer")
    check.add_argument("--json", action="store_true", help="één JSON-object per overtreding, elk op een regel")
    check.add_argument("--settings", type=Path, metavar="BESTAND", help=_SETTINGS_HELP)


def _check(options: argparse.Namespace) -> int:
    try:
        terms = settings_of(options.settings)
        roster = read_from(options.file, read_roster)
    except Unreadable as trouble:
        print(f"ronde: {trouble}", file=sys.stderr)
        return _EXIT_UNREADABLE
    for warning in roster.warnings:
        print(f"ronde: let op, {warning}", file=sys.stderr)
    found = breaches(roster.duties, terms)
    for each in found:
        print(json.dumps(as_json(each)) if options.json else sentence(each))
    if not options.json:
        print(_account(roster, found))
    return _EXIT_BREACH if found else 0


def as_json(breach: Breach) -> dict[str, Any]:
    """A breach for other programs; `found` and `needed` in hours, days or a count, as `unit` says."""
    return {
        "rule": breach.rule.value,
        "article": breach.article,
        "officer": breach.officer_id,
        "at": breach.at.isoformat(),
        "found": _number(breach.found, breach.unit),
        "needed": _number(breach.needed, breach.unit),
        "unit": _UNITS[breach.unit],
        "setting": breach.term,
        "message": sentence(breach),
    }


def _number(value: int, unit: Unit) -> float:
    return value if unit is not Unit.MINUTES else value // _HOUR if value % _HOUR == 0 else round(value / _HOUR, 4)


def settings_of(path: Path | None) -> WorkingTime:
    """A team's own terms from a JSON file; without one the law's figures. Raises `Unreadable`."""
    return settings_from(path, WorkingTime) if path else WorkingTime()


def _account(roster: RosterFile, found: tuple[Breach, ...]) -> str:
    duties, people = len(roster.duties), len({each.officer_id for each in roster.duties})
    judged = f"{_counted(duties, 'dienst', 'diensten')} van {_counted(people, 'medewerker', 'medewerkers')}"
    return f"{_counted(len(found), 'overtreding', 'overtredingen') if found else 'Geen overtredingen'} gevonden in {judged}."


def _counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
