"""`ronde team`, `officer`, `enrol` and `device`: who belongs to a team, and which phones they have."""

from __future__ import annotations

import argparse
import secrets
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import segno

from field_app.rules.facts import Change
from field_app.rules.ids import CHANCE_BITS, uuid7
from field_app.rules.records import Officer, Team
from field_app.rules.vocabulary import Kind, Role
from field_app.rules.wire import encode
from sync_server import identity, intake, phonebook
from sync_server.admin.told import Commands, Told, add_folder, changing, command
from sync_server.keys import new_recovery_key
from sync_server.register import Register
from sync_server.store.people import TeamHead
from sync_server.store.server_store import ServerStore
from sync_server.text_nl import ROLES


def add_to(commands: Commands, folder: Path) -> tuple[Commands, Commands]:
    """Add the commands; answers those of teams and of officers, so that others can join them."""
    team = _group(commands, "team", "teams beheren")
    add = command(team, "add", "maak een team en de herstelsleutel van de gemeente", _team_add)
    add.add_argument("name", metavar="NAAM")
    add.add_argument("--recovery-key", type=Path, metavar="BESTAND", help="waar de herstelsleutel komt (standaard naast de server)")
    add_folder(add, folder)
    add_folder(command(team, "list", "toon de teams", _team_list), folder)

    officer = _group(commands, "officer", "medewerkers beheren")
    add = command(officer, "add", "voeg een medewerker toe", _officer_add)
    add.add_argument("name", metavar="NAAM")
    add.add_argument("--team", metavar="NAAM", help="nodig als er meer dan één team is")
    add.add_argument("--designation", metavar="NUMMER", help="nummer van het aanwijzingsbesluit")
    add.add_argument("--team-lead", action="store_true", help="deze medewerker is teamleider en rijdt zelf geen diensten")
    add.add_argument("--planner", action="store_true", help="deze medewerker maakt het rooster")
    only = add.add_mutually_exclusive_group()
    only.add_argument("--second-reader", action="store_true", help="leest mee als jurist of kwaliteitsmedewerker, rijdt niet")
    only.add_argument("--admin", action="store_true", help="functioneel beheerder: ziet geen inhoud van zaken")
    only.add_argument("--auditor", action="store_true", help="auditor: leest het logboek (ronde log), ziet geen inhoud van zaken")
    add.add_argument("--hours", type=int, default=36, metavar="UREN", help="contracturen per week (standaard 36)")
    add_folder(add, folder)
    listed = command(officer, "list", "toon de medewerkers", _officer_list)
    listed.add_argument("--team", metavar="NAAM")
    add_folder(listed, folder)

    enrol = command(commands, "enrol", "maak een eenmalige code om een telefoon te koppelen", _enrol)
    enrol.add_argument("officer", metavar="MEDEWERKER")
    enrol.add_argument("--team", metavar="NAAM")
    enrol.add_argument("--server", default="http://127.0.0.1:8765", metavar="ADRES", help="het adres dat de telefoon gebruikt")
    add_folder(enrol, folder)

    device = _group(commands, "device", "telefoons en laptops beheren")
    listed = command(device, "list", "toon de apparaten", _device_list)
    listed.add_argument("--team", metavar="NAAM")
    add_folder(listed, folder)
    revoke = command(device, "revoke", "sluit een apparaat per direct buiten", _device_revoke)
    revoke.add_argument("device", metavar="APPARAAT")
    add_folder(revoke, folder)
    return team, officer


def _group(commands: Commands, name: str, what: str) -> Commands:
    parser = commands.add_parser(name, help=what, description=what)
    return parser.add_subparsers(title="opdrachten", metavar="OPDRACHT", required=True)


