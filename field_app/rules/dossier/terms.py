"""What a team may set about its casework; the defaults are those of the working method and the practice page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CaseTerms:
    """The team's own figures. Days are calendar days.

    `letter_days` is the notice of an appointment; `wait_weeks` how long after informing the looks of a case without follow-up are
    kept, `keep_years_*` the terms of the retention schedule (selectielijst 12.1.1, 12.3, 12.2.5).
    """

    list_places: int = 10
    nominations_each: int = 2
    window_days: int = 15
    looks_a_day: int = 2
    inform_within_days: int = 28
    callback_hours: int = 48
    callback_attempts: int = 2
    letter_days: int = 5
    earlier_months: int = 12
    wait_weeks: int = 13
    keep_years_checked: int = 10
    keep_years_stopped: int = 1
    keep_years_fined: int = 7
    access_days: int = 30
