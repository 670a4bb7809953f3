"""What only the server holds: the content of a closed case, and the counts of looks that protect a person later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from field_app.rules.dossier.closing_records import Hold, LaterRuling
from field_app.rules.meter.records import Looked


@dataclass(frozen=True, slots=True)
class ArchivedCase:
    """A closed case as it stood, under the id of the case: on no phone. `reopenings` says why it was opened again.

    While it is open again, `holds` and `rulings` wait here for the next closing: opening a case lifts no hold.
    """

    id: str
    case_id: str
    body: Mapping[str, Any]
    reopenings: tuple[str, ...] = ()
    holds: tuple[Hold, ...] = ()
    rulings: tuple[LaterRuling, ...] = ()


@dataclass(frozen=True, slots=True)
class Footprint:
    """When was looked, for twelve months, so that a new case on the same person counts it; whom it is about only as a mark.

    `marks` are keyed hashes of the municipality's numbers for the persons of the case.
    """

    id: str
    marks: tuple[str, ...]
    looks: tuple[Looked, ...]
    last_at: datetime
