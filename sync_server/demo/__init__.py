"""A made-up team with ten cases, a roster, a hundred looks and a request to swap, the same for the same moment."""

from sync_server.demo.looks import DemoLook
from sync_server.demo.swap import ASKING, swap_request
from sync_server.demo.team import DemoTeam, demo_team

__all__ = ["ASKING", "DemoLook", "DemoTeam", "demo_team", "swap_request"]
