"""Choosing a day: a button with the day on it that opens the calendar of the phone."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import flet as ft

from field_app.rules.vocabulary import AMSTERDAM
from field_app.ui import safe
from field_app.ui.parts import buttons
from field_app.ui.state import AppState
from field_app.ui.text_nl import words

_AHEAD = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Span:
    """The days that can be chosen, both ends included."""

    first: date
    last: date


def choose(app: AppState, name: str, on: date, first: date, chosen: Callable[[date], object], identifier: str) -> ft.Control:
    """The name, and the day as a button; only days from `first` can be chosen."""

    def open_() -> None:
        open_calendar(app, name, max(on, first), Span(first, first + _AHEAD), chosen)

    label = f"{name}: {words.short_day(on)}"
    button = buttons.outlined(app.t, label, open_, identifier, icon=ft.Icons.EVENT)
    return ft.Column([button], horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def open_calendar(
    app: AppState, name: str, on: date | None, span: Span, chosen: Callable[[date], object], *, is_typed: bool = False
) -> None:
    """The calendar of the phone, at this day if there is one; a day long ago `is_typed`."""

    async def changed(event: ft.Event[ft.DatePicker]) -> None:
        if event.control.value is not None:
            done = chosen(day_of(event.control.value))
            if inspect.isawaitable(done):
                await done

    app.page.show_dialog(
        ft.DatePicker(
            value=_noon(min(max(on, span.first), span.last)) if on else None,
            first_date=_noon(span.first),
            last_date=_noon(span.last),
            help_text=name,
            entry_mode=ft.DatePickerEntryMode.INPUT if is_typed else ft.DatePickerEntryMode.CALENDAR,
            on_change=safe.handler(changed),
        )
    )


def day_of(picked: date | datetime) -> date:
    """The day that was tapped: the calendar answers with its midnight in another zone."""
    if not isinstance(picked, datetime):
        return picked
    return picked.astimezone(AMSTERDAM).date() if picked.tzinfo else picked.date()


def _noon(on: date) -> datetime:
    """The middle of the day, so that no zone makes another day of it."""
    return datetime.combine(on, time(12), AMSTERDAM)


def period(app: AppState, begins: ft.Control, ends: ft.Control) -> ft.Control:
    """Two days side by side, or below each other when the text is large."""
    return buttons.pair(app.t, (begins, 1), (ends, 1))
