"""What really happened, kept apart from phones and server: what was saved, what was said of it, and what was promised to whom."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from field_app.rules.clock import SKEW_LIMIT
from field_app.rules.refusals import Code
from field_app.rules.roster_commands import AcceptSwap, TakeShift
from field_app.rules.wire import Envelope, command_of
from simulation.handset import Handset
from simulation.office import Heard, Office
from simulation.rosters import Rosters
from sync_server.roster_log import ABOUT_THE_ROSTER

_KEPT = {"accepted", "flagged"}
_SAID = "select rowid, device, device_seq, id, status, seq, verdict, received_at from commands where rowid > ? order by rowid"
_SECOND = timedelta(seconds=1)


@dataclass(slots=True)
class Saved:
    """One command that a phone saved: how its clocks stood, and all that the server ever said of it."""

    envelope: Envelope
    off: timedelta
    boot: str
    booted_at: datetime
    said: set[str] = field(default_factory=set)

    @property
    def was_kept(self) -> bool:
        return bool(self.said & _KEPT)


class Judged(NamedTuple):
    """One command as the server's evidence has it."""

    device: str
    number: int
    command_id: str | None
    status: str
    seq: int | None
    verdict: str | None
    received_at: str


class Memory:
    """Follows phones and server, and writes down in `wrong` whatever may never be."""

    def __init__(self, office: Office, phones: Iterable[Handset], reached: Counter[str]) -> None:
        self.office, self.reached, self.wrong = office, reached, list[str]()
        self.phones = {each.id: each for each in phones}
        self.saved: dict[str, list[Saved]] = {each: [] for each in self.phones}
        #: A shift that was confirmed to somebody: which one, its version from then on, and whose it became.
        self.promised: set[tuple[str, int, str]] = set()
        #: What phones had to let go of, by phone and number: later the phone has not even the empty line any more.
        self._let_go: set[tuple[str, int]] = set()
        self.rosters, self._is_read_anew = Rosters(office.store, self.wrong), False
        self._begin()

    def _begin(self) -> None:
        self._through, self._seq = 0, Counter[str]()
        self.arrived: Counter[str] = Counter()

    # ---- at the phone

    def noted(self, phone: Handset, said_id: str | None = None) -> None:
        """Something was saved here, or may have been before the power went; `said_id` is what the phone said it was."""
        with phone.wire.spared():
            self._note(phone)
        if said_id is not None and self.saved[phone.id][-1].envelope.id != said_id:
            self.wrong.append(f"{phone.id} said that it saved {said_id}, which is not there")

    def _note(self, phone: Handset) -> None:
        kept = self.saved[phone.id]
        if phone.store.outbox.last_seq < len(kept):
            self.wrong.append(f"{phone.id} lost what it had saved when its power went")
        rows = phone.store.database.execute("select id from outbox where device_seq > ? order by device_seq", [len(kept)])
        for (row_id,) in rows.fetchall():
            envelope = phone.store.outbox.envelope(row_id)
            assert envelope is not None
            kept.append(Saved(envelope, phone.off, phone.boot, phone.booted_at))
            self.reached["saved"] += 1
            self.reached["observations saved"] += envelope.name == "record-observation"

    def looked_at(self, phone: Handset) -> None:
        """What the phone now shows of all that it saved: nothing is confirmed that the server did not keep, and nothing is gone."""
        states = dict(phone.wire.connection.execute("select device_seq, state from outbox").fetchall())
        for number, saved in enumerate(self.saved[phone.id], start=1):
            state = states.get(number)
            if state in ("ACCEPTED", "FLAGGED", None) and not saved.was_kept:
                what = "no longer has" if state is None else "shows as confirmed"
                self.wrong.append(f"{phone.id} {what} {number}, of which the server said {sorted(saved.said) or 'nothing'}")
            elif state == "REFUSED" and "refused" not in saved.said:
                self.wrong.append(f"{phone.id} shows {number} as refused, which the server never said")
            elif state == "ACCEPTED":
                self._promise(saved, phone.officer.id)

    def _promise(self, saved: Saved, officer_id: str) -> None:
        if saved.envelope.name not in ("accept-swap", "take-shift"):
            return
        command = command_of(saved.envelope)
        refs = (command.gives,) if isinstance(command, AcceptSwap) else (command.shift,) if isinstance(command, TakeShift) else ()
        self.promised |= {(each.shift_id, each.version + 1, officer_id) for each in refs if each}

    # ---- at the server

    def heard(self, heard: Heard) -> None:
        """The server answered a request: what is new in its evidence is what was saved, in order, judged by what people said."""
        with self.office.wire.spared():
            self._hear(heard)

    def _hear(self, heard: Heard) -> None:
        roster_moved = False
        for rowid, *found in self.office.store.database.execute(_SAID, [self._through]).fetchall():
            self._through = rowid
            roster_moved |= self._judged(Judged(*found), heard)
        if roster_moved:
            self.rosters.judge(self.office.store)

    def _judged(self, judged: Judged, heard: Heard) -> bool:
        """One command with its verdict; answers whether the roster moved."""
        saved = self._saved(judged.device, judged.number, judged.command_id)
        if saved is None:
            return False
        is_new = not saved.said
        saved.said.add(judged.status)
        self._says_the_same(judged.device, judged.number, saved)
        self._in_order(judged.device, judged.number, judged.seq)
        self.reached[f"{judged.status} by the server"] += 1
        if judged.status not in _KEPT:
            self._refused(judged)
            return False
        if saved.envelope.name == "record-observation" and saved.boot == heard.boot:
            self._clock(judged.device, saved, heard, json.loads(judged.verdict or "{}"))
        if not is_new:
            self.reached["brought again after a restore"] += not self._is_read_anew
            return False
        self.reached[f"kept: {saved.envelope.name}"] += 1
        return self.rosters.heard(self.phones[judged.device].person, saved.envelope, datetime.fromisoformat(judged.received_at))

    def _refused(self, judged: Judged) -> None:
        """A no is a rule's; a fault of the server is none."""
        code = json.loads(judged.verdict or "{}").get("code")
        self.reached[f"server's no: {code}"] += 1
        if code in (Code.SERVER_FAULT, Code.MALFORMED, Code.COMMAND_UNKNOWN):
            self.wrong.append(f"{judged.number} of {judged.device} was refused for {code}")

    def _saved(self, device: str, number: int, command_id: str | None) -> Saved | None:
        kept = self.saved[device]
        is_known = number <= len(kept) and kept[number - 1].envelope.id == command_id
        if not is_known and not (command_id is None and self.was_destroyed(self.phones[device], number)):
            self.wrong.append(f"the server has {number} of {device} as {command_id}, which was not saved as such")
            return None
        return kept[number - 1]

    def was_destroyed(self, phone: Handset, number: int) -> bool:
        """Whether a phone had to let go of what this command said: after a restore it can only say that there was one."""
        found = phone.wire.connection.execute("select sealed from outbox where device_seq = ?", [number]).fetchone()
        if found is not None and found[0] == b"" and self.reached["kept: confirm-destruction"] > 0:
            self._let_go.add((phone.id, number))
        return (phone.id, number) in self._let_go

    def _in_order(self, device: str, number: int, seq: int | None) -> None:
        """Arrival decides: numbers of a device without gaps, change numbers that only grow."""
        if number != self.arrived[device] + 1:
            self.wrong.append(f"{device} has {number} after {self.arrived[device]}")
        self.arrived[device] = number
        team = self.phones[device].person.team_id
        if seq is not None:
            if seq <= self._seq[team]:
                self.wrong.append(f"change {seq} of {team} came after {self._seq[team]}: something else than arrival decided")
            self._seq[team] = seq

    def _says_the_same(self, device: str, number: int, saved: Saved) -> None:
        """About the roster the server never changes its mind, whatever happened to it; about the rest it is counted."""
        if saved.was_kept and "refused" in saved.said:
            self.reached["verdicts that turned after a restore"] += 1
            if saved.envelope.name in ABOUT_THE_ROSTER:
                self.wrong.append(f"{saved.envelope.name} {number} of {device} was {sorted(saved.said)}")

    def _clock(self, device: str, saved: Saved, heard: Heard, verdict: dict[str, object]) -> None:
        """Within one boot it is known how far the clock was off when it wrote, less what the request took to get here."""
        written_at = saved.booted_at + timedelta(milliseconds=heard.monotonic_ms)
        off = abs(saved.off - (self.office.sky.now - written_at))
        flags = verdict.get("flags") or []
        is_flagged = isinstance(flags, list) and "clock-skew" in flags
        self.reached["clocks flagged"] += is_flagged
        if abs(off - SKEW_LIMIT) > _SECOND and is_flagged != (off > SKEW_LIMIT):
            self.wrong.append(f"{device}: a clock that was {off} off, and flagged is {is_flagged}")

    def put_back(self) -> None:
        """The server went back: it is heard anew from its first command, and will hear the rest again."""
        self._begin()
        self._is_read_anew = True
        self.heard(Heard())
        self._is_read_anew = False
        self.rosters.judge(self.office.store)
