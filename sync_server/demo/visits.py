"""Which of the demo's stops were driven to, and what each of them gave: three told stories and a mix of the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from field_app.rules.dossier.case_records import Case
from field_app.rules.records import Shift, Stop
from field_app.rules.vocabulary import Result, ShiftStatus
from sync_server.demo.cases import SKETCHES, Sketch
from sync_server.demo.stage import Stage, in_order

#: How often, of all looks together, something was seen, nothing was, and looking failed.
MIX = {Result.SEEN: 45, Result.NOTHING_SEEN: 45, Result.UNABLE: 10}
LETTERS = {"S": Result.SEEN, "N": Result.NOTHING_SEEN, "U": Result.UNABLE}
#: The results, in order, of the cases that tell a story; by code name, for the first and the second moment.
STORIES = {"Linde": ("SSSSSS", "SNNS"), "Esdoorn": ("NNNNUNNSN", "NNNSNN"), "Beuk": ("SSSNSSSS", "SNSNSN")}


@dataclass(frozen=True, slots=True)
class Visit:
    """One stop that was driven to; `turn` counts the officer's stops of the slot from 0."""

    shift: Shift
    stop: Stop
    turn: int
    case: Case
    sketch: Sketch

    @property
    def rank(self) -> int:
        """0 in the first moment of the case, 1 in the second."""
        return self.sketch.moments.index(self.stop.slot.moment)


@dataclass(frozen=True, slots=True)
class Told:
    """A visit, what it gave, and how often the same case gave the same in the same moment before."""

    visit: Visit
    result: Result
    before: int


def told(stage: Stage, cases: tuple[Case, ...], shifts: tuple[Shift, ...]) -> list[Told]:
    """Give every visit with its result, in the order of the slots."""
    sketches = {case.id: (case, sketch) for case, sketch in zip(cases, SKETCHES, strict=True)}
    visits = [each for shift in shifts if shift.status is ShiftStatus.ENDED for each in _visits(shift, sketches)]
    visits.sort(key=lambda each: (in_order(each.stop.slot), each.sketch.code_name))
    results = _results(stage, visits)
    counted = _counted((each.case.id, each.rank, result) for each, result in zip(visits, results, strict=True))
    return [Told(*each) for each in zip(visits, results, counted, strict=True)]


def _visits(shift: Shift, sketches: dict[str, tuple[Case, Sketch]]) -> Iterator[Visit]:
    missed = {each.case_id for each in shift.not_done}
    for _, stops in groupby(shift.stops, key=lambda each: each.slot):
        for turn, stop in enumerate(stops):
            if stop.case_id not in missed:
                yield Visit(shift, stop, turn, *sketches[stop.case_id])


def _results(stage: Stage, visits: list[Visit]) -> list[Result]:
    """Tell the stories; what they leave of the mix goes to the other cases in any order."""
    counted = _counted((each.case.id, each.rank) for each in visits)
    stories = [_story(visit, before) for visit, before in zip(visits, counted, strict=True)]
    rest = [result for result, wanted in MIX.items() for _ in range(wanted - stories.count(result))]
    stage.chance("mix").shuffle(rest)
    return [each or rest.pop() for each in stories]


def _story(visit: Visit, before: int) -> Result | None:
    lines = STORIES.get(visit.sketch.code_name)
    return LETTERS[lines[visit.rank][before % len(lines[visit.rank])]] if lines else None


def _counted(keys: Iterator[tuple[object, ...]]) -> Iterator[int]:
    """Count, for each key, how often it came before."""
    seen: Counter[tuple[object, ...]] = Counter()
    for key in keys:
        yield seen[key]
        seen[key] += 1
