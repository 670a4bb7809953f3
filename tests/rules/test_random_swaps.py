"""Ten thousand random swaps and edits: no shift with two owners, none that moved without both, and no unlawful roster."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from people import KARIN, NADIA, RUBEN, TEAM
from proofs import Proof, at_least, exactly, setting
from roster_people import DRIVERS, NOW, PETRA, ROSTERED, SHIFTS, A, E, L, V, World, day, note_of

from field_app.rules import rulebook
from field_app.rules.commands import Command
from field_app.rules.fitness import duty
from field_app.rules.records import Officer, Shift
from field_app.rules.refusals import Code, Refused
from field_app.rules.roster_commands import (
    AcceptSwap,
    AddShift,
    ApproveSwap,
    AssignShift,
    AvailabilityKind,
    BringNote,
    CancelShift,
    DeclineSwap,
    OfferSwap,
    ReportSick,
    SayAvailability,
    ShiftRef,
    SplitShift,
    TakeShift,
    WithdrawSwap,
)
from field_app.rules.roster_records import Offer, OfferStatus
from field_app.rules.shift_changes import fits_together, in_order
from field_app.rules.vocabulary import ShiftStatus, Slot
from field_app.rules.working_time import breaches
from rules import faults
from rules.ledger import Ledger

STEPS_A_MONTH = 1_000
MONTHS = setting(commit=10, long=100)
BY_ID = {each.id: each for each in DRIVERS}


def month() -> tuple[Shift, ...]:
    """Four weeks: the fortnight twice, all of it lawful."""
    later = [_later(each, 14) for each in SHIFTS]
    return (*SHIFTS, *later)


def _later(shift: Shift, days: int) -> Shift:
    by = timedelta(days=days)
    slots = tuple(Slot(each.on + by, each.moment) for each in shift.slots)
    name = f"{shift.officer_id or 'open'}-{(shift.begins_at.date() - day(0)).days + days}"
    return replace(shift, id=name, begins_at=shift.begins_at + by, ends_at=shift.ends_at + by, slots=slots)


class Month:
    """Eight officers who keep swapping, with or against the rules, while a month goes by."""

    def __init__(self, seed: int, judge: faults.Judge = rulebook.apply, **team: Any) -> None:
        self.dice = random.Random(seed)  # noqa: S311  # a seed, no secret
        self.world = World(replace(TEAM, **team), *month(), judge=judge)
        self.world.facts.records(Shift)
        self.approval = bool(team.get("swaps_need_approval"))
        self.now = NOW
        self.ledger = Ledger({each.id: (each.officer_id, each.version) for each in self.shifts()})
        self.reached: Counter[str] = Counter()
        self.shown: list[tuple[AcceptSwap, Officer]] = []

    def shifts(self) -> list[Shift]:
        return list(self.world.facts.records(Shift))

    def offers(self) -> list[Offer]:
        return list(self.world.facts.records(Offer))

    def run(self, steps: int) -> Month:
        """Every step one thing is said; then everything that may never be is looked for."""
        for number in range(steps):
            self.now += timedelta(minutes=35)
            self._say(self._anything(), f"say-{number}")
            if self.ledger.wrong:
                break
        self._judge(set(BY_ID))
        return self

    def _say(self, said: tuple[Command, Officer], said_id: str) -> None:
        command, by = said
        before = {each.id: each.officer_id for each in self.shifts()}
        try:
            self.world.say(command, by, self.now, said_id)
        except Refused as no:
            self.reached[no.code.value] += 1
            return
        self.reached[type(command).__name__] += 1
        self._follow(command, by, said_id)
        after = {each.id: each.officer_id for each in self.shifts()}
        moved = {each for name in after if after[name] != before.get(name) for each in (after[name], before.get(name)) if each}
        self._judge(moved)

    def _follow(self, command: Command, by: Officer, said_id: str) -> None:
        if isinstance(command, ReportSick):
            for each in self.shifts():
                if self.ledger.owners.get(each.id, ("",))[0] == command.officer_id and each.officer_id is None:
                    self.ledger.owners[each.id] = (None, each.version)
        elif isinstance(command, SplitShift):
            halves = [each for each in self.shifts() if each.id in (command.shift.shift_id, said_id)]
            if any(each.officer_id != by.id for each in halves):
                self.ledger.wrong.append("a half that went to another")
            self.ledger.owners |= {each.id: (each.officer_id, each.version) for each in halves}
        elif isinstance(command, AddShift):
            self.ledger.owners[said_id] = (command.officer_id, 1)
        else:
            self.ledger.heard(command, by.id, said_id, self.now, approval=self.approval)

    # ---- what may never be

    def _judge(self, officers: set[str]) -> None:
        wrong, shifts = self.ledger.wrong, self.shifts()
        if {each.id: (each.officer_id, each.version) for each in shifts} != self.ledger.owners:
            wrong.append("a shift moved that nobody agreed to move")
        for officer_id in officers:
            mine = [each for each in shifts if each.officer_id == officer_id and each.binds]
            wrong += [f"{each.rule.value} broken" for each in breaches([duty(each, officer_id) for each in mine])]
            days = {slot.on: [s for each in mine for s in each.slots if s.on == slot.on] for each in mine for slot in each.slots}
            wrong += ["two cars at once or a torn day" for slots in days.values() if not fits_together(in_order(slots))]
        versions = {each.id: each for each in shifts}
        for offer in self.offers():
            given = versions[offer.gives.shift_id]
            if offer.status in (OfferStatus.OPEN, OfferStatus.AGREED) and given.version != offer.gives.version:
                wrong.append("an offer outlived its shift")
            if offer.status is OfferStatus.ACCEPTED:
                wrong.append("the server waits for itself")

    # ---- what people say

    def _anything(self) -> tuple[Command, Officer]:
        says = (
            (30, self._offer), (32, self._accept), (6, self._again), (4, self._decline), (4, self._withdraw), (8, self._take),
            (7, self._assign), (2, self._split), (1, self._add), (1, self._cancel), (1, self._sick), (2, self._away),
            (6 if self.approval else 1, self._approve),
        )  # fmt: skip
        (say,) = self.dice.choices([say for _, say in says], [weight for weight, _ in says])
        command, by = say()
        if isinstance(command, OfferSwap | AcceptSwap) and self.dice.random() < 0.1 and by.id in BY_ID:
            note = note_of(by, command, f"note-{self.now:%d%H%M}", self.now)
            return BringNote(note), self.dice.choice([each for each in DRIVERS if each is not by])
        return command, by

    def _someone(self) -> Officer:
        return self.dice.choice(DRIVERS)

    def _some_shift(self, of: str | None = "") -> Shift:
        """Any shift to come, of this officer when one is named; None is an open one."""
        ahead = [each for each in self.shifts() if each.begins_at > self.now and of in ("", each.officer_id)]
        return self.dice.choice(ahead or self.shifts())

    def _free(self, shift: Shift) -> Officer:
        """Mostly somebody who does not drive on that day, so that the rules of rest have their say."""
        busy = {each.officer_id for each in self.shifts() if each.slots[0].on == shift.slots[0].on}
        free = [each for each in DRIVERS if each.id not in busy]
        return self.dice.choice(free) if free and self.dice.random() < 0.8 else self._someone()

    def _ref(self, shift: Shift) -> ShiftRef:
        """Mostly as it is; now and then as a phone without coverage still has it."""
        return ShiftRef(shift.id, shift.version - (self.dice.random() < 0.03))

    def _offer(self) -> tuple[Command, Officer]:
        by = self._someone()
        gives = self._some_shift(by.id if self.dice.random() < 0.95 else "")
        to = self._free(gives) if self.dice.random() < 0.5 else None
        theirs = to or self._free(gives)
        asks = tuple(self._ref(self._some_shift(theirs.id)) for _ in range(self.dice.choice((0, 0, 0, 1, 1, 2))))
        until = gives.begins_at - timedelta(hours=self.dice.choice((1, 2, 12, 12, 48)))
        return OfferSwap(self._ref(gives), until, to.id if to else None, asks), by

    def _accept(self) -> tuple[Command, Officer]:
        """Mostly an open offer, by somebody whom it is for; what was shown is said again later."""
        offers = self.offers()
        alive = [each for each in offers if each.status is OfferStatus.OPEN]
        offer = self.dice.choice(alive if alive and self.dice.random() < 0.9 else offers) if offers else None
        if offer is None:
            return AcceptSwap("none"), self._someone()
        returns = self.dice.choice(offer.asks) if offer.asks and self.dice.random() < 0.95 else None
        owner = self.ledger.owners[returns.shift_id][0] if returns else None
        given = self.world.facts.shift(offer.gives.shift_id)
        other = self._free(given) if given else self._someone()
        by = BY_ID.get(offer.to or owner or "", other) if self.dice.random() < 0.95 else self._someone()
        said = AcceptSwap(offer.id, returns, offer.gives)
        self.shown.append((said, by))
        return said, by

    def _again(self) -> tuple[Command, Officer]:
        """What a phone says once more, much later or by somebody else."""
        if not self.shown:
            return self._accept()
        said, by = self.dice.choice(self.shown[-60:])
        return said, by if self.dice.random() < 0.3 else self._someone()

    def _some_offer(self) -> Offer | None:
        alive = [each for each in self.offers() if each.status is OfferStatus.OPEN]
        return self.dice.choice(alive if alive and self.dice.random() < 0.8 else self.offers()) if self.offers() else None

    def _decline(self) -> tuple[Command, Officer]:
        offer = self._some_offer()
        by = BY_ID[offer.to] if offer and offer.to and self.dice.random() < 0.7 else self._someone()
        return DeclineSwap(offer.id if offer else "none"), by

    def _withdraw(self) -> tuple[Command, Officer]:
        offer = self._some_offer()
        by = BY_ID[offer.officer_id] if offer and self.dice.random() < 0.8 else self._someone()
        return WithdrawSwap(offer.id if offer else "none"), by

    def _approve(self) -> tuple[Command, Officer]:
        waiting = [each for each in self.offers() if each.status is OfferStatus.AGREED]
        offer = self.dice.choice(waiting) if waiting else self._some_offer()
        by = KARIN if self.dice.random() < 0.9 else self._someone()
        return ApproveSwap(offer.id if offer else "none", self.dice.random() < 0.8), by

    def _take(self) -> tuple[Command, Officer]:
        shift = self._some_shift(None if self.dice.random() < 0.9 else "")
        return TakeShift(self._ref(shift)), self._free(shift)

    def _assign(self) -> tuple[Command, Officer]:
        shift = self._some_shift()
        return AssignShift(self._ref(shift), self._free(shift).id if self.dice.random() < 0.8 else None), PETRA

    def _split(self) -> tuple[Command, Officer]:
        by = self._someone()
        return SplitShift(self._ref(self._some_shift(by.id))), by

    def _add(self) -> tuple[Command, Officer]:
        moments = self.dice.choice(((E,), (L,), (A,), (V,), (E, L), (A, V)))
        on = self.now.date() + timedelta(days=self.dice.randrange(1, 9))
        to = self._someone().id if self.dice.random() < 0.5 else None
        return AddShift(tuple(Slot(on, each) for each in moments), to), PETRA

    def _cancel(self) -> tuple[Command, Officer]:
        return CancelShift(self._ref(self._some_shift()), "auto kapot"), PETRA

    def _sick(self) -> tuple[Command, Officer]:
        by = self._someone()
        return ReportSick(by.id, self.now, self.now + timedelta(hours=self.dice.choice((12, 36)))), by

    def _away(self) -> tuple[Command, Officer]:
        begins = self.now + timedelta(days=self.dice.randrange(8))
        return SayAvailability(AvailabilityKind.AWAY, begins, begins + timedelta(hours=10)), self._someone()


# ---- the promise

#: About half of what these seeds reach, so that other dice are no trouble and a test that reached nothing is.
_SAID = {
    "OfferSwap": 350, "AcceptSwap": 350, "TakeShift": 90, "AssignShift": 200, "SplitShift": 35, "AddShift": 40, "CancelShift": 40,
    "ReportSick": 40, "SayAvailability": 100, "DeclineSwap": 90, "WithdrawSwap": 100, "BringNote": 180, "ApproveSwap": 14,
}  # fmt: skip
_REFUSED = {
    Code.SHIFT_ALREADY_TAKEN: 250, Code.SHIFT_CHANGED: 90, Code.WORKING_TIME: 120, Code.SHIFT_UNFIT: 500, Code.ON_LEAVE: 60,
    Code.OFFER_NOT_FOR_YOU: 400, Code.OFFER_WITHDRAWN: 140, Code.OFFER_EXPIRED: 140, Code.OFFER_CLOSED: 110, Code.OFFER_UNKNOWN: 15,
    Code.RETURN_NOT_ASKED: 17, Code.TOO_LATE_TO_SWAP: 300, Code.NOT_YOUR_SHIFT: 50, Code.NOT_YOUR_OFFER: 35,
    Code.SHIFT_NOT_OPEN: 200, Code.SHIFT_CANCELLED: 100, Code.SHIFT_NOT_SPLITTABLE: 50, Code.NOT_A_PLANNER: 7,
}  # fmt: skip


def test_ten_thousand_things_said_leave_no_shift_with_two_owners_and_no_unlawful_roster(proof: Proof) -> None:
    reached, wrong, swaps = Counter[str](), [], 0
    for seed in range(MONTHS):
        done = Month(seed, swaps_need_approval=seed % 10 == 9).run(STEPS_A_MONTH)
        reached += done.reached
        wrong += [f"seed {seed}: {each}" for each in done.ledger.wrong]
        swaps += sum(done.ledger.won.values())
    print(*wrong[:20], sep="\n")
    times = MONTHS // 10
    short = {name: reached[name] for name, floor in _SAID.items() if reached[name] < floor * times}
    short |= {code.value: reached[code.value] for code, floor in _REFUSED.items() if reached[code.value] < floor * times}
    proof(
        "P9",
        "random offers, answers and edits, judged at offer, at acceptance and by the server",
        things_said=exactly(MONTHS * STEPS_A_MONTH, sum(reached.values())),
        illegal_rosters_and_unagreed_moves=exactly(0, len(wrong)),
        shifts_that_moved_by_swap=at_least(400 * times, swaps),
        refused_for_working_time=at_least(_REFUSED[Code.WORKING_TIME] * times, reached[Code.WORKING_TIME.value]),
    )
    assert short == {}, reached


def test_the_month_begins_lawful() -> None:
    assert Month(0).run(0).ledger.wrong == []
    assert len(month()) == 2 * len(SHIFTS) == 2 * sum(isinstance(each, Shift) for each in ROSTERED)
    assert {each.officer_id for each in month()} == {*BY_ID, None}
    assert (NADIA.id, RUBEN.id) == tuple(BY_ID)[:2]


@pytest.mark.parametrize(
    ("accept", "complaint"),
    [
        (faults.blind_to_versions, "what was not theirs"),
        (faults.blind_to_the_owner, "broken"),
        (faults.blind_to_the_taker, "broken"),
        (faults.without_ending, "outlived"),
        (faults.deaf_to_withdrawal, "was over"),
    ],
)
def test_a_rule_with_something_forgotten_is_found_out(accept: faults.Accept, complaint: str) -> None:
    found: list[str] = []
    for seed in range(20):
        found += Month(seed, faults.with_accept(accept)).run(300).ledger.wrong
        if any(complaint in each for each in found):
            return
    raise AssertionError(found)


def test_a_server_that_checks_first_and_saves_later_is_found_out() -> None:
    """Two phones that are judged against the same state both have the shift; the ledger knows better."""
    world = World()
    ledger = Ledger({each.id: (each.officer_id, each.version) for each in world.all(Shift)})
    offer = world.offering("nadia-0")
    world.say(offer, NADIA, command_id="offer-1")
    ledger.heard(offer, NADIA.id, "offer-1", NOW, approval=False)
    said = AcceptSwap("offer-1", None, offer.gives)
    for by in ("lotte", "milan"):  # both are judged before either is saved
        rulebook.apply(said, world.facts, world.act(said, BY_ID[by], NOW, None, on_phone=False))
    for by in ("lotte", "milan"):
        ledger.heard(said, by, by, NOW, approval=False)
    assert ledger.wrong == ["a yes to what was over", "given what was not theirs, or had changed", "one shift went to two"]


def test_only_published_shifts_take_part() -> None:
    assert {each.status for each in month()} == {ShiftStatus.PUBLISHED}
