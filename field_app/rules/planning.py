"""Under way."""

from __future__ import annotations

from typing import Any

from field_app.rules.facts import Facts
from field_app.rules.observations import Act, Outcome


def assign(command: Any, facts: Facts, act: Act) -> Outcome:
    """Under way."""
    raise NotImplementedError


def add(command: Any, facts: Facts, act: Act) -> Outcome:
    """Under way."""
    raise NotImplementedError


def cancel(command: Any, facts: Facts, act: Act) -> Outcome:
    """Under way."""
    raise NotImplementedError


def ask_proposal(command: Any, facts: Facts, act: Act) -> Outcome:
    """Under way."""
    raise NotImplementedError


def stop_proposal(command: Any, facts: Facts, act: Act) -> Outcome:
    """Under way."""
    raise NotImplementedError


def publish(command: Any, facts: Facts, act: Act) -> Outcome:
    """Under way."""
    raise NotImplementedError


def pin_stop(command: Any, facts: Facts, act: Act) -> Outcome:
    """Under way."""
    raise NotImplementedError
