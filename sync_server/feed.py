"""What changed above a cursor, for one reader: a pull costs what changed, not what exists."""

from __future__ import annotations

from dataclasses import dataclass

from field_app.rules.cases.audience import reads_all
from sync_server.store.people import Device
from sync_server.store.reading import ALL, Reader
from sync_server.store.server_store import ServerStore

#: Rows in one answer when the phone does not say, and at most.
LIMIT = 1_000
MOST = 5_000


@dataclass(frozen=True, slots=True)
class Page:
    """Rows as JSON texts, the cursor after them, whether there is more, and the totals of all rows this reader may see."""

    rows: list[str]
    cursor: int
    more: bool
    totals: dict[str, list[int]]


def page(store: ServerStore, device: Device, cursor: int, limit: int, *, is_anew: bool = False) -> Page:
    """The newest version of every row above `cursor`, oldest change first; one change is never split, also not for `limit`.

    The device's own new rows are left out, since it makes them itself, unless it reads everything anew.
    """
    team = store.people.team(device.team_id)
    newest = team.seq if team else 0
    rows = store.reading(device.team_id, reader_of(store, device))
    without = None if is_anew else device.id
    found = rows.page(cursor, without, limit + 1)
    more = len(found) > limit
    if more:
        cut = found[limit][0]
        found = [each for each in found[:limit] if each[0] != cut] or rows.page(cursor, without, ALL, cut)
    end = found[-1][0] if more else newest
    return Page([text for _, text in found], end, more, rows.totals())


def reader_of(store: ServerStore, device: Device) -> Reader:
    """For whom this device reads."""
    officer = store.facts(device.team_id).officer(device.officer_id)
    if officer is None:
        return Reader(device.officer_id)
    return Reader(officer.id, officer.leads, officer.may_plan, officer.sees_content, reads_all(officer))
