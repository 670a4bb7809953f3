"""How long what is left of a closed case is kept: by its class of the retention schedule, and by what came of it."""

from __future__ import annotations

from datetime import date, timedelta

from field_app.rules.dossier.terms import CaseTerms
from field_app.rules.dossier.words import DecisionKind, Retention

#: Nothing follows from these: the looks go once the resident has had time to ask or complain (practice, AVG 5 lid 1 e).
WITHOUT_FOLLOW_UP = frozenset({DecisionKind.NO_IRREGULARITY, DecisionKind.STOP_INSUFFICIENT})


def terms_of(retention: Retention, kind: DecisionKind, informed_on: date, closed_on: date, terms: CaseTerms) -> tuple[date, date]:
    """From which day the content may be destroyed, and until which day the neutral record is kept (selectielijst 12.1.1, 12.3).

    The record never goes before the content, whatever terms a team has set.
    """
    years = {
        Retention.CHECKED: terms.keep_years_checked,
        Retention.STOPPED: terms.keep_years_stopped,
        Retention.FINED: terms.keep_years_fined,
    }
    keep_until = years_later(closed_on, years[retention])
    if kind in WITHOUT_FOLLOW_UP:
        destroy_from = max(informed_on, closed_on) + timedelta(weeks=terms.wait_weeks)
        return destroy_from, max(destroy_from, keep_until)
    return keep_until, keep_until


def years_later(on: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 1 March."""
    try:
        return on.replace(year=on.year + years)
    except ValueError:
        return date(on.year + years, 3, 1)
