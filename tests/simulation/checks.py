"""What must hold when everybody has exchanged over a good network."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from field_app.rules.cases.audience import may_read
from field_app.rules.records import Officer, Shift
from field_app.rules.vocabulary import CaseStatus, Kind
from field_app.rules.wire import decode
from simulation.handset import Handset
from simulation.memory import Memory
from simulation.office import Office
from simulation.rosters import owners_in, unlawful

Row = tuple[int, dict[str, Any]]
_KEPT = ("accepted", "flagged")


def all_that_is_wrong(memory: Memory, team: list[Handset], office: Office) -> list[str]:
    """Everything, in words."""
    live = [each for each in team if not each.is_revoked]
    rows = {team_id: _rows(office, team_id) for team_id in memory.rosters.ledgers}
    lost = [wrong for phone in team for wrong in _delivered(memory, phone, office, rows[phone.person.team_id])]
    undone = list(_kept_promises(memory, rows))
    memory.reached["saved and lost"] += len(lost)
    memory.reached["confirmed shifts undone"] += len(undone)
    memory.reached["shifts confirmed"] += len(memory.promised)
    return [
        *lost,
        *undone,
        *_nothing_waits(live),
        *(wrong for phone in live for wrong in _the_same(phone, rows[phone.person.team_id])),
        *(wrong for phone in live for wrong in _purged(phone, office, rows[phone.person.team_id])),
        *(wrong for team_id, held in rows.items() for wrong in _roster(memory, team_id, held)),
        *_apart(rows),
    ]


def heads(office: Office) -> bytes:
    """What the logs of all teams come to."""
    return b"".join(office.store.team_log(team.id).root() for team in office.store.people.teams())


def _rows(office: Office, team_id: str) -> dict[tuple[str, str], tuple[int, dict[str, Any], str]]:
    """All rows of a team as the server's file has them: change number, body, audience."""
    asked = "select kind, id, seq, body, audience from rows where team = ?"
    found = office.store.database.execute(asked, [team_id]).fetchall()
    return {(kind, row_id): (seq, json.loads(body), audience) for kind, row_id, seq, body, audience in found}


Rows = dict[tuple[str, str], tuple[int, dict[str, Any], str]]


def _delivered(memory: Memory, phone: Handset, office: Office, rows: Rows) -> Iterator[str]:
    """Every saved command once, in its order; every observation a row, as its phone wrote it. Of a revoked phone what it sent."""
    saved = memory.saved[phone.id]
    asked = "select device_seq, id, status from commands where device = ? order by device_seq"
    there = office.store.database.execute(asked, [phone.id]).fetchall()
    gone = {number for number, command_id, _ in there if command_id is None and memory.was_destroyed(phone, number)}
    wanted = [(number, None if number in gone else each.envelope.id) for number, each in enumerate(saved, start=1)]
    if [each[:2] for each in there] != (wanted[: len(there)] if phone.is_revoked else wanted):
        yield f"the server has {len(there)} commands of {phone.id}, who saved {len(wanted)}"
        return
    states = dict(phone.store.database.execute("select device_seq, state from outbox").fetchall())
    for (number, command_id, status), each in zip(there, saved, strict=False):
        state = states.get(number, status.upper())
        if state != status.upper() and not phone.is_revoked:
            yield f"{phone.id} shows {number} as {state}, the server says {status}"
        if each.envelope.name == "record-observation" and number not in gone:
            yield from _observed(rows, each.envelope.args, each.envelope.at.isoformat(timespec="milliseconds"), command_id, status)
    if phone.is_revoked and not states.keys() >= set(range(len(there) + 1, len(saved) + 1)):
        yield f"{phone.id} was shut out and no longer has its unsent work"


def _observed(rows: Rows, args: Any, at: str, command_id: str, status: str) -> Iterator[str]:
    if status not in _KEPT:
        yield f"observation {command_id} was {status}"
        return
    case = rows.get((Kind.CASE, args["look"]["case_id"]))
    row = rows.get((Kind.OBSERVATION, command_id))
    if row is None and not (case and _is_destroyed(case[1])):
        yield f"observation {command_id} is on no row"
    elif row is not None and row[1]["recorded_at"] != at:
        yield f"observation {command_id} says {row[1]['recorded_at']}, its phone wrote {at}"


