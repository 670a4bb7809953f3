"""Vrij, wensen en ziek: what this officer said of times to come, and the forms for more; no reason is ever asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import flet as ft

from field_app.rules.roster_commands import AvailabilityKind
from field_app.rules.roster_records import Availability
from field_app.rules.shift_changes import wall
from field_app.rules.vocabulary import Moment, local
from field_app.ui import actions, safe
from field_app.ui.parts import buttons, choice, days, frame, panic, surface, text
from field_app.ui.screens.sick import SickReport
from field_app.ui.state import AppState, use_answer, use_app
from field_app.ui.text_nl import away, general
from field_app.ui.text_nl import roster as roster_nl
from field_app.ui.theme import Tokens, Tone
from field_app.workday.roster_views import DayView, SlotView

_KIND_TONES = {
    AvailabilityKind.AWAY: Tone.ACCENT,
    AvailabilityKind.WISH_FREE: Tone.INFO,
    AvailabilityKind.WISH_WORK: Tone.GOOD,
}


@safe.screen
def AwayScreen() -> ft.View:  # noqa: N802 - a component
    """The whole screen."""
    app = use_app()
    return ft.View(
        route="/vrij",
        padding=0,
        bgcolor=app.t.page,
        fullscreen_dialog=True,
        controls=[ft.SafeArea(panic.guarded(app, ft.Container(Away(), key="away")), expand=True)],
    )


@safe.component
def Away() -> ft.Control:  # noqa: N802 - a component
    """The content of the screen."""
    app = use_app()
    t = app.t
    close = buttons.icon_button(t, ft.Icons.CLOSE, general.CLOSE, app.back, "close")
    top = ft.Column([ft.Row([close]), text.title(t, away.TITLE), text.quiet(t, away.WHY_NOT, 16)], spacing=2)
    forms = [ft.Container(SickReport(), key="sick"), ft.Container(SayAway(), key="say")]
    return frame.column(app, top, ft.Container(Said(), key="said"), *forms)


@safe.component
def Said() -> ft.Control:  # noqa: N802 - a component
    """What was said, each with the way to take it back."""
    app = use_app()
    t = app.t
    found = use_answer(lambda day: day.my_availability())
    rows = [_row(app, each) for each in found or ()]
    none = [text.quiet(t, away.MINE_NONE if found is not None else general.LOADING)]
    return surface.card(t, text.heading(t, away.MINE), *(rows or none), spacing=6)


def _row(app: AppState, said: Availability) -> ft.Control:
    t = app.t

    async def withdraw() -> None:
        if await actions.tell(app, lambda day: day.withdraw_availability(said.id)):
            actions.say(app, away.WITHDRAWN, again)

    async def again() -> None:
        await actions.tell(app, lambda day: day.say_availability(said.kind, said.begins_at, said.ends_at))

    kind = surface.pill(t, roster_nl.AVAILABILITIES[said.kind], _KIND_TONES[said.kind])
    lines = ft.Column([text.body(t, away.period(said)), ft.Row([kind], tight=True)], spacing=4, expand=True)
    link = buttons.link(t, away.WITHDRAW, withdraw, f"withdraw-{said.id}", tone=Tone.PLAIN)
    return ft.Row([lines, link], spacing=8, key=f"said-{said.id}")


@safe.component
def SayAway() -> ft.Control:  # noqa: N802 - a component
    """The form: what, from when to when, and for one day which part of it."""
    app = use_app()
    t, today = app.t, local(app.now).date()
    nothing: str | None = None
    none: tuple[Moment, ...] = ()
    kind, set_kind = ft.use_state(AvailabilityKind.AWAY)
    first, set_first = ft.use_state(today + timedelta(days=1))
    last, set_last = ft.use_state(today + timedelta(days=1))
    parts, set_parts = ft.use_state(none)
    problem, set_problem = ft.use_state(nothing)
    shown = use_answer(lambda day: day.roster(first, 1), first)
    day = shown.days[0] if shown and shown.days[0].on == first else None

    def begin(on: date) -> None:
        set_first(on)
        set_last(max(on, last))

    async def say() -> None:
        if last < first:
            set_problem(away.PERIOD_WRONG)
            return
        begins_at, ends_at = _period(first, last, _chosen(day, parts) if first == last else [])
        if await actions.tell(app, lambda each: each.say_availability(kind, begins_at, ends_at), set_problem):
            set_parts(())
            set_problem(None)
            actions.say(app, away.SAID)

    return surface.card(
        t,
        text.heading(t, away.NEW),
        choice.group(t, away.KIND, [_kind(each, kind, set_kind) for each in AvailabilityKind]),
        text.quiet(t, away.NOTES[kind]),
        days.period(
            app,
            days.choose(app, away.FROM, first, today, begin, "away-from"),
            days.choose(app, away.TO, last, first, set_last, "away-to"),
        ),
        *(_parts(t, day, parts, set_parts) if day and first == last else []),
        *([surface.notice(t, problem, Tone.BAD, "problem")] if problem else []),
        buttons.primary(t, away.SAY, say, "say-away"),
    )


def _kind(each: AvailabilityKind, chosen: AvailabilityKind, choose: Callable[[AvailabilityKind], None]) -> choice.Option:
    return choice.Option(away.KINDS[each], each is chosen, lambda: choose(each), f"kind-{each.value}")


def _parts(t: Tokens, day: DayView, parts: tuple[Moment, ...], choose: Callable[[tuple[Moment, ...]], None]) -> list[ft.Control]:
    def toggle(moment: Moment) -> Callable[[], None]:
        return lambda: choose(tuple(each for each in parts if each is not moment) if moment in parts else (*parts, moment))

    options = [choice.Option(away.WHOLE_DAY, not parts, lambda: choose(()), "part-day")]
    options += [
        choice.Option(
            away.part(each.slot.moment, each.begins_at, each.ends_at),
            each.slot.moment in parts,
            toggle(each.slot.moment),
            f"part-{each.slot.moment.value}",
        )
        for each in day.slots
    ]
    note = [text.quiet(t, away.PART_NOTE, 14)] if len(parts) > 1 else []
    return [choice.group(t, away.PART, options), *note]


def _chosen(day: DayView | None, parts: tuple[Moment, ...]) -> list[SlotView]:
    return [each for each in day.slots if each.slot.moment in parts] if day else []


def _period(first: date, last: date, slots: list[SlotView]) -> tuple[datetime, datetime]:
    """Whole days from midnight to midnight, or from the first to the last chosen moment of one day."""
    if slots:
        return min(each.begins_at for each in slots), max(each.ends_at for each in slots)
    return wall(first, time()), wall(last + timedelta(days=1), time())
