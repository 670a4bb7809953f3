"""Destroys the content of a case on the server: its rows, and what the commands about it said; the chain still verifies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from field_app.rules.facts import Change
from field_app.rules.mentions import about
from field_app.rules.vocabulary import Kind
from sync_server.store.server_store import ServerStore
from sync_server.sweeping import will_be_listed, will_leave

#: What outlives a destruction: the neutral record, and when was looked, for a new case on the same person.
_STAYS = frozenset({Kind.CASE, Kind.FOOTPRINT})


def destroyed_by(name: str, changes: Iterable[Change]) -> list[Change]:
    """The neutral records of what this command destroys."""
    return [each for each in changes if each.kind is Kind.CASE] if name == "confirm-destruction" else []


def destroy(store: ServerStore, team_id: str, record: Change) -> None:
    """Remove the content of a case for good, within the transaction around it. After it, it is listed outside every backup."""
    will_be_listed(store, {"destroyed": record.id, "team": team_id, "record": dict(record.body)})
    wipe(store, team_id, record.id)


def wipe(store: ServerStore, team_id: str, case_id: str) -> None:
    """The rows of a case, its photos, and what the commands about it said. Their hashes stay: the chain still verifies."""
    rows = store.rows(team_id)
    gone = [(kind, row_id) for kind, row_id in rows.of_case(case_id) if kind not in _STAYS]
    store.evidence.blank(each.place for each in about(case_id, store.evidence.said(team_id)))
    rows.remove(gone)
    will_leave(store, team_id, case_id)
    store.photos.forget_case(team_id, case_id)
    store.sendings.forget(team_id, case_id)
    store.forget_facts()


def replay(store: ServerStore, lines: Iterable[Mapping[str, Any]]) -> int:
    """After going back to an older copy: what was destroyed since is destroyed again. Answers how many cases that were."""
    done = 0
    for line in lines:
        team = store.people.team(line["team"])
        if team is None:
            continue
        change = Change(Kind.CASE, line["destroyed"], line["record"])
        store.rows(team.id).write([(team.seq + 1, change)], None)
        store.people.move_feed(team.id, team.seq + 1)
        wipe(store, team.id, change.id)
        done += 1
    return done
