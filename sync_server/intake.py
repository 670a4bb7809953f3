"""Takes in what a device sends: chain first, then each command judged once, in order, with its verdict."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from field_app.rules import chain, rulebook
from field_app.rules.clock import skew
from field_app.rules.facts import Change
from field_app.rules.ids import is_id
from field_app.rules.observations import Act, Outcome, flagged
from field_app.rules.refusals import Code, Malformed, Refused
from field_app.rules.vocabulary import Flag
from field_app.rules.wire import Envelope, command_of, decode, encode
from sync_server.delivery import Delivery, bytes_in
from sync_server.destroying import destroy, destroyed_by
from sync_server.quick_json import canonical, compact
from sync_server.roster_log import ABOUT_THE_ROSTER, RosterLog, line_of, said_again, said_before
from sync_server.store.evidence import Received, Verdict
from sync_server.store.people import Device
from sync_server.store.server_store import ServerStore

log = logging.getLogger(__name__)


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
        return None, None, bytes_in(raw["lost"], "lost")
    if seed is None:
        raise Malformed("chain.seeds", "a seed for every command")
    salt, content = chain.salt(seed, number), canonical(raw)
    return content, salt, chain.inner(salt, content)


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
        self._before = said_before(store, device.id)

    def judge(self, links: list[_Link]) -> Taken:
        """Every command gets a verdict; one that is refused or cannot be read never touches its neighbours."""
        ids = [each for each in (_id_of(link.raw) for link in links) if each]
        self._used = self._store.evidence.has(self._device.team_id, ids)
        verdicts = [self._verdict(link) for link in links]
        last, store, device = links[-1], self._store, self._device
        store.evidence.keep((self._received(*each) for each in zip(links, verdicts, strict=True)), store.team_log(device.team_id))
        clock = compact(encode(self._delivery.clock))
        store.evidence.keep_batch(device.id, last.seq, last.head, self._delivery.signature, self._received_at, clock)
        store.rows(device.team_id).write(self._changes, device.id)
        store.photos.expect(device.team_id, device.id, self._changes)
        for record in self._destroyed:
            destroy(store, device.team_id, record)
        store.people.move_chain(device.id, last.seq, last.head)
        store.people.move_feed(device.team_id, self._seq)
        RosterLog(store).keep(self._about_the_roster(links, verdicts))
        said_again(store, device.id, self._before, {link.inner.hex() for link in links} if self._before else set())
        self._facts.settle()
        return Taken(verdicts, moved_to=self._seq)

    def _about_the_roster(self, links: list[_Link], verdicts: list[Verdict]) -> Iterator[dict[str, Any]]:
        """What is new in what was said about shifts, with its rows."""
        for link, verdict in zip(links, verdicts, strict=True):
            name = link.raw.get("name")  # anything at all in a command that cannot be read
            if isinstance(name, str) and name in ABOUT_THE_ROSTER and link.inner.hex() not in self._before:
                changes = (change for seq, change in self._changes if seq == verdict.get("seq"))
                yield line_of(self._device.id, self._device.team_id, link.inner, verdict, changes)

    def _verdict(self, link: _Link) -> Verdict:
        if before := self._before.get(link.inner.hex()):
            return self._again(link, before)
        try:
            return self._judged(link)
        except Refused as no:
            return self._said(link, "refused", code=no.code.value, details=no.details)
        except (sqlite3.OperationalError, OSError, MemoryError):  # passes, and the phone tries again; a no would be for good
            raise
        except Exception:  # a bug in one command must not hold up a whole phone; it is logged and told
            log.exception("command %s of device %s could not be judged", link.seq, self._device.id)
            return self._said(link, "refused", code=Code.SERVER_FAULT.value, details={})

    def _again(self, link: _Link, before: Verdict) -> Verdict:
        """What was said of it before the server went back; what it changed is there already."""
        if before["status"] == "refused":
            return self._said(link, **before)
        self._used.add(str(_id_of(link.raw)))
        self._keep(Outcome(()))
        return self._said(link, **before, seq=self._seq)

    def _judged(self, link: _Link) -> Verdict:
        if link.content is None:
            return self._said(link, "flagged", flags=[Flag.RECORD_LOST.value])
        envelope = decode(Envelope, link.raw)
        if _id_of(link.raw) is None or envelope.id in self._used:
            raise Malformed("id", "an id of letters, digits and dashes that was not used before")
        self._used.add(envelope.id)
        act = self._act(envelope)
        outcome = rulebook.apply(command_of(envelope), self._facts, act)
        if any(change.id == envelope.id and self._stands(change) for change in outcome.changes):
            raise Malformed("id", "an id that no row bears")
        self._keep(outcome)
        self._destroyed += destroyed_by(envelope.name, outcome.changes)
        return self._said(link, "flagged" if outcome.flags else "accepted", seq=self._seq, **flagged(outcome.flags, act.skew))

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


def put_rows(store: ServerStore, team_id: str, changes: Iterable[Change]) -> int:
    """Write rows that the office makes (team, officers, cases, roster), each with its own change number."""
    team = store.people.team(team_id)
    seq = team.seq if team else 0
    numbered = [(seq + at, change) for at, change in enumerate(changes, start=1)]
    store.rows(team_id).write(numbered, None)
    store.people.move_feed(team_id, seq + len(numbered))
    store.forget_facts()
    return seq + len(numbered)
