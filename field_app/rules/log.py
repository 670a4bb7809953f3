"""What a team's log binds: one leaf for each command that was received, and the signed head over all of them.

A leaf holds hashes and the verdict, nothing of the content: destruction takes content and salt, and the tree still verifies.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from field_app.rules import merkle
from field_app.rules.wire import canonical, compact, encode


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One received command: its number on which device, its inner hash (hex), when by the server (as written), and the verdict.

    `said` is the hash (hex) of what the verdict said beside its status, salted as the command is; "" when it said no more.
    """

    device_id: str
    device_seq: int
    inner: str
    received_at: str
    status: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class SignedHead:
    """The root (hex) of a team's log of this size, at this moment, signed (hex, Ed25519) with the server's log key.

    `epoch` changes with each restore: only then may a log be shorter than it was.
    """

    team_id: str
    epoch: str
    size: int
    root: str
    at: datetime
    signature: str = ""

    @property
    def signed_part(self) -> bytes:
        """The bytes that the signature is under: all the rest."""
        return canonical({name: part for name, part in encode(self).items() if name != "signature"})


@dataclass(frozen=True, slots=True)
class Stood:
    """Where a log stood: how many entries, and their root (hex)."""

    size: int
    root: str


@dataclass(frozen=True, slots=True)
class LogAlarm:
    """Two heads that cannot both be of one log; `told` None: what was told instead was no head of this team at all."""

    at: datetime
    held: SignedHead | None = None
    told: SignedHead | None = None


@dataclass(frozen=True, slots=True)
class LogHeld:
    """What a phone says of the log: the head that it holds, and what it has to report."""

    head: SignedHead | None = None
    alarm: LogAlarm | None = None


def leaf_data(entry: LogEntry) -> bytes:
    """The bytes of one leaf: the entry in canonical JSON, its fields named in their order, so that nothing need be sorted."""
    said = {
        "device_id": entry.device_id,
        "device_seq": entry.device_seq,
        "inner": entry.inner,
        "received_at": entry.received_at,
        "said": entry.said,
        "status": entry.status,
    }
    return compact(said).encode("utf-8", "surrogatepass")


def leaf_hash(entry: LogEntry) -> bytes:
    """The hash of one leaf."""
    return merkle.leaf_hash(leaf_data(entry))


def said_hash(salt: bytes | None, said: Mapping[str, Any]) -> str:
    """What a verdict said beside its status, as a salted hash (hex): it stands for the words once they are destroyed."""
    return sha256((salt or b"") + canonical(said)).hexdigest() if said else ""


def extends(held: SignedHead | Stood | None, head: SignedHead, path: tuple[str, ...]) -> bool:
    """Whether `path` (hex) proves that the log of `head` begins with the whole log that was held; all begin with none."""
    try:
        nodes = [bytes.fromhex(each) for each in path]
        old, new = bytes.fromhex(held.root) if held else merkle.EMPTY_ROOT, bytes.fromhex(head.root)
    except ValueError:
        return False
    return merkle.is_consistent(held.size if held else 0, head.size, old, new, nodes)
