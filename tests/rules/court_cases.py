"""Files that courts judged, rebuilt as looks for the meter, and the full rota of the working method.

The figures are those of the rulings; dates, the order within a file, and all that a ruling does not say are ours, spread by a fixed
rule. Where a ruling leaves room ("several", "mostly"), the choice is the mildest for the meter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate, pairwise

from field_app.rules.meter import Looked
from field_app.rules.vocabulary import AMSTERDAM

#: Courts weigh it when moments vary; at each next look the next moment of the day.
_CLOCKS = (time(6, 10), time(10, 20), time(14, 30), time(19, 40))


@dataclass(frozen=True, slots=True)
class CourtCase:
    """One file: its name and source, what was looked, and what became of it."""

    name: str
    source: str
    looks: tuple[Looked, ...]
    outcome: str


def on_days(first: date, days: list[int], looks_a_day: list[int]) -> list[Looked]:
    """So many looks on each of these days, counted from the first; each of three minutes."""
    found = list[Looked]()
    for day, many in zip(days, looks_a_day, strict=True):
        for _ in range(many):
            clock = _CLOCKS[len(found) % len(_CLOCKS)]
            found.append(lasting(datetime.combine(first + timedelta(days=day), clock, AMSTERDAM).astimezone(UTC), 3))
    return numbered(sorted(found, key=lambda each: each.began_at))


def lasting(at: datetime, minutes: int) -> Looked:
    return Looked(at, at + timedelta(minutes=minutes))


def numbered(looks: list[Looked]) -> list[Looked]:
    return [replace(each, id=str(number)) for number, each in enumerate(looks, 1)]


def evenly(part: int, whole: int) -> Iterator[bool]:
    """So many times yes among so many, spread evenly, beginning with no."""
    totals = [at * part // whole for at in range(whole + 1)]
    return (after > before for before, after in pairwise(totals))


def longer(looks: list[Looked], minutes: dict[int, int]) -> list[Looked]:
    """The same, where these (the first is 1) last so many minutes."""
    found = enumerate(looks, 1)
    return [replace(each, ended_at=each.began_at + timedelta(minutes=minutes.get(at, 3))) for at, each in found]


def with_photos(looks: list[Looked], many: int) -> list[Looked]:
    """One photo a look, spread evenly over them."""
    return [replace(each, photos=int(taken)) for each, taken in zip(looks, evenly(many, len(looks)), strict=True)]


def followed(looks: list[Looked], *numbers: int) -> list[Looked]:
    """The same, where these were followings."""
    return [replace(each, followed=at in numbers) for at, each in enumerate(looks, 1)]


def _crvb_2023_1909() -> list[Looked]:
    """81 looks on 43 days in 4 months and 1 week, mostly 2 to 5 minutes, 7 longer and at most 88, 25 photos, followed twice."""
    days = list(range(0, 127, 3))  # 1 February to 7 June: every third day
    looks = on_days(date(2021, 2, 1), days, [1 + each for each in evenly(38, 43)])
    usual = {at: 2 + at % 4 for at in range(1, 82)}
    looks = longer(looks, usual | {11: 20, 22: 25, 33: 30, 44: 35, 55: 45, 66: 55, 77: 88})
    return followed(with_photos(looks, 25), 27, 54)


def _crvb_2017_2807() -> list[Looked]:
    """97 looks on 60 days in about 5 months, several on a day or hours on end: two short ones, or one of two hours."""
    doubles = [not each for each in evenly(23, 60)]
    days = [at * 5 // 2 for at in range(60)]
    numbers = accumulate([1 + each for each in doubles])
    hours_on_end = {number: 120 for number, is_double in zip(numbers, doubles, strict=True) if not is_double}
    return longer(on_days(date(2014, 1, 6), days, [1 + each for each in doubles]), hours_on_end)


def _rbzwb_2023_813() -> list[Looked]:
    """208 short looks in 5 months from the public road, at different times, followed once briefly, about 60 photos."""
    looks = on_days(date(2021, 1, 1), list(range(151)), [1 + each for each in evenly(57, 151)])
    return followed(with_photos(looks, 60), 104)


def _heerhugowaard() -> list[Looked]:
    """143 looks in 45 days, several a day."""
    return on_days(date(2018, 9, 3), list(range(45)), [3 + each for each in evenly(8, 45)])


def _full_rota() -> list[Looked]:
    """Every moment of every day: four a day for fifteen days."""
    return on_days(date(2026, 11, 2), list(range(15)), [4] * 15)


COURT_CASES = (
    CourtCase(
        "CRVB:2023:1909",
        "ECLI:NL:CRVB:2023:1909, 4.3 to 4.4.1",
        tuple(_crvb_2023_1909()),
        "outcome not in the excerpt that was read",
    ),
    CourtCase("CRVB:2017:2807", "ECLI:NL:CRVB:2017:2807, headnote", tuple(_crvb_2017_2807()), "systematic, no legal basis: out"),
    CourtCase(
        "RBZWB:2023:813", "ECLI:NL:RBZWB:2023:813, as summarised by handhavingsrecht.nl", tuple(_rbzwb_2023_813()), "allowed"
    ),
    CourtCase("Heerhugowaard", "Platform Investico, Een kijkje in de wasmand", tuple(_heerhugowaard()), "out of all proportion"),
    CourtCase("full rota", "four moments a day for fifteen days: the working method, filled", tuple(_full_rota()), "never judged"),
)
