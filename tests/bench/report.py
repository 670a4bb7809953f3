"""What the report of a busy case costs: 200 entries, every seventh a correction, and 25 photos; from rows to paper."""

from __future__ import annotations

import io
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from nacl.public import PublicKey, SealedBox
from PIL import Image

from field_app.rules.facts import Change, row_size
from field_app.rules.records import Officer, Team
from field_app.rules.vocabulary import AMSTERDAM, DEFAULT_HOURS, Kind, Role
from field_app.rules.wire import encode
from sync_server import intake
from sync_server.keys import log_key
from sync_server.photos import PhotoBox
from sync_server.report.case_file import CaseFile, case_file
from sync_server.report.checking import faults
from sync_server.report.making import maker
from sync_server.restore import begin_epoch
from sync_server.store.people import TeamHead
from sync_server.store.server_store import ServerStore

from .content import FIRST_DAY
from .pattern import CASE, ENTRIES, PLAN, entries
from .stage import say

T = TypeVar("T")

PHOTOS, GOAL_S = 25, 5
_NOW = datetime.combine(FIRST_DAY + timedelta(days=20), DEFAULT_HOURS[0].begins, AMSTERDAM)
#: As a phone's camera takes them: 12 megapixels.
_SIZE = (4032, 3024)


async def report() -> None:
    """From what is read at the desk to the finished paper, each told apart; and the export with its check."""
    with tempfile.TemporaryDirectory() as folder:
        store, key = _filled(Path(folder)), log_key(Path(folder))
        file, reading = _timed(lambda: case_file(store, "team", "case", _NOW, key))
        assert len(file.observations) == ENTRIES
        photographed, made_by = _with_photos(file, _originals(Path(folder))), maker(Path(folder), key)
        paper, making = _timed(lambda: made_by.report(photographed))
        export, packing = _timed(lambda: made_by.export(photographed))
        (found, _), checking = _timed(lambda: faults(export))
        assert found == []
        say("report-200", read_s=reading, made_s=making, export_s=packing, checked_s=checking, mb=_mb(paper), goal_s=GOAL_S)
        store.close()


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    began = time.perf_counter()
    done = work()
    return done, round(time.perf_counter() - began, 2)


def _mb(paper: bytes) -> float:
    return round(len(paper) / 1_000_000, 1)


def _filled(folder: Path) -> ServerStore:
    """A server that holds the case and all its entries."""
    store = ServerStore(folder / "ronde.db")
    begin_epoch(store, _NOW)
    store.people.add_team(TeamHead("team", "Team", "", 0))
    people = (Officer("officer", "Nadia", (Role.OFFICER,), "HH-1"), Officer("lead", "Karin", (Role.TEAM_LEAD,), "HH-2"))
    records: list[tuple[Kind, Any]] = [(Kind.TEAM, Team("team", "Team")), *((Kind.OFFICER, each) for each in people)]
    records += [(Kind.CASE, CASE), (Kind.PLAN, PLAN), *((Kind.OBSERVATION, each) for each in entries())]
    intake.put_rows(store, "team", [_change(*each) for each in records])
    return store


def _change(kind: Kind, record: Any) -> Change:
    body = {name: part for name, part in encode(record).items() if name != "id"}
    return Change(kind, record.id, body, is_new=True, looked=row_size(body) if kind is Kind.OBSERVATION else None)


def _with_photos(file: CaseFile, originals: list[str]) -> CaseFile:
    """A photo on every eighth entry, as an entry names it, with a part unseen."""
    rows = [dict(each) for each in file.held.rows[Kind.OBSERVATION]]
    for photo_hash, row in zip(originals, rows[:: len(rows) // PHOTOS], strict=True):
        photo = {"sha256": photo_hash, "taken_at": row["recorded_at"], "reason": "kenteken", "shows": "auto op de oprit"}
        shape = {"width": _SIZE[0], "height": _SIZE[1], "blurs": [{"left": 100, "top": 100, "width": 200, "height": 100}]}
        row["look"] = {**row["look"], "photos": [{**photo, **shape}]}
    return replace(
        file, photos=frozenset(originals), held=replace(file.held, rows={**file.held.rows, Kind.OBSERVATION: tuple(rows)})
    )


def _originals(folder: Path) -> list[str]:
    """As phones brought them: sealed for this server."""
    box, hashes = PhotoBox(folder), list[str]()
    seal = SealedBox(PublicKey(bytes.fromhex(box.public_hex)))
    for _ in range(PHOTOS):
        raw = _taken()
        hashes.append(sha256(raw).hexdigest())
        path = box.path("team", hashes[-1])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(seal.encrypt(raw))
    return hashes


def _taken() -> bytes:
    """A picture that does not squeeze well."""
    out = io.BytesIO()
    Image.frombytes("L", (1008, 756), os.urandom(1008 * 756)).resize(_SIZE).convert("RGB").save(out, "JPEG", quality=85)
    return out.getvalue()
