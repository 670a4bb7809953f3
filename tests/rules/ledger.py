"""A ledger of who owns which shift by what people said, kept apart from the rules: it knows nothing of their code."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from field_app.rules.commands import Command
from field_app.rules.notes import content_of
from field_app.rules.roster_commands import (
    AcceptSwap,
    ApproveSwap,
    AssignShift,
    BringNote,
    CancelShift,
    DeclineSwap,
    OfferSwap,
    ShiftRef,
    TakeShift,
    WithdrawSwap,
)


@dataclass
class Consent:
    """What somebody really asked for, as the ledger wrote it down when it was said."""

    owner: str
    gives: ShiftRef
    until: datetime
    to: str | None
    asks: tuple[ShiftRef, ...]
    is_open: bool = True
    yes: tuple[str, ShiftRef | None] | None = None


@dataclass
class Ledger:
    """Who owns what by what people said, kept apart from the rules: it knows nothing of their code."""

    owners: dict[str, tuple[str | None, int]]
    consents: dict[str, Consent] = field(default_factory=dict)
    won: Counter[tuple[str, int]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def heard(self, command: Command, by: str, said_id: str, now: datetime, *, approval: bool) -> None:
        """A command that the server accepted."""
        if isinstance(command, BringNote):
            note = command.note
            self.heard(content_of(note), note.officer_id, note.id, now, approval=approval)
        elif isinstance(command, OfferSwap):
            self.consents.setdefault(said_id, Consent(by, command.gives, command.until, command.to, command.asks))
        elif isinstance(command, AcceptSwap):
            self._yes(command, by, now, approval=approval)
        elif isinstance(command, ApproveSwap):
            self._approved(command)
        elif isinstance(command, WithdrawSwap | DeclineSwap):
            self._no(command, by)
        elif isinstance(command, TakeShift):
            self._expect(command.shift, None, "taken")
            self._move(command.shift, by)
        elif isinstance(command, AssignShift):
            self._move(command.shift, command.officer_id)
        elif isinstance(command, CancelShift):
            self._move(command.shift, self.owners[command.shift.shift_id][0])

    def _yes(self, command: AcceptSwap, by: str, now: datetime, *, approval: bool) -> None:
        consent = self.consents.get(command.offer_id)
        if consent is None:
            self.wrong.append("a yes to what nobody offered")
            return
        if consent.yes and consent.yes[0] == by:
            return
        if not consent.is_open or consent.yes or now >= consent.until:
            self.wrong.append("a yes to what was over")
        if (consent.to and consent.to != by) or by == consent.owner:
            self.wrong.append("a yes of who was not asked")
        if (command.returns not in consent.asks) if consent.asks else command.returns is not None:
            self.wrong.append("a return that nobody asked")
        consent.yes = (by, command.returns)
        if not approval:
            self._swap(consent)

    def _approved(self, command: ApproveSwap) -> None:
        consent = self.consents[command.offer_id]
        consent.is_open = False
        if command.is_approved:
            self._swap(consent)

    def _swap(self, consent: Consent) -> None:
        assert consent.yes is not None
        taker, returns = consent.yes
        consent.is_open = False
        self._expect(consent.gives, consent.owner, "given")
        self._move(consent.gives, taker)
        if returns:
            self._expect(returns, taker, "returned")
            self._move(returns, consent.owner)

    def _no(self, command: WithdrawSwap | DeclineSwap, by: str) -> None:
        consent = self.consents[command.offer_id]
        if isinstance(command, WithdrawSwap) or consent.to == by:
            consent.is_open = False

    def _expect(self, ref: ShiftRef, owner: str | None, how: str) -> None:
        if self.owners[ref.shift_id] != (owner, ref.version):
            self.wrong.append(f"{how} what was not theirs, or had changed")
        self.won[ref.shift_id, ref.version] += 1
        if self.won[ref.shift_id, ref.version] > 1:
            self.wrong.append("one shift went to two")

    def _move(self, ref: ShiftRef, to: str | None) -> None:
        self.owners[ref.shift_id] = (to, self.owners[ref.shift_id][1] + 1)
