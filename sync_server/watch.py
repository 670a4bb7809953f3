"""Keeps watch over officers alone: a timer that nobody stopped becomes an alarm, and who is not in the app gets a mail."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from field_app.rules.refusals import Refused
from field_app.rules.safety import OVERDUE_GRACE
from field_app.rules.safety_records import Alarm, AlarmKind, Timer
from field_app.rules.shift_changes import row
from field_app.rules.vocabulary import Kind
from sync_server import intake, mail
from sync_server.bell import Bell
from sync_server.desk import Desk
from sync_server.letters import due
from sync_server.positions import Positions
from sync_server.presence import Presence
from sync_server.store.server_store import ServerStore

log = logging.getLogger(__name__)
Clock = Callable[[], datetime]

#: A look at least so often, and never more often than this (seconds).
TICK, LEAST = 2.0, 0.2
#: The wait after a mail that could not be sent doubles from the first to the last.
_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=10), timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Seen:
    """What one look at a team gave: where its feed went (None: it stayed), and the letters that are due."""

    team_id: str
    moved_to: int | None
    server: mail.MailServer | None
    letters: tuple[mail.Letter, ...]


def overdue(timers: Iterable[Timer], alarms: Iterable[Alarm], now: datetime) -> tuple[Alarm, ...]:
    """The alarms to raise now: for each timer whose time has passed by the grace and that nobody stopped, once."""
    known = {each.id for each in alarms if each.timer_id}  # a cry for help under that id must not keep the watch quiet
    late = [each for each in timers if each.stopped_at is None and now >= each.until + OVERDUE_GRACE]
    found = (Alarm(_id(each), each.officer_id, AlarmKind.OVERDUE, now, each.shift_id, each.id) for each in late)
    return tuple(each for each in found if each.id not in known)


def _id(timer: Timer) -> str:
    """One alarm for each time that was said: a timer that was made longer and is late again gives another."""
    return f"{timer.id}-{int(timer.until.timestamp())}"


def look(store: ServerStore, presence: Presence, positions: Positions, now: datetime) -> list[Seen]:
    """One look at every team: raise what is overdue, forget places that are no longer needed, and say who must be told."""
    positions.forget(store.facts, now)
    return [_look(store, team.id, presence, now) for team in store.people.teams()]


def _look(store: ServerStore, team_id: str, presence: Presence, now: datetime) -> Seen:
    facts = store.facts(team_id)
    raised = overdue(facts.records(Timer), facts.records(Alarm), now)
    moved_to = intake.put_rows(store, team_id, [row(Kind.ALARM, each) for each in raised]) if raised else None
    box = mail.postbox(store, team_id)
    if box.server is None:
        return Seen(team_id, moved_to, None, ())
    found = due(store.facts(team_id), box, lambda officer_id: presence.is_in(team_id, officer_id, now), now)
    if found.done != box.done:
        box.done = found.done
        mail.keep(store, team_id, box)
    return Seen(team_id, moved_to, box.server, found.letters)


def _mark(store: ServerStore, team_id: str, key: str) -> None:
    box = mail.postbox(store, team_id)
    box.done.add(key)
    mail.keep(store, team_id, box)


class Watch:
    """The watch of one server, on its event loop. All that it knows stands in rows, so that a restart loses nothing."""

    def __init__(self, desk: Desk, bell: Bell, presence: Presence, positions: Positions, clock: Clock) -> None:
        """Nothing happens before `run`."""
        self._desk, self._bell, self._presence, self._positions, self._clock = desk, bell, presence, positions, clock
        self._tries: dict[str, tuple[int, datetime]] = {}
        self._sent: set[str] = set()
        self._sending: asyncio.Task[None] | None = None

    async def run(self) -> None:
        """Look until cancelled: at every move of a feed, and at least every few seconds."""
        try:
            while True:
                await self._once()
                await asyncio.sleep(LEAST)
                await self._bell.rung(TICK)
        finally:
            if self._sending:
                self._sending.cancel()

    async def _once(self) -> None:
        try:
            seen = await self._desk.run(lambda store: look(store, self._presence, self._positions, self._clock()))
        except Refused:
            log.info("the desk is busy; the watch looks again soon")
            return
        except Exception:
            log.exception("the watch could not look")
            return
        for each in seen:
            if each.moved_to is not None:
                self._bell.ring(each.team_id, each.moved_to)
        if self._sending is None or self._sending.done():
            self._sending = asyncio.create_task(self._send(seen))

    async def _send(self, seen: list[Seen]) -> None:
        """Letters one after another, beside everything else; the urgent ones first."""
        letters = [(each, letter) for each in seen for letter in each.letters]
        for each, letter in sorted(letters, key=lambda pair: not pair[1].is_urgent):
            failures, not_before = self._tries.get(letter.key, (0, self._clock()))
            if each.server is None or letter.key in self._sent or self._clock() < not_before:
                continue
            try:
                await asyncio.to_thread(mail.send, each.server, letter)
            except Exception as trouble:  # noqa: BLE001  # also a password file that is gone: the next letter may do better
                log.warning("a mail could not be sent (%s), try %s", type(trouble).__name__, failures + 1)
                wait = min(_FIRST_WAIT * 2 ** min(failures, 20), _LONGEST_WAIT)
                self._tries[letter.key] = (failures + 1, self._clock() + wait)
                continue
            self._tries.pop(letter.key, None)
            self._sent.add(letter.key)  # a look of just before the mark below may still ask for it
            with contextlib.suppress(Refused):
                await self._desk.run(lambda store, at=each.team_id, key=letter.key: _mark(store, at, key))  # type: ignore[misc]  # bound here
