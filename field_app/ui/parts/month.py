"""The month at a glance: for each day one's own moments and where cars are missing; a tap opens that week."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import flet as ft

from field_app.ui.parts import surface, text
from field_app.ui.parts.week import GAP_ICONS, GAP_TONES, cover, planned_until
from field_app.ui.text_nl import roster as roster_nl
from field_app.ui.theme import TOUCH, Tokens, Tone
from field_app.workday.roster_views import Cover, DayView, RosterView

_DAYS, _GAP, _BAR = 7, 4, 5


def grid(t: Tokens, view: RosterView, month: int, room: float, now: datetime, open_: Callable[[date], object]) -> ft.Control:
    """The weeks of the month below each other."""
    width = (room - (_DAYS - 1) * _GAP) / _DAYS
    heads = [
        ft.Container(text.quiet(t, roster_nl.day_name(each.on), 13), width=width, alignment=ft.Alignment.CENTER)
        for each in view.days[:_DAYS]
    ]
    weeks = [view.days[at : at + _DAYS] for at in range(0, len(view.days), _DAYS)]
    rows = [ft.Row([_day(t, view, day, day.on.month == month, width, now, open_) for day in week], spacing=_GAP) for week in weeks]
    return ft.Column([ft.Semantics(exclude_semantics=True, content=ft.Row(list(heads), spacing=_GAP)), *rows], spacing=_GAP)


def _day(
    t: Tokens, view: RosterView, day: DayView, is_inside: bool, width: float, now: datetime, open_: Callable[[date], object]
) -> ft.Control:
    mine = [each.slot.moment for each in day.slots if any(car.is_mine for car in each.cars)]
    gaps = [(each.slot.moment, few) for each in day.slots if (few := cover(each, now, planned_until(view))) is not Cover.ENOUGH]
    color = t.ink(Tone.ACCENT) if day.is_today else t.text if is_inside else t.muted
    number = ft.Text(str(day.on.day), size=t.sp(14), color=color, weight=text.BOLD if day.is_today or mine else None)
    worst = Cover.BELOW_MINIMUM if any(few is Cover.BELOW_MINIMUM for _, few in gaps) else Cover.BELOW_TARGET
    mark = [ft.Icon(GAP_ICONS[worst], size=t.sp(13), color=t.ink(GAP_TONES[worst]))] if gaps else []
    head = ft.Row([number, *mark], spacing=2, tight=True, alignment=ft.MainAxisAlignment.CENTER)
    inside = ft.Column(
        [head, *(_moment(t, each.slot.moment in mine, width) for each in day.slots)],
        spacing=2,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
    )
    shape = ft.Container(
        ft.Semantics(exclude_semantics=True, content=inside),
        width=width,
        height=max(TOUCH, t.sp(26) + 4 * (_BAR + 2) + 10),
        border_radius=10,
        bgcolor=t.soft(Tone.ACCENT) if mine else t.card,
        border=ft.Border.all(1.5 if mine else 1, t.ink(Tone.ACCENT) if mine else t.line),
        alignment=ft.Alignment.CENTER,
    )
    return surface.tappable(f"month-{day.on}", shape, lambda: open_(day.on), roster_nl.day_spoken(day, mine, gaps))


def _moment(t: Tokens, is_mine: bool, width: float) -> ft.Control:
    """The moments of a day from early to late: long where one drives, else a short line."""
    width, height = (width * 0.6, _BAR) if is_mine else (5, 2)
    return ft.Container(width=width, height=height, border_radius=3, bgcolor=t.ink(Tone.ACCENT) if is_mine else t.line)


def first_shown(on: date) -> date:
    """The Monday of the week in which the month of this day begins."""
    first = on.replace(day=1)
    return date.fromordinal(first.toordinal() - first.weekday())


def moved(on: date, by: int) -> date:
    """The same place in the month before or after: its fifteenth, which is never missing."""
    number = on.year * 12 + on.month - 1 + by
    return date(number // 12, number % 12 + 1, 15)
