"""The two forms in which a row is sealed: as it was fed, or as one's own command with the server's verdict."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from field_app.rules import rulebook
from field_app.rules.observations import Act
from field_app.rules.vocabulary import Kind
from field_app.rules.wire import compact
from field_app.store.outbox import Verdict

_KINDS = {each.value: each for each in Kind}


@dataclass(frozen=True, slots=True)
class FedRow:
    """A row from the feed; `body` None means: no longer yours. `text` is its JSON as it came, so that nothing is written twice.

    Of an observation only the case stands in `body` for certain; the whole is in `text`.
    """

    seq: int
    kind: Kind
    id: str
    body: Mapping[str, Any] | None
    text: bytes = b""


def fed(lines: list[bytes]) -> Iterator[FedRow]:
    """Rows as lines of an answer."""
    for line, row in zip(lines, _parsed(lines), strict=True):
        yield FedRow(row["seq"], _KINDS[row["kind"]], row["id"], row["body"], line)


def own(commands: list[bytes], verdicts: list[Verdict], officer_id: str, holds: Callable[[str], bool]) -> Iterator[FedRow]:
    """The rows that one's own accepted commands (in canonical bytes) brought into being.

    A look at a case that has left this phone meanwhile (`holds` says which it has) is the server's to keep.
    """
    for command, raw, verdict in zip(commands, _parsed(commands), verdicts, strict=True):
        if verdict.seq is None or raw["name"] not in rulebook.CREATES_ITS_ROW or not holds(raw["args"]["look"]["case_id"]):
            continue
        said = compact({"officer_id": officer_id, "received_at": verdict.received_at, "flags": verdict.flags}).encode()
        text = b'{"own":' + command + b',"said":' + said + b"}"
        yield FedRow(verdict.seq, Kind.OBSERVATION, raw["id"], {"look": raw["args"]["look"]}, text)


def is_destroyed(case: Mapping[str, Any] | None) -> bool:
    """Whether this row of a case says that two people destroyed its content."""
    destruction = ((case or {}).get("closing") or {}).get("destruction") or {}
    return destruction.get("done_at") is not None


def _parsed(texts: list[bytes]) -> list[dict[str, Any]]:
    """Many JSON texts read in one go, which takes half the time of one by one."""
    found: list[dict[str, Any]] = json.loads(b"[" + b",".join(texts) + b"]")
    return found


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
