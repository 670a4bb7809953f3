"""Who has which shift by what people said, held against the server after every change of the roster."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from rules.ledger import Ledger

from field_app.rules.commands import NAMES
from field_app.rules.fitness import duty
from field_app.rules.records import Shift
from field_app.rules.roster_commands import (
    AcceptSwap,
    AddShift,
    AssignShift,
    BringNote,
    CancelShift,
    DeclineSwap,
    OfferSwap,
    TakeShift,
    WithdrawSwap,
)
from field_app.rules.vocabulary import Slot
from field_app.rules.wire import Envelope, command_of
from field_app.rules.working_time import breaches
from simulation.handset import Person
from sync_server.store.server_store import ServerStore

_SHAPES = (OfferSwap, AcceptSwap, DeclineSwap, WithdrawSwap, TakeShift, AssignShift, CancelShift, AddShift, BringNote)
_NAMES = frozenset(name for name, shape in NAMES.items() if shape in _SHAPES)


class Rosters:
    """The rosters of all teams, by the words of their people."""

    def __init__(self, store: ServerStore, wrong: list[str]) -> None:
        self._wrong = wrong
        self.ledgers = {team.id: Ledger(owners_in(shifts_of(store, team.id))) for team in store.people.teams()}

    def heard(self, by: Person, envelope: Envelope, now: datetime) -> bool:
        """The server kept this; answers whether it is about the roster."""
        if envelope.name not in _NAMES:
            return False
        ledger, command = self.ledgers[by.team_id], command_of(envelope)
        if isinstance(command, AddShift):
            ledger.owners[envelope.id] = (command.officer_id, 1)
        else:
            ledger.heard(command, by.officer.id, envelope.id, now, approval=False)
        return True

    def judge(self, store: ServerStore) -> None:
        """Every shift is whose it should be, by everybody's own words, and nobody has two at once or too little rest."""
        for team_id, ledger in self.ledgers.items():
            shifts = shifts_of(store, team_id)
            if owners_in(shifts) != ledger.owners:
                self._wrong.append(f"{team_id}: a shift moved that nobody agreed to move")
            self._wrong += [f"{team_id}: {each}" for each in ledger.wrong]
            self._wrong += [f"{team_id}: {each}" for each in unlawful(shifts)]
            ledger.wrong.clear()


def shifts_of(store: ServerStore, team_id: str) -> list[Shift]:
    """The shifts of a team as the server has them now."""
    return list(store.facts(team_id).records(Shift))


def owners_in(shifts: Iterable[Shift]) -> dict[str, tuple[str | None, int]]:
    """Whose each shift is, and its version."""
    return {each.id: (each.officer_id, each.version) for each in shifts}


def unlawful(shifts: Iterable[Shift]) -> list[str]:
    """Broken rules of working time, and people in two places at once."""
    bound = [each for each in shifts if each.binds and each.officer_id]
    wrong = [f"{each.rule.value} broken" for each in breaches([duty(each, each.officer_id or "") for each in bound])]
    taken = set[tuple[str | None, Slot]]()
    for each in bound:
        for slot in each.slots:
            if (each.officer_id, slot) in taken:
                wrong.append("somebody drives in two cars at once")
            taken.add((each.officer_id, slot))
    return wrong
