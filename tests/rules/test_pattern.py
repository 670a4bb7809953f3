"""The pattern restates what was seen and nothing else: on how many observed days, between which times, for and against."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import LINDE_PLAN, TODAY, at, look

from field_app.rules.look import FactLine
from field_app.rules.pattern import grid, text_nl
from field_app.rules.pattern.reading import sight_of
from field_app.rules.pattern.records import CellState, Pattern, Sight
from field_app.rules.pattern.summarising import summary
from field_app.rules.records import Observation, Withdrawal
from field_app.rules.vocabulary import DEFAULT_HOURS, FactKind, Moment, Result, Slot
from sync_server.demo import sights as demo

Summary = Callable[[Iterable[Observation]], Pattern]
LEAVES = "Witte bestelbus rijdt weg van de oprit, betrokkene achter het stuur."
TAKEN_BACK = Withdrawal(at("07:00"), "Verkeerde zaak", "act-1")


def fact(text: str, clock: str = "06:13", on: date = TODAY, kind: FactKind = FactKind.VEHICLE) -> FactLine:
    return FactLine(at(clock, on), kind, text)


def seen(entry_id: str, clock: str, on: date = TODAY, *texts: str, is_exculpatory: bool = False, **changes: Any) -> Observation:
    """A look that began five minutes before this time and saw these vehicles then; without texts one that left."""
    began = at(clock, on) - timedelta(minutes=5)
    facts = tuple(fact(each, clock, on) for each in texts or (LEAVES,))
    made = look(
        began_at=began, ended_at=began + timedelta(minutes=9), result=Result.SEEN, facts=facts, slot=None,
        is_exculpatory=is_exculpatory,
    )  # fmt: skip
    return Observation(entry_id, "nadia", made, began + timedelta(minutes=10), **changes)


def without(entry_id: str, clock: str, on: date = TODAY, result: Result = Result.NOTHING_SEEN) -> Observation:
    """A look with nothing to tell."""
    made = seen(entry_id, clock, on)
    return replace(made, look=replace(made.look, facts=(), result=result))


def day(number: int) -> date:
    return TODAY - timedelta(days=number)


CLOCKS = ("05:52", "05:38", "06:05", "06:20", "05:44", "06:12")
WEEK = (*(seen(f"left-{number}", clock, day(number)) for number, clock in enumerate(CLOCKS)), without("quiet", "06:00", day(6)))


# ---- the sentence


def test_a_departure_on_six_of_seven_mornings_is_told_in_one_sentence(give: Summary = summary) -> None:
    (line,) = give(WEEK).supporting
    assert text_nl.sight(line) == "Voertuig vertrokken tussen 05:38 en 06:20 op 6 van 7 waargenomen ochtenden"
    assert sorted(line.entries) == sorted(f"left-{number}" for number in range(6))


def test_a_look_that_could_not_be_made_is_no_observed_morning(give: Summary = summary) -> None:
    (line,) = give((*WEEK, without("unable", "06:00", day(7), Result.UNABLE))).supporting
    assert (line.days, line.of) == (6, 7)


def test_two_looks_on_one_morning_are_one_day(give: Summary = summary) -> None:
    (line,) = give((*WEEK, seen("again", "06:30", day(0)))).supporting
    assert (line.days, line.of, line.latest) == (6, 7, time(6, 30))
    assert len(line.entries) == 7


def test_what_pleads_against_stands_apart_with_the_same_days(give: Summary = summary) -> None:
    stays = seen("stays", "06:10", day(8), "Witte bestelbus staat op de oprit, motor uit.", is_exculpatory=True)
    found = give((*WEEK, stays))
    assert [text_nl.sight(each) for each in found.opposing] == ["Voertuig aanwezig om 06:10 op 1 van 8 waargenomen ochtenden"]
    assert [(each.days, each.of) for each in found.supporting] == [(6, 8)]


def test_a_withdrawn_entry_does_not_count_and_the_line_says_so(give: Summary = summary) -> None:
    found = give((*WEEK, seen("gone", "05:10", day(9), withdrawn=TAKEN_BACK)))
    (line,) = found.supporting
    assert (line.days, line.of, line.earliest, line.withdrawn, found.withdrawn) == (6, 7, time(5, 38), 1, 1)
    assert text_nl.sight(line).endswith("waargenomen ochtenden; 1 ingetrokken regel telt niet mee")
    assert text_nl.withdrawn(found) == "1 ingetrokken regel telt niet mee."
    assert text_nl.withdrawn(give(WEEK)) == ""


def test_of_several_versions_only_the_newest_counts(give: Summary = summary) -> None:
    old = seen("old", "05:10", day(9), corrected_by="new")
    new = seen("new", "06:10", day(9), "Geen voertuig zichtbaar", corrects="old")
    found = give((*WEEK, old, new))
    assert [(each.sight, each.days, each.of) for each in found.supporting] == [
        (Sight.VEHICLE_LEFT, 6, 8),
        (Sight.VEHICLE_ABSENT, 1, 8),
    ]
    gone = give((*WEEK, replace(old, withdrawn=TAKEN_BACK), replace(new, withdrawn=TAKEN_BACK)))
    assert gone.withdrawn == 1, "two versions are one entry"


def test_moments_stay_apart_and_a_time_between_them_belongs_to_none(give: Summary = summary) -> None:
    found = give((*WEEK, seen("evening", "19:40"), seen("between", "17:40")))
    assert [(each.moment, each.days, each.of) for each in found.supporting] == [
        (Moment.EARLY_MORNING, 6, 7), (Moment.EVENING, 1, 1), (None, 1, 1),
    ]  # fmt: skip
    assert text_nl.sight(found.supporting[-1]) == (
        "Voertuig vertrokken om 17:40 op 1 van 1 waargenomen dag buiten de vaste momenten"
    )


def test_nothing_seen_and_could_not_look_are_told_for_each_moment(give: Summary = summary) -> None:
    evenings = [without(f"e{number}", "20:00", day(number)) for number in range(3)]
    found = give((*WEEK, *evenings, without("unable", "20:30", day(4), Result.UNABLE)))
    assert [text_nl.quiet(each) for each in found.quiet] == [
        "Vroege ochtend: 1 keer niets gezien",
        "Avond: 3 keer niets gezien",
        "Avond: 1 keer kon niet worden gekeken",
    ]


def test_times_are_those_of_the_clock_in_amsterdam(give: Summary = summary) -> None:
    made = seen("utc", "06:10")
    abroad = replace(made, look=replace(made.look, facts=(replace(fact(LEAVES), at=datetime.fromisoformat("2026-11-19T05:10Z")),)))
    assert give((abroad,)).supporting[0].earliest == time(6, 10)


def test_without_looks_there_is_nothing_to_say() -> None:
    assert summary(()) == Pattern((), (), ())


# ---- the words


@pytest.mark.parametrize(
    ("kind", "text", "sight"),
    [
        (FactKind.VEHICLE, "Geen voertuig zichtbaar", Sight.VEHICLE_ABSENT),
        (FactKind.VEHICLE, "Geen voertuig voor de deur of op de oprit.", Sight.VEHICLE_ABSENT),
        (FactKind.VEHICLE, "Blauwe auto van betrokkene staat niet in de straat.", Sight.VEHICLE_ABSENT),
        (FactKind.VEHICLE, "Oprit leeg, hek staat open.", Sight.VEHICLE_ABSENT),
        (FactKind.VEHICLE, "Voertuig aanwezig, bestuurder niet gezien", Sight.VEHICLE_THERE),
        (FactKind.VEHICLE, "Voertuig vertrekt, bestuurder niet herkend", Sight.VEHICLE_LEFT),
        (FactKind.VEHICLE, "Voertuig vertrekt niet", Sight.VEHICLE),
        (FactKind.VEHICLE, "Persoon in de auto niet gezien", Sight.VEHICLE),
        (FactKind.VEHICLE, "Bus rijdt langs op de weg", Sight.VEHICLE),
        (FactKind.VEHICLE, "Witte bestelbus rijdt de oprit op.", Sight.VEHICLE_CAME),
        (FactKind.LIGHT, "Geen licht zichtbaar aan de straatzijde.", Sight.LIGHT_OFF),
        (FactKind.LIGHT, "Licht zichtbaar aan de straatzijde.", Sight.LIGHT_ON),
        (FactKind.LIGHT, "Licht in de keuken is uit.", Sight.LIGHT_OFF),
        (FactKind.CURTAIN, "Gordijn open", Sight.CURTAIN_OPEN),
        (FactKind.PERSON, "Betrokkene niet gezien", Sight.PERSON_ABSENT),
        (FactKind.PERSON, "Man A komt de woning uit en sluit de voordeur met een sleutel.", Sight.PERSON_OUT),
        (FactKind.PERSON, "Man A zwaait bij de deur en rijdt weg.", Sight.PERSON_LEFT),
        (FactKind.ACTIVITY, "Verlaat de woning", Sight.PERSON_OUT),
        (FactKind.ACTIVITY, "Stapt in een voertuig", Sight.PERSON_BOARDED),
        (FactKind.WORK, "Draagt werkkleding", Sight.WORK),
    ],
)
def test_a_fact_is_counted_as_what_its_words_plainly_say(kind: FactKind, text: str, sight: Sight) -> None:
    assert sight_of(fact(text, kind=kind)) is sight


def test_what_is_not_there_is_never_told_as_seen() -> None:
    texts = [(kind, text) for pools in demo.SEEN.values() for pool in pools for each in pool for kind, text in each.facts]
    texts += [each for facts in demo.NOTHING for each in facts]
    there = {Sight.VEHICLE_THERE, Sight.VEHICLE_LEFT, Sight.VEHICLE_CAME, Sight.LIGHT_ON, Sight.PERSON_SEEN}
    denied = [(text, sight_of(fact(text, kind=kind))) for kind, text in texts if text.startswith(("Geen", "Niemand", "Niet"))]
    assert len(denied) >= 4
    assert [each for each in denied if each[1] in there] == []


def test_every_sight_and_moment_has_its_words() -> None:
    lines = summary(WEEK).supporting
    said = {text_nl.sight(replace(lines[0], sight=sight, moment=moment)) for sight in Sight for moment in (*Moment, None)}
    assert len(said) == len(Sight) * (len(Moment) + 1)
    assert not any(word in each for each in said for word in ("%", "waarschijnlijk", "kans", "score"))


# ---- counts add up

_HOUR = st.sampled_from(("05:30", "06:40", "10:15", "15:05", "17:30", "20:20"))
_TEXTS = st.lists(st.sampled_from((LEAVES, "Voertuig komt aan", "Geen voertuig zichtbaar", "Iets anders.")), min_size=1, max_size=3)


@st.composite
def looks(draw: st.DrawFn) -> list[Observation]:
    """Looks of two weeks: seen, nothing seen, unable, withdrawn, corrected."""
    made = []
    for number in range(draw(st.integers(0, 25))):
        clock, on = draw(_HOUR), day(draw(st.integers(0, 13)))
        result = draw(st.sampled_from(Result))
        each = seen(f"e{number}", clock, on, *draw(_TEXTS), is_exculpatory=draw(st.booleans()))
        if result is not Result.SEEN:
            each = without(f"e{number}", clock, on, result)
        fate = draw(st.sampled_from(("stands", "stands", "withdrawn", "corrected")))
        if fate == "withdrawn":
            each = replace(each, withdrawn=TAKEN_BACK)
        elif fate == "corrected":
            each = replace(each, corrected_by="later")
        made.append(each)
    return made


def adds_up(found: list[Observation], give: Summary) -> bool:
    """Whether each standing entry is behind lines of its own side, or one quiet line; and no line claims more than was observed."""
    told = give(found)
    standing = {each.id: each.look for each in found if not each.withdrawn and not each.corrected_by}
    sides = {
        side: {row_id for line in lines for row_id in line.entries}
        for side, lines in ((False, told.supporting), (True, told.opposing))
    }
    expected = {
        side: {row_id for row_id, each in standing.items() if each.result is Result.SEEN and each.is_exculpatory is side}
        for side in (False, True)
    }
    silent = sorted(row_id for line in told.quiet for row_id in line.entries)
    lines = (*told.supporting, *told.opposing)
    counted = all(0 < each.days <= each.of and each.days <= len(each.entries) and each.earliest <= each.latest for each in lines)
    numbered = all(each.looks == len(each.entries) for each in told.quiet)
    return (
        sides == expected and counted and numbered and set(told.entries()) == set(standing)
        and silent == sorted(row_id for row_id, each in standing.items() if each.result is not Result.SEEN)
        and told.withdrawn == sum(each.withdrawn is not None for each in found)
        and give(found[::-1]) == told
    )  # fmt: skip


@given(looks())
def test_counts_add_up(found: list[Observation]) -> None:
    assert adds_up(found, summary)


# ---- and faults are noticed


def _standing_again(found: Iterable[Observation]) -> Pattern:
    return summary([replace(each, withdrawn=None) for each in found])


def _every_version(found: Iterable[Observation]) -> Pattern:
    return summary([replace(each, corrected_by=None) for each in found])


def _unable_observed(found: Iterable[Observation]) -> Pattern:
    able = [
        replace(each, look=replace(each.look, result=Result.NOTHING_SEEN)) for each in found if each.look.result is not Result.SEEN
    ]
    return summary([*(each for each in found if each.look.result is Result.SEEN), *able])


def _one_sided(found: Iterable[Observation]) -> Pattern:
    return summary([replace(each, look=replace(each.look, is_exculpatory=False)) for each in found])


def _nothing_left_out(found: Iterable[Observation]) -> Pattern:
    return replace(summary(found), quiet=())


def _all_moments_one(found: Iterable[Observation]) -> Pattern:
    return summary([replace(each, look=replace(each.look, slot=Slot(TODAY, Moment.EARLY_MORNING))) for each in found])


@pytest.mark.parametrize(
    ("test", "fault"),
    [
        (test_a_withdrawn_entry_does_not_count_and_the_line_says_so, _standing_again),
        (test_of_several_versions_only_the_newest_counts, _every_version),
        (test_a_look_that_could_not_be_made_is_no_observed_morning, _unable_observed),
        (test_what_pleads_against_stands_apart_with_the_same_days, _one_sided),
        (test_nothing_seen_and_could_not_look_are_told_for_each_moment, _nothing_left_out),
        (test_moments_stay_apart_and_a_time_between_them_belongs_to_none, _all_moments_one),
    ],
)
def test_a_fault_is_noticed(test: Callable[[Summary], None], fault: Summary) -> None:
    test(summary)
    with pytest.raises(AssertionError):
        test(fault)


# ---- the grid


def test_the_grid_tells_apart_what_was_seen_missed_planned_and_never_planned() -> None:
    plan = replace(LINDE_PLAN, slots=(*LINDE_PLAN.slots, Slot(day(1), Moment.EVENING)))
    found = (without("dawn", "06:10"), seen("again", "06:40"), without("before", "05:30", day(2), Result.UNABLE))
    shown = grid.grid(plan, grid.results_by_slot(found, DEFAULT_HOURS), DEFAULT_HOURS, at("10:00"))
    cells = {(on, moment): states[index] for moment, states in shown.rows for index, on in enumerate(shown.days)}
    assert cells[TODAY, Moment.EARLY_MORNING] is CellState.SEEN, "the strongest of two looks"
    assert cells[day(2), Moment.EARLY_MORNING] is CellState.UNABLE
    assert cells[day(1), Moment.EVENING] is CellState.MISSED
    assert cells[TODAY, Moment.LATE_MORNING] is CellState.PLANNED
    assert cells[TODAY, Moment.EVENING] is CellState.NOT_PLANNED
    assert shown.days[shown.today or 0] == TODAY
    assert len(shown.days) == plan.days


def test_the_grid_and_the_lines_put_a_look_in_the_same_moment() -> None:
    early = seen("early", "09:03")
    early = replace(early, look=replace(early.look, slot=Slot(TODAY, Moment.EARLY_MORNING), began_at=at("09:01")))
    assert list(grid.results_by_slot((early,), DEFAULT_HOURS)) == [Slot(TODAY, Moment.EARLY_MORNING)]
    assert summary((early,)).supporting[0].moment is Moment.EARLY_MORNING
