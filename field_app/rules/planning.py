"""The planner's rules: give, add and cancel shifts, ask for a proposal, and publish; the rules of working time judge all of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from field_app.rules.facts import Change, Facts
from field_app.rules.fitness import obstacles, require_fit
from field_app.rules.observations import Act, Outcome
from field_app.rules.records import Shift
from field_app.rules.refusals import Code, Refused
from field_app.rules.roster_commands import (
    AddShift,
    AskProposal,
    AssignShift,
    CancelShift,
    PublishRoster,
    ShiftRef,
    StopProposal,
)
from field_app.rules.roster_records import ChangeKind, Move, Roster, RosterStatus
from field_app.rules.shift_changes import decided_at, handed, hours_of, in_order, not_begun, row, seen_shift
from field_app.rules.swaps import ended_offers
from field_app.rules.vocabulary import Kind, ShiftStatus
from field_app.rules.working_time import notice

_LONGEST_PERIOD_DAYS = 56


def assign(command: AssignShift, facts: Facts, act: Act) -> Outcome:
    """Give a shift to somebody, or open it. Old and new owner are both asked for "gezien"."""
    _require_planner(facts, act)
    return Outcome(_assigned(command.shift, command.officer_id, facts, act, why=command.why, pins=command.pins))


def _assigned(ref: ShiftRef, to: str | None, facts: Facts, act: Act, *, why: str, pins: bool) -> tuple[Change, ...]:
    shift = not_begun(seen_shift(ref, facts))
    if to is not None:
        officer = facts.officer(to)
        if officer is None or not officer.may_drive:
            raise Refused(Code.OFFICER_UNKNOWN, officer_id=to)
        require_fit(to, facts, (shift,))
    both = (shift.officer_id, to)
    moved = handed(shift, to, _kind(to), act, asks=both, why=why, is_pinned=pins and to is not None)
    return (row(Kind.SHIFT, moved), *ended_offers((moved,), facts, act))


def _kind(to: str | None) -> ChangeKind:
    """A shift that nobody has was opened: the same word as after a sick report, so that the word tells no colleague why."""
    return ChangeKind.ASSIGNED if to else ChangeKind.OPENED


def add(command: AddShift, facts: Facts, act: Act) -> Outcome:
    """Add a shift: as a concept to a concept roster, else to the published one."""
    _require_planner(facts, act)
    roster = _roster(command.roster_id, facts) if command.roster_id else None
    begins, ends = hours_of(command.slots, facts.hours())
    is_concept = roster is not None and roster.status is not RosterStatus.PUBLISHED
    status = ShiftStatus.CONCEPT if is_concept else ShiftStatus.PUBLISHED
    bare = Shift(
        act.command_id, None, begins, ends, in_order(command.slots), (), status,
        version=0, position=_free_position(command, facts), roster_id=command.roster_id, rostered_id=command.officer_id,
    )  # fmt: skip
    if command.officer_id:
        require_fit(command.officer_id, facts, (bare,))
    made = handed(bare, command.officer_id, ChangeKind.ADDED, act, asks=(command.officer_id,), why=command.why, is_pinned=True)
    return Outcome((row(Kind.SHIFT, made),))


def _free_position(command: AddShift, facts: Facts) -> int:
    wanted = set(command.slots)
    taken = {each.position for each in facts.records(Shift) if wanted & set(each.slots) and each.roster_id == command.roster_id}
    return next(each for each in range(len(taken) + 1) if each not in taken)


def cancel(command: CancelShift, facts: Facts, act: Act) -> Outcome:
    """Take a shift off the roster; it stays readable, with the reason."""
    _require_planner(facts, act)
    shift = not_begun(seen_shift(command.shift, facts))
    if shift.binds and not command.why.strip():
        raise Refused(Code.REASON_MISSING, field="why")
    gone = handed(shift, shift.officer_id, ChangeKind.CANCELLED, act, asks=(shift.officer_id,), why=command.why)
    return Outcome((row(Kind.SHIFT, replace(gone, status=ShiftStatus.CANCELLED)), *ended_offers((gone,), facts, act)))


def ask_proposal(command: AskProposal, facts: Facts, act: Act) -> Outcome:
    """Ask the server for a roster, or for a repair of a published one that changes as little as possible."""
    _require_planner(facts, act)
    if not 0 <= (command.ends_on - command.begins_on).days < _LONGEST_PERIOD_DAYS:
        raise Refused(Code.PERIOD_INVALID, most_days=_LONGEST_PERIOD_DAYS)
    if command.repairs is not None:
        _roster(command.repairs, facts)
    asked = Roster(
        act.command_id, command.begins_on, command.ends_on, RosterStatus.ASKED, act.officer_id, act.at,
        seconds=min(max(command.seconds, 1), 600), repairs=command.repairs,
    )  # fmt: skip
    return Outcome((row(Kind.ROSTER, asked),))


def stop_proposal(command: StopProposal, facts: Facts, act: Act) -> Outcome:
    """Enough: the best so far is kept."""
    _require_planner(facts, act)
    return Outcome((row(Kind.ROSTER, replace(_roster(command.roster_id, facts), is_stopped=True)),))


def publish(command: PublishRoster, facts: Facts, act: Act) -> Outcome:
    """Publish a concept: it binds from now on, every officer in it is asked for "gezien", and short notice needs a reason."""
    _require_planner(facts, act)
    roster = _roster(command.roster_id, facts)
    if roster.status is not RosterStatus.CONCEPT:
        raise Refused(Code.ROSTER_NOT_CONCEPT, roster_id=roster.id)
    concepts = [
        each for each in facts.records(Shift) if each.roster_id == roster.id and each.status is ShiftStatus.CONCEPT
    ]  # fmt: skip
    _require_lawful(concepts, roster.moves, facts)
    first = min((each.begins_at for each in concepts), default=None)
    if first and not command.why.strip():
        _require_notice(first, facts, act)
    moves = [change for each in roster.moves for change in _moved(each, facts, act, command.why)]
    shifts = [row(Kind.SHIFT, _published(each, act, command.why)) for each in concepts]
    done = replace(
        roster, status=RosterStatus.PUBLISHED, published_by=act.officer_id, published_at=decided_at(act), why=command.why or None
    )
    return Outcome((row(Kind.ROSTER, done), *shifts, *moves))


def _moved(move: Move, facts: Facts, act: Act, why: str) -> tuple[Change, ...]:
    """A move of a repair was judged as part of the whole; alone it may lean on another move."""
    shift = not_begun(seen_shift(move.shift, facts))
    moved = handed(shift, move.officer_id, _kind(move.officer_id), act, asks=(shift.officer_id, move.officer_id), why=why)
    return (row(Kind.SHIFT, moved), *ended_offers((moved,), facts, act))


def _published(shift: Shift, act: Act, why: str) -> Shift:
    bound = replace(shift, status=ShiftStatus.PUBLISHED, rostered_id=shift.officer_id)
    return handed(bound, shift.officer_id, ChangeKind.PUBLISHED, act, asks=(shift.officer_id,), why=why)


def _require_lawful(concepts: Iterable[Shift], moves: Iterable[Move], facts: Facts) -> None:
    """Judge all that would bind beside what binds already: for everybody what they gain and lose together."""
    bound = [replace(each, status=ShiftStatus.PUBLISHED) for each in concepts]
    moved = [(seen_shift(each.shift, facts), each.officer_id) for each in moves]
    gains = [*((each, each.officer_id) for each in bound), *moved]
    for officer_id in sorted({to for _, to in gains if to}):
        gained = [each for each, to in gains if to == officer_id]
        lost = [each for each, _ in moved if each.officer_id == officer_id]
        for obstacle in obstacles(officer_id, facts, gained, lost):
            raise Refused(Code.ROSTER_BREAKS_RULES, **{"rule": obstacle.code.value, **obstacle.details})


def _require_notice(first: datetime, facts: Facts, act: Act) -> None:
    """Short notice is possible with a reason only (ATW 4:2)."""
    breach = notice(decided_at(act), first, facts.team().working_time)
    if breach:
        raise Refused(Code.REASON_MISSING, field="why", rule=breach.rule.value, found=breach.found, needed=breach.needed)


def _roster(roster_id: str, facts: Facts) -> Roster:
    found = facts.record(Roster, roster_id)
    if found is None:
        raise Refused(Code.ROSTER_UNKNOWN, roster_id=roster_id)
    return found


def _require_planner(facts: Facts, act: Act) -> None:
    officer = facts.officer(act.officer_id)
    if officer is None or not officer.may_plan:
        raise Refused(Code.NOT_A_PLANNER, officer_id=act.officer_id)
