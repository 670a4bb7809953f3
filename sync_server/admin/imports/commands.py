"""`ronde import officers` and `import cases`: a list from another system in one transaction, all of it or nothing."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from field_app.rules.records import Officer
from field_app.rules.vocabulary import Kind
from sync_server import intake, mail
from sync_server.admin.imports import cases, officers
from sync_server.admin.imports.cells import Wrong
from sync_server.admin.office import one_team, row
from sync_server.admin.tables.files import read_from
from sync_server.admin.tables.lines import Line, every_line_of
from sync_server.admin.tables.text import Unreadable
from sync_server.admin.told import Commands, Told, add_folder, changing, command
from sync_server.store.server_store import ServerStore

_FORM = """
De kolommen mogen in elke volgorde staan, met een komma, puntkomma of tab ertussen, zoals een spreadsheet het bestand bewaart.
Klopt er iets niet, dan hoort u van elke regel wat, en is er niets ingevoerd. Wie of wat er al is, blijft zoals het is:
hetzelfde bestand nog eens invoeren verandert niets. Kijk eerst met --dry-run.

Uitkomst: 0 ingevoerd (of er al), 1 niets ingevoerd (met de reden per regel).
"""
_OFFICERS = f"""
Kolommen: officer (naam, nodig), roles, designation (nummer van het aanwijzingsbesluit), hours_a_week (standaard 36), mail.
Rollen: {", ".join(officers.WORDS)}; meer rollen met een + ertussen; leeg is handhaver.

  officer;roles;designation;hours_a_week;mail
  Iris Meijer;handhaver + roosteraar;HH-2026-014;32;i.meijer@example.nl
  Bo Smit;teamleider;;36;
{_FORM}"""
_CASES = f"""
Elke regel wordt een zaak in de voorraad van wie haar leidt: niet op de lijst, zonder plan. Meer personen of plaatsen: in de app.

Nodig: dossier_number (zaaknummer bij de gemeente), owner (naam van een handhaver), topic ({", ".join(cases.TOPICS)}),
       subject (naam van de inwoner), address, viewpoint (openbare plek om te kijken), signal (het signaal), received_on (dag).
Mag ook: code_name (leeg: Ronde kiest), subject_number (nummer van de inwoner), born_on, place (zoals woning), district,
         source ({", ".join(cases.SOURCES)}; leeg is anders),
         reliability ({", ".join(cases.RELIABILITY)}; leeg is niet bekend).

  dossier_number;owner;topic;subject;address;viewpoint;signal;received_on
  WI-2024-0123;Nadia de Wit;hoofdverblijf;A. Voorbeeld;Voorbeeldstraat 1;parkeerplaats;Post komt terug;02-11-2024
{_FORM}"""


def add_to(commands: Commands, folder: Path) -> None:
    """Add the commands."""
    what = "een lijst uit een ander systeem invoeren"
    group = commands.add_parser("import", help=what, description=what).add_subparsers(
        title="opdrachten", metavar="OPDRACHT", required=True
    )
    staff = command(group, "officers", "voer medewerkers in uit een personeelslijst (CSV)", _officers)
    listed = command(group, "cases", "voer zaken in uit een lijst (CSV)", _cases)
    for each, form in ((staff, _OFFICERS), (listed, _CASES)):
        each.formatter_class, each.epilog = argparse.RawDescriptionHelpFormatter, form
        each.add_argument("file", type=Path, metavar="BESTAND.csv", help="een - leest van de standaardinvoer")
        each.add_argument("--dry-run", action="store_true", help="laat alleen zien wat er zou gebeuren")
        each.add_argument("--team", metavar="NAAM", help="nodig als er meer dan één team is")
        add_folder(each, folder)


def _officers(options: argparse.Namespace) -> None:
    lines = _lines(options.file, officers.NEEDED, officers.OPTIONAL)
    with changing(options.folder) as store:
        team_id, wrong = one_team(store, options.team).id, list[Wrong]()
        box = mail.postbox(store, team_id)
        found = officers.read(lines, store.facts(team_id).records(Officer), box.officers, wrong)
        _stop_if(wrong)
        fresh = [each for each in found if each.is_new]
        if not options.dry_run:
            _keep_officers(store, team_id, box, fresh)
    for each in fresh:
        print(f"regel {each.line}: {each.officer.name}")
    _account(len(fresh), len(found), ("medewerker", "medewerkers"), is_dry=options.dry_run)


def _keep_officers(store: ServerStore, team_id: str, box: mail.Postbox, fresh: list[officers.Listed]) -> None:
    intake.put_rows(store, team_id, [row(Kind.OFFICER, each.officer) for each in fresh])
    more = {each.officer.id: each.mail for each in fresh if each.mail}
    if more:
        mail.keep(store, team_id, replace(box, officers={**box.officers, **more}))


def _cases(options: argparse.Namespace) -> None:
    lines = _lines(options.file, cases.NEEDED, cases.OPTIONAL)
    with changing(options.folder) as store:
        team_id, wrong = one_team(store, options.team).id, list[Wrong]()
        reader = cases.Reader(store.facts(team_id), datetime.now(UTC), wrong)
        found = reader.read(lines)
        _stop_if(wrong)
        if not options.dry_run:
            intake.put_rows(store, team_id, reader.changes)
    fresh = [each for each in found if each.is_new]
    for each in fresh:
        print(f"regel {each.line}: {each.dossier_number} wordt {each.code_name}, van {each.owner}")
    _account(len(fresh), len(found), ("zaak", "zaken"), is_dry=options.dry_run)


def _lines(path: Path, needed: tuple[str, ...], optional: tuple[str, ...]) -> list[Line]:
    """The lines of the file, and a word about columns that nobody reads: a misspelt one would be missed in silence."""
    try:
        lines = read_from(path, lambda content: list(every_line_of(content, needed, optional)))
    except Unreadable as trouble:
        raise Told(f"{trouble} Er is niets ingevoerd.") from None
    unread = sorted(set(lines[0].cells) - {*needed, *optional}) if lines else []
    if unread:
        print(f"ronde: let op, deze kolommen worden niet gelezen: {', '.join(unread)[:200]}", file=sys.stderr)
    if not lines:
        raise Told(f"{path}: er staan geen regels onder de kop. Er is niets ingevoerd.")
    return lines


def _stop_if(wrong: list[Wrong]) -> None:
    """Tell all that is wrong, by line, and leave everything as it was. Raises `Told`."""
    for each in sorted(wrong, key=lambda one: one.line):
        print(each, file=sys.stderr)
    if wrong:
        count = len({each.line for each in wrong})
        raise Told(f"{count} {'regel klopt' if count == 1 else 'regels kloppen'} niet. Er is niets ingevoerd.")


def _account(fresh: int, found: int, words: tuple[str, str], *, is_dry: bool) -> None:
    there = found - fresh
    new = f"{fresh} {words[fresh != 1]} {'nieuw' if is_dry else 'ingevoerd'}"
    print(f"{new}, {there} {'was' if there == 1 else 'waren'} er al.{' Er is niets veranderd (--dry-run).' if is_dry else ''}")
