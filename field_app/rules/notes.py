"""Under way."""

from __future__ import annotations

from typing import Any

from field_app.rules.facts import Facts
from field_app.rules.observations import Act, Outcome


def bring(command: Any, facts: Facts, act: Act) -> Outcome:
    """Under way."""
    raise NotImplementedError
