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

from field_app.rules.vocabulary import Kind, local
from sync_server.admin.office import one_team
from sync_server.admin.told import Commands, add_folder, changing, command
from sync_server.store.server_store import ServerStore

_COLUMNS = ("received_at", "officer", "device_seq", "command", "about", "status", "verdict")
_STDOUT = Path("-")


def add_to(commands: Commands, folder: Path) -> None:
    """Add the command."""
    asked = command(commands, "log", "toon het logboek: wie deed wat, wanneer, met welke uitkomst; zonder inhoud", _run)
    asked.add_argument("--since", type=date.fromisoformat, metavar="DAG", help="vanaf deze dag, zoals 2026-11-01")
    asked.add_argument("--csv", type=Path, metavar="BESTAND", help="schrijf een tabel; een - schrijft naar de standaarduitvoer")
    asked.add_argument("--team", metavar="NAAM", help="nodig als er meer dan één team is")
    add_folder(asked, folder)


def _run(options: argparse.Namespace) -> None:
    with changing(options.folder) as store:
        rows = list(_rows(store, one_team(store, options.team).id, options.since))
    if options.csv and options.csv != _STDOUT:
        with options.csv.open("x", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows((_COLUMNS, *rows))
    elif options.csv:
        csv.writer(sys.stdout, lineterminator="\n").writerows((_COLUMNS, *rows))
    else:
        for each in rows:
            print("  ".join(str(part) for part in each))


def _rows(store: ServerStore, team_id: str, since: date | None) -> Iterator[tuple[Any, ...]]:
    """One row a command, oldest first; a destroyed one says only that it was there."""
    names = {row_id: body["name"] for row_id, body in store.rows(team_id).all_of(Kind.OFFICER).items()}
    officers = {each.id: names.get(each.officer_id, each.officer_id) for each in store.people.devices(team_id)}
    for each in store.evidence.log(team_id):
        if since is None or local(datetime.fromisoformat(each.received_at)).date() >= since:
            raw = json.loads(each.content) if each.content else {}
            who, about = officers.get(each.device_id, each.device_id), " ".join(_ids(raw.get("args", {})))
            said = each.verdict.get("code") or " ".join(each.verdict.get("flags", ()))
            yield each.received_at, who, each.device_seq, raw.get("name", "-"), about, each.verdict["status"], said


def _ids(args: Any) -> list[str]:
    """What a command points at: the ids in its arguments, by the names that fields of ids have."""
    if not isinstance(args, dict):
        return []
    own = [value for name, value in args.items() if name.endswith("_id") and isinstance(value, str)]
    return own + [found for value in args.values() for found in _ids(value)]
