"""Eight named officers with a lawful, published fortnight, and a world in which they say things about it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from people import KARIN, LINDE, LINDE_PLAN, NADIA, OLM, RUBEN, TEAM, KeptRows, at, rows_of

from field_app.rules.commands import Command
from field_app.rules.facts import SHAPES, Facts, note_bytes
from field_app.rules.observations import Act, Outcome
from field_app.rules.records import Officer, Shift, Team
from field_app.rules.refusals import Code, Refused
from field_app.rules.roster_commands import Note, OfferSwap, ShiftRef
from field_app.rules.roster_records import DeviceKey, Offer, Roster, RosterStatus
from field_app.rules.row_facts import RowFacts
from field_app.rules.rulebook import apply
from field_app.rules.shift_changes import hours_of
from field_app.rules.vocabulary import DEFAULT_HOURS, Moment, Role, ShiftStatus, Slot
from field_app.rules.wire import decode, encode, name_of
from field_app.store.delivery import is_signed

E, L, A, V = Moment.EARLY_MORNING, Moment.LATE_MORNING, Moment.AFTERNOON, Moment.EVENING
#: What these people do happens on this Thursday, a few days before the roster begins.
NOW = at("09:00")
MONDAY = date(2026, 11, 23)

SANNE = Officer("sanne", "Sanne Visser", (Role.OFFICER,), "HH-2026-04")
DAAN = Officer("daan", "Daan Kok", (Role.OFFICER,), "HH-2026-05")
FATIMA = Officer("fatima", "Fatima Amrani", (Role.OFFICER,), "HH-2026-06")
JORIS = Officer("joris", "Joris Smit", (Role.OFFICER,), "HH-2026-07")
LOTTE = Officer("lotte", "Lotte Prins", (Role.OFFICER,), "HH-2026-08")
MILAN = Officer("milan", "Milan Vos", (Role.OFFICER,), "HH-2026-09")
#: Plans, and does not drive; neither does Karin, the team lead.
PETRA = Officer("petra", "Petra Hof", (Role.PLANNER,))
DRIVERS = (NADIA, RUBEN, SANNE, DAAN, FATIMA, JORIS, LOTTE, MILAN)
ROSTER = Roster("roster-1", MONDAY, MONDAY + timedelta(days=13), RosterStatus.PUBLISHED, PETRA.id, at("16:00", date(2026, 10, 20)))


def day(number: int) -> date:
    """A day of the roster; 0 is its first Monday."""
    return MONDAY + timedelta(days=number)


def shift(owner: Officer | None, number: int, *moments: Moment, **changes: Any) -> Shift:
    """A published shift on a day of the roster, named after its owner and day ("nadia-0")."""
    slots = tuple(Slot(day(number), each) for each in moments)
    begins, ends = hours_of(slots, DEFAULT_HOURS)
    owner_id = owner.id if owner else None
    usual = Shift(f"{owner_id or 'open'}-{number}", owner_id, begins, ends, slots, roster_id=ROSTER.id, rostered_id=owner_id)
    return replace(usual, **changes)


def _fortnight(officer: Officer, first: tuple[Moment, ...], second: tuple[Moment, ...], days: tuple[int, ...]) -> list[Shift]:
    """The same hours on these days of each week, so that nights and weekends stay free."""
    one = [shift(officer, number, *first) for number in days]
    return [*one, *(shift(officer, number + 7, *second) for number in days)]


EARLY, LATE = (0, 1, 2, 3), (1, 2, 3, 4)
SHIFTS: tuple[Shift, ...] = (
    *_fortnight(NADIA, (E, L), (A,), EARLY),
    *_fortnight(RUBEN, (A,), (E, L), EARLY),
    *_fortnight(SANNE, (L, A), (V,), LATE),
    *_fortnight(DAAN, (V,), (L, A), LATE),
    *_fortnight(FATIMA, (E,), (L,), LATE),
    *_fortnight(JORIS, (A, V), (E, L), EARLY),
    *_fortnight(LOTTE, (L,), (A, V), LATE),
    *_fortnight(MILAN, (E, L), (E,), LATE),
    shift(None, 5, L),
)
ROSTERED = (TEAM, *DRIVERS, KARIN, PETRA, LINDE, LINDE_PLAN, OLM, ROSTER, *SHIFTS)

KEYS = {each.id: Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32) for number, each in enumerate(DRIVERS, start=1)}


def phone_of(officer: Officer, **changes: Any) -> DeviceKey:
    """The row that tells colleagues the key of this officer's phone."""
    public = KEYS[officer.id].public_key().public_bytes_raw().hex()
    return replace(DeviceKey(f"phone-{officer.id}", officer.id, public), **changes)


