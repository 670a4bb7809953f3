"""The signed head of a team's log in every exchange, the proof that it grew, and the alarm when two heads exclude each other."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from field_app.rules.log import LogAlarm, LogHeld, SignedHead, Stood
from field_app.rules.merkle import is_consistent
from field_app.rules.wire import decode, encode
from sync_server.keys import LogKey
from sync_server.store.log_alarms import KeptAlarm
from sync_server.store.people import Device
from sync_server.store.server_store import ServerStore
from sync_server.store.signatures import is_signed
from sync_server.store.team_log import TeamLog

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Told:
    """What an answer says of the log, and how many alarms are new because of what was asked."""

    said: dict[str, Any]
    alarms: int


def current(store: ServerStore, team_id: str, key: LogKey, now: datetime) -> SignedHead:
    """The head over all that a team's log holds by now; signed anew only when it grew or began a new epoch.

    A head of before that this one does not extend was signed over something else: that is an alarm, and phones will see it too.
    """
    return _renewed(store, team_id, key, now)[0]


def _renewed(store: ServerStore, team_id: str, key: LogKey, now: datetime) -> tuple[SignedHead, int]:
    """The head, and how many alarms are new."""
    of, epoch = store.team_log(team_id), store.meta("epoch")["epoch"]
    root, before, alarms = of.root().hex(), of.head(), 0
    if before and (before.epoch, before.size, before.root) == (epoch, of.size, root):
        return before, 0
    bare = SignedHead(team_id, epoch, of.size, root, now)
    head = replace(bare, signature=key.sign(bare.signed_part).hex())
    if before and before.epoch == epoch and _growth(of, before) is None:
        alarms += _alarm(store, KeptAlarm(team_id, "", "server", LogAlarm(now, before, head)))
    of.keep_head(head)
    return head, alarms


def told(store: ServerStore, device: Device, held: LogHeld, key: LogKey, now: datetime) -> Told:
    """The head for a device, with the proof that it extends the one that the device holds; what the device reports is kept."""
    head, alarms = _renewed(store, device.team_id, key, now)
    path = _growth(store.team_log(device.team_id), held.head)
    for each in _against(device, held, head, key, now, is_held=path is not None):
        alarms += _alarm(store, each)
    return Told({"head": encode(head), "path": [each.hex() for each in path or ()]}, alarms)


def told_after_restore(
    store: ServerStore, device: Device, epoch: Mapping[str, Any], key: LogKey, now: datetime
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The signed statement that the server was put back, for this device's team, and the head that grew from the one it names."""
    head, of = current(store, device.team_id, key, now), store.team_log(device.team_id)
    statement = {name: part for name, part in epoch.items() if name != "logs"}
    named = epoch.get("logs", {}).get(device.team_id, {})
    size = named["new"]["size"] if named else 0
    path = [each.hex() for each in of.consistency(min(size, head.size), head.size)]
    return {**named, **statement}, {"head": encode(head), "path": path}


def held_by(value: Any) -> LogHeld:
    """What a request says of the log; an app from before there was one says nothing. Raises `Malformed`."""
    return LogHeld() if value is None else decode(LogHeld, value)


def stood(store: ServerStore, team_id: str) -> Stood:
    """Where a team's log stands now."""
    of = store.team_log(team_id)
    return Stood(of.size, of.root().hex())


def holds(store: ServerStore, head: SignedHead) -> bool:
    """Whether this team's log still begins with what this head was signed over."""
    return _growth(store.team_log(head.team_id), head) is not None


def _growth(of: TeamLog, held: SignedHead | None) -> list[bytes] | None:
    """The proof that a log still begins with what this head was signed over; None when it does not."""
    if held is None:
        return []
    if not 0 <= held.size <= of.size:
        return None
    path = of.consistency(held.size, of.size)
    try:
        return path if is_consistent(held.size, of.size, bytes.fromhex(held.root), of.root(), path) else None
    except ValueError:
        return None


def _against(device: Device, held: LogHeld, head: SignedHead, key: LogKey, now: datetime, *, is_held: bool) -> Iterator[KeptAlarm]:
    """What speaks against this log: a genuine head that it does not extend, and the two heads that a phone reports.

    Only what this server signed itself is evidence; anything else a phone could have made up.
    """
    if held.head and not is_held and _is_genuine(held.head, device.team_id, key):
        yield KeptAlarm(device.team_id, device.id, "server", LogAlarm(now, held.head, head))
    if held.alarm:
        heads = (each if each and _is_genuine(each, device.team_id, key) else None for each in (held.alarm.held, held.alarm.told))
        yield KeptAlarm(device.team_id, device.id, "phone", LogAlarm(held.alarm.at, *heads))


def _is_genuine(head: SignedHead, team_id: str, key: LogKey) -> bool:
    return head.team_id == team_id and is_signed(key.public_hex, head.signed_part, head.signature)


def _alarm(store: ServerStore, kept: KeptAlarm) -> bool:
    is_new = store.log_alarms.keep(kept)
    if is_new:
        who = kept.device_id or "the server"
        log.error("the log of team %s does not extend a head that was signed; noticed with %s", kept.team_id, who)
    return is_new
