"""The two forms in which a row is sealed: as it was fed, or as one's own command with the server's verdict."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from field_app.rules import rulebook
from field_app.rules.observations import Act
from field_app.rules.vocabulary import Kind
from field_app.rules.wire import compact
from field_app.store.outbox import Verdict

_KINDS = {each.value: each for each in Kind}
#: Where the body of a fed row begins; before it stands all that is needed to file the row.
_BODY = b',"body":'
#: In canonical bytes names stand in order and a quote within a text is escaped, so that nobody's words are mistaken for these.
_CASE = re.compile(rb'"case_id":"([^"\\]+)"')
_END = re.compile(rb'"id":"([^"\\]+)","name":"([^"\\]+)"}$')


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
    """Rows as lines of an answer. Most are looks, of which nothing is read here but where they belong."""
    heads = _parsed([line.partition(_BODY)[0] + b"}" for line in lines])
    for line, head in zip(lines, heads, strict=True):
        yield FedRow(head["seq"], _KINDS[head["kind"]], head["id"], _body(head, line), line)


def _body(head: Mapping[str, Any], line: bytes) -> Mapping[str, Any] | None:
    """A server from before rows told their case has it in the body only."""
    if "case" in head and not line.endswith(_BODY + b"null}"):
        return {"look": {"case_id": head["case"]}}
    found: Mapping[str, Any] | None = json.loads(line)["body"]
    return found


def own(commands: list[bytes], verdicts: list[Verdict], officer_id: str, holds: Callable[[str], bool]) -> Iterator[FedRow]:
    """The rows that one's own accepted commands (in canonical bytes) brought into being.

    A look at a case that has left this phone meanwhile (`holds` says which it has) is the server's to keep.
    """
    for command, verdict in zip(commands, verdicts, strict=True):
        found = None if verdict.seq is None else _observed(command)
        if found is None or verdict.seq is None or not holds(found[1]):
            continue
        said = {"officer_id": officer_id, "received_at": verdict.received_at, "flags": verdict.flags, "skew_ms": verdict.skew_ms}
        text = b'{"own":' + command + b',"said":' + compact(said).encode() + b"}"
        yield FedRow(verdict.seq, Kind.OBSERVATION, found[0], {"look": {"case_id": found[1]}}, text)


def _observed(command: bytes) -> tuple[str, str] | None:
    """Id and case of a command that creates its own row, None for any other."""
    end, case = _END.search(command), _CASE.search(command)
    if end is None or case is None or end[2].decode() not in rulebook.CREATES_ITS_ROW:
        return None
    return end[1].decode(), case[1].decode()


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
    off = said.get("skew_ms")
    skew = None if off is None else timedelta(milliseconds=off)
    act = Act(raw["id"], said["officer_id"], at, raw["args"], received_at, skew)
    return dict(rulebook.created_row(raw["name"], act, tuple(said["flags"])).body)
