"""Vandaag: what do I do now, what is still open at this moment, and does anything wait to be sent."""

from __future__ import annotations

from dataclasses import replace

import flet as ft

from field_app.rules.vocabulary import ShiftStatus, local
from field_app.ui import actions, safe
from field_app.ui.parts import buttons, frame, surface, text
from field_app.ui.parts.pull import use_pull
from field_app.ui.screens.nothing_seen import NothingSeenSheet
from field_app.ui.screens.paper_cards import paper_cards
from field_app.ui.screens.shift_card import EndShift, StartShift
from field_app.ui.screens.stop_card import StopCard, draft_card
from field_app.ui.screens.timer import TimerCard
from field_app.ui.state import AppState, use_answer, use_app
from field_app.ui.text_nl import general, today, words
from field_app.ui.theme import Tone
from field_app.workday.views import TodayView


@safe.component
def Today() -> ft.Control:  # noqa: N802 - a component
    """The screen's content."""
    app = use_app()
    view, pull = use_answer(lambda day: day.today()), use_pull()
    papers = use_answer(lambda day: day.paper_lines()) or ()
    if view is None:
        return frame.column(app, frame.header(app, general.TODAY, text.quiet(app.t, general.LOADING)))
    parts = [_header(app, view), *_hint(app), *(draft_card(app, line) for line in view.drafts)]
    parts += [*paper_cards(app, papers), *_shift(app, view)]
    stops = [ft.Container(StopCard(stop, view.now), key=f"stop-{stop.case.id}") for stop in view.stops]
    sheet = ft.Container(NothingSeenSheet(), key="sheet")
    others = [OtherCases(view)] if view.other_stops else []
    return frame.column(app, *parts, *stops, *_empty(app, view), *others, *_end(view), sheet, pull=pull)


def _header(app: AppState, view: TodayView) -> ft.Control:
    day = text.quiet(app.t, words.upper_first(words.full_day(local(view.now).date())))
    return frame.header(app, today.title(view), text.quiet(app.t, today.header(view)), above=day)


def _hint(app: AppState) -> list[ft.Control]:
    if app.preferences.parked_hint_seen:
        return []
    t = app.t

    async def understood() -> None:
        app.preferences = replace(app.preferences, parked_hint_seen=True)
        await actions.tell(app, lambda day: day.set_preferences(app.preferences))

    return [
        surface.card(
            t,
            text.heading(t, today.PARKED_TITLE),
            text.body(t, today.PARKED),
            buttons.secondary(t, general.UNDERSTOOD, understood, "parked-hint"),
        )
    ]


def _shift(app: AppState, view: TodayView) -> list[ft.Control]:
    shift = view.shift
    if shift is None:
        return [_no_shift(app, view)]
    if shift.status is ShiftStatus.PUBLISHED:
        return [ft.Container(StartShift(view, shift), key=f"start-{shift.id}")]
    if shift.status is ShiftStatus.STARTED:
        return [ft.Container(TimerCard(), key="timer")]
    return [surface.notice(app.t, today.SHIFT_OVER, Tone.GOOD)] if shift.status is ShiftStatus.ENDED else []


def _no_shift(app: AppState, view: TodayView) -> ft.Control:
    upcoming = [text.body(app.t, today.next_shift(view.next_shift, view.now))] if view.next_shift else []
    how = [text.quiet(app.t, today.NO_SHIFT_HOW)] if view.other_stops else []
    return surface.card(app.t, text.heading(app.t, today.NO_SHIFT), *upcoming, *how)


def _empty(app: AppState, view: TodayView) -> list[ft.Control]:
    if view.stops:
        return []
    if not view.other_stops:
        return [surface.notice(app.t, today.NO_CASES, Tone.PLAIN)]
    return [surface.notice(app.t, today.NO_STOPS, Tone.PLAIN)] if view.shift else []


def _end(view: TodayView) -> list[ft.Control]:
    shift = view.shift
    if shift is None or shift.status is not ShiftStatus.STARTED:
        return []
    return [ft.Container(EndShift(view, shift), key=f"end-{shift.id}")]


@safe.component
def OtherCases(view: TodayView) -> ft.Control:  # noqa: N802 - a component
    """The cases that do not belong to this shift: folded away, and open at once when there is no shift."""
    t = use_app().t
    is_open, set_open = ft.use_state(view.shift is None)
    toggle = buttons.outlined(
        t,
        today.OTHER_CASES_HIDE if is_open else f"{today.OTHER_CASES_SHOW} ({len(view.other_stops)})",
        lambda: set_open(not is_open),
        "other-cases",
        icon=ft.Icons.EXPAND_LESS if is_open else ft.Icons.EXPAND_MORE,
    )
    if not is_open:
        return toggle
    cards = [ft.Container(StopCard(stop, view.now), key=f"other-{stop.case.id}") for stop in view.other_stops[:100]]
    return ft.Column(
        [toggle, text.quiet(t, today.OTHER_CASES_NOTE), *cards],
        spacing=14,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
