"""An earlier case on the same person: its looks count for twelve months, known by a mark and by nothing else."""

from __future__ import annotations

import hmac
from collections.abc import Collection
from datetime import datetime, timedelta

from field_app.rules.dossier.archive_records import Footprint
from field_app.rules.dossier.list_commands import Subject
from field_app.rules.facts import Facts
from field_app.rules.meter.records import Looked
from field_app.rules.observations import Act
from field_app.rules.shift_changes import decided_at

_DAYS_A_MONTH = 30.4375
#: No dossier keeps more looks of an earlier case than this; by then the meter has long said what it says.
MOST = 400


def mark_of(dossier_number: str, facts: Facts) -> str:
    """A keyed hash of the municipality's number for a person: the same person gives the same mark within one team."""
    plain = "".join(dossier_number.split()).casefold().encode()
    return hmac.digest(facts.team().id.encode(), plain, "sha256").hex()


def marks_of(subjects: Collection[Subject], facts: Facts) -> tuple[str, ...]:
    """The marks of those persons whose number is known."""
    return tuple(sorted({mark_of(each.dossier_number, facts) for each in subjects if each.dossier_number}))


def looks_of_earlier_cases(subjects: Collection[Subject], facts: Facts, act: Act) -> tuple[Looked, ...]:
    """The looks of earlier cases on these persons within the team's months; only the server holds them, so a phone has none."""
    marks, since = set(marks_of(subjects, facts)), counts_since(facts, decided_at(act))
    found = [
        look for each in facts.records(Footprint) if marks & set(each.marks)
        for look in each.looks if look.began_at >= since
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda each: each.began_at)[-MOST:])


def counts_since(facts: Facts, now: datetime) -> datetime:
    """Looks from this moment on still count for a new case on the same person."""
    return now - timedelta(days=round(facts.team().casework.earlier_months * _DAYS_A_MONTH))
