"""The demo's roster: five days on and three off in a turning round, with the plans' slots divided over the cars."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import time, timedelta

from field_app.rules.commands import NotDone
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.plan_records import Plan
from field_app.rules.records import Officer, Shift, Stop
from field_app.rules.roster_records import Roster, RosterStatus
from field_app.rules.vocabulary import Moment, ShiftStatus, Slot
from sync_server.demo import handover
from sync_server.demo.people import OFFICERS
from sync_server.demo.stage import Stage, begins, ends, in_order, wall_clock

EARLY, LATE, AFTERNOON, EVENING = Moment.EARLY_MORNING, Moment.LATE_MORNING, Moment.AFTERNOON, Moment.EVENING
#: One round of eight days; with eight officers each a day further, every moment has two cars, and nobody goes from late to early.
ROUND: tuple[tuple[Moment, ...], ...] = ((EARLY,), (EARLY, LATE), (LATE, AFTERNOON), (AFTERNOON, EVENING), (EVENING,), (), (), ())
CARS = (2, 1, 3, 1, 2)
#: Where in the round the two phones stand today, by the moment in play: the second works right after the first.
FIRST_PHONE = {EARLY: 0, LATE: 1, AFTERNOON: 2, EVENING: 4}
SECOND_PHONE = {EARLY: 2, LATE: 3, AFTERNOON: 4, EVENING: 0}
DAYS_AROUND = 14
#: More than 28 days before its first day (ATW 4:2).
PUBLISHED_BEFORE = DAYS_AROUND + 30
LOOKS_MADE = 100
#: Cases of which no look was missed, so that their pattern can be read.
WITHOUT_GAPS = ("Linde", "Esdoorn", "Beuk")


def shifts(stage: Stage, officers: tuple[Officer, ...], cases: tuple[Case, ...], plans: tuple[Plan, ...]) -> tuple[Shift, ...]:
    """Give the published roster around today; of what has ended, `LOOKS_MADE` stops were looked at and the others say why not."""
    days = range(-DAYS_AROUND, DAYS_AROUND + 1)
    rostered = [(number, day, _duty(stage, number, day)) for day in days for number in range(len(OFFICERS))]
    empty = [_shift(stage, officers, number, day, slots) for number, day, slots in rostered if slots]
    divided = _divided(stage, officers, empty, plans)
    planned = [replace(each, stops=tuple(sorted(divided[each.id], key=lambda stop: in_order(stop.slot)))) for each in empty]
    return _closed(stage, sorted(planned, key=lambda each: each.begins_at), {each.id: each.code_name for each in cases})


def _duty(stage: Stage, number: int, day: int) -> tuple[Slot, ...]:
    """Give the slots of an officer so many days from today; the first phone has only the moment in play today."""
    if number == 0 and day == 0:
        return (stage.focus,)
    return tuple(Slot(stage.day(day), each) for each in ROUND[_turn(stage, number, day)])


def _turn(stage: Stage, number: int, day: int) -> int:
    """Tell where in the round this officer stands so many days from today."""
    phones = (FIRST_PHONE[stage.focus.moment], SECOND_PHONE[stage.focus.moment])
    others = [each for each in range(len(ROUND)) if each not in phones]
    return ((*phones, *others)[number] + day) % len(ROUND)


def _shift(stage: Stage, officers: tuple[Officer, ...], number: int, day: int, slots: tuple[Slot, ...]) -> Shift:
    """Make a shift without stops; the first phone's of today waits for its officer, however late it is."""
    ends_at = ends(slots[-1])
    is_over = ends_at <= stage.now and (number, day) != (0, 0)
    return Shift(
        id=stage.id("shift", OFFICERS[number], slots[0].on.isoformat()),
        officer_id=officers[number].id,
        begins_at=begins(slots[0]),
        ends_at=ends_at,
        slots=slots,
        stops=(),
        status=ShiftStatus.ENDED if is_over else ShiftStatus.PUBLISHED,
        vehicle=f"auto {CARS[_turn(stage, number, day)]}",
        roster_id=stage.id("roster"),
        rostered_id=officers[number].id,
    )


