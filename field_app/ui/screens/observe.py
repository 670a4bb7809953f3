"""Waarneming: the time of the first tap, what was seen as facts, and one large button that seals it."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from field_app.rules import text_nl as rules_nl
from field_app.rules.vocabulary import Result, UnableReason
from field_app.ui import actions, safe
from field_app.ui.desk import Desk, shown
from field_app.ui.parts import buttons, choice, frame, panic, surface, text
from field_app.ui.parts.fields import Field, TextBox, what_field
from field_app.ui.photo_desk import PhotoDesk
from field_app.ui.screens.camera import CameraSheet
from field_app.ui.screens.observe_aside import Aside
from field_app.ui.screens.observe_facts import FactLines, fact_chips
from field_app.ui.screens.observe_photos import Photos
from field_app.ui.screens.observe_time import begin_time
from field_app.ui.screens.observe_where import Where
from field_app.ui.screens.photo import PhotoSheet
from field_app.ui.state import TODAY, AppState, use_app
from field_app.ui.text_nl import general, look, words
from field_app.ui.theme import Tone
from field_app.workday.views import DraftView


@safe.screen
def ObserveScreen() -> ft.View:  # noqa: N802 - a component
    """The whole screen, for the draft in the route."""
    app = use_app()
    draft_id = ft.use_route_params().get("draft_id", "")
    return ft.View(
        route=f"/concept/{draft_id}",
        padding=0,
        bgcolor=app.t.page,
        fullscreen_dialog=True,
        controls=[ft.SafeArea(panic.guarded(app, ft.Container(Sheet(draft_id), key=f"sheet-{draft_id}")), expand=True)],
    )


@safe.component
def Sheet(draft_id: str) -> ft.Control:  # noqa: N802 - a component
    """One draft, read once; from then on the desk holds what is saved."""
    app = use_app()
    desk, _ = ft.use_state(Desk(app, draft_id))  # the first one stays
    photos, _ = ft.use_state(PhotoDesk(desk))

    async def left() -> None:
        app.flush = None
        await desk.flush()
        await photos.let_go()
        await app.refresh()

    ft.use_effect(safe.effect(desk.open), [], cleanup=safe.effect(left))
    if desk.is_gone:
        return frame.column(
            app, surface.notice(app.t, general.GONE), buttons.primary(app.t, general.GO_TODAY, lambda: app.go(TODAY))
        )
    if desk.view is None:
        return frame.column(app, text.quiet(app.t, general.LOADING))
    if photos.is_shooting:
        return CameraSheet(photos)
    if photo := photos.open:
        return ft.Container(PhotoSheet(photos, photo), key=f"photo-{photo.sha256}", expand=True)
    return Form(desk, desk.view, photos)


@safe.component
def Form(desk: Desk, view: DraftView, photos: PhotoDesk) -> ft.Control:  # noqa: N802 - a component
    """Everything that can be said about this look, the facts first."""
    app, t, draft = desk.app, desk.app.t, view.draft
    groups = fact_chips(desk, view, shown(draft))

    async def seal() -> None:
        await photos.let_go()
        if await desk.seal():
            app.back()

    rows = [
        _top(desk, view),
        begin_time(desk, view),
        Where(desk, view),
        *_reasons(desk, view),
        *([surface.notice(t, look.expected(_flags(view)), Tone.ACCENT, "expected-flags")] if view.expected_flags else []),
        _result(desk, view),
        *(_unable(desk, view) if draft.result is Result.UNABLE else []),
        *groups,
        _what(desk, view),
        FactLines(desk, view),
        ft.Container(Photos(photos), key="photos"),
        _exculpatory(desk, view),
        Aside(desk, view),
        _discard(app, desk, view),
    ]
    return frame.column(app, *rows, sticky=_foot(desk, seal))


def _top(desk: Desk, view: DraftView) -> ft.Control:
    t, words_ = desk.app.t, look.CORRECTION if view.draft.corrects else look.DRAFT_SAVED

    async def close() -> None:
        if await desk.may_leave():
            desk.app.back()

    return ft.Row(
        [
            buttons.icon_button(t, ft.Icons.CLOSE, general.CLOSE, close, "close"),
            ft.Semantics(identifier="draft-saved", live_region=True, content=surface.pill(t, words_, Tone.GOOD)),
        ],
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
    )


def _flags(view: DraftView) -> tuple[str, ...]:
    return tuple(rules_nl.flag(code) for code in view.expected_flags)


def _reasons(desk: Desk, view: DraftView) -> list[ft.Control]:
    draft = view.draft
    parts: list[ft.Control] = []
    if draft.corrects:
        asked = Field(look.CORRECTION_TITLE, identifier="reason")
        box = TextBox(asked, draft.reason or "", lambda typed: desk.type(reason=typed))
        parts.append(ft.Column([box, text.quiet(desk.app.t, look.CORRECTION_NOTE)], key="reason", spacing=6))
    if view.is_late:
        asked = Field(look.LATE_REASON, identifier="late-reason")
        parts.append(ft.Container(TextBox(asked, draft.late_reason or "", lambda typed: desk.type(late_reason=typed)), key="late"))
    return parts


def _result(desk: Desk, view: DraftView) -> ft.Control:
    def choose(result: Result) -> Callable[[], object]:
        return lambda: desk.change(result=result)

    options = [
        choice.Option(name, view.draft.result is result, choose(result), f"result-{result.value}")
        for result, name in words.SHORT_RESULTS.items()
    ]
    return choice.group(desk.app.t, look.RESULT_TITLE, options)


def _unable(desk: Desk, view: DraftView) -> list[ft.Control]:
    def choose(reason: UnableReason) -> Callable[[], object]:
        return lambda: desk.change(unable_reason=reason)

    options = [
        choice.Option(name, view.draft.unable_reason is reason, choose(reason), f"unable-{reason.value}")
        for reason, name in words.UNABLE.items()
    ]
    box = TextBox(
        Field(look.UNABLE_NOTE, identifier="unable-note"), view.draft.unable_note or "", lambda typed: desk.type(unable_note=typed)
    )
    return [choice.group(desk.app.t, look.UNABLE_TITLE, options), ft.Container(box, key="unable-note")]


def _what(desk: Desk, view: DraftView) -> ft.Control:
    box = TextBox(what_field(), "".join((view.draft.free_text, *view.draft.more_text)), desk.write)
    return ft.Container(box, key="what")


def _exculpatory(desk: Desk, view: DraftView, where: str = "") -> ft.Control:
    chosen = view.draft.is_exculpatory
    options = [
        choice.Option(look.EXCULPATORY_YES, chosen is True, lambda: desk.change(is_exculpatory=True), f"exculpatory-yes{where}"),
        choice.Option(look.EXCULPATORY_NO, chosen is False, lambda: desk.change(is_exculpatory=False), f"exculpatory-no{where}"),
    ]
    return choice.group(desk.app.t, look.EXCULPATORY_TITLE, options)


def _discard(app: AppState, desk: Desk, view: DraftView) -> ft.Control:
    async def discard() -> None:
        await desk.flush()
        if await actions.discard(app, view):
            app.back()

    return buttons.link(app.t, look.DISCARD, discard, "discard", tone=Tone.BAD, icon=ft.Icons.DELETE_OUTLINE)


def _foot(desk: Desk, seal: safe.Handler) -> ft.Control:
    t = desk.app.t
    said = [panic.beside(desk.app, surface.notice(t, desk.problem, Tone.BAD, "problem"))] if desk.problem else []
    if desk.was_tried and not desk.is_busy and desk.view and desk.view.draft.is_exculpatory is None:
        said.append(_exculpatory(desk, desk.view, "-beside"))  # the one question that is easily scrolled past
    save = buttons.primary(t, look.SEAL_BUSY if desk.is_busy else look.SEAL, seal, "save", busy=desk.is_busy)
    return ft.Column([*said, save], spacing=10, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
