"""Under way."""

from __future__ import annotations

from typing import Any

from field_app.rules.facts import Facts
from field_app.rules.observations import Act, Outcome


def say(command: Any, facts: Facts, act: Act) -> Outcome:
    """Under way."""
    raise NotImplementedError


def withdraw(command: Any, facts: Facts, act: Act) -> Outcome:
    """Under way."""
    raise NotImplementedError


def report_sick(command: Any, facts: Facts, act: Act) -> Outcome:
    """Under way."""
    raise NotImplementedError
