"""`ronde serve` and `ronde app`: the server, and this laptop as a device of its own."""

from __future__ import annotations

import argparse
import gc
import os
import socket
import subprocess
import sys
from pathlib import Path

from sync_server.admin.papers import add_seal, seal_of
from sync_server.admin.told import Commands, Told, add_folder, command

LOOPBACK = "127.0.0.1"
SERVER_PORT, PHONE_PORT = 8765, 8551
_SECONDS_TO_FINISH = 2
#: The network thread waits this long at most for the desk to let go of the interpreter; 5 ms, the default, adds up.
SWITCH_SECONDS = 0.0005
#: A delivery makes some hundred thousand short-lived objects; looking for rings among them cost a sixth of its time.
GC_THRESHOLDS = (100_000, 50, 100)


def add_to(commands: Commands, folder: Path) -> None:
    """Add the two commands."""
    serve = command(commands, "serve", "start de server", _serve)
    add_folder(serve, folder)
    serve.add_argument("--host", default=LOOPBACK, help="adres waarop de server luistert (standaard alleen deze machine)")
    serve.add_argument("--port", type=int, default=SERVER_PORT, help=f"poort (standaard {SERVER_PORT})")
    add_seal(serve)
    app = command(commands, "app", "open de app op deze laptop, als eigen apparaat", _app)
    app.add_argument(
        "--folder", type=Path, default=Path(".local/phone"), metavar="MAP", help="map van dit apparaat (standaard .local/phone)"
    )
    app.add_argument("--port", type=int, default=PHONE_PORT, help=f"poort voor de browser (standaard {PHONE_PORT})")


def _serve(options: argparse.Namespace) -> int:
    require_free(options.host, options.port)
    import uvicorn  # noqa: PLC0415  # HTTP is slow to load, and every command reads this file

    from sync_server.app import Settings, create_app  # noqa: PLC0415  # the server is slow to load, and every command reads this file

    sys.setswitchinterval(SWITCH_SECONDS)
    gc.set_threshold(*GC_THRESHOLDS)
    gc.freeze()
    application = create_app(Settings(options.folder, seal=seal_of(options)))
    print(f"Ronde-server op http://{options.host}:{options.port} (stoppen met Ctrl+C)", flush=True)
    uvicorn.run(
        application,
        host=options.host,
        port=options.port,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=_SECONDS_TO_FINISH,
    )
    return 0


def _app(options: argparse.Namespace) -> int:
    require_free(LOOPBACK, options.port)
    print(f"Open http://{LOOPBACK}:{options.port} in uw browser (stoppen met Ctrl+C)", flush=True)
    with phone_process(options.folder, options.port) as process:
        try:
            return process.wait()
        except KeyboardInterrupt:
            process.terminate()
            return 0


def phone_process(folder: Path, port: int, **more: str) -> subprocess.Popen[bytes]:
    """One phone as a process with a data folder of its own, shown as a page on this machine."""
    given = {"RONDE_DATA": str(folder.resolve()), "RONDE_PORT": str(port), "FLET_FORCE_WEB_SERVER": "1", "FLET_WEB_NO_CDN": "1"}
    return subprocess.Popen([sys.executable, "-m", "field_app.app"], env={**os.environ, **given, **more})  # our own program


def server_process(folder: Path, port: int) -> subprocess.Popen[bytes]:
    """The server as a process."""
    words = [sys.executable, "-m", "sync_server.admin", "serve", "--folder", str(folder), "--port", str(port)]
    return subprocess.Popen(words, stdout=subprocess.DEVNULL)  # noqa: S603  # our own program


def require_free(host: str, port: int) -> None:
    """Raise `Told` when somebody else listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Told(f"Poort {port} is al in gebruik. Sluit het andere programma of kies een andere poort.") from error
