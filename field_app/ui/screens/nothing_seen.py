"""The sheet of "Niets gezien": one sentence that says everything that was filled in, and the second tap that seals it."""

from __future__ import annotations

import flet as ft

from field_app.ui import actions, safe
from field_app.ui.parts import buttons, choice, sheet, surface, text
from field_app.ui.state import DRAFTS, AppState, use_app
from field_app.ui.text_nl import look
from field_app.ui.theme import Tone
from field_app.workday.views import DraftView


@safe.component
def NothingSeenSheet() -> ft.Control:  # noqa: N802 - a component
    """The sheet, while the session holds a quick look; closing it keeps the draft."""
    app = use_app()
    nothing: str | None = None
    problem, set_problem = ft.use_state(nothing)
    busy, set_busy = ft.use_state(False)

    async def seal() -> None:
        if busy or app.quick is None:
            return
        set_busy(True)
        try:
            if await _seal(app, app.quick, set_problem):
                app.quick = None
        finally:
            set_busy(False)

    async def dismissed() -> None:
        set_problem(None)
        if app.quick is not None:
            app.quick = None
            actions.say(app, look.KEPT)
            await app.refresh()

    ft.use_dialog(_sheet(app, app.quick, problem, seal, dismissed) if app.quick else None)
    return ft.Container()


async def _seal(app: AppState, quick: DraftView, say_no: actions.Say) -> bool:
    if quick.draft.is_exculpatory is None:  # the sentence said "niet ontlastend", so that is what is sealed
        draft_id = quick.draft.id
        told = await actions.tell(app, lambda day: day.change(draft_id, is_exculpatory=False), say_no, refresh=False)
        if told is None:
            return False
        quick = told.answer
    if sentence := look.missing(quick):
        say_no(sentence)
        return False
    return await actions.seal(app, quick.draft.id, say_no) is not None


def _sheet(app: AppState, quick: DraftView, problem: str | None, seal: safe.Handler, dismissed: safe.Handler) -> ft.BottomSheet:
    t, draft = app.t, quick.draft

    async def exculpatory(event: ft.Event[ft.Switch]) -> None:
        chosen = bool(event.control.value)
        if told := await actions.tell(app, lambda day: day.change(draft.id, is_exculpatory=chosen), refresh=False):
            app.quick = told.answer

    def adjust() -> None:
        app.quick = None
        app.go(DRAFTS + draft.id)

    async def discard() -> None:
        if await actions.discard(app, quick):
            app.quick = None

    controls: list[ft.Control] = [
        *([surface.notice(t, problem, Tone.BAD, "problem")] if problem else []),
        ft.Semantics(identifier="quick-sentence", container=True, content=text.body(t, look.whole_sentence(quick))),
        choice.switch(t, look.EXCULPATORY_SWITCH, bool(draft.is_exculpatory), exculpatory, "exculpatory"),
        ft.Row(
            [
                buttons.link(t, look.EDIT, adjust, "adjust", icon=ft.Icons.EDIT_OUTLINED),
                buttons.link(t, look.NOT_AFTER_ALL, discard, "discard", tone=Tone.PLAIN),
            ],
            wrap=True,
            alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
        ),
    ]
    return sheet.bottom(app, controls, buttons.primary(t, look.SEAL_NOTHING, seal, "seal-nothing-seen"), dismissed)
