"""`ronde team set` and `team show`: what a team asks of its roster, where that differs from the law's figures and the usual."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any, TypeVar

from field_app.rules.dossier.terms import CaseTerms
from field_app.rules.meter.records import Limits
from field_app.rules.records import Team
from field_app.rules.shift_changes import row
from field_app.rules.vocabulary import Kind
from field_app.rules.wire import decode
from field_app.rules.working_time import WorkingTime
from sync_server import intake
from sync_server.admin.office import one_team
from sync_server.admin.tables.files import settings_from
from sync_server.admin.tables.text import Unreadable
from sync_server.admin.told import Commands, Told, add_folder, changing, command
from sync_server.store.people import TeamHead
from sync_server.store.server_store import ServerStore

T = TypeVar("T")
_CASEWORK_HELP = 'eigen afspraken over zaken (JSON), bijvoorbeeld {"list_places": 12, "inform_within_days": 21}'
_LIMITS_HELP = "eigen grenzen van de meter (JSON), zoals bij: ronde meter --settings"


def add_to(team: Commands, folder: Path) -> None:
    """Add the commands to those of teams."""
    change = command(team, "set", "stel in wat het team van zijn rooster vraagt", _set)
    change.add_argument("--cars-minimum", type=int, metavar="AANTAL", help="zo veel auto's per moment zijn het minste")
    change.add_argument("--cars-target", type=int, metavar="AANTAL", help="zo veel auto's per moment zijn gewenst")
    change.add_argument("--approval", choices=["on", "off"], help="moet de teamleider elke ruil goedkeuren? (standaard off)")
    change.add_argument(
        "--terms",
        type=Path,
        metavar="BESTAND",
        help="eigen afspraken over arbeidstijd (JSON), zoals bij: ronde roster check --settings",
    )
    change.add_argument("--casework", type=Path, metavar="BESTAND", help=_CASEWORK_HELP)
    change.add_argument("--limits", type=Path, metavar="BESTAND", help=_LIMITS_HELP)
    _about(change, folder)
    _about(command(team, "show", "toon wat het team van zijn rooster vraagt", _show), folder)


def _about(parser: argparse.ArgumentParser, folder: Path) -> None:
    parser.add_argument("--team", metavar="NAAM", help="nodig als er meer dan één team is")
    add_folder(parser, folder)


def _set(options: argparse.Namespace) -> None:
    with changing(options.folder) as store:
        head, team = _team(store, options.team)
        asked = {
            "cars_minimum": options.cars_minimum,
            "cars_target": options.cars_target,
            "swaps_need_approval": None if options.approval is None else options.approval == "on",
            "working_time": _from(options.terms, WorkingTime),
            "casework": _from(options.casework, CaseTerms),
            "limits": _from(options.limits, Limits),
        }
        changed = replace(team, **{name: value for name, value in asked.items() if value is not None})
        if not 0 <= changed.cars_minimum <= changed.cars_target:
            raise Told("Het gewenste aantal auto's is niet kleiner dan het minste.")
        if not changed.limits.is_sound or min(asdict(changed.casework).values()) < 1:
            raise Told("Deze grenzen kunnen niet: rood begint nooit voor groen eindigt, en elk getal is minstens 1.")
        intake.put_rows(store, head.id, [row(Kind.TEAM, changed)])
    print(_told(changed))


def _from(path: Path | None, shape: type[T]) -> T | None:
    if path is None:
        return None
    try:
        return settings_from(path, shape)
    except Unreadable as trouble:
        raise Told(str(trouble)) from None


def _show(options: argparse.Namespace) -> None:
    with changing(options.folder) as store:
        print(_told(_team(store, options.team)[1]))


def _team(store: ServerStore, name: str | None) -> tuple[TeamHead, Team]:
    head = one_team(store, name)
    return head, decode(Team, {**(store.rows(head.id).row(Kind.TEAM, head.id) or {"name": head.name}), "id": head.id})


def _told(team: Team) -> str:
    own, casework, limits = (_own(each) for each in (team.working_time, team.casework, team.limits))
    approval = "keurt de teamleider goed" if team.swaps_need_approval else "mag zonder goedkeuring als alle regels kloppen"
    lines = [
        f"Team {team.name}",
        f"  auto's per moment: minstens {team.cars_minimum}, gewenst {team.cars_target}",
        f"  ruilen: {approval}",
        f"  arbeidstijd: {'zoals de wet en de regels van Ronde' if not own else json.dumps(own)}",
    ]
    lines.append(f"  zaken: {'zoals de werkwijze' if not casework else json.dumps(casework)}")
    lines.append(f"  meter: {'de gewone grenzen' if not limits else json.dumps(limits)}")
    return "\n".join(lines)


def _own(terms: Any) -> dict[str, Any]:
    """The figures in which a team differs."""
    return {each.name: value for each in fields(terms) if (value := getattr(terms, each.name)) != each.default}
