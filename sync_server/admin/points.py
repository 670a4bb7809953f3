"""`ronde place`: where the places of a case are on the map, so that the cases can be divided over the cars."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from field_app.rules.facts import Change
from field_app.rules.map_points import point_from
from field_app.rules.vocabulary import Kind
from field_app.rules.wire import encode
from sync_server import intake
from sync_server.admin.office import one_team
from sync_server.admin.told import Commands, Told, add_folder, changing, command


def add_to(commands: Commands, folder: Path) -> None:
    """Add the command."""
    place = command(commands, "place", "zet een plaats van een zaak op de kaart; zonder kaartlink wordt het punt gewist", _place)
    place.add_argument("code_name", metavar="ZAAK", help="de codenaam van de zaak")
    place.add_argument("where", metavar="KAARTLINK", nargs="?", help="een link van een kaart, of graden: 52.0907, 5.1214")
    place.add_argument("--place", metavar="NAAM", help="welke plaats, als de zaak er meer heeft")
    place.add_argument("--team", metavar="NAAM", help="nodig als er meer dan één team is")
    add_folder(place, folder)


def _place(options: argparse.Namespace) -> None:
    point = point_from(options.where) if options.where else None
    if options.where and point is None:
        raise Told("Hierin staan geen coördinaten in of bij Nederland. Open de korte link eerst en kopieer het volledige adres.")
    with changing(options.folder) as store:
        team = one_team(store, options.team)
        case_id, body = _case(store.rows(team.id).all_of(Kind.CASE), options.code_name)
        chosen = [each for each in body["places"] if options.place in (None, each["label"])]
        if len(chosen) != 1:
            labels = ", ".join(each["label"] for each in body["places"])
            raise Told(f"Zeg welke plaats met --place NAAM. Deze zaak heeft: {labels}")
        chosen[0].pop("point", None)
        if point:
            chosen[0]["point"] = encode(point)
        intake.put_rows(store, team.id, [Change(Kind.CASE, case_id, body)])
    print(f"{options.code_name}: {chosen[0]['label']} {'staat op de kaart' if point else 'staat niet meer op de kaart'}.")


def _case(cases: dict[str, dict[str, Any]], code_name: str) -> tuple[str, dict[str, Any]]:
    found = [(row_id, body) for row_id, body in cases.items() if body["code_name"] == code_name]
    if len(found) != 1:
        raise Told(f"Er is niet precies één zaak {code_name}.")
    return found[0]
