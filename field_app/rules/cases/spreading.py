"""Proposes the moments of a plan: the few that answer the question, spread evenly, and never a whole day long."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from itertools import cycle

from field_app.rules.shift_changes import in_order
from field_app.rules.vocabulary import Moment, Slot

#: All four moments of one day are a watch, not a look (duration, intensity and frequency: CRVB:2017:2807, RBZWB:2020:1047).
_NEVER_A_WHOLE_DAY = len(Moment) - 1
#: Once tells little; twice the same moment is the fewest that tells more.
TIMES_EACH = 2


def fewest(moments: Collection[Moment]) -> int:
    """How many looks these moments ask for at the least."""
    return TIMES_EACH * len(set(moments))


def spread(moments: Collection[Moment], first: date, last: date, count: int, most_a_day: int = 2) -> tuple[Slot, ...]:
    """So many slots of these moments from `first` to `last`, in order: as far apart as they go, the moments in turn.

    Fewer than `count` when the window has no room for them, with at most `most_a_day` on a day and never all four.
    """
    days, wanted = (last - first).days + 1, [each for each in Moment if each in moments]
    a_day = min(most_a_day, len(wanted), _NEVER_A_WHOLE_DAY)
    if days < 1 or a_day < 1 or count < 1:
        return ()
    total = min(count, days * a_day)
    turn, found = cycle(wanted), set[Slot]()
    for number in range(total):
        on = first + timedelta(days=_day(number, total, days))
        found.add(next(slot for each in turn if (slot := Slot(on, each)) not in found))
    return in_order(found)


def _day(number: int, total: int, days: int) -> int:
    """How many days into the window this look falls: the looks divide it in equal parts, each in the middle of its own."""
    return (2 * number + 1) * days // (2 * total)
