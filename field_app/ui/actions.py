"""What happens between a tap and the workday: a no becomes a sentence in its place, and what was done can be undone."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import flet as ft

from field_app.rules import text_nl as rules_nl
from field_app.rules.refusals import Refused
from field_app.rules.vocabulary import Result
from field_app.ui import safe
from field_app.ui.forms import FORMS as BY_COMMAND
from field_app.ui.parts import buttons, panic
from field_app.ui.state import DRAFTS, FORMS, AppState, has_foot
from field_app.ui.text_nl import forms, general, look
from field_app.workday import Workday
from field_app.workday.views import DraftView, Entry

T = TypeVar("T")
Say = Callable[[str], None]

log = logging.getLogger("ronde.ui")

#: Long enough to read and to reach with a thumb.
UNDO_MS = 6_000
SAY_MS = 4_000
#: How much of the bar its button may take before it gets a line of its own.
_SAME_LINE, _OWN_LINE = 1.0, 0.25
_EDGE, _WIDEST = 12, 560


@dataclass(frozen=True, slots=True)
class Told(Generic[T]):
    """That the workday did it, and what it answered."""

    answer: T


async def tell(
    app: AppState, question: Callable[[Workday], T], say_no: Say | None = None, *, refresh: bool = True
) -> Told[T] | None:
    """Ask the workday to do something. None when it did not; `say_no` shows the sentence in its place, else the snackbar does.

    `refresh` lets the other screens ask again; a change of a draft needs that only when its screen closes.
    """
    complain = say_no or (lambda sentence: say(app, sentence))
    try:
        answer = await app.phone.ask(question)
    except Refused as no:
        complain(rules_nl.refusal(no.code.value))
        return None
    except Exception:
        log.exception("the workday failed")
        complain(general.ACTION_FAILED)
        return None
    if refresh:
        await app.refresh()
    return Told(answer)


def say(app: AppState, sentence: str, undo: Callable[[], object] | None = None, *, leaving: bool = False) -> None:
    """Say something at the bottom of the screen, and to a screen reader; `undo` offers the way back.

    `leaving` says that the screen on top closes now, so that it will be read on the one below.
    """
    action = ft.SnackBarAction(general.UNDO, on_click=safe.handler(undo)) if undo else None
    bar = ft.SnackBar(
        ft.Semantics(live_region=True, content=ft.Text(sentence, color=app.t.text, size=app.t.sp(15))),
        action=action,
        duration=UNDO_MS if undo else SAY_MS,
        persist=False,
        action_overflow_threshold=_OWN_LINE if app.t.scale > buttons.STACK_FROM else _SAME_LINE,
        bgcolor=app.t.raised,
        behavior=ft.SnackBarBehavior.FLOATING,  # said by the bar itself, or its margin does nothing
        margin=_around(app, app.below if leaving and app.is_on_top else app.page.route),
    )
    hush(app)
    app.bar = bar
    app.page.show_dialog(bar)


def _around(app: AppState, route: str) -> ft.Margin:
    """Room around what is said: above the buttons for help and under the thumb, and no wider than is easily read."""
    side = max(_EDGE, (app.width - _WIDEST) / 2)
    return ft.Margin.only(left=side, right=side, bottom=panic.ROOM + _EDGE + (buttons.foot(app.t) if has_foot(route) else 0))


def hush(app: AppState) -> None:
    """Take away what was said, so that it never lies over the button of the next look."""
    if app.bar is not None and app.bar.open:
        app.bar.open = False
        app.bar.update()
    app.bar = None


async def observe(app: AppState, case_id: str) -> None:
    """The first tap of a full entry: the time is fixed, the draft is saved, and its screen opens."""
    hush(app)
    if told := await tell(app, lambda day: day.begin(case_id)):
        app.go(DRAFTS + told.answer.draft.id)


async def nothing_seen(app: AppState, case_id: str) -> None:
    """The first tap of "niets gezien": the time is fixed and the sheet says what was filled in."""
    hush(app)
    told = await tell(app, lambda day: day.begin(case_id, Result.NOTHING_SEEN))
    if told is None:
        return
    if told.answer.draft.result is Result.NOTHING_SEEN and not told.answer.draft.facts:
        app.quick = told.answer
    else:  # an open draft of this case already says something else: never seal that unread
        app.go(DRAFTS + told.answer.draft.id)


async def seal(app: AppState, draft_id: str, say_no: Say) -> Entry | None:
    """The second tap: the look is saved, and for a moment it can be undone."""
    told = await tell(app, lambda day: day.seal(draft_id), say_no)
    if told is None:
        return None
    entry = told.answer
    say(app, look.SEALED, lambda: undo_seal(app, entry.id), leaving=True)
    return entry


async def undo_seal(app: AppState, observation_id: str) -> None:
    """Withdraw what was just sealed; both lines stay readable."""
    if await tell(app, lambda day: day.withdraw(observation_id, look.UNDO_REASON)):
        say(app, look.WITHDRAWN)


async def discard(app: AppState, view: DraftView) -> bool:
    """Throw a draft away, with a way back."""
    draft_id = view.draft.id
    told = await tell(app, lambda day: day.discard(draft_id))
    if told:
        say(app, look.DISCARDED, lambda: restore(app, draft_id), leaving=True)
    return told is not None


async def restore(app: AppState, draft_id: str) -> None:
    """Take back a draft that was thrown away."""
    if await tell(app, lambda day: day.restore(draft_id)):
        say(app, look.RESTORED)


async def open_form(app: AppState, name: str, case_id: str | None = None, about: str | None = None, **prefilled: Any) -> None:
    """The form of this command, for a case and the row that it is `about`; one that lies open is taken up again.

    `prefilled` says fields of the command by name; what the dossier knows is filled in by itself.
    """
    hush(app)
    defaults = BY_COMMAND[name].defaults(app.now)
    if told := await tell(app, lambda day: day.open_paper(name, case_id, about, defaults, **prefilled)):
        app.go(FORMS + told.answer.id)


async def discard_paper(app: AppState, paper_id: str) -> bool:
    """Throw a form in the making away, with a way back."""
    told = await tell(app, lambda day: day.discard_paper(paper_id))
    if told:
        say(app, forms.DISCARDED, lambda: restore_paper(app, paper_id), leaving=True)
    return told is not None


async def restore_paper(app: AppState, paper_id: str) -> None:
    """Take back a form that was thrown away."""
    if await tell(app, lambda day: day.restore_paper(paper_id)):
        app.go(FORMS + paper_id)
