"""The timer of an officer alone: the card on Vandaag, and the question over every screen when its time has passed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import flet as ft

from field_app.ui import actions, safe
from field_app.ui.parts import buttons, choice, sheet, surface, text
from field_app.ui.state import ALARMS, AppState, use_app
from field_app.ui.text_nl import safety, words
from field_app.ui.theme import Tone
from field_app.workday.safety import SafetyView

_SHEET_ROOM = 560


@safe.component
def TimerCard() -> ft.Control:  # noqa: N802 - a component
    """Say until when one is out of reach, or that one is back."""
    app = use_app()
    t, view = app.t, app.safety
    if view is None or view.timer is None:
        options = [choice.Option(str(each), False, _start(app, each), f"timer-{each}") for each in safety.TIMER_MINUTES]
        return surface.card(t, choice.group(t, safety.TIMER_OVER, options, safety.MINUTES))  # low: the cases are what comes next
    large = ft.Text(words.clock(view.timer.until), size=t.sp(44), weight=text.BOLD, color=t.text)
    pair = buttons.pair(
        t,
        (buttons.primary(t, safety.TIMER_BACK, _stop(app, view), "timer-back"), 5),
        (buttons.secondary(t, safety.LONGER, _longer(app, view), "timer-longer"), 6),
    )
    until = ft.MergeSemantics(ft.Column([text.heading(t, safety.TIMER), large], spacing=0))
    return surface.card(t, ft.Semantics(identifier="timer-until", content=until), text.quiet(t, safety.timer_runs(view)), pair)


def _start(app: AppState, number: int) -> Callable[[], object]:
    async def start() -> None:
        until = app.now + timedelta(minutes=number)
        if await actions.tell(app, lambda day: day.start_timer(until)):
            actions.say(app, safety.TIMER_STARTED)

    return start


def _stop(app: AppState, view: SafetyView) -> Callable[[], object]:
    timer_id = view.timer.id if view.timer else ""

    async def stop() -> None:
        if await actions.tell(app, lambda day: day.stop_timer(timer_id)):
            actions.say(app, safety.TIMER_STOPPED)

    return stop


def _longer(app: AppState, view: SafetyView) -> Callable[[], object]:
    """So much longer than said; once that has passed, so much longer than now."""
    timer_id, said = (view.timer.id, view.timer.until) if view.timer else ("", app.now)

    async def longer() -> None:
        until = max(said, app.now) + timedelta(minutes=safety.MORE_MINUTES)
        if await actions.tell(app, lambda day: day.extend_timer(timer_id, until)):
            actions.say(app, safety.TIMER_EXTENDED)

    return longer


def ask_if_late(app: AppState) -> None:
    """Ask over every screen whether the officer is well once the timer's time has passed; else take the question away."""
    view = app.safety
    if view is None or not view.asks:
        _close(app)
    elif app.question is None:
        app.question = _question(app, view)
        app.page.show_dialog(app.question)
    elif app.question.data.value != safety.question(view):  # by now the colleagues were called
        app.question.data.value = safety.question(view)
        app.question.data.update()


def _close(app: AppState) -> None:
    if app.question is not None and app.question.open:
        app.question.open = False
        app.question.update()
    app.question = None


def _question(app: AppState, view: SafetyView) -> ft.BottomSheet:
    t = app.t

    def answered(act: Callable[[], object]) -> safe.Handler:
        async def answer() -> None:
            _close(app)
            await act()  # type: ignore[misc]  # the three acts below are coroutines

        return answer

    async def help_me() -> None:
        if told := await actions.tell(app, lambda day: day.raise_alarm()):
            app.go(ALARMS + told.answer)

    def gone() -> None:
        app.question = None  # waved away is no answer: it comes back

    help_button = buttons.outlined(t, safety.NEED_HELP, answered(help_me), "question-help", icon=ft.Icons.SOS)
    said = text.body(t, safety.question(view), Tone.ACCENT)
    controls = [
        text.heading(t, safety.QUESTION, 26),
        ft.Semantics(live_region=True, identifier="question", content=said),
        help_button,
        buttons.secondary(t, safety.LONGER, answered(_longer(app, view)), "question-longer"),
    ]
    yes = buttons.primary(t, safety.YES_BACK, answered(_stop(app, view)), "question-back")
    question = sheet.bottom(app, controls, yes, gone, room=_SHEET_ROOM)
    question.data = said
    return question
