"""One paper on the screen: every value is saved at once, typed text within a third of a second."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from typing import Any

import flet as ft

from field_app.rules import text_nl as rules_nl
from field_app.rules.refusals import Refused
from field_app.ui import actions, safe
from field_app.ui.desk import PAUSE_S
from field_app.ui.forms import FORMS, Form
from field_app.ui.forms.form import Path, label_key, value_at
from field_app.ui.state import AppState
from field_app.ui.text_nl import forms as nl
from field_app.ui.text_nl import general
from field_app.workday.papers import Paper

log = logging.getLogger("ronde.ui")


@ft.observable
@dataclass
class PaperDesk:
    """The paper as it is saved, what is still being typed, and what stood in the way of sealing it.

    `missing` are the fields that must still be filled in, once that `was_tried`; `amiss` is the field that the refusal is about.
    """

    app: AppState
    paper_id: str
    paper: Paper | None = None
    problem: str | None = None
    missing: tuple[Path, ...] = ()
    amiss: str | None = None
    is_busy: bool = False
    is_gone: bool = False
    was_tried: bool = False
    was_warned: bool = False
    _typed: dict[Path, Any] = field(default_factory=dict)
    _timer: asyncio.Task[None] | None = None
    _turns: dict[Path, int] = field(default_factory=dict)
    _in_turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def form(self) -> Form:
        """The form of this paper's command."""
        return FORMS[self.paper.name if self.paper else ""]

    async def open(self) -> None:
        """Read the paper; one that was sealed or thrown away elsewhere is gone."""
        told = await actions.tell(self.app, lambda day: day.paper(self.paper_id), lambda _: None, refresh=False)
        self.is_gone = told is None or told.answer.name not in FORMS
        self.paper = told.answer if told else None
        self.app.flush = self.flush

    def value(self, path: Path) -> Any:
        """What stands there now, also when it is not on disk yet."""
        return self._typed[path] if path in self._typed else value_at(self.paper.args if self.paper else {}, path)

    async def write(self, path: Path, value: Any) -> bool:
        """Set one value, saved when this returns; a no is shown beside the button."""
        async with self._in_turn:
            self.problem = self.amiss = None
            await self._save_typed()
            return await self._saved(path, value)

    def type(self, path: Path, value: Any) -> None:
        """Set a text, saved within `PAUSE_S`, also while the officer types on."""
        self._typed[path] = value
        if self._timer is None:
            self._timer = asyncio.create_task(self._after_pause())

    async def flush(self) -> None:
        """Save what was typed, now. What cannot be saved stays for the next try."""
        async with self._in_turn:
            await self._save_typed()

    async def _save_typed(self) -> None:
        typed, self._typed = self._typed, {}
        for path, value in typed.items():
            if not await self._saved(path, value):
                self._typed.setdefault(path, value)

    async def _saved(self, path: Path, value: Any) -> bool:
        told = await actions.tell(self.app, lambda day: day.write_paper(self.paper_id, path, value), self._say_no, refresh=False)
        if told is not None:
            self.paper = told.answer
            if self.was_tried:
                self.missing = self.form.missing(told.answer.args)
        return told is not None

    # ---- lists of parts, and fields whose text is set for the officer

    def turn(self, path: Path) -> int:
        """Grows each time that a field gets another text than was typed in it, so that it is drawn anew."""
        return self._turns.get(path, 0)

    async def fill(self, path: Path, value: Any) -> bool:
        """Set a value that stands in a text field, or the whole of a list."""
        done = await self.write(path, value)
        self._turns = {**self._turns, path: self.turn(path) + 1}
        return done

    # ---- leaving

    async def may_leave(self) -> bool:
        """Save everything; the first time that this fails the officer is told, and stays."""
        await self.flush()
        told, self.was_warned = self.was_warned, bool(self._typed)
        return told or not self._typed

    async def seal(self) -> bool:
        """Save everything and say what stands on the paper, after every tap before this one; what is missing is said instead."""
        if self.is_busy:
            return False
        self.is_busy = self.was_tried = True
        try:
            async with self._in_turn:
                await self._save_typed()
                return await self._concluded()
        finally:
            self.is_busy = False

    async def _concluded(self) -> bool:
        if self._typed or self.paper is None:  # what could not be saved is never sealed away
            return False
        self.missing, self.amiss = self.form.missing(self.paper.args), None
        self.problem = nl.still_missing(self._labels(self.missing)) if self.missing else None
        return not self.missing and await self._sealed(self.paper)

    async def _sealed(self, paper: Paper) -> bool:
        without = self.form.pointless(paper.args)
        try:
            await self.app.phone.ask(lambda day: day.seal_paper(paper.id, without))
        except Refused as no:
            self._explain(no)
            return False
        except Exception:
            log.exception("the workday failed")
            self.problem = general.ACTION_FAILED
            return False
        await self.app.refresh()
        return True

    def _explain(self, no: Refused) -> None:
        """The sentence, with the field that it is about, and what the dossier itself lacks."""
        where = str(no.details.get("field") or no.details.get("path") or "")
        key, words = ".".join(part for part in where.split(".") if not part.isdigit()), self.form.words
        self.amiss = key if key in words.fields else None
        sentence = rules_nl.refusal(no.code.value)
        named = nl.about_field(words.label(key), sentence) if self.amiss else sentence
        lacking = [_DOSSIER[each] for each in no.details.get("missing", ()) if each in _DOSSIER]
        self.problem = f"{named} {nl.lacks(lacking)}" if lacking else named

    def _labels(self, paths: tuple[Path, ...]) -> list[str]:
        return list(dict.fromkeys(self.form.words.label(label_key(each)) for each in paths))

    async def _after_pause(self) -> None:
        await asyncio.sleep(PAUSE_S)
        self._timer = None
        await safe.effect(self.flush)()

    def _say_no(self, sentence: str) -> None:
        self.problem = sentence


#: What the fields of a case are called, where a plan cannot do without them.
_DOSSIER = {key: form.words.label(key) for form in (FORMS["open-case"], FORMS["describe-case"]) for key in form.words.fields}
