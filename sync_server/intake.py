"""Takes in what a device sends: chain first, then each command judged once, in order, with its verdict."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from field_app.rules import chain, rulebook
from field_app.rules.clock import SendClock, skew
from field_app.rules.facts import Change
from field_app.rules.ids import is_id
from field_app.rules.observations import Act, Outcome
from field_app.rules.refusals import Code, Malformed, Refused
from field_app.rules.vocabulary import Flag
from field_app.rules.wire import Envelope, command_of, decode, encode
from sync_server.destroying import destroy, destroyed_by
from sync_server.quick_json import canonical, compact
from sync_server.store.evidence import Received, Verdict
from sync_server.store.people import Device
from sync_server.store.server_store import ServerStore

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one device sends in one go. `seeds` are pairs of the first device number and the seed from there on."""

    commands: Sequence[Mapping[str, Any]]
    seeds: Sequence[tuple[int, bytes]]
    head: bytes
    signature: bytes
    clock: SendClock


@dataclass(slots=True)
class Taken:
    """What came of a delivery: a verdict for each command in order, and from which number on the server misses some."""

    verdicts: list[Verdict] = field(default_factory=list)
    missing_from: int | None = None
    moved_to: int | None = None


@dataclass(frozen=True, slots=True)
class _Link:
    """One command with the hashes that bind it; `salt` None on a `lost` entry."""

    seq: int
    raw: Mapping[str, Any]
    content: bytes | None
    salt: bytes | None
    inner: bytes
    head: bytes


def take(store: ServerStore, device: Device, delivery: Delivery, now: datetime) -> Taken:
    """Judge a delivery within the transaction around it. Raises `Refused` when the chain as a whole does not hold."""
    if not delivery.commands:
        return Taken()
    numbers = [_number(each) for each in delivery.commands]
    if any(later != earlier + 1 for earlier, later in pairwise(numbers)):
        raise Malformed("commands", "numbered one after another")
    if numbers[0] > device.last_seq + 1:
        waiting = [{"id": _id_of(each), "status": "waiting"} for each in delivery.commands]
        return Taken(waiting, missing_from=device.last_seq + 1)
    return _take_chained(store, device, delivery, now, numbers)


def _take_chained(store: ServerStore, device: Device, delivery: Delivery, now: datetime, numbers: list[int]) -> Taken:
    known = store.evidence.known(device.id, numbers[0], min(numbers[-1], device.last_seq)) if numbers[0] <= device.last_seq else {}
    links = list(_links(delivery, numbers, known, device))
    _check_head(device, delivery, links)
    fresh = links[len(known) :]
    verdicts = [known[number].verdict for number in numbers[: len(known)]]
    if not fresh:
        return Taken(verdicts)
    judged = _Judge(store, device, delivery, now).judge(fresh)
    return Taken(verdicts + judged.verdicts, moved_to=judged.moved_to)


def _id_of(raw: Mapping[str, Any]) -> str | None:
    """The id of a command, None when it is no id: it stands in the feed of every colleague."""
    found = raw.get("id")
    return found if isinstance(found, str) and is_id(found) else None


def _number(raw: Mapping[str, Any]) -> int:
    if type(raw) is not dict or type(raw.get("device_seq")) is not int or raw["device_seq"] < 1:
        raise Malformed("commands", "objects with a device_seq")
    return int(raw["device_seq"])


def _links(delivery: Delivery, numbers: list[int], known: dict[int, Received], device: Device) -> Iterable[_Link]:
    """Compute the chain anew. A known command that now reads differently means that the device was put back and went on."""
    head = device.head
    seeds, at = sorted(delivery.seeds), -1
    for number, raw in zip(numbers, delivery.commands, strict=True):
        while at + 1 < len(seeds) and seeds[at + 1][0] <= number:
            at += 1
        content, salt, inner = _hashes(raw, number, seeds[at][1] if at >= 0 else None)
        if number in known:
            if known[number].inner_hash != inner:
                raise Refused(Code.CHAIN_FORKED, device_seq=number)
            yield _Link(number, raw, content, salt, inner, known[number].head)
            continue
        head = chain.link(head, inner)
        yield _Link(number, raw, content, salt, inner, head)


def _hashes(raw: Mapping[str, Any], number: int, seed: bytes | None) -> tuple[bytes | None, bytes | None, bytes]:
    if "lost" in raw:
        return None, None, _bytes(raw["lost"], "lost")
    if seed is None:
        raise Malformed("chain.seeds", "a seed for every command")
    salt, content = chain.salt(seed, number), canonical(raw)
    return content, salt, chain.inner(salt, content)


def _bytes(value: Any, path: str) -> bytes:
    try:
        return bytes.fromhex(value)
    except (TypeError, ValueError):
        raise Malformed(path, "hexadecimal") from None


def _check_head(device: Device, delivery: Delivery, links: list[_Link]) -> None:
    if links[-1].head != delivery.head:
        raise Refused(Code.CHAIN_BROKEN, device_seq=links[-1].seq)
    try:
        Ed25519PublicKey.from_public_bytes(device.public_key).verify(delivery.signature, delivery.head)
    except InvalidSignature:
        raise Refused(Code.PROOF_INVALID, what="chain") from None


