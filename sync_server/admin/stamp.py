"""`ronde stamp`: a time stamp of an outside authority over the log, asked once a day, and checked without a network."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

import httpx
from cryptography import x509

from field_app.rules.log import SignedHead
from sync_server import heads, stamping
from sync_server.admin.office import one_team
from sync_server.admin.told import Commands, Told, add_folder, changing, command
from sync_server.keys import log_key
from sync_server.store.people import TeamHead
from sync_server.store.stamps import Stamp

_NOT_ALL = 1


def add_to(commands: Commands, folder: Path) -> None:
    """Add the command."""
    what = "tijdstempels van een onafhankelijke instantie over het logboek (RFC 3161); vraag er elke nacht een met --url"
    asked = command(commands, "stamp", what, _run)
    how = asked.add_mutually_exclusive_group()
    how.add_argument("--url", metavar="ADRES", help="vraag nu een tijdstempel bij deze instantie")
    how.add_argument("--certificate", type=Path, metavar="PEM", help="ga alle stempels na met dit certificaat van de instantie")
    asked.add_argument("--team", metavar="NAAM", help="nodig als er meer dan één team is")
    add_folder(asked, folder)


def _run(options: argparse.Namespace) -> int:
    with changing(options.folder) as store:
        team = one_team(store, options.team)
        found = store.stamps.of(team.id)
        head = heads.current(store, team.id, log_key(options.folder), datetime.now(UTC))
        stale = [each for each in found if not heads.holds(store, each.head)]
    if options.url:
        if any(each.head == head for each in found):
            print(f"Er is niets bij gekomen sinds het vorige tijdstempel ({head.size} regels).")
            return 0
        _ask(options, head, team)
        return 0
    return _verified(found, stale, options.certificate) if options.certificate else _shown(found)


def _ask(options: argparse.Namespace, head: SignedHead, team: TeamHead) -> None:
    """The server's file is not held while the authority thinks."""
    try:
        stamp = stamping.ask(head, stamping.posting(options.url), options.url, datetime.now(UTC))
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise Told(
            f"De instantie op {options.url} geeft geen antwoord ({type(error).__name__}). Probeer het later nog eens."
        ) from error
    except stamping.BadStamp as error:
        raise Told(f"De instantie gaf geen geldig tijdstempel ({error}). Er is niets bewaard.") from error
    with changing(options.folder) as store:
        store.stamps.keep(stamp)
    print(f"Tijdstempel bewaard over {head.size} regels van {team.name}.")


def _shown(found: list[Stamp]) -> int:
    for each in found:
        print(f"{each.at.isoformat(timespec='seconds')}  {each.head.size:>8} regels  {each.head.root[:16]}…  {each.authority}")
    if not found:
        print("Er zijn nog geen tijdstempels. Vraag er een met: ronde stamp --url ADRES")
    return 0


def _verified(found: list[Stamp], stale: list[Stamp], path: Path) -> int:
    """Each stamp must be genuine, and the log must still begin with what was stamped."""
    try:
        certificates = x509.load_pem_x509_certificates(path.read_bytes())
    except ValueError as error:
        raise Told("Dit bestand bevat geen certificaat (PEM).") from error
    wrong = 0
    for each in found:
        try:
            said = f"gestempeld op {stamping.verified(each, certificates).isoformat(timespec='seconds')}"
        except stamping.BadStamp as error:
            said, wrong = f"KLOPT NIET ({error})", wrong + 1
        if each in stale:
            said, wrong = f"{said}, maar het logboek is sindsdien VERANDERD", wrong + 1
        print(f"{each.head.size:>8} regels  {each.head.root[:16]}…  {said}")
    print(f"{len(found)} tijdstempels nagegaan, {wrong} fout.")
    return _NOT_ALL if wrong else 0
