"""Who takes part: eight people with phones in one team, two in another on the same server, a fortnight's roster and some cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from casework_people import MEANS, PERSON, PLACE, SAMIRA
from people import KARIN, NADIA, RUBEN, TEAM, KeptRows, at, rows_of
from people import look as usual_look
from roster_people import DAAN, FATIMA, LOTTE, MONDAY, PETRA, ROSTER, SANNE, SHIFTS

from field_app.rules.commands import Command, RecordObservation
from field_app.rules.dossier.closing_commands import CloseCase, InformResident
from field_app.rules.dossier.decision_commands import ProposeDecision, ReadDecision
from field_app.rules.dossier.list_commands import DescribeCase, NominateCase, OpenCase, RecordSignal, TakePlace
from field_app.rules.dossier.plan_commands import ApprovePlan, SubmitPlan
from field_app.rules.dossier.terms import CaseTerms
from field_app.rules.dossier.words import Answered, DecisionKind, Reliability, Retention, SignalSource, Way
from field_app.rules.facts import SHAPES
from field_app.rules.observations import Act
from field_app.rules.records import Officer, Shift, Team
from field_app.rules.row_facts import RowFacts
from field_app.rules.rulebook import apply
from field_app.rules.shift_changes import hours_of
from field_app.rules.vocabulary import DEFAULT_HOURS, CaseTopic, Moment, Role, Slot, local
from field_app.rules.wire import decode, encode
from simulation.handset import Person

#: A Thursday like any other, and the evenings before the two nights in which the clock is changed.
STARTS = (at("09:00"), datetime(2026, 10, 24, 23, 30, tzinfo=UTC), datetime(2027, 3, 27, 23, 30, tzinfo=UTC))
#: What is destroyed may be destroyed at once, so that it happens within these weeks.
SOON = replace(TEAM, casework=CaseTerms(wait_weeks=0))
DRIVERS = (NADIA, RUBEN, SANNE, DAAN, FATIMA)
#: Drives too, but has no phone: the planner's edits reach shifts of somebody who never says anything.
WITHOUT_PHONE = (LOTTE,)
EIGHT = tuple(Person(each, SOON.id) for each in (*DRIVERS, KARIN, PETRA, SAMIRA))
ELSEWHERE = Team("team-zuid", "Team Zuid", casework=SOON.casework)
YUSUF, ELIN = Officer("yusuf", "Yusuf Demir", (Role.OFFICER,)), Officer("elin", "Elin Prins", (Role.OFFICER, Role.TEAM_LEAD))
TWO = tuple(Person(each, ELSEWHERE.id) for each in (YUSUF, ELIN))
#: Case id, whose it is, and how far it is: decided ones can be closed, the closed one can be destroyed.
CASES = (
    ("linde", NADIA, "watched"), ("eik", RUBEN, "watched"), ("esdoorn", SANNE, "watched"), ("berk", DAAN, "watched"),
    ("spar", FATIMA, "watched"), ("iep", NADIA, "decided"), ("beuk", RUBEN, "decided"), ("ceder", SANNE, "closed"),
)  # fmt: skip


def roster(start: datetime) -> list[Shift]:
    """The lawful fortnight, from the first Monday after the start."""
    begins = local(start).date()
    monday = begins + timedelta(days=-begins.weekday() % 7 or 7)
    who = {each.id for each in (*DRIVERS, *WITHOUT_PHONE)}
    return [_later(each, monday - MONDAY) for each in SHIFTS if each.officer_id in who or each.officer_id is None]


def _later(shift: Shift, by: timedelta) -> Shift:
    slots = tuple(Slot(each.on + by, each.moment) for each in shift.slots)
    begins, ends = hours_of(slots, DEFAULT_HOURS)
    return replace(shift, slots=slots, begins_at=begins, ends_at=ends)


def plan_for(case_id: str, on: date, why: str = "Vier avonden beantwoorden de vraag.") -> SubmitPlan:
    """Four evenings in the ten days from this one."""
    slots = tuple(Slot(on + timedelta(days=each), Moment.EVENING) for each in (1, 3, 5, 8))
    days = (on, on + timedelta(days=5), on + timedelta(days=10))
    return SubmitPlan(case_id, f"{case_id}-p1", slots, *days, looks=6, minutes=60, why=why, meter_reason="De vraag is nog open.")


def decision_about(case_id: str, entries: tuple[str, ...], reader: str = SAMIRA.id) -> ProposeDecision:
    """Nothing irregular was found: the looks may go soon after."""
    return ProposeDecision(
        case_id, DecisionKind.NO_IRREGULARITY, reader, (), entries[:1], entries, "In het weekend is niet gekeken.", Answered.YES,
        "Wij zagen niets dat niet klopt.",
    )  # fmt: skip


class Growing:
    """A case brought to where it is by the commands that people gave before the simulation begins."""

    def __init__(self, start: datetime, team: Team, *people: Officer) -> None:
        self.rows: KeptRows = rows_of(team, *people)
        self._team, self._now = team, start - timedelta(days=2)

    def does(self, command: Command, by: Officer, command_id: str) -> None:
        self._now += timedelta(minutes=1)
        act = Act(command_id, by.id, self._now, encode(command), self._now)
        self.rows.keep(*apply(command, RowFacts(self.rows, self._team.id), act).changes)

    def case(self, case_id: str, by: Officer, lead: Officer, how_far: str) -> None:
        """Signal, case, list, plan and one look; then decided by two and told, then closed."""
        on = local(self._now).date()
        tip = RecordSignal(SignalSource.CASEWORKER, on, "Post komt terug.", Reliability.PLAUSIBLE)
        self.does(tip, by, f"{case_id}-signal")
        person = replace(PERSON, dossier_number=f"WI-{case_id}")
        opening = OpenCase(f"{case_id}-signal", case_id.title(), CaseTopic.MAIN_RESIDENCE, (person,), (PLACE,))
        self.does(opening, by, case_id)
        self.does(
            DescribeCase(case_id, "Verblijft betrokkene hier?", "Elders.", "Op bezoek.", "Pw 53a lid 6", MEANS), by, "describe"
        )
        self.does(NominateCase(case_id, "Lichtere middelen zijn op."), by, "nominate")
        self.does(TakePlace(case_id), by, "place")
        self.does(plan_for(case_id, on), by, f"{case_id}-plan")
        self.does(ApprovePlan(f"{case_id}-plan"), lead, "approve")
        self._now += timedelta(minutes=5)
        times = {"began_at": self._now - timedelta(minutes=2), "ended_at": self._now}
        seen = usual_look(case_id=case_id, place_id=f"{case_id}-p1", shift_id=None, **times)
        self.does(RecordObservation(seen), by, f"{case_id}-seen")
        if how_far != "watched":
            self.does(decision_about(case_id, (f"{case_id}-seen",)), by, f"{case_id}-decision")
            self.does(ReadDecision(f"{case_id}-decision", agrees=True, text="De feiten dragen dit."), SAMIRA, "read")
            self.does(InformResident(case_id, Way.LETTER, on, "Brief met uitleg verstuurd."), by, "inform")
        if how_far == "closed":
            self.does(CloseCase(case_id, Retention.CHECKED), by, "close")

    def records(self) -> list[Any]:
        """All of it, as records."""
        return [
            decode(shape, {**body, "id": row_id})
            for kind, shape in SHAPES.items()
            for row_id, body in self.rows.all_of(kind).items()
        ]


def records_of_both(start: datetime) -> tuple[list[Any], list[Any]]:
    """The rows with which the two teams begin."""
    ours = Growing(start, SOON, *DRIVERS, *WITHOUT_PHONE, KARIN, PETRA, SAMIRA)
    for case_id, owner, how_far in CASES:
        ours.case(case_id, owner, KARIN, how_far)
    theirs = Growing(start, ELSEWHERE, YUSUF, ELIN, SAMIRA)
    theirs.case("wilg", YUSUF, ELIN, "watched")
    shift = replace(roster(start)[0], id="yusuf-1", officer_id=YUSUF.id, rostered_id=YUSUF.id)
    return [*ours.records(), ROSTER, *roster(start)], [*theirs.records(), shift]
