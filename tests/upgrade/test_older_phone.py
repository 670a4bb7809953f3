"""A phone one version behind keeps working against today's server: the real app of that version in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from people import NADIA, NADIAS_SHIFT, RUBEN, TEAM
from proofs import Proof, exactly
from proofs.counts import PLANTED
from running import Office, Phone, code_for, put

from field_app.rules.facts import Change
from field_app.rules.vocabulary import Kind
from sync_server import feed, intake
from sync_server.admin.told import changing
from sync_server.store.server_store import ServerStore

from .released_files import OLDER_APP

LOOKS = 50


def test_a_phone_one_version_behind_delivers_reads_and_swaps_beside_todays(tmp_path: Path, proof: Proof) -> None:
    office = Office(tmp_path)
    office.watch.wall = datetime.now(UTC)  # the older phone has no clock but this machine's
    try:
        _shift_to_swap(office)
        ruben = office.phone(RUBEN)
        seen = ruben.look(text="gordijn dicht")
        ruben.round()
        _what_it_cannot_know(office, seen.id)
        told = _at_work(tmp_path, office)
        ruben.round()
        _holds(told, seen.id, office)
        lost = set(told["made"]) - _read_by(ruben)
        ruben.workday.accept_swap(told["offer"])
        ruben.round()
        swaps = [row_id for (kind, row_id), row in office.rows().items() if kind == "shift" and row["officer_id"] == RUBEN.id]
        assert "ours-later" in swaps
    finally:
        office.close()
    proof(
        "P21", "a phone one version behind against today's server",
        looks=exactly(LOOKS, len(told["made"])), lost=exactly(0, len(lost)), swaps=exactly(1, swaps.count("ours-later")),
    )  # fmt: skip


def _holds(told: dict[str, Any], colleagues_look: str, office: Office) -> None:
    assert (OLDER_APP.name in told["app"], told["protocol"]) == (True, 2)
    assert (told["waiting"], told["refused"]) == (0, 0)
    assert told["read"][colleagues_look] == "gordijn dicht"
    assert set(told["made"]) <= told["read"].keys()
    with closing(ServerStore(office.folder / "ronde.db")) as store:
        device = store.people.device(told["device"])
        assert device is not None
        totals = feed.page(store, device, 0, 10, is_anew=True).totals
    assert told["totals"] == {kind: total for kind, total in totals.items() if kind != Kind.BLUR}
    assert told["pulled_anew_at"] is None


def _read_by(phone: Phone) -> set[str]:
    return {phone.workday.entry(each).id for each in phone.store.casebook.observations_of("linde")}


def _shift_to_swap(office: Office) -> None:
    by = timedelta(days=(datetime.now(UTC).date() - NADIAS_SHIFT.begins_at.date()).days + 14)
    slots = tuple(replace(each, on=each.on + by) for each in NADIAS_SHIFT.slots)
    begins_at, ends_at = NADIAS_SHIFT.begins_at + by, NADIAS_SHIFT.ends_at + by
    put(office.folder, replace(NADIAS_SHIFT, id="ours-later", slots=slots, stops=(), begins_at=begins_at, ends_at=ends_at))


def _what_it_cannot_know(office: Office, look_id: str) -> None:
    """A look with a photo and a clock that was off, and a blur of later: today's rows."""
    seen = office.rows()["observation", look_id]
    at, name = seen["look"]["began_at"], "ab" * 32
    photo = {"sha256": name, "size": 9, "taken_at": at, "reason": "Fiets.", "shows": "een fiets", "width": 4, "height": 3}
    area = {"left": 0, "top": 0, "width": 10, "height": 10}
    body = {**seen, "skew_ms": 1_500, "look": {**seen["look"], "photos": [photo]}}
    words = {"observation_id": look_id, "reason": "Kenteken.", "officer_id": RUBEN.id, "at": at}
    blur = {"case_id": "linde", "sha256": name, "areas": [area], **words}
    with changing(office.folder) as store:
        intake.put_rows(store, TEAM.id, [Change(Kind.OBSERVATION, look_id, body), Change(Kind.BLUR, "blur-1", blur, is_new=True)])


def _at_work(folder: Path, office: Office) -> dict[str, Any]:
    """The older app in its own process; a fault is planted in today's code only."""
    code = code_for(office.folder, NADIA, now=office.watch.now())
    words = [
        sys.executable,
        str(Path(__file__).with_name("older_phone.py")),
        str(folder / "older"),
        office.address,
        code,
        str(LOOKS),
    ]
    env = {**{name: value for name, value in os.environ.items() if name != PLANTED}, "PYTHONPATH": str(OLDER_APP)}
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60, cwd=folder, env=env)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told
