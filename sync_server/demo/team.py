"""The whole demo put together for one moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.plan_records import Plan
from field_app.rules.records import Officer, Shift, Team
from field_app.rules.roster_records import Roster
from sync_server.demo.cases import cases
from sync_server.demo.looks import DemoLook, looks
from sync_server.demo.people import officers, team
from sync_server.demo.photos import photographed
from sync_server.demo.plans import plans
from sync_server.demo.roster import period, shifts
from sync_server.demo.stage import stage_of


@dataclass(frozen=True, slots=True)
class DemoTeam:
    """A team as it stands at one moment; officers 0 and 1 carry the phones, the last one is the team lead."""

    team: Team
    officers: tuple[Officer, ...]
    cases: tuple[Case, ...]
    plans: tuple[Plan, ...]
    shifts: tuple[Shift, ...]
    looks: tuple[DemoLook, ...]
    period: Roster


def demo_team(now: datetime) -> DemoTeam:
    """Set up the demo for `now` (aware): officer 0 is on duty then or next, officer 1 right after, with cases in common."""
    stage = stage_of(now)
    people = officers(stage)
    on_list = cases(stage, people)
    planned = plans(stage, on_list, people[-1])
    roster = shifts(stage, people, on_list, planned)
    seen = photographed(stage, looks(stage, on_list, roster), on_list[0].id)
    return DemoTeam(team(stage), people, on_list, planned, roster, seen, period(stage, people[1]))