class _Judge:
    """Judges the new commands of one delivery and keeps what follows."""

    def __init__(self, store: ServerStore, device: Device, delivery: Delivery, now: datetime) -> None:
        self._store, self._device, self._delivery, self._now = store, device, delivery, now
        self._received_at = now.isoformat(timespec="milliseconds")
        self._facts = store.facts(device.team_id)
        team = store.people.team(device.team_id)
        self._seq = team.seq if team else 0
        self._changes, self._destroyed = list[tuple[int, Change]](), list[Change]()

    def judge(self, links: list[_Link]) -> Taken:
        """Every command gets a verdict; one that is refused or cannot be read never touches its neighbours."""
        ids = [each for each in (_id_of(link.raw) for link in links) if each]
        self._used = self._store.evidence.has(self._device.team_id, ids)
        verdicts = [self._verdict(link) for link in links]
        last = links[-1]
        store, device = self._store, self._device
        store.evidence.keep(self._received(link, verdict) for link, verdict in zip(links, verdicts, strict=True))
        clock = compact(encode(self._delivery.clock))
        store.evidence.keep_batch(device.id, last.seq, last.head, self._delivery.signature, self._received_at, clock)
        store.rows(device.team_id).write(self._changes, device.id)
        for record in self._destroyed:
            destroy(store, device.team_id, record)
        store.people.move_chain(device.id, last.seq, last.head)
        store.people.move_feed(device.team_id, self._seq)
        self._facts.settle()
        return Taken(verdicts, moved_to=self._seq)

    def _verdict(self, link: _Link) -> Verdict:
        try:
            return self._judged(link)
        except Refused as no:
            return self._said(link, "refused", code=no.code.value, details=no.details)
        except Exception:  # a bug in one command must not hold up a whole phone; it is logged and told
            log.exception("command %s of device %s could not be judged", link.seq, self._device.id)
            return self._said(link, "refused", code=Code.SERVER_FAULT.value, details={})

    def _judged(self, link: _Link) -> Verdict:
        if link.content is None:
            return self._said(link, "flagged", flags=[Flag.RECORD_LOST.value])
        envelope = decode(Envelope, link.raw)
        if _id_of(link.raw) is None or envelope.id in self._used:
            raise Malformed("id", "an id of letters, digits and dashes that was not used before")
        self._used.add(envelope.id)
        outcome = rulebook.apply(command_of(envelope), self._facts, self._act(envelope))
        if any(change.id == envelope.id and self._stands(change) for change in outcome.changes):
            raise Malformed("id", "an id that no row bears")
        self._keep(outcome)
        self._destroyed += destroyed_by(envelope.name, outcome.changes)
        more = {"flags": [each.value for each in outcome.flags]} if outcome.flags else {}
        return self._said(link, "flagged" if outcome.flags else "accepted", seq=self._seq, **more)

    def _stands(self, change: Change) -> bool:
        """Whether this row is there already: what bears the id of a command is new, or it would be a colleague's."""
        return not change.is_new and self._facts.body(change.kind, change.id) is not None

    def _act(self, envelope: Envelope) -> Act:
        off = skew(envelope.at, envelope.clock, self._delivery.clock, self._now)
        return Act(envelope.id, self._device.officer_id, envelope.at, envelope.args, self._now, off)

    def _keep(self, outcome: Outcome) -> None:
        self._seq += 1
        for change in outcome.changes:
            self._facts.put(change)
            self._changes.append((self._seq, change))

    def _said(self, link: _Link, status: str, **more: Any) -> Verdict:
        return {"id": _id_of(link.raw), "status": status, "received_at": self._received_at, **more}

    def _received(self, link: _Link, verdict: Verdict) -> Received:
        device = self._device
        hashes = (link.content, link.salt, link.inner, link.head)
        return Received(device.id, link.seq, device.team_id, verdict["id"], *hashes, self._received_at, verdict)


def delivery_from(request: Mapping[str, Any]) -> Delivery:
    """Read the part of a sync request, or of a rescue file, that a device delivers. Raises `Malformed`."""
    commands = request.get("commands", [])
    if type(commands) is not list:
        raise Malformed("commands", "a list")
    clock = decode(SendClock, request.get("clock"))
    if not commands:
        return Delivery([], [], b"", b"", clock)
    sealed = request.get("chain")
    if type(sealed) is not dict or type(sealed.get("seeds")) is not list:
        raise Malformed("chain", "head, signature and seeds")
    seeds = [_seed(each) for each in sealed["seeds"]]
    return Delivery(
        commands, seeds, _bytes(sealed.get("head"), "chain.head"), _bytes(sealed.get("signature"), "chain.signature"), clock
    )


def _seed(value: Any) -> tuple[int, bytes]:
    if type(value) is not list or len(value) != 2 or type(value[0]) is not int:  # noqa: PLR2004  # a pair
        raise Malformed("chain.seeds", "pairs of a number and a seed")
    return value[0], _bytes(value[1], "chain.seeds")


def put_rows(store: ServerStore, team_id: str, changes: Iterable[Change]) -> int:
    """Write rows that the office makes (team, officers, cases, roster), each with its own change number."""
    team = store.people.team(team_id)
    seq = team.seq if team else 0
    numbered = [(seq + at, change) for at, change in enumerate(changes, start=1)]
    store.rows(team_id).write(numbered, None)
    store.people.move_feed(team_id, seq + len(numbered))
    store.forget_facts()
    return seq + len(numbered)
