"""Saying a command: judged by the rules, sealed into the outbox, and known here from that moment on."""

from __future__ import annotations

from field_app.rules import rulebook
from field_app.rules.clock import reading, stamped
from field_app.rules.commands import Command
from field_app.rules.observations import Act
from field_app.rules.wire import Envelope, command_of, encode, name_of
from field_app.workday.sketching import Sketching


class Saying(Sketching):
    """What every verb of the workday ends with."""

    def _say(self, command: Command, draft_id: str | None = None) -> str:
        """Judge, seal and keep a command; answers its id. Raises `Refused` before anything is kept."""
        envelope = self._envelope(command)
        as_sent = command_of(envelope)  # judged as the server will read it
        outcome = rulebook.apply(as_sent, self._read().facts, self._act(envelope))
        with self._store.saving():
            self._store.outbox.add(envelope)
            if draft_id:
                self._store.drafts.remove(draft_id)
                self._store.photos.bind(draft_id, envelope.device_seq)
        self._read().add(envelope, as_sent, outcome)
        self.on_saved()
        return envelope.id

    def _envelope(self, command: Command) -> Envelope:
        now = self._clocks.to_send()
        clock = reading(self._store.settings.get("server_offset"), now)
        number = self._store.outbox.last_seq + 1
        return Envelope(self._new_id(), number, name_of(command), encode(command), stamped(now.now), clock)

    def _act(self, envelope: Envelope) -> Act:
        return Act(envelope.id, self._read().officer_id, envelope.at, envelope.args)
