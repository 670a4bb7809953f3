"""One draft on the screen: every change is saved at once, typed text within a third of a second."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import flet as ft

from field_app.rules import text_nl as rules_nl
from field_app.rules.refusals import Code
from field_app.rules.strict_reading import LONGEST_TEXT
from field_app.rules.vocabulary import Result
from field_app.ui import actions, safe
from field_app.ui.state import AppState
from field_app.ui.text_nl import look
from field_app.workday import Workday
from field_app.workday.views import Draft, DraftView

#: What is typed within this many seconds is one write.
PAUSE_S = 0.25


@dataclass(frozen=True, slots=True)
class OfPhoto:
    """Which text of which photo is typed: its `reason`, or what it `shows`."""

    sha256: str
    name: str


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
    was_warned: bool = False
    _typed: dict[str | OfPhoto, object] = field(default_factory=dict)
    _timer: asyncio.Task[None] | None = None
    _in_turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def open(self) -> None:
        """Read the draft; one that was sealed or thrown away elsewhere is gone."""
        told = await actions.tell(self.app, lambda day: day.draft(self.draft_id), lambda _: None, refresh=False)
        if told is None:
            self.is_gone = True
        else:
            self.view = told.answer
        self.app.flush = self.flush

    async def tell(self, verb: Callable[[Workday], DraftView]) -> bool:
        """Change the draft; a no is shown beside the button, and nothing has changed then."""
        async with self._in_turn:
            self.problem = None
            await self._save_typed()
            return await self._told(verb)

    async def _told(self, verb: Callable[[Workday], DraftView]) -> bool:
        told = await actions.tell(self.app, verb, self._say_no, refresh=False)
        if told is not None:
            self.view = told.answer
        return told is not None

    async def change(self, **fields: object) -> bool:
        """Set fields of the draft, saved when this returns."""
        return await self.tell(lambda day: day.change(self.draft_id, **fields))

    def type(self, **fields: object) -> None:
        """Set text fields of the draft, saved within `PAUSE_S`, also while the officer types on."""
        self._will_save(fields.items())

    def type_of_photo(self, sha256: str, **texts: str) -> None:
        """Set a text of one of its photos, in the same way."""
        self._will_save((OfPhoto(sha256, name), typed) for name, typed in texts.items())

    def _will_save(self, typed: Iterable[tuple[str | OfPhoto, object]]) -> None:
        self._typed.update(typed)
        if self._timer is None:
            self._timer = asyncio.create_task(self._after_pause())

    def write(self, typed: str) -> None:
        """Set the free text; what is beyond the longest text is kept beside it, until the officer has made it shorter."""
        pieces = [typed[at : at + LONGEST_TEXT] for at in range(0, len(typed), LONGEST_TEXT)]
        self.type(free_text="".join(pieces[:1]), more_text=tuple(pieces[1:]))

    def is_typing(self, name: str) -> bool:
        """Whether this field holds words that are not on disk yet."""
        return bool(self._typed.get(name))

    async def flush(self) -> None:
        """Save what was typed, now. What cannot be saved holds up nothing else, and stays for the next try."""
        async with self._in_turn:
            await self._save_typed()

    async def _save_typed(self) -> None:
        typed, self._typed = self._typed, {}
        if not typed or await self._saved(typed):
            return
        for name, value in typed.items():
            if len(typed) == 1 or not await self._saved({name: value}):
                self._typed.setdefault(name, value)

    async def _saved(self, typed: dict[str | OfPhoto, object]) -> bool:
        told = await actions.tell(self.app, lambda day: self._written(day, typed), self._say_no, refresh=False)
        if told is not None:
            self.view = told.answer
            self._mind_the_length(told.answer.draft)
        return told is not None

    def _written(self, day: Workday, typed: dict[str | OfPhoto, object]) -> DraftView:
        view = day.change(self.draft_id, **{name: value for name, value in typed.items() if isinstance(name, str)})
        for name, value in typed.items():
            if isinstance(name, OfPhoto):
                said: dict[str, Any] = {name.name: value}
                view = day.change_photo(self.draft_id, name.sha256, **said)
        return view

    def _mind_the_length(self, draft: Draft) -> None:
        too_long = rules_nl.refusal(Code.TEXT_TOO_LONG)
        if draft.more_text:
            self.problem = too_long
        elif self.problem == too_long:
            self.problem = None

    async def may_leave(self) -> bool:
        """Save everything; the first time that this fails the officer is told, and stays."""
        await self.flush()
        told, self.was_warned = self.was_warned, bool(self._typed)
        return told or not self._typed

    async def seal(self) -> bool:
        """Save everything and seal the look, after every tap before this one; what is missing is said instead."""
        if self.is_busy:
            return False
        self.is_busy = self.was_tried = True
        try:
            async with self._in_turn:
                return await self._sealed()
        finally:
            self.is_busy = False

    async def _sealed(self) -> bool:
        await self._conclude()
        if self._typed:  # what could not be saved is never sealed away; the sentence stands there already
            return False
        self.problem = look.missing(self.view) if self.view else None
        return not self.problem and await actions.seal(self.app, self.draft_id, self._say_no) is not None

    async def _conclude(self) -> None:
        """Save what was typed; an officer who wrote down what was seen need not also say that something was seen."""
        await self._save_typed()
        draft = self.view.draft if self.view else None
        if draft and draft.result is None and (draft.facts or draft.free_text.strip()):
            await self._told(lambda day: day.change(self.draft_id, result=Result.SEEN))

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
