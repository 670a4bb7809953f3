"""`ronde roster`: judge, propose and export rosters as tables."""

from __future__ import annotations

from pathlib import Path

from sync_server.admin.rosters import check, export, propose
from sync_server.admin.told import Commands


def add_to(commands: Commands, folder: Path) -> None:
    """Add the commands of rosters."""
    what = "roosters toetsen, voorstellen en bewaren"
    group = commands.add_parser("roster", help=what, description=what).add_subparsers(metavar="OPDRACHT", required=True)
    check.add_to(group)
    propose.add_to(group)
    export.add_to(group, folder)
