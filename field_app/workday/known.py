"""What this phone knows: confirmed rows with the officer's own waiting commands replayed on top."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from field_app.rules import rulebook
from field_app.rules.commands import Command
from field_app.rules.division.records import Division
from field_app.rules.division.slot import counts_until, division_of
from field_app.rules.dossier.case_records import Case
from field_app.rules.dossier.plan_records import Plan
from field_app.rules.facts import case_of
from field_app.rules.glance import Glance, glance, in_time
from field_app.rules.observations import Act, Outcome
from field_app.rules.pattern.records import Pattern
from field_app.rules.pattern.summarising import summary
from field_app.rules.records import Observation, Officer, Shift
from field_app.rules.refusals import Refused
from field_app.rules.row_facts import RowFacts
from field_app.rules.vocabulary import Kind, Slot
from field_app.rules.wire import Envelope, command_of, decode
from field_app.store.delivery import is_signed
from field_app.store.phone_store import PhoneStore

#: A colleague who is no longer in the casebook still made what he made.
_GONE = "—"


class Known:
    """One consistent reading of the phone's rows; made anew after each exchange, kept up by each save."""

    def __init__(self, store: PhoneStore, officer_id: str) -> None:
        """Replays what waits. A command that the rules would now refuse shows nothing until the server has spoken."""
        self._store, self.officer_id = store, officer_id
        self.facts = RowFacts(store.casebook, _team_id(store), is_signed, store.casebook.records)
        self.waiting: dict[str, int] = {}
        self.waiting_commands: dict[str, Command] = {}
        self._divisions: dict[Slot, Division] = {}
        self._lookers: dict[tuple[str, datetime], tuple[str, ...]] = {}
        self._entries: dict[str, tuple[list[Glance], list[Glance]]] = {}
        self._patterns: dict[str, Pattern] = {}
        self._shifts: list[Shift] | None = None
        for item in store.outbox.items("SAVED"):
            if item.envelope:
                self._replay(item.envelope)

    def _replay(self, envelope: Envelope) -> None:
        act = Act(envelope.id, self.officer_id, envelope.at, envelope.args)
        try:
            command = command_of(envelope)
            outcome = rulebook.apply(command, self.facts, act)
        except Refused:
            return
        self.add(envelope, command, outcome)

    def add(self, envelope: Envelope, command: Command, outcome: Outcome) -> None:
        """A command of one's own was saved."""
        self.waiting[envelope.id] = envelope.device_seq
        self.waiting_commands[envelope.id] = command
        for change in outcome.changes:
            self.facts.put(change)
        self._patterns.clear()
        if any(change.kind is not Kind.OBSERVATION for change in outcome.changes):
            self._divisions.clear()
            self._shifts = None

    def still_holds(self, command_id: str) -> bool:
        """Whether a command of one's own is still on this phone; what a backup holds need not stay."""
        return self._store.outbox.envelope(command_id) is not None

    def officer(self, officer_id: str | None) -> Officer:
        """A colleague, also one who has left."""
        return self.facts.officer(officer_id or "") or Officer(officer_id or "", _GONE, ())

    def cases(self) -> list[Case]:
        """All cases that this phone holds."""
        return [case for row_id in self._ids(Kind.CASE) if (case := self.facts.case(row_id))]

    def shifts(self) -> list[Shift]:
        """All shifts of the published roster that this phone holds, as changed here, in time order."""
        if self._shifts is None:
            found = [shift for shift in self.facts.records(Shift) if shift.binds]
            self._shifts = sorted(found, key=lambda each: (each.begins_at, each.id))
        return self._shifts

    def plan(self, case: Case) -> Plan | None:
        """The plan of a case."""
        return self.facts.plan(case.plan_id) if case.plan_id else None

    def observations(self, case_id: str) -> list[Observation]:
        """Every observation of a case, waiting ones included, oldest look first."""
        rows: dict[str, Mapping[str, Any]] = dict(self._store.casebook.observations_of(case_id))
        mine = {row_id: body for (kind, row_id), body in self.facts.changed.items() if kind is Kind.OBSERVATION}
        rows |= {row_id: body for row_id, body in mine.items() if body["look"]["case_id"] == case_id}
        found = [decode(Observation, {**body, "id": row_id}) for row_id, body in rows.items()]
        return sorted(found, key=lambda each: (each.look.began_at, each.id))

    def looks(self, case_id: str) -> list[Glance]:
        """All that tells of looking at a case, waiting ones included, oldest first, without opening any of it."""
        kept = self._store.casebook.looks_of(case_id)
        changed = {row_id: body for (kind, row_id), body in self.facts.changed.items() if case_of(kind, row_id, body) == case_id}
        mine = [found for row_id, body in changed.items() if (found := glance(row_id, body))]
        return sorted([*(each for each in kept if each.id not in changed), *mine], key=in_time) if changed else kept

    def entries(self, case_id: str) -> list[Glance]:
        """The observations among them; the same list as long as nothing changes. Not to be changed by the caller."""
        looks = self.looks(case_id)
        if case_id not in self._entries or self._entries[case_id][0] is not looks:
            self._entries[case_id] = looks, [each for each in looks if each.is_entry]
        return self._entries[case_id][1]

    def pattern(self, case_id: str) -> Pattern:
        """What the observations of a case say together; read once, until one of them changes."""
        if case_id not in self._patterns:
            self._patterns[case_id] = summary(self.observations(case_id), self.facts.hours())
        return self._patterns[case_id]

    def division(self, slot: Slot) -> Division:
        """How the cases of a slot are divided over its cars, worked out once; the same on every phone that holds the same rows."""
        if slot not in self._divisions:
            until = counts_until(slot)
            self._divisions[slot] = division_of(slot, self.facts, lambda case_id: self._looked(case_id, until))
        return self._divisions[slot]

    def _looked(self, case_id: str, until: datetime) -> tuple[str, ...]:
        """Who looked at a case, the last first, as the server had received it by then: no phone knows other ones of its own."""
        if (case_id, until) not in self._lookers:
            self._lookers[case_id, until] = self._lookers_of(case_id, until)
        return self._lookers[case_id, until]

    def _lookers_of(self, case_id: str, until: datetime) -> tuple[str, ...]:
        looks = [each for each in self._store.casebook.looks_of(case_id) if each.is_entry and each.looked]
        told = (each.officer_id for each in reversed(looks) if each.received_at and each.received_at < until)
        return tuple(dict.fromkeys(told))

    def own_shift(self, at: datetime, margin: timedelta) -> Shift | None:
        """One's own shift at this moment, give or take `margin`; a started one goes before."""
        mine = [each for each in self.shifts() if each.officer_id == self.officer_id]
        near = [each for each in mine if each.begins_at - margin <= at <= each.ends_at + margin]
        return min(near, key=lambda each: (each.status != "STARTED", not each.begins_at <= at < each.ends_at), default=None)

    def _ids(self, kind: Kind) -> list[str]:
        return list(self._store.casebook.all_of(kind))


def _team_id(store: PhoneStore) -> str:
    enrolment = store.enrolment()
    return enrolment.team_id if enrolment else ""
