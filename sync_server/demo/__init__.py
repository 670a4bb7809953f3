"""A made-up team with ten cases, a roster and a hundred looks, the same for the same moment."""

from sync_server.demo.looks import DemoLook
from sync_server.demo.team import DemoTeam, demo_team

__all__ = ["DemoLook", "DemoTeam", "demo_team"]
