"""What lies over every screen: the button for help, and one line for each alarm that is open."""

from __future__ import annotations

import asyncio

import flet as ft

from field_app.rules import text_nl as rules_nl
from field_app.rules.refusals import Refused
from field_app.ui import safe
from field_app.ui.parts import buttons, surface, text
from field_app.ui.parts.calls import calls
from field_app.ui.parts.drawer import drawer
from field_app.ui.state import ALARMS, AppState, has_foot
from field_app.ui.text_nl import safety
from field_app.ui.theme import Tokens, Tone
from field_app.workday.safety import AlarmView

SIZE, EDGE = 60, 14
#: What scrolls keeps this much free below, so that nothing stays under the button.
ROOM = SIZE + EDGE
#: The platform calls it a long press after half a second; a pocket gets this much more time to let go.
_HOLD_MORE_S = 0.3
_SHEET_ROOM = 640


def guarded(app: AppState, content: ft.Control) -> ft.Control:
    """A screen's content with the open alarms above it and the button for help over it."""
    if not app.is_enrolled:
        return content
    foot = buttons.foot(app.t) if has_foot(app.page.route) else 0
    lines = [_line(app, each) for each in _open(app)]
    inside = ft.Column([*lines, ft.Container(content, expand=True)], spacing=0, expand=True) if lines else content
    button = ft.Container(PanicButton(app), key="panic", right=EDGE, bottom=EDGE + foot)
    return ft.Stack([inside, button], fit=ft.StackFit.EXPAND, expand=True)


def beside(app: AppState, content: ft.Control) -> ft.Control:
    """What stands right above the button under the thumb, with the room that the button for help takes there."""
    return ft.Container(content, padding=ft.Padding.only(right=0 if app.is_wide else ROOM))


def _open(app: AppState) -> list[AlarmView]:
    view = app.safety
    if view is None:
        return []
    own = [view.own_alarm] if view.own_alarm else []
    return [each for each in (*own, *view.alarms) if app.page.route != ALARMS + each.alarm.id]


def _line(app: AppState, view: AlarmView) -> ft.Control:
    t = app.t
    words = ft.Row(
        [
            ft.Icon(ft.Icons.WARNING_AMBER, color=t.ink(Tone.BAD), size=t.sp(24)),
            text.body(t, safety.banner(view), Tone.BAD, True, True),
        ],
        spacing=10,
    )
    shape = ft.Container(words, bgcolor=t.soft(Tone.BAD), padding=ft.Padding.symmetric(horizontal=16, vertical=16))
    opens = surface.tappable(f"alarm-{view.alarm.id}", shape, lambda: app.go(ALARMS + view.alarm.id))
    return ft.Semantics(live_region=True, content=opens)


@safe.component
def PanicButton(app: AppState, leave: safe.Handler | None = None) -> ft.Control:  # noqa: N802 - a component
    """One long press calls for help; a tap explains, and offers the same with two taps.

    `leave` closes the sheet that it is on; a sheet may outlive its screen's context, so that the session is handed in.
    """
    is_held = ft.use_ref(False)
    is_open, set_open = ft.use_state(False)
    nothing: str | None = None
    problem, set_problem = ft.use_state(nothing)

    async def call() -> None:
        said = await _call(app, leave)
        set_problem(said)
        set_open(said is not None)

    async def held() -> None:
        is_held.current = True
        await asyncio.sleep(_HOLD_MORE_S)
        if is_held.current:
            is_held.current = False
            await call()

    async def tapped() -> None:
        own = app.safety.own_alarm if app.safety else None
        if own:
            await _open_alarm(app, own.alarm.id, leave)
        else:
            set_open(True)

    async def let_go() -> None:
        if is_held.current:  # too early to be meant: the same as a tap
            is_held.current = False
            await tapped()

    ft.use_dialog(_sheet(app, problem, call, lambda: set_open(False)) if is_open else None)
    knob = ft.GestureDetector(
        content=_knob(app.t),
        on_tap=safe.handler(tapped),
        on_long_press_start=safe.handler(held),
        on_long_press_end=safe.handler(let_go),
    )
    return ft.Semantics(
        identifier="panic",
        label=safety.PANIC,
        hint_text=safety.PANIC_HOW,
        button=True,
        container=True,
        exclude_semantics=True,
        content=knob,
        on_tap=safe.handler(tapped),
    )


async def _call(app: AppState, leave: safe.Handler | None) -> str | None:
    """Raise the alarm and show it; a sentence when even that did not go."""
    try:
        alarm_id = await app.phone.ask(lambda day: day.raise_alarm())
    except Refused as no:
        return rules_nl.refusal(no.code.value)
    await app.refresh()
    await _open_alarm(app, alarm_id, leave)
    return None


async def _open_alarm(app: AppState, alarm_id: str, leave: safe.Handler | None) -> None:
    if leave:
        await safe.handler(leave)(None)
    app.go(ALARMS + alarm_id)


def _knob(t: Tokens) -> ft.Control:
    return ft.Container(
        ft.Icon(ft.Icons.SOS, color=t.ink(Tone.BAD), size=32),
        width=SIZE,
        height=SIZE,
        border_radius=SIZE / 2,
        bgcolor=t.soft(Tone.BAD),
        border=ft.Border.all(2, t.ink(Tone.BAD)),
        alignment=ft.Alignment.CENTER,
    )


def _sheet(app: AppState, problem: str | None, call: safe.Handler, close: safe.Handler) -> ft.BottomSheet:
    t = app.t

    async def send() -> None:
        close()
        await call()

    controls = [
        text.heading(t, safety.PANIC_TITLE),
        *([surface.notice(t, problem, Tone.BAD, "panic-problem")] if problem else []),
        text.body(t, safety.PANIC_NOTE),
        *calls(t, app.safety.duty if app.safety else None),
    ]
    return drawer(app, controls, buttons.primary(t, safety.PANIC_SEND, send, "panic-send"), close, room=_SHEET_ROOM)
