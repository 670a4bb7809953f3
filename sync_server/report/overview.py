"""How much was looked at a case, in the figures that courts list (CRVB:2023:1909), all of them by the meter's own rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from field_app.rules.facts import minutes_of
from field_app.rules.meter import text_nl as meter_nl
from field_app.rules.meter.measuring import measure
from field_app.rules.meter.records import Looked
from field_app.rules.vocabulary import Kind, Result, local, slot_of
from sync_server.access import text_nl as paper_nl
from sync_server.report import blocks, text_nl
from sync_server.report.case_file import CaseFile

Json = dict[str, Any]
_SHARES = (4, 9, 4, 4, 5, 9, 10, 12)


def overview(file: CaseFile, refs: dict[str, str]) -> list[Json]:
    """The figures, when amber and red were reached, and each look with its minutes."""
    found = [blocks.paragraph(text_nl.OVERVIEW_NOTE), blocks.pairs(_figures(file, refs))]
    found += [blocks.paragraph(meter_nl.reached(each)) for each in (file.measure.amber, file.measure.red) if each]
    if file.all_measure.looks != file.measure.looks:
        found.append(blocks.paragraph(_others(file)))
    rows = [_row(file, each, refs) for each in file.looks]
    return [*found, blocks.table(text_nl.EACH_LOOK, rows, _SHARES)] if rows else found


def _figures(file: CaseFile, refs: dict[str, str]) -> Iterator[tuple[str, str]]:
    names, of = text_nl.FIGURES, file.measure
    if of.first_at and of.last_at:
        yield names["period"], f"{meter_nl.day(of.first_at)} tot en met {meter_nl.day(of.last_at)}"
    yield names["span"], str(of.span_days)
    yield names["days"], str(of.days)
    yield names["looks"], str(of.looks)
    yield names["busiest"], str(of.looks_on_busiest_day)
    yield names["average"], meter_nl.average(of.looks, of.span_days)
    yield names["minutes"], str(of.minutes)
    yield names["median"], str(of.minutes_median)
    yield names["longest"], str(of.minutes_longest)
    for each in of.by_moment:
        if each.looks or each.moment:
            yield names["moment"].format(name=meter_nl.MOMENTS[each.moment]), str(each.looks)
    yield from _by_place(file, refs)
    results = _results(file)
    yield names["seen"], str(results[Result.SEEN])
    yield names["nothing"], str(results[Result.NOTHING_SEEN])
    yield names["unable"], str(of.unable)
    yield names["photos"], str(of.photos)
    yield names["followings"], str(of.followings)
    yield text_nl.AIDS
    yield names["level"], meter_nl.LEVELS[of.level]


def _by_place(file: CaseFile, refs: dict[str, str]) -> Iterator[tuple[str, str]]:
    for place in dict.fromkeys(each.place for each in file.looks):
        here = measure((each for each in file.looks if each.place == place), file.team.limits, hours=file.team.hours)
        said = text_nl.AT_A_PLACE.format(looks=here.looks, minutes=here.minutes, longest=here.minutes_longest)
        yield text_nl.FIGURES["place"].format(name=refs.get(place, place)), said


def _results(file: CaseFile) -> Counter[Result]:
    """What the looks gave, by the newest version of each."""
    newest = {each.id: each for each in file.observations if not each.corrected_by}
    return Counter(each.look.result for each in newest.values())


def _others(file: CaseFile) -> str:
    of = file.all_measure
    return text_nl.OTHERS.format(looks=of.looks, days=of.days, minutes=of.minutes)


def _row(file: CaseFile, each: Looked, refs: dict[str, str]) -> list[str]:
    began, ended = local(each.began_at), local(each.ended_at)
    slot = slot_of(began, file.team.hours)
    moment = meter_nl.MOMENTS[slot.moment] if slot else text_nl.OUTSIDE
    minutes = str(minutes_of(each.ended_at - each.began_at))
    ref, place = refs.get(each.id or "", ""), refs.get(each.place, each.place)
    return [ref, paper_nl.day(began.date()), f"{began:%H.%M}", f"{ended:%H.%M}", minutes, moment, place, _outcome(file, each)]


def _outcome(file: CaseFile, each: Looked) -> str:
    if each.followed:
        return text_nl.FOLLOWED
    seen = next((one for one in file.observations if one.id == each.id), None)
    if seen is None:
        return text_nl.BY_HAND if any(one["id"] == each.id for one in file.held.rows.get(Kind.LETTER, ())) else ""
    return text_nl.chosen(seen.look.result)
