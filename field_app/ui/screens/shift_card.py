"""Begin and end of the shift: the car, the note of the colleague before, and what was not done with why."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from field_app.rules.commands import NotDone
from field_app.rules.records import Shift
from field_app.ui import actions, safe
from field_app.ui.parts import buttons, choice, surface, text
from field_app.ui.parts.fields import Field, TextBox
from field_app.ui.state import use_app
from field_app.ui.text_nl import safety, today, words
from field_app.ui.theme import Tokens, Tone
from field_app.workday.views import StopView, TodayView

_FULL = 100


@safe.component
def StartShift(view: TodayView, shift: Shift) -> ft.Control:  # noqa: N802 - a component
    """The card that begins the shift."""
    app = use_app()
    t = app.t
    nothing: str | None = None
    vehicle, set_vehicle = ft.use_state(shift.vehicle or "")
    is_checked, set_checked = ft.use_state(False)
    battery, set_battery = ft.use_state("")
    problem, set_problem = ft.use_state(nothing)

    async def begin() -> None:
        percent = battery.strip().removesuffix("%").strip()
        if percent and not (percent.isdecimal() and int(percent) <= _FULL):
            set_problem(safety.BATTERY_WRONG)
            return
        level, car = int(percent) if percent else None, vehicle.strip() or None
        if await actions.tell(
            app, lambda day: day.start_shift(shift.id, car, phone_checked=is_checked, battery_percent=level), set_problem
        ):
            actions.say(app, today.SHIFT_STARTED)

    def checked(event: ft.Event[ft.Switch]) -> None:
        set_checked(bool(event.control.value))

    return surface.card(
        t,
        text.heading(t, today.SHIFT_START),
        text.quiet(t, f"{words.upper_first(today.when(shift, view.now))}. {today.SHIFT_START_NOTE}"),
        *handover(t, view),
        TextBox(Field(today.VEHICLE, today.VEHICLE_HINT, identifier="vehicle"), vehicle, set_vehicle),
        choice.switch(t, safety.PHONE_CHECKED, is_checked, checked, "phone-checked"),
        *([BatteryBox(set_battery)] if is_checked else []),
        *([surface.notice(t, problem, Tone.BAD, "problem")] if problem else []),
        buttons.primary(t, today.SHIFT_START, begin, "start-shift"),
    )


@safe.component
def BatteryBox(on_text: Callable[[str], None]) -> ft.Control:  # noqa: N802 - a component
    """How full the battery is: filled in where the device tells, else to be typed."""
    told, set_told = ft.use_state("")

    async def look() -> None:
        level = await ft.Battery().get_battery_level()
        if level is not None:
            set_told(str(level))
            on_text(str(level))

    ft.use_effect(safe.effect(look), [])
    field = Field(safety.BATTERY, safety.BATTERY_HINT, identifier="battery", keyboard=ft.KeyboardType.NUMBER)
    return ft.Container(TextBox(field, told, on_text), key=f"battery-{told}")


def handover(t: Tokens, view: TodayView) -> list[ft.Control]:
    """What the colleague of the shift before left behind, if anything."""
    if view.handover is None or not view.handover.handover_note:
        return []
    name = view.handover_officer.name if view.handover_officer else ""
    note = ft.Column([text.section(t, today.handover(name)), text.body(t, view.handover.handover_note)], spacing=4)
    return [ft.Container(note, bgcolor=t.soft(Tone.PLAIN), border_radius=12, padding=14)]


@safe.component
def EndShift(view: TodayView, shift: Shift) -> ft.Control:  # noqa: N802 - a component
    """The card that ends the shift; it opens at a tap, for it is needed once."""
    app = use_app()
    t = app.t
    nothing: str | None = None
    is_open, set_open = ft.use_state(False)
    note, set_note = ft.use_state("")
    no_reasons: dict[str, str] = {}
    reasons, set_reasons = ft.use_state(no_reasons)
    problem, set_problem = ft.use_state(nothing)
    undone = [stop for stop in view.stops if not stop.is_done]

    async def end() -> None:
        if any(stop.case.id not in reasons for stop in undone):
            set_problem(today.NOT_DONE_MISSING)
            return
        not_done = tuple(NotDone(stop.case.id, reasons[stop.case.id]) for stop in undone)
        if await actions.tell(app, lambda day: day.end_shift(shift.id, note.strip(), not_done), set_problem):
            actions.say(app, today.SHIFT_ENDED)

    if not is_open:
        return buttons.outlined(t, today.SHIFT_END, lambda: set_open(True), "end-shift-open", icon=ft.Icons.LOGOUT)
    return surface.card(
        t,
        text.heading(t, today.SHIFT_END),
        TextBox(Field(today.SHIFT_END_NOTE, today.SHIFT_END_HINT, 3, is_checked=True, identifier="handover-note"), note, set_note),
        *(_why(t, stop, reasons, set_reasons) for stop in undone),
        *([surface.notice(t, problem, Tone.BAD, "problem")] if problem else []),
        buttons.primary(t, today.SHIFT_END, end, "end-shift"),
    )


def _why(t: Tokens, stop: StopView, reasons: dict[str, str], set_reasons: Callable[[dict[str, str]], None]) -> ft.Control:
    case = stop.case

    def choose(reason: str) -> Callable[[], None]:
        return lambda: set_reasons({**reasons, case.id: reason})

    options = [choice.Option(each, reasons.get(case.id) == each, choose(each)) for each in today.NOT_DONE_REASONS]
    return choice.group(t, case.code_name, options, today.NOT_DONE_TITLE)
