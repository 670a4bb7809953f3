"""The officer's own verbs: look at today, seal a look, put right, start and end a shift."""

from __future__ import annotations

from collections.abc import Collection

from field_app.rules.commands import (
    Command,
    CorrectObservation,
    EndShift,
    NotDone,
    RecordObservation,
    StartShift,
    WithdrawObservation,
)
from field_app.rules.records import Officer
from field_app.rules.refusals import Code, Refused
from field_app.workday import drafting, journal, rescue
from field_app.workday.case_views import CaseLine, CaseloadView, CaseView, Story
from field_app.workday.caseload import Caseloads
from field_app.workday.papers import Papers
from field_app.workday.photo_reading import PhotoReading
from field_app.workday.photographing import Photographing
from field_app.workday.rostering import Rostering
from field_app.workday.safety import Guarding
from field_app.workday.views import Entry, Preferences, Theme, TodayView, WaitingItem

#: So many rows of a story are opened at once, where nobody asks for another number.
PART = 25


class Workday(Guarding, Rostering, Papers, Photographing, PhotoReading):
    """One officer's day on one phone. All methods run on the store's thread; what they save is on disk when they return."""

    def me(self) -> Officer:
        """The officer whose phone this is."""
        return self._read().officer(self._officer_id())

    def colleague(self, officer_id: str) -> Officer | None:
        """Somebody of the team."""
        return self._read().facts.officer(officer_id)

    def today(self) -> TodayView:
        """What to do now."""
        return self._reading().today()

    def cases(self) -> tuple[CaseLine, ...]:
        """The shared list."""
        return self._dossiers().cases()

    def case(self, case_id: str) -> CaseView:
        """The dossier of one case. Raises `Refused`."""
        return self._dossiers().case(case_id)

    def story(self, case_id: str, first: int = 0, most: int = PART) -> Story:
        """Everything in a case, newest first, from number `first` on and at most so many. Raises `Refused`."""
        return self._dossiers().story(case_id, first, most)

    def entries(self, case_id: str, ids: Collection[str], most: int = PART) -> tuple[Entry, ...]:
        """The newest of these entries of a case, at most so many. Raises `Refused`."""
        return self._dossiers().entries(case_id, ids, most)

    def caseload(self) -> CaseloadView:
        """Everything around the shared list: what waits, nominations, one's own caseload, signals, closed cases."""
        return self._dossiers().caseload()

    def _dossiers(self) -> Caseloads:
        return Caseloads(self._store, self._read(), self._clocks.now(), tuple(map(self._draft_line, self._open_drafts())))

    def entry(self, observation_id: str) -> Entry:
        """One entry of the journal. Raises `Refused`."""
        known = self._read()
        seen = journal.find(known, observation_id)
        if seen is None:
            raise Refused(Code.OBSERVATION_UNKNOWN, observation_id=observation_id)
        return journal.entry(known, self._case(seen.look.case_id), seen, journal.delivery(self._store, known, seen))

    def seal(self, draft_id: str) -> Entry:
        """The second tap: ends the look now and seals it. Raises `Refused`; the draft then stays."""
        draft = self._draft(draft_id)
        look = drafting.to_look(draft, self._clocks.now())
        command: Command = RecordObservation(look)
        if draft.corrects:
            command = CorrectObservation(draft.corrects, draft.reason or "", look)
        return self.entry(self._say(command, draft_id))

    def withdraw(self, observation_id: str, reason: str) -> None:
        """Say that an entry of one's own no longer counts. Raises `Refused`."""
        self._say(WithdrawObservation(observation_id, reason))

    def start_shift(
        self, shift_id: str, vehicle: str | None = None, *, phone_checked: bool = False, battery_percent: int | None = None
    ) -> None:
        """Begin one's shift: the car, and that phone and battery (0 to 100) were checked. Raises `Refused`."""
        self._say(StartShift(shift_id, vehicle, phone_checked, battery_percent))

    def end_shift(self, shift_id: str, handover_note: str, not_done: tuple[NotDone, ...] = ()) -> None:
        """End one's shift with a note for the next colleague. Raises `Refused`."""
        self._say(EndShift(shift_id, handover_note, not_done))

    def waiting(self) -> tuple[WaitingItem, ...]:
        """What was saved here and how far it is, newest first: all that waits or was refused, and the last confirmed."""
        return rescue.waiting_items(self._store, self._read())

    def dismiss(self, command_id: str) -> None:
        """The officer has read a refusal."""
        with self._store.saving():
            self._store.outbox.dismiss(command_id)
            self._store.photos.drop_refused(command_id)
        self._store.photos.sweep()

    def rescue_file(self) -> bytes:
        """The unsent work, sealed so that only the office can read it. Raises `Refused` when there is none."""
        return rescue.rescue_file(self._store, self._clocks.to_send())

    def preferences(self) -> Preferences:
        """How this officer likes the screen."""
        kept = self._store.settings.get("preferences")
        return Preferences() if kept is None else Preferences(Theme(kept[0]), kept[1] / 100, kept[2])

    def set_preferences(self, preferences: Preferences) -> None:
        """Remember how this officer likes the screen."""
        kept = [preferences.theme, round(preferences.text_scale * 100), preferences.parked_hint_seen]
        with self._store.saving():
            self._store.settings.put("preferences", kept)
