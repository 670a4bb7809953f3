"""A server of many teams, its phones written straight into the store, so that thousands stand there in seconds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from field_app.device import new_id
from field_app.rules import chain
from sync_server import intake
from sync_server.admin.told import changing
from sync_server.keys import new_recovery_key
from sync_server.store.people import Device, TeamHead

from .stage import rows


@dataclass(frozen=True, slots=True)
class Known:
    """A phone that the server knows, with the key that only this phone has; `officer` counts within its team."""

    device_id: str
    signing_key: str
    officer: int
    team: str
    epoch: str

    @property
    def key(self) -> Ed25519PrivateKey:
        """What it signs with."""
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(self.signing_key))


def many_teams(folder: Path, teams: int, phones: int) -> list[Known]:
    """Teams with ten cases each and a phone for each officer; their one-time codes are skipped."""
    now = datetime.now(UTC)
    with changing(folder, new=True) as store:
        epoch, recovery = store.meta("epoch")["epoch"], new_recovery_key(folder / "recovery.key")
        known = []
        for team in (f"team-{at}" for at in range(teams)):
            store.people.add_team(TeamHead(team, f"Team {team}", recovery, 0))
            intake.put_rows(store, team, rows(now, phones))
            for officer in range(phones):
                key, device_id = Ed25519PrivateKey.generate(), new_id()
                public = key.public_key().public_bytes_raw()
                device = Device(device_id, team, f"officer-{officer}", public, 0, chain.genesis(device_id), 0, is_revoked=False)
                store.people.add_device(device, now.isoformat())
                known.append(Known(device_id, key.private_bytes_raw().hex(), officer, team, epoch))
        return known