def period(stage: Stage, planner: Officer) -> Roster:
    """Give the period that the roster was published for."""
    begins_on, ends_on = stage.day(-DAYS_AROUND), stage.day(DAYS_AROUND)
    published_at = wall_clock(stage.day(-PUBLISHED_BEFORE), time(10))
    made = Roster(stage.id("roster"), begins_on, ends_on, RosterStatus.PUBLISHED, planner.id, published_at)
    return replace(made, published_by=planner.id, published_at=published_at)


def _divided(stage: Stage, officers: tuple[Officer, ...], empty: list[Shift], plans: tuple[Plan, ...]) -> dict[str, list[Stop]]:
    """Give each planned look to one shift, by its id: in turn to those on duty, each day beginning with another.

    Only what was done and what the phones now show is fixed so; the rest the app divides by itself.
    """
    on_duty: dict[Slot, list[Shift]] = defaultdict(list)
    for shift in empty:
        for slot in shift.slots:
            on_duty[slot].append(shift)
    given: dict[str, list[Stop]] = defaultdict(list)
    asked: Counter[Slot] = Counter()
    for plan in plans:
        for slot in plan.slots:
            able = _able(stage, officers, on_duty[slot], plan, slot)
            if in_order(slot) <= in_order(stage.after):
                given[able[(asked[slot] + slot.on.toordinal()) % len(able)].id].append(Stop(plan.case_id, slot))
            asked[slot] += 1
    return given


def _able(stage: Stage, officers: tuple[Officer, ...], on_duty: list[Shift], plan: Plan, slot: Slot) -> list[Shift]:
    """Tell who may take this look: the phones take what they show each other, and a look of the past needs a shift that is over."""
    if slot == stage.focus:
        return [each for each in on_duty if each.officer_id == officers[0].id]
    if slot == stage.after and stage.focus in plan.slots:
        return [each for each in on_duty if each.officer_id == officers[1].id]
    if ends(slot) <= stage.now:
        return [each for each in on_duty if each.status is ShiftStatus.ENDED]
    return on_duty


def _closed(stage: Stage, planned: list[Shift], names: dict[str, str]) -> tuple[Shift, ...]:
    stops = [(shift, stop) for shift in planned if shift.status is ShiftStatus.ENDED for stop in shift.stops]
    missable = [(shift.id, stop) for shift, stop in stops if _may_be_missed(stage, shift, stop, names)]
    missed = stage.chance("missed").sample(missable, len(stops) - LOOKS_MADE)
    return tuple(
        _ended(stage, shift, [stop for shift_id, stop in missed if shift_id == shift.id], names)
        if shift.status is ShiftStatus.ENDED
        else shift
        for shift in planned
    )


def _may_be_missed(stage: Stage, shift: Shift, stop: Stop, names: dict[str, str]) -> bool:
    """Tell whether this stop may be missed: a shift says per case what was not done, so only a case that it held once."""
    held = sum(each.case_id == stop.case_id for each in shift.stops)
    return held == 1 and stop.slot.on < stage.today and names[stop.case_id] not in WITHOUT_GAPS


def _ended(stage: Stage, shift: Shift, missed: list[Stop], names: dict[str, str]) -> Shift:
    """Close the shift with its real begin and end, what was not done, and the note for the next colleague."""
    chance = stage.chance("end", shift.id)
    not_done = tuple(NotDone(each.case_id, chance.choice(handover.REASONS)) for each in missed)
    return replace(
        shift,
        started_at=shift.begins_at + timedelta(minutes=chance.randint(0, 6)),
        ended_at=shift.ends_at - timedelta(minutes=chance.randint(0, 5)),
        not_done=not_done,
        handover_note=handover.note(chance, shift, not_done, names),
    )