def _is_destroyed(case: dict[str, Any]) -> bool:
    destruction = (case.get("closing") or {}).get("destruction") or {}
    return (destruction.get("done_at") or destruction.get("done_before")) is not None


def _nothing_waits(live: list[Handset]) -> Iterator[str]:
    for phone in live:
        if waiting := phone.store.outbox.count("SAVED"):
            yield f"{waiting} commands still wait on {phone.id}"


def _the_same(phone: Handset, rows: Rows) -> Iterator[str]:
    """The phone has exactly the rows that its officer may see, to the byte; so that phones of the same role are equal."""
    mine = {key: (seq, body) for key, (seq, body, audience) in rows.items() if _may_see(phone.officer, key[0], body, audience)}
    here = _on(phone)
    for key in mine.keys() ^ here.keys():
        yield f"{phone.id} {'lacks' if key in mine else 'has'} {' '.join(key)}"
    for key in mine.keys() & here.keys():
        if mine[key] != here[key]:
            yield f"{phone.id} has {' '.join(key)} differently"


def _may_see(officer: Officer, kind: str, body: dict[str, Any], audience: str) -> bool:
    if kind == Kind.AVAILABILITY:
        return officer.may_plan or body["officer_id"] == officer.id or body["kind"] == "AWAY"
    return may_read(audience, officer)


def _on(phone: Handset) -> dict[tuple[str, str], Row]:
    book = phone.store.casebook
    found = {(kind, row_id): (seq, dict(book.row(Kind(kind), row_id) or {})) for (kind, row_id), seq in book._seqs.items()}
    assert not book.damaged
    return found


def _purged(phone: Handset, office: Office, rows: Rows) -> Iterator[str]:
    """Of a closed case only its neutral record is on a phone; of what was destroyed not even what the phone itself sent."""
    cases = {row_id: body for (kind, row_id), (_, body, _) in rows.items() if kind == Kind.CASE}
    closed = {row_id for row_id, body in cases.items() if body["status"] == CaseStatus.CLOSED}
    for (kind, row_id), (_, body) in _on(phone).items():
        about = body["look"]["case_id"] if kind == Kind.OBSERVATION else body.get("case_id")
        if about in closed:
            yield f"{phone.id} still has {kind} {row_id} of {about}, which is closed"
    asked = "select device_seq from commands where device = ? and content is null"
    gone = {number for (number,) in office.store.database.execute(asked, [phone.id]).fetchall()}
    for item in phone.store.outbox.items("ACCEPTED", "FLAGGED", "REFUSED", "DISMISSED"):
        if item.device_seq in gone and item.envelope:
            yield f"{phone.id} still has {item.device_seq}, of which the server has destroyed what it said"


def _roster(memory: Memory, team_id: str, rows: Rows) -> Iterator[str]:
    shifts = [decode(Shift, {**body, "id": row_id}) for (kind, row_id), (_, body, _) in rows.items() if kind == Kind.SHIFT]
    if owners_in(shifts) != memory.rosters.ledgers[team_id].owners:
        yield f"{team_id}: the roster is not what people agreed on"
    yield from unlawful(shifts)


def _kept_promises(memory: Memory, rows: dict[str, Rows]) -> Iterator[str]:
    """A shift that was confirmed to somebody went to that person."""
    became = {
        (row_id, change["version"], change.get("became"))
        for held in rows.values() for (kind, row_id), (_, body, _) in held.items() if kind == Kind.SHIFT
        for change in body.get("changes", ())
    }  # fmt: skip
    for each in sorted(memory.promised - became):
        yield f"shift {each[0]} was confirmed to {each[2]}, and is no longer"


def _apart(rows: dict[str, Rows]) -> Iterator[str]:
    """No row of one team in another."""
    ours, theirs = (set(each) for each in rows.values())
    if shared := {key for key in ours & theirs if key[1] != "samira"}:
        yield f"two teams share {sorted(shared)}"
