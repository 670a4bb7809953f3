"""What is left of a case after the decision: informing the resident, the neutral record, holds and destruction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from field_app.rules.dossier.words import Answered, DecisionKind, HoldKind, Retention, RuledOn, Ruling, Way
from field_app.rules.meter.records import Level


@dataclass(frozen=True, slots=True)
class Postponement:
    """That informing was put off: until when, why, and by whom."""

    at: datetime
    by: str
    until: date
    reason: str


@dataclass(frozen=True, slots=True)
class Informing:
    """The duty to tell the resident (AVG 14): when it is due, and how it was done. Postponing moves the day and stays readable."""

    due_on: date
    told_on: date | None = None
    way: Way | None = None
    by: str | None = None
    note: str = ""
    letter_id: str | None = None
    postponements: tuple[Postponement, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether the resident was told."""
        return self.told_on is not None


@dataclass(frozen=True, slots=True)
class Hold:
    """Why a closed dossier must be kept; `lifted_at` says that it no longer must."""

    id: str
    kind: HoldKind
    reason: str
    by: str
    at: datetime
    lifted_by: str | None = None
    lifted_at: datetime | None = None
    lifted_reason: str = ""


@dataclass(frozen=True, slots=True)
class Destruction:
    """That a dossier is destroyed by two people: who asked, who confirmed, when and why.

    `later` is how many entries had come in after closing when it was done. What came in since has not been destroyed yet; asking
    anew for that keeps the time at which it was done first in `done_before`.
    """

    asked_by: str
    asked_at: datetime
    why: str
    confirmed_by: str | None = None
    done_at: datetime | None = None
    later: int = 0
    done_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class LaterRuling:
    """What came of an objection, appeal or complaint."""

    on: RuledOn
    ruling: Ruling
    ruled_on: date
    lesson: str = ""


@dataclass(frozen=True, slots=True)
class Closing:
    """The neutral record of a closed case: counts and dates, nothing about anybody.

    `entries` counts all, `late` those written down afterwards; `later` entries that came in after closing. The content may be
    destroyed from `destroy_from`, this record itself after `keep_until`.
    """

    closed_at: datetime
    closed_by: str
    kind: DecisionKind
    answered: Answered
    decided_at: datetime
    retention: Retention
    destroy_from: date
    keep_until: date
    signal_on: date | None = None
    observed_from: date | None = None
    looks: int = 0
    days: int = 0
    minutes: int = 0
    longest: int = 0
    followings: int = 0
    photos: int = 0
    level: Level = Level.GREEN
    entries: int = 0
    late: int = 0
    was_dissented: bool = False
    informed_on: date | None = None
    inform_due_on: date | None = None
    postponed: int = 0
    callbacks: int = 0
    callbacks_in_time: int = 0
    later: int = 0
    note: str = ""
    holds: tuple[Hold, ...] = ()
    rulings: tuple[LaterRuling, ...] = ()
    destruction: Destruction | None = None
    reopenings: tuple[str, ...] = ()

    @property
    def is_held(self) -> bool:
        """Whether something forbids destruction for now."""
        return any(each.lifted_at is None for each in self.holds)

    @property
    def is_destroyed(self) -> bool:
        """Whether the dossier is gone."""
        return self.destruction is not None and (self.destruction.done_at or self.destruction.done_before) is not None

    @property
    def has_content(self) -> bool:
        """Whether there is something to keep or to destroy, also what a phone still sent after the dossier was gone."""
        return not self.is_destroyed or self.destruction is None or self.later > self.destruction.later

    @property
    def is_asked(self) -> bool:
        """Whether somebody asked for destruction and a second person must still confirm it."""
        return self.destruction is not None and self.destruction.done_at is None
