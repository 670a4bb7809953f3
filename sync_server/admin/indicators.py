"""`ronde indicators`: the fixed figures of the meeting, per quarter, as text or for a spreadsheet."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from field_app.rules.dossier.case_records import Case
from field_app.rules.indicators import text_nl
from field_app.rules.indicators.counting import figures, quarters
from field_app.rules.indicators.records import Quarter
from sync_server.admin.office import one_team
from sync_server.admin.told import Commands, Told, add_folder, changing, command

_QUARTER = re.compile(r"(\d{4})-K([1-4])")
_STDOUT = Path("-")


def add_to(commands: Commands, folder: Path) -> None:
    """Add the command."""
    asked = command(commands, "indicators", "toon de vaste cijfers van het casusoverleg, per kwartaal", _run)
    asked.formatter_class = argparse.RawDescriptionHelpFormatter
    asked.epilog = (
        f"{text_nl.NOT_COUNTED}\n\nVoorbeelden:\n  ronde indicators --quarter 2026-K4\n  ronde indicators --csv cijfers.csv"
    )
    asked.add_argument("--quarter", metavar="JAAR-K", help="een kwartaal, zoals 2026-K4 (standaard alle kwartalen)")
    asked.add_argument("--csv", type=Path, metavar="BESTAND", help="schrijf een tabel; een - schrijft naar de standaarduitvoer")
    asked.add_argument("--team", metavar="NAAM", help="nodig als er meer dan één team is")
    add_folder(asked, folder)


def _run(options: argparse.Namespace) -> None:
    with changing(options.folder) as store:
        cases = list(store.facts(one_team(store, options.team).id).records(Case))
    wanted = [_quarter(options.quarter)] if options.quarter else quarters(cases)
    found = [each for quarter in wanted for each in figures(cases, quarter)]
    if options.csv == _STDOUT:
        sys.stdout.write(text_nl.table(found))
    elif options.csv:
        with options.csv.open("x", encoding="utf-8-sig", newline="") as file:
            file.write(text_nl.table(found))
    elif not found:
        print("Er zijn nog geen zaken afgesloten.")
    else:
        for each in found:
            print(f"{each.quarter}  {text_nl.NAMES[each.indicator]:42} {text_nl.value(each)}")


def _quarter(text: str) -> Quarter:
    found = _QUARTER.fullmatch(text.strip().upper())
    if found is None:
        raise Told("Schrijf een kwartaal zo: 2026-K4.")
    return Quarter(int(found[1]), int(found[2]))
