"""A list beside the database, outside every backup: devices let in and shut out, and what was destroyed, for after a restore."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from field_app.rules import chain
from field_app.rules.wire import canonical
from sync_server.keys import LogKey
from sync_server.settling import whole_lines
from sync_server.store.people import Device, People
from sync_server.store.signatures import is_signed

log = logging.getLogger(__name__)


class Register:
    """Lines of JSON that are only ever added; each is on disk before the database knows of it, a destruction after."""

    def __init__(self, folder: Path) -> None:
        """The list is made at the first line."""
        self._path = folder / "devices.log"

    def let_in(self, device: Device) -> None:
        """A device was enrolled."""
        who = {"device": device.id, "team": device.team_id, "officer": device.officer_id}
        self._add({**who, "public_key": device.public_key.hex()})

    def shut_out(self, device_id: str, now: datetime) -> None:
        """A device was revoked."""
        self._add({"device": device_id, "revoked_at": now.isoformat()})

    def destroyed(self, line: Mapping[str, Any], key: LogKey) -> None:
        """The content of a case was destroyed; signed, because after a restore this line destroys it again."""
        self._add({**line, "signature": key.sign(canonical(line)).hex()})

    def destructions(self, public_hex: str) -> Iterator[Mapping[str, Any]]:
        """The lines about destroyed cases whose signature holds."""
        for line in self._lines():
            signature = line.pop("signature", "")
            if "destroyed" in line and is_signed(public_hex, canonical(line), signature):
                yield line

    def _lines(self) -> list[dict[str, Any]]:
        """A line that a power cut tore off never came about, and the next one begins a line of its own."""
        found = self._path.read_bytes().splitlines() if self._path.exists() else []
        return [line for each in found if (line := _whole(each)) is not None]

    def _add(self, line: dict[str, Any]) -> None:
        descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(whole_lines(self._path) + json.dumps(line).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def replay(self, people: People, now: datetime) -> None:
        """Bring a restored database up to date: who came in since may deliver, who was shut out stays out, no old code works."""
        people.end_invitations(now.isoformat())
        for line in self._lines():
            if "destroyed" in line:
                continue
            if "revoked_at" in line:
                people.revoke(line["device"], line["revoked_at"])
            elif people.device(line["device"]) is None and people.team(line["team"]):
                key, head = bytes.fromhex(line["public_key"]), chain.genesis(line["device"])
                device = Device(line["device"], line["team"], line["officer"], key, 0, head, 0, is_revoked=False)
                people.add_device(device, now.isoformat())


def _whole(text: bytes) -> dict[str, Any] | None:
    try:
        line = json.loads(text)
    except ValueError:
        log.warning("a line of the register is torn and counts for nothing")
        return None
    return line if isinstance(line, dict) else None
