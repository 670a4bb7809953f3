"""`ronde backup`, `restore` and `rescue`: nothing saved is lost, whatever happens to server or phone."""

from __future__ import annotations

import argparse
import getpass
import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from field_app.rules.refusals import Malformed
from field_app.rules.vocabulary import Kind
from sync_server import intake
from sync_server.admin.told import Commands, Told, add_folder, changing, command, database
from sync_server.delivery import Delivery, delivery_from
from sync_server.keys import log_key, open_sealed
from sync_server.restore import back_up, put_back
from sync_server.store.people import Device
from sync_server.store.server_store import ServerStore


def add_to(commands: Commands, folder: Path) -> None:
    """Add the commands."""
    backup = command(commands, "backup", "maak een gecontroleerde kopie, ook terwijl de server draait", _backup)
    backup.add_argument("file", type=Path, metavar="BESTAND")
    add_folder(backup, folder)
    restore = command(commands, "restore", "zet een kopie terug; stop eerst de server", _restore)
    restore.add_argument("file", type=Path, metavar="BESTAND")
    restore.add_argument("--by", default=getpass.getuser(), metavar="NAAM", help="wie dit doet; telefoons krijgen dit te zien")
    add_folder(restore, folder)
    rescue = commands.add_parser("rescue", help="reddingsbestand van een telefoon", description="reddingsbestand van een telefoon")
    opened = command(rescue.add_subparsers(metavar="OPDRACHT", required=True), "open", "lees een reddingsbestand", _rescue)
    opened.add_argument("file", type=Path, metavar="BESTAND")
    opened.add_argument("--key", type=Path, required=True, metavar="SLUTEL", help="de herstelsleutel die `team add` maakte")
    opened.add_argument("--deliver", action="store_true", help="neem het werk op in de server (mag vaker, telt één keer)")
    opened.add_argument("--json", action="store_true", help="toon de inhoud als JSON")
    add_folder(opened, folder)


def _backup(options: argparse.Namespace) -> None:
    if not database(options.folder).exists():
        raise Told(f"In {options.folder} staat nog geen server.")
    store = ServerStore(database(options.folder))
    try:
        held = back_up(store, options.file)
    finally:
        store.close()
    print(f"Kopie gemaakt en gecontroleerd: {options.file} ({sum(held.values())} opdrachten van {len(held)} apparaten).")
    print("Foto's staan, verzegeld, in de map backup-photos ernaast; bewaar die bij de kopie.")
    print("Bewaar log.key en photo.key apart van de kopie. Zonder log.key vertrouwen telefoons een teruggezette server niet;")
    print("zonder photo.key kan niemand de foto's ooit nog zien.")


def _restore(options: argparse.Namespace) -> None:
    if not options.file.exists():
        raise FileNotFoundError(options.file)
    statement = put_back(options.file, database(options.folder), log_key(options.folder), options.by, datetime.now(UTC))
    print(f"Teruggezet. Nieuwe periode {statement['epoch']}; het oude bestand staat er nog naast.")
    print("Start de server. Telefoons sturen vanzelf opnieuw wat in de kopie ontbreekt.")


def _rescue(options: argparse.Namespace) -> None:
    content = _opened(options.file, options.key)
    if options.json:
        print(json.dumps(content["delivery"], ensure_ascii=False, indent=2))
    else:
        _show(content["delivery"])
    if options.deliver:
        _deliver(options.folder, content["delivery"])
    elif not options.json:
        print("Neem dit op in de server met dezelfde opdracht en --deliver")


def _opened(path: Path, key_path: Path) -> dict[str, Any]:
    try:
        key = bytes.fromhex(key_path.read_text().strip())
        content: dict[str, Any] = json.loads(open_sealed(path.read_bytes(), key))
    except ValueError as error:
        raise Told("Dit is geen reddingsbestand of geen herstelsleutel van Ronde.") from error
    return content


def _show(delivery: dict[str, Any]) -> None:
    print(f"Reddingsbestand van apparaat {delivery['device_id']}: {len(delivery['commands'])} opdrachten.")
    for each in delivery["commands"]:
        print(f"  {each['device_seq']:>6}  {each.get('at', ''):30} {each.get('name', 'beschadigd op de telefoon')}")


def _deliver(folder: Path, delivery: dict[str, Any]) -> None:
    with changing(folder) as store:
        device = store.people.device(str(delivery["device_id"]))
        if device is None:
            raise Told("De server kent dit apparaat niet. Is dit de goede server?")
        taken = intake.take(store, device, _delivery(delivery), datetime.now(UTC))
        if taken.missing_from is not None:
            raise Told(f"Er ontbreken opdrachten vanaf nummer {taken.missing_from}. Lees eerst een ouder reddingsbestand in.")
        who = _name(store, device)
    counts = Counter(each["status"] for each in taken.verdicts)
    words = {"accepted": "opgenomen", "flagged": "opgenomen, met een aandachtspunt voor de teamleider", "refused": "geweigerd"}
    print(f"Werk van {who}: " + ", ".join(f"{count} {words[status]}" for status, count in sorted(counts.items())))


def _delivery(content: dict[str, Any]) -> Delivery:
    try:
        return delivery_from(content)
    except Malformed as error:
        raise Told(f"Dit reddingsbestand is niet heel ({error.details['path']}).") from error


def _name(store: ServerStore, device: Device) -> str:
    body = store.rows(device.team_id).row(Kind.OFFICER, device.officer_id)
    return str(body["name"]) if body else device.officer_id
