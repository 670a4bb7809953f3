"""Rooster: the week or the month, who drives when, and below it everything that asks for this officer's attention."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import flet as ft

from field_app.rules.vocabulary import Moment, local
from field_app.ui import safe
from field_app.ui.parts import buttons, frame, month, sheet, surface, text, week
from field_app.ui.parts.pull import use_pull
from field_app.ui.screens.roster_cards import cards, news
from field_app.ui.screens.roster_day import day_card, day_lines, day_list
from field_app.ui.state import AppState, use_answer, use_app
from field_app.ui.text_nl import general
from field_app.ui.text_nl import roster as roster_nl
from field_app.ui.theme import Tone
from field_app.workday.roster_views import DayView, RosterView

_WEEK, _MONTH_DAYS = 7, 42
#: How much of a wide screen the grid takes; the rest is for what stands beside it.
_GRID_SHARE, _GRID_MOST = 0.56, 760


@safe.component
def Roster() -> ft.Control:  # noqa: N802 - a component
    """The screen's content."""
    app = use_app()
    is_month, set_is_month = ft.use_state(False)
    nobody: date | None = None
    chosen, set_chosen = ft.use_state(nobody)
    first = app.week or monday(local(app.now).date())
    asked, days = (month.first_shown(first + timedelta(days=3)), _MONTH_DAYS) if is_month else (first, _WEEK)
    view, pull = use_answer(lambda day: day.roster(asked, days), asked, days), use_pull()

    def show(on: date) -> None:
        app.week = monday(on)

    def open_day(on: date, moment: Moment | None = None) -> None:
        set_chosen(on)
        if is_month:
            set_is_month(False)
            show(on)

    day = next((each for each in view.days if each.on == chosen), None) if view else None
    is_beside = app.is_wide
    ft.use_dialog(_day_sheet(app, view, day, lambda: set_chosen(None)) if view and day and not is_beside and not is_month else None)
    header = _header(app, first)
    if view is None:
        return frame.column(app, header, text.quiet(app.t, general.LOADING))
    moves = _moves(app, first, is_month, lambda: set_is_month(not is_month))
    table = _table(app, view, is_month, asked, open_day)
    if is_beside:
        return _beside(app, view, day, [header, *news(app, view), moves, *table], pull)
    return frame.column(app, header, *news(app, view), moves, *table, *cards(app, view), pull=pull)


def monday(on: date) -> date:
    """The first day of the week of this day."""
    return on - timedelta(days=on.weekday())


def _header(app: AppState, first: date) -> ft.Control:
    number = surface.pill(app.t, roster_nl.week(first))
    return frame.header(app, general.ROSTER, above=ft.Row([number], tight=True))


def _moves(app: AppState, first: date, is_month: bool, toggle: Callable[[], object]) -> ft.Control:
    t, middle = app.t, first + timedelta(days=3)

    def go(by: int) -> Callable[[], None]:
        def act() -> None:
            app.week = monday(month.moved(middle, by)) if is_month else first + timedelta(days=by * _WEEK)

        return act

    def back() -> None:
        app.week = None

    names = (roster_nl.PREVIOUS_MONTH, roster_nl.NEXT_MONTH) if is_month else (roster_nl.PREVIOUS_WEEK, roster_nl.NEXT_WEEK)
    shown = roster_nl.month(middle) if is_month else roster_nl.days(first, first + timedelta(days=_WEEK - 1))
    said = ft.Semantics(live_region=True, container=True, identifier="roster-period", content=text.body(t, shown, bold=True))
    now = [buttons.icon_button(t, ft.Icons.TODAY, roster_nl.THIS_WEEK, back, "this-week")] if app.week else []
    return ft.Row(
        [
            buttons.icon_button(t, ft.Icons.CHEVRON_LEFT, names[0], go(-1), "roster-previous"),
            said,
            buttons.icon_button(t, ft.Icons.CHEVRON_RIGHT, names[1], go(1), "roster-next"),
            *now,
            buttons.link(t, roster_nl.SHOW_WEEK if is_month else roster_nl.SHOW_MONTH, toggle, "roster-month"),
        ],
        spacing=0,
        run_spacing=0,
        wrap=True,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )


def _table(app: AppState, view: RosterView, is_month: bool, asked: date, open_day: Callable[..., object]) -> list[ft.Control]:
    t, room = app.t, _grid_room(app)
    if is_month:
        number = (asked + timedelta(days=_WEEK)).month
        return [month.grid(t, view, number, room, app.now, open_day)]
    none = [] if _is_planned(view) else [surface.notice(t, roster_nl.NOT_PUBLISHED, Tone.PLAIN)]
    if t.scale > buttons.STACK_FROM:  # names would not fit side by side: the days below each other
        return [*none, *(day_lines(app, each, view, _opening(open_day, each.on)) for each in view.days)]
    return [week.grid(t, view, room, app.now, open_day), *none, *week.legend(t, view, app.now)]


def _opening(open_day: Callable[..., object], on: date) -> Callable[[], object]:
    return lambda: open_day(on)


def _is_planned(view: RosterView) -> bool:
    return any(slot.cars for day in view.days for slot in day.slots)


def _grid_room(app: AppState) -> float:
    room = app.room * _GRID_SHARE if app.is_wide else app.room
    return min(room, _GRID_MOST) - 2 * frame.EDGE


def _day_sheet(app: AppState, view: RosterView, day: DayView, close: Callable[[], object]) -> ft.BottomSheet:
    shut = buttons.secondary(app.t, general.CLOSE, close, "day-close")
    return sheet.bottom(app, [day_list(app, day, view, close)], shut, close, room=_high(day))


def _high(day: DayView) -> float:
    """So high must the screen be to show the whole day at once."""
    return 230 + sum(58 + 58 * len(each.cars) for each in day.slots)


def _beside(app: AppState, view: RosterView, day: DayView | None, left: list[ft.Control], pull: safe.Handler) -> ft.Control:
    """The grid with everything else beside it."""
    t, width = app.t, min(app.room * _GRID_SHARE, _GRID_MOST)
    shown = (
        ft.Container(day_card(app, day, view), key=f"beside-{day.on}")
        if day
        else surface.card(t, text.heading(t, roster_nl.WHO_DRIVES), text.quiet(t, roster_nl.CHOOSE_DAY))
    )
    room = app.room - width
    right = frame.column(app, shown, *cards(app, view), room=room)
    return ft.Row(
        [
            ft.Container(frame.column(app, *left, room=width, pull=pull), width=width),
            ft.VerticalDivider(width=1, color=t.line),
            ft.Container(right, expand=True),
        ],
        spacing=0,
        expand=True,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
    )
