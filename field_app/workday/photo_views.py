"""What the screens show of photos, as plain frozen data: whether one may be made, and how far each has travelled."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from field_app.rules.refusals import Code


@dataclass(frozen=True, slots=True)
class PhotoRoom:
    """Whether another photo may be made for this draft, and how many. `why_not` says why none, or that room runs short."""

    is_allowed: bool
    left: int
    why_not: Code | None = None


class PhotoStage(StrEnum):
    """How far a photo is: on this phone only, on its way, on the server whole, or no longer readable here."""

    HELD = "HELD"
    SENDING = "SENDING"
    SAFE = "SAFE"
    DAMAGED = "DAMAGED"


@dataclass(frozen=True, slots=True)
class PhotoState:
    """One photo of an entry of one's own; `sent` of `size` bytes are on the server."""

    sha256: str
    state: PhotoStage
    sent: int
    size: int
