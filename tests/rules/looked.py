"""Looks in few words, the limits on both sides of each boundary, and a meter with something forgotten."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from types import ModuleType
from typing import Any

from field_app.rules.meter import Cause, Level, Looked, Measure, judging, measuring
from field_app.rules.vocabulary import AMSTERDAM
from rules.duties import MONDAY, moment

#: The nights in which the clock goes forward and back.
FORWARD, BACK = date(2026, 3, 29), date(2026, 10, 25)
Meter = Callable[..., Measure]


def look(day: int, clock: str = "06:00", minutes: int = 3, first: date = MONDAY, seconds: int = 0, **more: Any) -> Looked:
    """A look that begins on this day, counted from a Monday, when the clock in Amsterdam says this."""
    at = moment(day, clock, first)
    return Looked(at, at + timedelta(minutes=minutes, seconds=seconds), **more)


def each_day(days: Iterable[int], *clocks: str) -> list[Looked]:
    """The same moments on many days."""
    return [look(day, clock) for day in days for clock in clocks]


def on_the_wall(looked: Looked) -> Looked:
    """The same, both times as the clock in Amsterdam shows them: differences on the wall are not always real ones."""
    return Looked(looked.began_at.astimezone(AMSTERDAM), looked.ended_at.astimezone(AMSTERDAM))


def _many(count: int) -> list[Looked]:
    """So many on twelve days, at most three a day."""
    return [look(number % 12, ("06:00", "10:00", "14:00")[number // 12]) for number in range(count)]


_TWO_A_DAY = each_day(range(12), "06:00", "14:00")
_BUSY_THEN_QUIET = [*each_day([0, 1], "06:00", "14:00"), look(2), look(2, "10:00"), look(2, "14:00"), look(3), look(8)]
#: What was looked, the photos in the plan, and what must hold at the end: the level, and each cause with its level.
BOUNDARIES: dict[str, tuple[list[Looked], int, Level, dict[Cause, Level]]] = {
    "no look": ([], 0, Level.GREEN, {}),
    "20 looks": (_TWO_A_DAY[:20], 0, Level.GREEN, {}),
    "21 looks": (_TWO_A_DAY[:21], 0, Level.AMBER, {Cause.LOOKS: Level.AMBER}),
    "20 looks and one that could see nothing": (
        [*_TWO_A_DAY[:20], look(10, is_unable=True)], 0, Level.AMBER, {Cause.LOOKS: Level.AMBER},
    ),
    "20 looks and a second car at the same moment": (
        [*each_day(range(10), "06:00"), *each_day(range(10), "06:00"), look(10)], 0, Level.AMBER, {Cause.LOOKS: Level.AMBER},
    ),
    "30 looks": ([*each_day(range(15), "06:00", "14:00")], 0, Level.AMBER, {Cause.LOOKS: Level.AMBER}),
    "31 looks": (
        [*each_day(range(15), "06:00", "14:00"), look(14, "20:00")], 0, Level.RED,
        {Cause.LOOKS: Level.RED, Cause.AVERAGE: Level.AMBER, Cause.DAY: Level.AMBER},
    ),
    "2 a day on day 3": (each_day(range(3), "06:00", "14:00"), 0, Level.GREEN, {}),
    "7 in 3 days": (
        [*each_day(range(3), "06:00", "14:00"), look(2, "20:00")], 0, Level.AMBER,
        {Cause.AVERAGE: Level.AMBER, Cause.DAY: Level.AMBER},
    ),
    "8 in 3 days, not yet 3 a day": (
        [*each_day(range(2), "06:00", "10:00", "14:00"), look(2), look(2, "14:00")], 0, Level.AMBER,
        {Cause.AVERAGE: Level.AMBER, Cause.DAY: Level.AMBER},
    ),
    "3 a day on day 3": (
        each_day(range(3), "06:00", "10:00", "14:00"), 0, Level.RED, {Cause.AVERAGE: Level.RED, Cause.DAY: Level.AMBER},
    ),
    "4 a day on days 1 and 2 say nothing of the average": (
        each_day(range(2), "06:00", "10:00", "14:00", "19:00"), 0, Level.AMBER, {Cause.DAY: Level.AMBER},
    ),
    "days without a look count in the average": (
        [*each_day([0], "06:00", "14:00"), *each_day([2], "06:00", "14:00"), *each_day([3], "06:00", "14:00")], 0, Level.GREEN, {},
    ),
    "3 looks on one day": (each_day([0], "06:00", "10:00", "14:00"), 0, Level.AMBER, {Cause.DAY: Level.AMBER}),
    "3 looks on an earlier day": (
        [*each_day([0], "06:00", "10:00", "14:00"), look(4)], 0, Level.AMBER, {Cause.DAY: Level.AMBER},
    ),
    "8 looks on one day are no red": (
        [look(0, f"{hour:02}:00") for hour in range(6, 14)], 0, Level.AMBER, {Cause.DAY: Level.AMBER},
    ),
    "15 minutes": ([look(0, minutes=15)], 0, Level.GREEN, {}),
    "15 minutes and a second": ([look(0, minutes=15, seconds=1)], 0, Level.AMBER, {Cause.LENGTH: Level.AMBER}),
    "a second short of an hour": ([look(0, minutes=59, seconds=59)], 0, Level.AMBER, {Cause.LENGTH: Level.AMBER}),
    "an hour": ([look(0, minutes=60)], 0, Level.RED, {Cause.LENGTH: Level.RED}),
    "a long look, and a short one after it": ([look(0, minutes=60), look(1)], 0, Level.RED, {Cause.LENGTH: Level.RED}),
    "a look over an hour that the clock skips": (
        [on_the_wall(look(0, "01:55", 10, FORWARD))], 0, Level.GREEN, {},
    ),
    "a look through the hour that comes twice": (
        [on_the_wall(look(0, "01:50", 75, BACK))], 0, Level.RED, {Cause.LENGTH: Level.RED},
    ),
    "15 calendar days": ([look(0, "23:59"), look(14, "00:00")], 0, Level.GREEN, {}),
    "16 calendar days, in less than 15 x 24 hours": ([look(0, "23:59"), look(15, "00:00")], 0, Level.RED, {Cause.SPAN: Level.RED}),
    "followed once": ([look(0, followed=True)], 0, Level.AMBER, {Cause.FOLLOWING: Level.AMBER}),
    "followed twice": ([look(0, followed=True), look(1, followed=True)], 0, Level.RED, {Cause.FOLLOWING: Level.RED}),
    "a photo that no plan has": ([look(0, photos=1)], 0, Level.RED, {Cause.PHOTOS: Level.RED}),
    "as many photos as the plan has": ([look(0, photos=2), look(1, photos=1)], 3, Level.GREEN, {}),
    "a photo more than the plan has": ([look(0, photos=3), look(1, photos=1)], 3, Level.RED, {Cause.PHOTOS: Level.RED}),
    "an average that became less stays": (_BUSY_THEN_QUIET, 0, Level.AMBER, {Cause.DAY: Level.AMBER}),
    "red stays red": (
        [*each_day(range(3), "06:00", "10:00", "14:00"), look(9)], 0, Level.RED, {Cause.DAY: Level.AMBER},
    ),
    "looks just after midnight in Amsterdam are of that day": (
        [look(0, "06:00"), look(0, "14:00"), look(1, "00:30", first=MONDAY)], 0, Level.GREEN, {},
    ),
}  # fmt: skip


def wrongs(meter: Meter) -> list[str]:
    """Which of the boundaries this meter gets wrong, also when the looks come in another order."""
    found = []
    for name, (looks, photos, level, causes) in BOUNDARIES.items():
        for order in (looks, looks[::-1]):
            said = meter(order, photos_approved=photos)
            if (said.level, dict(said.causes), said.looks) != (level, causes, len(looks)):
                found.append(name)
    return found


#: What is written in the meter, and the slip that is planted in its place.
FAULTS = (
    ("found > red_above", "found >= red_above"),
    ("if found > green else", "if found >= green else"),
    ("looks * 100 >= red * days", "looks * 100 > red * days"),
    ("looks * 100 > green * days", "looks * 100 >= green * days"),
    ("days < limits.average_from_day", "days < 1"),
    ("days < limits.average_from_day", "days <= limits.average_from_day"),
    ("count.longest >= limits", "count.longest > limits"),
    ("count.longest > limits", "count.longest >= limits"),
    ("count.followings >= limits", "count.followings > limits"),
    ("count.busiest, limits.day_looks_green)", "count.busiest, limits.day_looks_green, 5)"),
    ("limits.span_days_green, limits.span_days_green)", "limits.span_days_green)"),
    ("count.photos_approved, count.photos_approved)", "0, 0)"),
    ("self.looks += 1", "self.looks += not look.is_unable"),
    ("self.followings += look.followed", "self.followings |= look.followed"),
    ("self.photos += look.photos", "self.photos = look.photos"),
    ("next(iter(self.by_day))).days + 1", "next(iter(self.by_day))).days"),
    ("count.looks, count.span_days\n", "count.looks, len(count.by_day)\n"),
    ("max(self.busiest, today)", "today"),
    ("max(self.longest, lasted)", "lasted"),
    ("sorted(looks, key=lambda each: each.began_at.astimezone(UTC))", "list(looks)"),
    ("    line = sorted(looks,", "    looks = {each.began_at: each for each in looks}.values()\n    line = sorted(looks,"),
    ("count.add(look, wall.date(), lasted)", "count.add(look, look.began_at.astimezone(UTC).date(), lasted)"),
    ("look.ended_at.astimezone(UTC) - look.began_at.astimezone(UTC)", "look.ended_at - look.began_at"),
    ("if Level.RED not in reached:", "if True:"),
    ("if found and Level.AMBER not in reached:", "if found:"),
    ("if reds:", "if found:"),
    ("level=max(reached, key=list(Level).index, default=Level.GREEN)",
     "level=max((each.level for each in now), key=list(Level).index, default=Level.GREEN)"),
)  # fmt: skip


def with_fault(right: str, wrong: str) -> Meter:
    """The meter with one thing in it changed."""
    sources = {each: inspect.getsource(each) for each in (judging, measuring)}
    assert sum(source.count(right) for source in sources.values()) == 1, f"what should be changed stands there once: {right}"
    changed = {each: _run(each, source.replace(right, wrong)) for each, source in sources.items()}
    spoilt = changed[measuring]
    spoilt.update({name: changed[judging][name] for name in ("Count", "hundredths", "reasons")})
    return spoilt["measure"]  # type: ignore[no-any-return]  # as the rules' own


def _run(module: ModuleType, source: str) -> dict[str, Any]:
    names: dict[str, Any] = {"__name__": module.__name__}
    exec(compile(source, f"<planted in {module.__name__}>", "exec"), names)  # noqa: S102  # our own source, one word changed
    return names
