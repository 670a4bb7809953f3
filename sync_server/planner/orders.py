"""The rows behind a proposal: who asked for what, and the rows in which the answer is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from field_app.rules.dossier.case_records import Case
from field_app.rules.facts import Change
from field_app.rules.records import Officer, Shift
from field_app.rules.roster_commands import ShiftRef
from field_app.rules.roster_records import Availability, Move, Progress, Roster, RosterStatus
from field_app.rules.row_facts import RowFacts
from field_app.rules.shift_changes import hours_of, row
from field_app.rules.strict_reading import LONGEST_LIST
from field_app.rules.vocabulary import Kind, ShiftStatus
from sync_server.intake import put_rows
from sync_server.planner.clock import Period
from sync_server.planner.letters import Answer, Assigned
from sync_server.planner.wanted import Fixed, Unfit, Wanted
from sync_server.store.server_store import ServerStore

#: Shifts from so long ago still count: the free Sundays of a year.
_YEAR = timedelta(weeks=53)
_UNDER_WAY = (RosterStatus.ASKED, RosterStatus.PROPOSING)


@dataclass(frozen=True, slots=True)
class Order:
    """A roster that somebody asked for and that is not made yet."""

    team_id: str
    roster_id: str
    seconds: int
    wanted: Wanted


def next_asked(store: ServerStore) -> tuple[str, str] | None:
    """Team and roster of the oldest that waits, or was under way when the server stopped."""
    waiting = [
        (each.made_at, each.id, team.id)
        for team in store.people.teams()
        for each in store.facts(team.id).records(Roster)
        if each.status in _UNDER_WAY
    ]
    _, roster_id, team_id = min(waiting, default=(None, "", ""))
    return (team_id, roster_id) if roster_id else None


def order_of(store: ServerStore, team_id: str, roster_id: str, now: datetime) -> Order:
    """What is asked, from the rows as they stand."""
    facts = store.facts(team_id)
    roster = facts.record(Roster, roster_id)
    if roster is None:
        raise LookupError(roster_id)
    return Order(team_id, roster_id, roster.seconds, wanted_by(roster, facts, now))


def wanted_by(roster: Roster, facts: RowFacts, now: datetime) -> Wanted:
    """What this roster must be, from the rows as they stand."""
    period, shifts = Period(roster.begins_on, roster.ends_on), list(facts.records(Shift))
    return Wanted(
        team=facts.team(),
        period=period,
        officers=tuple(sorted((each for each in facts.records(Officer) if each.may_drive), key=lambda each: each.id)),
        availability=tuple(each for each in facts.records(Availability) if not each.is_withdrawn),
        bound=tuple(each for each in shifts if each.binds and each.slots and each.ends_at > now - _YEAR),
        fixed=() if roster.repairs else tuple(_fixed(shifts, facts)),
        repairs=roster.repairs is not None,
        is_whole=roster.repairs is not None,
        now=now,
        roster_id=roster.repairs,
        unfit=tuple(_unfit(shifts, facts)),
    )


def _fixed(shifts: list[Shift], facts: RowFacts) -> Iterator[Fixed]:
    """What somebody pinned in a concept that is not published."""
    concepts = {each.id for each in facts.records(Roster) if each.status in (*_UNDER_WAY, RosterStatus.CONCEPT)}
    for each in shifts:
        if each.status is ShiftStatus.CONCEPT and each.is_pinned and each.officer_id and each.roster_id in concepts:
            yield Fixed(each.officer_id, each.slots[0].on, tuple(slot.moment for slot in each.slots))


def _unfit(shifts: list[Shift], facts: RowFacts) -> Iterator[Unfit]:
    conflicts = {each.id: each.conflicts for each in facts.records(Case)}
    for shift in shifts:
        for stop in shift.stops if shift.binds else ():
            yield from (Unfit(shift.id, officer) for officer in conflicts.get(stop.case_id, ()))


def is_stopped(store: ServerStore, order: Order) -> bool:
    """Whether somebody said that it is enough."""
    roster = store.facts(order.team_id).record(Roster, order.roster_id)
    return roster is None or roster.is_stopped


def keep_progress(store: ServerStore, order: Order, progress: Progress) -> int:
    """Show how it is getting on; answers where the feed went."""
    return _keep_roster(store, order, RosterStatus.PROPOSING, progress)


def _keep_roster(store: ServerStore, order: Order, status: RosterStatus, progress: Progress, moves: tuple[Move, ...] = ()) -> int:
    return _put(store, order.team_id, order.roster_id, status=status, progress=progress, moves=moves)


def _put(store: ServerStore, team_id: str, roster_id: str, **changed: Any) -> int:
    roster = store.facts(team_id).record(Roster, roster_id)
    if roster is None:
        raise LookupError(roster_id)
    return put_rows(store, team_id, [row(Kind.ROSTER, replace(roster, **changed))])


def keep_answer(store: ServerStore, order: Order, made: Answer, new_id: Callable[[], str]) -> int:
    """Write the concept in place of an earlier one of the same roster, or why there is none; answers where the feed went."""
    if not made.is_found:
        return _keep_roster(store, order, RosterStatus.FAILED, made.progress)
    facts = store.facts(order.team_id)
    changes = [*_gone(order, facts), *_lapsed(order, facts), *_concepts(order, made, facts, new_id)]
    moves = tuple(_moves(made, facts))
    if len(moves) > LONGEST_LIST:  # more than a row can hold: no repair but another roster
        return _keep_roster(store, order, RosterStatus.FAILED, made.progress)
    put_rows(store, order.team_id, changes)
    return _keep_roster(store, order, RosterStatus.CONCEPT, made.progress, moves)


def give_up(store: ServerStore, team_id: str, roster_id: str) -> int:
    """A roster that cannot be made holds up no other."""
    return _put(store, team_id, roster_id, status=RosterStatus.FAILED, progress=Progress())


def _lapsed(order: Order, facts: RowFacts) -> Iterator[Change]:
    """What was tried before for these days makes way; what was pinned in it stands in the new concept."""
    for each in facts.records(Roster):
        if each.id == order.roster_id or each.status not in (RosterStatus.CONCEPT, RosterStatus.FAILED):
            continue
        if each.begins_on <= order.wanted.period.ends_on and order.wanted.period.begins_on <= each.ends_on:
            yield row(Kind.ROSTER, replace(each, status=RosterStatus.LAPSED))
            for shift in facts.records(Shift):
                if shift.roster_id == each.id and shift.status is ShiftStatus.CONCEPT:
                    yield row(Kind.SHIFT, replace(shift, status=ShiftStatus.CANCELLED, version=shift.version + 1))


def _gone(order: Order, facts: RowFacts) -> Iterator[Change]:
    for each in _own(order, facts):
        if not each.is_pinned:
            yield row(Kind.SHIFT, replace(each, status=ShiftStatus.CANCELLED, version=each.version + 1))


def _own(order: Order, facts: RowFacts) -> list[Shift]:
    return [each for each in facts.records(Shift) if each.roster_id == order.roster_id and each.status is ShiftStatus.CONCEPT]


def _concepts(order: Order, made: Answer, facts: RowFacts, new_id: Callable[[], str]) -> Iterator[Change]:
    """New shifts, each on a place in its slots that no other car has."""
    pinned = {(each.officer_id, each.slots) for each in _own(order, facts) if each.is_pinned}
    stand = [each for each in facts.records(Shift) if each.binds or each.is_pinned]
    taken = {(slot, each.position) for each in stand for slot in each.slots}
    for each in made.shifts:
        if (each.officer_id, each.slots) in pinned:
            continue
        place = next(at for at in range(len(taken) + 1) if not any((slot, at) in taken for slot in each.slots))
        taken |= {(slot, place) for slot in each.slots}
        yield replace(row(Kind.SHIFT, _concept(order, each, facts, new_id(), place)), is_new=True)


def _concept(order: Order, made: Assigned, facts: RowFacts, shift_id: str, place: int) -> Shift:
    begins, ends = hours_of(made.slots, facts.hours())
    pins = [(each.officer_id, each.on) for each in order.wanted.fixed]
    return Shift(
        shift_id, made.officer_id, begins, ends, made.slots,
        status=ShiftStatus.CONCEPT, version=1, position=place, roster_id=order.roster_id,
        is_pinned=(made.officer_id, made.slots[0].on) in pins,
    )  # fmt: skip


def _moves(made: Answer, facts: RowFacts) -> Iterator[Move]:
    for each in made.owners:
        shift = facts.shift(each.shift_id)
        if shift and shift.officer_id != each.officer_id:
            yield Move(ShiftRef(shift.id, shift.version), each.officer_id)
