"""What was saved here, in order and chained, until the server holds it in a verified backup."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlite_utils import Database

from field_app.rules import chain
from field_app.rules.wire import Envelope, canonical, compact, decode, encode
from field_app.store.links import sound_head
from field_app.store.vault import Damaged, Vault

#: More than this is never read for one request.
_ROWS_A_BATCH = 5_000
_LOST = b'{"device_seq"'


@dataclass(frozen=True, slots=True)
class Batch:
    """Commands to send: each in canonical bytes, the seeds of their salts, and the head of the chain after the last."""

    first_seq: int
    last_seq: int
    commands: list[bytes]
    seeds: list[tuple[int, bytes]]
    head: bytes


@dataclass(frozen=True, slots=True)
class Verdict:
    """The server's answer to one command."""

    status: str
    id: str | None = None
    seq: int | None = None
    received_at: str | None = None
    flags: tuple[str, ...] = ()
    skew_ms: int | None = None
    code: str | None = None
    details: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """One saved command and how far it is: SAVED, ACCEPTED, FLAGGED, REFUSED or DISMISSED. `envelope` None: damaged."""

    device_seq: int
    id: str
    state: str
    envelope: Envelope | None
    verdict: dict[str, Any] | None


class Outbox:
    """The device's own commands; each write belongs to the transaction around it."""

    def __init__(self, database: Database, vault: Vault) -> None:
        """Continues the chain where the file left it."""
        self._database = database
        self._vault = vault
        self._seed: bytes | None = None
        self.sent_through = 0
        self._genesis = b""
        self.reload()

    def reload(self) -> None:
        """Read the end of the chain anew: at the start, and after a transaction that did not go through."""
        found = self._database.execute("select device_seq, head from outbox order by device_seq desc limit 1").fetchone()
        self.last_seq: int = found[0] if found else 0
        self._head: bytes = found[1] if found else b""
        self._seed = None

    def begin_chain(self, device_id: str) -> None:
        """Start the chain of a device that has not saved anything yet."""
        self._genesis = chain.genesis(device_id)
        if self.last_seq == 0:
            self._head = self._genesis

    def add(self, command: Envelope) -> None:
        """Save one command as the next link. `command.device_seq` must be `last_seq + 1`."""
        raw = canonical(encode(command))
        inner = chain.inner(chain.salt(self._current_seed(), command.device_seq), raw)
        head = chain.link(self._head, inner)
        row = [command.device_seq, command.id, inner, head, self._vault.seal(raw, _place(command.device_seq))]
        self._database.execute(
            "insert into outbox (device_seq, id, state, inner_hash, head, sealed) values (?, ?, 'SAVED', ?, ?, ?)", row
        )
        self.last_seq, self._head = command.device_seq, head

    def _current_seed(self) -> bytes:
        if self._seed is None:
            self._seed = os.urandom(chain.SEED_BYTES)
            sealed = self._vault.seal(self._seed, f"seed|{self.last_seq + 1}")
            self._database.execute("insert or replace into seeds values (?, ?)", [self.last_seq + 1, sealed])
        return self._seed

    def batch(self, most_bytes: int, after: int = 0, most_rows: int = _ROWS_A_BATCH) -> Batch | None:
        """The oldest commands without a verdict, up to `most_bytes`; None when nothing waits. A later save gets a new seed."""
        rows = self._database.execute(
            """select device_seq, inner_hash, head, sealed from outbox
            where state = 'SAVED' and device_seq > ? order by device_seq limit ?""",
            [after, most_rows],
        )
        commands: list[bytes] = []
        size = first = last = 0
        head = b""
        for seq, inner, row_head, sealed in rows:
            raw = self._raw_or_lost(seq, inner, sealed)
            if commands and (size + len(raw) > most_bytes or seq != last + 1):
                break
            first, last, head, size = first or seq, seq, row_head, size + len(raw)
            commands.append(raw)
        if not commands:
            return None
        self._seed = None
        seeds = self._seeds(first, last)
        return Batch(first, last, commands, seeds, self._sound_head(last, commands[-1], seeds[-1][1], head))

    def _sound_head(self, seq: int, raw: bytes, seed: bytes, kept: bytes) -> bytes:
        inner = chain.inner(chain.salt(seed, seq), raw) if not raw.startswith(_LOST) else None
        return sound_head(self._database, self._genesis, seq, inner, kept)

    def mend(self) -> None:
        """Commands whose salt can no longer be read are said to be lost, and said again as new ones with the same content."""
        seeds = self._database.execute("select first_seq, sealed from seeds order by first_seq").fetchall()
        ends = [*(first for first, _ in seeds), self.last_seq + 1][1:]
        for (first_seq, sealed), end in zip(seeds, ends, strict=True):
            try:
                self._opened_seed(first_seq, sealed)
            except Damaged:
                self._say_again(first_seq, end)
        self._mend_end()

    def _mend_end(self) -> None:
        """What is saved next must follow from a sound head."""
        found = self._database.execute(
            "select inner_hash, head, sealed from outbox where device_seq = ?", [self.last_seq]
        ).fetchone()
        seeds = self._seeds(self.last_seq, self.last_seq)
        if found and seeds:
            raw = self._raw_or_lost(self.last_seq, found[0], found[2])
            self._head = self._sound_head(self.last_seq, raw, seeds[-1][1], found[1])
            self._database.execute(
                "update outbox set head = ? where device_seq = ? and head <> ?", [self._head, self.last_seq, self._head]
            )

    def _say_again(self, first_seq: int, end: int) -> None:
        waiting = [each for each in self.items("SAVED") if first_seq <= each.device_seq < end]
        fresh = self._vault.seal(os.urandom(chain.SEED_BYTES), f"seed|{first_seq}")
        self._database.execute("update seeds set sealed = ? where first_seq = ?", [fresh, first_seq])
        for item in waiting:
            self._database.execute(
                "update outbox set id = 'lost-' || device_seq, sealed = x'' where device_seq = ?", [item.device_seq]
            )
            if item.envelope:
                self.add(replace(item.envelope, device_seq=self.last_seq + 1))

    def _raw_or_lost(self, seq: int, inner: bytes, sealed: bytes) -> bytes:
        try:
            return self._vault.open(sealed, _place(seq))
        except Damaged:
            return canonical({"device_seq": seq, "lost": inner.hex()})  # begins with _LOST; a command begins with its args

    def _seeds(self, first: int, last: int) -> list[tuple[int, bytes]]:
        rows = self._database.execute("select first_seq, sealed from seeds where first_seq <= ? order by first_seq desc", [last])
        found: list[tuple[int, bytes]] = []
        for first_seq, sealed in rows:
            found.append((first_seq, self._opened_seed(first_seq, sealed)))
            if first_seq <= first:
                break
        return found[::-1]

    def _opened_seed(self, first_seq: int, sealed: bytes) -> bytes:
        return self._vault.open(sealed, f"seed|{first_seq}")

    def settle(self, verdicts: Iterable[tuple[int, Verdict]]) -> None:
        """Keep the server's verdicts, each with the device number of its command. `waiting` is no verdict yet."""
        rows = [(each.status.upper(), each.seq, self._sealed_verdict(number, each), number) for number, each in verdicts]
        self._database.conn.executemany(
            "update outbox set state = ?, seq = ?, verdict = ? where device_seq = ? and state = 'SAVED'", rows
        )

    def _sealed_verdict(self, number: int, verdict: Verdict) -> bytes | None:
        if verdict.status == "accepted":
            return None
        body = {"code": verdict.code, "details": verdict.details, "flags": verdict.flags}
        return self._vault.seal(compact(body).encode(), f"verdict|{number}")

    def send_again_from(self, device_seq: int) -> None:
        """The server misses these (a gap, or it was restored from a backup): they wait again, with the same ids."""
        self._database.execute("update outbox set state = 'SAVED' where device_seq >= ?", [device_seq])

    def forget_through(self, safe_seq: int) -> None:
        """A verified backup holds these: what was accepted need not stay here. The last link always stays."""
        done = "device_seq <= ? and device_seq < ? and state in ('ACCEPTED', 'FLAGGED', 'DISMISSED')"
        self._database.execute(f"delete from outbox where {done}", [safe_seq, self.last_seq])  # noqa: S608  # our own words
        oldest = self._database.execute("select min(device_seq) from outbox").fetchone()[0] or 0
        self._database.execute(
            "delete from seeds where first_seq < (select max(first_seq) from seeds where first_seq <= ?)", [oldest]
        )

    def blank(self, command_ids: Iterable[str]) -> None:
        """The content of these commands is gone; the links of the chain stay."""
        self._database.conn.executemany("update outbox set sealed = x'', verdict = null where id = ?", [[i] for i in command_ids])

    def dismiss(self, command_id: str) -> None:
        """The officer has read the refusal of this command."""
        self._database.execute("update outbox set state = 'DISMISSED' where id = ? and state = 'REFUSED'", [command_id])

    def count(self, state: str) -> int:
        """How many commands are in this state."""
        return int(self._database.execute("select count(*) from outbox where state = ?", [state]).fetchone()[0])

    def first_waiting(self) -> int | None:
        """The number of the oldest command without a verdict."""
        found = self._database.execute("select min(device_seq) from outbox where state = 'SAVED'").fetchone()[0]
        return None if found is None else int(found)

    def items(self, *states: str, newest: int | None = None) -> list[OutboxItem]:
        """The commands in these states, oldest first; with `newest`, only that many of the latest."""
        marks = ",".join("?" * len(states))
        rows = self._database.execute(
            f"select device_seq, id, state, sealed, verdict from outbox where state in ({marks}) order by device_seq desc limit ?",  # noqa: S608  # marks only
            [*states, -1 if newest is None else newest],
        )
        return [self._item(*row) for row in rows.fetchall()][::-1]

    def _item(self, seq: int, command_id: str, state: str, sealed: bytes, verdict: bytes | None) -> OutboxItem:
        try:
            envelope = decode(Envelope, json.loads(self._vault.open(sealed, _place(seq))))
            said = None if verdict is None else json.loads(self._vault.open(verdict, f"verdict|{seq}"))
        except Damaged:
            return OutboxItem(seq, command_id, state, None, None)
        return OutboxItem(seq, command_id, state, envelope, said)

    def envelope(self, command_id: str) -> Envelope | None:
        """A command saved here, None when it is not here or damaged."""
        found = self._database.execute(
            "select device_seq, id, state, sealed, verdict from outbox where id = ?", [command_id]
        ).fetchone()
        return None if found is None else self._item(*found).envelope


def _place(device_seq: int) -> str:
    return f"outbox|{device_seq}"
