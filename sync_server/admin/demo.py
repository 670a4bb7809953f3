"""`ronde demo`: a server and two phones on this machine, with a believable team, in one command."""

from __future__ import annotations

import argparse
import shutil
import signal
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path

import httpx

from field_app.rules.vocabulary import Kind
from sync_server import identity
from sync_server.admin.seeding import seed
from sync_server.admin.serving import LOOPBACK, PHONE_PORT, SERVER_PORT, phone_process, require_free, server_process
from sync_server.admin.told import Commands, Told, changing, command, database
from sync_server.app import utc_now

_SECONDS_TO_START = 60
_SECONDS_TO_STOP = 8
_PHONES = 2


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = command(commands, "demo", "start een server en twee telefoons met een voorbeeldteam op deze machine", _demo)
    parser.add_argument("--fresh", action="store_true", help="begin opnieuw: wis de gegevens van de demo")
    parser.add_argument("--folder", type=Path, default=Path(".local/demo"), metavar="MAP", help="map van de demo (standaard .local/demo)")
    parser.add_argument("--server-port", type=int, default=SERVER_PORT, help=f"poort van de server (standaard {SERVER_PORT})")
    parser.add_argument(
        "--phone-ports", type=int, nargs=_PHONES, default=[PHONE_PORT, PHONE_PORT + 1], metavar="POORT",
        help=f"poorten van de telefoons (standaard {PHONE_PORT} en {PHONE_PORT + 1})",
    )  # fmt: skip


def _demo(options: argparse.Namespace) -> int:
    for port in (options.server_port, *options.phone_ports):
        require_free(LOOPBACK, port)
    if options.fresh:
        shutil.rmtree(options.folder, ignore_errors=True)
    server = options.folder / "server"
    if not database(server).exists():
        print("Voorbeeldteam maken: 9 mensen, 10 zaken, een rooster en 100 waarnemingen …", flush=True)
        seed(server, options.folder / "recovery.key", utc_now())
    phones = _invitations(server)
    signal.signal(signal.SIGTERM, _interrupt)
    with ExitStack() as running:
        processes = [_started(running, server_process(server, options.server_port))]
        _until_ready(f"http://{LOOPBACK}:{options.server_port}/ready", processes[0])
        for at, (port, (_, code)) in enumerate(zip(options.phone_ports, phones, strict=True), start=1):
            more = {"RONDE_SERVER": f"http://{LOOPBACK}:{options.server_port}", "RONDE_CODE": code, "RONDE_DEMO": "1"}
            processes.append(_started(running, phone_process(options.folder / f"phone-{at}", port, **more)))
            _until_ready(f"http://{LOOPBACK}:{port}/", processes[-1])
        _explain(options, [name for name, _ in phones])
        return _until_stopped(processes)


def _invitations(server: Path) -> list[tuple[str, str]]:
    """Name and a fresh one-time code of the two officers of the demo; a phone that is enrolled does not use it."""
    with changing(server) as store:
        team = store.people.teams()[0]
        officers = store.meta("demo-officers")
        rows = store.rows(team.id)
        names = [(rows.row(Kind.OFFICER, each) or {})["name"] for each in officers]
        codes = [identity.new_code(store.people, team.id, each, utc_now()) for each in officers]
    return list(zip(names, codes, strict=True))


def _started(running: ExitStack, process: subprocess.Popen[bytes]) -> subprocess.Popen[bytes]:
    running.callback(_stop, process)
    return process


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _until_ready(address: str, process: subprocess.Popen[bytes]) -> None:
    ends = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < ends:
        if process.poll() is not None:
            raise Told("Een onderdeel van de demo is gestopt. De melding staat hierboven.")
        try:
            httpx.get(address, timeout=2).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    raise Told(f"{address} gaf geen antwoord. Probeer het opnieuw met --fresh")


def _explain(options: argparse.Namespace, names: list[str]) -> None:
    first, second = options.phone_ports
    print(
        f"""
Ronde draait. Maak het venster smal, als een telefoon.

  Telefoon van {names[0]:12} http://{LOOPBACK}:{first}
  Telefoon van {names[1]:12} http://{LOOPBACK}:{second}

Probeer dit:
  1. Zet bij {names[0]} onder Meer het bereik uit.
  2. Tik bij een zaak op Niets gezien, lees de zin, en leg vast. Dat zijn twee tikken.
  3. Sluit dit programma met Ctrl+C en start het opnieuw: uw waarneming is er nog.
  4. Zet het bereik weer aan en lees de waarneming bij {names[1]} in dezelfde zaak.

Gegevens: {options.folder}. Opnieuw beginnen: ronde demo --fresh. Stoppen: Ctrl+C.""",
        flush=True,
    )


def _until_stopped(processes: list[subprocess.Popen[bytes]]) -> int:
    try:
        while all(each.poll() is None for each in processes):
            time.sleep(0.3)
    except KeyboardInterrupt:
        print("\nGestopt. Alles is bewaard.")
        return 0
    raise Told("Een onderdeel van de demo is gestopt; de rest is netjes afgesloten. Uw gegevens zijn bewaard.")


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt
