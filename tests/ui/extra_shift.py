"""One more shift in the demo's roster that everybody named may have, whatever the hour at which the test runs."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from field_app.rules.facts import Facts
from field_app.rules.fitness import obstacles
from field_app.rules.records import Officer, Shift
from field_app.rules.shift_changes import hours_of, row
from field_app.rules.vocabulary import Kind, Moment, Slot
from sync_server import intake
from sync_server.admin.told import changing

_DAYS_AHEAD = range(3, 28)


def add_shift(folder: Path, giver: str, *takers: str) -> str:
    """Give this officer a shift some days ahead that each of the others may take over; answers its id."""
    with changing(folder) as store:
        team = store.people.teams()[0]
        facts = store.facts(team.id)
        ids = {each.name: each.id for each in facts.records(Officer)}
        shift = next(
            each for each in _free(facts, ids[giver]) if not any(_hurts(facts, ids[who], each) for who in (giver, *takers))
        )
        intake.put_rows(store, team.id, [row(Kind.SHIFT, shift)])
        return shift.id


def _hurts(facts: Facts, officer_id: str, shift: Shift) -> bool:
    return any(True for _ in obstacles(officer_id, facts, (shift,)))


def _free(facts: Facts, officer_id: str) -> list[Shift]:
    """A shift for each moment of the days ahead."""
    today = min(each.begins_at for each in facts.records(Shift) if each.status == "PUBLISHED").date()
    slots = [Slot(_later(today, days), moment) for days in _DAYS_AHEAD for moment in Moment]
    return [_shift(slot, officer_id, facts) for slot in slots]


def _later(on: date, days: int) -> date:
    return on + timedelta(days=days)


def _shift(slot: Slot, officer_id: str, facts: Facts) -> Shift:
    begins, ends = hours_of((slot,), facts.hours())
    return Shift("extra-shift", officer_id, begins, ends, (slot,), position=9, rostered_id=officer_id)
