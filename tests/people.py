"""Named people, their case and their shift: a small world in which an ordinary look is accepted without flags."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

from field_app.rules.commands import Command, RecordObservation
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.places import Place, Viewpoint
from field_app.rules.dossier.plan_records import Budget, Plan
from field_app.rules.facts import SHAPES, Change, Tally, case_of, row_size
from field_app.rules.glance import Glance, glance
from field_app.rules.look import Look
from field_app.rules.observations import Act, Outcome
from field_app.rules.records import Officer, Shift, Stop, Team
from field_app.rules.row_facts import RowFacts
from field_app.rules.rulebook import apply
from field_app.rules.vocabulary import (
    CaseStatus,
    CaseTopic,
    Kind,
    Light,
    Moment,
    Result,
    Role,
    ShiftStatus,
    Sightline,
    Slot,
)
from field_app.rules.wire import encode

#: Thursday, in winter time.
TODAY = date(2026, 11, 19)
WINTER = timezone(timedelta(hours=1))
SUMMER = timezone(timedelta(hours=2))


def at(clock: str, on: date = TODAY, zone: timezone = WINTER) -> datetime:
    """The moment at which the clock on the wall says this ("06:12" or "06:12:41.204")."""
    return datetime.fromisoformat(f"{on.isoformat()}T{clock}").replace(tzinfo=zone)


DAWN = Slot(TODAY, Moment.EARLY_MORNING)
NOON = Slot(TODAY, Moment.LATE_MORNING)

TEAM = Team("team-noord", "Team Noord")
NADIA = Officer("nadia", "Nadia de Wit", (Role.OFFICER,), "HH-2026-01")
RUBEN = Officer("ruben", "Ruben Aalders", (Role.OFFICER,), "HH-2026-02")
KARIN = Officer("karin", "Karin Bos", (Role.TEAM_LEAD,), "HH-2026-03")

HOME = Place("linde-home", "woning", "Lindelaan 14", "Noord", Viewpoint("openbare weg, overzijde, ca. 30 m"))
LINDE = Case(
    id="linde",
    code_name="Linde",
    topic=CaseTopic.MAIN_RESIDENCE,
    status=CaseStatus.OBSERVING,
    owner_id=RUBEN.id,
    places=(HOME,),
    plan_id="linde-plan",
    buddy_id=NADIA.id,
)
LINDE_PLAN = Plan(
    id="linde-plan",
    case_id=LINDE.id,
    question="Verblijft betrokkene op het opgegeven adres?",
    starts_on=date(2026, 11, 12),
    ends_on=date(2026, 11, 26),
    slots=(DAWN, NOON, Slot(date(2026, 11, 20), Moment.EARLY_MORNING)),
    budget=Budget(looks=10, minutes=60, looks_a_day=2, minutes_a_look=15),
    place_id=HOME.id,
    approved_by=KARIN.id,
    approved_at=at("16:00", date(2026, 11, 11)),
)
#: Another case of the team, without a plan.
OLM = Case("olm", "Olm", CaseTopic.UNDECLARED_WORK, CaseStatus.OBSERVING, NADIA.id, (replace(HOME, id="olm-home"),))

NADIAS_SHIFT = Shift(
    id="nadias-shift",
    officer_id=NADIA.id,
    begins_at=at("05:00"),
    ends_at=at("13:00"),
    slots=(DAWN, NOON),
    stops=(Stop(LINDE.id, DAWN), Stop(LINDE.id, NOON)),
    status=ShiftStatus.PUBLISHED,
)
RUBENS_SHIFT = replace(NADIAS_SHIFT, id="rubens-shift", officer_id=RUBEN.id)

WORLD = (TEAM, NADIA, RUBEN, KARIN, LINDE, LINDE_PLAN, OLM, NADIAS_SHIFT, RUBENS_SHIFT)


def look(**changes: Any) -> Look:
    """Nadia's complete look at Linde at 06:12, two minutes, nothing seen; `changes` by field name."""
    usual = Look(
        case_id=LINDE.id,
        began_at=at("06:12"),
        ended_at=at("06:14"),
        place_id=HOME.id,
        own_position="openbare weg, overzijde, ca. 30 m",
        is_public_place=True,
        sightline=Sightline.FREE,
        light=Light.DARK,
        result=Result.NOTHING_SEEN,
        is_exculpatory=False,
        shift_id=NADIAS_SHIFT.id,
        slot=DAWN,
        prefilled=("place_id", "own_position"),
    )
    return replace(usual, **changes)


def act(command: Command, by: Officer = NADIA, **changes: Any) -> Act:
    """That this person gives this command: a look the moment it ends, anything else at 06:14."""
    when = command.look.ended_at if isinstance(command, RecordObservation) else at("06:14")
    return replace(Act("look-1", by.id, when, encode(command)), **changes)


class KeptRows:
    """Rows in memory, kept as the JSON texts that a store would keep."""

    def __init__(self) -> None:
        """Empty."""
        self._texts: dict[tuple[Kind, str], str] = {}

    def row(self, kind: Kind, row_id: str) -> Mapping[str, Any] | None:
        """One row's body."""
        text = self._texts.get((kind, row_id))
        body: Mapping[str, Any] | None = None if text is None else json.loads(text)
        return body

    def all_of(self, kind: Kind) -> Mapping[str, Mapping[str, Any]]:
        """All rows of a kind."""
        return {row_id: json.loads(text) for (each, row_id), text in self._texts.items() if each is kind}

    def tally(self, case_id: str) -> Tally:
        """The looks among the kept rows."""
        tally = Tally()
        for body in self._about(case_id).values():
            if size := row_size(body):
                tally.add(size.on, size.minutes)
        return tally

    def looks_of(self, case_id: str) -> list[Glance]:
        """The kept rows that tell of looking."""
        return [found for row_id, body in self._about(case_id).items() if (found := glance(row_id, body))]

    def _about(self, case_id: str) -> Mapping[str, Mapping[str, Any]]:
        found = {(kind, row_id): self.row(kind, row_id) or {} for kind, row_id in self._texts}
        return {row_id: body for (kind, row_id), body in found.items() if case_of(kind, row_id, body) == case_id}

    def keep(self, *changes: Change) -> None:
        """Write what a command changed."""
        for each in changes:
            self._texts[each.kind, each.id] = json.dumps(each.body)


def rows_of(*records: Any) -> KeptRows:
    """These records as kept rows; a later record replaces an earlier one with the same id."""
    rows = KeptRows()
    for record in records:
        kind = next(kind for kind, shape in SHAPES.items() if type(record) is shape)
        body = {name: part for name, part in encode(record).items() if name != "id"}
        rows.keep(Change(kind, record.id, body))
    return rows


def judged(command: Command, rows: KeptRows | None = None, by: Officer = NADIA, **changes: Any) -> Outcome:
    """What the rules say of this command in this world. Raises `Refused`."""
    return apply(command, RowFacts(rows if rows is not None else rows_of(*WORLD)), act(command, by, **changes))


def done(rows: KeptRows, command: Command, by: Officer = NADIA, **changes: Any) -> Outcome:
    """The same, and kept in `rows`."""
    outcome = judged(command, rows, by, **changes)
    rows.keep(*outcome.changes)
    return outcome
