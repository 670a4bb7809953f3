"""A form: one act of casework in the making, kept as it is filled in, and sealed with one button."""

from __future__ import annotations

import flet as ft

from field_app.ui import actions, safe
from field_app.ui.papers.desk import PaperDesk
from field_app.ui.papers.drawing import drawn
from field_app.ui.parts import buttons, frame, panic, surface, text
from field_app.ui.state import FORMS, TODAY, use_answer, use_app
from field_app.ui.text_nl import forms as nl
from field_app.ui.text_nl import general
from field_app.ui.theme import Tone
from field_app.workday.papers import Paper

#: So many letters fit on the button at the usual text size; on a second line they would lie under the button for help.
_ONE_LINE = 36


@safe.screen
def PaperScreen() -> ft.View:  # noqa: N802 - a component
    """The whole screen, for the paper in the route."""
    app = use_app()
    paper_id = ft.use_route_params().get("paper_id", "")
    content = ft.Container(Sheet(paper_id), key=f"paper-{paper_id}")
    return ft.View(
        route=FORMS + paper_id,
        padding=0,
        bgcolor=app.t.page,
        fullscreen_dialog=True,
        controls=[ft.SafeArea(panic.guarded(app, content), expand=True)],
    )


@safe.component
def Sheet(paper_id: str) -> ft.Control:  # noqa: N802 - a component
    """One paper, read once; from then on the desk holds what is saved."""
    app = use_app()
    desk, _ = ft.use_state(PaperDesk(app, paper_id))  # the first one stays

    async def left() -> None:
        app.flush = None
        await desk.flush()
        await app.refresh()

    ft.use_effect(safe.effect(desk.open), [], cleanup=safe.effect(left))
    if desk.is_gone:
        return frame.column(app, surface.notice(app.t, nl.GONE), buttons.primary(app.t, general.GO_TODAY, lambda: app.go(TODAY)))
    if desk.paper is None:
        return frame.column(app, text.quiet(app.t, general.LOADING))
    return Filled(desk, desk.paper)


@safe.component
def Filled(desk: PaperDesk, paper: Paper) -> ft.Control:  # noqa: N802 - a component
    """Everything that is asked, with the button that stays under the thumb."""
    app, words = desk.app, desk.form.words
    choices = use_answer(lambda day: day.choices(paper), paper.id)
    if choices is None:
        return frame.column(app, text.quiet(app.t, general.LOADING))
    case = [text.body(app.t, choices.case.code_name, Tone.INFO, bold=True)] if choices.case else []
    note = [text.quiet(app.t, words.note, 16)] if words.note else []
    head = ft.Column([_top(desk), *case, text.title(app.t, words.title), *note], spacing=4, key="head")
    return frame.column(app, head, *drawn(desk, choices), _discard(desk), sticky=_foot(desk))


def _top(desk: PaperDesk) -> ft.Control:
    t, app = desk.app.t, desk.app

    async def close() -> None:
        if await desk.may_leave():
            actions.say(app, nl.KEPT, leaving=True)
            app.back()

    saved = ft.Semantics(identifier="paper-saved", live_region=True, content=surface.pill(t, nl.SAVED, Tone.GOOD))
    return ft.Row(
        [buttons.icon_button(t, ft.Icons.CLOSE, general.CLOSE, close, "close"), saved], alignment=ft.MainAxisAlignment.SPACE_BETWEEN
    )


def _discard(desk: PaperDesk) -> ft.Control:
    async def discard() -> None:
        await desk.flush()
        if await actions.discard_paper(desk.app, desk.paper_id):
            desk.app.back()

    link = buttons.link(desk.app.t, nl.DISCARD, discard, "discard", tone=Tone.BAD, icon=ft.Icons.DELETE_OUTLINE)
    return ft.Container(link, key="discard")


def _foot(desk: PaperDesk) -> ft.Control:
    t, words = desk.app.t, desk.form.words

    async def seal() -> None:
        if await desk.seal():
            actions.say(desk.app, words.said, leaving=True)
            desk.app.back()

    said = [panic.beside(desk.app, surface.notice(t, desk.problem, Tone.BAD, "problem"))] if desk.problem else []
    name = words.button if len(words.button) * t.scale <= _ONE_LINE else nl.SEAL
    button = buttons.primary(t, nl.BUSY if desk.is_busy else name, seal, "seal", busy=desk.is_busy)
    return ft.Column([*said, button], spacing=10, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
