"""The officer's own verbs: look at today, begin and seal a look, put right, start and end a shift."""

from __future__ import annotations

from field_app.rules.commands import NotDone
from field_app.rules.records import Officer
from field_app.rules.vocabulary import Certainty, FactKind, Result
from field_app.workday.views import (
    CaseLine,
    CaseView,
    DraftView,
    Entry,
    Preferences,
    TodayView,
    WaitingItem,
)


class Workday:
    """INTERFACE (being implemented): all methods are synchronous and run on the store's thread via `Phone.ask`."""

    def me(self) -> Officer: ...
    def colleague(self, officer_id: str) -> Officer | None: ...
    def today(self) -> TodayView: ...
    def cases(self) -> tuple[CaseLine, ...]: ...
    def case(self, case_id: str) -> CaseView: ...
    def entry(self, observation_id: str) -> Entry: ...

    def begin(self, case_id: str, result: Result | None = None) -> DraftView:
        """The first tap: fixes the begin, saves a prefilled draft (if the case already has an open draft, returns that one)."""

    def draft(self, draft_id: str) -> DraftView: ...
    def change(self, draft_id: str, **fields: object) -> DraftView:
        """Change fields of views.Draft by name; committed at once; a changed prefilled field leaves `prefilled`."""

    def toggle_fact(self, draft_id: str, kind: FactKind, text: str, replaces: tuple[str, ...] = ()) -> DraftView:
        """A chip: adds a fact line at this instant, or takes it away; texts in `replaces` are taken away when it is added."""

    def add_fact(self, draft_id: str, kind: FactKind, text: str, certainty: Certainty = Certainty.SEEN_MYSELF) -> DraftView: ...
    def change_fact(self, draft_id: str, at: int, text: str, certainty: Certainty) -> DraftView: ...
    def remove_fact(self, draft_id: str, at: int) -> DraftView: ...
    def seal(self, draft_id: str) -> Entry:
        """The second tap ("Vastleggen"): ends the look now. `free_text` becomes a fact line. Raises Refused (draft stays)."""

    def discard(self, draft_id: str) -> None: ...
    def restore(self, draft_id: str) -> DraftView:
        """Undo of discard."""

    def begin_correction(self, observation_id: str) -> DraftView:
        """A draft holding the old look, with `corrects` set; `reason` must be filled before sealing."""

    def withdraw(self, observation_id: str, reason: str) -> None: ...
    def start_shift(self, shift_id: str, vehicle: str | None = None) -> None: ...
    def end_shift(self, shift_id: str, handover_note: str, not_done: tuple[NotDone, ...] = ()) -> None: ...
    def waiting(self) -> tuple[WaitingItem, ...]:
        """Everything saved here that is not yet confirmed or was refused, and the last confirmed ones."""

    def dismiss(self, command_id: str) -> None:
        """The officer has read a refusal."""

    def rescue_file(self) -> bytes:
        """The unsent work, sealed to the municipality's recovery key."""

    def preferences(self) -> Preferences: ...
    def set_preferences(self, preferences: Preferences) -> None: ...
