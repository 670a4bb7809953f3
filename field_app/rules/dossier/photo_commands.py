"""What people do with a photo once it is sealed, as plain frozen data."""

from __future__ import annotations

from dataclasses import dataclass

from field_app.rules.look import Area


@dataclass(frozen=True, slots=True)
class BlurPhoto:
    """Make parts of a photo unseen for everybody, and why; nobody can undo it."""

    observation_id: str
    sha256: str
    areas: tuple[Area, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class AskOriginal:
    """Ask for a photo as it was taken, and why. The request bears the id of this command."""

    observation_id: str
    sha256: str
    reason: str


@dataclass(frozen=True, slots=True)
class AllowOriginal:
    """Allow that original to be opened for a day, by asker and allower only."""

    original_id: str
    note: str
