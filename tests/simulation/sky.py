"""The time that really passes; every clock is held against it, and none of them can see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(slots=True)
class Sky:
    """Moves only forward."""

    now: datetime

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)
