"""`ronde access list` and `make`: requests of residents to see everything held, and the package for each."""

from __future__ import annotations

import argparse
from pathlib import Path

from field_app.rules.dossier.work_records import AccessRequest
from field_app.rules.vocabulary import Kind
from field_app.rules.wire import decode
from sync_server.access.package import overview, zipped
from sync_server.admin.office import one_team
from sync_server.admin.told import Commands, Told, add_folder, changing, command
from sync_server.store.server_store import ServerStore


def add_to(commands: Commands, folder: Path) -> None:
    """Add the commands."""
    what = "inzageverzoeken van inwoners (AVG 15)"
    group = commands.add_parser("access", help=what, description=what).add_subparsers(
        title="opdrachten", metavar="OPDRACHT", required=True
    )
    listed = command(group, "list", "toon de verzoeken, met de uiterste dag en of een tweede persoon heeft gecontroleerd", _list)
    made = command(group, "make", "maak het pakket (PDF en JSON) van een gecontroleerd verzoek", _make)
    made.add_argument("request", metavar="VERZOEK", help="het nummer van het verzoek, uit: ronde access list")
    made.add_argument("file", type=Path, metavar="BESTAND.zip", help="waar het pakket komt; er wordt niets overschreven")
    for each in (listed, made):
        each.add_argument("--team", metavar="NAAM", help="nodig als er meer dan één team is")
        add_folder(each, folder)


def _requests(store: ServerStore, team_id: str) -> list[AccessRequest]:
    return [decode(AccessRequest, {**body, "id": row_id}) for row_id, body in store.rows(team_id).all_of(Kind.ACCESS).items()]


def _list(options: argparse.Namespace) -> None:
    with changing(options.folder) as store:
        found = _requests(store, one_team(store, options.team).id)
    for each in sorted(found, key=lambda one: one.due_on):
        state = "gecontroleerd" if each.is_good else "nog te controleren"
        print(f"{each.id}  {each.dossier_number:16} uiterlijk {each.due_on}  {state}")
    if not found:
        print("Er zijn geen inzageverzoeken. Een verzoek legt u vast in de app, bij Gesloten zaken.")


def _make(options: argparse.Namespace) -> None:
    with changing(options.folder) as store:
        team = one_team(store, options.team)
        request = next((each for each in _requests(store, team.id) if each.id == options.request), None)
        if request is None:
            raise Told("Dit verzoek is er niet. Bekijk de verzoeken met: ronde access list")
        if not request.is_good:
            raise Told("Dit pakket is nog niet door een tweede persoon gecontroleerd. Dat kan in de app, bij Gesloten zaken.")
        found = overview(store, team.id, request)
    with options.file.open("xb") as file:
        file.write(zipped(found))
    print(f"{options.file}: {len(found['cases'])} zaken. Geef dit alleen aan de inwoner zelf, na controle van de identiteit.")
