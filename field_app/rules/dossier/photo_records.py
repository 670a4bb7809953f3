"""What is kept beside a photo, as plain frozen data: what was blurred later, and who asked for the original."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from field_app.rules.look import Area

#: An original may be opened this long after a second person allowed it.
ORIGINAL_OPEN = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Blur:
    """Parts of a photo that somebody made unseen later; they only add to what was blurred before."""

    id: str
    case_id: str
    observation_id: str
    sha256: str
    areas: tuple[Area, ...]
    reason: str
    officer_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Original:
    """That the case owner asked for a photo as it was taken, and that a second reader allowed it."""

    id: str
    case_id: str
    observation_id: str
    sha256: str
    reason: str
    asked_by: str
    asked_at: datetime
    allowed_by: str | None = None
    allowed_at: datetime | None = None
    note: str = ""

    def is_open(self, now: datetime) -> bool:
        """Whether it may be opened at this moment."""
        return self.allowed_at is not None and self.allowed_at <= now < self.allowed_at + ORIGINAL_OPEN
