"""`ronde roster export`: the team's roster as a table, as it was planned or as it was really worked."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

from field_app.rules.fitness import duty
from field_app.rules.records import Officer, Shift
from field_app.rules.vocabulary import ShiftStatus, local
from field_app.rules.working_time import Duty
from sync_server.admin.office import one_team
from sync_server.admin.rosters.table import written
from sync_server.admin.told import Commands, Told, add_folder, changing, command

_USUAL_DAYS = 28
_EXAMPLE = """
De uren die echt zijn gewerkt, getoetst aan de Arbeidstijdenwet:

  ronde roster export --worked --out gewerkt.csv && ronde roster check gewerkt.csv
"""


def add_to(commands: Commands, folder: Path) -> None:
    """Add the command to those of rosters."""
    export = command(commands, "export", "bewaar het rooster van het team als tabel (CSV), ook voor de toeslagen", _export)
    export.formatter_class = argparse.RawDescriptionHelpFormatter
    export.epilog = _EXAMPLE
    export.add_argument(
        "--from", dest="first", type=_day, metavar="DAG", help="eerste dag (jjjj-mm-dd), standaard vier weken terug"
    )
    export.add_argument("--to", dest="last", type=_day, metavar="DAG", help="laatste dag, standaard vier weken vooruit")
    export.add_argument("--worked", action="store_true", help="alleen afgesloten diensten, met de echte begin- en eindtijd")
    export.add_argument("--out", type=Path, metavar="BESTAND", help="waar het komt; zonder dit op het scherm")
    export.add_argument("--team", metavar="NAAM", help="nodig als er meer dan één team is")
    add_folder(export, folder)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"geen dag als 2026-12-01: {text}") from None


def _export(options: argparse.Namespace) -> None:
    with changing(options.folder) as store:
        facts = store.facts(one_team(store, options.team).id)
        names = {each.id: each.name for each in facts.records(Officer)}
        shifts = sorted(facts.records(Shift), key=lambda each: (each.begins_at, each.id))
    today = local(datetime.now().astimezone()).date()
    first, last = options.first or today - timedelta(_USUAL_DAYS), options.last or today + timedelta(_USUAL_DAYS)
    chosen = [each for each in shifts if first <= local(each.begins_at).date() <= last]
    table = written(_duties(chosen, names, is_worked=options.worked))
    if options.out is None:
        print(table, end="")
        return
    if options.out.exists():
        raise Told(f"Dit bestand bestaat al: {options.out}. Kies een andere naam; er wordt niets overschreven.")
    options.out.write_text(table, encoding="utf-8", newline="")
    print(f"Het rooster van {first:%d-%m-%Y} tot en met {last:%d-%m-%Y} staat in {options.out}.")


def _duties(shifts: Iterable[Shift], names: dict[str, str], *, is_worked: bool) -> Iterable[Duty]:
    for each in shifts:
        if each.officer_id is None or not each.binds:
            continue
        name = names.get(each.officer_id, each.officer_id)
        if is_worked and each.status is ShiftStatus.ENDED:
            yield duty(each, name)
        elif not is_worked:
            yield Duty(name, each.begins_at, each.ends_at)
