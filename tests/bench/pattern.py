"""What the pattern of a busy case costs: from kept rows to grid and lines, and the whole dossier as the screen asks for it."""

from __future__ import annotations

import itertools
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from nacl.public import PrivateKey

from field_app.device import clocks, new_id
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.places import Place, Viewpoint
from field_app.rules.dossier.plan_records import Budget, Plan
from field_app.rules.look import FactLine, Look
from field_app.rules.pattern import grid
from field_app.rules.pattern.summarising import summary
from field_app.rules.records import Observation, Officer, Team
from field_app.rules.vocabulary import (
    AMSTERDAM,
    DEFAULT_HOURS,
    CaseStatus,
    CaseTopic,
    FactKind,
    Kind,
    Light,
    Result,
    Role,
    Sightline,
    Slot,
)
from field_app.rules.wire import decode, encode
from field_app.store.phone_store import Enrolment, PhoneStore
from field_app.store.record import FedRow
from field_app.workday import Workday

from .content import FIRST_DAY
from .stage import say

ENTRIES, WINDOW, RUNS, GOAL_MS = 200, 15, 20, 100
_TEXTS = ("Witte bestelbus rijdt weg van de oprit.", "Geen voertuig zichtbaar", "Voertuig aanwezig", "Licht in de keuken aan.")
_SLOTS = tuple(Slot(FIRST_DAY + timedelta(days=at), each.moment) for at in range(WINDOW) for each in DEFAULT_HOURS)
PLAN = Plan(
    "plan", "case", "Vraag?", FIRST_DAY, FIRST_DAY + timedelta(days=WINDOW - 1), _SLOTS, Budget(300, 3_000), "place",
    approved_by="lead", approved_at=datetime.combine(FIRST_DAY, DEFAULT_HOURS[0].begins, AMSTERDAM),
)  # fmt: skip
CASE = Case(
    "case", "Linde", CaseTopic.UNDECLARED_WORK, CaseStatus.OBSERVING, "officer",
    (Place("place", "woning", "Teststraat 1", "Noord", Viewpoint("openbare weg, overzijde")),), "plan",
)  # fmt: skip


async def pattern() -> None:
    """Fifteen days, four moments and 200 entries, of which every seventh is a correction."""
    rows = {each.id: _body(each) for each in entries()}
    say("pattern-200", **_milliseconds(lambda: _from_rows(rows)))
    with tempfile.TemporaryDirectory() as folder:
        store = _filled(Path(folder), rows)
        say("dossier-200", **_milliseconds(lambda: Workday(store, clocks(), new_id).case("case")))
        store.close()


def _from_rows(rows: dict[str, dict[str, Any]]) -> None:
    found = [decode(Observation, {**body, "id": row_id}) for row_id, body in rows.items()]
    grid.grid(PLAN, grid.results_by_slot(found, DEFAULT_HOURS), DEFAULT_HOURS, datetime.combine(FIRST_DAY, _NOON, AMSTERDAM))
    assert summary(found).supporting


_NOON = DEFAULT_HOURS[2].begins


def entries() -> Iterator[Observation]:
    for number, slot in zip(range(ENTRIES), itertools.cycle(_SLOTS), strict=False):
        hours = next(each for each in DEFAULT_HOURS if each.moment is slot.moment)
        began = datetime.combine(slot.on, hours.begins, AMSTERDAM) + timedelta(minutes=number % 50, seconds=number)
        result = (Result.SEEN, Result.SEEN, Result.NOTHING_SEEN, Result.SEEN, Result.UNABLE)[number % 5]
        facts = tuple(FactLine(began, FactKind.VEHICLE, _TEXTS[(number + at) % 4]) for at in range(3))
        look = Look(
            "case", began, began + timedelta(minutes=4), "place", "openbare weg, overzijde, ca. 30 m", True, Sightline.FREE,
            Light.DARK, result, number % 6 == 0, slot=slot, facts=facts if result is Result.SEEN else (),
        )  # fmt: skip
        made = Observation(f"entry-{number}", "officer", look, began + timedelta(minutes=5), began + timedelta(minutes=6))
        yield replace(made, corrects=f"entry-{number - 1}", reason="Tijd verbeterd.") if number % 7 == 6 else made


def _body(record: Any) -> dict[str, Any]:
    return {name: part for name, part in encode(record).items() if name != "id"}


def _filled(folder: Path, rows: dict[str, dict[str, Any]]) -> PhoneStore:
    """A phone that holds the case and all its entries."""
    store = PhoneStore(folder / "phone.db", os.urandom(32))
    keys = {"signing_key": "00" * 32, "recovery_key": bytes(PrivateKey.generate().public_key).hex(), "log_key": "00" * 32}
    store.enrol(Enrolment(device_id="device", officer_id="officer", team_id="team", server="", epoch="epoch", **keys))
    people = (Officer("officer", "Nadia", (Role.OFFICER,)), Officer("lead", "Karin", (Role.TEAM_LEAD,)))
    others: list[tuple[Kind, Any]] = [(Kind.OFFICER, each) for each in people]
    others += [(Kind.TEAM, Team("team", "Team")), (Kind.CASE, CASE), (Kind.PLAN, PLAN)]
    fed = [(kind, each.id, _body(each)) for kind, each in others] + [(Kind.OBSERVATION, *each) for each in rows.items()]
    with store.saving():
        store.casebook.take([FedRow(seq, *each) for seq, each in enumerate(fed, start=1)], 0)
    return store


def _milliseconds(work: Callable[[], Any]) -> dict[str, float]:
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1_000)
    return {"median_ms": round(statistics.median(times), 2), "worst_ms": round(max(times), 2), "goal_ms": GOAL_MS}
