"""`ronde team mail`, `team duty` and `officer mail`: how the server reaches people who are not in the app."""

from __future__ import annotations

import argparse
import ipaddress
from dataclasses import replace
from email.utils import parseaddr
from pathlib import Path

from field_app.rules.facts import Change
from field_app.rules.records import DutyContact
from field_app.rules.vocabulary import Kind
from field_app.rules.wire import encode
from sync_server import intake, mail
from sync_server.admin.office import one_officer, one_team
from sync_server.admin.told import Commands, Told, add_folder, changing, command

_PORT = 25


def add_to(team: Commands, officer: Commands, folder: Path) -> None:
    """Add the commands to those of teams and officers."""
    server = command(team, "mail", "stel de mailserver van het team in", _team_mail)
    server.add_argument("--host", metavar="NAAM", help="de mailserver van de gemeente")
    server.add_argument("--port", type=int, default=_PORT, metavar="POORT", help=f"standaard {_PORT}")
    server.add_argument("--from", dest="sender", metavar="ADRES", help="de afzender")
    server.add_argument("--user", metavar="NAAM", help="aanmeldnaam, als de mailserver die vraagt")
    server.add_argument(
        "--password-file", type=Path, metavar="BESTAND", help="bestand met het wachtwoord; het wordt niet gekopieerd"
    )
    server.add_argument("--tls", action="store_true", help="versleuteld: vanaf het begin op poort 465, anders met STARTTLS")
    server.add_argument("--off", action="store_true", help="verstuur geen mail meer")
    _about(server, folder)

    duty = command(team, "duty", "wie opneemt als een collega hulp nodig heeft", _team_duty)
    duty.add_argument("name", metavar="NAAM")
    duty.add_argument("phone", metavar="NUMMER")
    duty.add_argument("--mail", metavar="ADRES", help="krijgt bij een alarm ook mail")
    _about(duty, folder)

    address = command(officer, "mail", "het mailadres van een medewerker; zonder adres wordt het gewist", _officer_mail)
    address.add_argument("name", metavar="NAAM")
    address.add_argument("address", metavar="ADRES", nargs="?")
    _about(address, folder)


def _about(parser: argparse.ArgumentParser, folder: Path) -> None:
    parser.add_argument("--team", metavar="NAAM", help="nodig als er meer dan één team is")
    add_folder(parser, folder)


def _team_mail(options: argparse.Namespace) -> None:
    server = None if options.off else _server(options)
    with changing(options.folder) as store:
        team = one_team(store, options.team)
        mail.keep(store, team.id, replace(mail.postbox(store, team.id), server=server))
    print(f"Team {team.name} verstuurt nu mail via {server.host}." if server else f"Team {team.name} verstuurt geen mail meer.")


def _server(options: argparse.Namespace) -> mail.MailServer:
    if not options.host or not options.sender:
        raise Told("Zeg welke mailserver en welke afzender: --host NAAM --from ADRES")
    if bool(options.user) != bool(options.password_file):
        raise Told("Bij --user hoort --password-file, en omgekeerd.")
    if options.user and not options.tls and not _is_this_machine(options.host):
        raise Told("Een wachtwoord gaat alleen over een versleutelde verbinding. Voeg --tls toe.")
    password = options.password_file.resolve(strict=True) if options.password_file else None
    return mail.MailServer(
        options.host, options.port, plain_address(options.sender), options.user, str(password) if password else None, options.tls
    )


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def plain_address(text: str) -> str:
    """One plain mail address. Raises `Told`."""
    name, address = parseaddr(text)
    before, _, after = address.rpartition("@")
    if name or address != text or not before or not after or not text.isprintable() or " " in text:
        raise Told(f"Dit is geen mailadres: {text}")
    return address


def _team_duty(options: argparse.Namespace) -> None:
    address = plain_address(options.mail) if options.mail else None
    if sum(each.isdigit() for each in options.phone) < 3 or not set(options.phone) <= set("+0123456789 -()"):  # noqa: PLR2004  # as in 112
        raise Told(f"Dit is geen telefoonnummer: {options.phone}")
    with changing(options.folder) as store:
        team = one_team(store, options.team)
        contact = DutyContact(options.name, options.phone)
        body = {**(store.rows(team.id).row(Kind.TEAM, team.id) or {}), "duty_contact": encode(contact)}
        intake.put_rows(store, team.id, [Change(Kind.TEAM, team.id, body)])
        mail.keep(store, team.id, replace(mail.postbox(store, team.id), duty=address))
    print(f"Bij een alarm staat {contact.name} met {contact.phone} op de telefoons van team {team.name}.")
    if address is None:
        print("Zonder --mail ADRES krijgt deze collega geen mail bij een alarm.")


def _officer_mail(options: argparse.Namespace) -> None:
    with changing(options.folder) as store:
        team = one_team(store, options.team)
        officer_id = one_officer(store, team.id, options.name)
        box = mail.postbox(store, team.id)
        others = {each: address for each, address in box.officers.items() if each != officer_id}
        if options.address:
            others[officer_id] = plain_address(options.address)
        mail.keep(store, team.id, replace(box, officers=others))
    print(f"Het mailadres van {options.name} is {'bewaard' if options.address else 'gewist'}.")
