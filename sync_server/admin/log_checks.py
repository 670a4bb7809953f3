"""`ronde log verify` and `ronde log alarms`: whether the logs are whole, and what phones saw that speaks against them."""

from __future__ import annotations

import argparse
import sqlite3
import sys
from contextlib import closing
from functools import partial
from pathlib import Path

from field_app.rules.log import SignedHead
from sync_server.admin.office import one_team
from sync_server.admin.told import Commands, add_folder, changing, command, database
from sync_server.keys import log_key
from sync_server.store.log_audit import Fault, Wrong, faults
from sync_server.store.server_store import ServerStore
from sync_server.store.signatures import is_signed

_WRONG = {
    Wrong.ORDER: "staat niet op zijn plaats",
    Wrong.CONTENT: "de inhoud is veranderd",
    Wrong.VERDICT: "de uitkomst is veranderd",
    Wrong.LEAF: "past niet bij de boom",
    Wrong.GONE: "is weg",
    Wrong.TREE: "de boom zelf past niet bij zijn bladeren",
    Wrong.HEAD: "past niet bij de ondertekende stand",
    Wrong.SIGNATURE: "de handtekening onder deze stand klopt niet",
    Wrong.CHAIN: "de keten van dit apparaat breekt hier",
}
_OF_HEADS = {Wrong.HEAD, Wrong.SIGNATURE, Wrong.TREE}
_NOT_WHOLE = 1


def add_to(group: Commands, folder: Path) -> None:
    """Add the commands."""
    verify = command(group, "verify", "lees alle logboeken na en noem wat niet klopt; ook in een kopie", _verify)
    verify.add_argument("--file", type=Path, metavar="BESTAND", help="een kopie in plaats van het serverbestand")
    verify.add_argument("--key", metavar="HEX", help="de openbare logsleutel (standaard die van de server)")
    add_folder(verify, folder)
    alarms = command(group, "alarms", "toon wat telefoons en server zagen dat niet bij het logboek past", _alarms)
    alarms.add_argument("--team", metavar="NAAM", help="nodig als er meer dan één team is")
    add_folder(alarms, folder)


def _verify(options: argparse.Namespace) -> int:
    path = options.file or database(options.folder)
    if not path.exists():
        raise FileNotFoundError(path)
    key = options.key or (log_key(options.folder).public_hex if (options.folder / "log.key").exists() else None)
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
        file.execute("begin")  # one moment of the file, also while the server writes
        found = list(faults(file, partial(is_signed, key) if key else None))
        count = file.execute("select count(*) from commands").fetchone()[0]
    for each in found:
        print(_line(each))
    if found:
        print(f"ronde: {len(found)} fouten in {count} regels. Verander niets en waarschuw de teamleider.", file=sys.stderr)
        return _NOT_WHOLE
    unsigned = "" if key else " De handtekeningen zijn niet nagegaan: geef --key."
    print(f"{count} regels nagelezen: elke regel, elke keten en elke stand klopt.{unsigned}")
    return 0


def _line(fault: Fault) -> str:
    if fault.device_id:
        return f"apparaat {fault.device_id} regel {fault.number}: {_WRONG[fault.what]}"
    what = "stand bij regel" if fault.what in _OF_HEADS else "regel"
    return f"team {fault.team_id} {what} {fault.number}: {_WRONG[fault.what]}"


def _alarms(options: argparse.Namespace) -> None:
    with changing(options.folder) as store:
        team = one_team(store, options.team)
        found = list(store.log_alarms.of(team.id))
    for each in found:
        who = f"apparaat {each.device_id}" if each.device_id else "de server zelf"
        how = "gemeld door" if each.source == "phone" else "gezien bij"
        print(f"{each.alarm.at.isoformat(timespec='seconds')}  {how} {who}")
        print(f"  gekend: {_head(each.alarm.held)}\n  getoond: {_head(each.alarm.told)}")
    if not found:
        print("Geen meldingen: elke getoonde stand bouwde voort op de vorige.")


def warn(store: ServerStore, team_id: str) -> None:
    """Say beside other output that there are alarms."""
    if any(True for _ in store.log_alarms.of(team_id)):
        print("Let op: er zijn meldingen dat dit logboek is veranderd. Kijk met: ronde log alarms", file=sys.stderr)


def _head(head: SignedHead | None) -> str:
    return f"{head.size} regels, {head.root}, ondertekend {head.at.isoformat(timespec='seconds')}" if head else "geen geldige stand"
