"""A seeded server and phones as real processes on free ports, to be killed and started again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import httpx

from field_app.rules.vocabulary import Kind
from sync_server import identity
from sync_server.admin.seeding import seed
from sync_server.admin.told import changing

LOOPBACK = "127.0.0.1"
SECONDS_TO_START = 40
SECONDS_TO_STOP = 8


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


class Part:
    """One process that listens on a port of its own and keeps it over a restart."""

    words: tuple[str, ...]

    def __init__(self, folder: Path, log: Path, port: int) -> None:
        self.folder, self.log, self.port = folder, log, port
        self.url = f"http://{LOOPBACK}:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def begin(self, **settings: str) -> None:
        """Start it, without waiting; `settings` go into its environment."""
        with self.log.open("ab") as told:
            self._process = subprocess.Popen(
                [sys.executable, "-m", *self.words], stdout=told, stderr=told, env={**os.environ, **settings}
            )

    def wait_until_up(self) -> None:
        """Until it listens."""
        ends = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < ends:
            try:
                socket.create_connection((LOOPBACK, self.port), 0.2).close()
            except OSError:
                assert self._process is not None
                assert self._process.poll() is None, self.told()
                time.sleep(0.02)
            else:
                return
        raise TimeoutError(self.told())

    def fell(self) -> int | None:
        """With what it ended by itself; None while it runs, or when it was ended here."""
        return self._process.poll() if self._process else None

    def kill(self) -> None:
        """As the system does when it needs the memory: no goodbye."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            self._process = None

    def stop(self) -> None:
        """As somebody who closes it."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self.kill()
        self._process = None

    def told(self) -> str:
        """All that it wrote to its log."""
        return self.log.read_text("utf-8", "replace") if self.log.exists() else ""


class ServerPart(Part):
    """The server with the demo team."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "server", folder / "server.log", free_port())
        self.recovery_key = folder / "recovery.key"
        self.words = ("sync_server.admin", "serve", "--folder", str(self.folder), "--port", str(self.port))
        self._asked = 0
        seed(self.folder, self.recovery_key, datetime.now(UTC))

    def code_for(self, name: str) -> str:
        """A fresh one-time code for this officer."""
        with changing(self.folder) as store:
            team = store.people.teams()[0]
            rows = store.rows(team.id).all_of(Kind.OFFICER)
            officer = next(row_id for row_id, body in rows.items() if body["name"] == name)
            return identity.new_code(store.people, team.id, officer, datetime.now(UTC))

    def requests(self) -> int:
        """How many requests it has answered, these questions apart."""
        told = httpx.get(f"{self.url}/metrics").text.splitlines()
        self._asked += 1
        return (
            int(sum(float(line.rpartition(" ")[2]) for line in told if line.startswith("ronde_requests_total"))) - self._asked + 1
        )

    def office(self, *words: str) -> str:
        """What the command line answers."""
        asked = [sys.executable, "-m", "sync_server.admin", *words, "--folder", str(self.folder)]
        return subprocess.run(asked, check=True, capture_output=True, text=True).stdout


class PhonePart(Part):
    """One phone with a data folder of its own."""

    words = ("field_app.app",)

    def __init__(self, folder: Path, name: str, port: int, log: str = "", **settings: str) -> None:
        super().__init__(folder / name, folder / f"{log or name}.log", port)
        self._settings = settings

    def begin(self, **settings: str) -> None:
        """Start the app."""
        given = {"RONDE_DATA": str(self.folder), "RONDE_PORT": str(self.port), "FLET_SESSION_TIMEOUT": "60"}
        super().begin(**given, RONDE_DEMO="1", FLET_WEB_NO_CDN="1", **self._settings, **settings)
