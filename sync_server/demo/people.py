"""The demo's nine people; the first two officers carry the phones of the demo."""

from __future__ import annotations

from field_app.rules.records import Officer, Team
from field_app.rules.vocabulary import Role
from sync_server.demo.stage import Stage

TEAM_NAME = "Handhaving Werk en Inkomen"
OFFICERS = ("Nadia", "Ruben", "Els", "Joost", "Karin", "Mehmet", "Chantal", "Wouter")
TEAM_LEAD = "Marjan"


def team(stage: Stage) -> Team:
    """Give the team, with the usual hours."""
    return Team(stage.id("team"), TEAM_NAME)


def officers(stage: Stage) -> tuple[Officer, ...]:
    """Give eight officers, then the team lead."""
    return tuple(_person(stage, number, name) for number, name in enumerate((*OFFICERS, TEAM_LEAD)))


def _person(stage: Stage, number: int, name: str) -> Officer:
    role = Role.TEAM_LEAD if name == TEAM_LEAD else Role.OFFICER
    return Officer(stage.id("officer", name), name, (role,), f"AB-{2017 + number}-{41 + 7 * number:03d}")
