"""The demo's approved plans: the few slots that answer each question, and those around the moment in play."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.plan_records import Budget, Plan
from field_app.rules.records import Officer
from field_app.rules.vocabulary import Slot
from sync_server.demo.cases import SKETCHES, Sketch
from sync_server.demo.stage import Stage, in_order, wall_clock

MINUTES_PER_LOOK = 10
#: So many cases at most wait for the first phone in the moment in play.
MOST_STOPS = 4


def plans(stage: Stage, cases: tuple[Case, ...], approver: Officer) -> tuple[Plan, ...]:
    """Give one approved plan for each case."""
    focused = _focused(stage)
    return tuple(
        _plan(stage, sketch, case, approver, is_focused=sketch in focused) for sketch, case in zip(SKETCHES, cases, strict=True)
    )


def _plan(stage: Stage, sketch: Sketch, case: Case, approver: Officer, *, is_focused: bool) -> Plan:
    slots = {*_before(stage, sketch), *_around_now(stage, sketch, is_focused=is_focused), *_ahead(stage, sketch)}
    return Plan(
        id=stage.id("plan", sketch.code_name),
        case_id=case.id,
        question=sketch.question,
        starts_on=stage.day(1 - sketch.day),
        ends_on=stage.day(sketch.days - sketch.day),
        slots=tuple(sorted(slots, key=in_order)),
        budget=Budget(sketch.budget, sketch.budget * MINUTES_PER_LOOK),
        place_id=case.places[0].id,
        approved_by=approver.id,
        approved_at=wall_clock(stage.day(-sketch.day), time(15, 20)),
        counter_hypothesis=sketch.counter_hypothesis,
        photos=sketch.photos,
        photos_reason=sketch.photos_reason,
    )


def _focused(stage: Stage) -> list[Sketch]:
    """Choose the cases of the moment in play: first those that are also looked at in the next, then others up to the limit."""
    fitting = [each for each in SKETCHES if stage.focus.moment in each.moments and not each.is_due]
    return sorted(fitting, key=lambda each: not _is_shared(stage, each))[:MOST_STOPS]


def _is_shared(stage: Stage, sketch: Sketch) -> bool:
    return {stage.focus.moment, stage.after.moment} == set(sketch.moments)


def _around_now(stage: Stage, sketch: Sketch, *, is_focused: bool) -> Iterator[Slot]:
    if sketch.is_due:
        return
    if is_focused:
        yield stage.focus
        if _is_shared(stage, sketch):
            yield stage.after
    else:
        yield Slot(stage.today, next(each for each in sketch.moments if each is not stage.focus.moment))


def _before(stage: Stage, sketch: Sketch) -> Iterator[Slot]:
    """Spread both moments over the days before today, the second from the other end."""
    days, (first, second) = sketch.day - 1, sketch.past
    for at in _spread(first, days):
        yield Slot(stage.day(at - days), sketch.moments[0])
    for at in _spread(second, days):
        yield Slot(stage.day(-1 - at), sketch.moments[1])


def _ahead(stage: Stage, sketch: Sketch) -> Iterator[Slot]:
    for turn, at in enumerate(_spread(sketch.ahead, sketch.days - sketch.day)):
        yield Slot(stage.day(1 + at), sketch.moments[turn % 2])


def _spread(count: int, over: int) -> list[int]:
    """Give `count` different numbers below `over`, evenly apart."""
    return [each * over // count for each in range(count)]
