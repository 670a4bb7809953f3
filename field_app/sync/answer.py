"""Reads an answer of the exchange as it came over the line."""

from __future__ import annotations

import json
from typing import Any

from field_app.store.outbox import Verdict
from field_app.sync.client import Unreachable

#: From here on an answer holds one change a line.
_CHANGES = b'"changes":[\n'


def read(content: bytes) -> dict[str, Any]:
    """An answer, with each change still the line of JSON that it came in (a line break never stands inside JSON text).

    Raises `Unreachable` when it is no answer.
    """
    head, _, lines = content.partition(_CHANGES)
    try:
        answer = json.loads(head + b'"changes":[]}' if lines else content)
        _ = answer["epoch"], answer["cursor"], answer["more"], answer["verdicts"], answer["totals"], answer["safe_seq"]
    except (ValueError, KeyError, TypeError) as error:
        raise Unreachable("unreadable-answer") from error
    return {**answer, "changes": lines.removesuffix(b"\n]}").split(b",\n") if lines else []}


def verdict_in(said: dict[str, Any]) -> Verdict:
    """A verdict as said; what a newer server adds to it is passed over."""
    get = said.get
    seal, no = (get("received_at"), tuple(get("flags", ())), get("skew_ms")), (get("code"), get("details"))
    return Verdict(get("status", "waiting"), get("id"), get("seq"), *seal, *no)
