"""The commands exactly as received, with their hashes, heads and signatures: what a judge may ask for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlite_utils import Database

from field_app.rules.log import LogEntry
from field_app.rules.mentions import Said
from sync_server.quick_json import canonical
from sync_server.store.team_log import TeamLog

Verdict = dict[str, Any]

_PLACES = "select json_extract(value, '$[0]'), json_extract(value, '$[1]') from json_each(?)"


@dataclass(frozen=True, slots=True)
class Received:
    """One command as it came in and what was said of it; `content` and `salt` None: lost on the phone, or destroyed."""

    device_id: str
    device_seq: int
    team_id: str
    id: str | None
    content: bytes | None
    salt: bytes | None
    inner_hash: bytes
    head: bytes
    received_at: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a device's chain; `is_gone`: what it said is destroyed, or was lost on the phone."""

    device_seq: int
    inner_hash: bytes
    head: bytes
    is_gone: bool


@dataclass(frozen=True, slots=True)
class SignedBatch:
    """A head that a device signed, over its chain up to a number."""

    last_seq: int
    head: bytes
    signature: bytes
    received_at: str


class Evidence:
    """The log of all devices; it only grows."""

    def __init__(self, database: Database) -> None:
        """One connection, one thread."""
        self._database = database

    def keep(self, entries: Iterable[Received], log: TeamLog) -> None:
        """Keep commands with their verdicts, at the end of their team's log."""
        kept = [(each, _said(each.verdict)) for each in entries]
        leaves = [_entry(*each) for each in kept]
        rows = [_row(*each, at, leaf.said) for at, (each, leaf) in enumerate(zip(kept, leaves, strict=True), log.size)]
        self._database.conn.executemany(f"insert into commands values ({', '.join('?' * 14)})", rows)  # noqa: S608  # marks only
        log.append(leaves)

    def keep_batch(self, device_id: str, last_seq: int, head: bytes, signature: bytes, received_at: str, clock: str) -> None:
        """Keep the signed head of a batch, and what the phone's clock said when it sent."""
        row = [device_id, last_seq, head, signature, received_at, clock]
        self._database.execute("insert or ignore into batches values (?, ?, ?, ?, ?, ?)", row)

    def known(self, device_id: str, first_seq: int, last_seq: int) -> dict[int, Received]:
        """The commands of a device between two numbers, both included."""
        rows = self._database.execute(
            """select device, device_seq, team, id, content, salt, inner_hash, head, received_at, status, seq, verdict
            from commands where device = ? and device_seq between ? and ?""",
            [device_id, first_seq, last_seq],
        )
        return {row[1]: _received(row) for row in rows.fetchall()}

    def has(self, team_id: str, command_ids: Iterable[str]) -> set[str]:
        """Which of these ids the team has already used for something that was kept."""
        found = self._database.execute(
            "select id from commands where team = ? and seq is not null and id in (select value from json_each(?))",
            [team_id, json.dumps(list(command_ids))],
        )
        return {row[0] for row in found.fetchall()}

    def said(self, team_id: str) -> Iterator[Said]:
        """What every command of a team said that still has its content, in order of receipt."""
        asked = """select id, content, device, device_seq, seq is not null from commands
            where team = ? and content is not null and id is not null order by rowid"""
        for command_id, content, device_id, device_seq, has_seq in self._database.execute(asked, [team_id]):
            raw = json.loads(content)
            if isinstance(raw.get("name"), str) and isinstance(raw.get("args"), dict):
                yield Said(command_id, raw["name"], raw["args"], device_id, device_seq, bool(has_seq))

    def log(self, team_id: str) -> Iterator[Received]:
        """Every command of a team as it is kept, in order of receipt."""
        asked = """select device, device_seq, team, id, content, salt, inner_hash, head, received_at, status, seq, verdict
            from commands where team = ? order by received_at, rowid"""
        for found in self._database.execute(asked, [team_id]):
            yield _received(found)

    def of(self, team_id: str, places: Iterable[tuple[str, int]]) -> Iterator[Received]:
        """The commands of a team at these places (device and number), as they are kept, in order of receipt."""
        asked = f"""select device, device_seq, team, id, content, salt, inner_hash, head, received_at, status, seq, verdict
            from commands where team = ? and (device, device_seq) in ({_PLACES}) order by received_at, rowid"""  # noqa: S608  # our own words
        for found in self._database.execute(asked, [team_id, json.dumps(list(places))]):
            yield _received(found)

    def chain(self, device_id: str) -> tuple[tuple[Link, ...], tuple[SignedBatch, ...]]:
        """The whole chain of a device without what was said in it, and every head that the device signed."""
        links = "select device_seq, inner_hash, head, content is null from commands where device = ? order by device_seq"
        signed = "select last_seq, head, signature, received_at from batches where device = ? order by last_seq"
        found = [Link(number, inner, head, bool(gone)) for number, inner, head, gone in self._database.execute(links, [device_id])]
        return tuple(found), tuple(SignedBatch(*each) for each in self._database.execute(signed, [device_id]))

    def blank(self, places: Iterable[tuple[str, int]]) -> None:
        """What was said at these places (device and number) is gone, and their salt with it; hashes, heads, times and tree stay."""
        self._database.conn.executemany(
            "update commands set content = null, salt = null, verdict = null where device = ? and device_seq = ?",
            list(places),
        )


def _received(row: tuple[Any, ...]) -> Received:
    *kept, status, seq, said = row
    return Received(*[*kept, _verdict(row[3], row[8], status, seq, said)])


def _entry(each: Received, said: bytes) -> LogEntry:
    bound = sha256((each.salt or b"") + said).hexdigest() if said else ""
    return LogEntry(each.device_id, each.device_seq, each.inner_hash.hex(), each.received_at, each.verdict["status"], bound)


def _row(each: Received, said: bytes, leaf: int, bound: str) -> tuple[Any, ...]:
    who, hashes = (each.device_id, each.device_seq, each.team_id, each.id), (each.content, each.salt, each.inner_hash, each.head)
    verdict = (each.verdict["status"], each.verdict.get("seq"), said.decode() or None)
    return (*who, *hashes, each.received_at, *verdict, leaf, bytes.fromhex(bound) or None)


def _said(verdict: Verdict) -> bytes:
    """What a verdict says beside its status, in the canonical form that is hashed; empty when it says no more."""
    said = {name: verdict[name] for name in ("flags", "skew_ms", "code", "details") if name in verdict}
    return canonical(said) if said else b""


def _verdict(command_id: str | None, received_at: str, status: str, seq: int | None, said: str | None) -> Verdict:
    verdict: Verdict = {"id": command_id, "status": status, "received_at": received_at}
    if seq is not None:
        verdict["seq"] = seq
    return {**verdict, **(json.loads(said) if said else {})}
