"""`ronde log`: for the auditor, who did what to which row and what was said of it; never what stands in it."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from field_app.rules.vocabulary import Kind, Role, local
from sync_server.admin import log_checks
from sync_server.admin.office import one_team
from sync_server.admin.told import Commands, add_folder, changing, command
from sync_server.store.server_store import ServerStore
from sync_server.text_nl import ROLES

_COLUMNS = ("received_at", "officer", "roles", "device_seq", "command", "about", "status", "verdict")
_STDOUT = Path("-")


def add_to(commands: Commands, folder: Path) -> None:
    """Add the command."""
    asked = command(commands, "log", "toon het logboek: wie deed wat, wanneer, met welke uitkomst; zonder inhoud", _run)
    asked.add_argument("--since", type=date.fromisoformat, metavar="DAG", help="vanaf deze dag, zoals 2026-11-01")
    asked.add_argument("--csv", type=Path, metavar="BESTAND", help="schrijf een tabel; een - schrijft naar de standaarduitvoer")
    asked.add_argument("--team", metavar="NAAM", help="nodig als er meer dan één team is")
    add_folder(asked, folder)
    log_checks.add_to(asked.add_subparsers(title="opdrachten", metavar="OPDRACHT"), folder)


def _run(options: argparse.Namespace) -> None:
    with changing(options.folder) as store:
        team = one_team(store, options.team)
        rows = sorted(_rows(store, team.id, options.since), key=lambda each: str(each[0]))
        log_checks.warn(store, team.id)
    if options.csv and options.csv != _STDOUT:
        with options.csv.open("x", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows((_COLUMNS, *rows))
    elif options.csv:
        csv.writer(sys.stdout, lineterminator="\n").writerows((_COLUMNS, *rows))
    else:
        for each in rows:
            print("  ".join(str(part) for part in each))


def _rows(store: ServerStore, team_id: str, since: date | None) -> Iterator[tuple[Any, ...]]:
    """One row a command, and one an opening of an original; a destroyed command says only that it was there."""
    known = store.rows(team_id).all_of(Kind.OFFICER)
    people = {row_id: (body["name"], ", ".join(ROLES[Role(each)] for each in body["roles"])) for row_id, body in known.items()}
    officers = {each.id: people.get(each.officer_id, (each.officer_id, "")) for each in store.people.devices(team_id)}
    for each in store.evidence.log(team_id):
        if since is None or local(datetime.fromisoformat(each.received_at)).date() >= since:
            raw = json.loads(each.content) if each.content else {}
            (who, roles), about = officers.get(each.device_id, (each.device_id, "")), " ".join(_ids(raw.get("args", {})))
            said = each.verdict.get("code") or " ".join(each.verdict.get("flags", ()))
            yield each.received_at, who, roles, each.device_seq, raw.get("name", "-"), about, each.verdict["status"], said
    for opening in store.photos.openings(team_id):
        if since is None or local(datetime.fromisoformat(opening.at)).date() >= since:
            who, roles = people.get(opening.officer_id, (opening.officer_id, ""))
            yield opening.at, who, roles, "", "open-original", opening.original_id, "accepted", ""


def _ids(value: Any, name: str = "") -> list[str]:
    """What a command points at: the ids in its arguments, by the names that fields of ids have."""
    if isinstance(value, dict):
        return [found for key, part in value.items() for found in _ids(part, key)]
    if isinstance(value, list):
        return [found for part in value for found in _ids(part, name)]
    return [value] if isinstance(value, str) and name.endswith(("_id", "_ids")) else []
