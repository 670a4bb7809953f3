"""All that the report and the export of one case are made of, read in one go at the desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from field_app.rules.cases.metering import counted, metered
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.plan_records import Plan
from field_app.rules.log import SignedHead
from field_app.rules.meter.records import Looked, Measure
from field_app.rules.records import Observation, Officer, Team
from field_app.rules.refusals import Code, Refused
from field_app.rules.vocabulary import Kind
from field_app.rules.wire import decode
from sync_server.access.gathering import Held, commands_about, held_in
from sync_server.heads import current
from sync_server.keys import LogKey
from sync_server.store.evidence import Link, Received, SignedBatch
from sync_server.store.people import Device
from sync_server.store.server_store import ServerStore
from sync_server.store.stamps import Stamp
from sync_server.store.team_log import TeamLog

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Proof:
    """Where a command stands in the team's log (from 0), and the hashes that lead from it to each head of the file.

    A path is None to a head that is older than the command. `said` is the salted hash (hex) of what the verdict said, as the log
    holds it.
    """

    index: int
    said: str
    paths: tuple[tuple[bytes, ...] | None, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """The whole chain of one device: every inner hash, and the heads that the device signed."""

    device: Device
    links: tuple[Link, ...]
    batches: tuple[SignedBatch, ...]


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One case as the server holds it at `read_at`, with the proof that nothing in it was changed.

    `case` is the file itself, also of a closed case. `measure` counts the looks of this case, `all_measure` also those of linked
    and earlier cases on the same person. The first of `heads` covers all; the second, where there is one, is what an outside
    authority put its time `stamp` on.
    """

    team: Team
    held: Held
    case: Case
    read_at: datetime
    officers: Mapping[str, Officer]
    observations: tuple[Observation, ...]
    plans: tuple[Plan, ...]
    looks: tuple[Looked, ...]
    measure: Measure
    all_measure: Measure
    commands: tuple[Received, ...]
    chains: tuple[Chain, ...]
    heads: tuple[SignedHead, ...]
    stamp: Stamp | None
    proofs: Mapping[tuple[str, int], Proof]
    photos: frozenset[str] = frozenset()


def case_file(store: ServerStore, team_id: str, case_id: str, now: datetime, key: LogKey) -> CaseFile:
    """Everything about a case, under a head of the log that covers all of it.

    Raises `Refused`: there is no such case, or its content was destroyed.
    """
    said = list(store.evidence.said(team_id))
    held, facts = held_in(store, team_id, case_id, said), store.facts(team_id)
    if held is None:
        raise Refused(Code.CASE_UNKNOWN, case_id=case_id)
    if is_destroyed(held):
        raise Refused(Code.DESTROYED, case_id=case_id)
    case = decode(Case, {**held.file, "id": case_id})
    commands = tuple(store.evidence.of(team_id, commands_about(case_id, said)))
    return CaseFile(
        facts.team(), held, case, now, {each.id: each for each in facts.records(Officer)},
        tuple(decode(Observation, each) for each in held.rows.get(Kind.OBSERVATION, ())),
        tuple(decode(Plan, each) for each in held.rows.get(Kind.PLAN, ())),
        tuple(sorted(facts.looks(case_id), key=lambda each: each.began_at)), counted(case, facts), metered(case, facts),
        commands, _chains(store, team_id, commands), *_proofs(store, team_id, commands, current(store, team_id, key, now)),
        store.photos.of_case(team_id, case_id),
    )  # fmt: skip


def is_destroyed(held: Held) -> bool:
    """Whether the content of a case is gone."""
    destruction = (held.closing or {}).get("destruction") or {}
    return bool(destruction.get("done_at") or destruction.get("done_before"))


def _chains(store: ServerStore, team_id: str, commands: tuple[Received, ...]) -> tuple[Chain, ...]:
    ids = sorted({each.device_id for each in commands})
    devices = {each.id: each for each in store.people.devices(team_id)}
    return tuple(Chain(devices[each], *store.evidence.chain(each)) for each in ids if each in devices)


def _proofs(
    store: ServerStore, team_id: str, commands: tuple[Received, ...], head: SignedHead
) -> tuple[tuple[SignedHead, ...], Stamp | None, dict[tuple[str, int], Proof]]:
    """The head, the newest one that bears a stamp, and the proof of each command that it stands in the log under them."""
    log, found = store.team_log(team_id), dict[tuple[str, int], Proof]()
    stamp = next((each for each in reversed(store.stamps.of(team_id)) if _is_of(log, each.head)), None)
    heads = (head, stamp.head) if stamp else (head,)
    for each in commands:
        index = log.index_of(each.device_id, each.device_seq)
        if index is not None:
            paths = tuple(tuple(log.inclusion(index, one.size)) if index < one.size else None for one in heads)
            found[each.device_id, each.device_seq] = Proof(index, log.said_hash(index), paths)
    return heads, stamp, found


def _is_of(log: TeamLog, head: SignedHead) -> bool:
    """Whether the log begins with what this head was signed over; one from before a restore may not be."""
    return head.size <= log.size and log.root(head.size).hex() == head.root
