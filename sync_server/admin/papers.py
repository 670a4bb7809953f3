"""`ronde report list` and `make`, `ronde verify`: the report of a case, its export, and whether an export is what it was."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from field_app.rules.vocabulary import Kind, local
from sync_server.admin.office import one_team
from sync_server.admin.told import Commands, Told, add_folder, changing, command
from sync_server.keys import log_key
from sync_server.report import checking
from sync_server.report.asking import Paper
from sync_server.report.case_file import case_file
from sync_server.report.making import Seal, maker, unsealed
from sync_server.report.sealing import NoCertificate, seal_with
from sync_server.store.papers import Making
from sync_server.store.server_store import ServerStore

_ON_THE_SERVER = "server"


def add_to(commands: Commands, folder: Path) -> None:
    """Add the commands."""
    what = "het rapport van bevindingen en het controlepakket van een zaak"
    group = commands.add_parser("report", help=what, description=what).add_subparsers(
        title="opdrachten", metavar="OPDRACHT", required=True
    )
    made = command(group, "make", "maak het rapport (PDF) of, met --export, het controlepakket (zip) van een zaak", _make)
    made.add_argument("case", metavar="ZAAK", help="het nummer of de schuilnaam van de zaak")
    made.add_argument("file", type=Path, metavar="BESTAND", help="waar het komt; er wordt niets overschreven")
    made.add_argument("--export", action="store_true", help="maak het controlepakket, met het rapport erin")
    add_seal(made)
    listed = command(group, "list", "toon welke rapporten en pakketten zijn gemaakt: wanneer, van welke zaak, door wie", _list)
    for each in (made, listed):
        each.add_argument("--team", metavar="NAAM", help="nodig als er meer dan één team is")
        add_folder(each, folder)
    verify = command(commands, "verify", "ga na of een controlepakket nog is zoals de server het maakte, zonder netwerk", _verify)
    verify.add_argument("file", metavar="BESTAND.zip")
    verify.add_argument(
        "key", nargs="?", metavar="SLEUTEL", help="de logsleutel die de gemeente bekendmaakt, om mee te vergelijken"
    )


def add_seal(parser: argparse.ArgumentParser) -> None:
    """The options that say with which certificate reports are sealed."""
    parser.add_argument(
        "--certificate", type=Path, metavar="P12", help="certificaat van de gemeente, om het rapport mee te verzegelen"
    )
    parser.add_argument("--password-file", type=Path, metavar="BESTAND", help="bestand met het wachtwoord van het certificaat")


def seal_of(options: argparse.Namespace) -> Seal:
    """What seals a report. Raises `Told` when the certificate cannot be used."""
    if options.certificate is None:
        return unsealed
    try:
        return seal_with(options.certificate, options.password_file)
    except NoCertificate:
        raise Told("Dit certificaat is niet te openen. Controleer het bestand en het wachtwoord.") from None


def _make(options: argparse.Namespace) -> None:
    paper = Paper.EXPORT if options.export else Paper.REPORT
    with changing(options.folder) as store:
        team = one_team(store, options.team)
        made = _making(options, store, team.id, _case_id(store, team.id, options.case), paper)
    with options.file.open("xb") as file:
        file.write(made())
    print(f"{options.file} is gemaakt. Bewaar dit alleen waar het dossier hoort.")


def report_of(options: argparse.Namespace, store: ServerStore, team_id: str, case_id: str) -> Callable[[], bytes]:
    """The report of a case, read now and made when it is called; that it is made is written down. Raises `Refused`, `Told`."""
    return _making(options, store, team_id, case_id, Paper.REPORT)


def _making(options: argparse.Namespace, store: ServerStore, team_id: str, case_id: str, paper: Paper) -> Callable[[], bytes]:
    key, now = log_key(options.folder), datetime.now(UTC)
    made_by, file = maker(options.folder, key, seal_of(options)), case_file(store, team_id, case_id, now, key)
    store.papers.made(Making(team_id, case_id, paper.value, _ON_THE_SERVER, "", now.isoformat(timespec="milliseconds")))
    return partial(made_by.export if paper is Paper.EXPORT else made_by.report, file)


def _case_id(store: ServerStore, team_id: str, said: str) -> str:
    """The case that is meant by number or code name. Raises `Told`."""
    cases = store.rows(team_id).all_of(Kind.CASE)
    found = [row_id for row_id, body in cases.items() if said == row_id or said.casefold() == str(body["code_name"]).casefold()]
    if len(found) != 1:
        raise Told("Er is niet precies één zaak met deze naam of dit nummer. Bekijk de zaken met: ronde case list")
    return found[0]


def _list(options: argparse.Namespace) -> None:
    with changing(options.folder) as store:
        team = one_team(store, options.team)
        names = {row_id: body["name"] for row_id, body in store.rows(team.id).all_of(Kind.OFFICER).items()}
        found = store.papers.all(team.id)
    for each in found:
        at = local(datetime.fromisoformat(each.at))
        print(f"{at:%Y-%m-%d %H:%M}  {each.kind:7} {each.case_id}  {names.get(each.officer_id, each.officer_id)}")
    if not found:
        print("Er is nog geen rapport of controlepakket gemaakt.")


def _verify(options: argparse.Namespace) -> int:
    return checking.main([options.file, *([options.key] if options.key else [])])