PHONES = tuple(map(phone_of, DRIVERS))


def note_of(officer: Officer, command: Command, note_id: str, said_at: datetime = NOW, **changes: Any) -> Note:
    """What this officer's phone shows to a colleague; `changes` are made before it is signed."""
    bare = Note(f"phone-{officer.id}", officer.id, note_id, name_of(command), encode(command), said_at, "")
    bare = replace(bare, **changes)
    return replace(bare, signature=KEYS[officer.id].sign(note_bytes(bare)).hex())


Judge = Callable[[Command, Facts, Act], Outcome]


class World:
    """Kept rows, judged as the server does it: one set of facts that follows what was kept. `judge` may be a faulty one."""

    def __init__(self, *more: Any, judge: Judge = apply, records: tuple[Any, ...] = ROSTERED) -> None:
        """The fortnight with `more` rows; a later row takes the place of an earlier one with its id."""
        self.rows: KeptRows = rows_of(*records, *PHONES, *more)
        self.facts = RowFacts(self.rows, TEAM.id, is_signed)
        self.judge, self._count = judge, 0

    def act(self, command: Command, by: Officer, said_at: datetime, command_id: str | None, *, on_phone: bool) -> Act:
        """A command as it comes in, or on a phone that the server has not heard yet."""
        self._count += 1
        name = command_id or f"{by.id}-says-{self._count}"
        return Act(name, by.id, said_at, encode(command), None if on_phone else said_at)

    def say(
        self, command: Command, by: Officer, said_at: datetime = NOW, command_id: str | None = None, *, on_phone: bool = False
    ) -> str:
        """Judge and keep; answers the id of the command. Raises `Refused`."""
        act = self.act(command, by, said_at, command_id, on_phone=on_phone)
        outcome = self.judge(decode(type(command), json.loads(json.dumps(act.args))), self.facts, act)
        for change in outcome.changes:
            self.facts.put(change)
        self.rows.keep(*outcome.changes)
        self.facts.settle()
        return act.command_id

    def refused(self, code: Code, command: Command, by: Officer, said_at: datetime = NOW, **how: Any) -> dict[str, Any]:
        """Say what must be refused with this code, and find nothing changed; answers the details."""
        before = self.everything()
        with pytest.raises(Refused) as no:
            self.say(command, by, said_at, **how)
        assert no.value.code is code, (no.value.code, no.value.details)
        assert self.everything() == before
        return no.value.details

    def everything(self) -> dict[Any, Any]:
        """Every row, by kind and id."""
        return {(kind, row_id): dict(body) for kind in SHAPES for row_id, body in self.rows.all_of(kind).items()}

    def all(self, shape: type[Any]) -> list[Any]:
        """The records of a kind, as kept."""
        return list(RowFacts(self.rows, TEAM.id).records(shape))

    def shift(self, shift_id: str) -> Shift:
        """A shift, as kept."""
        found = RowFacts(self.rows).shift(shift_id)
        assert found is not None, shift_id
        return found

    def offer(self, offer_id: str) -> Offer:
        """An offer, as kept."""
        found = RowFacts(self.rows).record(Offer, offer_id)
        assert found is not None, offer_id
        return found

    def ref(self, shift_id: str) -> ShiftRef:
        """A shift as it is now."""
        return ShiftRef(shift_id, self.shift(shift_id).version)

    def offering(self, shift_id: str, to: Officer | None = None, *asks: str, until: datetime | None = None) -> OfferSwap:
        """The words to offer a shift, for one of `asks` or for nothing; it ends 12 hours before the shift."""
        ends = until or self.shift(shift_id).begins_at - timedelta(hours=12)
        return OfferSwap(self.ref(shift_id), ends, to.id if to else None, tuple(map(self.ref, asks)))

    def offered(self, shift_id: str, to: Officer | None = None, *asks: str, until: datetime | None = None, **how: Any) -> str:
        """Its owner offers a shift; answers the id of the offer."""
        owner = next(each for each in DRIVERS if each.id == self.shift(shift_id).officer_id)
        return self.say(self.offering(shift_id, to, *asks, until=until), owner, **how)


def team(**changes: Any) -> Team:
    """The team with other settings."""
    return replace(TEAM, **changes)


def concept(owner: Officer | None, number: int, *moments: Moment, **changes: Any) -> Shift:
    """A shift of a concept roster ("roster-2")."""
    usual: dict[str, Any] = {"status": ShiftStatus.CONCEPT, "roster_id": "roster-2", "rostered_id": None, "version": 1}
    made = shift(owner, number, *moments)
    return replace(made, **{"id": f"concept-{made.id}", **usual, **changes})
