"""The two forms in which a row is sealed: as it was fed, or as one's own command with the server's verdict."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from field_app.rules import rulebook
from field_app.rules.observations import Act
from field_app.rules.vocabulary import Kind
from field_app.rules.wire import compact
from field_app.store.outbox import Verdict


@dataclass(frozen=True, slots=True)
class FedRow:
    """A row from the feed; `body` None means: no longer yours. `text` is its JSON as it came, so that nothing is written twice."""

    seq: int
    kind: Kind
    id: str
    body: Mapping[str, Any] | None
    text: bytes = b""


def fed(line: bytes) -> FedRow:
    """A row as one line of an answer."""
    row = json.loads(line)
    return FedRow(row["seq"], Kind(row["kind"]), row["id"], row["body"], line)


def own(command: bytes, verdict: Verdict, officer_id: str) -> FedRow | None:
    """The row that one's own accepted command brought into being; None when it made none. `command` is in canonical bytes."""
    raw = json.loads(command)
    if verdict.seq is None or verdict.received_at is None or raw["name"] not in rulebook.CREATES_ITS_ROW:
        return None
    said = compact({"officer_id": officer_id, "received_at": verdict.received_at, "flags": verdict.flags}).encode()
    looked = {"look": raw["args"]["look"], **({"corrects": None} if "observation_id" in raw["args"] else {})}
    return FedRow(verdict.seq, Kind.OBSERVATION, raw["id"], looked, b'{"own":' + command + b',"said":' + said + b"}")


def text_of(row: FedRow) -> bytes:
    """What is sealed of a row."""
    return row.text or b'{"body":' + compact(row.body).encode("utf-8", "surrogatepass") + b"}"


def body_of(text: bytes) -> dict[str, Any]:
    """The body of a sealed row, the same as the server has it."""
    record = json.loads(text)
    return dict(record["body"]) if "own" not in record else _own_body(record["own"], record["said"])


def _own_body(raw: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    at, received_at = datetime.fromisoformat(raw["at"]), datetime.fromisoformat(said["received_at"])
    act = Act(raw["id"], said["officer_id"], at, raw["args"], received_at)
    return dict(rulebook.created_row(raw["name"], act, tuple(said["flags"])).body)
