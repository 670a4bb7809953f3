"""Choosing a day: a button with the day on it that opens the calendar of the phone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import flet as ft

from field_app.rules.vocabulary import AMSTERDAM
from field_app.ui import safe
from field_app.ui.parts import buttons
from field_app.ui.state import AppState
from field_app.ui.text_nl import words

_AHEAD = timedelta(days=400)


def choose(app: AppState, name: str, on: date, first: date, chosen: Callable[[date], object], identifier: str) -> ft.Control:
    """The name, and the day as a button; only days from `first` can be chosen."""

    def changed(event: ft.Event[ft.DatePicker]) -> None:
        if event.control.value is not None:
            chosen(day_of(event.control.value))

    def open_() -> None:
        app.page.show_dialog(
            ft.DatePicker(
                value=_noon(max(on, first)),
                first_date=_noon(first),
                last_date=_noon(first + _AHEAD),
                help_text=name,
                on_change=safe.handler(changed),
            )
        )

    label = f"{name}: {words.short_day(on)}"
    button = buttons.outlined(app.t, label, open_, identifier, icon=ft.Icons.EVENT)
    return ft.Column([button], horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


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
