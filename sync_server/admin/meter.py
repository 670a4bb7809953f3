"""`ronde meter`: measures the looks in a table beside the limits, as Ronde does for its own cases."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

from field_app.rules.meter import Cause, Limits, Measure, Reached, Reason, measure
from field_app.rules.meter.text_nl import reason, summary
from field_app.rules.wire import encode
from sync_server.admin.looks_table import number, read_looks
from sync_server.admin.tables.files import read_from, settings_from
from sync_server.admin.tables.text import Unreadable
from sync_server.admin.told import Commands, command

_EXIT_UNREADABLE = 2
_EXAMPLE = """
Voorbeeld van waarnemingen van één zaak (waarnemingen.csv):

  began_at;ended_at;place;followed;photos
  02-11-2026 05:10;02-11-2026 05:14;Lindelaan;nee;0
  2026-11-03 19:30;2026-11-03 19:52;Lindelaan;;1

  ronde meter waarnemingen.csv --photos 2
  ronde meter waarnemingen.csv --json

Nodig zijn began_at en ended_at. place, followed (ja of nee), photos (aantal) en result (UNABLE of 'niet kunnen waarnemen') mogen
leeg zijn of ontbreken. De kolommen mogen in elke volgorde staan, andere kolommen tellen niet mee. Tussen de velden mag een komma,
puntkomma of tab staan, zoals een spreadsheet het bestand bewaart. Een tijd zonder zone is de tijd in Amsterdam.

Elke keer telt, van iedereen, op elke plek van de zaak, ook als er niets te zien was. Er bestaat geen veilig getal: de grenzen zijn
een afspraak van het team, en mensen beslissen.

Uitkomst: 0 geteld, welke kleur het ook is; 2 het bestand kan niet worden gelezen (met regel en reden).
"""
_SETTINGS_HELP = (
    "JSON-bestand met eigen grenzen van het team; wat er niet in staat, is zoals Ronde het telt. "
    'Bijvoorbeeld {"looks_green": 15, "look_minutes_green": 10}'
)


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = command(commands, "meter", "tel hoe vaak en hoe lang er bij een zaak is gekeken (CSV)", _measure)
    parser.formatter_class, parser.epilog = argparse.RawDescriptionHelpFormatter, _EXAMPLE
    parser.add_argument("file", type=Path, metavar="BESTAND", help="de waarnemingen; een - leest van de standaardinvoer")
    parser.add_argument("--json", action="store_true", help="één JSON-object")
    parser.add_argument("--photos", type=_approved, default=0, metavar="N", help="aantal foto's dat in het plan is goedgekeurd")
    parser.add_argument("--settings", type=Path, metavar="BESTAND", help=_SETTINGS_HELP)


def _approved(text: str) -> int:
    try:
        return number(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"geen aantal: {text}") from None


def _measure(options: argparse.Namespace) -> int:
    try:
        limits = _limits(options.settings) if options.settings else Limits()
        found = read_from(options.file, read_looks)
    except Unreadable as trouble:
        print(f"ronde: {trouble}", file=sys.stderr)
        return _EXIT_UNREADABLE
    for each in found.troubles:
        print(f"ronde: {options.file}: {each}".removesuffix("."), file=sys.stderr)
    if found.troubles:
        return _EXIT_UNREADABLE
    for each in found.warnings:
        print(f"ronde: let op, {each}", file=sys.stderr)
    measured = measure(found.looks, limits, options.photos)
    print(json.dumps(as_json(measured)) if options.json else summary(measured))
    return 0


def _limits(path: Path) -> Limits:
    found = settings_from(path, Limits)
    if not found.is_sound:
        raise Unreadable(f"{path}: een grens is kleiner dan nul, of rood begint voordat groen ophoudt")
    return found


def as_json(measured: Measure) -> dict[str, Any]:
    """What the meter says, for other programs: the counts, the level, and at which look (and line) it was reached and why."""
    told = {
        "average": measured.average_hundredths / 100,
        "amber": _reached(measured.amber),
        "red": _reached(measured.red),
        "reasons": [{"level": each.level.value, **_reason(each)} for each in measured.reasons],
    }
    names = [each.name for each in fields(measured) if each.name not in (*told, "average_hundredths")]
    return {**{name: encode(getattr(measured, name)) for name in names}, **told}


def _reached(reached: Reached | None) -> dict[str, Any] | None:
    if reached is None:
        return None
    line, at = int(reached.id or 0), encode(reached.began_at)
    return {"look": reached.look, "line": line, "began_at": at, "reasons": [_reason(each) for each in reached.reasons]}


def _reason(each: Reason) -> dict[str, Any]:
    """`found` and `limit` as people say them: a length in minutes, an average a day."""
    per = {Cause.LENGTH: 60, Cause.AVERAGE: 100}.get(each.cause, 1)
    found = _number(each.looks, each.days) if each.cause is Cause.AVERAGE else _number(each.found, per)
    return {"cause": each.cause.value, "found": found, "limit": _number(each.limit, per), "message": reason(each)}


def _number(value: int, per: int) -> float:
    return round(value / per, 4) if value % per else value // per
