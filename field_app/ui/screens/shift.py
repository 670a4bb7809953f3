"""Dienst: one shift with its hours, who drives, how its offer stands, what one can do with it, and what changed."""

from __future__ import annotations

import flet as ft

from field_app.rules.vocabulary import local
from field_app.ui import actions, safe
from field_app.ui.parts import buttons, frame, panic, surface, text
from field_app.ui.screens.open_shifts import why_not
from field_app.ui.screens.planning_shift import EditShift, may_edit
from field_app.ui.screens.roster_cards import change_lines
from field_app.ui.screens.swap_cards import offered_card
from field_app.ui.screens.swap_offer import OfferForm
from field_app.ui.state import AppState, use_answer, use_app
from field_app.ui.text_nl import changes, general, reasons, words
from field_app.ui.text_nl import roster as roster_nl
from field_app.ui.theme import Tone
from field_app.workday import Workday
from field_app.workday.roster_views import ShiftView


@safe.screen
def ShiftScreen() -> ft.View:  # noqa: N802 - a component
    """The whole screen, for the shift in the route."""
    app = use_app()
    shift_id = ft.use_route_params().get("shift_id", "")
    return ft.View(
        route=f"/dienst/{shift_id}",
        padding=0,
        bgcolor=app.t.page,
        fullscreen_dialog=True,
        controls=[ft.SafeArea(panic.guarded(app, ft.Container(ShiftDetail(shift_id), key=f"shift-{shift_id}")), expand=True)],
    )


def _known(day: Workday, shift_id: str) -> tuple[ShiftView, str]:
    """The shift, and who looks at it."""
    return day.shift(shift_id), day.me().id


@safe.component
def ShiftDetail(shift_id: str) -> ft.Control:  # noqa: N802 - a component
    """The content of the screen."""
    app = use_app()
    found = use_answer(lambda day: _known(day, shift_id), shift_id)
    if found is None:
        return frame.column(app, _top(app, None), text.quiet(app.t, general.LOADING))
    view, me = found
    current = [offered_card(app, view.offer)] if view.offer and view.offer.is_mine else []
    offer = [ft.Container(OfferForm(view, me), key=f"form-{shift_id}")] if view.may_offer and not _is_offered(view) else []
    plan = [ft.Container(EditShift(view), key=f"edit-{shift_id}")] if may_edit(view, app.now) else []
    return frame.column(
        app,
        _top(app, view),
        _facts(app, view, me),
        *current,
        *([ft.Container(Take(view, me), key="take")] if view.officer is None and view.shift.binds else []),
        *offer,
        *plan,
        _history(app, view, me),
    )


def _is_offered(view: ShiftView) -> bool:
    return view.offer is not None and view.offer.is_mine and view.offer.offer.closed_at is None


def _top(app: AppState, view: ShiftView | None) -> ft.Control:
    t = app.t
    close = buttons.icon_button(t, ft.Icons.CLOSE, general.CLOSE, app.back, "close")
    if view is None:
        return ft.Row([close])
    pill = surface.pill(t, roster_nl.STATUSES[view.shift.status])
    head = ft.Row([close, pill], alignment=ft.MainAxisAlignment.SPACE_BETWEEN)
    day = words.upper_first(words.full_day(local(view.shift.begins_at).date()))
    return ft.Column([head, text.title(t, words.upper_first(roster_nl.moments(view.shift))), text.quiet(t, day, 16)], spacing=2)


def _facts(app: AppState, view: ShiftView, me: str) -> ft.Control:
    shift = view.shift
    rows = [
        (roster_nl.SHIFT_HOURS, roster_nl.hours(shift)),
        (roster_nl.SHIFT_OF, words.upper_first(roster_nl.who(view.officer, me))),
        (roster_nl.SHIFT_CAR, shift.vehicle or ""),
    ]
    return surface.card(app.t, surface.facts(app.t, [(name, value) for name, value in rows if value]))


@safe.component
def Take(view: ShiftView, me: str) -> ft.Control:  # noqa: N802 - a component
    """An open shift: take it, or read why not."""
    app = use_app()
    t, shift_id = app.t, view.shift.id
    nothing: str | None = None
    problem, set_problem = ft.use_state(nothing)

    async def take() -> None:
        if await actions.tell(app, lambda day: day.take_shift(shift_id), set_problem):
            actions.say(app, roster_nl.TAKE_SAID, leaving=True)
            app.back()

    said = [surface.notice(t, problem, Tone.BAD, "problem")] if problem else []
    if view.may_take:
        return surface.card(
            t, text.body(t, roster_nl.open_shift(view.shift)), *said, buttons.primary(t, roster_nl.TAKE, take, "take")
        )
    if not view.take_obstacles:
        return ft.Container()
    return surface.card(t, why_not(t, roster_nl.CANNOT_TAKE, reasons.reasons(view.take_obstacles, {}, 2)))


def _history(app: AppState, view: ShiftView, me: str) -> ft.Control:
    t = app.t
    lines = [change_lines(app, each, me) for each in reversed(view.changes)]
    return surface.card(t, text.heading(t, changes.HISTORY), *(lines or [text.quiet(t, changes.HISTORY_NONE)]))
