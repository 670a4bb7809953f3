"""The verbs of a look in the making: begin it with a tap, change it, set it aside and bring it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, timedelta
from typing import Any

from field_app.rules import observations
from field_app.rules.clock import Clocks
from field_app.rules.dossier.case_records import Case
from field_app.rules.observations import SHIFT_MARGIN, Act
from field_app.rules.refusals import Code, Refused
from field_app.rules.vocabulary import Certainty, FactKind, Result, local
from field_app.rules.wire import decode, encode
from field_app.store.drafts import PAPER
from field_app.store.phone_store import PhoneStore
from field_app.workday import drafting, journal
from field_app.workday.known import Known
from field_app.workday.reading import Reading
from field_app.workday.views import Draft, DraftLine, DraftView

#: A draft that was set aside can be brought back this long.
DISCARDED_STAYS = timedelta(days=1)
_FIXED = {"id", "case_id", "first_tap_at", "prefilled", "corrects", "photos", "typed_at"}


class Sketching:
    """Drafts on one phone: every change is on disk before the next tap."""

    def __init__(self, store: PhoneStore, clocks: Clocks, new_id: Callable[[], str]) -> None:
        """`new_id` makes ids that sort by time (UUIDv7)."""
        self._store, self._clocks, self._new_id = store, clocks, new_id
        self._known: Known | None = None
        #: Called after each save of a command: something waits to be sent.
        self.on_saved: Callable[[], None] = lambda: None

    def refresh(self) -> None:
        """Rows came in from elsewhere: read anew."""
        self._known = None

    def begin(self, case_id: str, result: Result | None = None) -> DraftView:
        """The first tap: fixes the begin and saves a filled-in draft. The look of just now at this case is taken up again."""
        now = self._clocks.now()
        waiting = next((each for each in self._open_drafts() if drafting.goes_on(each, case_id, result, now)), None)
        if waiting:
            return self._keep(drafting.changed(waiting, {"result": result})) if result else self._view(waiting)
        case = self._case(case_id)
        shift = self._read().own_shift(now, SHIFT_MARGIN)
        draft = drafting.prefilled(self._new_id(), case, self._read().plan(case), shift, self._reading().slot_now(), now)
        return self._keep(drafting.changed(draft, {"result": result}))

    def draft(self, draft_id: str) -> DraftView:
        """A draft. Raises `Refused` when there is none."""
        return self._view(self._draft(draft_id))

    def change(self, draft_id: str, **changes: Any) -> DraftView:
        """Change fields of a draft by name; a filled-in field that is changed counts as the officer's own."""
        unknown = changes.keys() - (set(Draft.__dataclass_fields__) - _FIXED)
        if unknown:
            raise TypeError(f"a draft has no {', '.join(sorted(unknown))} to change")
        return self._keep(drafting.typed(drafting.changed(self._draft(draft_id), changes), self._clocks.now()))

    def toggle_fact(self, draft_id: str, kind: FactKind, text: str, replaces: tuple[str, ...] = ()) -> DraftView:
        """A chip: adds a fact at this instant, or takes it away; what it contradicts goes when it is added."""
        draft = self._draft(draft_id)
        at = next((at for at, each in enumerate(draft.facts) if each.text == text), None)
        if at is not None:
            return self._keep(drafting.without_fact(draft, at))
        return self._keep(drafting.with_fact(draft, kind, text, self._clocks.now(), Certainty.SEEN_MYSELF, replaces))

    def add_fact(self, draft_id: str, kind: FactKind, text: str, certainty: Certainty = Certainty.SEEN_MYSELF) -> DraftView:
        """One more fact, at this instant."""
        return self._keep(drafting.with_fact(self._draft(draft_id), kind, text, self._clocks.now(), certainty))

    def change_fact(self, draft_id: str, at: int, text: str, certainty: Certainty) -> DraftView:
        """Other words or another certainty for a fact; its time stays."""
        draft = self._draft(draft_id)
        old = draft.facts[at]
        facts = (*draft.facts[:at], type(old)(old.at, old.kind, text, certainty), *draft.facts[at + 1 :])
        return self._keep(drafting.changed(draft, {"facts": facts}))

    def remove_fact(self, draft_id: str, at: int) -> DraftView:
        """One fact less."""
        return self._keep(drafting.without_fact(self._draft(draft_id), at))

    def discard(self, draft_id: str) -> None:
        """Set a draft aside; `restore` brings it back for a day."""
        now = self._clocks.now().astimezone(UTC)
        with self._store.saving():
            self._store.drafts.forget_discarded((now - DISCARDED_STAYS).isoformat())
            self._store.drafts.discard(draft_id, now.isoformat())

    def restore(self, draft_id: str) -> DraftView:
        """Bring a draft back that was set aside."""
        with self._store.saving():
            self._store.drafts.restore(draft_id)
        return self.draft(draft_id)

    def begin_correction(self, observation_id: str) -> DraftView:
        """A draft that holds one's own earlier look, to be sealed as a new version with a reason. Raises `Refused`."""
        seen = journal.find(self._read(), observation_id)
        if seen is None:
            raise Refused(Code.OBSERVATION_UNKNOWN, observation_id=observation_id)
        if seen.officer_id != self._officer_id():
            raise Refused(Code.NOT_YOUR_OBSERVATION, observation_id=observation_id)
        return self._keep(drafting.from_observation(self._new_id(), seen))

    def _officer_id(self) -> str:
        enrolment = self._store.enrolment()
        if enrolment is None:
            raise Refused(Code.DEVICE_UNKNOWN)
        return enrolment.officer_id

    def _read(self) -> Known:
        if self._known is None:
            self._known = Known(self._store, self._officer_id())
        return self._known

    def _reading(self) -> Reading:
        return Reading(self._store, self._read(), self._clocks.now(), tuple(map(self._draft_line, self._open_drafts())))

    def _case(self, case_id: str) -> Case:
        case = self._read().facts.case(case_id)
        if case is None:
            raise Refused(Code.CASE_UNKNOWN, case_id=case_id)
        return case

    def _open_drafts(self) -> list[Draft]:
        return [decode(Draft, body) for _, body in self._store.drafts.open_ones()]

    def _draft_line(self, draft: Draft) -> DraftLine:
        case = self._read().facts.case(draft.case_id)
        return DraftLine(draft.id, draft.case_id, case.code_name if case else "", draft.began_at)

    def _draft(self, draft_id: str) -> Draft:
        body = self._store.drafts.get(draft_id)
        if body is None or PAPER in body:
            raise Refused(Code.OBSERVATION_UNKNOWN, draft_id=draft_id)
        return decode(Draft, body)

    def _keep(self, draft: Draft) -> DraftView:
        """Raises `Refused` on what could not be read back, such as a text that is too long; the draft stays as it was."""
        body = self._readable(draft)
        with self._store.saving():
            self._store.drafts.put(draft.id, draft.case_id, body)
        return self._view(draft)

    def _readable(self, draft: Draft) -> dict[str, Any]:
        body: dict[str, Any] = encode(draft)
        decode(Draft, body)
        return body

    def _view(self, draft: Draft) -> DraftView:
        case, now = self._case(draft.case_id), self._clocks.now()
        plan = self._read().plan(case)
        day = plan.day_number(local(draft.began_at).date()) if plan else None
        try:
            look = drafting.to_look(draft, now)
        except Refused:
            return DraftView(draft, case, day, is_late=False, expected_flags=())
        flags = observations.flags_of(look, case, self._read().facts, Act(draft.id, self._officer_id(), now, {}))
        late = observations.is_late(look, now) and draft.corrects is None
        return DraftView(draft, case, day, late, flags)
