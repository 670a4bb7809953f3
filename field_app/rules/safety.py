"""Under way."""

from __future__ import annotations

from typing import Any

from field_app.rules.facts import Facts
from field_app.rules.observations import Act, Outcome


def start_timer(command: Any, facts: Facts, act: Act) -> Outcome:
    """Under way."""
    raise NotImplementedError


def extend_timer(command: Any, facts: Facts, act: Act) -> Outcome:
    """Under way."""
    raise NotImplementedError


def stop_timer(command: Any, facts: Facts, act: Act) -> Outcome:
    """Under way."""
    raise NotImplementedError


def raise_alarm(command: Any, facts: Facts, act: Act) -> Outcome:
    """Under way."""
    raise NotImplementedError


def answer_alarm(command: Any, facts: Facts, act: Act) -> Outcome:
    """Under way."""
    raise NotImplementedError


def end_alarm(command: Any, facts: Facts, act: Act) -> Outcome:
    """Under way."""
    raise NotImplementedError


def record_incident(command: Any, facts: Facts, act: Act) -> Outcome:
    """Under way."""
    raise NotImplementedError
