"""The screen of an alarm: one's own, with how far it is, or a colleague's, with where and who is going."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from field_app.rules.position import MICRO, Position, metres_between
from field_app.ui import actions, safe
from field_app.ui.parts import buttons, choice, frame, panic, surface, text
from field_app.ui.parts.calls import calls
from field_app.ui.parts.fields import Field, TextBox
from field_app.ui.state import ALARMS, INCIDENTS, AppState, use_answer, use_app
from field_app.ui.text_nl import general, safety
from field_app.ui.theme import Tone
from field_app.workday.safety import AlarmView
from field_app.workday.views import Delivery


@safe.screen
def AlarmScreen() -> ft.View:  # noqa: N802 - a component
    """One alarm, whoever's it is."""
    app = use_app()
    alarm_id = ft.use_route_params().get("alarm_id", "")
    content = ft.Container(AlarmDetail(alarm_id), key=f"alarm-{alarm_id}")
    return ft.View(
        route=ALARMS + alarm_id,
        padding=0,
        bgcolor=app.t.page,
        fullscreen_dialog=True,
        controls=[ft.SafeArea(panic.guarded(app, content), expand=True)],
    )


@safe.component
def AlarmDetail(alarm_id: str) -> ft.Control:  # noqa: N802 - a component
    """What is the matter, who is going, whom to call, and how it ends."""
    app = use_app()
    view = use_answer(lambda day: day.alarm(alarm_id), alarm_id)
    if view is None:
        return frame.column(app, _top(app, ""), text.quiet(app.t, general.LOADING))
    top = [_top(app, safety.alarm_title(view)), text.quiet(app.t, safety.since(view, app.now), 16)]
    if not view.alarm.is_open:
        return frame.column(app, *top, *_over(app, view))
    duty = app.safety.duty if app.safety else None
    parts = _own(app, view) if view.is_mine else _colleagues(app, view)
    return frame.column(app, *top, *parts, *calls(app.t, duty), ft.Container(EndAlarm(alarm_id), key="end"))


def _top(app: AppState, title: str) -> ft.Control:
    close = ft.Row([buttons.icon_button(app.t, ft.Icons.CLOSE, general.CLOSE, app.back, "close")])
    return ft.Column([close, text.title(app.t, title)], spacing=2)


def _over(app: AppState, view: AlarmView) -> list[ft.Control]:
    return [
        surface.notice(app.t, f"{safety.ENDED}. {safety.ended(view)}", Tone.GOOD, "alarm-ended"),
        buttons.outlined(app.t, safety.WRITE_INCIDENT, lambda: app.go(INCIDENTS), "write-incident", icon=ft.Icons.EDIT_NOTE),
    ]


def _own(app: AppState, view: AlarmView) -> list[ft.Control]:
    """How far the cry is, in words that never promise too much, and whether the place goes with it."""
    t, sent = app.t, view.delivery is Delivery.CONFIRMED
    tone = Tone.GOOD if view.answers else Tone.ACCENT
    trying = [] if sent else [text.body(t, safety.KEEPS_TRYING, bold=True)]
    place = safety.OWN_PLACE if app.phone.places.here else safety.OWN_NO_PLACE
    back = [buttons.primary(t, safety.TIMER_BACK, _stop(app, view), "timer-back")] if view.timer else []
    return [surface.notice(t, f"{safety.standing(view)}.", tone, "alarm-standing"), *trying, *back, text.quiet(t, place)]


def _stop(app: AppState, view: AlarmView) -> Callable[[], object]:
    async def stop() -> None:
        if view.timer and await actions.tell(app, lambda day: day.stop_timer(view.timer.id)):  # type: ignore[union-attr]  # checked before
            actions.say(app, safety.TIMER_STOPPED)

    return stop


def _colleagues(app: AppState, view: AlarmView) -> list[ft.Control]:
    t = app.t

    async def answer() -> None:
        await actions.tell(app, lambda day: day.answer_alarm(view.alarm.id))

    others = f"{safety.standing(view)}." if view.answers else safety.NOBODY_YET
    said = safety.ANSWERED if view.is_answered_by_me else others
    mine = [] if view.is_answered_by_me else [buttons.primary(t, safety.ANSWER, answer, "answer-alarm")]
    going = surface.notice(t, said, Tone.GOOD if view.answers else Tone.ACCENT, "alarm-standing")
    return [going, *mine, _place(app, app.phone.places.of(view.officer.id))]


def _place(app: AppState, position: Position | None) -> ft.Control:
    """Where the colleague is, by the last fix, in words and for the device's own map; no map maker is asked by this app."""
    t = app.t
    if position is None:
        return surface.card(t, text.body(t, safety.NO_PLACE))
    here = app.phone.places.here
    far = [text.body(t, safety.distance(metres_between(here, position)), bold=True)] if here else []
    return surface.card(
        t, *far, text.body(t, safety.place(position, app.now)), buttons.outside(t, safety.MAP, _map(app, position), "map")
    )


def _map(app: AppState, position: Position) -> str:
    point = f"{position.latitude / MICRO:.6f},{position.longitude / MICRO:.6f}"
    return f"maps:?q={point}" if app.page.platform is ft.PagePlatform.IOS else f"geo:{point}?q={point}"


@safe.component
def EndAlarm(alarm_id: str) -> ft.Control:  # noqa: N802 - a component
    """The end with a few words; it opens at a tap, so that nobody ends an alarm by accident."""
    app = use_app()
    t = app.t
    nothing: str | None = None
    is_open, set_open = ft.use_state(False)
    what, set_what = ft.use_state("")
    chosen, set_chosen = ft.use_state("")
    problem, set_problem = ft.use_state(nothing)

    def choose(words: str) -> Callable[[], None]:
        return lambda: set_chosen("" if chosen == words else words)

    async def end() -> None:
        said = ". ".join(each for each in (chosen, what.strip()) if each)
        if not said:
            set_problem(safety.END_MISSING)
        elif await actions.tell(app, lambda day: day.end_alarm(alarm_id, said), set_problem):
            actions.say(app, safety.ENDED)

    if not is_open:
        return buttons.outlined(t, safety.END, lambda: set_open(True), "end-alarm-open")
    return surface.card(
        t,
        choice.group(t, safety.END_WHAT, [choice.Option(each, chosen == each, choose(each)) for each in safety.END_WORDS]),
        TextBox(Field(safety.END_HINT, lines=2, identifier="end-what"), what, set_what),
        *([surface.notice(t, problem, Tone.BAD, "problem")] if problem else []),
        buttons.primary(t, safety.END, end, "end-alarm"),
    )
