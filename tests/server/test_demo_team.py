"""The made-up team keeps the rules of the work, whatever the hour or the day on which it is set up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import Any
from uuid import UUID

from field_app.rules import observations, rulebook, wire
from field_app.rules.commands import RecordObservation
from field_app.rules.division.slot import division_of
from field_app.rules.facts import Tally
from field_app.rules.glance import Glance
from field_app.rules.look import Look
from field_app.rules.observations import Act
from field_app.rules.records import Shift
from field_app.rules.row_facts import RowFacts
from field_app.rules.vocabulary import (
    AMSTERDAM,
    DEFAULT_HOURS,
    CaseStatus,
    Certainty,
    Kind,
    Moment,
    Result,
    Role,
    ShiftStatus,
    Slot,
    local,
    slot_of,
)
from field_app.rules.wording import hints
from sync_server.demo import DemoLook, DemoTeam, demo_team

DAYS = {
    "a Thursday in November": (2026, 11, 19),
    "the clock goes forward": (2026, 3, 29),
    "the clock goes back": (2026, 10, 25),
}
OTHER_DAYS = ((2028, 2, 29), (2026, 6, 21), (2026, 12, 31), (2027, 1, 1))
EDGES = ((4, 59, 59), (5, 0, 0), (8, 59, 59), (9, 0, 0), (17, 0, 0), (17, 59, 59), (22, 59, 59), (23, 0, 0), (23, 59, 59))
MOMENTS = list(Moment)
Claim = Callable[[datetime, DemoTeam], None]


def _nows() -> Iterator[datetime]:
    for day in DAYS.values():
        midnight = datetime(*day, tzinfo=AMSTERDAM).astimezone(UTC)
        hourly = (midnight + timedelta(hours=hour, minutes=14) for hour in range(25))
        yield from (each for each in hourly if local(each).date() == local(midnight).date())
    yield from (datetime(*day, hour, tzinfo=AMSTERDAM) for day in OTHER_DAYS for hour in (3, 11, 20))
    yield from (datetime(2026, 11, 19, *edge, tzinfo=AMSTERDAM) for edge in EDGES)
    yield from (datetime(2026, 11, 16 + day, 23 * (day % 2), 30, tzinfo=AMSTERDAM) for day in range(7))


NOWS = tuple(_nows())


@cache
def at(now: datetime) -> DemoTeam:
    return demo_team(now)


def at_moments(nows: tuple[datetime, ...]) -> Callable[[Claim], Callable[[], None]]:
    """Make a test of a claim for each of these moments; a failure names the moment."""

    def tested(claim: Claim) -> Callable[[], None]:
        def test() -> None:
            reached = 0
            for now in nows:
                try:
                    claim(now, at(now))
                except AssertionError as error:
                    error.add_note(f"set up at {local(now):%A %d-%m-%Y %H.%M.%S %z}")
                    raise
                reached += 1
            assert reached == len(nows) > 30

        return test

    return tested


at_every_moment = at_moments(NOWS)


class DemoRows:
    """The rows of a demo as the store would keep them, without a single look yet."""

    def __init__(self, demo: DemoTeam) -> None:
        kinds: dict[Kind, tuple[Any, ...]] = {
            Kind.OFFICER: demo.officers,
            Kind.CASE: demo.cases,
            Kind.PLAN: demo.plans,
            Kind.SHIFT: demo.shifts,
        }
        self.bodies = {(kind, each.id): _body(each) for kind, records in kinds.items() for each in records}

    def row(self, kind: Kind, row_id: str) -> Mapping[str, Any] | None:
        return self.bodies.get((kind, row_id))

    def all_of(self, kind: Kind) -> Mapping[str, Mapping[str, Any]]:
        return {row_id: body for (each, row_id), body in self.bodies.items() if each is kind}

    def tally(self, case_id: str) -> Tally:
        return Tally()

    def looks_of(self, case_id: str) -> tuple[Glance, ...]:
        return ()


def _body(record: Any) -> dict[str, Any]:
    body: dict[str, Any] = wire.encode(record)
    del body["id"]
    return body


def _shifts_of(demo: DemoTeam, number: int) -> list[Shift]:
    return sorted((each for each in demo.shifts if each.officer_id == demo.officers[number].id), key=lambda each: each.begins_at)


def _slot_in_play(now: datetime) -> Slot:
    clock = local(now).time()
    moment = next((each.moment for each in DEFAULT_HOURS if clock < each.ends), Moment.EVENING)
    return Slot(local(now).date(), moment)


def _next(slot: Slot) -> Slot:
    if slot.moment is Moment.EVENING:
        return Slot(slot.on + timedelta(days=1), Moment.EARLY_MORNING)
    return Slot(slot.on, MOMENTS[MOMENTS.index(slot.moment) + 1])


def _looks_by_case(demo: DemoTeam, code_name: str, moment: Moment) -> list[DemoLook]:
    case = next(each for each in demo.cases if each.code_name == code_name)
    return [each for each in demo.looks if each.look.case_id == case.id and each.look.slot and each.look.slot.moment is moment]


def test_the_moments_tried_reach_every_part_of_the_day_and_both_clock_changes() -> None:
    reached = Counter(slot.moment if (slot := slot_of(each)) else None for each in NOWS)
    assert set(reached) == {*Moment, None}
    assert min(reached.values()) > 10
    assert len(NOWS) == 100
    for day in ("the clock goes forward", "the clock goes back"):
        on = datetime(*DAYS[day], tzinfo=AMSTERDAM).date()
        assert len({local(each).utcoffset() for each in NOWS if local(each).date() == on}) == 2


@at_every_moment
def test_the_same_day_gives_the_same_people_cases_and_ids(now: datetime, demo: DemoTeam) -> None:
    later = at(max(each for each in NOWS if local(each).date() == local(now).date()))
    assert (demo.team, demo.officers, demo.cases) == (later.team, later.officers, later.cases)
    assert [each.id for each in demo.plans] == [each.id for each in later.plans]


def test_a_second_call_gives_an_equal_team() -> None:
    for each in NOWS[::17]:
        assert demo_team(each) == at(each)


@at_every_moment
def test_every_id_is_a_uuid_of_version_7_and_there_is_one_for_each_thing(now: datetime, demo: DemoTeam) -> None:
    places = [place for case in demo.cases for place in case.places]
    things: list[Any] = [demo.team, *demo.officers, *demo.cases, *demo.plans, *demo.shifts, *places]
    ids = [each.id for each in things]
    assert len(set(ids)) == len(ids)
    assert all(len(each) == 36 and str(UUID(each)) == each and UUID(each).version == 7 for each in ids)


@at_every_moment
def test_eight_officers_and_a_team_lead_work_on_ten_cases_with_an_approved_plan_each(now: datetime, demo: DemoTeam) -> None:
    assert [each.roles for each in demo.officers] == [
        (Role.OFFICER,),
        (Role.OFFICER, Role.PLANNER),
        *[(Role.OFFICER,)] * 6,
        (Role.TEAM_LEAD,),
    ]
    assert len({each.name for each in demo.officers}) == 9
    assert all(each.designation for each in demo.officers)
    assert len({each.code_name for each in demo.cases}) == 10
    assert len({each.topic for each in demo.cases}) == 3
    assert {each.owner_id for each in demo.cases} == {each.id for each in demo.officers[:8]}
    assert all(each.buddy_id not in (None, each.owner_id) for each in demo.cases)
    assert [each.plan_id for each in demo.cases] == [each.id for each in demo.plans]
    assert [each.id for each in demo.cases] == [each.case_id for each in demo.plans]


@at_every_moment
def test_each_plan_asks_for_a_few_slots_within_its_window_and_budget(now: datetime, demo: DemoTeam) -> None:
    for plan, case in zip(demo.plans, demo.cases, strict=True):
        assert plan.is_approved
        assert plan.approved_by == demo.officers[-1].id != case.owner_id
        assert plan.approved_at is not None
        assert plan.approved_at < now
        assert 10 <= plan.days <= 15
        assert 10 <= len(plan.slots) <= 18 and len(plan.slots) <= plan.budget.looks
        assert 16 <= plan.budget.looks <= 20
        assert all(plan.starts_on <= slot.on <= plan.ends_on for slot in plan.slots)
        assert max(Counter(slot.on for slot in plan.slots).values()) <= plan.budget.looks_a_day == 2
        assert len({slot.moment for slot in plan.slots}) <= 2
        assert case.place(plan.place_id) is not None
        assert all(place.viewpoint.text.startswith("openbare weg") for place in case.places)


@at_every_moment
def test_the_cases_stand_on_different_days_and_one_is_due_for_a_decision(now: datetime, demo: DemoTeam) -> None:
    today = local(now).date()
    days = {plan.day_number(today) for plan in demo.plans}
    assert len(days) == 10 and min(days) == 1 and max(days) == 14
    due = [plan for plan, case in zip(demo.plans, demo.cases, strict=True) if case.status is CaseStatus.DECISION_DUE]
    assert [plan.ends_on for plan in due] == [today]


@at_every_moment
def test_the_first_phone_works_now_or_next_and_the_second_right_after_on_the_same_cases(now: datetime, demo: DemoTeam) -> None:
    focus = _slot_in_play(now)
    (mine,) = [each for each in _shifts_of(demo, 0) if local(each.begins_at).date() == local(now).date()]
    (theirs,) = [each for each in _shifts_of(demo, 1) if _next(focus) in each.slots]
    assert mine.slots == (focus,)
    assert mine.status is theirs.status is ShiftStatus.PUBLISHED
    assert 3 <= len(mine.stops) <= 4
    assert {each.slot for each in mine.stops} == {focus}
    assert theirs.slots[0] == _next(focus)
    shared = {each.case_id for each in mine.stops} & {each.case_id for each in theirs.stops if each.slot == theirs.slots[0]}
    assert len(shared) >= 2


@at_every_moment
def test_a_look_of_both_phones_now_and_next_would_raise_no_flag(now: datetime, demo: DemoTeam) -> None:
    looked = Counter((each.look.case_id, local(each.look.began_at).date()) for each in demo.looks)
    made = Counter(each.look.case_id for each in demo.looks)
    mine = next(each for each in _shifts_of(demo, 0) if local(each.begins_at).date() == local(now).date())
    for stop in mine.stops:
        plan = next(each for each in demo.plans if each.case_id == stop.case_id)
        assert looked[stop.case_id, stop.slot.on] == 0
        assert made[stop.case_id] + 2 <= plan.budget.looks


@at_every_moment
def test_every_moment_of_the_roster_is_staffed_by_one_to_three_and_nobody_works_too_much(now: datetime, demo: DemoTeam) -> None:
    today = local(now).date()
    staffed = Counter(slot for shift in demo.shifts for slot in shift.slots)
    wanted = {Slot(today + timedelta(days=day), moment) for day in range(-14, 15) for moment in Moment}
    assert set(staffed) == wanted
    assert set(staffed.values()) <= {1, 2, 3}
    for number in range(8):
        worked = _shifts_of(demo, number)
        days = [local(each.begins_at).date() for each in worked]
        assert len(set(days)) == len(days)
        assert all(second.begins_at - first.ends_at >= timedelta(hours=11) for first, second in pairwise(worked))
        assert all(five_on - first > timedelta(days=5) for first, five_on in zip(days, days[5:], strict=False))
        assert all(_adjoining(each) for each in worked)


def _adjoining(shift: Shift) -> bool:
    ranks = [MOMENTS.index(slot.moment) for slot in shift.slots]
    on_one_day = {slot.on for slot in shift.slots} == {local(shift.begins_at).date()} == {local(shift.ends_at).date()}
    return on_one_day and ranks in ([ranks[0]], [ranks[0], ranks[0] + 1])


@at_every_moment
def test_each_car_is_driven_by_one_officer_at_a_time(now: datetime, demo: DemoTeam) -> None:
    driven = Counter((shift.vehicle, slot) for shift in demo.shifts for slot in shift.slots)
    assert set(driven.values()) == {1}


@at_every_moment
def test_every_planned_slot_is_a_stop_of_exactly_one_shift_fixed_until_the_next_and_then_divided(
    now: datetime, demo: DemoTeam
) -> None:
    stops = Counter((stop.case_id, stop.slot) for shift in demo.shifts for stop in shift.stops)
    fixed_until, facts = _next(_slot_in_play(now)), RowFacts(DemoRows(demo))
    ahead = {slot for plan in demo.plans for slot in plan.slots} - {slot for _, slot in stops}
    assert all(_follows(slot, fixed_until) for slot in ahead) and not any(_follows(slot, fixed_until) for _, slot in stops)
    divided = {slot: division_of(slot, facts, lambda case_id: ()) for slot in ahead}
    stops.update((choice.case_id, slot) for slot, found in divided.items() for share in found.shares for choice in share.choices)
    assert set(stops) == {(plan.case_id, slot) for plan in demo.plans for slot in plan.slots}
    assert set(stops.values()) == {1}
    assert not any(found.left for found in divided.values())
    assert all(stop.slot in shift.slots for shift in demo.shifts for stop in shift.stops)


def _follows(slot: Slot, other: Slot) -> bool:
    return (slot.on, MOMENTS.index(slot.moment)) > (other.on, MOMENTS.index(other.moment))


@at_every_moment
def test_what_is_over_has_ended_with_a_note_and_the_rest_is_published(now: datetime, demo: DemoTeam) -> None:
    statuses = Counter(each.status for each in demo.shifts)
    assert min(statuses[ShiftStatus.ENDED], statuses[ShiftStatus.PUBLISHED]) > 60
    for shift in demo.shifts:
        of_first_phone_today = shift.officer_id == demo.officers[0].id and shift.slots == (_slot_in_play(now),)
        if shift.status is ShiftStatus.ENDED:
            assert shift.handover_note and shift.started_at and shift.ended_at
            assert shift.begins_at <= shift.started_at < shift.ended_at <= shift.ends_at <= now
        else:
            assert shift.status is ShiftStatus.PUBLISHED
            assert shift.ends_at > now or of_first_phone_today
            assert (shift.handover_note, shift.started_at, shift.ended_at, shift.not_done) == (None, None, None, ())


@at_every_moment
def test_a_hundred_looks_were_made_before_now_in_time_order_and_never_two_at_once(now: datetime, demo: DemoTeam) -> None:
    assert len(demo.looks) == 100
    assert all(first.at <= second.at for first, second in pairwise(demo.looks))
    assert demo.looks[-1].at < now
    by_officer = defaultdict(list)
    for each in demo.looks:
        by_officer[each.officer_id].append(each)
    for looks in by_officer.values():
        assert all(first.at < second.look.began_at for first, second in pairwise(looks))
    assert len(by_officer) == 8


@at_every_moment
def test_every_demo_look_passes_the_rules_of_an_entry(now: datetime, demo: DemoTeam) -> None:
    for each in demo.looks:
        observations.check(each.look, each.at)
        look = each.look
        assert timedelta(0) < each.at - look.ended_at < timedelta(minutes=1)
        assert timedelta(minutes=2) <= look.ended_at - look.began_at <= timedelta(minutes=12)
        assert each.at.utcoffset() == local(each.at).utcoffset() and look.began_at.utcoffset() == local(look.began_at).utcoffset()
        assert all(look.began_at <= fact.at <= look.ended_at for fact in look.facts)
        assert look.prefilled
    assert all(wire.decode(Look, wire.encode(each.look)) == each.look for each in demo.looks[::10])


@at_every_moment
def test_every_demo_look_is_what_a_stop_of_an_ended_shift_asked_for(now: datetime, demo: DemoTeam) -> None:
    shifts = {each.id: each for each in demo.shifts}
    missed = sum(len(each.not_done) for each in demo.shifts)
    stops = sum(len(each.stops) for each in demo.shifts if each.status is ShiftStatus.ENDED)
    assert stops - missed == 100
    for each in demo.looks:
        shift = shifts[each.look.shift_id or ""]
        assert shift.officer_id == each.officer_id
        assert shift.status is ShiftStatus.ENDED
        assert (each.look.case_id, each.look.slot) in [(stop.case_id, stop.slot) for stop in shift.stops]
        assert each.look.case_id not in [gap.case_id for gap in shift.not_done]
        assert slot_of(each.look.began_at) == slot_of(each.at) == each.look.slot


@at_moments(NOWS[::3])
def test_the_rulebook_takes_every_demo_look_without_a_flag(now: datetime, demo: DemoTeam) -> None:
    facts = RowFacts(DemoRows(demo))
    taken = 0
    for number, each in enumerate(demo.looks):
        args = {"look": wire.encode(each.look)}
        act = Act(str(number), each.officer_id, each.at, args, each.at + timedelta(seconds=2), timedelta(0))
        outcome = rulebook.apply(RecordObservation(each.look), facts, act)
        assert outcome.flags == ()
        for change in outcome.changes:
            facts.put(change)
        taken += 1
    assert taken == 100
    assert sum(facts.tally(case.id).looks for case in demo.cases) == 100


def test_the_rulebook_does_flag_a_look_out_of_place_so_that_no_flag_means_something() -> None:
    demo = at(NOWS[6])
    each = demo.looks[50]
    stranger = next(officer.id for officer in demo.officers if officer.id != each.officer_id)
    wrong = replace(each.look, slot=None, place_id="elsewhere")
    act = Act("1", stranger, each.at, {"look": wire.encode(wrong)}, each.at, timedelta(0))
    outcome = rulebook.apply(RecordObservation(wrong), RowFacts(DemoRows(demo)), act)
    assert set(outcome.flags) == {"unplanned-moment", "place-not-in-plan", "not-on-duty"}


@at_every_moment
def test_the_looks_are_a_believable_mix_in_the_words_of_facts(now: datetime, demo: DemoTeam) -> None:
    results = Counter(each.look.result for each in demo.looks)
    assert results == {Result.SEEN: 45, Result.NOTHING_SEEN: 45, Result.UNABLE: 10}
    looks = [each.look for each in demo.looks]
    assert 5 <= sum(look.is_exculpatory for look in looks) <= 20
    assert 2 <= sum(look.interpretation is not None for look in looks) <= 8
    assert 1 <= sum(vehicle.plate is not None for look in looks for vehicle in look.vehicles) <= 3
    assert {fact.certainty for look in looks for fact in look.facts} >= {Certainty.SEEN_MYSELF, Certainty.RECOGNISED_FROM_PHOTO}
    assert [fact.text for look in looks for fact in look.facts if hints(fact.text)] == []
    assert all(look.unable_reason and look.unable_note for look in looks if look.result is Result.UNABLE)


@at_every_moment
def test_the_hand_over_notes_name_no_conclusion(now: datetime, demo: DemoTeam) -> None:
    assert [each.handover_note for each in demo.shifts if each.handover_note and hints(each.handover_note)] == []


def test_in_november_it_is_dark_before_a_quarter_to_eight_and_after_five() -> None:
    looks = [each.look for each in at(datetime(2026, 11, 19, 23, 30, tzinfo=AMSTERDAM)).looks]
    seen: Counter[str] = Counter()
    for look in looks:
        clock = local(look.began_at).strftime("%H:%M")
        seen["dark" if clock < "07:00" or clock >= "17:30" else "light"] += 1
        if clock < "07:00" or clock >= "17:30":
            assert look.light == "DARK"
        if "08:30" < clock < "16:15":
            assert look.light == "DAYLIGHT"
        assert (look.street_lighting is None) == (look.light == "DAYLIGHT")
    assert min(seen.values()) > 25


@at_every_moment
def test_at_linde_the_van_leaves_early_on_most_mornings_and_one_morning_speaks_against(now: datetime, demo: DemoTeam) -> None:
    mornings = _looks_by_case(demo, "Linde", Moment.EARLY_MORNING)
    left = [local(look.look.facts[0].at).strftime("%H:%M") for look in mornings if "rijdt weg" in look.look.facts[0].text]
    assert len(left) >= 5
    assert min(left) == "05:38" and max(left) == "06:20"
    assert sum(look.look.is_exculpatory for look in mornings) == 1


@at_every_moment
def test_at_esdoorn_the_evenings_give_nothing_but_one_and_at_beuk_there_is_work_on_most_mornings(
    now: datetime, demo: DemoTeam
) -> None:
    evenings = Counter(each.look.result for each in _looks_by_case(demo, "Esdoorn", Moment.EVENING))
    assert evenings[Result.NOTHING_SEEN] >= 6 and evenings[Result.SEEN] <= 2
    mornings = Counter(each.look.result for each in _looks_by_case(demo, "Beuk", Moment.LATE_MORNING))
    assert mornings[Result.SEEN] >= 6
