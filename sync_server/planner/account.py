"""The account of a proposal: cover by moment, hours and burdens by officer, broken wishes, and how much better it could be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from field_app.rules.records import Officer
from field_app.rules.roster_records import Progress
from field_app.rules.vocabulary import Moment, Slot
from field_app.rules.working_time import new_breaches
from sync_server.planner import scoring
from sync_server.planner.judge import Judge, breaches_of
from sync_server.planner.officers import EARLY_MORNINGS, EVENINGS, WEEKEND_DAYS, burdens_in, contract_minutes
from sync_server.planner.proposal import Proposal
from sync_server.planner.scoring import Score
from sync_server.planner.team_problem import TOGETHER, cell_of, kind_of
from sync_server.planner.wanted import Wanted


@dataclass(frozen=True, slots=True)
class MomentLine:
    """How one moment is staffed over the period: on how many days with the minimum, and with the target."""

    moment: Moment
    days: int
    at_minimum: int
    at_target: int


@dataclass(frozen=True, slots=True)
class OfficerLine:
    """What the roster asks of one officer, in the period; `carried` are the burdens of the time before, in the same order."""

    officer_id: str
    minutes: int
    contract_minutes: int
    evenings: int
    early_mornings: int
    weekend_days: int
    carried: tuple[int, int, int]
    wishes_broken: tuple[date, ...]
    cells_changed: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A slot below the minimum of cars, with why each officer who is free then cannot fill it: officer and rule."""

    slot: Slot
    cars: int
    why_not: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Account:
    """All that can be said of a proposal."""

    moments: tuple[MomentLine, ...]
    officers: tuple[OfficerLine, ...]
    gaps: tuple[Gap, ...]
    score: Score
    cost: int
    bound: int
    seconds: float
    refused: int
    cells_changed: int


def account_of(wanted: Wanted, made: Proposal, judge: Judge = new_breaches) -> Account:
    """The account of this proposal."""
    cars = cars_of(wanted, made)
    return Account(
        tuple(_moment(wanted, cars, each.moment) for each in wanted.team.hours),
        tuple(_officer(wanted, made, each) for each in wanted.officers),
        tuple(_gaps(wanted, made, cars, judge)),
        scoring.score(made.problem, made.assignment),
        made.cost, made.bound, made.seconds, made.refused,
        scoring.changed(made.problem, made.assignment) if wanted.repairs else 0,
    )  # fmt: skip


def cars_of(wanted: Wanted, made: Proposal) -> Counter[Slot]:
    """Cars in each slot, what stands and what is proposed."""
    stands = [slot for shift in wanted.given for slot in shift.slots]
    return Counter([*stands, *(slot for cell in made.cells for slot in cell.slots)])


def progress_of(wanted: Wanted, made: Proposal, seconds: int, *, is_running: bool) -> Progress:
    """The same in a few figures, for phones."""
    cars, team = cars_of(wanted, made), wanted.team
    slots = _slots(wanted)
    return Progress(
        seconds=seconds,
        is_running=is_running,
        cost=made.cost,
        bound=made.bound,
        below_minimum=sum(max(team.cars_minimum - cars[each], 0) for each in slots),
        below_target=sum(max(team.cars_target - cars[each], 0) for each in slots),
        wishes_broken=len(scoring.broken(made.problem, made.assignment)),
        cells_changed=scoring.changed(made.problem, made.assignment) if wanted.repairs else None,
    )


def _slots(wanted: Wanted) -> list[Slot]:
    return [Slot(wanted.period.on(day), each.moment) for day in range(wanted.period.days) for each in wanted.team.hours]


def _moment(wanted: Wanted, cars: Counter[Slot], moment: Moment) -> MomentLine:
    found = [cars[each] for each in _slots(wanted) if each.moment is moment]
    team = wanted.team
    return MomentLine(
        moment, len(found), sum(each >= team.cars_minimum for each in found), sum(each >= team.cars_target for each in found)
    )


def _officer(wanted: Wanted, made: Proposal, officer: Officer) -> OfficerLine:
    mine = [slot for cell in made.cells if cell.officer_id == officer.id for slot in cell.slots]
    stands = [slot for each in wanted.given if each.officer_id == officer.id for slot in each.slots if wanted.period.has(slot.on)]
    had = burdens_in([*mine, *stands])
    staff = next(each for each in made.problem.staff if each.id == officer.id)
    before = dict(staff.carried)
    one = {cell: kind for cell, kind in made.assignment.items() if cell[0] == officer.id}
    contract = contract_minutes(wanted, officer, made.problem.kinds)
    return OfficerLine(
        officer.id,
        scoring.minutes(made.problem, one)[officer.id] + _standing_minutes(wanted, officer),
        contract,
        had[EVENINGS], had[EARLY_MORNINGS], had[WEEKEND_DAYS],
        (before.get(EVENINGS, 0), before.get(EARLY_MORNINGS, 0), before.get(WEEKEND_DAYS, 0)),
        tuple(wanted.period.on(each.day) for each in scoring.broken(made.problem, made.assignment) if each.staff == officer.id),
        scoring.changed_of(made.problem, made.assignment, officer.id) if wanted.repairs else 0,
    )  # fmt: skip


def _standing_minutes(wanted: Wanted, officer: Officer) -> int:
    mine = [each for each in wanted.given if each.officer_id == officer.id and each.slots and wanted.period.has(each.slots[0].on)]
    return sum(int((each.ends_at - each.begins_at).total_seconds()) // 60 for each in mine)


def _gaps(wanted: Wanted, made: Proposal, cars: Counter[Slot], judge: Judge) -> Iterable[Gap]:
    for slot in _slots(wanted):
        if cars[slot] < wanted.team.cars_minimum:
            who = [(each.id, _why_not(wanted, made, slot, each, judge)) for each in wanted.officers]
            yield Gap(slot, cars[slot], tuple((officer, why) for officer, why in who if why))


def _why_not(wanted: Wanted, made: Proposal, slot: Slot, officer: Officer, judge: Judge) -> str:
    """The first reason why this officer cannot fill the slot beside all the rest; empty: it would leave another slot worse."""
    day = wanted.period.day(slot.on)
    staff = next(each for each in made.problem.staff if each.id == officer.id)
    mine = {Moment(each) for each in made.assignment.get((officer.id, day), "").split(TOGETHER) if each}
    kind = kind_of(wanted, {*mine, slot.moment})
    if kind not in {each.id for each in made.problem.kinds}:
        return "moments-a-day"
    if (day, kind) in staff.cannot:
        return "leave"
    others = [each for each in made.cells if each.officer_id == officer.id and each.slots[0].on != slot.on]
    broken = breaches_of(wanted, [*others, cell_of(wanted, officer.id, day, kind)], judge)
    return next((each.rule.value for each in broken if each.officer_id == officer.id), "")
