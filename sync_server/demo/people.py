"""The demo's nine people; the first two officers carry the phones of the demo, the second of them also plans."""

from __future__ import annotations

from field_app.rules.records import DutyContact, Officer, Team
from field_app.rules.vocabulary import Role
from sync_server.demo.stage import Stage

TEAM_NAME = "Handhaving Werk en Inkomen"
OFFICERS = ("Nadia", "Ruben", "Els", "Joost", "Karin", "Mehmet", "Chantal", "Wouter")
TEAM_LEAD = "Marjan"
PLANNER = OFFICERS[1]
#: Five shifts in eight days: what the demo's roster asks of each.
HOURS_A_WEEK = 30
#: No number that could be somebody's.
DUTY_CONTACT = DutyContact(TEAM_LEAD, "06 0000 0000")


def team(stage: Stage) -> Team:
    """Give the team, with the usual hours."""
    return Team(stage.id("team"), TEAM_NAME, duty_contact=DUTY_CONTACT)


def officers(stage: Stage) -> tuple[Officer, ...]:
    """Give eight officers, then the team lead."""
    return tuple(_person(stage, number, name) for number, name in enumerate((*OFFICERS, TEAM_LEAD)))


def _person(stage: Stage, number: int, name: str) -> Officer:
    roles = (Role.TEAM_LEAD,) if name == TEAM_LEAD else (Role.OFFICER, Role.PLANNER) if name == PLANNER else (Role.OFFICER,)
    return Officer(stage.id("officer", name), name, roles, f"AB-{2017 + number}-{41 + 7 * number:03d}", HOURS_A_WEEK)
