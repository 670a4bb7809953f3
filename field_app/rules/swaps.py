"""Under way."""

from __future__ import annotations

from typing import Any

from field_app.rules.facts import Facts
from field_app.rules.observations import Act, Outcome


def offer(command: Any, facts: Facts, act: Act) -> Outcome:
    """Under way."""
    raise NotImplementedError


def accept(command: Any, facts: Facts, act: Act) -> Outcome:
    """Under way."""
    raise NotImplementedError


def decline(command: Any, facts: Facts, act: Act) -> Outcome:
    """Under way."""
    raise NotImplementedError


def withdraw(command: Any, facts: Facts, act: Act) -> Outcome:
    """Under way."""
    raise NotImplementedError


def approve(command: Any, facts: Facts, act: Act) -> Outcome:
    """Under way."""
    raise NotImplementedError


def take(command: Any, facts: Facts, act: Act) -> Outcome:
    """Under way."""
    raise NotImplementedError
