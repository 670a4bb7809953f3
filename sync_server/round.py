"""One round trip of the exchange: who asks, what they bring, and what they get, as one job at the desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from field_app.rules.log import LogHeld
from field_app.rules.position import Position, checked
from field_app.rules.refusals import Code, Malformed, Refused
from field_app.rules.wire import OLDEST_PROTOCOL, PROTOCOL, decode, encode
from sync_server import earlier, feed, heads, intake
from sync_server.delivery import Delivery, delivery_from
from sync_server.identity import Proof, proven
from sync_server.intake import Taken
from sync_server.keys import LogKey
from sync_server.positions import Positions
from sync_server.quick_json import canonical, compact
from sync_server.store.people import Device
from sync_server.store.server_store import ServerStore


@dataclass(frozen=True, slots=True)
class Asked:
    """A sync request as read; `delivery` is what the device brings, `is_anew` says that it reads everything from zero."""

    protocol: int
    epoch: str
    cursor: int
    limit: int
    is_anew: bool
    delivery: Delivery
    log: LogHeld
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer as JSON text, what became of the commands, whose it is, and where the team's feed went.

    `moved_to` is None when there is nothing new for the colleagues: no row, and nobody in need who is elsewhere by now.
    `log_alarms` counts what is new against this server's log.
    """

    text: str
    statuses: tuple[str, ...]
    team_id: str
    officer_id: str
    moved_to: int | None
    log_alarms: int = 0


def read(request: Mapping[str, Any]) -> Asked:
    """Read a sync request. Raises `Malformed`; `Refused` for a protocol from the future."""
    protocol = _whole(request, "protocol")
    if protocol > PROTOCOL:
        raise Refused(Code.PROTOCOL_TOO_NEW, server=PROTOCOL)
    epoch = request.get("epoch")
    if not isinstance(epoch, str):
        raise Malformed("epoch", "text")
    limit = min(max(_whole(request, "limit", feed.LIMIT), 10), feed.MOST)
    delivery = delivery_from(request)
    if len(delivery.commands) > feed.MOST:
        raise Refused(Code.TOO_LARGE, most_commands=feed.MOST)
    cursor = _whole(request, "cursor")
    is_anew = request.get("anew", cursor == 0)
    if type(is_anew) is not bool:
        raise Malformed("anew", "true or false")
    return Asked(
        protocol, epoch, cursor, limit, is_anew, delivery, heads.held_by(request.get("log")), _position(request.get("position"))
    )


def _position(value: Any) -> Position | None:
    """Where the phone is. What cannot be read is passed over: the alarm in the same request must get through."""
    try:
        return None if value is None else checked(decode(Position, value))
    except Malformed:
        return None


def _whole(request: Mapping[str, Any], name: str, otherwise: int | None = None) -> int:
    found = request.get(name, otherwise)
    if type(found) is not int or not 0 <= found < 2**53:
        raise Malformed(name, "a whole number")
    return found


def answer(
    store: ServerStore, device_id: str, proof: Proof, asked: Asked, now: datetime, positions: Positions, key: LogKey
) -> Answered:
    """Judge what was brought and give what changed. Raises `Refused` when nothing of it can be taken."""
    device = proven(store.people, device_id, proof)
    epoch = store.meta("epoch")
    if asked.epoch != epoch["epoch"]:
        return _after_restore(store, device, epoch, key, now)
    taken = intake.take(store, device, asked.delivery, now)
    page = feed.page(store, device, asked.cursor, asked.limit, is_anew=asked.is_anew) if asked.protocol >= OLDEST_PROTOCOL else None
    told = heads.told(store, device, asked.log, key, now)
    head = {
        "epoch": epoch["epoch"],
        "log": told.said,
        "server_time": now.isoformat(timespec="milliseconds"),
        "cursor": page.cursor if page else asked.cursor,
        "more": page.more if page else False,
        "safe_seq": device.safe_seq,
        **safe(store, device, key),
        **_lost_photos(store, device),
        "totals": earlier.totals(asked.protocol, page.totals) if page else {},
        "verdicts": taken.verdicts,
    }
    facts = store.facts(device.team_id)
    if positions.take(device.team_id, device.officer_id, asked.position, facts, now) and taken.moved_to is None:
        taken.moved_to = _seq(store, device)
    if found := positions.shared(device.team_id, device.officer_id, facts):
        head["positions"] = encode(found)
    if page is None:
        head["code"] = Code.PROTOCOL_TOO_OLD.value
    if taken.missing_from is not None:
        head["missing_from"] = taken.missing_from
    return _answered(head, earlier.rows(asked.protocol, page.rows) if page else [], device, taken, told.alarms)


def safe(store: ServerStore, device: Device, key: LogKey) -> dict[str, Any]:
    """What a verified backup holds of this device, signed: by this word the phone lets go of what it sent."""
    photo = store.photos.safe_through(device.id)
    held = {"device_id": device.id, "epoch": store.meta("epoch")["epoch"], "safe_seq": device.safe_seq, "safe_photo": photo}
    return {"safe_photo": photo, "safe_signature": key.sign(canonical(held)).hex() if device.safe_seq or photo else ""}


def _lost_photos(store: ServerStore, device: Device) -> dict[str, Any]:
    """What this device brought and the server cannot show any more: the phone has it still, for no backup holds it."""
    lost = store.photos.lost(device.id)
    return {"lost_photos": lost} if lost else {}


def _seq(store: ServerStore, device: Device) -> int:
    team = store.people.team(device.team_id)
    return team.seq if team else 0


def _after_restore(store: ServerStore, device: Device, epoch: dict[str, Any], key: LogKey, now: datetime) -> Answered:
    """The server was put back: say so, signed, and from which number on this device must send again."""
    statement, said = heads.told_after_restore(store, device, epoch, key, now)
    head = {
        "epoch": epoch["epoch"],
        "restore": statement,
        "log": said,
        "server_time": now.isoformat(timespec="milliseconds"),
        "cursor": 0,
        "more": True,
        "safe_seq": device.safe_seq,
        "totals": {},
        "verdicts": [],
        "missing_from": device.last_seq + 1,
    }
    return _answered(head, [], device, Taken())


def _answered(head: dict[str, Any], rows: list[str], device: Device, taken: Taken, log_alarms: int = 0) -> Answered:
    lines = "\n" + ",\n".join(rows) + "\n" if rows else ""
    text = compact(head)[:-1] + ',"changes":[' + lines + "]}"
    statuses = tuple(each["status"] for each in taken.verdicts)
    return Answered(text, statuses, device.team_id, device.officer_id, taken.moved_to, log_alarms)
