"""What a phone keeps in mind of each look, so that counting and ordering looks opens no record again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from field_app.rules.facts import looked_of
from field_app.rules.meter.records import Looked
from field_app.rules.vocabulary import Flag, Moment, MomentHours, Result, Slot, slot_of

_RESULTS = {each.value: each for each in Result}


class Glance(NamedTuple):
    """One look without its content. `is_entry`: an observation; else a following or a letter by hand, which count as a look too.

    `looked` is what the meter counts, None for a correction: a new version of a look that was counted already. `slot` is the one
    that was said; `received_at` None: the server has not spoken yet.
    """

    id: str
    began_at: datetime
    looked: Looked | None
    is_entry: bool = False
    officer_id: str = ""
    result: Result | None = None
    slot: Slot | None = None
    received_at: datetime | None = None
    is_late: bool = False
    is_corrected: bool = False
    is_withdrawn: bool = False

    @property
    def stands(self) -> bool:
        """Whether this is the newest version of an observation that was not withdrawn."""
        return self.is_entry and not self.is_corrected and not self.is_withdrawn

    def slot_in(self, hours: tuple[MomentHours, ...]) -> Slot | None:
        """The day and moment to which it belongs: those of its plan, else those of the clock; None between moments."""
        return self.slot or slot_of(self.began_at, hours)


def glance(row_id: str, body: Mapping[str, Any]) -> Glance | None:
    """What a kept row says of looking; None for a row that is no look."""
    looked, look = looked_of(row_id, body), body.get("look")
    if look is None:
        return Glance(row_id, looked.began_at, looked) if looked else None
    received_at = body.get("received_at")
    return Glance(
        id=row_id,
        began_at=looked.began_at if looked else datetime.fromisoformat(look["began_at"]),
        looked=looked,
        is_entry=True,
        officer_id=body.get("officer_id", ""),
        result=_RESULTS.get(look.get("result")),
        slot=_slot(**slot) if (slot := look.get("slot")) else None,
        received_at=datetime.fromisoformat(received_at) if received_at else None,
        is_late=Flag.LATE_ENTRY in body.get("flags", ()),
        is_corrected=body.get("corrected_by") is not None,
        is_withdrawn=body.get("withdrawn") is not None,
    )


def in_time(each: Glance) -> tuple[datetime, str]:
    """By this a case's looks stand in order; two of the same moment by their ids."""
    return each.began_at, each.id


@lru_cache(1_024)
def _slot(on: str, moment: str) -> Slot:
    """The same few slots come back again and again."""
    return Slot(date.fromisoformat(on), Moment(moment))