def office_id() -> str:
    """An id for what the office makes now."""
    return uuid7(time.time_ns() // 1_000_000, secrets.randbits(CHANCE_BITS))


def row(kind: Kind, record: Team | Officer) -> Change:
    """A new row of the office."""
    return Change(kind, record.id, {name: value for name, value in encode(record).items() if name != "id"}, is_new=True)


def _team_add(options: argparse.Namespace) -> None:
    team = Team(office_id(), options.name)
    with changing(options.folder, new=True) as store:
        if any(each.name == options.name for each in store.people.teams()):
            raise Told(f"Er is al een team met de naam {options.name}.")
        path = options.recovery_key or options.folder / f"recovery-{team.id[-8:]}.key"
        store.people.add_team(TeamHead(team.id, team.name, new_recovery_key(path), 0))
        intake.put_rows(store, team.id, [row(Kind.TEAM, team)])
    print(f"Team {team.name} is gemaakt.")
    print(f"Herstelsleutel: {path}\nBewaar dit bestand in een kluis en haal het van deze machine. Zonder deze sleutel is een")
    print("reddingsbestand van een telefoon niet te openen.")


def _team_list(options: argparse.Namespace) -> None:
    with changing(options.folder) as store:
        for team in store.people.teams():
            print(team.name)


def one_team(store: ServerStore, name: str | None) -> TeamHead:
    """The team that is meant. Raises `Told` when that is not clear."""
    teams = [each for each in store.people.teams() if name in (None, each.name)]
    if len(teams) == 1:
        return teams[0]
    if not teams:
        raise Told("Dit team is er niet. Bekijk de teams met: ronde team list")
    raise Told("Er is meer dan één team. Zeg welk team met --team NAAM")


def one_officer(store: ServerStore, team_id: str, name: str) -> str:
    """The id of the officer who is meant by name or id. Raises `Told` when that is not clear."""
    found = [row_id for row_id, body in store.rows(team_id).all_of(Kind.OFFICER).items() if name in (body["name"], row_id)]
    if len(found) != 1:
        raise Told(f"Er is niet precies één medewerker {name}. Bekijk de namen met: ronde officer list")
    return found[0]


def _officer_add(options: argparse.Namespace) -> None:
    roles = _roles(options)
    officer = Officer(office_id(), options.name, roles, options.designation, options.hours)
    with changing(options.folder) as store:
        intake.put_rows(store, one_team(store, options.team).id, [row(Kind.OFFICER, officer)])
    print(f"{officer.name} is toegevoegd. Koppel een telefoon met: ronde enrol {officer.name}")


def _roles(options: argparse.Namespace) -> tuple[Role, ...]:
    """Who administers or audits does nothing else: they see no content."""
    asked = ((options.admin, Role.ADMIN), (options.auditor, Role.AUDITOR), (options.second_reader, Role.SECOND_READER))
    first = next((role for is_asked, role in asked if is_asked), Role.TEAM_LEAD if options.team_lead else Role.OFFICER)
    return (first, *([Role.PLANNER] if options.planner and first not in (Role.ADMIN, Role.AUDITOR) else []))


def _officer_list(options: argparse.Namespace) -> None:
    with changing(options.folder) as store:
        for body in store.rows(one_team(store, options.team).id).all_of(Kind.OFFICER).values():
            print(f"{body['name']:20} {', '.join(ROLES[Role(each)] for each in body['roles'])}")


def _enrol(options: argparse.Namespace) -> None:
    with changing(options.folder) as store:
        team = one_team(store, options.team)
        code = identity.new_code(store.people, team.id, one_officer(store, team.id, options.officer), datetime.now(UTC))
    print(f"Server: {options.server}\nCode:   {code}\n")
    segno.make(f"ronde://enrol?{urlencode({'server': options.server, 'code': code})}").terminal(out=sys.stdout, compact=True)
    print("\nGeldig tot morgen, één keer te gebruiken, vijf pogingen. Vul server en code in op de telefoon.")


def _device_list(options: argparse.Namespace) -> None:
    with changing(options.folder) as store:
        team = one_team(store, options.team)
        names = {row_id: body["name"] for row_id, body in store.rows(team.id).all_of(Kind.OFFICER).items()}
        for each in store.people.devices(team.id):
            state = "geblokkeerd" if each.is_revoked else "actief"
            print(f"{each.id}  {names.get(each.officer_id, each.officer_id):20} {state:12} laatste nummer {each.last_seq}")


def _device_revoke(options: argparse.Namespace) -> None:
    with changing(options.folder) as store:
        now = datetime.now(UTC)
        if not store.people.revoke(options.device, now.isoformat()):
            raise Told("Dit apparaat is er niet. Bekijk de apparaten met: ronde device list")
        Register(options.folder).shut_out(options.device, now)
        phonebook.renew_all(store)
    print("Dit apparaat is vanaf het volgende verzoek buitengesloten.")
