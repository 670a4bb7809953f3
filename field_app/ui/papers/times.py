"""Fields of a day, and of a moment with its day and time."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import flet as ft

from field_app.rules.shift_changes import wall
from field_app.rules.vocabulary import local
from field_app.ui import safe
from field_app.ui.forms.fields import Day, Moment
from field_app.ui.forms.fields import now as as_it_travels
from field_app.ui.papers.spot import Spot
from field_app.ui.parts import buttons, days, text
from field_app.ui.text_nl import forms as nl

_YEAR = timedelta(days=400)
#: So many letters have room beside an icon on the narrowest phone.
_BESIDE_ICON = 34


def day(spot: Spot, field: Day) -> ft.Control:
    """A button with the day on it, that opens the calendar of the phone."""
    t, on, today = spot.t, _date(spot.value), local(spot.desk.app.now).date()

    async def choose(picked: date) -> None:
        await spot.write(picked.isoformat())

    def open_() -> None:
        first, last = today - timedelta(days=field.back), today + timedelta(days=field.ahead)
        days.open_calendar(spot.desk.app, spot.label, on, days.Span(first, last), choose, is_typed=field.is_typed)

    async def clear() -> None:
        await spot.write(None)

    said = (nl.long_day if field.is_typed else nl.day)(spot.label, on)
    icon = ft.Icons.EVENT if len(said) <= _BESIDE_ICON else None  # without it the words break over two lines
    button = buttons.outlined(t, said, open_, spot.identifier, icon=icon)
    away = [buttons.link(t, nl.clear(spot.label), clear, f"{spot.identifier}-clear")] if on and not field.is_required else []
    return spot.column(button, *away, *([text.quiet(t, spot.hint)] if spot.hint else []))


def moment(spot: Spot, field: Moment) -> ft.Control:
    """The day and the time, each with the phone's own way to choose it, and a button for now."""
    t, app, at = spot.t, spot.desk.app, _moment(spot.value)
    today = local(app.now).date()

    async def to_day(picked: date) -> None:
        await _put(spot, picked, local(at).time() if at else local(app.now).time())

    async def to_time(event: ft.Event[ft.TimePicker]) -> None:
        if event.control.value is not None:
            await _put(spot, local(at).date() if at else today, event.control.value)

    async def to_now() -> None:
        await spot.write(as_it_travels(app.now))

    def open_day() -> None:
        span = days.Span(today, today + _YEAR) if field.is_ahead else days.Span(today - _YEAR, today)
        days.open_calendar(app, spot.label, local(at).date() if at else None, span, to_day)

    def open_time() -> None:
        shown = local(at or app.now)
        app.page.show_dialog(
            ft.TimePicker(
                value=time(shown.hour, shown.minute),
                help_text=spot.label,
                hour_format=ft.TimePickerHourFormat.H24,
                on_change=safe.handler(to_time),
            )
        )

    pair = buttons.pair(
        t,
        (buttons.outlined(t, nl.moment_day(at), open_day, f"{spot.identifier}-day", icon=ft.Icons.EVENT), 6),
        (buttons.outlined(t, nl.moment_time(at), open_time, f"{spot.identifier}-time", icon=ft.Icons.SCHEDULE), 5),
    )
    now = [] if field.is_ahead else [buttons.link(t, nl.now(spot.label), to_now, f"{spot.identifier}-now")]
    return spot.named(pair, *now)


async def _put(spot: Spot, on: date, at: time) -> None:
    await spot.write(wall(on, time(at.hour, at.minute)).isoformat(timespec="milliseconds"))


def _date(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else None


def _moment(value: object) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) else None
