"""Tells a team which phones its colleagues have, so that a note from one can be checked by another without coverage."""

from __future__ import annotations

from field_app.rules.facts import Change
from field_app.rules.roster_records import DeviceKey
from field_app.rules.shift_changes import row
from field_app.rules.vocabulary import Kind
from sync_server import intake
from sync_server.store.people import Device
from sync_server.store.server_store import ServerStore


def renew(store: ServerStore, team_id: str) -> int | None:
    """Bring the team's rows in line with its devices; answers where the feed went, None when nothing was new."""
    kept = store.rows(team_id).all_of(Kind.DEVICE)
    changed = [each for each in map(_row, store.people.devices(team_id)) if kept.get(each.id) != each.body]
    return intake.put_rows(store, team_id, changed) if changed else None


def renew_all(store: ServerStore) -> None:
    """The same for every team: at the start, because devices may have come and gone with a restore."""
    for team in store.people.teams():
        renew(store, team.id)


def _row(device: Device) -> Change:
    return row(Kind.DEVICE, DeviceKey(device.id, device.officer_id, device.public_key.hex(), bool(device.is_revoked)))
