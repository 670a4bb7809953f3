"""The week as moments x days: every state of a cell has its own shape and words as well as its own colour."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import flet as ft
import flet.canvas as cv

from field_app.rules.vocabulary import Moment, ShiftStatus
from field_app.ui.parts import surface, text
from field_app.ui.text_nl import roster as roster_nl
from field_app.ui.text_nl import words
from field_app.ui.theme import TOUCH, Tokens, Tone
from field_app.workday.roster_views import CarView, Cover, DayView, RosterView, SlotView

Open = Callable[[date, Moment], object]
_DAYS, _GAP, _NAME, _RADIUS = 7, 4, 51, 10
#: The size of a name in a cell, the smallest that is still read, and how wide a letter is for its size.
_LARGE, _SMALL, _LETTER = 13, 10.5, 0.6
#: A cell names this many cars; more of them are counted.
_MOST_CARS = 3
_LINE, _AROUND = 18, 18
GAP_ICONS = {Cover.BELOW_MINIMUM: ft.Icons.WARNING_ROUNDED, Cover.BELOW_TARGET: ft.Icons.CHANGE_HISTORY}
GAP_TONES = {Cover.BELOW_MINIMUM: Tone.BAD, Cover.BELOW_TARGET: Tone.ACCENT, Cover.ENOUGH: Tone.PLAIN}


def planned_until(view: RosterView) -> date | None:
    """The last day that has a roster: published, or for its planner a concept among the days shown."""
    concepts = [slot.slot.on for day in view.days for slot in day.slots for car in slot.cars if _is_concept(car)]
    known = [*concepts, *([view.published_until] if view.published_until else [])]
    return max(known, default=None)


def cover(view: SlotView, now: datetime, until: date | None) -> Cover:
    """How a slot is staffed, as far as it still matters: nothing is short that is over, or that has no roster yet."""
    is_planned = until is not None and view.slot.on <= until
    return view.cover if is_planned and view.ends_at > now else Cover.ENOUGH


def grid(t: Tokens, view: RosterView, room: float, now: datetime, open_: Open) -> ft.Control:
    """Seven days next to each other, their moments below each other; a tap tells who drives."""
    width = (room - t.sp(_NAME) - _DAYS * _GAP) / _DAYS
    moments = [each.slot.moment for each in view.days[0].slots] if view.days else []
    rows = [_row(t, view, index, width, now, open_) for index in range(len(moments))]
    return ft.Column([_heads(t, view.days, width, open_), *rows], spacing=_GAP)


def _heads(t: Tokens, days: tuple[DayView, ...], width: float, open_: Open) -> ft.Control:
    heads: list[ft.Control] = [ft.Container(width=t.sp(_NAME)), *(_head(t, each, width, open_) for each in days)]
    return ft.Row(heads, spacing=_GAP)


def _head(t: Tokens, day: DayView, width: float, open_: Open) -> ft.Control:
    color, weight = (t.ink(Tone.ACCENT), text.BOLD) if day.is_today else (t.muted, None)
    lines = [ft.Text(each, size=t.sp(14), color=color, weight=weight) for each in (roster_nl.day_name(day.on), str(day.on.day))]
    said = [ft.Container(width=14, height=3, border_radius=2, bgcolor=t.ink(Tone.INFO))] if day.availability else []
    column = ft.Column([*lines, *said], spacing=0, horizontal_alignment=ft.CrossAxisAlignment.CENTER, tight=True)
    shape = ft.Container(_silent(column), width=width, height=max(TOUCH, t.sp(46)), alignment=ft.Alignment.CENTER, border_radius=8)
    first = day.slots[0].slot.moment if day.slots else Moment.EARLY_MORNING
    return surface.tappable(
        f"day-{day.on}", shape, lambda: open_(day.on, first), roster_nl.day_head_spoken(day), key=f"day-{day.on}"
    )


def _row(t: Tokens, view: RosterView, index: int, width: float, now: datetime, open_: Open) -> ft.Control:
    slots = [day.slots[index] for day in view.days]
    first = slots[0]
    high = max(TOUCH, _AROUND + t.sp(_LINE) * max(_lines(each, now, planned_until(view)) for each in slots))
    name = ft.Column(
        [
            text.quiet(t, words.SHORT_MOMENTS[first.slot.moment], 14),
            text.quiet(t, roster_nl.span(first.begins_at, first.ends_at), 13),
        ],
        spacing=0,
    )
    cells = [_cell(t, each, width, high, cover(each, now, planned_until(view)), open_) for each in slots]
    side = ft.Semantics(exclude_semantics=True, content=ft.Container(name, width=t.sp(_NAME)))
    return ft.Row([side, *cells], spacing=_GAP)


def _lines(view: SlotView, now: datetime, until: date | None) -> int:
    """Names that are shown, the count of the others, and a mark."""
    few = cover(view, now, until) is not Cover.ENOUGH
    return min(len(view.cars), _MOST_CARS) + (len(view.cars) > _MOST_CARS) + few


def _cell(t: Tokens, view: SlotView, width: float, height: float, few: Cover, open_: Open) -> ft.Control:
    mine = next((each for each in view.cars if each.is_mine), None)
    tone = Tone.INFO if mine and mine.is_offered else Tone.ACCENT if mine else GAP_TONES[few] if few is not Cover.ENOUGH else None
    dashed = mine is not None and mine.is_offered
    shown = [_car(t, each, width) for each in view.cars[:_MOST_CARS]]
    if len(view.cars) > _MOST_CARS:
        shown.append(_label(t, f"+{len(view.cars) - _MOST_CARS}", t.muted))
    if few is not Cover.ENOUGH:
        shown.append(ft.Icon(GAP_ICONS[few], size=t.sp(16), color=t.ink(GAP_TONES[few])))
    lines = ft.Column(shown, spacing=0, alignment=ft.MainAxisAlignment.CENTER, horizontal_alignment=ft.CrossAxisAlignment.CENTER)
    framed = ft.Stack([_dashes(t, width, height), _middle(lines, width, height)]) if dashed else _middle(lines, width, height)
    side = ft.BorderSide(2 if mine else 1.5, t.ink(tone)) if tone else ft.BorderSide(1, t.line)
    shape = ft.Container(
        _silent(framed),
        width=width,
        height=height,
        border_radius=_RADIUS,
        bgcolor=t.soft(tone) if mine and tone else t.card,
        border=None if dashed else ft.Border(side, side, side, side),
    )
    slot = view.slot
    return surface.tappable(
        f"slot-{slot.on}-{slot.moment.value}", shape, lambda: open_(slot.on, slot.moment), roster_nl.slot_spoken(view, few)
    )


def _middle(content: ft.Control, width: float, height: float) -> ft.Control:
    return ft.Container(content, width=width, height=height, alignment=ft.Alignment.CENTER)


def _dashes(t: Tokens, width: float, height: float) -> ft.Control:
    """The broken frame of what was offered."""
    paint = ft.Paint(color=t.ink(Tone.INFO), style=ft.PaintingStyle.STROKE, stroke_width=2, stroke_dash_pattern=[5, 3])
    frame = cv.Rect(1, 1, width - 2, height - 2, border_radius=_RADIUS - 1, paint=paint)
    return cv.Canvas([frame], width=width, height=height)


def _car(t: Tokens, car: CarView, width: float) -> ft.Control:
    """One name; what still waits has an hourglass, what must be read a dot, what is not published yet leans."""
    tone = None if car.officer and not car.is_mine else Tone.INFO if car.is_offered else Tone.ACCENT
    name = roster_nl.YOU if car.is_mine else car.officer.name if car.officer else roster_nl.OPEN
    room = width - 4 - t.sp(13) * (car.waits + car.needs_seen)
    size = max(_SMALL, min(_LARGE, room / (_LETTER * t.scale * len(name))))
    color, leans = t.ink(tone) if tone else t.text, _is_concept(car)
    label = _label(t, name, color, size, bold=car.is_mine, leans=leans)
    marks = [ft.Icon(ft.Icons.HOURGLASS_EMPTY, size=t.sp(12), color=t.ink(Tone.INFO))] if car.waits else []
    if car.needs_seen:
        marks.append(ft.Icon(ft.Icons.CIRCLE, size=t.sp(8), color=t.ink(Tone.BAD)))
    if not marks:
        return label
    return ft.Row([label, *marks], spacing=1, tight=True, alignment=ft.MainAxisAlignment.CENTER)


def _label(t: Tokens, name: str, color: str, size: float = _LARGE, *, bold: bool = False, leans: bool = False) -> ft.Control:
    return ft.Text(
        name,
        size=t.sp(size),
        color=color,
        weight=text.BOLD if bold else None,
        italic=leans,
        no_wrap=True,
        overflow=ft.TextOverflow.FADE,
    )


def _silent(content: ft.Control) -> ft.Control:
    """What is drawn small is said in the name of the whole."""
    return ft.Semantics(exclude_semantics=True, content=content)


def legend(t: Tokens, view: RosterView, now: datetime) -> list[ft.Control]:
    """What each shape means that stands in these days."""
    slots = [slot for day in view.days for slot in day.slots]
    cars, few = [car for slot in slots for car in slot.cars], {cover(each, now, planned_until(view)) for each in slots}
    size = t.sp(16)
    frame = ft.Border.all(2, t.ink(Tone.ACCENT))
    mine = ft.Container(width=size, height=size, border_radius=4, bgcolor=t.soft(Tone.ACCENT), border=frame)
    items: list[tuple[bool, ft.Control, str]] = [
        (any(each.is_mine for each in cars), mine, roster_nl.LEGEND["mine"]),
        (any(each.is_mine and each.is_offered for each in cars), _dashes(t, size, size), roster_nl.LEGEND["offered"]),
        *(
            (each in few, ft.Icon(icon, size=size, color=t.ink(GAP_TONES[each])), roster_nl.LEGEND[each])
            for each, icon in GAP_ICONS.items()
        ),
        (
            any(each.waits for each in cars),
            ft.Icon(ft.Icons.HOURGLASS_EMPTY, size=size, color=t.ink(Tone.INFO)),
            roster_nl.LEGEND["waits"],
        ),
        (
            any(each.needs_seen for each in cars),
            ft.Icon(ft.Icons.CIRCLE, size=t.sp(10), color=t.ink(Tone.BAD)),
            roster_nl.LEGEND["seen"],
        ),
        (any(_is_concept(each) for each in cars), _label(t, "Aa", t.text, leans=True), roster_nl.LEGEND["concept"]),
    ]
    rows = [ft.Row([shape, text.quiet(t, said, 14)], spacing=6, tight=True) for is_there, shape, said in items if is_there]
    return [ft.Row(list(rows), wrap=True, spacing=14, run_spacing=6)] if rows else []


def _is_concept(car: CarView) -> bool:
    return car.shift.status is ShiftStatus.CONCEPT
