"""Open diensten: shifts that nobody has, to be taken with one tap, and the others with the reason why not."""

from __future__ import annotations

import flet as ft

from field_app.rules.records import Officer, Shift
from field_app.ui import actions, safe
from field_app.ui.parts import buttons, surface, text
from field_app.ui.state import SHIFTS, AppState, use_answer, use_app
from field_app.ui.text_nl import reasons
from field_app.ui.text_nl import roster as roster_nl
from field_app.ui.theme import Tokens, Tone
from field_app.workday import Workday
from field_app.workday.roster_views import ShiftView

#: So many open shifts are shown at once, and so many reasons each.
MOST_OPEN, _MOST_REASONS = 8, 2


def _known(day: Workday, opened: tuple[Shift, ...]) -> tuple[ShiftView, ...]:
    """Each open shift with whether this officer may have it."""
    return tuple(day.shift(each.id) for each in opened)


@safe.component
def OpenShifts(opened: tuple[Shift, ...], taking: tuple[Shift, ...], me: Officer) -> ft.Control:  # noqa: N802 - a component
    """What one asked for, what one may take, and below it what one may not."""
    app = use_app()
    shown = opened[:MOST_OPEN]
    views = use_answer(lambda day: _known(day, shown), *((each.id, each.version) for each in shown)) or ()
    able = [each for each in views if each.may_take]
    others = [each for each in views if not each.may_take]
    return ft.Column(
        [
            *(_taking(app, each) for each in taking),
            *(ft.Container(OpenShift(each, me), key=f"open-{each.shift.id}") for each in able),
            *([_others(app, others, me)] if others else []),
        ],
        spacing=14,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _taking(app: AppState, shift: Shift) -> ft.Control:
    """A shift that one asked for; the server has not spoken."""
    t = app.t
    head = pill_row(t, text.heading(t, roster_nl.open_shift(shift)), surface.pill(t, roster_nl.TAKING_PILL, Tone.ACCENT))
    return surface.card(t, head, text.quiet(t, roster_nl.TAKING), key=f"taking-{shift.id}")


@safe.component
def OpenShift(view: ShiftView, me: Officer) -> ft.Control:  # noqa: N802 - a component
    """A shift that this officer may take."""
    app = use_app()
    t, shift = app.t, view.shift
    nothing: str | None = None
    problem, set_problem = ft.use_state(nothing)

    async def take() -> None:
        if await actions.tell(app, lambda day: day.take_shift(shift.id), set_problem):
            actions.say(app, roster_nl.TAKE_SAID)

    return surface.card(
        t,
        text.heading(t, roster_nl.open_shift(shift)),
        *([surface.notice(t, problem, Tone.BAD, "problem")] if problem else []),
        buttons.primary(t, roster_nl.TAKE, take, f"take-{shift.id}"),
        *_look(app, shift, me),
    )


def _look(app: AppState, shift: Shift, me: Officer) -> list[ft.Control]:
    """The planner's way to fill it."""
    if not me.may_plan:
        return []
    return [ft.Row([buttons.link(app.t, roster_nl.SHOW_SHIFT, lambda: app.go(SHIFTS + shift.id), f"look-{shift.id}")])]


def _others(app: AppState, views: list[ShiftView], me: Officer) -> ft.Control:
    """Those that one may not take, with the reason; nothing to do but for a planner."""
    t = app.t
    rows = []
    for each in views:
        said = reasons.reasons(each.take_obstacles, {}, _MOST_REASONS) or [roster_nl.NOT_FOR_YOU]
        lines = [text.body(t, roster_nl.shift_full(each.shift), bold=True), *(text.quiet(t, line) for line in said)]
        rows.append(ft.Column([*lines, *_look(app, each.shift, me)], spacing=2, key=f"not-{each.shift.id}"))
    return surface.card(t, text.heading(t, roster_nl.NOT_TAKEABLE), *rows)


def why_not(t: Tokens, head: str, said: list[str]) -> ft.Control:
    """Reasons below each other."""
    lines = [text.body(t, head), *(text.quiet(t, each) for each in said)]
    return ft.Column(list(lines), spacing=4)


def pill_row(t: Tokens, title: ft.Control, pill: ft.Control) -> ft.Control:
    """A name with a short state at its right; below it when the text is large."""
    if t.scale > buttons.STACK_FROM:
        return ft.Column([title, pill], spacing=6)
    return ft.Row([ft.Container(title, expand=True), pill], spacing=8, vertical_alignment=ft.CrossAxisAlignment.START)
