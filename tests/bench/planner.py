"""The figures of the planner: a month for eight officers, a repair after illness, and the public instances."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event

from field_app.rules.records import Shift
from field_app.rules.roster_commands import AvailabilityKind
from field_app.rules.working_time import breaches
from sync_server.planner.account import account_of, progress_of
from sync_server.planner.clock import Period
from sync_server.planner.proposal import Effort, Proposal
from sync_server.planner.proposing import propose
from sync_server.planner.solver import search
from sync_server.planner.wanted import Wanted

from .stage import say

sys.path.append(str(Path(__file__).parents[1]))

from server.public_instances import FOLDER, read  # the tests' own reader of a foreign format
from server.rostered import DECEMBER, MONTH, WISHES, faults, said  # the tests' own team

_SECONDS = 20
_ILL = said("cem", AvailabilityKind.AWAY, date(2026, 12, 15), date(2026, 12, 17))
_BEST_KNOWN = {"Instance1": 607, "Instance2": 828}


async def planner() -> None:
    """All figures of the planner."""
    month = _month()
    _repair(month)
    for name in _BEST_KNOWN if FOLDER.exists() else ():
        _instance(name)


def _timed(wanted: Wanted) -> tuple[Proposal, list[Proposal]]:
    on_the_way = list[Proposal]()
    found = propose(wanted, Effort(_SECONDS), Event(), on_the_way.append).proposal
    assert found is not None
    return found, on_the_way


def _first(found: list[Proposal], holds: Callable[[Proposal], bool]) -> float | None:
    return next((each.seconds for each in found if holds(each)), None)


def _month() -> Proposal:
    """28 days x 4 moments, one to two cars, leave and wishes of five."""
    best, found = _timed(MONTH)
    now = progress_of(MONTH, best, _SECONDS, is_running=False)
    say(
        "planner-month", first_seconds=found[0].seconds,
        minimum_seconds=_first(found, lambda each: progress_of(MONTH, each, 0, is_running=False).below_minimum == 0),
        target_seconds=_first(found, lambda each: progress_of(MONTH, each, 0, is_running=False).below_target == 0),
        near_best_seconds=_first(found, lambda each: each.cost <= best.cost * 1.05),
        cost=best.cost, bound=best.bound, below_minimum=now.below_minimum, below_target=now.below_target,
        wishes_broken=now.wishes_broken, breaches=len(breaches([each.duty for each in best.cells])),
        faults=len(list(faults(best.cells))), refused=best.refused,
    )  # fmt: skip
    return best


def _repair(month: Proposal) -> None:
    """An officer ill for three days; what came before them stays."""
    stand = tuple(Shift(f"s{at}", each.officer_id, each.begins_at, each.ends_at, each.slots) for at, each in enumerate(month.cells))
    rest = Period(date(2026, 12, 15), DECEMBER.ends_on)
    wanted = replace(MONTH, period=rest, availability=(*WISHES, _ILL), bound=stand, repairs=True)
    began = time.perf_counter()
    best, _ = _timed(wanted)
    lost = sum(
        len(each.slots) for each in month.cells if each.officer_id == "cem" and _ILL.begins_at <= each.begins_at < _ILL.ends_at
    )
    changed = account_of(wanted, best).cells_changed
    say("planner-repair", seconds=time.perf_counter() - began, cells_lost=lost, cells_changed=changed, is_proven=best.is_proven)


def _instance(name: str) -> None:
    """A public instance, until its best known cost is found or a minute is over."""
    stop, began = Event(), time.perf_counter()
    reached = list[float]()

    def hear(cost: int) -> None:
        if cost <= _BEST_KNOWN[name]:
            reached.append(time.perf_counter() - began)

    best = search(read(FOLDER / f"{name}.txt"), Effort(60), (stop,), lambda found: hear(found.cost)).best
    assert best is not None
    say(f"planner-{name.lower()}", cost=best.cost, bound=best.bound, best_known_seconds=reached[0] if reached else None)
