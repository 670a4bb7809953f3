"""`ronde demo`: a server and two phones on this machine, with a believable team, in one command."""

from __future__ import annotations

import argparse
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import httpx

from field_app.rules.vocabulary import Kind
from sync_server import identity
from sync_server.admin.seeding import seed
from sync_server.admin.serving import LOOPBACK, PHONE_PORT, SERVER_PORT, phone_process, require_free, server_process
from sync_server.admin.told import Commands, Told, changing, command, database

_SECONDS_TO_START = 60
_SECONDS_TO_STOP = 8
_PHONES = 2
_MOST_FALLS = 3


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = command(commands, "demo", "start een server en twee telefoons met een voorbeeldteam op deze machine", _demo)
    parser.add_argument("--fresh", action="store_true", help="begin opnieuw: wis de gegevens van de demo")
    parser.add_argument(
        "--folder", type=Path, default=Path(".local/demo"), metavar="MAP", help="map van de demo (standaard .local/demo)"
    )
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
        seed(server, options.folder / "recovery.key", datetime.now(UTC))
    phones = _invitations(server)
    signal.signal(signal.SIGTERM, _interrupt)
    with ExitStack() as running:
        server_part = _Part(
            "De server", lambda: server_process(server, options.server_port), f"http://{LOOPBACK}:{options.server_port}/ready"
        )
        parts = [server_part, *(_phone_part(options, at) for at in range(_PHONES))]
        for part, code in zip(parts, ("", *(code for _, code in phones)), strict=True):
            running.callback(part.stop)
            part.start(code)
        _explain(options, [name for name, _ in phones])
        return _until_stopped(parts)


def _phone_part(options: argparse.Namespace, at: int) -> _Part:
    port, folder = options.phone_ports[at], options.folder / f"phone-{at + 1}"
    more = {"RONDE_SERVER": f"http://{LOOPBACK}:{options.server_port}", "RONDE_DEMO": "1"}
    name = f"Telefoon {at + 1}"
    return _Part(name, lambda code="": phone_process(folder, port, RONDE_CODE=code, **more), f"http://{LOOPBACK}:{port}/")


class _Part:
    """A process of the demo that is started again when it dies, as an officer would start the app again."""

    def __init__(self, name: str, begin: Callable[..., subprocess.Popen[bytes]], address: str) -> None:
        self._name, self._begin, self._address = name, begin, address
        self._falls = 0

    def start(self, *words: str) -> None:
        """Start it and wait until it answers. Raises `Told` when it does not."""
        self._process = self._begin(*filter(None, words))
        _until_ready(self._address, self._process)

    def start_again_if_dead(self) -> None:
        """Start it again; after three times something is wrong. Raises `Told`."""
        if self._process.poll() is None:
            return
        self._falls += 1
        if self._falls > _MOST_FALLS:
            raise Told(f"{self._name} stopt steeds weer. De rest is netjes afgesloten; uw gegevens zijn bewaard.")
        print(f"{self._name} is gestopt en start opnieuw. Wat bewaard was, is er nog.", flush=True)
        self.start()

    def stop(self) -> None:
        """Stop it, gently first."""
        self._process.terminate()
        try:
            self._process.wait(_SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _invitations(server: Path) -> list[tuple[str, str]]:
    """Name and a fresh one-time code of the two officers of the demo; a phone that is enrolled does not use it."""
    with changing(server) as store:
        team = store.people.teams()[0]
        officers = store.meta("demo-officers")
        rows = store.rows(team.id)
        names = [(rows.row(Kind.OFFICER, each) or {})["name"] for each in officers]
        codes = [identity.new_code(store.people, team.id, each, datetime.now(UTC)) for each in officers]
    return list(zip(names, codes, strict=True))


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
  5. Rooster: antwoord op het verzoek van Els, of bied zelf een dienst aan. Zonder bereik gaat dat met een briefje.
  6. Druk bij {names[0]} lang op de noodknop: {names[1]} ziet het alarm.
  7. {names[1]} is ook roosteraar: onder Rooster staat Naar rooster maken.
  8. Het plan van zaak Linde staat foto's toe. Kies een jpg bij een waarneming, sleep over wat niemand hoeft te zien, leg vast,
     en bekijk de foto bij {names[1]}. Twee eerdere waarnemingen hebben er al een, getekend.

Gegevens: {options.folder}. Opnieuw beginnen: ronde demo --fresh. Stoppen: Ctrl+C.""",
        flush=True,
    )


def _until_stopped(parts: list[_Part]) -> int:
    try:
        while True:
            time.sleep(0.3)
            for part in parts:
                part.start_again_if_dead()
    except KeyboardInterrupt:
        print("\nGestopt. Alles is bewaard.")
        return 0


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt
