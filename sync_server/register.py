"""A list beside the database, outside every backup: which devices were let in and which were shut out, for after a restore."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path

from field_app.rules import chain
from sync_server.store.people import Device, People


class Register:
    """Lines of JSON that are only ever added; each is on disk before the database knows of it."""

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

    def _add(self, line: dict[str, str]) -> None:
        descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(json.dumps(line) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def replay(self, people: People, now: datetime) -> None:
        """Bring a restored database up to date: who came in since may deliver, who was shut out stays out, no old code works."""
        people.end_invitations(now.isoformat())
        for text in self._path.read_text().splitlines() if self._path.exists() else []:
            line = json.loads(text)
            if "revoked_at" in line:
                people.revoke(line["device"], line["revoked_at"])
            elif people.device(line["device"]) is None and people.team(line["team"]):
                key, head = bytes.fromhex(line["public_key"]), chain.genesis(line["device"])
                device = Device(line["device"], line["team"], line["officer"], key, 0, head, 0, is_revoked=False)
                people.add_device(device, now.isoformat())
