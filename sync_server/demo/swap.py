"""The demo's request to swap: a colleague asks the first phone for a lawful swap, so that there is something to answer."""

from __future__ import annotations

from datetime import datetime, timedelta

from field_app.rules.facts import Facts
from field_app.rules.fitness import obstacles
from field_app.rules.records import Shift
from field_app.rules.roster_commands import OfferSwap, ShiftRef
from field_app.rules.swaps import USUAL_END
from field_app.rules.vocabulary import ShiftStatus
from sync_server.demo.team import DemoTeam

#: Which officer asks, and which is asked.
ASKING, ASKED = 2, 0
_NOT_BEFORE = timedelta(days=2)


def swap_request(facts: Facts, team: DemoTeam, now: datetime) -> OfferSwap | None:
    """Find the first swap of a coming shift that is lawful for both; None when there is none."""
    theirs, ours = (_coming(team, team.officers[each].id, now) for each in (ASKING, ASKED))
    for gives in theirs:
        for asked in ours:
            if not _hurts(facts, gives, asked):
                return OfferSwap(_ref(gives), gives.begins_at - USUAL_END, asked.officer_id, (_ref(asked),))
    return None


def _coming(team: DemoTeam, officer_id: str, now: datetime) -> list[Shift]:
    mine = (each for each in team.shifts if each.officer_id == officer_id and each.status is ShiftStatus.PUBLISHED)
    return [each for each in mine if each.begins_at > now + _NOT_BEFORE]


def _hurts(facts: Facts, gives: Shift, asked: Shift) -> bool:
    pairs = ((asked.officer_id, gives, asked), (gives.officer_id, asked, gives))
    return any(True for officer, gains, loses in pairs if officer for _ in obstacles(officer, facts, (gains,), (loses,)))


def _ref(shift: Shift) -> ShiftRef:
    return ShiftRef(shift.id, shift.version)
