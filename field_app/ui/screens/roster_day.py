"""Who drives when on one day: each moment with its hours, its cars by name, and what is missing in words."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from field_app.rules.vocabulary import ShiftStatus, Slot
from field_app.ui import actions
from field_app.ui.parts import buttons, surface, text, week
from field_app.ui.state import SHIFTS, AppState
from field_app.ui.text_nl import planning, words
from field_app.ui.text_nl import roster as roster_nl
from field_app.ui.theme import TOUCH, Tokens, Tone
from field_app.workday.roster_views import CarView, Cover, DayView, RosterView, SlotView


def day_card(app: AppState, day: DayView, view: RosterView) -> ft.Control:
    """The day as a card."""
    return surface.card(app.t, day_list(app, day, view, _stay), key=f"card-{day.on}")


def day_lines(app: AppState, day: DayView, view: RosterView, open_: Callable[[], object]) -> ft.Control:
    """The day in a few lines for large text; a tap tells more."""
    t = app.t
    color = t.ink(Tone.ACCENT) if day.is_today else t.text
    rows: list[ft.Control] = [ft.Text(roster_nl.day_head(day), size=t.sp(18), weight=text.BOLD, color=color)]
    for slot in day.slots:
        few = week.cover(slot, app.now, week.planned_until(view))
        mine = any(each.is_mine for each in slot.cars)
        rows.append(text.body(t, roster_nl.slot_line(slot), Tone.ACCENT if mine else None, bold=mine))
        if few is not Cover.ENOUGH:
            rows.append(_missing(t, few))
    column = ft.Column(rows, spacing=4, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    shape = ft.Container(column, bgcolor=t.card, border=ft.Border.all(1, t.line), border_radius=16, padding=16)
    return surface.tappable(f"day-{day.on}", shape, open_, key=f"lines-{day.on}")


def _stay() -> None:
    """A card has nothing to close."""


def day_list(app: AppState, day: DayView, view: RosterView, close: Callable[[], object]) -> ft.Control:
    """The moments of one day; `close` goes before another screen opens. No component: a sheet outlives its screen for a moment."""
    t = app.t
    today = [surface.pill(t, roster_nl.TODAY, Tone.ACCENT)] if day.is_today else []
    name = text.heading(t, words.upper_first(words.full_day(day.on)))
    head = ft.Row([name, *today], wrap=True, spacing=10)
    said = [text.body(t, roster_nl.own_word(each, day.on), Tone.INFO) for each in day.availability]
    slots = [_slot(app, each, view, close) for each in day.slots]
    return ft.Column([head, *said, *slots], spacing=10, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _slot(app: AppState, slot: SlotView, view: RosterView, close: Callable[[], object]) -> ft.Control:
    t, few = app.t, week.cover(slot, app.now, week.planned_until(view))
    rows: list[ft.Control] = [text.section(t, roster_nl.slot_head(slot))]
    rows += [_car(app, each, slot, close) for each in slot.cars]
    if not slot.cars:
        rows.append(text.quiet(t, roster_nl.NOBODY))
    if few is not Cover.ENOUGH:
        rows.append(_missing(t, few))
    if view.me.may_plan and slot.ends_at > app.now:
        rows.append(_add(app, slot.slot, view, close))
    return ft.Column(rows, spacing=2, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _missing(t: Tokens, few: Cover) -> ft.Control:
    tone = week.GAP_TONES[few]
    icon = ft.Icon(week.GAP_ICONS[few], size=t.sp(18), color=t.ink(tone))
    return ft.Row([icon, text.body(t, roster_nl.COVERS[few], tone, expand=True)], spacing=8)


def _car(app: AppState, car: CarView, slot: SlotView, close: Callable[[], object]) -> ft.Control:
    t = app.t

    def open_shift() -> None:
        close()
        app.go(SHIFTS + car.shift.id)

    tone = Tone.ACCENT if car.is_mine or car.officer is None else None
    icon = ft.Icons.PERSON_OUTLINE if car.officer else ft.Icons.PERSON_ADD_ALT
    name = text.body(t, words.upper_first(roster_nl.car(car)), tone, bold=car.is_mine, expand=t.scale <= buttons.STACK_FROM)
    hours = text.quiet(t, roster_nl.hours(car.shift), 14)
    said = [ft.Column([name, hours], spacing=0, expand=True)] if t.scale > buttons.STACK_FROM else [name, hours]
    row = ft.Row(
        [
            ft.Icon(icon, size=t.sp(20), color=t.ink(tone) if tone else t.muted),
            *said,
            ft.Icon(ft.Icons.CHEVRON_RIGHT, size=t.sp(20), color=t.muted),
        ],
        spacing=8,
    )
    shape = ft.Container(row, height=None, padding=ft.Padding.symmetric(horizontal=6, vertical=(TOUCH - 24) / 2), border_radius=10)
    identifier = f"car-{slot.slot.on}-{slot.slot.moment.value}-{car.officer.name if car.officer else car.shift.position}"
    return surface.tappable(identifier, shape, open_shift, key=f"car-{car.shift.id}-{slot.slot.moment.value}")


def _add(app: AppState, slot: Slot, view: RosterView, close: Callable[[], object]) -> ft.Control:
    """The planner's way to one more car in this slot: an open shift, in the concept where there is one."""
    concept = next((car.shift.roster_id for car in _cars(view, slot) if car.shift.status is ShiftStatus.CONCEPT), None)

    async def add() -> None:
        told = await actions.tell(app, lambda day: day.add_shift((slot,), None, concept, planning.ADDED_WHY))
        if told:
            close()
            app.go(SHIFTS + told.answer)

    name = roster_nl.ADD_SHIFT
    return ft.Row([buttons.link(app.t, name, add, f"add-{slot.on}-{slot.moment.value}", icon=ft.Icons.ADD)])


def _cars(view: RosterView, slot: Slot) -> list[CarView]:
    return [car for day in view.days if day.on == slot.on for each in day.slots for car in each.cars]
