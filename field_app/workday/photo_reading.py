"""What this phone knows around the photos of an entry: whose originals were asked for, and what this officer may do about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from field_app.rules.cases.audience import reads_all
from field_app.rules.dossier.photo_records import ORIGINAL_OPEN, Original
from field_app.rules.records import Officer
from field_app.rules.refusals import Code, Refused
from field_app.workday import journal
from field_app.workday.known import Known
from field_app.workday.saying import Saying


@dataclass(frozen=True, slots=True)
class OriginalView:
    """A request for a photo as it was taken; `may_allow` and `may_open` are about who looks at it now."""

    id: str
    sha256: str
    reason: str
    asked_by: Officer
    asked_at: datetime
    allowed_by: Officer | None
    until: datetime | None
    note: str
    is_open: bool
    may_allow: bool
    may_open: bool


@dataclass(frozen=True, slots=True)
class AroundPhotos:
    """What may be done with the photos of one entry by whose phone this is; requests for originals, oldest first."""

    may_blur: bool = False
    may_ask: bool = False
    originals: tuple[OriginalView, ...] = ()


class PhotoReading(Saying):
    """The questions about photos that change nothing."""

    def around_photos(self, observation_id: str) -> AroundPhotos:
        """What may be done with the photos of this entry. Raises `Refused`."""
        known = self._read()
        seen, me = journal.find(known, observation_id), known.officer(self._officer_id())
        if seen is None:
            raise Refused(Code.OBSERVATION_UNKNOWN, observation_id=observation_id)
        case = self._case(seen.look.case_id)
        asked = sorted(known.facts.records(Original), key=lambda each: (each.asked_at, each.id))
        return AroundPhotos(
            may_blur=me.id in (seen.officer_id, case.owner_id) or reads_all(me),
            may_ask=me.id == case.owner_id,
            originals=tuple(self._original(known, me, each) for each in asked if each.observation_id == observation_id),
        )

    def _original(self, known: Known, me: Officer, original: Original) -> OriginalView:
        is_open = original.is_open(self._clocks.now())
        return OriginalView(
            original.id,
            original.sha256,
            original.reason,
            known.officer(original.asked_by),
            original.asked_at,
            known.officer(original.allowed_by) if original.allowed_by else None,
            original.allowed_at + ORIGINAL_OPEN if original.allowed_at else None,
            original.note,
            is_open,
            may_allow=original.allowed_at is None and me.reads_along and me.id != original.asked_by,
            may_open=is_open and me.id in (original.asked_by, original.allowed_by),
        )

    def photos_waiting(self) -> int:
        """How many photos of sealed looks still have to reach the server."""
        return sum(each.state == "WAITING" for each in self._store.photos.all())
