"""A phone's file with something in it: rows of the team, saved looks, drafts and settings, without any server."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from nacl.public import PrivateKey
from people import WORLD, at, look
from running import rows_as_changes

from field_app.rules.commands import ClockReading, Command, RecordObservation
from field_app.rules.look import FactLine
from field_app.rules.vocabulary import FactKind, Result
from field_app.rules.wire import Envelope, encode, name_of
from field_app.store.outbox import Verdict
from field_app.store.phone_store import Enrolment, PhoneStore
from field_app.store.record import FedRow

KEY = bytes(range(32))
RECOVERY = PrivateKey(bytes(range(1, 33)))
SIGNING = Ed25519PrivateKey.from_private_bytes(bytes(range(2, 34)))
ENROLMENT = Enrolment(
    device_id="device-1",
    officer_id="nadia",
    team_id="team-noord",
    server="http://server.example",
    signing_key=SIGNING.private_bytes_raw().hex(),
    recovery_key=bytes(RECOVERY.public_key).hex(),
    log_key="00" * 32,
    epoch="epoch-1",
)


def enrolled(path: Path, key: bytes = KEY) -> PhoneStore:
    """Open this file; made and enrolled when it is new."""
    store = PhoneStore(path, key)
    if store.enrolment() is None:
        store.enrol(ENROLMENT)
    return store


def seen(text: str) -> RecordObservation:
    """A look with one fact."""
    return RecordObservation(look(result=Result.SEEN, facts=(FactLine(at("06:12"), FactKind.ACTIVITY, text),)))


def sealed_look(text: str, number: int) -> Envelope:
    """A look as the workday seals it, as the command of this number."""
    command = seen(text)
    return Envelope(f"command-{number}", number, name_of(command), encode(command), at("06:14"), ClockReading(1_000, "boot-1"))


def saved(store: PhoneStore, command: Command | None = None, command_id: str | None = None) -> str:
    """Save one command as the workday does; answers its id."""
    number = store.outbox.last_seq + 1
    command = command or seen(f"Feit nummer {number}.")
    envelope = Envelope(
        command_id or f"command-{number}", number, name_of(command), encode(command), at("06:14"), ClockReading(1_000, "boot-1")
    )
    with store.saving():
        store.outbox.add(envelope)
    return envelope.id


def settled(store: PhoneStore, first: int, last: int, status: str = "accepted", **more: Any) -> None:
    """The server has spoken about these."""
    with store.saving():
        store.outbox.settle((number, Verdict(status, **more)) for number in range(first, last + 1))


def world_rows(first_seq: int = 1) -> list[FedRow]:
    """The rows of the small world as the feed brings them."""
    return [FedRow(seq, each.kind, each.id, each.body) for seq, each in enumerate(rows_as_changes(WORLD), start=first_seq)]


def flip(path: Path, table: str, column: str, where: str = "1", at_byte: int = -3) -> int:
    """Change one bit in this column of the rows that match, behind the app's back; answers how many."""
    with closing(sqlite3.connect(path)) as file:
        rows = file.execute(f"select rowid, {column} from {table} where {where}").fetchall()  # noqa: S608  # our own words
        for row_id, content in rows:
            changed: Any = bytearray(content.encode() if isinstance(content, str) else content)
            changed[at_byte] ^= 1
            file.execute(
                f"update {table} set {column} = ? where rowid = ?",  # noqa: S608  # names of tables and columns only
                [changed.decode() if isinstance(content, str) else bytes(changed), row_id],
            )
        file.commit()
    return len(rows)


def contents(folder: Path) -> bytes:
    """Every byte of every file in a folder."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
