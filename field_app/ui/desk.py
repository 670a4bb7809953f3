"""One draft on the screen: every change is saved at once, typed text within a third of a second."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import flet as ft

from field_app.rules.vocabulary import Result
from field_app.ui import actions, safe
from field_app.ui.state import AppState
from field_app.ui.text_nl import look
from field_app.workday import Workday
from field_app.workday.views import Draft, DraftView

#: Typing pauses shorter than this are not worth a write of their own.
PAUSE_S = 0.25


@ft.observable
@dataclass
class Desk:
    """The draft as it is saved, what is still being typed, and what stood in the way of sealing it (once that `was_tried`)."""

    app: AppState
    draft_id: str
    view: DraftView | None = None
    problem: str | None = None
    is_busy: bool = False
    is_gone: bool = False
    was_tried: bool = False
    _typed: dict[str, object] = field(default_factory=dict)
    _timer: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Read the draft; one that was sealed or thrown away elsewhere is gone."""
        told = await actions.tell(self.app, lambda day: day.draft(self.draft_id), lambda _: None, refresh=False)
        if told is None:
            self.is_gone = True
        else:
            self.view = told.answer
        self.app.flush = self.flush

    async def tell(self, verb: Callable[[Workday], DraftView]) -> None:
        """Change the draft; a no is shown beside the button."""
        await self.flush()
        self.problem = None
        if told := await actions.tell(self.app, verb, self._say_no, refresh=False):
            self.view = told.answer

    async def change(self, **fields: object) -> None:
        """Set fields of the draft, saved when this returns."""
        await self.tell(lambda day: day.change(self.draft_id, **fields))

    def type(self, **fields: object) -> None:
        """Set text fields of the draft, saved at the next pause."""
        self._typed.update(fields)
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.create_task(self._after_pause())

    async def flush(self) -> None:
        """Save what was typed, now."""
        typed, self._typed = self._typed, {}
        if not typed:
            return
        if told := await actions.tell(self.app, lambda day: day.change(self.draft_id, **typed), self._say_no, refresh=False):
            self.view = told.answer
        else:  # what could not be saved stays for the next try
            self._typed = {**typed, **self._typed}

    async def seal(self) -> bool:
        """Save everything and seal the look; what is missing is said instead."""
        if self.is_busy:
            return False
        self.is_busy = self.was_tried = True
        try:
            await self._conclude()
            self.problem = look.missing(self.view) if self.view else None
            return not self.problem and await actions.seal(self.app, self.draft_id, self._say_no) is not None
        finally:
            self.is_busy = False

    async def _conclude(self) -> None:
        """Save what was typed; an officer who wrote down what was seen need not also say that something was seen."""
        await self.flush()
        draft = self.view.draft if self.view else None
        if draft and draft.result is None and (draft.facts or draft.free_text.strip()):
            await self.change(result=Result.SEEN)

    async def _after_pause(self) -> None:
        await asyncio.sleep(PAUSE_S)
        self._timer = None
        await safe.effect(self.flush)()

    def _say_no(self, sentence: str) -> None:
        self.problem = sentence


def shown(draft: Draft) -> set[str]:
    """Which groups of chips belong to this result: after "could not look" there is nothing to choose."""
    if draft.result is Result.UNABLE:
        return set()
    return {"home", "vehicle"} if draft.result is Result.NOTHING_SEEN else {"home", "vehicle", "person", "work"}
