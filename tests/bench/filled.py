"""A phone's own file as after weeks of work: ten open cases with their looks, eight officers' roster, plans in force today."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from nacl.public import PrivateKey

from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.places import Place, Point, Viewpoint
from field_app.rules.dossier.plan_records import Budget, Plan
from field_app.rules.look import FactLine
from field_app.rules.records import Observation, Officer, Shift, Team
from field_app.rules.vocabulary import (
    AMSTERDAM,
    DEFAULT_HOURS,
    CaseStatus,
    CaseTopic,
    FactKind,
    Kind,
    Role,
    ShiftStatus,
    Slot,
    local,
)
from field_app.rules.wire import encode
from field_app.store.phone_store import Enrolment, PhoneStore
from field_app.store.record import FedRow

from .content import looks

CASES, OFFICERS, CARS, WINDOW, WEEKS = 10, 8, 3, 15, 8
#: Nobody listens there, so the phone is one without coverage.
_NOWHERE = "http://127.0.0.1:1"
KEY = bytes(range(32))


def fill(folder: Path, count: int, cases: int = CASES) -> Path:
    """A data folder as the app keeps one, with `count` looks over `cases` cases; answers the folder."""
    folder.mkdir(parents=True)
    (folder / "data.key").write_bytes(KEY)
    store = opened(folder)
    keys = {
        "signing_key": os.urandom(32).hex(),
        "recovery_key": bytes(PrivateKey.generate().public_key).hex(),
        "log_key": "00" * 32,
    }
    store.enrol(Enrolment(device_id="device", officer_id="officer-0", team_id="team", server=_NOWHERE, epoch="epoch", **keys))
    rows = itertools.chain(_world(datetime.now(UTC), cases), entries(datetime.now(UTC), count, cases))
    fed = (FedRow(seq, kind, each.id, body(each)) for seq, (kind, each) in enumerate(rows, start=1))
    with store.saving():
        store.casebook.take(fed, 0)
    store.close()
    return folder


def opened(folder: Path) -> PhoneStore:
    """The file of this phone."""
    return PhoneStore(folder / "phone.db", KEY)


def body(record: Any) -> dict[str, Any]:
    """A record as a row holds it."""
    return {name: part for name, part in encode(record).items() if name != "id"}


def entries(now: datetime, count: int, cases: int) -> Iterator[tuple[Kind, Observation]]:
    """Looks of the days before now, each of another colleague; every tenth is a correction of the one before of its case."""
    slots = [Slot(local(now).date() - timedelta(days=at), each.moment) for at in range(1, WINDOW) for each in DEFAULT_HOURS]
    for at, command in enumerate(looks(count, cases)):
        slot = slots[at // cases % len(slots)]
        began = _begins(slot) + timedelta(minutes=at % 50, seconds=at % 60)
        facts = tuple(FactLine(began, FactKind.VEHICLE, each.text) for each in command.look.facts)
        look = replace(command.look, began_at=began, ended_at=began + timedelta(minutes=4), slot=slot, shift_id=None, facts=facts)
        made = Observation(f"look-{at:06}", f"officer-{at % OFFICERS}", look, look.ended_at, look.ended_at + timedelta(seconds=20))
        is_correction = at >= cases and at // cases % 10 == 9
        yield Kind.OBSERVATION, replace(made, corrects=f"look-{at - cases:06}", reason="Beter.") if is_correction else made


def _begins(slot: Slot) -> datetime:
    hours = next(each for each in DEFAULT_HOURS if each.moment is slot.moment)
    return datetime.combine(slot.on, hours.begins, AMSTERDAM).astimezone(UTC)


def _world(now: datetime, cases: int) -> Iterator[tuple[Kind, Any]]:
    today = local(now).date()
    yield Kind.TEAM, Team("team", "Team")
    yield from ((Kind.OFFICER, Officer(f"officer-{at}", f"Officer {at}", (Role.OFFICER,))) for at in range(OFFICERS))
    yield from ((Kind.SHIFT, each) for each in _shifts(now, today))
    for at in range(cases):
        point = Point(51_690_000 + 1_000 * at, 5_300_000 - 900 * at)
        place = Place(f"place-{at}", "woning", f"Teststraat {at}", "Noord", Viewpoint("openbare weg, overzijde"), point=point)
        owner = f"officer-{at % OFFICERS}"
        yield (
            Kind.CASE,
            Case(f"case-{at}", f"Boom {at}", CaseTopic.MAIN_RESIDENCE, CaseStatus.OBSERVING, owner, (place,), f"plan-{at}"),
        )
        yield Kind.PLAN, _plan(at, today, now)


def _plan(at: int, today: date, now: datetime) -> Plan:
    days = [today + timedelta(days=day - WINDOW + 2) for day in range(WINDOW)]
    slots = tuple(Slot(day, each.moment) for day in days for each in DEFAULT_HOURS)
    return Plan(
        f"plan-{at}", f"case-{at}", "Vraag?", days[0], days[-1], slots, Budget(60, 600, 4, 60), f"place-{at}",
        approved_by="officer-1", approved_at=now - timedelta(days=WINDOW),
    )  # fmt: skip


def _shifts(now: datetime, today: date) -> Iterator[Shift]:
    """Weeks of past and coming shifts, and three cars that drive now."""
    for officer, day in itertools.product(range(OFFICERS), range(-7 * WEEKS // 2, 7 * WEEKS // 2)):
        if day and (officer + day) % 7 < 5:
            slots = tuple(Slot(today + timedelta(days=day), each.moment) for each in DEFAULT_HOURS[:2])
            begins = _begins(slots[0])
            status = ShiftStatus.ENDED if day < 0 else ShiftStatus.PUBLISHED
            yield Shift(f"shift-{officer}-{day}", f"officer-{officer}", begins, begins + timedelta(hours=8), slots, status=status)
    slots = tuple(Slot(today, each.moment) for each in DEFAULT_HOURS)
    for car in range(CARS):
        begins, ends = now - timedelta(hours=2), now + timedelta(hours=6)
        yield Shift(f"shift-now-{car}", f"officer-{car}", begins, ends, slots, status=ShiftStatus.STARTED, started_at=begins)
