"""What was said about the roster, beside the database and outside every backup: going back to one undoes nobody's shift."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from field_app.rules import commands as c
from field_app.rules import roster_commands as r
from field_app.rules.facts import Change
from field_app.rules.vocabulary import Kind
from field_app.rules.wire import canonical
from sync_server.keys import LogKey, log_key
from sync_server.settling import whole_lines
from sync_server.store.evidence import Verdict
from sync_server.store.server_store import ServerStore
from sync_server.store.signatures import is_signed

#: Everything by which a shift changes hands, hours or state; what is said about it must be said again in the same way.
_SHAPES = frozenset({
    c.StartShift, c.EndShift, r.SayAvailability, r.WithdrawAvailability, r.ReportSick, r.OfferSwap, r.AcceptSwap, r.DeclineSwap,
    r.WithdrawSwap, r.ApproveSwap, r.TakeShift, r.SplitShift, r.MarkSeen, r.BringNote, r.AssignShift, r.AddShift, r.CancelShift,
    r.AskProposal, r.PublishRoster,
})  # fmt: skip
ABOUT_THE_ROSTER = frozenset(name for name, shape in c.NAMES.items() if shape in _SHAPES)
_KEPT = ("status", "flags", "skew_ms", "code", "details")
_THROUGH, _SAID = "roster_log", "roster_said"


class RosterLog:
    """Signed lines of JSON that are only ever added, each on disk before the database commits what it tells."""

    def __init__(self, store: ServerStore) -> None:
        """The file is made at the first line. The store knows up to which byte it holds what the lines tell."""
        self._store, self._path = store, store.folder / "roster.log"

    def keep(self, lines: Iterable[Mapping[str, Any]]) -> None:
        """Add lines, within the transaction that makes them true. What stands behind the last commit never came about."""
        if told := list(lines):
            self._add([*self._never_came_about(), *told])

    def void(self) -> None:
        """At the start: what a power cut left behind the last commit never came about."""
        if never := self._never_came_about():
            self._add(never)

    def _never_came_about(self) -> list[Mapping[str, Any]]:
        through, size = self._through(), self._size()
        return [{"void": [through, size]}] if size > through else []

    def _add(self, lines: list[Mapping[str, Any]]) -> None:
        key = log_key(self._store.folder)
        descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(whole_lines(self._path))
            file.write(b"".join(_signed(each, key) for each in lines))
            file.flush()
            os.fsync(file.fileno())
        self._store.set_meta(_THROUGH, self._size())

    def replay(self, public_hex: str) -> int:
        """After going back: what the copy lacks is so again, and each device will hear again what it heard. Answers how many."""
        missing, said = list(self._after(self._through(), public_hex)), dict[str, dict[str, Verdict]]()
        for line in missing:
            said.setdefault(line["device"], said_before(self._store, line["device"]))[line["link"]] = line["verdict"]
            self._bring_back(line["team"], line["rows"])
        for device_id, verdicts in said.items():
            self._store.set_meta(f"{_SAID} {device_id}", verdicts)
        self._store.set_meta(_THROUGH, self._size())
        return len(missing)

    def _bring_back(self, team_id: str, rows: list[tuple[str, str, dict[str, Any]]]) -> None:
        team = self._store.people.team(team_id)
        if team is not None and rows:
            changes = [(team.seq + 1, Change(Kind(kind), row_id, body)) for kind, row_id, body in rows]
            self._store.rows(team.id).write(changes, None)
            self._store.people.move_feed(team.id, team.seq + 1)

    def _size(self) -> int:
        return self._path.stat().st_size if self._path.exists() else 0

    def _through(self) -> int:
        return int(self._store.meta(_THROUGH) or 0)

    def _after(self, through: int, public_hex: str) -> Iterator[dict[str, Any]]:
        """The lines behind this byte whose signature holds, without those that never came about."""
        if not self._path.exists():
            return
        found, at = list[tuple[int, dict[str, Any]]](), 0
        for text in self._path.read_bytes().splitlines(keepends=True):
            if at >= through and (line := _genuine(text, public_hex)):
                found.append((at, line))
            at += len(text)
        void = [line["void"] for _, line in found if "void" in line]
        for at, line in found:
            if "void" not in line and not any(first <= at < end for first, end in void):
                yield line


def _signed(line: Mapping[str, Any], key: LogKey) -> bytes:
    return canonical({**line, "signature": key.sign(canonical(line)).hex()}) + b"\n"


def _genuine(text: bytes, public_hex: str) -> dict[str, Any] | None:
    """A line as it was written; None for one that was broken off or made up."""
    try:
        line: dict[str, Any] = json.loads(text)
        signature = line.pop("signature")
    except (ValueError, KeyError):
        return None
    return line if is_signed(public_hex, canonical(line), signature) else None


def said_before(store: ServerStore, device_id: str) -> dict[str, Verdict]:
    """What this device heard about the roster before the server went back, by the inner hash (hex) of its command."""
    found: dict[str, Verdict] = store.meta(f"{_SAID} {device_id}") or {}
    return found


def said_again(store: ServerStore, device_id: str, before: Mapping[str, Verdict], links: set[str]) -> None:
    """These commands have come in again: what was said of them stands in the evidence now."""
    left = {link: verdict for link, verdict in before.items() if link not in links}
    if len(left) < len(before):
        store.set_meta(f"{_SAID} {device_id}", left)


def line_of(device_id: str, team_id: str, link: bytes, verdict: Verdict, changes: Iterable[Change]) -> dict[str, Any]:
    """One command (its inner hash) with what was said of it and the rows that it changed."""
    rows = [[each.kind.value, each.id, dict(each.body)] for each in changes]
    said = {name: verdict[name] for name in _KEPT if name in verdict}
    return {"device": device_id, "team": team_id, "link": link.hex(), "verdict": said, "rows": rows}
