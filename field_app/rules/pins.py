"""Under way."""

from __future__ import annotations

from field_app.rules.facts import Facts
from field_app.rules.observations import Act, Outcome
from field_app.rules.roster_commands import PinStop


def pin_stop(command: PinStop, facts: Facts, act: Act) -> Outcome:
    """Under way."""
    raise NotImplementedError
